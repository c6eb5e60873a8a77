"""Alembic's entry: the metadata, and a connection that ``configuration`` was given."""

from typing import Any, Literal

from alembic import context

from models.base import Base, ExactDecimal, UtcDateTime
from models.tables import __all__ as _tables  # noqa: F401 - fills the metadata


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Revisions are frozen: they name the stored types, not classes of ours that may change."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, ExactDecimal):
        return "sa.String(length=64)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=render_item,
    render_as_batch=True,
    transactional_ddl=True,
    compare_server_default=True,
)
context.run_migrations()
