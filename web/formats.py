"""Dates, hours, money and measures as people write them, in the language in force, with no-break spaces."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal
from flask import Flask

from .i18n import gettext, language, locale, ngettext

NBSP = "\u00a0"
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(value: date | str) -> str:
    """sam. 12 juin"""
    return _date(value, "EEE d MMM")


def day_year(value: date | str) -> str:
    """sam. 12 juin 2027"""
    return _date(value, "EEE d MMM y")


def day_long(value: date | str) -> str:
    """samedi 12 juin 2027"""
    return _date(value, "EEEE d MMMM y")


def day_month(value: date | str) -> str:
    """12 juin"""
    return _date(value, "d MMM")


def day_of_year(value: date | str) -> str:
    """12 juin 2027"""
    return _date(value, "d MMM y")


def ends(first: date, last: date, this_year: int | None = None) -> tuple[str, str]:
    """
    The first and the last day of a stay: 4 janv., 3 juil. Years are written where the two differ, or where the
    stay is not in ``this_year``.
    """
    if first.year != last.year:
        return day_of_year(first), day_of_year(last)
    return day_month(first), day_month(last) if this_year in (None, last.year) else day_of_year(last)


def last_day(town: Any) -> date:
    """The last day of a town's season, whose end is the day after."""
    return town.end - timedelta(days=1)


def month(value: date | str) -> str:
    """juin 2027"""
    return _date(value, "LLLL y")


def clock(value: Any) -> str:
    """18 h 30, from a time, a moment, minutes after midnight or ``HH:MM``; past midnight starts again at 0."""
    if isinstance(value, str):
        hours, _, minutes = value.partition(":")
        value = int(hours) * 60 + int(minutes)
    if isinstance(value, int):
        value = time(value // 60 % 24, value % 60)
    if language() == "fr":
        return f"{value.hour}{NBSP}h" + (f"{NBSP}{value.minute:02d}" if value.minute else "")
    return format_time(value if isinstance(value, time) else value.timetz(), "HH:mm", locale=locale())


def moment(value: datetime, zone: str = "Europe/Paris") -> str:
    """sam. 12 juin à 18 h 30, in the town's zone"""
    here = value.astimezone(ZoneInfo(zone))
    return gettext("%(day)s at %(time)s", day=day(here.date()), time=clock(here))


def euros(cents: int | Decimal) -> str:
    """1 250 €, from cents; the cents are written where there are any"""
    amount = Decimal(cents) / 100
    whole = amount == amount.to_integral_value()
    pattern = "#,##0\u00a0¤" if language() == "fr" else "¤#,##0"
    if not whole:
        pattern = "#,##0.00\u00a0¤" if language() == "fr" else "¤#,##0.00"
    return format_currency(amount, "EUR", pattern, locale=locale(), currency_digits=False)


def number(value: float | Decimal) -> str:
    """1 250"""
    return format_decimal(value, locale=locale())


def signed(value: float | Decimal) -> str:
    """+1 250, −3, 0: a difference, with a true minus"""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + number(abs(value))


def area(value: float | Decimal) -> str:
    """62 m²"""
    return f"{number(value)}{NBSP}m²"


def weeks(value: int) -> str:
    """8 semaines"""
    return ngettext("%(num)s week", "%(num)s weeks", value).replace(" ", NBSP)


def duration(seconds: float) -> str:
    """45 s, 2 min 05 s"""
    whole = round(seconds)
    if whole < 60:
        return f"{whole}{NBSP}s"
    return f"{whole // 60}{NBSP}min" + (f"{NBSP}{whole % 60:02d}{NBSP}s" if whole % 60 else "")


def init_app(app: Flask) -> None:
    """Offer the formats to templates under the names that pages use."""
    app.jinja_env.filters.update(
        day=day,
        day_year=day_year,
        day_long=day_long,
        day_month=day_month,
        day_of_year=day_of_year,
        ends=ends,
        last_day=last_day,
        month=month,
        time=clock,
        moment=moment,
        euros=euros,
        number=number,
        signed=signed,
        area=area,
        weeks=weeks,
        duration=duration,
    )


def iso_day(text: str) -> date | None:
    """The day that a text like ``2027-06-12`` means; None for any other, such as 30 February."""
    if not ISO_DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _date(value: date | str, pattern: str) -> str:
    if isinstance(value, str):
        value = date.fromisoformat(value)
    text = format_date(value, pattern, locale=locale())
    if language() == "fr" and value.day == 1:
        text = text.replace(" 1 ", " 1er ", 1) if not text.startswith("1 ") else "1er" + text[1:]
    return text.replace(" ", NBSP)
