"""Writing the journal: who did what, when, before and after. Entries are never changed."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from .accounts import Account
from .journal import JournalEntry
from .places import Town

Actor = Account | str
"""An account, or the name of what acted on its own (``import``, ``demo``, ``engine``)."""


def record(
    session: Session,
    actor: Actor,
    action: str,
    table: str,
    key: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    town: Town | None = None,
    *,
    now: datetime | None = None,
) -> JournalEntry:
    """Add an entry to the caller's transaction: what is undone leaves no entry, what is done always does."""
    account = actor if isinstance(actor, Account) else None
    entry = JournalEntry(
        at=now or datetime.now(UTC),
        town_id=None if town is None else town.id,
        account_id=None if account is None else account.id,
        who=str(actor) if account is None else (account.name or account.email),
        action=action,
        table=table,
        key=key,
        before=_plain(before),
        after=_plain(after),
    )
    session.add(entry)
    return entry


def _plain(value: Any) -> Any:
    """JSON values only, whatever a service hands over."""
    match value:
        case Mapping():
            return {str(name): _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
    return value
