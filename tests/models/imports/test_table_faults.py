"""Every refusal of a table says file, row, column as written, value, and what to do."""

import pytest

from models.imports.tables import Tables, tables_in


def read(text: str, name: str = "premises.csv") -> Tables:
    return tables_in(text.encode(), name)


@pytest.mark.parametrize(
    ("name", "text", "row", "column", "value", "said"),
    [
        ("locaux.csv", "id;rue;surface\na;r;douze\n", 2, "surface", "douze", "number"),
        ("locaux.csv", "id;rue;surfac\na;r;12\n", 1, "surfac", "", "surface"),
        ("locaux.csv", "id;rue;qwertz\na;r;12\n", 1, "qwertz", "", "name it like one of"),
        ("locaux.csv", "id;rue;surface;area_m2\na;r;1;2\n", 1, "area_m2", "", "same column"),
        ("locaux.csv", "rue;surface\nr;12\n", 1, "", "", "id"),
        ("locaux.csv", "id;rue;surface\n;r;12\n", 2, "id", "", "every row"),
        ("premises.csv", "id,street,area_m2,lon\na,r,12,4.5\n", 2, "lon", "4.5", "lat"),
        ("premises.csv", "id,street,rent_month_eur\na,r,12.345\n", 2, "rent_month_eur", "12.345", "decimals"),
        ("projects.csv", "id,earliest_start\na,31/02/2027\n", 2, "earliest_start", "31/02/2027", "exists"),
        ("projects.csv", "id,preferences\na,rue 60\n", 2, "preferences", "rue 60", "separated"),
        ("events.csv", "id,opens\na,25h99\n", 2, "opens", "25h99", "18:30"),
        ("events.csv", "id,loud\na,perhaps\n", 2, "loud", "perhaps", "yes or no"),
        ("events.csv", "id,windows\na,2027-03-01\n", 2, "windows", "2027-03-01", "two dots"),
        ("staff.csv", "id,weekdays\na,8\n", 2, "weekdays", "8", "Monday"),
        ("distances.csv", "trail,from,to,metres\nx,a,b,5\n", 2, "trail", "x", "table of trails"),
        ("settings.csv", "key,value\nfreeze_dayz,3\n", 2, "key", "freeze_dayz", "freeze_days"),
        ("settings.csv", "key,value\nfreeze_days,3\nfreeze_days,4\n", 3, "key", "freeze_days", "same column"),
        ("settings.csv", "freeze_days,max_changes\n1,2\n3,4\n", 3, "", "", "one row"),
        ("premise.csv", "id\na\n", None, "", "premise", "premises"),
        ("qwertz.csv", "id\na\n", None, "", "qwertz", "name it like one of"),
    ],
)
def test_each_fault_has_its_place(name, text, row, column, value, said):
    (found,) = read(text, name).refused
    assert (found.file, found.row, found.column, found.value) == (name, row, column, value)
    assert said in str(found.message)


def test_faulty_rows_do_not_reach_the_town_and_sound_ones_do():
    found = read("id;rue;surface\na;r;douze\nb;r;12\n", "locaux.csv")
    assert [one.key for one in found.incoming["premises"]] == ["b"]


def test_all_faults_are_told_at_once():
    assert len(read("id;rue;surface;loyer mensuel\na;r;douze;x\nb;r;-;y\n", "locaux.csv").refused) == 3


def test_absent_and_empty_are_told_apart():
    text = "id,street,area_m2,allowed_activities,forbidden_activities\na,r,1,,\nb,r,1,∅,-\n"
    first, second = read(text).problem["premises"]
    assert "allowed_activities" not in first and "forbidden_activities" not in first
    assert second["allowed_activities"] == [] and second["forbidden_activities"] == []


def test_a_table_without_rows_is_an_empty_list():
    assert read("id,amount_eur\n", "funding.csv").problem["funding"] == []
    assert "funding" not in read("id\n", "streets.csv").problem


def test_null_is_a_value_only_where_it_means_something():
    text = "key,value\nstart_weekday,∅\nseparation_metres,∅\nmax_changes,∅\n"
    assert read(text, "settings.csv").problem["settings"] == {
        "start_weekday": None,
        "separation_metres": None,
    }


def test_town_and_settings_may_be_one_row():
    found = read(
        "nom;début;fin (exclue);couchers du soleil\nX;01/03/2027;2027-05-01;2027-03-12: 18:40\n", "ville.csv"
    )
    assert found.problem["town"] == {
        "name": "X",
        "start": "2027-03-01",
        "end": "2027-05-01",
        "sunsets": {"2027-03-12": "18:40"},
    }


@pytest.mark.parametrize("header", ["rent_month_eur", "rent_eur_month", "loyer mensuel (€)", "Loyer Mensuel"])
def test_euros_are_read_under_any_of_their_headers(header):
    assert read(f"id;street;{header}\na;r;600,50\n").problem["premises"][0]["rent_cents_month"] == 60050


def test_words_of_choices_are_understood_in_both_languages():
    found = read("id;état;accord du propriétaire\na;à vendre;donné\nb;Occupied;none\n", "locaux.csv")
    states = [(one.document["status"], one.document["consent"]) for one in found.incoming["premises"]]
    assert states == [("for_sale", "given"), ("occupied", "none")]


def test_own_columns_are_left_out_of_a_problem_and_kept_for_a_town():
    found = read("id,street,area_m2,status,owner,notes\na,r,12,works,o,-12\n")
    assert found.problem["premises"] == [{"id": "a", "street": "r", "area_m2": 12}]
    assert found.incoming["premises"][0].document["notes"] == "-12"


def test_an_empty_cell_of_a_column_that_is_there_empties_the_key():
    (one,) = read("id,rent_month_eur,lon,lat\na,,,\n").incoming["premises"]
    assert one.document == {"rent_cents_month": None, "point": None}


def test_headers_of_sheets_are_kept_for_messages():
    assert read("Identifiant;Surface (m²)\na;12\n", "locaux.csv").incoming["premises"][0].columns == {
        "id": "Identifiant",
        "area_m2": "Surface (m²)",
    }
