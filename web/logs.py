"""Logs for those who run Rideau: one line per fact, as text or JSON, with the id of the request.

Tokens and passwords never reach a log: addresses are written without their query, and the secret part of
private feed addresses is masked.
"""

import json
import logging
import re
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TextIO

from .config import Log

request_id: ContextVar[str] = ContextVar("request_id", default="")
_STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request"}
_SECRETS = re.compile(r"(?i)((?:token|password|passwd|secret|csrf_token)[\"']?\s*[=:]\s*[\"']?)[^\s&\"']+")
_PRIVATE = re.compile(r"(/private/)[^\s/?]+")
_URL_PASSWORD = re.compile(r"(://[^\s:/@]+:)[^\s@/]+(@)")


def set_up_logs(settings: Log, stream: TextIO | None = None) -> None:
    """Send every log line of this process to ``stream`` (standard error) in the form that is set."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if settings.format == "json" else TextLines())
    handler.addFilter(_with_request)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.level.upper())
    for noisy in ("apscheduler", "waitress.queue", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def masked(text: str) -> str:
    """``text`` without tokens and passwords."""
    text = _SECRETS.sub(r"\1•••", text)
    return _URL_PASSWORD.sub(r"\1•••\2", _PRIVATE.sub(r"\1•••", text))


def _with_request(record: logging.LogRecord) -> bool:
    record.request = request_id.get()
    return True


def _extras(record: logging.LogRecord) -> dict[str, Any]:
    return {k: v for k, v in vars(record).items() if k not in _STANDARD}


class JsonLines(logging.Formatter):
    """One JSON object per line: at, level, logger, message, request and whatever ``extra`` holds."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": masked(record.getMessage()),
        }
        if request := getattr(record, "request", ""):
            line["request"] = request
        line |= {k: masked(v) if isinstance(v, str) else v for k, v in _extras(record).items()}
        if record.exc_info:
            line["trace"] = masked(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """``14:02:11 info  web.app GET /desk/ 200 …`` for people who watch."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        extras = " ".join(f"{k}={v}" for k, v in _extras(record).items())
        parts = [at, f"{record.levelname.lower():7}", record.name, record.getMessage(), extras]
        if request := getattr(record, "request", ""):
            parts.append(f"[{request}]")
        text = " ".join(p for p in parts if p)
        if record.exc_info:
            text += "\n" + self.formatException(record.exc_info)
        return masked(text)
