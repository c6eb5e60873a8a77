"""Every word of the interface that needs a translation, found by babel's extractors in templates and code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract_from_dir

from scheduler import reasons, refusal

ROOT = Path(__file__).parent.parent.parent
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "lazy_gettext": None,
    "message": None,
    "Counted": (1, 2),
    "Message": None,
}
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}
TEMPLATES = [("**.html", "jinja2.ext:babel_extract")]
CODE = [("**.py", "python")]
NAMED = re.compile(r"%\((\w+)\)s|(?<!\{)\{(\w+)\}(?!\})")


@dataclass(frozen=True)
class Word:
    """``id`` is the English words, or the pair (one, many); ``where`` a file and a line."""

    id: str | tuple[str, ...]
    context: str | None
    where: str


def words() -> Iterator[Word]:
    """Everything to translate: templates, views, and the sentences of scheduler and models."""
    for folder, methods in (
        ("web/templates", TEMPLATES),
        ("web", CODE),
        ("models", CODE),
        ("scheduler", CODE),
    ):
        found = extract_from_dir(ROOT / folder, methods, OPTIONS, KEYWORDS)
        for name, line, words_, _comments, context in found:
            if words_:
                yield Word(
                    words_ if isinstance(words_, str) else tuple(words_), context, f"{folder}/{name}:{line}"
                )
    yield from tables()


def tables() -> Iterator[Word]:
    """The sentences that the scheduler keeps in tables, where no extractor looks."""
    by_rule = (
        reasons.NOWHERE,
        reasons.PARTLY,
        reasons.AT_TIMES,
        reasons.TRAIL,
        reasons.TOO_MUCH,
        reasons.LOST,
    )
    for table in by_rule:
        yield from (Word(text, None, f"scheduler/reasons.py: {rule}") for rule, text in table.items())
    for fields, pair in refusal.PATTERNS.items():
        yield from (Word(text, None, f"scheduler/refusal.py: {fields}") for text in pair)


def named(text: str) -> set[str]:
    """The names of the values that a text asks for."""
    return {a or b for a, b in NAMED.findall(text)}
