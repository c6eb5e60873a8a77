"""The year of the premises: a row for each, its stays and dressings, what a draft changes of what is published."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.case import Case, Dressed, Let
from scheduler.plan import Dressing, Plan, Tenancy

Names = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Bar:
    """
    A stay on the days ``[start, end)``, then ``turnaround`` days until the premises are ready again; or a dressing
    of the empty window (``kind`` is ``dressing``). ``item`` is the project, or the kit.

    ``state``: ``published`` stands as in the published version; ``new``, ``moved`` only in this draft; ``ghost``
    is a published stay that the draft moves or drops: ``towards`` says where to, or nothing.
    """

    item: str
    name: str
    activity: str
    start: date
    end: date
    turnaround: int
    state: str
    towards: str = ""
    pinned: bool = False
    lane: int = 0
    kind: str = "tenancy"

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """
    Premises with their stays and dressings in order of time; ``short`` is what the address says beside the street's
    name.
    """

    id: str
    name: str
    short: str
    street: str
    area: object
    bars: tuple[Bar, ...]

    @property
    def lanes(self) -> int:
        return max((bar.lane for bar in self.bars), default=0) + 1

    @property
    def let(self) -> bool:
        """Whether any shop opens here; a dressed front is an empty one."""
        return any(bar.kind == "tenancy" and bar.state != "ghost" for bar in self.bars)


def rows(case: Case, published: Plan | None, names: Names) -> list[Row]:
    """A row for each unit, street by street and along its house numbers. Without ``published`` all is new."""
    bars = defaultdict(list)
    for unit, bar in (*_stays(case, published, names), *_dressings(case, published, names)):
        bars[unit].append(bar)
    found = [
        Row(
            unit.id,
            names("premises", unit.id),
            beside_street(names("premises", unit.id), names("street", unit.street)),
            names("street", unit.street),
            unit.area_m2,
            in_lanes(bars[unit.id]),
        )
        for unit in case.problem.premises
    ]
    return sorted(found, key=lambda row: (row.street.casefold(), along_street(row.name), row.id))


def _stays(case: Case, published: Plan | None, names: Names) -> Iterator[tuple[str, Bar]]:
    """Premises and the bar of each stay; published ones that the plan moves or drops stay as ghosts."""
    before = {t.project: t for t in published.tenancies} if published else {}
    now = {let.project.id: let for let in case.lets}
    pins = _pins(case)
    for let in case.lets:
        yield let.premises.id, _bar(let, before.get(let.project.id), names, pins)
    for project, stay in before.items():
        let = now.get(project)
        if let is None or not _same(let, stay):
            towards = names("premises", let.premises.id) if let else ""
            activity = case.projects[project].activity if project in case.projects else ""
            name = names("project", project)
            yield stay.premises, Bar(project, name, activity, stay.start, stay.end, 0, "ghost", towards)


def _same(let: Let, stay: Tenancy) -> bool:
    """Whether a stay is in the same premises on the same days."""
    there = (stay.premises, stay.start.toordinal(), stay.end.toordinal())
    return (let.premises.id, let.start, let.end) == there


def _dressings(case: Case, published: Plan | None, names: Names) -> Iterator[tuple[str, Bar]]:
    """Premises and the bar of each dressing; published ones that the plan moves or drops stay as ghosts."""

    def fields(one: Dressed | Dressing) -> tuple[str, str, date, date]:
        if isinstance(one, Dressing):
            return one.kit, one.premises, one.start, one.end
        return one.kit.id, one.premises.id, date.fromordinal(one.start), date.fromordinal(one.end)

    before = {fields(one) for one in published.dressings} if published else set()
    now = {fields(one) for one in case.dressed}
    windows = {kit_and_place[:2] for kit_and_place in before}
    for kit, unit, start, end in sorted(now):
        same = (kit, unit, start, end) in before
        state = "published" if same else "moved" if (kit, unit) in windows else "new"
        yield unit, Bar(kit, names("kit", kit), "", start, end, 0, state, kind="dressing")
    for kit, unit, start, end in sorted(before - now):
        stays = any((kit, unit) == one[:2] for one in now)
        towards = names("premises", unit) if stays else ""
        yield unit, Bar(kit, names("kit", kit), "", start, end, 0, "ghost", towards, kind="dressing")


def in_lanes(bars: list[Bar]) -> tuple[Bar, ...]:
    """Stays in order of time, those on the same days one below the other; what stands keeps the first lanes."""
    placed: list[Bar] = []
    for bar in sorted(bars, key=lambda bar: (bar.state == "ghost", bar.start)):
        lane = next(n for n in range(len(bars)) if _clear(placed, n, bar))
        placed.append(replace(bar, lane=lane))
    return tuple(sorted(placed, key=lambda bar: (bar.start, bar.lane)))


def _clear(placed: list[Bar], lane: int, bar: Bar) -> bool:
    return all(one.lane != lane or one.end <= bar.start or bar.end <= one.start for one in placed)


def beside_street(address: str, street: str) -> str:
    """What an address says where the street is named above it: "23 Grande Rue" gives "23"."""
    rest = re.sub(re.escape(street), "", address, count=1, flags=re.IGNORECASE).strip(" ,")
    return rest or address


def along_street(address: str) -> tuple[int, str]:
    """House numbers in their order: 2, 4 bis, 12."""
    number = re.search(r"\d+", address)
    return (int(number.group()) if number else 0), address.casefold()


def _bar(let: Let, before: Tenancy | None, names: Names, pins: set[str]) -> Bar:
    state = "new" if before is None else "published" if _same(let, before) else "moved"
    return Bar(
        let.project.id,
        names("project", let.project.id),
        let.project.activity,
        date.fromordinal(let.start),
        date.fromordinal(let.end),
        let.premises.turnaround_days,
        state,
        pinned=let.project.id in pins,
    )


def _pins(case: Case) -> set[str]:
    return {pin.item for pin in case.problem.pins if pin.kind == "tenancy"}
