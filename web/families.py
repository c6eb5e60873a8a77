"""One colour for each family of activity or kind of event, the same on every page of a town."""

from collections.abc import Iterable
from zlib import crc32

COLOURS = ("teal", "violet", "blue", "green", "ochre")
# What the words of towns usually mean, in both languages; other words take their turn.
KNOWN = {
    "green": ("food", "aliment", "epicerie", "épicerie", "boulang", "restau", "cafe", "café", "marche", "marché", "market", "jardin", "fleur"),
    "violet": ("culture", "concert", "music", "musique", "spectacle", "show", "theat", "théâ", "livre", "librairie", "book", "galerie", "art"),
    "ochre": ("craft", "artisan", "atelier", "workshop", "brocante", "bois", "cerami", "cérami", "lumi", "light", "winter", "noël", "noel"),
    "blue": ("mode", "cloth", "vetement", "vêtement", "textile", "sport", "family", "famille", "enfan", "child", "jeu", "cinema", "cinéma"),
    "teal": ("service", "repar", "répar", "sante", "santé", "beaut", "maison", "home", "deco", "déco", "visite", "tour", "conf", "talk"),
}  # fmt: skip


def family(word: str) -> str:
    """The colour of ``word``, by what it means where that is known."""
    folded = word.casefold()
    for colour, parts in KNOWN.items():
        if any(part in folded for part in parts):
            return colour
    return COLOURS[crc32(folded.encode()) % len(COLOURS)] if folded else "grey"


def families(words: Iterable[str]) -> dict[str, str]:
    """The colours of all these words, in order."""
    return {word: family(word) for word in sorted(set(words))}
