"""The distances of a light trail in its form: a row for every two of its spots, and the measure they came from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models.measuring import by_hand, by_pair, is_measure, pair_of

from ..formats import number
from ..i18n import gettext, ngettext
from .composite import Group, ListOf
from .fields import Field, Form, Raw, Whole, Wrong, YesNo
from .sets import Ref, Refs

if TYPE_CHECKING:
    from .choices import Choices

LEG = Group(
    fields=(
        Ref(name="from", lists=("spots",)),
        Ref(name="to", lists=("spots",)),
        Whole(name="metres", unit="m", example=250),
        YesNo(name="step_free"),
    )
)


@dataclass(frozen=True, kw_only=True)
class SpotsOnMap(Refs):
    """Spots to tick in a list or on the map of the town."""

    widget: ClassVar[str] = "spots_map"


@dataclass(frozen=True, kw_only=True)
class Legs(ListOf):
    """Distances between spots; a row without metres says that the two cannot be walked, and is not kept."""

    item: Field = LEG

    widget: ClassVar[str] = "walks"

    def take(self, form: Form, name: str) -> Raw:
        rows = super().take(form, name)
        return [row for row in rows if row["metres"] and row["from"] and row["to"]]

    def same(self, a: Any, b: Any, choices: "Choices") -> bool:
        return _said(a) == _said(b)

    def words(self, value: Any, choices: "Choices") -> str:
        if not value:
            return ""
        told = [leg["metres"] for leg in value]
        return ngettext(
            "%(num)s pair of spots, from %(least)s to %(most)s m",
            "%(num)s pairs of spots, from %(least)s to %(most)s m",
            len(told),
            least=number(min(told)),
            most=number(max(told)),
        )


def _said(legs: Any) -> set[tuple[Any, ...]]:
    return {(*pair_of(leg), leg["metres"], leg.get("step_free", True)) for leg in legs or []}


@dataclass(frozen=True, kw_only=True)
class Measured(Field):
    """The last measure, carried through the form unseen, so that a measure is saved with the distances it gave."""

    widget: ClassVar[str] = "carried"

    def show(self, value: Any, choices: "Choices") -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""

    def parse(self, raw: Raw, choices: "Choices") -> Any:
        try:
            value = json.loads(raw)
        except (ValueError, RecursionError):
            value = None
        if not is_measure(value):
            raise Wrong(gettext("The measure of the walks was lost on the way. Measure the walks again."))
        return value

    def words(self, value: Any, choices: "Choices") -> str:
        if not value:
            return ""
        count = sum("metres" in pair for pair in value["pairs"])
        if value["by"] == "line":
            return ngettext("%(num)s way estimated", "%(num)s ways estimated", count)
        return ngettext("%(num)s way measured", "%(num)s ways measured", count)


@dataclass(frozen=True, slots=True)
class Row:
    """
    Two spots, and what is known of the walk between them.

    ``index`` numbers the inputs of the row. ``origin`` is ``walk`` (measured), ``line`` (estimated), ``hand`` (decided
    by a person), ``none`` (the measure found no way) or ``unknown``; ``note`` says more.
    """

    index: int
    a: str
    b: str
    name: str
    metres: str
    step_free: bool
    origin: str
    note: str


def rows(
    spots: list[str], legs: list[dict[str, Any]], measure: Mapping[str, Any] | None, choices: "Choices"
) -> list[Row]:
    """A row for every two of the spots, in the order of their names, and for what is listed besides."""
    listed = {pair_of(leg): n for n, leg in enumerate(legs)}
    found = by_pair((measure or {}).get("pairs", ()))
    order = {spot: n for n, spot in enumerate(spots)}
    wanted = [(a, b) for n, a in enumerate(spots) for b in spots[n + 1 :]]
    others = [pair for pair in listed if not set(pair) <= order.keys()]
    made, free = [], len(legs)
    for a, b in [*wanted, *others]:
        pair = (a, b) if a <= b else (b, a)
        index = listed.get(pair)
        leg = None if index is None else legs[index]
        if index is None:
            index, free = free, free + 1
        origin, note = _origin(leg, found.get(pair), (measure or {}).get("by", "walk"))
        made.append(
            Row(
                index,
                a,
                b,
                f"{choices.name(('spots',), a)} – {choices.name(('spots',), b)}",
                "" if leg is None else leg["metres"],
                leg["step_free"] if leg else found.get(pair, {}).get("why") != "steps",
                origin,
                note,
            )
        )
    return made


def _origin(leg: Mapping[str, Any] | None, pair: Mapping[str, Any] | None, by: str) -> tuple[str, str]:
    typed = None if leg is None else {"metres": _whole(leg["metres"]), "step_free": leg["step_free"]}
    if by_hand(typed, pair):
        return "hand", _hand(typed, pair, by)
    if pair is None:
        return "unknown", gettext("not measured yet")
    if "why" in pair:
        return "none", why(pair["why"])
    return by, gettext("estimated") if by == "line" else gettext("measured")


def _hand(typed: Mapping[str, Any] | None, pair: Mapping[str, Any] | None, by: str) -> str:
    if pair is None:
        return gettext("typed by hand")
    if "why" in pair:
        return gettext("typed by hand; on the map: %(why)s", why=why(pair["why"]))
    free = gettext("step-free") if pair["step_free"] else gettext("with steps")
    long = number(pair["metres"])
    if by == "line":
        said = gettext("estimated: %(metres)s m", metres=long)
    else:
        said = gettext("measured: %(metres)s m, %(steps)s", metres=long, steps=free)
    if typed is None:
        return gettext("taken out by hand; %(measure)s", measure=said)
    return gettext("typed by hand; %(measure)s", measure=said)


def why(word: str) -> str:
    """Why no way was found, in words."""
    return {
        "unplaced": gettext("one of the two has no position"),
        "off": gettext("one of the two is far from every way on the map"),
        "steps": gettext("only by steps"),
        "apart": gettext("no way joins them"),
    }[word]


def _whole(typed: Any) -> Any:
    digits = "".join(str(typed).split())
    return int(digits) if digits.isdecimal() else typed
