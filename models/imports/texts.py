"""Text from strangers: plain, without markup and control characters; web addresses that are web addresses."""

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

MOST_TITLE = 300
MOST_TEXT = 10_000
HIDDEN = frozenset({"script", "style", "template", "iframe", "object", "svg", "math", "noscript"})
BREAKING = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"})


class _Words(HTMLParser):
    """The text between tags; what scripts and styles hold is dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self.hidden += 1
        elif tag in BREAKING:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN and self.hidden:
            self.hidden -= 1
        elif tag in BREAKING:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def plain_text(source: object, most: int = MOST_TEXT) -> str:
    """Readable text of HTML, Markdown or plain text; never a tag, never a control character, at most ``most`` long."""
    text = source if isinstance(source, str) else ""
    text = text[: 20 * most]
    if "<" in text or "&" in text:
        words = _Words()
        words.feed(text)
        words.close()
        text = unescape("".join(words.parts))
        text = re.sub(r"</?[a-zA-Z!?][^<>]{0,500}>", "", text)
    text = re.sub(r"(?<!\w)(\*\*|__|\*|_)(?=\S)([^*_\n]{1,300}?)(?<=\S)\1(?!\w)", r"\2", text)
    text = re.sub(r"\[([^\[\]\n]{1,300})\]\([^()\s]{1,500}\)", r"\1", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in UNSEEN)
    text = re.sub(r"[ \t]+", " ", text)
    text = re.sub(r" ?\n ?", "\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def one_line(source: object, most: int = MOST_TITLE) -> str:
    """Plain text with every run of blanks and line ends made one space."""
    return " ".join(plain_text(source, most).split())


def web_address(source: object) -> str:
    """The address if it leads to the web, else nothing: no script, no file, no text in disguise."""
    text = source.strip() if isinstance(source, str) else ""
    try:
        parts = urlsplit(text)
        sound = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return text if sound and len(text) <= 2000 and not re.search(r"[\s<>\"'`\\\x00-\x1f\x7f]", text) else ""
