"""A small sound problem file to spoil one value at a time, and the faults that reading it tells."""

from typing import Any

from scheduler.files import FaultsError, problem_from_document

TOWN = {"start": "2027-03-01", "end": "2027-05-24"}
PREMISES = {"id": "a", "street": "s", "area_m2": 50}
PROJECT = {
    "id": "p",
    "activity": "cafe",
    "value": 10,
    "terms_weeks": [4],
    "earliest_start": "2027-03-01",
    "latest_start": "2027-04-05",
}
EVENT = {"id": "fair", "value": 5, "opens": "10:00", "closes": "18:00"}
TRAIL = {"id": "lights", "opens": "20:00", "closes": "22:00", "max_length_m": 900, "spots": ["square"]}


def document(**lists: Any) -> dict[str, Any]:
    """A small sound problem, with some lists or objects replaced."""
    return {
        "format": "rideau-problem/1",
        "town": TOWN,
        "streets": [{"id": "s"}],
        "premises": [PREMISES],
        "projects": [PROJECT],
        "spots": [{"id": "square", "street": "s"}],
        "events": [EVENT],
        "staff": [{"id": "anna", "roles": ["host"]}],
        **lists,
    }


def faults(source: Any) -> dict[str, str]:
    """Path and sentence of every fault of a problem."""
    try:
        problem_from_document(source)
    except FaultsError as error:
        return {fault.path: str(fault.message) for fault in error.faults}
    return {}


def unit(**values: Any) -> dict[str, Any]:
    return document(premises=[PREMISES | values])


def fair(**values: Any) -> dict[str, Any]:
    return document(events=[EVENT | values])


def lights(**values: Any) -> dict[str, Any]:
    return document(trails=[TRAIL | values])
