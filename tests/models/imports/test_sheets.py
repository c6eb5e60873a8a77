"""Files in every usual encoding and separator are read; hostile ones are refused with a sentence."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from models.imports import sheets, workbook
from models.imports.proposal import ImportRefused
from models.imports.sheets import read_csv, read_sheets, sheets_in
from models.imports.tables import problem_from_tables, read_tables, tables_in

ROWS = "identifiant{0}nom{0}fréquentation\nhalles{0}Rue de l'Étoile{0}45\n"
STREET = {"id": "halles", "name": "Rue de l'Étoile", "footfall": 45}


def refusal(data, name):
    with pytest.raises(ImportRefused) as no:
        sheets_in(data, name)
    assert no.value.refused[0].file
    return str(no.value.refused[0])


def book_of(*rows, title="rues"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zip_of(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def repacked(data, name, change):
    """A workbook with one of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            part = old.read(member)
            new.writestr(member, change(part) if member == name else part)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_encodings_separators_and_line_ends(encoding, separator, ending):
    text = ROWS.format(separator).replace("\n", ending)
    found = tables_in(text.encode(encoding), "rues.csv")
    assert not found.refused
    assert found.problem["streets"] == [STREET]


def test_a_first_line_that_names_the_separator_is_heeded():
    sheet = read_csv(b"sep=|\r\nid|name\r\na|b; c, d\r\n", "streets.csv", "streets")
    assert sheet.rows == ((3, ("a", "b; c, d")),)


def test_rows_are_counted_as_a_spreadsheet_does():
    sheet = read_csv(b'id,name\n\na,"two\nlines"\n\nb,x\n', "streets.csv", "streets")
    assert [number for number, _ in sheet.rows] == [3, 5]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"id,name\na,\0b\n", "NUL"),
        (b'id,name\na,"never closed\n', "quotation mark"),
        (b'id,name\na,"b" c\n', "quotation mark"),
        (b"id,name\na," + b"x" * 200_000 + b"\n", "characters"),
        (b"id,name\na,b,c\n", "no column"),
        (b"id,name\na,\x81\xff\n", "encoding"),
        (b"\xd0\xcf\x11\xe0old", ".xls"),
        (b"PK\x03\x04nonsense", "damaged"),
        (b"a," * 300 + b"\n", "columns"),
    ],
)
def test_text_that_cannot_be_used_is_refused(data, said):
    assert said in refusal(data, "streets.csv")


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    assert "rows" in refusal(b"id\na\nb\nc\nd\n", "streets.csv")
    assert "rows" in refusal(book_of(["id"], *[["a"]] * 4), "b.xlsx")


def test_a_bomb_is_refused_by_its_declared_size_at_once():
    bomb = zip_of(**{"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b" " * 60_000_000})
    assert len(bomb) < 100_000
    assert "MB" in refusal(bomb, "bomb.xlsx")


def test_a_bomb_that_lies_about_its_size_is_refused_while_unpacking():
    bomb = bytearray(zip_of(**{"xl/workbook.xml": b" " * 60_000_000}))
    true_size = (60_000_000).to_bytes(4, "little")
    lie = (1000).to_bytes(4, "little")
    assert bomb.count(true_size) == 2
    assert refusal(bytes(bomb.replace(true_size, lie)), "bomb.xlsx")


@pytest.mark.parametrize(
    "name", ["/etc/streets.csv", "../streets.csv", "a/../../streets.csv", "C:/streets.csv"]
)
def test_archives_that_lead_elsewhere_are_refused(name):
    assert "elsewhere" in refusal(zip_of(**{name: "id\na\n"}), "tables.zip")


def test_other_archives_are_refused():
    assert "neither" in refusal(zip_of(**{"readme.txt": "x"}), "tables.zip")
    assert ".xlsx" in refusal(zip_of(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "t.ods")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_a_workbook_are_refused(encoding):
    entity = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'.encode(encoding)
    data = repacked(book_of(["id"]), "xl/worksheets/sheet1.xml", lambda part: entity + part)
    assert "entities" in refusal(data, "b.xlsx")


def test_far_columns_are_refused():
    data = repacked(
        book_of(["id"], ["a"]), "xl/worksheets/sheet1.xml", lambda part: part.replace(b'r="A2"', b'r="XFD2"')
    )
    assert "columns" in refusal(data, "b.xlsx")


def test_a_damaged_workbook_is_refused():
    data = repacked(book_of(["id"], ["a"]), "xl/worksheets/sheet1.xml", lambda part: part[: len(part) // 2])
    assert "b.xlsx" in refusal(data, "b.xlsx")
    assert "b.xlsx" in refusal(book_of(["id"])[:-200], "b.xlsx")


def test_a_formula_is_read_as_its_result_and_refused_without_one():
    never = refusal(book_of(["id", "name"], ["a", "=1+1"]), "b.xlsx")
    assert "=1+1" in never and "2" in never and "formula" in never
    solved = repacked(
        book_of(["id", "name"], ["a", "=1+1"]),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"),
    )
    assert tables_in(solved, "b.xlsx").problem["streets"] == [{"id": "a", "name": "2"}]


def test_hidden_and_help_sheets_are_passed_over():
    book = Workbook()
    book.active.title = "aide"
    book.active.append(["anything"])
    secret = book.create_sheet("secret")
    secret.append(["x"])
    secret.sheet_state = "hidden"
    book.create_sheet("rues").append(["id"])
    stream = io.BytesIO()
    book.save(stream)
    found = tables_in(stream.getvalue(), "b.xlsx")
    assert not found.refused
    assert found.problem == {"format": "rideau-problem/1", "streets": []}


def test_files_that_are_not_there_or_not_tables(tmp_path):
    for path in (tmp_path / "none.xlsx", tmp_path):
        with pytest.raises(ImportRefused) as no:
            read_sheets(path)
        assert no.value.refused[0].file == path.name


def test_a_folder_is_read_with_the_names_of_its_files(tmp_path):
    (tmp_path / "rues.csv").write_text("id;nom\na;=x\n", "utf-8")
    (tmp_path / "notes.txt").write_text("not a table", "utf-8")
    assert read_tables(tmp_path).problem["streets"] == [{"id": "a", "name": "=x"}]


def test_the_problem_of_tables_is_checked_and_faults_are_placed(tmp_path):
    (tmp_path / "town.csv").write_text("key,value\nstart,2027-03-01\nend,2027-05-01\n", "utf-8")
    (tmp_path / "premises.csv").write_text("id,street,area_m2\na,nowhere,12\nb,nowhere,-1\n", "utf-8")
    with pytest.raises(ImportRefused) as no:
        problem_from_tables(tmp_path)
    places = {(one.file, one.row, one.column, one.value) for one in no.value.refused}
    assert ("premises.csv", 2, "street", "nowhere") in places
    assert ("premises.csv", 3, "area_m2", "-1") in places
