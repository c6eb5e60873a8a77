"""What pays in Corvenay, and what the town wants covered."""

from .calendar import Year
from .case import Document


def funding_documents(year: Year) -> list[Document]:
    """Who pays: the town, the region, the state and the traders."""
    start, end = year.start.isoformat(), year.end.isoformat()
    return [
        {"id": "ville", "name": "Ville, commerce et animation", "amount_cents": 7_900_000,
         "kinds": ["tenancy", "event"]},
        {"id": "region", "name": "Région, aide au commerce de proximité", "amount_cents": 2_000_000,
         "kinds": ["tenancy"], "tags": ["alimentation", "artisanat", "emploi"], "max_percent": 30},
        {"id": "etat", "name": "État, programme pour les centres-villes", "amount_cents": 2_000_000,
         "available": [start, year.monday(39)], "tags": ["emploi", "culture", "patrimoine"], "max_percent": 50},
        {"id": "commercants", "name": "Les Vitrines de Corvenay, association des commerçants",
         "amount_cents": 900_000, "kinds": ["event"], "tags": ["commerce", "noël"], "max_percent": 60},
        {"id": "mecene", "name": "Biscuiterie de l’Armelle, mécénat", "amount_cents": 650_000,
         "available": [year.monday(8), end], "kinds": ["event"], "tags": ["familles", "alimentation"],
         "max_percent": 50},
        {"id": "nuits", "name": "Nuits de l’Armelle, budget du parcours lumière", "amount_cents": 1_200_000,
         "kinds": ["trail"]},
        {"id": "facades", "name": "Vitrines vides, fonds d’habillage", "amount_cents": 180_000,
         "kinds": ["dressing"]},
    ]  # fmt: skip


def coverage_documents(year: Year) -> list[Document]:
    """What every quarter and every public should see, and what it costs in points to miss it."""
    monthly = {"every": "month", "to": year.last_month}
    return [
        {"id": "saint-loup-mensuel", "name": "Un événement par mois autour de Saint-Loup",
         "districts": ["Saint-Loup"], **monthly, "kinds": ["event"], "minimum": 1, "penalty": 120},
        {"id": "bords-mensuel", "name": "Deux événements par mois au bord de l’Armelle, de mai à septembre",
         "districts": ["Bords d’Armelle"], **_between(year, (5, 1), (9, 30)), "every": "month",
         "kinds": ["event"], "minimum": 2, "penalty": 90},
        {"id": "gare-trimestre", "name": "La gare n’est pas oubliée", "districts": ["Gare"], "every": "span",
         "kinds": ["event", "tenancy"], "minimum": 4, "penalty": 150},
        {"id": "familles-mois", "name": "Chaque mois, deux rendez-vous pour les familles", **monthly,
         "kinds": ["event"], "audience": "familles", "minimum": 2, "penalty": 110},
        {"id": "seniors-mois", "name": "Chaque mois, un rendez-vous pour les seniors", **monthly,
         "kinds": ["event"], "audience": "seniors", "minimum": 1, "penalty": 80},
        {"id": "jeunes-annee", "name": "Dix rendez-vous pour les jeunes dans l’année", "every": "span",
         "kinds": ["event"], "audience": "jeunes", "minimum": 10, "penalty": 70},
        {"id": "grande-rue-boutiques", "name": "Trois nouvelles boutiques chaque mois Grande Rue",
         "streets": ["grande-rue"], **monthly, "kinds": ["tenancy"], "minimum": 3, "penalty": 130},
        {"id": "tanneurs-annee", "name": "La rue des Tanneurs revit", "streets": ["rue-des-tanneurs",
        "rue-des-cordiers"],
         "every": "span", "kinds": ["event", "tenancy"], "minimum": 5, "penalty": 140},
    ]  # fmt: skip


def _between(year: Year, first: tuple[int, int], last: tuple[int, int]) -> Document:
    """The longest stretch of the season inside the horizon; nothing where the horizon misses it."""
    spans = year.season(first, last)
    return {"from": spans[0][0], "to": spans[0][1]} if spans else {}
