"""The plan that a run begins with, frozen with its problem."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("runs", sa.Column("hint", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("runs", "hint")
