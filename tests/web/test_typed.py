"""What people type in forms."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from web import i18n
from web.typed import Typed


@pytest.fixture(autouse=True)
def english():
    i18n.use_language("en")
    yield
    i18n.use_language("fr")


def test_line_ends_of_browsers_do_not_make_a_text_longer():
    typed = Typed(MultiDict({"notes": "\r\n".join(["ab"] * 4)}))
    assert typed.text("notes", most=11) == "ab\nab\nab\nab"
    assert not typed.errors


def test_a_number_out_of_range_or_in_letters_is_told_as_people_write_numbers():
    typed = Typed(MultiDict({"letters": "peu", "half": "1,5", "many": "99999999", "cost": "-1"}))
    assert [typed.whole(name, high=100_000) for name in ("letters", "half", "many", "cost")] == [None] * 4
    assert typed.errors["letters"] == typed.errors["half"] == "Enter a whole number, such as 12."
    assert typed.errors["many"] == typed.errors["cost"] == "Enter a number from 0 to 100,000."


def test_a_day_is_read_as_browsers_and_as_people_write_it():
    days = {"a": "2027-06-12", "b": "12/06/2027", "c": "12.06.2027", "d": "31/02/2027", "e": "9999-01-01"}
    typed = Typed(MultiDict(days))
    assert [typed.day(name) for name in days] == [date(2027, 6, 12)] * 3 + [None, None]
    assert "12/06/2027" in typed.errors["d"] and "1900" in typed.errors["e"]
