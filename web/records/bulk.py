"""What is done with several records at once: set aside, take back, delete; all of them or none."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.accounts import Account
from models.places import Town
from models.records import KINDS, RecordFaults, RecordInUse, referrers
from scheduler.message import Message

from ..i18n import gettext, ngettext
from ..names import Names
from ..telling import translate
from . import store
from .kind import Kind
from .kinds import KINDS as DESCRIBED
from .listing import Listing
from .store import Kept


@dataclass(frozen=True, slots=True)
class Asked:
    """A record that somebody wants to delete, and what refers to it."""

    one: Kept
    referrers: list[str]


def picked(listing: Listing, keys: list[str]) -> list[Kept]:
    wanted = set(keys)
    return [one for one in listing.everything if one.key in wanted]


def in_use(session: Session, town: Town, kind: Kind, chosen: list[Kept], names: Names) -> list[Asked]:
    """What refers to each of these records."""
    if kind.name not in KINDS:
        return [Asked(one, []) for one in chosen]
    return [
        Asked(
            one,
            [
                translate(in_labels(text), names)
                for text in referrers(session, town, KINDS[kind.name], one.key)
            ],
        )
        for one in chosen
    ]


def in_labels(text: Message) -> Message:
    """The sentence with the labels of forms in the place of the keys of documents."""
    for name, described in DESCRIBED.items():
        singular = KINDS[name].singular if name in KINDS else ""
        if singular in text.values and "keys" in text.values:
            labels = {f.name: str(f.label) for f in described.fields}
            told = ", ".join(
                gettext("“%(name)s”", name=labels.get(key, key))
                for key in str(text.values["keys"]).split(", ")
            )
            return Message(text.text, {**text.values, "keys": told})
    return text


def act(
    session: Session,
    town: Town,
    kind: Kind,
    chosen: list[Kept],
    action: str,
    *,
    account: Account,
    now: datetime,
) -> tuple[str, str]:
    """Do it to all, or to none; what to tell the person, and how it went."""
    try:
        with session.begin_nested():
            if action == "delete":
                delete_all(session, town, kind, chosen, account=account, now=now)
                chosen_here: list[Kept] = []
            else:
                chosen_here = chosen
            for one in chosen_here:
                if action in ("activate", "deactivate") and kind.keyed:
                    store.set_active(session, town, kind, one, action == "activate", account=account, now=now)
                else:
                    return gettext("Choose what to do with the rows that are ticked."), "warn"
    except RecordInUse as used:
        return (
            gettext(
                "Nothing was deleted: %(name)s is referred to by other records. "
                "Change them first, or set it aside.",
                name=used.message.values.get("key", ""),
            ),
            "bad",
        )
    except RecordFaults as refused:
        return (
            gettext(
                "Nothing was changed: %(name)s cannot be saved as it stands. Open it and correct it.",
                name=refused.key,
            ),
            "bad",
        )
    session.commit()
    return done(action, len(chosen)), "good"


def delete_all(
    session: Session, town: Town, kind: Kind, chosen: list[Kept], *, account: Account, now: datetime
) -> None:
    """Delete records that may refer to one another: those that nothing refers to first. Raises ``RecordInUse``."""
    left = chosen
    while left:
        held: list[Kept] = []
        reason: RecordInUse | None = None
        for one in left:
            try:
                store.remove(session, town, kind, one, account=account, now=now)
            except RecordInUse as used:
                held.append(one)
                reason = used
        if reason and len(held) == len(left):
            raise reason
        left = held


def done(action: str, num: int) -> str:
    if action == "delete":
        return ngettext("%(num)s record is deleted.", "%(num)s records are deleted.", num)
    if action == "activate":
        return ngettext(
            "%(num)s record takes part in planning.", "%(num)s records take part in planning.", num
        )
    return ngettext("%(num)s record is set aside.", "%(num)s records are set aside.", num)


__all__ = ["Asked", "act", "done", "in_use", "picked"]
