"""
What of a town's records enters a problem: the active ones, without what they say of inactive ones.

Pure: documents in, documents out. A record that cannot be placed without an inactive one (a unit on an inactive
street, an event after an inactive event) is left aside with it, and a sentence says so.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from scheduler.message import Message, message

from .keys import Key
from .kinds import FILE_KINDS

Document = dict[str, Any]
Lists = dict[str, list[Document]]
Ids = Mapping[str, set[str]]


def offered(active: Mapping[str, Iterable[Document]]) -> tuple[Lists, list[Message]]:
    """The lists of a problem from the documents of active records, and what was left aside though active."""
    lists = {name: list(rows) for name, rows in active.items()}
    remarks: list[Message] = []
    while True:
        ids = ids_of(lists)
        aside = {
            (name, row["id"]): reason
            for name, rows in lists.items()
            for row in rows
            if (reason := _missing(name, row, ids))
        }
        if not aside:
            break
        remarks += aside.values()
        lists = {
            name: [row for row in rows if (name, row["id"]) not in aside] for name, rows in lists.items()
        }
    return {name: [_pruned(name, row, ids) for row in rows] for name, rows in lists.items()}, remarks


def ids_of(lists: Lists) -> dict[str, set[str]]:
    """The ids of each list, and the districts that streets name."""
    found = {name: {row["id"] for row in rows} for name, rows in lists.items()}
    found["districts"] = {row["district"] for row in lists.get("streets", ()) if "district" in row}
    return found


def offered_decisions(decisions: Iterable[Document], ids: Ids) -> tuple[list[Document], list[Message]]:
    """Pins or bans whose item and place are offered; a sentence for each of the others."""
    kept, remarks = [], []
    lists = {"tenancy": "projects", "event": "events", "trail": "trails"}
    for one in decisions:
        sound = one["item"] in ids.get(lists[one["kind"]], ())
        sound = sound and one.get("premises", "") in (*ids.get("premises", ()), "")
        sound = sound and one.get("spot", "") in (*ids.get("spots", ()), "")
        if sound:
            kept.append(one)
        else:
            remarks.append(
                message("a pin or ban on “{item}” waits: what it names is not active", item=one["item"])
            )
    return kept, remarks


def _missing(name: str, row: Document, ids: Ids) -> Message | None:
    """Why a record cannot be placed at all, where it rests on one that is not offered."""

    def lacks(list_: str, one: Any) -> bool:
        return isinstance(one, str) and one not in ids.get(list_, ())

    match name:
        case "premises" if lacks("streets", row["street"]):
            return message(
                "premises {premises} are left aside: street {street} is not active",
                premises=row["id"],
                street=row["street"],
            )
        case "shops" if lacks("streets", row["street"]):
            return message(
                "shop {shop} is left aside: street {street} is not active",
                shop=row["id"],
                street=row["street"],
            )
        case "spots" if lacks("streets", row["street"]):
            return message(
                "spot {spot} is left aside: street {street} is not active",
                spot=row["id"],
                street=row["street"],
            )
        case "projects" if lacks("partners", row.get("support", {}).get("partner")):
            return message(
                "project {project} is left aside: its partner {partner} is not active",
                project=row["id"],
                partner=row["support"]["partner"],
            )
        case "events" if lacks("projects", row.get("inaugurates", {}).get("project")):
            return message(
                "event {event} is left aside: the project {project} that it opens is not active",
                event=row["id"],
                project=row["inaugurates"]["project"],
            )
        case "events":
            for one in row.get("after", ()):
                if lacks("events", one):
                    return message(
                        "event {event} is left aside: it comes after {event_2}, which is not active",
                        event=row["id"],
                        event_2=one,
                    )
        case "trails":
            for end in ("first_spot", "last_spot"):
                if lacks("spots", row.get(end)):
                    return message(
                        "trail {trail} is left aside: its end {spot} is not active",
                        trail=row["id"],
                        spot=row[end],
                    )
    return None


def _pruned(name: str, row: Document, ids: Ids) -> Document:
    found = dict(row)
    for key in FILE_KINDS[name].file_keys:
        if key.lists and key.name in row:
            found[key.name] = _kept(key, row[key.name], ids)
            if found[key.name] == key.default and not key.required:
                del found[key.name]
    return found


def _kept(key: Key, value: Any, ids: Ids) -> Any:
    """A value without the ids that are not offered."""
    there = set().union(*(ids.get(name, ()) for name in key.lists))
    match key.type:
        case "references":
            return [one for one in value if one in there]
        case "points":
            return {one: points for one, points in value.items() if one in there}
        case "distances":
            return [leg for leg in value if leg["from"] in there and leg["to"] in there]
        case "installations":
            return [_installation(one, ids) for one in value]
    return value


def _installation(one: Document, ids: Ids) -> Document:
    found = dict(one)
    if "spots" in one:
        found["spots"] = [spot for spot in one["spots"] if spot in ids.get("spots", ())]
    if "spot_points" in one:
        there = ids.get("spots", set()) | ids.get("streets", set())
        found["spot_points"] = {k: points for k, points in one["spot_points"].items() if k in there}
    return found
