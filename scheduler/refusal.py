"""No plan exists: which pins, bans and committed items cannot all be kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .engine.conflict import smallest_conflict
from .engine.construct import smallest
from .engine.master import Effort
from .message import Message, message
from .options import possible
from .options.published import Published, everything, settled
from .plan import Occurrence, Tenancy
from .problem import Decision, Problem
from .roster import Roster
from .rules import compile_model
from .rules.cuts import Missing


@dataclass(frozen=True, slots=True)
class Committed:
    """That a project or event is placed."""

    kind: str
    item: str


@dataclass(frozen=True, slots=True)
class Allowance:
    """That at most so many published items change."""

    item: str
    most: int


Wish = Committed | Decision | Published | Allowance


def wishes(problem: Problem) -> list[tuple[str, Wish]]:
    """Every decision of people: what is committed, pinned, banned, settled, and how much may change."""
    found: list[tuple[str, Wish]] = [
        ("committed", Committed("tenancy", p.id)) for p in problem.projects if p.committed
    ]
    found += [("committed", Committed("event", e.id)) for e in problem.events if e.committed]
    found += [("pin", d) for d in problem.pins]
    found += [("ban", d) for d in problem.bans]
    found += [("frozen", one) for one in settled(problem)]
    most = problem.settings.max_changes
    if most is not None and everything(problem.published):
        found.append(("allowance", Allowance("", most)))
    return found


def only(problem: Problem, kept: list[tuple[str, Wish]]) -> Problem:
    """The problem with these decisions and no others."""
    committed = {(w.kind, w.item) for name, w in kept if isinstance(w, Committed)}
    most = next((w.most for _, w in kept if isinstance(w, Allowance)), None)
    return replace(
        problem,
        settings=replace(problem.settings, max_changes=most),
        projects=tuple(replace(p, committed=("tenancy", p.id) in committed) for p in problem.projects),
        events=tuple(replace(e, committed=("event", e.id) in committed) for e in problem.events),
        pins=tuple(w for name, w in kept if name == "pin" and isinstance(w, Decision)),
        bans=tuple(w for name, w in kept if name == "ban" and isinstance(w, Decision)),
    )


def conflict(problem: Problem, effort: Effort) -> tuple[Message, ...]:
    """
    Decisions that no plan keeps together, few enough that each of them matters, in words.

    Points play no part: only whether what is demanded fits is asked (``effort`` limits each question).
    """

    def kept_together(kept: Sequence[tuple[str, Wish]]) -> bool | None:
        part = _about(only(problem, list(kept)), {wish.item for _, wish in kept})
        options = possible(part, frozen=[wish for _, wish in kept if isinstance(wish, Published)])
        model = compile_model(options, points=())
        choice = smallest(model, Missing(model, options, Roster(part)), lambda _: effort)
        return None if choice.options is None and not choice.impossible else not choice.impossible

    return tuple(told(name, wish) for name, wish in smallest_conflict(wishes(problem), kept_together))


def _about(problem: Problem, items: set[str]) -> Problem:
    """Leave out items that nobody decided on and that no such item leans on: they need not be placed."""
    events = {e.id: e for e in problem.events}
    if problem.settings.max_changes is not None:
        items = items | {one.item for one in everything(problem.published)}
    keep, todo = set(items), list(items)
    while todo:
        event = events.get(todo.pop())
        if event is not None:
            leans = {*event.after, *([event.inaugurates.project] if event.inaugurates else [])}
            todo += leans - keep
            keep |= leans
    names = {p.id for p in problem.projects if p.id in keep}
    held = tuple(e for e in problem.events if e.id in keep)
    return replace(
        problem,
        projects=tuple(p for p in problem.projects if p.id in keep),
        events=tuple(replace(e, not_same_day=tuple(n for n in e.not_same_day if n in keep)) for e in held),
        premises=tuple(
            replace(
                p,
                owner_veto=tuple(n for n in p.owner_veto if n in names),
                owner_points={n: v for n, v in p.owner_points.items() if n in names},
            )
            for p in problem.premises
        ),
        trails=tuple(t for t in problem.trails if t.id in keep),
        kits=(),
        coverage=(),
    )


#: A decision in words, by kind and the fields it gives.
PATTERNS: Mapping[tuple[str, ...], tuple[str, str]] = {
    ("tenancy",): ("pin: {project}", "ban: {project}"),
    ("tenancy", "premises"): ("pin: {project} in {premises}", "ban: {project} in {premises}"),
    ("tenancy", "start"): ("pin: {project} from {start}", "ban: {project} from {start}"),
    ("tenancy", "weeks"): ("pin: {project} for {weeks} weeks", "ban: {project} for {weeks} weeks"),
    ("tenancy", "premises", "start"): (
        "pin: {project} in {premises} from {start}",
        "ban: {project} in {premises} from {start}",
    ),
    ("tenancy", "premises", "weeks"): (
        "pin: {project} in {premises} for {weeks} weeks",
        "ban: {project} in {premises} for {weeks} weeks",
    ),
    ("tenancy", "start", "weeks"): (
        "pin: {project} from {start} for {weeks} weeks",
        "ban: {project} from {start} for {weeks} weeks",
    ),
    ("tenancy", "premises", "start", "weeks"): (
        "pin: {project} in {premises} from {start} for {weeks} weeks",
        "ban: {project} in {premises} from {start} for {weeks} weeks",
    ),
    ("event",): ("pin: {event}", "ban: {event}"),
    ("event", "spot"): ("pin: {event} on {spot}", "ban: {event} on {spot}"),
    ("event", "start"): ("pin: {event} from {start}", "ban: {event} from {start}"),
    ("event", "spot", "start"): (
        "pin: {event} on {spot} from {start}",
        "ban: {event} on {spot} from {start}",
    ),
    ("trail",): ("pin: {trail}", "ban: {trail}"),
    ("trail", "spot"): ("pin: {trail} past {spot}", "ban: {trail} past {spot}"),
    ("trail", "start"): ("pin: {trail} from {start}", "ban: {trail} from {start}"),
    ("trail", "spot", "start"): (
        "pin: {trail} past {spot} from {start}",
        "ban: {trail} past {spot} from {start}",
    ),
}


def told(name: str, wish: Wish) -> Message:
    """A decision in words."""
    if isinstance(wish, Committed):
        if wish.kind == "tenancy":
            return message("{project} is committed", project=wish.item)
        return message("{event} is committed", event=wish.item)
    if isinstance(wish, Allowance):
        return message("at most {most} published items may change", most=wish.most)
    if isinstance(wish, Published):
        return settled_as(wish)
    fields = {
        "premises": wish.premises,
        "spot": wish.spot,
        "start": wish.start,
        "weeks": wish.term_weeks,
    }
    given = {key: value for key, value in fields.items() if value is not None}
    text = PATTERNS[(wish.kind, *given)][0 if name == "pin" else 1]
    return Message(text, {"project" if wish.kind == "tenancy" else wish.kind: wish.item} | given)


def settled_as(one: Published) -> Message:
    """What is published, starts in the frozen days and so may not change, in words."""
    entry = one.entry
    if isinstance(entry, Tenancy):
        return message(
            "settled, as published: {project} in {premises} from {start} to {end}",
            project=one.item,
            premises=entry.premises,
            start=one.start,
            end=entry.end,
        )
    if isinstance(entry, Occurrence):
        return message(
            "settled, as published: {event} on {spot} from {start}",
            event=one.item,
            spot=entry.spot,
            start=one.start,
        )
    return message(
        "settled, as published: {trail} from {start}, with the same stops", trail=one.item, start=one.start
    )
