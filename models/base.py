"""What all tables share: naming of constraints, exact decimals, UTC moments, and the record kept for a town."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC on every database; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """In UTC; ``ValueError`` for a moment without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Aware again: SQLite forgets the zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal as written (``38.50`` stays ``38.50``): kept as text, because SQLite has binary floats only."""

    impl = String(64)
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: Any) -> str | None:
        """As it is written."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Any) -> Decimal | None:
        """With the digits it was written with."""
        return None if value is None else Decimal(value)


class Base(DeclarativeBase):
    """Every table: names of constraints, and how Python types are kept."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        Decimal: ExactDecimal(),
        datetime: UtcDateTime(),
        date: Date(),
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
        str: Text(),
        # 32 bits of cents end at 21 million euros; SQLite numbers rows by the word INTEGER alone.
        int: BigInteger().with_variant(Integer(), "sqlite"),
    }


class TownRecord:
    """
    A record that a town keeps and plans with.

    Columns that bear the name of a key of ``rideau-problem/1`` hold that key's value; lists, spans and tables
    are JSON exactly as in the file (dates as ``YYYY-MM-DD``, ids as the other record's ``key``).

    ``key`` is the record's id in files, unique in its table and town and never changed; ``active`` records enter
    the problem; ``fictitious`` ones were filled in from a seed and are marked on every page; ``source_ref`` is the
    record's id where it came from (``way/123``, a registry number), so that a second import finds it again.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    fictitious: Mapped[bool] = mapped_column(default=False)
    origin: Mapped[str] = mapped_column(String(40), default="manual")
    source_ref: Mapped[str | None] = mapped_column(String(200))
    notes: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    updated_at: Mapped[datetime] = mapped_column(
        default=lambda: datetime.now(UTC), onupdate=lambda: datetime.now(UTC)
    )
    version: Mapped[int] = mapped_column()

    @declared_attr
    def town_id(cls) -> Mapped[int]:
        """The town it belongs to; it goes with its town."""
        return mapped_column(ForeignKey("towns.id", ondelete="CASCADE"), index=True)

    @declared_attr.directive
    def __table_args__(cls) -> Any:
        return (UniqueConstraint("town_id", "key"),)

    @declared_attr.directive
    def __mapper_args__(cls) -> Any:
        return {"version_id_col": cls.__table__.c.version} if hasattr(cls, "__table__") else {}
