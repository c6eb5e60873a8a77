"""The forty-five projects of Corvenay's call: how one is written down, and the partners who help their holders."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from .calendar import MonthDay, Year
from .case import Document

CRITERIA = ("viabilité", "adéquation à l’offre", "motivation", "financement", "originalité")
"""The jury's grid: 30, 25, 20, 15 and 10 marks."""
POINTS_PER_MARK = 40

Start = tuple[int, int] | tuple[MonthDay, MonthDay]
Partner = tuple[str, float, int | None]


def project(
    year: Year,
    key: str,
    name: str,
    holder: str,
    activity: str,
    marks: Sequence[int],
    area: tuple[int, int],
    rent: int,
    terms: Sequence[int],
    start: Start,
    text: str,
    *,
    needs: Sequence[str] = (),
    grant: int = 0,
    tags: Sequence[str] = (),
    partner: Partner | None = None,
    likes: Mapping[str, int] | None = None,
    veto: Sequence[str] = (),
    committed: bool = False,
) -> Document:
    """
    ``start`` is weeks of the horizon (first, last), or the days of a season; ``rent`` and ``grant`` are euros;
    ``partner`` is (partner, hours a week, weeks or None for the whole term).
    """
    first, last = start_days(year, start)
    found: dict[str, Any] = {
        "id": key,
        "name": name,
        "holder": holder,
        "description": text,
        "activity": activity,
        "value": POINTS_PER_MARK * sum(marks),
        "jury": dict(zip(CRITERIA, marks, strict=True)),
        "stage": "selected" if committed else "shortlisted",
        "area_min_m2": area[0],
        "area_max_m2": area[1],
        "equipment": list(needs),
        "max_rent_cents_month": rent * 100,
        "terms_weeks": list(terms),
        "earliest_start": first,
        "latest_start": last,
        "grant_cents": grant * 100,
        "tags": list(tags),
        "preferences": dict(likes or {}),
        "veto": list(veto),
        "committed": committed,
    }
    if partner:
        found["support"] = {"partner": partner[0], "hours_per_week": partner[1]} | (
            {"weeks": partner[2]} if partner[2] else {}
        )
    return found


def start_days(year: Year, start: Start) -> tuple[str, str]:
    """The first and last day on which a project may open."""
    match start:
        case (int(first), int(last)):
            return year.monday(first), year.monday(last)
        case ((_, _) as begin, (_, _) as end):
            if spans := year.season(begin, end):
                longest = max(spans, key=lambda s: (_days(s), s))
                return longest[0], _day_before(longest[1])
    return year.monday(0), year.monday(40)


def _days(span: Sequence[str]) -> int:
    return (date.fromisoformat(span[1]) - date.fromisoformat(span[0])).days


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def partner_documents(year: Year) -> list[Document]:
    """Those who support projects, with their hours a week and their absences."""
    return [
        {"id": "couveuse-tremplin", "name": "Couveuse Tremplin", "hours_per_week": 18,
         "absences": year.season((8, 2), (8, 22))},
        {"id": "chambre-de-metiers", "name": "Chambre de métiers, antenne de Corvenay", "hours_per_week": 12,
         "absences": year.seasons(((8, 9), (8, 15)), ((12, 24), (1, 2)))},
        {"id": "les-etablis", "name": "Les Établis, coopérative d’artisans", "hours_per_week": 8, "absences": []},
    ]  # fmt: skip
