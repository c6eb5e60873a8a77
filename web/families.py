"""One colour for each family of activity or kind of event, the same on every page of a town."""

from collections.abc import Iterable
from zlib import crc32

COLOURS = ("teal", "violet", "blue", "green", "ochre")
# What the words of towns usually mean, in both languages; other words take their turn.
KNOWN = {
    "ochre": "craft artisan atelier workshop bois cerami cérami lumi light winter noël noel maison deco déco fête fete",
    "green": "food aliment epicer épicer boulang restau cafe café march market jardin fleur braderie brocante dégust",
    "violet": "culture concert music musique spectacle show theat théâ livre librairie book galerie expo art",
    "blue": "mode cloth vetement vêtement textile sport famil enfan child jeu loisir cinema cinéma",
    "teal": "service repar répar sante santé beaut visite tour conf talk inaugur",
}


def family(word: str) -> str:
    """The colour of ``word``, by what it means where that is known."""
    folded = word.casefold()
    for colour, parts in KNOWN.items():
        if any(part in folded for part in parts.split()):
            return colour
    return COLOURS[crc32(folded.encode()) % len(COLOURS)] if folded else "grey"


def families(words: Iterable[str]) -> dict[str, str]:
    """The colours of all these words, in order."""
    return {word: family(word) for word in sorted(set(words))}
