"""Runs, plans, and what is published of them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.Column("sense", sa.String(length=3), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("item", sa.String(length=200), nullable=False),
        sa.Column("premises", sa.String(length=200), nullable=True),
        sa.Column("spot", sa.String(length=200), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("term_weeks", WHOLE, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", WHOLE, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_decisions_account_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_decisions_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_town_id"), "decisions", ["town_id"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_feeds_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feeds_token_hash")),
        sa.UniqueConstraint("town_id", "scope", "slug", name=op.f("uq_feeds_town_id_scope_slug")),
    )
    op.create_index(op.f("ix_feeds_town_id"), "feeds", ["town_id"], unique=False)
    op.create_table(
        "runs",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("seconds", WHOLE, nullable=False),
        sa.Column("workers", WHOLE, nullable=False),
        sa.Column("seed", WHOLE, nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alive_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("owner", sa.String(length=80), nullable=False),
        sa.Column("cancel_requested", sa.Boolean(), nullable=False),
        sa.Column("account_id", WHOLE, nullable=True),
        sa.Column("outcome", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_runs_account_id_accounts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_runs_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_index(op.f("ix_runs_state"), "runs", ["state"], unique=False)
    op.create_index(op.f("ix_runs_town_id"), "runs", ["town_id"], unique=False)
    op.create_table(
        "plans",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.Column("run_id", WHOLE, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("points", WHOLE, nullable=False),
        sa.Column("bound", WHOLE, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["runs.id"], name=op.f("fk_plans_run_id_runs"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_plans_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    op.create_index(op.f("ix_plans_town_id"), "plans", ["town_id"], unique=False)
    op.create_table(
        "run_progress",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("run_id", WHOLE, nullable=False),
        sa.Column("seconds", sa.String(length=64), nullable=False),
        sa.Column("points", WHOLE, nullable=True),
        sa.Column("bound", WHOLE, nullable=True),
        sa.ForeignKeyConstraint(
            ["run_id"], ["runs.id"], name=op.f("fk_run_progress_run_id_runs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_progress")),
    )
    op.create_index(op.f("ix_run_progress_run_id"), "run_progress", ["run_id"], unique=False)
    op.create_table(
        "published_versions",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("plan_id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", WHOLE, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_published_versions_account_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_published_versions_plan_id_plans")),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_published_versions_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_versions")),
        sa.UniqueConstraint("town_id", "number", name=op.f("uq_published_versions_town_id_number")),
    )
    op.create_index(op.f("ix_published_versions_town_id"), "published_versions", ["town_id"], unique=False)
    op.create_table(
        "slots",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.Column("uid", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("item", sa.String(length=200), nullable=False),
        sa.Column("ordinal", WHOLE, nullable=False),
        sa.Column("day", WHOLE, nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("sequence", WHOLE, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("all_day", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.Column("audiences", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("version_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_slots_town_id_towns"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["published_versions.id"], name=op.f("fk_slots_version_id_published_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slots")),
        sa.UniqueConstraint("town_id", "uid", name=op.f("uq_slots_town_id_uid")),
    )
    op.create_index(op.f("ix_slots_category"), "slots", ["category"], unique=False)
    op.create_index(op.f("ix_slots_starts"), "slots", ["starts"], unique=False)
    op.create_index(op.f("ix_slots_street"), "slots", ["street"], unique=False)
    op.create_index(op.f("ix_slots_town_id"), "slots", ["town_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_slots_town_id"), table_name="slots")
    op.drop_index(op.f("ix_slots_street"), table_name="slots")
    op.drop_index(op.f("ix_slots_starts"), table_name="slots")
    op.drop_index(op.f("ix_slots_category"), table_name="slots")
    op.drop_table("slots")
    op.drop_index(op.f("ix_published_versions_town_id"), table_name="published_versions")
    op.drop_table("published_versions")
    op.drop_index(op.f("ix_run_progress_run_id"), table_name="run_progress")
    op.drop_table("run_progress")
    op.drop_index(op.f("ix_plans_town_id"), table_name="plans")
    op.drop_table("plans")
    op.drop_index(op.f("ix_runs_town_id"), table_name="runs")
    op.drop_index(op.f("ix_runs_state"), table_name="runs")
    op.drop_table("runs")
    op.drop_index(op.f("ix_feeds_town_id"), table_name="feeds")
    op.drop_table("feeds")
    op.drop_index(op.f("ix_decisions_town_id"), table_name="decisions")
    op.drop_table("decisions")
