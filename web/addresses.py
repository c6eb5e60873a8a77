"""Absolute addresses of public pages and feeds, the same whoever asks."""

import re
import unicodedata

from flask import current_app, request, url_for


def base() -> str:
    """What stands before every path: the configured public address, else where this request came in."""
    configured = current_app.config["RIDEAU"].server.public_url
    return (configured or request.url_root).rstrip("/")


def absolute(endpoint: str, **values: str) -> str:
    return base() + url_for(endpoint, **values)


def webcal(address: str) -> str:
    """The same address in the form that calendar programs subscribe to."""
    return re.sub(r"^https?://", "webcal://", address)


def slug(text: str) -> str:
    """``text`` as a part of an address: "Fête de rue" gives ``fete-de-rue``."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "-", kept).strip("-_")[:80] or "x"
