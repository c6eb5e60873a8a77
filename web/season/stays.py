"""The year of the premises: a row for each, the stays on it, what a draft changes of what is published."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.case import Case, Let
from scheduler.plan import Plan

Names = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Bar:
    """
    A stay on the days ``[start, end)``, then ``turnaround`` days until the premises are ready again.

    ``state``: ``published`` stands as in the published version; ``new``, ``moved`` only in this draft; ``ghost``
    is a published stay that the draft moves or drops: ``towards`` says where to, or nothing.
    """

    project: str
    name: str
    activity: str
    start: date
    end: date
    turnaround: int
    state: str
    towards: str = ""
    pinned: bool = False
    lane: int = 0

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """Premises with their stays in order of time; ``short`` is what the address says beside the street's name."""

    id: str
    name: str
    short: str
    street: str
    area: object
    bars: tuple[Bar, ...]

    @property
    def lanes(self) -> int:
        return max((bar.lane for bar in self.bars), default=0) + 1


def rows(case: Case, published: Plan | None, names: Names) -> list[Row]:
    """A row for each unit, street by street and along its house numbers. Without ``published`` all is new."""
    bars = defaultdict(list)
    before = {t.project: t for t in published.tenancies} if published else {}
    for let in case.lets:
        bars[let.premises.id].append(_bar(let, before, names, _pins(case)))
    now = {let.project.id: let for let in case.lets}
    for project, stay in before.items():
        let = now.get(project)
        if let is None or (let.premises.id, let.start, let.end) != (
            stay.premises, stay.start.toordinal(), stay.end.toordinal(),
        ):  # fmt: skip
            towards = names("premises", let.premises.id) if let else ""
            activity = case.projects[project].activity if project in case.projects else ""
            name = names("project", project)
            bars[stay.premises].append(
                Bar(project, name, activity, stay.start, stay.end, 0, "ghost", towards)
            )
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


def _bar(let: Let, before: dict, names: Names, pins: set[str]) -> Bar:
    start, end = date.fromordinal(let.start), date.fromordinal(let.end)
    old = before.get(let.project.id)
    if old is None:
        state = "new"
    else:
        same = (old.premises, old.start, old.end) == (let.premises.id, start, end)
        state = "published" if same else "moved"
    return Bar(
        let.project.id,
        names("project", let.project.id),
        let.project.activity,
        start,
        end,
        let.premises.turnaround_days,
        state,
        pinned=let.project.id in pins,
    )


def _pins(case: Case) -> set[str]:
    return {pin.item for pin in case.problem.pins if pin.kind == "tenancy"}
