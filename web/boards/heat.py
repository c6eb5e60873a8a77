"""How heavily people, streets and budgets are used, drawn as squares by week and as bars."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from flask import url_for

from scheduler.case import Case

from ..charts import level, share
from ..formats import euros, number
from ..i18n import gettext as _
from ..i18n import locale
from ..season import coverage, money, work
from .shown import Shown

STREETS_DRAWN = 24
PEOPLE_DRAWN = 24
HEAVY = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of a heat map."""

    text: str
    level: int
    title: str
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row of squares under its name."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """A budget line on a bar: ``percent`` used; texts are written out for people, ``parts_text`` by kind."""

    name: str
    url: str
    used: int
    total: int
    percent: float
    used_text: str
    total_text: str
    left_text: str
    parts_text: str = ""

    @property
    def label(self) -> str:
        """What the bar says to who cannot see it."""
        return _("%(used)s of %(total)s used", used=self.used_text, total=self.total_text)


def week_columns(case: Case) -> list[tuple[str, str, str]]:
    """The weeks as columns: day of the month, words for the table, the month where one begins."""
    found, before = [], None
    for start in work.mondays(case):
        monday = date.fromordinal(max(1, start))
        band = short_month(monday) if monday.month != before else ""
        before = monday.month
        found.append((str(monday.day), f"{monday.day}/{monday.month}", band))
    return found


def staff_rows(board: Shown) -> list[HeatRow]:
    """Hours by person and week; the squares deepen with the share of what the week may hold."""
    assert board.case
    return [
        HeatRow(
            load.name,
            tuple(
                Cell(
                    number(round(hours)) if hours else "",
                    level(hours, float(load.limit)),
                    f"{load.name}{_(': ')}{number(hours)} h",
                    Decimal(str(hours)) > load.limit * HEAVY,
                )
                for hours in load.hours
            ),
        )
        for load in work.loads(board.case)[:PEOPLE_DRAWN]
    ]


def street_rows(board: Shown, missed: list[coverage.Shortfall]) -> tuple[list[HeatRow], int]:
    """Event days by street and week, weeks that miss a target flagged; and how many quiet streets are not drawn."""
    assert board.case
    rows = coverage.street_weeks(board.case, missed)
    drawn = [row for row in rows if sum(row.counts) or row.short][:STREETS_DRAWN]
    starts = work.mondays(board.case)
    most = max((count for row in drawn for count in row.counts), default=0)
    heat = []
    for row in drawn:
        name = board.names("street", row.id)
        cells = (
            Cell(number(n) if n else "", level(n, most), f"{name}{_(': ')}{n}", start in row.short)
            for start, n in zip(starts, row.counts, strict=True)
        )
        heat.append(HeatRow(name, tuple(cells)))
    return heat, len(rows) - len(drawn)


def gauges(board: Shown) -> list[Gauge]:
    """Every funding line, and what of it is used."""
    assert board.case
    address = url_for("records.index", slug=board.town.slug, kind="funding")
    return [
        Gauge(
            name=line.name,
            url=address,
            used=line.used,
            total=line.amount,
            percent=share(line.used, line.amount),
            used_text=euros(line.used),
            total_text=euros(line.amount),
            left_text=_left(line.left),
            parts_text=" · ".join(
                f"{words} {euros(line.kinds[kind])}" for kind, words in _kinds() if line.kinds[kind]
            ),
        )
        for line in money.lines(board.case)
    ]


def _kinds() -> tuple[tuple[str, str], ...]:
    """What money goes to, in words."""
    return (
        ("tenancy", _("shops")),
        ("event", _("events")),
        ("trail", _("light trails")),
        ("dressing", _("window dressings")),
    )


def _left(cents: int) -> str:
    if cents < 0:
        return _("%(over)s over", over=euros(-cents))
    return _("%(left)s left", left=euros(cents))


def short_month(day: date) -> str:
    """The month of a day, short, as people write it alone."""
    return format_date(day, "LLL", locale=locale())
