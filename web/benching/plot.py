"""
Gap over time as a drawing: a panel for each instance, a line for each trial, the gap on a logarithmic scale.

Of each solver the trial with the middle points is drawn strong, those of its other seeds faint.
"""

from collections.abc import Callable, Iterator, Sequence
from math import inf, log10
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from web.charts import Tick, nice_ticks
from web.formats import number
from web.i18n import gettext

from .summary import Bench
from .trial import Step, Trial

COLOURS = ("#9b1c31", "#0b5d66", "#5b3f8c", "#2f5aa0", "#8a5a00", "#2b6a3f")
DASHES = ("", "7 3", "2 2", "9 3 2 3", "4 2", "2 5")  # no solver is told by its colour alone
INK, MUTED, GRID = "#1c2330", "#5a6272", "#dcd7cc"
ACROSS, WIDTH, HEIGHT = 2, 460, 250  # panels in a row, and the size of one
LEFT, RIGHT, TOP, BASE = 58, WIDTH - 16, 40, HEIGHT - 34
HEAD = 56
MOST, LEAST = 1.0, 1e-4  # what is above or below is drawn at the edge
TICKS = (1.0, 0.1, 0.01, 0.001, 0.0)


#: The gap that is drawn for a step of a trial, if there is one.
Gap = Callable[[Trial, Step], float | None]


def gap_over_time(bench: Bench) -> str:
    """Each solver against its own bound, as a file of its own (SVG)."""
    title = gettext("Gap to each solver's own bound over time")
    return _drawing(bench, title, lambda trial, step: step.gap, lasting=False)


def plans_over_time(bench: Bench) -> str:
    """Each solver's plans against the lowest bound of all, so that those without a bound can be compared (SVG)."""
    lowest: dict[str, int] = {}
    for trial in bench.trials:
        if trial.bound is not None:
            lowest[trial.instance] = min(trial.bound, lowest.get(trial.instance, trial.bound))

    def gap(trial: Trial, step: Step) -> float | None:
        return Step(step.seconds, step.points, lowest.get(trial.instance)).gap

    return _drawing(bench, gettext("Plans over time, against the lowest bound of all"), gap, lasting=True)


def _drawing(bench: Bench, words: str, gap: Gap, lasting: bool) -> str:
    """``lasting``: what was found stays to the end of the panel, else to the end of its trial."""
    names = list(dict.fromkeys(trial.instance for trial in bench.trials))
    rows = -(-len(names) // ACROSS)
    width, height = ACROSS * WIDTH, HEAD + rows * HEIGHT
    drawing = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "font-family": "system-ui, sans-serif",
            "role": "img",
            "aria-labelledby": "title",
        },
    )
    title = SubElement(drawing, "title", {"id": "title"})
    title.text = words
    SubElement(drawing, "rect", {"width": str(width), "height": str(height), "fill": "#ffffff"})
    _text(drawing, 16, 24, title.text, 16, INK)
    for n, solver in enumerate(bench.solvers):
        x = 16 + min(160, (width - 32) // len(bench.solvers)) * n
        _line(drawing, (x, 40), (x + 28, 40), COLOURS[n % len(COLOURS)], 2, DASHES[n % len(DASHES)])
        _text(drawing, x + 34, 44, solver, 12, INK)
    for n, name in enumerate(names):
        place = f"translate({n % ACROSS * WIDTH} {HEAD + n // ACROSS * HEIGHT})"
        panel = SubElement(drawing, "g", {"transform": place})
        _panel(panel, name, [t for t in bench.trials if t.instance == name], bench.solvers, gap, lasting)
    indent(drawing)
    return tostring(drawing, encoding="unicode") + "\n"


def _panel(
    panel: Element, name: str, trials: Sequence[Trial], solvers: Sequence[str], gap: Gap, lasting: bool
) -> None:
    _text(panel, LEFT, 26, name, 14, INK)
    longest = max((_end(trial) for trial in trials), default=1.0)
    seconds = nice_ticks(longest)
    scale = (RIGHT - LEFT) / seconds[-1]
    _grid(panel, seconds, scale)
    drawn = 0
    for solver in reversed(solvers):  # the first lies on top
        own = sorted((t for t in trials if t.competitor == solver), key=_worth)
        middle = own[len(own) // 2] if own else None
        for trial in sorted(own, key=lambda t: t is middle):
            end = longest if lasting else _end(trial)
            if path := " ".join(_path(trial, scale, gap, end)):
                _curve(panel, path, trial, solvers.index(solver), strong=trial is middle)
                drawn += 1
    if not drawn:
        _text(panel, (LEFT + RIGHT) / 2, (TOP + BASE) / 2, gettext("no gap is known"), 12, MUTED, "middle")


def _grid(panel: Element, seconds: Sequence[float], scale: float) -> None:
    for tick in (Tick(LEFT + value * scale, value) for value in seconds):
        _line(panel, (tick.at, TOP), (tick.at, BASE), GRID, 1)
        _text(panel, tick.at, BASE + 18, f"{number(tick.value)} s", 11, MUTED, "middle")
    for value in TICKS:
        y = height_of(value)
        _line(panel, (LEFT, y), (RIGHT, y), GRID, 1)
        _text(panel, LEFT - 8, y + 4, f"{number(100 * value)} %", 11, MUTED, "end")


def _curve(panel: Element, path: str, trial: Trial, solver: int, strong: bool) -> None:
    line = {
        "d": path,
        "fill": "none",
        "stroke": COLOURS[solver % len(COLOURS)],
        "stroke-width": "2" if strong else "1",
        "stroke-opacity": "1" if strong else "0.35",
    }
    if dash := DASHES[solver % len(DASHES)]:
        line["stroke-dasharray"] = dash
    SubElement(SubElement(panel, "path", line), "title").text = gettext(
        "%(solver)s, seed %(seed)s", solver=trial.competitor, seed=trial.seed
    )


def _worth(trial: Trial) -> float:
    return -inf if trial.points is None else trial.points


def _path(trial: Trial, scale: float, gap: Gap, end: float) -> Iterator[str]:
    """Steps: what is known holds until something better is."""
    begun = False
    for step in trial.steps:
        value = gap(trial, step)
        if value is None:
            continue
        x, y = round(LEFT + step.seconds * scale, 1), round(height_of(value), 1)
        yield f"H {x} V {y}" if begun else f"M {x} {y}"
        begun = True
    if begun:
        yield f"H {round(LEFT + end * scale, 1)}"


def height_of(gap: float) -> float:
    """Where a gap is drawn, from 100 % at the top down to 0.01 %, at which line nothing is left."""
    share = log10(max(LEAST, min(MOST, gap)) / LEAST) / log10(MOST / LEAST)
    return BASE - share * (BASE - TOP)


def _end(trial: Trial) -> float:
    return trial.seconds or (trial.steps[-1].seconds if trial.steps else trial.allowed.seconds)


def _text(
    parent: Element, x: float, y: float, text: str, size: int, colour: str, anchor: str = "start"
) -> None:
    where = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": str(size), "fill": colour, "text-anchor": anchor}
    SubElement(parent, "text", where).text = text


def _line(
    parent: Element,
    start: tuple[float, float],
    end: tuple[float, float],
    colour: str,
    width: int,
    dash: str = "",
) -> None:
    ends = dict(zip(("x1", "y1", "x2", "y2"), (f"{value:.1f}" for value in (*start, *end)), strict=True))
    line = (
        ends | {"stroke": colour, "stroke-width": str(width)} | ({"stroke-dasharray": dash} if dash else {})
    )
    SubElement(parent, "line", line)
