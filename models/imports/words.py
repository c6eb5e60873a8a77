"""The words people use for choices and headers, in French and English, and how names are compared."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

CHOICES_IN_FRENCH: Mapping[str, str] = {
    "occupied": "occupé",
    "works": "travaux",
    "for_sale": "à vendre",
    "dispute": "litige",
    "unknown": "inconnu",
    "none": "aucun",
    "asked": "demandé",
    "given": "donné",
    "refused": "refusé",
    "candidate": "candidat",
    "shortlisted": "présélectionné",
    "selected": "retenu",
    "withdrawn": "retiré",
    "week": "semaine",
    "month": "mois",
    "span": "période",
    "tenancy": "occupation",
    "event": "événement",
    "trail": "parcours",
    "dressing": "habillage",
}


def plain(name: str) -> str:
    """A name without case, accents, punctuation and what stands in brackets: "Loyer mensuel (€)" → "loyer mensuel"."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name)
    letters = unicodedata.normalize("NFKD", bare.casefold().replace("œ", "oe").replace("²", "2"))
    letters = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(re.findall(r"[^\W_]+", letters))


def said(word: str, choices: Iterable[str]) -> str:
    """The choice that a word in either language means; the word itself where it means none."""
    for choice in choices:
        if plain(word) in (plain(choice), plain(CHOICES_IN_FRENCH.get(choice, choice))):
            return choice
    return word


def in_language(choice: str, language: str) -> str:
    """A word of files as a person of that language writes it."""
    return CHOICES_IN_FRENCH.get(choice, choice) if language == "fr" else choice


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that a mistyped one probably meant, or nothing."""
    names = {plain(one): one for one in known}
    found = get_close_matches(plain(name)[:100], list(names), 1, 0.7)
    return names[found[0]] if found else ""


def record_key(*parts: object) -> str:
    """
    A key made of names in any script: "Rue de l'Église", 12, "bis" → ``rue-de-l-eglise-12-bis``.

    Empty parts are left out; nothing but signs gives an empty key.
    """
    text = " ".join(str(part) for part in parts if part not in (None, ""))
    folded = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    letters = unicodedata.normalize("NFKD", folded)
    letters = "".join(one for one in letters if not unicodedata.combining(one))
    return "-".join(re.findall(r"[^\W_]+", letters))[:120].strip("-")
