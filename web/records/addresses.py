"""Keys of records in addresses: any text can be a key, an address cannot hold every text."""

from urllib.parse import quote, unquote

from werkzeug.routing import BaseConverter

from .kinds import KINDS

RESERVED = ("new", "bulk", "export", "remove")


class KeyConverter(BaseConverter):
    """Letters, digits, ``-``, ``_`` stand as they are; anything else is escaped twice, because servers undo it once."""

    regex = "[^/]+"
    part_isolating = True

    def to_python(self, value: str) -> str:
        return unquote(value)

    def to_url(self, value: str) -> str:
        if value in RESERVED:
            return "%25" + format(ord(value[0]), "X") + value[1:]
        plain = "".join(c if c.isalnum() or c in "-_" else _escaped(c) for c in value)
        return quote(plain, safe="-_")


def _escaped(c: str) -> str:
    return "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "replace"))


ANY_KIND = f"any({','.join(KINDS)})"
