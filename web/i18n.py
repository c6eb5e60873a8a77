"""The words of the interface in the reader's language.

Catalogues are the ``.po`` files under ``translations/<language>/``, merged in memory at start. The language in
force belongs to the request, or to the command that runs: ``use_language`` sets it, everything here reads it.
"""

from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy, Translations

from .config import LANGUAGES

FOLDER = Path(__file__).parent / "translations"
LOCALES = {"fr": "fr_FR", "en": "en_GB"}
_language: ContextVar[str] = ContextVar("language", default="fr")


def use_language(language: str) -> None:
    """Speak ``language`` from here on, in this request or command; an unknown one is French."""
    _language.set(language if language in LANGUAGES else "fr")


def language() -> str:
    return _language.get()


def locale() -> Locale:
    """The formats of dates and numbers of the language in force."""
    return Locale.parse(LOCALES[language()])


def merged_catalogue(code: str) -> Catalog:
    """All catalogues of one language as one; the same words in two files must be translated alike."""
    merged = Catalog(locale=LOCALES[code])
    for path in sorted((FOLDER / code).glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale=LOCALES[code]):
                if entry.id:
                    merged.add(entry.id, entry.string, flags=entry.flags, context=entry.context)
    return merged


@cache
def translations(code: str) -> NullTranslations:
    buffer = BytesIO()
    write_mo(buffer, merged_catalogue(code))
    buffer.seek(0)
    return Translations(fp=buffer)


def gettext(text: str, **values: Any) -> str:
    found = translations(language()).gettext(text)
    return found % values if values else found


def plural_form(one: str, many: str, num: int) -> str:
    """The sentence for ``num`` things, its values not filled in: templates do that themselves."""
    return translations(language()).ngettext(one, many, num)


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    return plural_form(one, many, num) % {"num": num, **values}


def pgettext(context: str, text: str, **values: Any) -> str:
    found = translations(language()).pgettext(context, text)
    return found % values if values else found


def plural_form_in(context: str, one: str, many: str, num: int) -> str:
    return translations(language()).npgettext(context, one, many, num)


def npgettext(context: str, one: str, many: str, num: int, **values: Any) -> str:
    return plural_form_in(context, one, many, num) % {"num": num, **values}


def lazy_gettext(text: str, **values: Any) -> LazyProxy:
    """Words that are chosen when they are shown: for what is written at the top of a module."""
    return LazyProxy(gettext, text, enable_cache=False, **values)


def chosen_language(
    account: str | None, asked: str | None, kept: str | None, accepted: Any, default: str
) -> str:
    """
    The language of a page: what the address asks, else the cookie, else the account, else the browser.

    ``accepted`` is the request's ``Accept-Language``, with werkzeug's ``best_match``.
    """
    for candidate in (asked, kept, account):
        if candidate in LANGUAGES:
            return candidate
    return accepted.best_match(LANGUAGES) or default
