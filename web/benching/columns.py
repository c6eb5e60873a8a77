"""The columns of the table, on the terminal and in the report: one function for each, so that both say the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from babel.numbers import format_decimal

from web.formats import number, signed
from web.i18n import gettext, lazy_gettext, locale

from .summary import Bench, Median
from .trial import Trial

NONE = "–"
STATUSES = {
    "optimal": lazy_gettext("optimal"),
    "feasible": lazy_gettext("feasible"),
    "infeasible": lazy_gettext("no plan exists"),
    "unknown": lazy_gettext("none found"),
    "broken": lazy_gettext("breaks rules"),
    "refused": lazy_gettext("refused"),
    "died": lazy_gettext("died"),
    "overran": lazy_gettext("overran"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` on the terminal; text is aligned left, figures right."""

    heading: object
    width: int
    cell: Callable[[Bench, Trial | Median], str]
    left: bool = False

    def padded(self, text: str) -> str:
        return text.ljust(self.width) if self.left else text.rjust(self.width)


def _figure(value: float | None) -> str:
    return NONE if value is None else number(round(value))


def _seconds(value: float | None) -> str:
    return NONE if value is None else format_decimal(value, "#,##0.0", locale())


def _percent(part: float | None) -> str:
    return NONE if part is None else f"{format_decimal(100 * part, '#,##0.00', locale())}\u00a0%"


def _seed(bench: Bench, one: Trial | Median) -> str:
    return str(one.seed) if isinstance(one, Trial) else gettext("median")


def _status(bench: Bench, one: Trial | Median) -> str:
    if isinstance(one, Trial):
        return str(STATUSES.get(one.status, one.status))
    held = [t for t in bench.trials if (t.instance, t.competitor) == (one.instance, one.competitor)]
    return gettext(
        "%(proven)s of %(num)s proven",
        proven=sum(t.status in ("optimal", "infeasible") for t in held),
        num=len(held),
    )


def _megabytes(bench: Bench, one: Trial | Median) -> str:
    return _figure(None if one.memory_kb is None else one.memory_kb / 1024)


def _best_known(bench: Bench, one: Trial | Median) -> str:
    return _figure(bench.known.get(one.instance))


def _difference(bench: Bench, one: Trial | Median) -> str:
    """Points above (+) or below (−) the best value known, and as a share of it."""
    best = bench.known.get(one.instance)
    if best is None or one.points is None:
        return NONE
    above = round(one.points - best)
    share = _percent(abs(above / best)) if best else NONE
    return f"{signed(above)} ({'−' if above < 0 else ''}{share})"


INSTANCE = Column(lazy_gettext("instance"), 8, lambda bench, one: one.instance, left=True)
SOLVER = Column(lazy_gettext("solver"), 10, lambda bench, one: one.competitor, left=True)
FIGURES = (
    Column(lazy_gettext("seed"), 7, _seed),
    Column(lazy_gettext("options"), 9, lambda bench, one: _figure(one.options)),
    Column(lazy_gettext("points"), 9, lambda bench, one: _figure(one.points)),
    Column(lazy_gettext("bound"), 9, lambda bench, one: _figure(one.bound)),
    Column(lazy_gettext("gap"), 8, lambda bench, one: _percent(one.gap)),
    Column(lazy_gettext("status"), 15, _status, left=True),
    Column(lazy_gettext("first, s"), 10, lambda bench, one: _seconds(one.first)),
    Column(lazy_gettext("1 %, s"), 8, lambda bench, one: _seconds(one.near)),
    Column(lazy_gettext("best, s"), 8, lambda bench, one: _seconds(one.best)),
    Column(lazy_gettext("MiB"), 6, _megabytes),
)
KNOWN = (
    Column(lazy_gettext("best known"), 10, _best_known),
    Column(lazy_gettext("difference"), 16, _difference),
)


def columns(bench: Bench) -> Sequence[Column]:
    """The solver only where there are several, the best known value only where there is one."""
    names = replace(INSTANCE, width=max(INSTANCE.width, *map(len, bench.instances)))
    solver = (SOLVER,) if len(bench.solvers) > 1 else ()
    return (names, *solver, *FIGURES, *(KNOWN if bench.known else ()))


def heading(bench: Bench) -> str:
    return "  ".join(column.padded(str(column.heading)) for column in columns(bench)).rstrip()


def row(bench: Bench, one: Trial | Median) -> str:
    """One line for the terminal."""
    return "  ".join(column.padded(column.cell(bench, one)) for column in columns(bench)).rstrip()


def markdown(bench: Bench, ones: Sequence[Trial | Median]) -> Iterator[str]:
    """The same as the lines of a Markdown table."""
    shown = columns(bench)
    yield _line(str(column.heading) for column in shown)
    yield _line("---" if column.left else "---:" for column in shown)
    for one in ones:
        yield _line(column.cell(bench, one).replace("|", "\\|") for column in shown)


def _line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"
