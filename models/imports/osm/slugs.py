"""Keys of records from names in any script: ASCII letters, digits and hyphens, never empty."""

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
        "’": "-", "'": "-", "ʼ": "-",
    }
)  # fmt: skip
SHORT = {
    "bd": "boulevard", "bld": "boulevard", "bvd": "boulevard", "blvd": "boulevard", "av": "avenue",
    "ave": "avenue", "pl": "place", "prom": "promenade", "imp": "impasse", "all": "allee", "ch": "chemin",
    "sq": "square", "fg": "faubourg", "fbg": "faubourg", "st": "saint", "ste": "sainte", "1er": "ier",
    "str": "strasse", "rd": "road",
}  # fmt: skip
LONGEST = 60


def slug(name: str) -> str:
    """``Große Eschenheimer Straße`` → ``grosse-eschenheimer-strasse``; empty where most letters are lost."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(LETTERS))
    letters = [c for c in plain if c.isalnum()]
    kept = [c for c in letters if c.isascii()]
    if len(kept) * 2 < len(letters):
        return ""
    ascii_only = "".join(
        c for c in plain if c.isascii() or (not c.isalnum() and not unicodedata.combining(c))
    )
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST].strip("-")


@lru_cache(50_000)
def same_name(name: str) -> str:
    """What two spellings of a street's name share: case, accents and hyphens do not matter."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


@lru_cache(50_000)
def spelled_out(name: str) -> str:
    """A street's name as addresses mean it: without a house number before it, abbreviations in full."""
    words = re.sub(r"(?<=\w)str\b\.?", "strasse", same_name(name)).split()
    if len(words) > 2 and words[0].isdecimal():
        words = words[1:]
    return " ".join(SHORT.get(word, word) for word in words)
