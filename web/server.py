"""The web server: waitress, with a thread for each request that is being answered."""

import logging
import signal
from typing import Any

from .config import Settings

logger = logging.getLogger(__name__)


def run_web(settings: Settings) -> int:
    """Answer requests until told to end."""
    import waitress

    from . import create_app

    app = create_app(settings)
    signal.signal(signal.SIGTERM, _leave)
    logger.info("serving on %s", settings.server.address)
    waitress.serve(
        app,
        host=settings.server.host,
        port=settings.server.port,
        threads=settings.server.threads,
        ident=None,
        connection_limit=1000,
        channel_timeout=60,
        max_request_body_size=(settings.security.upload_mb + 1) * 1024 * 1024,
        clear_untrusted_proxy_headers=False,
        _quiet=True,
    )
    return 0


def _leave(_number: int, _frame: Any) -> None:
    raise SystemExit(0)
