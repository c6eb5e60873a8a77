"""Every id that names a record, and whether the record is there. Works on records and on raw documents alike.

On a raw document what has the wrong shape is passed over: the reader has named that fault already.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from .contradictions import CONTRADICTIONS, contradictions
from .faults import Fault, Path, written
from .fields import Record, Ref, RefByKind, file_key, kinds
from .message import message
from .plan import Plan, TrailRun
from .problem import Problem
from .reading import Notebook, note_repeated_ids

Ids = dict[str, set[Any]]


class Mention(NamedTuple):
    """An id that a record names, and the lists it may stand in."""

    path: Path
    id: str
    lists: tuple[str, ...]


def value_of(record: Any, cls: type, name: str) -> Any:
    """A field of a record, or of the raw object that will become one."""
    return record.get(file_key(cls, name)) if isinstance(record, Mapping) else getattr(record, name, None)


@cache
def bears_references(kind: Hashable) -> bool:
    """Whether values of this declared type can mention ids. A published plan may mention what is gone."""
    if get_origin(kind) is Annotated:
        base, *marks = get_args(kind)
        return any(isinstance(m, Ref | RefByKind) for m in marks) or bears_references(base)
    if isinstance(kind, type) and issubclass(kind, Record):
        return any(bears_references(k) for n, k in kinds(kind).items() if n != "published")
    return any(bears_references(k) for k in get_args(kind) if isinstance(k, Hashable))


def mentions(kind: Any, value: Any, path: Path = (), owner: Any = None, scope: str = "") -> Iterator[Mention]:
    """All references in a value of a declared type; ``owner`` is the record that holds it."""
    origin = get_origin(kind)
    if origin is Annotated:
        base, *marks = get_args(kind)
        for mark in marks:
            if isinstance(value, str) and isinstance(mark, Ref | RefByKind):
                yield Mention(path, value, _lists(mark, owner, scope))
        yield from mentions(base, value, path, owner, scope)
    elif origin in (Union, UnionType):
        if value is not None:
            yield from mentions(
                next(k for k in get_args(kind) if k is not NoneType), value, path, owner, scope
            )
    elif origin is tuple:
        if isinstance(value, list | tuple):
            for i, one in enumerate(value):
                yield from mentions(get_args(kind)[0], one, (*path, i), owner, scope)
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        if isinstance(value, Mapping):
            for key in value:
                yield from mentions(get_args(kind)[0], key, (*path, (key,)), owner, scope)
    elif isinstance(kind, type) and issubclass(kind, Record) and isinstance(value, Mapping | Record):
        cls: Any = kind
        if kind is TrailRun:
            scope = str(value_of(value, kind, "trail"))
        for name in _bearing(cls):
            yield from mentions(
                kinds(kind)[name], value_of(value, kind, name), (*path, file_key(kind, name)), value, scope
            )


@cache
def _bearing(cls: type) -> tuple[str, ...]:
    return tuple(n for n, k in kinds(cls).items() if n != "published" and bears_references(k))


def _lists(mark: Ref | RefByKind, owner: Any, scope: str) -> tuple[str, ...]:
    if isinstance(mark, RefByKind):
        kind = value_of(owner, type(owner), "kind") if isinstance(owner, Record) else owner.get("kind")
        return tuple(name for word, name in mark.lists if word == kind)
    return tuple(installations_of(scope) if name == "installations" else name for name in mark.lists)


def installations_of(trail: str) -> str:
    """The name of the list of installations of one trail."""
    return f"installations of {trail}"


def ids_of(cls: type, value: Any) -> Ids:
    """The ids that a problem's or a plan's lists define, by list; districts and installations too."""
    found: Ids = {}
    for name in kinds(cls):
        rows = value_of(value, cls, name) if isinstance(value, Mapping | Record) else None
        if isinstance(rows, list | tuple):
            found[name] = {i for row in rows if isinstance(i := _field(row, "id"), str)}
            if name == "streets":
                found["districts"] = {d for row in rows if isinstance(d := _field(row, "district"), str)}
            if name == "trails" and cls is Problem:
                for row in rows:
                    inner = _field(row, "installations")
                    found[installations_of(str(_field(row, "id")))] = {
                        i
                        for one in (inner if isinstance(inner, list | tuple) else ())
                        if isinstance(i := _field(one, "id"), str)
                    }
    return found


def _field(row: Any, name: str) -> Any:
    return row.get(name) if isinstance(row, Mapping) else getattr(row, name, None)


def _unresolved(cls: type, value: Any, ids: Ids) -> Iterator[Fault]:
    for path, name, lists in mentions(cls, value):
        if lists and not any(name in ids.get(one, ()) for one in lists):
            yield Fault(
                written(path),
                message(
                    "“{id}” is not in the list {lists}: add it there or correct the name",
                    id=name,
                    lists=" / ".join(lists),
                ),
            )


def unresolved_in_problem(problem: Any) -> list[Fault]:
    """References of a problem (a record or a raw document) that lead nowhere, and its published plan's twins."""
    ids = ids_of(Problem, problem)
    published = value_of(problem, Problem, "published") if isinstance(problem, Mapping | Record) else None
    twins = _twins(published, ids, ("published",)) if isinstance(published, Mapping | Record) else []
    return [*_unresolved(Problem, problem, ids), *twins]


def unresolved_in_plan(problem: Any, plan: Any) -> list[Fault]:
    """References of a plan that neither it nor its problem can follow."""
    if not isinstance(plan, Mapping | Record):
        return []
    ids = ids_of(Problem, problem)
    own = ids_of(Plan, plan)
    known = ids | {name: own.get(name, set()) for name in ("occurrences", "dressings")}
    return [*_unresolved(Plan, plan, known), *_twins(plan, ids, ())]


def _twins(plan: Any, ids: Ids, path: Path) -> list[Fault]:
    """Shifts whose owner could be an occurrence as well as a trail."""
    occurrences = ids_of(Plan, plan).get("occurrences", set())
    shifts = value_of(plan, Plan, "shifts")
    both = occurrences & ids.get("trails", set())
    return [
        Fault(
            written((*path, "shifts", i, "for")),
            message("“{id}” is an occurrence and a trail: give the occurrence another id", id=owner),
        )
        for i, shift in enumerate(shifts if both and isinstance(shifts, list | tuple) else ())
        if (owner := shift.get("for") if isinstance(shift, Mapping) else getattr(shift, "owner", None))
        in both
    ]


def contradictions_within(record: Record, path: Path = ()) -> Iterator[Fault]:
    """Ids given twice and keys that cannot stand together, in records made by code and not read from a file."""
    notes = Notebook()
    _inspect(notes, record, path)
    yield from notes.faults


def _inspect(notes: Notebook, record: Record, path: Path) -> None:
    cls = type(record)
    found = {f.name: getattr(record, f.name) for f in fields(record)}  # type: ignore[arg-type]
    if cls in CONTRADICTIONS:
        for keys, reason in contradictions(cls, found):
            notes.note((*path, *keys), reason)
    for name, value in found.items():
        step = (*path, file_key(cls, name))
        if isinstance(value, Record):
            _inspect(notes, value, step)
        elif isinstance(value, Sequence) and value and isinstance(value[0], Record):
            note_repeated_ids(notes, step, value)
            for i, one in enumerate(value):
                _inspect(notes, one, (*step, i))
