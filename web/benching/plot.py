"""Gap over time as one drawing: a panel for each instance, a line for each trial, the gap on a logarithmic scale."""

from collections.abc import Iterator, Sequence
from math import log10
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from web.charts import Tick, nice_ticks
from web.formats import number
from web.i18n import gettext

from .summary import Bench
from .trial import Trial

COLOURS = ("#9b1c31", "#0b5d66", "#5b3f8c", "#2f5aa0", "#8a5a00")
INK, MUTED, GRID = "#1c2330", "#5a6272", "#dcd7cc"
ACROSS, WIDTH, HEIGHT = 2, 460, 250  # panels in a row, and the size of one
LEFT, RIGHT, TOP, BASE = 58, WIDTH - 16, 40, HEIGHT - 34
HEAD = 56
MOST, LEAST = 1.0, 1e-4  # what is above or below is drawn at the edge
TICKS = (1.0, 0.1, 0.01, 0.001, 0.0)


def gap_over_time(bench: Bench) -> str:
    """The drawing as a file of its own (SVG)."""
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
    title.text = gettext("Gap to each solver's own bound over time")
    SubElement(drawing, "rect", {"width": str(width), "height": str(height), "fill": "#ffffff"})
    _text(drawing, 16, 24, title.text, 16, INK)
    for n, solver in enumerate(bench.solvers):
        x = 16 + 160 * n
        _line(drawing, (x, 40), (x + 20, 40), COLOURS[n % len(COLOURS)], 2)
        _text(drawing, x + 26, 44, solver, 12, INK)
    for n, name in enumerate(names):
        place = f"translate({n % ACROSS * WIDTH} {HEAD + n // ACROSS * HEIGHT})"
        panel = SubElement(drawing, "g", {"transform": place})
        _panel(panel, name, [trial for trial in bench.trials if trial.instance == name], bench.solvers)
    indent(drawing)
    return tostring(drawing, encoding="unicode") + "\n"


def _panel(panel: Element, name: str, trials: Sequence[Trial], solvers: Sequence[str]) -> None:
    _text(panel, LEFT, 26, name, 14, INK)
    longest = max((_end(trial) for trial in trials), default=1.0)
    seconds = nice_ticks(longest)
    scale = (RIGHT - LEFT) / seconds[-1]
    for tick in (Tick(LEFT + value * scale, value) for value in seconds):
        _line(panel, (tick.at, TOP), (tick.at, BASE), GRID, 1)
        _text(panel, tick.at, BASE + 18, f"{number(tick.value)} s", 11, MUTED, "middle")
    for value in TICKS:
        y = height_of(value)
        _line(panel, (LEFT, y), (RIGHT, y), GRID, 1)
        _text(panel, LEFT - 8, y + 4, f"{number(100 * value)} %", 11, MUTED, "end")
    if not any(step.gap is not None for trial in trials for step in trial.steps):
        _text(panel, (LEFT + RIGHT) / 2, (TOP + BASE) / 2, gettext("no gap is known"), 12, MUTED, "middle")
    for trial in trials:
        colour = COLOURS[solvers.index(trial.competitor) % len(COLOURS)]
        if path := " ".join(_path(trial, scale)):
            line = {
                "d": path,
                "fill": "none",
                "stroke": colour,
                "stroke-width": "1.6",
                "stroke-opacity": "0.8",
            }
            drawn = SubElement(panel, "path", line)
            SubElement(drawn, "title").text = gettext(
                "%(solver)s, seed %(seed)s", solver=trial.competitor, seed=trial.seed
            )


def _path(trial: Trial, scale: float) -> Iterator[str]:
    """Steps: what is known holds until something better is."""
    begun = False
    for step in trial.steps:
        if step.gap is None:
            continue
        x, y = round(LEFT + step.seconds * scale, 1), round(height_of(step.gap), 1)
        yield f"H {x} V {y}" if begun else f"M {x} {y}"
        begun = True
    if begun:
        yield f"H {round(LEFT + _end(trial) * scale, 1)}"


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
    parent: Element, start: tuple[float, float], end: tuple[float, float], colour: str, width: int
) -> None:
    ends = dict(zip(("x1", "y1", "x2", "y2"), (f"{value:.1f}" for value in (*start, *end)), strict=True))
    SubElement(parent, "line", ends | {"stroke": colour, "stroke-width": str(width)})
