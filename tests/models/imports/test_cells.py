"""What people write in cells is understood; what is written is read back exactly."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.imports import cells
from models.imports.cells import CellError
from models.imports.notation import EMPTIES, FORMULA, escape, guard, unescape, unguard

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
TRICKY = st.sampled_from(
    ["=1+1", "+33 1", "-12", "@x", "\tx", "\rx", "'=x", "''", "'", "∅", "-", "[]", "a|b", "a: b", " a ", "\\u0041",
     "\x00", "\ud800", "a\nb", "\\", "oui", "None", "_x0041_", "#N/A", "＝x", "\\u005cu0041"]
)  # fmt: skip
TEXTS = st.one_of(ANY_TEXT, TRICKY)
WORDS = TEXTS.filter(bool)


def cell_of(kind, value):
    """As the writer of tables puts it in a cell."""
    written = cells.write(kind, value)
    return guard(str(written))


@given(TEXTS)
def test_any_text_comes_back_and_is_never_a_formula(text):
    cell = cell_of(cells.TEXT, text)
    assert cells.read(cells.TEXT, cell) == text
    assert not cell.startswith(tuple(FORMULA))
    assert "\x00" not in cell and "\r" not in cell


@given(WORDS)
def test_any_name_comes_back(word):
    assert cells.read(cells.WORD, cell_of(cells.WORD, word)) == word


@given(st.lists(WORDS, max_size=5))
def test_lists_of_any_names_come_back(words):
    assert cells.read(cells.WORDS, cell_of(cells.WORDS, words)) == words


@given(st.dictionaries(WORDS, st.integers(-(10**12), 10**12), max_size=5))
def test_points_by_any_names_come_back(points):
    assert cells.read(cells.POINTS_BY_NAME, cell_of(cells.POINTS_BY_NAME, points)) == points


@given(st.lists(st.fixed_dictionaries({"spot": WORDS}, optional={"installation": WORDS}), max_size=4))
def test_stops_come_back(stops):
    assert cells.read(cells.STOPS, cell_of(cells.STOPS, stops)) == stops


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXTS,
        lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
        max_leaves=8,
    )
)
def test_json_comes_back(value):
    assert cells.JSON.read(unguard(guard(cells.JSON.write(value)))) == value


@given(
    st.one_of(
        st.integers(),
        st.decimals(-(10**9), 10**9, places=4),
        st.floats(allow_nan=False, allow_infinity=False),
    )
)
def test_numbers_come_back(value):
    exact = value if isinstance(value, int) else cells.plain_number(Decimal(str(value)))
    if abs(exact) < 10**15 and (exact == 0 or abs(exact) > 1e-9):
        assert cells.read(cells.NUMBER, cell_of(cells.NUMBER, exact)) == exact


@given(st.integers(0, 10**12))
def test_cents_come_back_as_euros(cents):
    assert cells.read(cells.EUROS, str(cells.write(cells.EUROS, cents))) == cents


@given(TEXTS)
def test_escapes_are_undone_whatever_else_the_text_holds(text):
    assert unescape(escape(text, "|:")) == text


@pytest.mark.parametrize("mark", EMPTIES)
def test_a_mark_of_emptiness_is_an_empty_list_and_nothing_a_missing_one(mark):
    assert cells.read(cells.WORDS, mark) == []
    assert cells.read(cells.POINTS_BY_NAME, mark) == {}
    assert cells.read(cells.WHOLE, mark) is None


def test_an_empty_list_is_a_new_one_each_time():
    cells.read(cells.WORDS, "∅").append("x")
    assert cells.read(cells.WORDS, "∅") == []


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (cells.EUROS, "1 250,50 €", 125050),
        (cells.EUROS, "1\u202f250,50", 125050),
        (cells.EUROS, "1,250.50", 125050),
        (cells.EUROS, "-12", -1200),
        (cells.EUROS, "'-12", -1200),
        (cells.NUMBER, "62,5 m²", 62.5),
        (cells.NUMBER, "30 %", 30),
        (cells.NUMBER, "5.50", 5.5),
        (cells.WHOLE, "1 200", 1200),
        (cells.FLAG, "Oui", True),
        (cells.FLAG, "FAUX", False),
        (cells.DATE, "12/03/2027", "2027-03-12"),
        (cells.DATE, "1.3.2027", "2027-03-01"),
        (cells.DATE, "2027-03-12 00:00:00", "2027-03-12"),
        (cells.TIME, "18 h 30", "18:30"),
        (cells.TIME, "9h", "09:00"),
        (cells.TIME, "29:59", "29:59"),
        (cells.HOUR, "sunset+30", "sunset+30"),
        (cells.HOUR, "Coucher du soleil - 15 min", "sunset-15"),
        (cells.HOUR, "sunset", "sunset"),
        (cells.WEEKDAYS_CELL, "samedi | dim.", [6, 7]),
        (cells.WEEKDAYS_CELL, "1 | 3", [1, 3]),
        (cells.SPANS, "01/03/2027..2027-05-03", [["2027-03-01", "2027-05-03"]]),
        (cells.SPAN, "2027-03-01 → 2027-05-03", ["2027-03-01", "2027-05-03"]),
        (cells.WORDS, '["a", "b|c"]', ["a", "b|c"]),
        (cells.POINT, "4.97, 47.41", [4.97, 47.41]),
        (
            cells.LINES,
            "4.97 47.41, 4.98 47.42 | 1 2, 3 4",
            [[[4.97, 47.41], [4.98, 47.42]], [[1, 2], [3, 4]]],
        ),
    ],
)
def test_people_may_write_it_so(kind, text, value):
    assert cells.read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (cells.WHOLE, "1.5"),
        (cells.WHOLE, "douze"),
        (cells.WHOLE, "1e99"),
        (cells.NUMBER, "1" * 61),
        (cells.NUMBER, "NaN"),
        (cells.NUMBER, "٣"),
        (cells.EUROS, "1,234"),
        (cells.FLAG, "peut-être"),
        (cells.DATE, "31/02/2027"),
        (cells.DATE, "mars"),
        (cells.TIME, "30:00"),
        (cells.HOUR, "aube"),
        (cells.WEEKDAYS_CELL, "8"),
        (cells.SPANS, "2027-03-01"),
        (cells.POINTS_BY_NAME, "a"),
        (cells.POINTS_BY_NAME, "a: 1 | a: 2"),
        (cells.POINT, "4.97"),
        (cells.LINES, "4.97"),
        (cells.JSON, "{"),
        (cells.JSON, "[" * 100_000),
        (cells.TEXT, "x" * 100_001),
    ],
)
def test_what_cannot_be_read_is_said(kind, text):
    with pytest.raises(CellError) as refusal:
        cells.read(kind, text)
    assert str(refusal.value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (12, "12"),
        (12.0, "12"),
        (5.5, "5.5"),
        (datetime(2027, 3, 12), "2027-03-12"),
        (date(2027, 3, 12), "2027-03-12"),
        (time(18, 30), "18:30"),
        (timedelta(hours=25, minutes=30), "25:30"),
        (datetime(1899, 12, 31, 1, 30), "25:30"),
        (float("inf"), "inf"),
    ],
)
def test_cells_of_spreadsheets_become_text(value, text):
    assert cells.from_spreadsheet(value) == text
