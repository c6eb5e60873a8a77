"""The twenty-five who make Corvenay's events happen: town agents, volunteers and two agencies."""

from .calendar import MonthDay, Year
from .case import Document

TECH, SAFETY, WELCOME, GUIDE, PLAY, HAND = (
    "régie",
    "sécurité",
    "accueil",
    "médiation",
    "animation",
    "bénévole",
)
RATES_EUR_HOUR = {TECH: 28, SAFETY: 26, WELCOME: 19, GUIDE: 22, PLAY: 20, HAND: 0}
ALL_BUT_SUNDAY = (1, 2, 3, 4, 5, 6)
VOLUNTEER = {"max_hours_day": 9, "max_hours_week": 14}  # a choice of the town: volunteers are not employees

Away = tuple[tuple[MonthDay, MonthDay], ...]
AUGUST_1, AUGUST_2, JULY = ((8, 1), (8, 14)), ((8, 15), (8, 29)), ((7, 12), (7, 25))
WINTER, SPRING = ((2, 15), (2, 21)), ((4, 12), (4, 18))

# Key, name, roles, weekdays or None for all, hours a week for events, absences.
AGENTS: tuple[tuple[str, str, tuple[str, ...], tuple[int, ...] | None, int, Away], ...] = (
    ("h-collinot", "Hervé Collinot", (TECH,), None, 35, (AUGUST_1, WINTER)),
    ("k-benhaddou", "Karim Benhaddou", (TECH,), None, 35, (AUGUST_2,)),
    ("l-marechal", "Lucie Maréchal", (TECH, WELCOME), None, 28, (JULY, SPRING)),
    ("t-vigneron", "Thomas Vigneron", (TECH,), ALL_BUT_SUNDAY, 35, (AUGUST_1,)),
    ("s-pautrat", "Sandrine Pautrat", (SAFETY,), None, 35, (JULY,)),
    ("y-delorme", "Yves Delorme", (SAFETY,), ALL_BUT_SUNDAY, 35, (AUGUST_1,)),
    ("m-roche", "Mickaël Roche", (SAFETY,), None, 35, (AUGUST_2, SPRING)),
    ("i-carpentier", "Inès Carpentier", (WELCOME, GUIDE), None, 24, (WINTER,)),
    ("p-guerineau", "Paul Guérineau", (WELCOME,), (3, 4, 5, 6, 7), 24, (AUGUST_2,)),
    ("m-rousset", "Maëlle Rousset", (WELCOME,), None, 21, (JULY,)),
    ("c-vasseur", "Claire Vasseur", (GUIDE,), (2, 3, 4, 5, 6, 7), 24, (AUGUST_1,)),
    ("j-ferret", "Julien Ferret", (GUIDE, PLAY), (2, 3, 4, 5, 6), 24, (SPRING,)),
    ("n-mansouri", "Nora Mansouri", (GUIDE,), None, 18, (AUGUST_2,)),
    ("a-petitjean", "Aurélien Petitjean", (PLAY,), None, 28, (AUGUST_1,)),
    ("f-diallo", "Fatou Diallo", (PLAY, WELCOME), ALL_BUT_SUNDAY, 28, (JULY,)),
    ("b-leroy", "Bastien Leroy", (PLAY,), (3, 5, 6, 7), 20, (WINTER, AUGUST_2)),
)  # fmt: skip

VOLUNTEERS: tuple[tuple[str, str, tuple[str, ...], tuple[int, ...] | None, Away], ...] = (
    ("m-tissier", "Monique Tissier", (HAND, WELCOME), None, (AUGUST_1, AUGUST_2)),
    ("g-lavigne", "Gérard Lavigne", (HAND,), None, (((1, 10), (2, 28)),)),
    ("o-bernier", "Odile Bernier", (HAND,), (3, 5, 6, 7), (JULY,)),
    ("s-kaci", "Samir Kaci", (HAND,), (6, 7), ()),
    ("e-gautheron", "Élise Gautheron", (HAND, PLAY), (3, 6, 7), (AUGUST_1,)),
    ("r-jacquemin", "Robert Jacquemin", (HAND,), None, (SPRING,)),
    ("c-marin", "Chloé Marin", (HAND,), (5, 6, 7), (JULY, AUGUST_1)),
)  # fmt: skip


def people_documents(year: Year) -> list[Document]:
    """People of the town by name, and teams that are hired."""
    agents = [
        {
            "id": key,
            "name": name,
            "roles": list(roles),
            "max_hours_week": hours,
            **_when(year, weekdays, away),
        }
        for key, name, roles, weekdays, hours, away in AGENTS
    ]
    volunteers = [
        {
            "id": key,
            "name": name,
            "roles": list(roles),
            "volunteer": True,
            **VOLUNTEER,
            **_when(year, weekdays, away),
        }
        for key, name, roles, weekdays, away in VOLUNTEERS
    ]
    agencies: list[Document] = [
        {"id": "vigie-prevention", "name": "Vigie Prévention (agence)", "roles": [SAFETY], "headcount": 6,
         "max_hours_week": 35},
        {"id": "scenes-du-val", "name": "Scènes du Val (prestataire)", "roles": [TECH], "headcount": 4,
         "max_hours_week": 35, "absences": year.season((12, 24), (1, 2))},
    ]  # fmt: skip
    return agents + volunteers + agencies


def _when(year: Year, weekdays: tuple[int, ...] | None, away: Away) -> Document:
    found: Document = {"absences": year.seasons(*away)}
    return found | ({"weekdays": list(weekdays)} if weekdays else {})
