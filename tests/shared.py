"""Where the shared data, specification and oracle are: beside the checkout, or where ``TEST_SHARED`` says."""

import os
from pathlib import Path

SHARED = Path(os.environ.get("TEST_SHARED") or Path(__file__).resolve().parents[2] / "shared")
