"""The way of a trail, frozen into its entries."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("slots", sa.Column("route", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("slots", "route")
