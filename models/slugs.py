"""Names as parts of addresses."""

import re
import unicodedata
from collections.abc import Container


def slug(text: str) -> str:
    """``text`` in lower-case ASCII, digits and hyphens: "Fête de rue" gives ``fete-de-rue``."""
    folded = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-") or "x"


def free_slug(text: str, taken: Container[str]) -> str:
    """The slug of ``text``, with a number behind it where it is taken."""
    wish, number = slug(text), 2
    found = wish
    while found in taken:
        found, number = f"{wish}-{number}", number + 1
    return found
