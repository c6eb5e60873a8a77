"""
The tables of a problem and of a town: which columns each has, their names in English and French, what they hold.
"""

from collections.abc import Mapping

from .column import Column, Table
from .place_columns import LEASES, OWNERS, PARTNERS, PREMISES, PROJECTS, SHOPS, SPOTS, STREETS
from .plan_columns import PLAN_TABLES, PUBLISHED, ROLE_RATES, SETTINGS, SUNSETS, TOWN
from .programme_columns import (
    BANS,
    COVERAGE,
    DISTANCES,
    EVENTS,
    FUNDING,
    INSTALLATIONS,
    KITS,
    PEOPLE,
    PINS,
    TRAILS,
)

__all__ = ["LISTS", "OWNERS", "PLAN_TABLES", "TABLES", "Column", "Table"]

LISTS = (
    STREETS,
    PREMISES,
    SHOPS,
    PROJECTS,
    PARTNERS,
    SPOTS,
    EVENTS,
    PEOPLE,
    FUNDING,
    COVERAGE,
    TRAILS,
    KITS,
    PINS,
    BANS,
)

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        TOWN,
        SUNSETS,
        SETTINGS,
        ROLE_RATES,
        STREETS,
        OWNERS,
        PREMISES,
        LEASES,
        SHOPS,
        PROJECTS,
        PARTNERS,
        SPOTS,
        EVENTS,
        PEOPLE,
        FUNDING,
        COVERAGE,
        TRAILS,
        INSTALLATIONS,
        DISTANCES,
        KITS,
        PINS,
        BANS,
        PUBLISHED,
        *PLAN_TABLES,
    )
}
