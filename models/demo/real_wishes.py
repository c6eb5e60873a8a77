"""Projects, events, people and money for a real town: all invented, all marked so."""

from collections.abc import Sequence

from .calendar import WEEKS, Year
from .case import Document
from .chance import rounded, source
from .concepts import ADVENT, BRANDS, CONCEPTS, FIRST_NAMES, SUMMER
from .events import event
from .happenings import HAPPENINGS, Happening
from .people import GUIDE, HAND, PLAY, RATES_EUR_HOUR, SAFETY, TECH, WELCOME
from .projects import CRITERIA, POINTS_PER_MARK, start_days

MOST_PROJECTS, FEWEST_PROJECTS = 150, 20
WEIGHTS = (30, 25, 20, 15, 10)
SEASONS = {ADVENT: ((10, 25), (11, 30)), SUMMER: ((5, 31), (7, 12))}
EUR_M2_MONTH = (6.0, 13.0)  # what holders say they can pay


def project_documents(offered: int, busiest: Sequence[str], year: Year, seed: int) -> list[Document]:
    """About 1.6 projects for each offered front; names and trades take turns."""
    count = max(FEWEST_PROJECTS, min(MOST_PROJECTS, round(1.6 * offered)))
    return [_project(n, busiest, year, seed) for n in range(count)]


def _project(n: int, busiest: Sequence[str], year: Year, seed: int) -> Document:
    chance = source(seed, "project", n)
    what, family, least, most, needs, terms, middle, tags = CONCEPTS[(n * 17 + seed) % len(CONCEPTS)]
    brand = BRANDS[(n * 7 + n // len(BRANDS) + seed) % len(BRANDS)]
    share = min(0.96, max(0.4, chance.gauss(middle, 6) / 100))
    marks = {name: min(top, round(top * share)) for name, top in zip(CRITERIA, WEIGHTS, strict=True)}
    begin = chance.randint(0, 12 if 52 in terms else WEEKS - max(terms) - 6)
    end = min(WEEKS - min(terms), begin + chance.randint(6, 12))
    first, last = start_days(year, SEASONS.get(terms) or (begin, end))
    affordable = chance.uniform(*EUR_M2_MONTH) * (least + min(most, 2 * least)) / 2
    found: Document = {
        "id": f"projet-{n + 1}",
        "name": f"{brand}, {what}",
        "holder": f"{chance.choice(FIRST_NAMES)} {chance.choice('ABCDEFGHKLMNPRST')}.",
        "description": f"Projet inventé pour la démonstration\u00a0: {what}.",
        "activity": family,
        "value": POINTS_PER_MARK * sum(marks.values()),
        "jury": marks,
        "stage": "shortlisted",
        "area_min_m2": least,
        "area_max_m2": most,
        "equipment": list(needs),
        "max_rent_cents_month": rounded(affordable, 10) * 100,
        "terms_weeks": list(terms),
        "earliest_start": first,
        "latest_start": last,
        "grant_cents": rounded(chance.uniform(300, 2200) * (1 if max(terms) >= 26 else 0.4), 100) * 100,
        "tags": list(tags),
        "preferences": dict.fromkeys(chance.sample(list(busiest), min(1, len(busiest))), 150),
    }
    if max(terms) >= 26 and chance.random() < 0.4:
        found["support"] = {"partner": "accompagnement", "hours_per_week": chance.randint(2, 4), "weeks": 13}
    return found


def partner_documents(offered: int) -> list[Document]:
    """One partner, with hours in proportion to the premises ``offered``."""
    return [
        {
            "id": "accompagnement",
            "name": "Réseau d’accompagnement (fictif)",
            "hours_per_week": max(8, round(0.8 * offered)),
        }
    ]


def event_documents(spots: Sequence[Document], wanted: int, year: Year) -> list[Document]:
    """Each happening once, then again with the name of the place where it is to stand."""
    if not spots:
        return []
    return [_event(n, HAPPENINGS[n % len(HAPPENINGS)], spots, year) for n in range(wanted)]


def _event(n: int, what: Happening, spots: Sequence[Document], year: Year) -> Document:
    turn = n // len(HAPPENINGS)
    spot = spots[(n + turn) % len(spots)]
    there = [spot] if turn else spots
    return event(
        year,
        f"evenement-{n + 1}",
        f"{what.title}, {spot['name']}" if turn else what.title,
        what.kind,
        what.value,
        what.hours,
        year.season(*what.season),
        "Rendez-vous inventé pour la démonstration.",
        weekdays=what.weekdays,
        for_whom=what.audiences,
        tags=what.tags,
        times=what.times,
        again=round(what.value * 0.6),
        gap=what.gap,
        days=3 if what.kind == "exposition" or (what.kind == "marché" and "noël" in what.tags) else 1,
        cost=what.cost,
        people=min(what.people, max(s["capacity"] for s in there)),
        power=min(what.power, max(s["power_w"] for s in there)),
        needs=what.needs if any(set(what.needs) <= set(s["features"]) for s in there) else (),
        spots=[spot["id"]] if turn else None,
        staff=what.staff,
        loud=what.loud,
        by="Organisateur fictif",
    )


def people_documents(events: int, year: Year, seed: int) -> list[Document]:
    """Agents, volunteers and two agencies, as many as the programme needs."""
    turns = (
        (TECH,),
        (SAFETY,),
        (WELCOME, GUIDE),
        (PLAY,),
        (HAND,),
        (GUIDE, PLAY),
        (HAND, WELCOME),
        (TECH, WELCOME),
    )
    found: list[Document] = []
    for n in range(max(12, min(30, events // 3))):
        roles = turns[n % len(turns)]
        chance = source(seed, "person", n)
        volunteer = HAND in roles
        away = chance.randint(26, 34)
        found.append(
            {
                "id": f"personne-{n + 1}",
                "name": f"{FIRST_NAMES[(n * 11 + seed) % len(FIRST_NAMES)]} {'ABCDEFGHKLMNPRST'[n % 16]}.",
                "roles": list(roles),
                "volunteer": volunteer,
                "max_hours_day": 9 if volunteer else 10,
                "max_hours_week": 14 if volunteer else 30,
                "absences": [[year.monday(away), year.monday(away + 2)]],
            }
        )
    agencies = (
        ("agence-securite", "Agence de sécurité (fictive)", SAFETY),
        ("prestataire", "Prestataire technique (fictif)", TECH),
    )
    return found + [
        {"id": key, "name": name, "roles": [role], "headcount": 4 + events // 20, "max_hours_week": 35}
        for key, name, role in agencies
    ]


def funding_documents(projects: int, events: int, year: Year) -> list[Document]:
    """Four lines that together pay for most, not all, of what is asked."""

    def cents(euros: float) -> int:
        return rounded(euros, 500) * 100

    return [
        {"id": "ville", "name": "Ville (budget fictif)", "amount_cents": cents(650 * projects + 500 * events),
         "kinds": ["tenancy", "event"]},
        {"id": "region", "name": "Région (budget fictif)", "amount_cents": cents(350 * projects),
        "kinds": ["tenancy"],
         "tags": ["artisanat", "alimentation", "emploi"], "max_percent": 40},
        {"id": "programme", "name": "Programme pour les centres-villes (fictif)",
        "amount_cents": cents(150 * projects + 120 * events),
         "available": [year.start.isoformat(), year.monday(39)], "tags": ["emploi", "culture", "patrimoine"],
         "max_percent": 50},
        {"id": "commercants", "name": "Association de commerçants (fictive)",
        "amount_cents": cents(90 * events), "kinds": ["event"],
         "tags": ["commerce", "noël"], "max_percent": 60},
        {"id": "parcours", "name": "Budget du parcours lumière (fictif)", "amount_cents": 1_000_000,
         "kinds": ["trail"]},
        {"id": "habillages", "name": "Fonds d’habillage des vitrines (fictif)", "amount_cents": 150_000,
         "kinds": ["dressing"]},
    ]  # fmt: skip


def coverage_documents(year: Year, busiest: Sequence[str], names: Sequence[str]) -> list[Document]:
    """Targets for publics and for the ``busiest`` streets (keys, with their ``names``)."""
    monthly = {"every": "month", "to": year.last_month}
    targets: list[Document] = [
        {"id": "familles", "name": "Chaque mois, un rendez-vous pour les familles", **monthly,
        "kinds": ["event"],
         "audience": "familles", "minimum": 1, "penalty": 100},
        {"id": "seniors", "name": "Chaque mois, un rendez-vous pour les seniors", **monthly,
        "kinds": ["event"],
         "audience": "seniors", "minimum": 1, "penalty": 70},
    ]  # fmt: skip
    return targets + [
        {
            "id": f"rue-{n}",
            "name": f"Deux rendez-vous dans l’année\u00a0: {name}",
            "streets": [key],
            "kinds": ["event", "tenancy"],
            "minimum": 2,
            "penalty": 120,
        }
        for n, (key, name) in enumerate(zip(busiest[:4], names[:4], strict=True), 1)
    ]


def role_rates() -> dict[str, int]:
    """Cents an hour, by role."""
    return {role: euros * 100 for role, euros in RATES_EUR_HOUR.items()}
