"""The tables know every key of the problem and of the town, under names that cannot be confused."""

from dataclasses import fields
from typing import get_args

from models.imports.columns import LISTS, OWNERS, TABLES
from models.imports.explanations import OF_TABLES, explained
from models.imports.template_texts import HELD_IN_FRENCH
from models.imports.words import plain
from models.kinds import FILE_KINDS, KINDS
from scheduler.fields import file_key, kinds
from scheduler.problem import Problem, Settings, Town

IN_TWO_COLUMNS = {"point": {"lon", "lat"}}


def keys_of(cls):
    return {file_key(cls, one.name) for one in fields(cls)}


def covered(table):
    return {column.key.split(".")[0] for column in table.columns} | {column.key for column in table.columns}


def test_every_key_of_every_list_has_a_column():
    for table in LISTS:
        record = next(one for one in get_args(kinds(Problem)[table.name]) if one is not Ellipsis)
        record = next((one for one in get_args(record) if isinstance(one, type)), record)
        assert keys_of(record) <= covered(table), table.name


def test_town_and_settings_have_all_their_keys():
    assert keys_of(Town) <= covered(TABLES["town"])
    assert keys_of(Settings) <= covered(TABLES["settings"])


def test_every_own_key_of_a_town_has_a_column():
    for table in (*LISTS, OWNERS):
        if table.name in ("pins", "bans"):
            continue
        kind = FILE_KINDS.get(table.name) or KINDS[table.name]
        own = {column.key for column in table.columns if column.own}
        missing = {key.name for key in kind.own_keys} - own - {"leases"}
        if kind.list is None:
            missing -= {column.key for column in table.columns}
        assert not missing, table.name


def test_no_two_columns_of_a_table_share_a_name():
    for table in TABLES.values():
        owners = {}
        for column in table.columns:
            for name in (column.english, column.french):
                assert owners.setdefault(plain(name), column.key) == column.key, (table.name, name)


def test_no_two_tables_share_a_name():
    owners = {}
    for table in TABLES.values():
        for name in table.names():
            assert owners.setdefault(plain(name), table.name) == table.name
        assert len(table.name) <= 31 and len(table.french) <= 31


def test_every_table_and_column_of_the_template_is_explained_in_both_languages():
    for table in TABLES.values():
        if table.name.startswith("published"):
            continue
        assert all(OF_TABLES[table.name])
        for column in table.columns:
            if column.key not in (
                "point",
                "support",
                "inaugurates",
                "installations",
                "distances",
                "sunsets",
                "role_rates",
                "points",
            ):
                assert explained(table, column, "en") and explained(table, column, "fr"), column.key
            assert HELD_IN_FRENCH[column.cell.name]
