"""What the command line itself says (a missing argument, an unknown option), in the language in force."""

from importlib import import_module

from .i18n import gettext

KINDS = {
    "IntRange": lambda: gettext("whole number"),
    "IntParamType": lambda: gettext("whole number"),
    "FloatRange": lambda: gettext("number"),
    "FloatParamType": lambda: gettext("number"),
}
"""What click's types of numbers are called: it would ask people for an "integer range"."""
MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")


def speak() -> None:
    """Have click take its words from our catalogues; it offers no other way than those names of its modules."""
    for name in MODULES:
        module = import_module(f"click.{name}")
        for own, ours in (("_", _said), ("ngettext", _counted)):
            if hasattr(module, own):
                setattr(module, own, ours)
    types = import_module("click.types")
    for kind, name in KINDS.items():
        getattr(types, kind).name = name()


def _said(text: str) -> str:
    """The catalogue has these sentences without the mark that asks for quotation marks of programs."""
    plain = text.replace("!r}", "}")
    found = gettext(plain)
    return text if found == plain else found


def _counted(one: str, many: str, num: int) -> str:
    return _said(one if num == 1 else many)
