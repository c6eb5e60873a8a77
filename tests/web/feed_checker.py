"""The contract of published feeds, checked by the tool that subscribers' problems taught, without its network part."""

import importlib.util
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

from tests.shared import SHARED

TOOL = SHARED / "tools" / "check_feed.py"


def _load():
    spec = importlib.util.spec_from_file_location("check_feed", TOOL)
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_feed"] = module
    spec.loader.exec_module(module)
    return module


check_feed = _load()


def faults(octets: bytes) -> list[str]:
    """Every breach of a MUST or of the contract in a public feed, with the two parsers that come with the tests."""
    args = SimpleNamespace(public=True, private=False, forbid=[], max_bytes=5_000_000, fetched_at=None)
    report = check_feed.Report("rideau", [])
    check_feed.check_bytes(octets, report, args)
    return [f"{i['code']}: {i['message']}" for i in report.items if i["level"] in ("MUST", "CONTRACT")]


def broken_promises(before: bytes, after: bytes, folder: Path) -> str:
    """What a feed breaks of its contract with those who read it before; nothing where it keeps it."""
    old, new = folder / "old.ics", folder / "new.ics"
    old.write_bytes(before)
    new.write_bytes(after)
    told = StringIO()
    with redirect_stdout(told):
        asked = ["--public", "--parsers", "none", "--require", "0", "--previous", str(old), str(new)]
        code = check_feed.main(asked)
    return f"{code}: {told.getvalue()}" if code else ""


def events(octets: bytes) -> list[dict]:
    """The feed's events as the checker reads them."""
    args = SimpleNamespace(public=True, private=False, forbid=[], max_bytes=5_000_000, fetched_at=None)
    return check_feed.check_bytes(octets, check_feed.Report("rideau", []), args)
