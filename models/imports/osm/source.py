"""Opening an extract: what kind of file it is by its first bytes, and what is wrong when it is not one."""

import bz2
import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path

from scheduler.message import Message, message

ATTRIBUTION = "© les contributeurs d’OpenStreetMap (ODbL)"
LONGEST_HEADER = 64 * 1024


class OsmError(ValueError):
    """The extract cannot be used. ``message`` says why and what to do."""

    def __init__(self, said: Message) -> None:
        super().__init__(str(said))
        self.message = said


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees in WGS 84; all four edges belong to it."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies within, edges included."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


def parse_bbox(text: str) -> Box:
    """``west,south,east,north`` in degrees, as map sites write it."""
    parts = text.replace(" ", "").split(",")
    try:
        west, south, east, north = (float(part) for part in parts)
    except ValueError:
        raise OsmError(
            message(
                "The box {value} is not four numbers: write west,south,east,north in degrees, "
                "such as 8.655,50.100,8.6945,50.120.",
                value=text,
            )
        ) from None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise OsmError(
            message(
                "The box {value} is empty or off the globe: west must be less than east, south less than "
                "north (longitude first, then latitude).",
                value=text,
            )
        )
    return Box(west, south, east, north)


def file_format(path: Path) -> str:
    """
    The name by which osmium knows the file's format, judged by its first bytes.

    Raises
    ------
    OsmError
        Where there is no file, it is empty, or it holds something else.
    """
    if not path.is_file():
        raise OsmError(message("There is no file {file}.", file=str(path)))
    try:
        with path.open("rb") as file:
            head = file.read(LONGEST_HEADER)
    except OSError as error:
        raise OsmError(
            message(
                "{file} cannot be read: {reason}.",
                file=str(path),
                reason=Message(error.strerror or str(error)),
            )
        ) from None
    if not head:
        raise OsmError(message("{file} is empty: fetch the extract again.", file=path.name))
    if b"OSMHeader" in head[:64]:
        return "pbf"
    for magic, name in ((b"\x1f\x8b", "osm.gz"), (b"BZh", "osm.bz2")):
        if head.startswith(magic):
            return _packed(path, name)
    if _is_osm_xml(head):
        return "osm"
    raise _not_osm(path)


def _packed(path: Path, name: str) -> str:
    opener = gzip.open if name == "osm.gz" else bz2.open
    try:
        with opener(path, "rb") as file:
            head = file.read(4096)
    except (OSError, EOFError, zlib.error):
        raise broken(path) from None
    if not _is_osm_xml(head):
        raise _not_osm(path)
    return name


def _is_osm_xml(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<osm" in head[:4096]


def _not_osm(path: Path) -> OsmError:
    return OsmError(
        message(
            "{file} is not an OpenStreetMap extract. Expected a file such as town.osm.pbf, town.osm, "
            "town.osm.gz or town.osm.bz2.",
            file=path.name,
        )
    )


def broken(path: Path, reason: str = "") -> OsmError:
    """The file begins as an extract but cannot be read to its end."""
    if reason:
        return OsmError(
            message(
                "{file} is damaged ({reason}): fetch the extract again.",
                file=path.name,
                reason=reason.strip(),
            )
        )
    return OsmError(message("{file} is damaged: fetch the extract again.", file=path.name))
