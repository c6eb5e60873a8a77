"""What can be placed, who does it, and what pays."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "coverage_targets",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("streets", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("districts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("every", sa.String(length=10), nullable=False),
        sa.Column("kinds", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("audience", sa.String(length=80), nullable=True),
        sa.Column("minimum", WHOLE, nullable=False),
        sa.Column("penalty", WHOLE, nullable=False),
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("source_ref", sa.String(length=200), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_coverage_targets_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage_targets")),
        sa.UniqueConstraint("town_id", "key", name=op.f("uq_coverage_targets_town_id_key")),
    )
    op.create_index(op.f("ix_coverage_targets_town_id"), "coverage_targets", ["town_id"], unique=False)
    op.create_table(
        "events",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("audiences", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("tags", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("value", WHOLE, nullable=False),
        sa.Column("repeat_value", WHOLE, nullable=True),
        sa.Column("occurrences", WHOLE, nullable=False),
        sa.Column("days", WHOLE, nullable=False),
        sa.Column("opens", sa.String(length=12), nullable=False),
        sa.Column("closes", sa.String(length=12), nullable=False),
        sa.Column("setup_minutes", WHOLE, nullable=False),
        sa.Column("teardown_minutes", WHOLE, nullable=False),
        sa.Column("holds_overnight", sa.Boolean(), nullable=False),
        sa.Column("windows", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("weekdays", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("not_dates", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("min_gap_days", WHOLE, nullable=True),
        sa.Column("cost_cents", WHOLE, nullable=False),
        sa.Column("attendance", WHOLE, nullable=False),
        sa.Column("power_w", WHOLE, nullable=False),
        sa.Column("features", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("spots", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("spot_points", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("staff", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("loud", sa.Boolean(), nullable=False),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("not_same_day", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("inaugurates", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("committed", sa.Boolean(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("organiser", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("source_ref", sa.String(length=200), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_events_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("town_id", "key", name=op.f("uq_events_town_id_key")),
    )
    op.create_index(op.f("ix_events_town_id"), "events", ["town_id"], unique=False)
    op.create_table(
        "funding_lines",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("amount_cents", WHOLE, nullable=False),
        sa.Column("available", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("kinds", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("tags", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("max_percent", sa.String(length=64), nullable=False),
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("source_ref", sa.String(length=200), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_funding_lines_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_lines")),
        sa.UniqueConstraint("town_id", "key", name=op.f("uq_funding_lines_town_id_key")),
    )
    op.create_index(op.f("ix_funding_lines_town_id"), "funding_lines", ["town_id"], unique=False)
    op.create_table(
        "import_batches",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", WHOLE, nullable=True),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_import_batches_account_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_import_batches_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batches")),
    )
    op.create_index(op.f("ix_import_batches_town_id"), "import_batches", ["town_id"], unique=False)
    op.create_table(
        "kits",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("stock", WHOLE, nullable=False),
        sa.Column("cost_cents", WHOLE, nullable=False),
        sa.Column("min_days", WHOLE, nullable=False),
        sa.Column("premises", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("tags", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("value_week", WHOLE, nullable=False),
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("source_ref", sa.String(length=200), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_kits_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kits")),
        sa.UniqueConstraint("town_id", "key", name=op.f("uq_kits_town_id_key")),
    )
    op.create_index(op.f("ix_kits_town_id"), "kits", ["town_id"], unique=False)
    op.create_table(
        "partners",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hours_per_week", sa.String(length=64), nullable=False),
        sa.Column("absences", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("source_ref", sa.String(length=200), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_partners_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partners")),
        sa.UniqueConstraint("town_id", "key", name=op.f("uq_partners_town_id_key")),
    )
    op.create_index(op.f("ix_partners_town_id"), "partners", ["town_id"], unique=False)
    op.create_table(
        "staff",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("headcount", WHOLE, nullable=False),
        sa.Column("available", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("weekdays", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("absences", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("max_hours_day", sa.String(length=64), nullable=False),
        sa.Column("max_hours_week", sa.String(length=64), nullable=False),
        sa.Column("rest_hours", sa.String(length=64), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("volunteer", sa.Boolean(), nullable=False),
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("source_ref", sa.String(length=200), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_staff_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("town_id", "key", name=op.f("uq_staff_town_id_key")),
    )
    op.create_index(op.f("ix_staff_town_id"), "staff", ["town_id"], unique=False)
    op.create_table(
        "trails",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("value", WHOLE, nullable=False),
        sa.Column("windows", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("weekdays", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("nights", WHOLE, nullable=False),
        sa.Column("opens", sa.String(length=12), nullable=False),
        sa.Column("closes", sa.String(length=12), nullable=False),
        sa.Column("min_stops", WHOLE, nullable=False),
        sa.Column("max_stops", WHOLE, nullable=True),
        sa.Column("max_length_m", WHOLE, nullable=False),
        sa.Column("max_leg_m", WHOLE, nullable=True),
        sa.Column("first_spot", sa.String(length=200), nullable=True),
        sa.Column("last_spot", sa.String(length=200), nullable=True),
        sa.Column("loop", sa.Boolean(), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("spots", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("installations", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("staff", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("setup_minutes", WHOLE, nullable=False),
        sa.Column("teardown_minutes", WHOLE, nullable=False),
        sa.Column("distances", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("tags", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("source_ref", sa.String(length=200), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_trails_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trails")),
        sa.UniqueConstraint("town_id", "key", name=op.f("uq_trails_town_id_key")),
    )
    op.create_index(op.f("ix_trails_town_id"), "trails", ["town_id"], unique=False)
    op.create_table(
        "projects",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("activity", sa.String(length=80), nullable=False),
        sa.Column("value", WHOLE, nullable=False),
        sa.Column("area_min_m2", sa.String(length=64), nullable=False),
        sa.Column("area_max_m2", sa.String(length=64), nullable=True),
        sa.Column("equipment", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("max_rent_cents_month", WHOLE, nullable=True),
        sa.Column("terms_weeks", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("earliest_start", sa.Date(), nullable=False),
        sa.Column("latest_start", sa.Date(), nullable=False),
        sa.Column("grant_cents", WHOLE, nullable=False),
        sa.Column("tags", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("preferences", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("veto", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("partner_id", WHOLE, nullable=True),
        sa.Column("support_hours_per_week", sa.String(length=64), nullable=True),
        sa.Column("support_weeks", WHOLE, nullable=True),
        sa.Column("committed", sa.Boolean(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("jury", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("source_ref", sa.String(length=200), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_projects_partner_id_partners")
        ),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_projects_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sa.UniqueConstraint("town_id", "key", name=op.f("uq_projects_town_id_key")),
    )
    op.create_index(op.f("ix_projects_town_id"), "projects", ["town_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_projects_town_id"), table_name="projects")
    op.drop_table("projects")
    op.drop_index(op.f("ix_trails_town_id"), table_name="trails")
    op.drop_table("trails")
    op.drop_index(op.f("ix_staff_town_id"), table_name="staff")
    op.drop_table("staff")
    op.drop_index(op.f("ix_partners_town_id"), table_name="partners")
    op.drop_table("partners")
    op.drop_index(op.f("ix_kits_town_id"), table_name="kits")
    op.drop_table("kits")
    op.drop_index(op.f("ix_import_batches_town_id"), table_name="import_batches")
    op.drop_table("import_batches")
    op.drop_index(op.f("ix_funding_lines_town_id"), table_name="funding_lines")
    op.drop_table("funding_lines")
    op.drop_index(op.f("ix_events_town_id"), table_name="events")
    op.drop_table("events")
    op.drop_index(op.f("ix_coverage_targets_town_id"), table_name="coverage_targets")
    op.drop_table("coverage_targets")
