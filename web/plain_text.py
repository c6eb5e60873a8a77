"""Texts as a stranger's program may read them: one kind of line break, nothing active, nobody's private contact."""

import re
import unicodedata

# Every mark that some program takes for a line break (str.splitlines, Unicode TR 14), not CR and LF alone.
LINE_BREAKS = re.compile("\r\n|[\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
NO_CHARACTERS = {"Cc", "Cs"}
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
PHONE = re.compile(r"(?<![\w/.-])(?:\+\d{1,3}[ .\u00a0\u202f-]?|0)\d(?:[ .\u00a0\u202f-]?\d{2}){4}(?![\w-])")
TAG = re.compile(r"<(?=[\s/!?]*[A-Za-z])")
HANDLER = re.compile(r"\b(on(?:error|load|click))\s*=", re.IGNORECASE)
SCRIPT_ADDRESS = re.compile(r"javascript:", re.IGNORECASE)
ENTITY = re.compile(r"&(?=(?:\w+|#\w+);)")
ESCAPED = re.compile(r"\\(?=[nN,;])")


def lines(text: str) -> str:
    """``text`` with ``\\n`` as its only line break and without control characters."""
    text = LINE_BREAKS.sub("\n", text).replace("\t", " ")
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in NO_CHARACTERS)
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()


def one_line(text: str) -> str:
    """``text`` on a single line."""
    return " ".join(lines(text).split())


def public_text(text: str) -> str:
    """
    ``text`` for people outside: what looks like markup, active content or an escape is defused with a lookalike,
    addresses of e-mail and telephone numbers are taken out (GDPR art. 5(1)(c): no more than needed).
    """
    text = EMAIL.sub("…", PHONE.sub("…", lines(text)))
    text = SCRIPT_ADDRESS.sub("javascript :", TAG.sub("‹", text))
    text = HANDLER.sub(r"\1 : ", text)
    text = ENTITY.sub("＆", text)
    return ESCAPED.sub("⧵", text)
