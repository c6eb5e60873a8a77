"""The first page of a desk: how the season stands, and what waits for somebody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from scheduler.case import Case, join
from scheduler.fields import ProblemError

from ..charts import Columns, Series, columns, share
from ..formats import euros, number
from ..formats import month as month_year
from ..i18n import gettext as _
from ..i18n import ngettext
from ..season import coverage, money, occupation
from ..telling import reason_message, translate
from .heat import short_month
from .shown import Shown


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
