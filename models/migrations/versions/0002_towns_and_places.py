"""Towns, their places, and who may work on them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "towns",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("latitude", sa.String(length=64), nullable=True),
        sa.Column("longitude", sa.String(length=64), nullable=True),
        sa.Column("sunsets", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("settings", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("money_limited", sa.Boolean(), nullable=False),
        sa.Column("tagline", sa.Text(), nullable=False),
        sa.Column("colour", sa.String(length=20), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("attribution", sa.Text(), nullable=False),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("fictitious_note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_towns")),
        sa.UniqueConstraint("slug", name=op.f("uq_towns_slug")),
    )
    op.create_table(
        "memberships",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("account_id", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_memberships_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_memberships_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("account_id", "town_id", name=op.f("uq_memberships_account_id_town_id")),
    )
    op.create_table(
        "owners",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
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
            ["town_id"], ["towns.id"], name=op.f("fk_owners_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owners")),
        sa.UniqueConstraint("town_id", "key", name=op.f("uq_owners_town_id_key")),
    )
    op.create_index(op.f("ix_owners_town_id"), "owners", ["town_id"], unique=False)
    op.create_table(
        "streets",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("district", sa.String(length=200), nullable=True),
        sa.Column("footfall", WHOLE, nullable=False),
        sa.Column("geometry", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("pedestrian", sa.Boolean(), nullable=False),
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
            ["town_id"], ["towns.id"], name=op.f("fk_streets_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_streets")),
        sa.UniqueConstraint("town_id", "key", name=op.f("uq_streets_town_id_key")),
    )
    op.create_index(op.f("ix_streets_town_id"), "streets", ["town_id"], unique=False)
    op.create_table(
        "walk_networks",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("town_id", WHOLE, nullable=False),
        sa.Column("nodes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("edges", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("lamps", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_walk_networks_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walk_networks")),
        sa.UniqueConstraint("town_id", name=op.f("uq_walk_networks_town_id")),
    )
    op.create_table(
        "premises",
        sa.Column("street_id", WHOLE, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("area_m2", sa.String(length=64), nullable=False),
        sa.Column("frontage_m", sa.String(length=64), nullable=True),
        sa.Column("rent_cents_month", WHOLE, nullable=False),
        sa.Column("equipment", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("allowed_activities", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("forbidden_activities", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("available", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("turnaround_days", WHOLE, nullable=False),
        sa.Column("min_term_weeks", WHOLE, nullable=True),
        sa.Column("max_term_weeks", WHOLE, nullable=True),
        sa.Column("capacity", WHOLE, nullable=False),
        sa.Column("max_total_days", WHOLE, nullable=True),
        sa.Column("footfall", WHOLE, nullable=True),
        sa.Column("owner_points", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("owner_veto", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("vacant_since", sa.Date(), nullable=True),
        sa.Column("owner_id", WHOLE, nullable=True),
        sa.Column("consent", sa.String(length=20), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("last_use", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
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
            ["owner_id"], ["owners.id"], name=op.f("fk_premises_owner_id_owners"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["street_id"], ["streets.id"], name=op.f("fk_premises_street_id_streets")),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_premises_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_premises")),
        sa.UniqueConstraint("town_id", "key", name=op.f("uq_premises_town_id_key")),
    )
    op.create_index(op.f("ix_premises_street_id"), "premises", ["street_id"], unique=False)
    op.create_index(op.f("ix_premises_town_id"), "premises", ["town_id"], unique=False)
    op.create_table(
        "spots",
        sa.Column("street_id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("capacity", WHOLE, nullable=True),
        sa.Column("power_w", WHOLE, nullable=False),
        sa.Column("features", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("fee_cents", WHOLE, nullable=False),
        sa.Column("latest_end", sa.String(length=5), nullable=True),
        sa.Column("closures", sa.JSON(none_as_null=True), nullable=False),
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
        sa.ForeignKeyConstraint(["street_id"], ["streets.id"], name=op.f("fk_spots_street_id_streets")),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_spots_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spots")),
        sa.UniqueConstraint("town_id", "key", name=op.f("uq_spots_town_id_key")),
    )
    op.create_index(op.f("ix_spots_street_id"), "spots", ["street_id"], unique=False)
    op.create_index(op.f("ix_spots_town_id"), "spots", ["town_id"], unique=False)
    op.create_table(
        "leases",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("premises_id", WHOLE, nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("short", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["premises_id"], ["premises.id"], name=op.f("fk_leases_premises_id_premises"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leases")),
    )
    op.create_index(op.f("ix_leases_premises_id"), "leases", ["premises_id"], unique=False)
    op.create_table(
        "shops",
        sa.Column("street_id", WHOLE, nullable=False),
        sa.Column("premises_id", WHOLE, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("activity", sa.String(length=80), nullable=False),
        sa.Column("consents", sa.Boolean(), nullable=False),
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
            ["premises_id"], ["premises.id"], name=op.f("fk_shops_premises_id_premises"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["street_id"], ["streets.id"], name=op.f("fk_shops_street_id_streets")),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_shops_town_id_towns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shops")),
        sa.UniqueConstraint("town_id", "key", name=op.f("uq_shops_town_id_key")),
    )
    op.create_index(op.f("ix_shops_street_id"), "shops", ["street_id"], unique=False)
    op.create_index(op.f("ix_shops_town_id"), "shops", ["town_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_shops_town_id"), table_name="shops")
    op.drop_index(op.f("ix_shops_street_id"), table_name="shops")
    op.drop_table("shops")
    op.drop_index(op.f("ix_leases_premises_id"), table_name="leases")
    op.drop_table("leases")
    op.drop_index(op.f("ix_spots_town_id"), table_name="spots")
    op.drop_index(op.f("ix_spots_street_id"), table_name="spots")
    op.drop_table("spots")
    op.drop_index(op.f("ix_premises_town_id"), table_name="premises")
    op.drop_index(op.f("ix_premises_street_id"), table_name="premises")
    op.drop_table("premises")
    op.drop_table("walk_networks")
    op.drop_index(op.f("ix_streets_town_id"), table_name="streets")
    op.drop_table("streets")
    op.drop_index(op.f("ix_owners_town_id"), table_name="owners")
    op.drop_table("owners")
    op.drop_table("memberships")
    op.drop_table("towns")
