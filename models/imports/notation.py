"""Text in cells: never a formula, never an illegal character, and told apart from "empty"."""

import re

EMPTY = "∅"
EMPTIES = (EMPTY, "-", "–", "—", "[]", "{}")
FORMULA = "=+-@\t\r\n＝＋－＠"
GUARDED = re.compile(rf"'*[{re.escape(FORMULA)}]")
ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]|\\\\(?=u[0-9a-f]{4})")


def guard(cell: str) -> str:
    """A cell's text that no spreadsheet takes for a formula."""
    return f"'{cell}" if GUARDED.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell without the apostrophe that protected it."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and GUARDED.match(cell) else cell


def escape(text: str, marks: str = "") -> str:
    """
    A text as a cell holds it: no illegal character, no white space at its ends, nothing that means "empty".

    ``marks`` are the characters that would end an item of a list or a table.
    """
    text = UNWRITABLE.sub(lambda m: _code(m[0]), text)
    if marks:
        text = re.sub(f"[{re.escape(marks)}]", lambda m: _code(m[0]), text)
        if text.startswith(("[", "{")):
            text = _code(text[0]) + text[1:]
    if text in EMPTIES or text[:1].isspace():
        text = _code(text[0]) + text[1:]
    return text[:-1] + _code(text[-1]) if text[-1:].isspace() else text


def unescape(text: str) -> str:
    """The text that ``escape`` was given."""
    return ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)


def _code(character: str) -> str:
    return f"\\u{ord(character):04x}"
