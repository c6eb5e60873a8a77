"""Files of tables as rows of text: CSV in any usual encoding, folders and zips of them, one workbook. Guarded."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scheduler.message import Message, message

from .proposal import ImportRefused, Refused

MOST_BYTES = 50_000_000
MOST_ROWS = 100_000
MOST_CELLS = 1_000_000
MOST_COLUMNS = 200
SEPARATORS = (";", "\t", ",")


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows`` are (number as a spreadsheet counts, cells); ``header`` stands in row ``header_row``."""

    file: str
    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def refuse(
    file: str, reason: Message, row: int | None = None, column: str = "", value: str = ""
) -> ImportRefused:
    """The refusal of a file, or of one cell of it; the value is cut to 200 characters."""
    return ImportRefused((Refused(file, row, column, value[:200], reason),))


def read_bytes(path: Path) -> bytes:
    """A file whole, if it is there and not too large."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise refuse(path.name, too_large(size))
        return path.read_bytes()
    except OSError as error:
        raise refuse(
            path.name, message("cannot be opened: {reason}", reason=Message(error.strerror or ""))
        ) from None


def too_large(size: int) -> Message:
    """What is told of a file of ``size`` bytes that is not read."""
    return message(
        "takes {size} MB, more than the {most} MB allowed: split it",
        size=-(-size // 1_000_000),
        most=MOST_BYTES // 1_000_000,
    )


# --- text


def decoded(data: bytes, file: str) -> str:
    """The text of a file in UTF-8 (with or without mark), UTF-16 with mark, or Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in data:
        raise refuse(file, message("is not a text file (it holds NUL bytes): export it again as CSV"))
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refuse(file, message("is in an unknown encoding: save it as UTF-8"))


def read_csv(data: bytes, file: str, name: str) -> Sheet:
    """A table of text whose separator (semicolon, tab or comma) is found in its header."""
    text = decoded(data, file)
    separator = ""
    if named := re.match(r"sep=(.)\r?\n", text):
        separator = named[1]
        text = text[named.end() :]
    separator = separator or separator_of(text)
    rows: list[tuple[int, tuple[str, ...]]] = []
    cells = 0
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1 if named else 0
    try:
        for row in lines:
            number += 1
            cells += len(row)
            if len(rows) > MOST_ROWS or cells > MOST_CELLS:
                raise refuse(file, too_many_rows())
            if any(cell.strip() for cell in row):
                rows.append((number, tuple(row)))
    except csv.Error as error:
        raise refuse(file, _csv_fault(error), number + 1) from None
    return sheet_of(file, name, rows)


def too_many_rows() -> Message:
    """What is told of a sheet that is not read."""
    return message("has more than {most} rows: split it", most=MOST_ROWS)


def _csv_fault(error: csv.Error) -> Message:
    if "field limit" in str(error):
        return message("has a cell of more than {most} characters: shorten it", most=csv.field_size_limit())
    return message(
        "has a quotation mark that is never closed, or one in the middle of a cell: write it twice"
    )


def separator_of(text: str) -> str:
    """The separator that cuts the first line into most cells."""
    first = text.lstrip("\r\n")[:100_000].split("\n", 1)[0]
    bare = re.sub(r'"[^"]*"', "", first)
    return max(SEPARATORS, key=bare.count)


def sheet_of(file: str, name: str, rows: list[tuple[int, tuple[str, ...]]]) -> Sheet:
    """Rows whose first one is the header; columns without a header must be empty."""
    if not rows:
        return Sheet(file, name, (), ())
    (_, first), *others = rows
    header = [cell.strip() for cell in first]
    while header and not header[-1]:
        header.pop()
    if len(header) > MOST_COLUMNS:
        raise refuse(
            file, message("has more than {most} columns: remove those not needed", most=MOST_COLUMNS)
        )
    faults = [
        Refused(
            file,
            number,
            "",
            cell.strip()[:200],
            message("stands in no column: does a cell hold a separator?"),
        )
        for number, row in others
        for i, cell in enumerate(row)
        if cell.strip() and (i >= len(header) or not header[i])
    ]
    if faults:
        raise ImportRefused(tuple(faults[:50]))
    width = len(header)
    return Sheet(
        file,
        name,
        tuple(header),
        tuple((number, (*row[:width], *[""] * (width - len(row)))) for number, row in others),
    )


# --- folders, zips, workbooks


def read_sheets(path: Path) -> list[Sheet]:
    """The tables of a folder, a zip of CSV files, a workbook, or one CSV file. Raises ``ImportRefused``."""
    if path.is_dir():
        files = sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv" and one.is_file())
        if not files:
            raise refuse(
                path.name, message("is a folder without CSV files: choose the folder that holds them")
            )
        return [read_csv(read_bytes(one), one.name, one.stem) for one in files]
    return sheets_in(read_bytes(path), path.name)


def sheets_in(data: bytes, file: str) -> list[Sheet]:
    """The tables of an uploaded file: a zip of CSV files, a workbook, or one CSV file."""
    from .workbook import read_workbook

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise refuse(file, message("is an old Excel workbook (.xls): save it as .xlsx"))
    if not data.startswith(b"PK"):
        return [read_csv(data, file, PurePosixPath(file).stem)]
    parts = unpacked(data, file)
    if "xl/workbook.xml" in parts:
        return read_workbook(data, file, parts)
    if "mimetype" in parts:
        raise refuse(file, message("is not an Excel workbook: save it as .xlsx, or as CSV files"))
    tables = {name: part for name, part in sorted(parts.items()) if _is_table(name)}
    if not tables:
        raise refuse(file, message("holds neither a workbook nor CSV files"))
    return [
        read_csv(part, PurePosixPath(name).name, PurePosixPath(name).stem) for name, part in tables.items()
    ]


def _is_table(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() == ".csv" and not path.name.startswith(".") and "__MACOSX" not in path.parts


def unpacked(data: bytes, file: str) -> dict[str, bytes]:
    """
    The members of a zip by name, never more than ``MOST_BYTES`` together: declared sizes are summed first, then what
    really comes out is counted (ASVS 5.2.3). Nothing is written to disk.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return dict(_members(archive, file))
    except ImportRefused:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError):
        raise refuse(file, message("is damaged or protected by a password: save it again")) from None


def _members(archive: zipfile.ZipFile, file: str) -> Iterator[tuple[str, bytes]]:
    members = archive.infolist()
    declared = sum(member.file_size for member in members)
    if declared > MOST_BYTES or len(members) > 2000:
        raise refuse(file, too_large(declared))
    left = MOST_BYTES
    for member in members:
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
            raise refuse(file, message("holds a file whose name leads elsewhere: pack it again"), value=name)
        if member.is_dir():
            continue
        with archive.open(member) as stream:
            part = stream.read(left + 1)
        left -= len(part)
        if left < 0:
            raise refuse(file, too_large(MOST_BYTES + 1))
        yield name, part
