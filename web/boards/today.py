"""The first page of a desk: how the season stands, and what waits for somebody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from flask import url_for

from scheduler.case import Case, join
from scheduler.fields import ProblemError

from ..charts import Columns, Series, columns, level, share
from ..formats import euros, number
from ..formats import month as month_year
from ..i18n import gettext as _
from ..i18n import locale, ngettext
from ..season import coverage, money, occupation, work
from ..telling import reason_message, translate
from .shown import Shown

STREETS_DRAWN = 24
PEOPLE_DRAWN = 24
HEAVY = Decimal("0.8")


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
        return _("%(used)s of %(total)s used", used=self.used_text, total=self.total_text)


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of a heat map."""

    text: str
    level: int
    title: str
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class HeatRow:
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that somebody has to decide: what, why, where to go."""

    title: str
    reasons: tuple[str, ...]
    url: str
    kind: str


def headline(board: Shown, this_day: date) -> str:
    """The answer of the page: empty fronts this month (or in the season's first), and what the plan changes."""
    assert board.case
    row = month_of(board.case, this_day)
    month = month_year(row.month)
    if board.state.kind == "none" or not row.fewer:
        return ngettext(
            "%(num)s empty shop front in %(month)s",
            "%(num)s empty shop fronts in %(month)s",
            row.after,
            month=month,
        )
    words = {
        "draft": (
            "%(num)s empty shop front in %(month)s, %(fewer)s fewer with this draft",
            "%(num)s empty shop fronts in %(month)s, %(fewer)s fewer with this draft",
        ),
        "published": (
            "%(num)s empty shop front in %(month)s, %(fewer)s fewer with the published programme",
            "%(num)s empty shop fronts in %(month)s, %(fewer)s fewer with the published programme",
        ),
    }[board.state.kind]
    return ngettext(*words, row.after, month=month, fewer=number(row.fewer))


def month_of(case: Case, this_day: date) -> occupation.MonthVacancy:
    rows = occupation.vacancy_by_month(case)
    return next((row for row in rows if row.month == this_day.replace(day=1)), rows[0])


def vacancy_chart(board: Shown) -> Columns:
    """Empty fronts by month: without a plan, as published, with the draft."""
    assert board.case
    rows = occupation.vacancy_by_month(board.case)
    series = [Series(_("Without a programme"), "outline", tuple(row.before for row in rows))]
    if board.is_draft and board.published is not None and (before := _published_case(board)) is not None:
        held = occupation.vacancy_by_month(before)
        series.append(Series(_("As published"), "solid", tuple(row.after for row in held)))
    if board.state.kind != "none":
        name, style = (_("With this draft"), "hatched") if board.is_draft else (_("As published"), "solid")
        series.append(Series(name, style, tuple(row.after for row in rows)))
    return columns([short_month(row.month) for row in rows], series)


def _published_case(board: Shown) -> Case | None:
    """The published plan on the draft's problem; None where records it names are gone."""
    assert board.case and board.published
    try:
        return join(board.case.problem, board.published)
    except (KeyError, ProblemError):
        return None


def figures(board: Shown) -> list[tuple[str, str, str]]:
    """The season in four numbers: (what, value, what it is measured against)."""
    assert board.case
    case = board.case
    weeks = occupation.weeks(case)
    sessions = sum(len(held.sessions) for held in case.held)
    kinds = len({held.event.id for held in case.held})
    lines = money.lines(case)
    found = [
        (
            _("Shop-weeks filled"),
            number(weeks.filled),
            _(
                "of %(offered)s offered, %(percent)s %%",
                offered=number(weeks.offered),
                percent=number(round(share(weeks.filled, weeks.offered))),
            ),
        ),
        (
            _("Trial shops"),
            number(len(case.lets)),
            _("of %(count)s projects", count=number(len(case.problem.projects))),
        ),
        (
            _("Event days"),
            number(sessions),
            ngettext(
                "%(num)s event of %(all)s",
                "%(num)s events of %(all)s",
                kinds,
                all=number(len(case.problem.events)),
            ),
        ),
        *_light_and_glass(case),
    ]
    if lines:
        total = sum(line.amount for line in lines)
        left = sum(line.left for line in lines)
        found.append((_("Budget left"), euros(left), _("of %(total)s", total=euros(total))))
    return found


def _light_and_glass(case: Case) -> list[tuple[str, str, str]]:
    """Trail nights and dressed windows, in towns that have such."""
    found = []
    if trails := len(case.problem.trails):
        nights = number(sum(1 for _night in case.nights))
        of = ngettext(
            "%(num)s light trail of %(all)s",
            "%(num)s light trails of %(all)s",
            len(case.walks),
            all=number(trails),
        )
        found.append((_("Trail nights"), nights, of))
    if case.problem.kits:
        fronts = len({dressed.premises.id for dressed in case.dressed})
        on = ngettext("on %(num)s empty front", "on %(num)s empty fronts", fronts)
        found.append((_("Weeks of dressed windows"), number(occupation.dressed_weeks(case)), on))
    return found


def gauges(board: Shown) -> list[Gauge]:
    assert board.case
    address = url_for("records.index", slug=board.town.slug, kind="funding")
    return [
        Gauge(
            line.name,
            address,
            line.used,
            line.amount,
            share(line.used, line.amount),
            euros(line.used),
            euros(line.amount),
            _left(line.left),
            " · ".join(f"{words} {euros(line.kinds[kind])}" for kind, words in _kinds() if line.kinds[kind]),
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
                    f"{load.name} : {number(hours)} h",
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
    heat = [
        HeatRow(
            board.names("street", row.id),
            tuple(
                Cell(number(n) if n else "", level(n, most), f"{row.name} : {n}", starts[place] in row.short)
                for place, n in enumerate(row.counts)
            ),
        )
        for row in drawn
    ]
    return heat, len(rows) - len(drawn)


def waiting(board: Shown, unconsenting: Sequence[str]) -> list[Waiting]:
    """What needs a decision: consents that are missing, then what is left out and why."""
    assert board.case
    slug = board.town.slug
    found = [
        Waiting(
            board.names("premises", key),
            (_("The plan uses these premises, but their owner has not agreed yet."),),
            url_for("records.edit", slug=slug, kind="premises", key=key),
            "consent",
        )
        for key in unconsenting
    ]
    pages = {"tenancy": ("projects", "project"), "event": ("events", "event"), "trail": ("trails", "trail")}
    for left in board.case.plan.left_out:
        kind, singular = pages[left.kind]
        reasons = tuple(translate(reason_message(reason), board.names) for reason in left.reasons)
        address = url_for("records.edit", slug=slug, kind=kind, key=left.item)
        found.append(Waiting(board.names(singular, left.item), reasons, address, left.kind))
    return found


def target_sentences(board: Shown, missed: list[coverage.Shortfall]) -> list[tuple[str, int]]:
    """Each missed target in words, with the number of periods it misses."""
    counted = Counter(one.target.id for one in missed)
    return [(board.names("target", key), count) for key, count in counted.most_common()]


def short_month(day: date) -> str:
    return format_date(day, "LLL", locale=locale())
