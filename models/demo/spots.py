"""Where events can stand in Corvenay: squares, quays, halls; their power, their hours, their closures."""

from .calendar import Year
from .case import Document
from .streets import Metres, lonlat

COVERED, WATER, STAGE, CLOSED_ROAD = "couvert", "eau", "scène", "rue fermée"
WARM, GREEN, TOILETS = "chauffé", "jardin", "toilettes"

# Key, name, street, place on the plan, people, watts, features, fee € a day, latest end.
SPOTS: tuple[tuple[str, str, str, Metres, int, int, tuple[str, ...], int, str], ...] = (
    ("marche-parvis", "Place du Marché", "place-du-marche", (0, 52), 1500, 18000, (WATER, TOILETS), 0,
     "23:30"),
    ("halle-couverte", "Halle couverte", "place-du-marche", (22, 78), 600, 24000, (COVERED, WATER, TOILETS),
     120, "24:00"),
    ("grande-rue-haute", "Grande Rue, carrefour de l’Horloge", "grande-rue", (-70, 28), 800, 6000,
     (CLOSED_ROAD,), 0, "22:30"),
    ("grande-rue-basse", "Grande Rue, porte de Bourgogne", "grande-rue", (-345, 16), 400, 4000,
     (CLOSED_ROAD, WATER), 0, "22:30"),
    ("mail-des-halles", "Mail des Halles", "rue-des-halles", (172, 45), 500, 5000, (CLOSED_ROAD,), 0,
     "22:30"),
    ("tour-horloge", "Pied de la tour de l’Horloge", "rue-de-l-horloge", (-7, 168), 200, 3000, (), 0,
     "22:00"),
    ("parvis-saint-loup", "Parvis Saint-Loup", "place-saint-loup", (-18, 246), 500, 4000, (WATER,), 0,
     "22:00"),
    ("kiosque", "Kiosque à musique", "place-saint-loup", (8, 280), 250, 6000, (STAGE, COVERED), 0, "22:30"),
    ("chapelle-carmes", "Chapelle des Carmes", "rue-des-carmes", (112, 206), 180, 5000, (COVERED, WARM), 80,
     "22:30"),
    ("cour-carmes", "Cour des Carmes", "rue-des-carmes", (128, 196), 300, 6000, (STAGE, TOILETS), 40,
     "22:30"),
    ("foyer-theatre", "Foyer du théâtre", "rue-du-theatre", (92, 104), 120, 8000, (COVERED, WARM, TOILETS),
     150, "24:00"),
    ("parvis-theatre", "Parvis du théâtre", "rue-du-theatre", (104, 120), 250, 5000, (), 0, "22:30"),
    ("passage-drapiers", "Verrière des Drapiers", "passage-des-drapiers", (-93, -10), 60, 1500, (COVERED,),
     0, "21:00"),
    ("placette-cordiers", "Placette des Cordiers", "rue-des-cordiers", (-60, -67), 100, 1500, (), 0,
     "21:30"),
    ("lavoir", "Lavoir des Tanneurs", "rue-des-tanneurs", (-163, -120), 90, 2000, (COVERED, WATER), 0,
     "22:00"),
    ("jardin-moulin", "Jardin du Moulin", "rue-du-moulin", (150, -90), 400, 3500, (WATER, GREEN), 0,
     "24:30"),
    ("esplanade-megissiers", "Esplanade des Mégissiers", "quai-des-megissiers", (-120, -186), 900, 9000,
     (WATER, TOILETS), 0, "24:00"),
    ("quai-batellerie", "Quai de la Batellerie", "quai-de-la-batellerie", (160, -158), 700, 6000, (), 0,
     "23:00"),
    ("salle-batellerie", "Salle de la Batellerie", "quai-de-la-batellerie", (240, -143), 160, 7000,
     (COVERED, WARM, TOILETS), 90, "23:30"),
    ("parvis-gare", "Parvis de la gare", "avenue-de-la-gare", (535, 168), 600, 6000, (WATER,), 0, "22:30"),
)  # fmt: skip


def spot_documents(year: Year) -> list[Document]:
    """The spots of the town, with the weeks in which each is closed."""
    closures = {
        "esplanade-megissiers": year.season((1, 15), (2, 28)),  # the Armelle is high
        "quai-batellerie": year.season((1, 15), (2, 28)),
        "halle-couverte": year.season((2, 1), (2, 14)),  # yearly check of the roof
        "foyer-theatre": year.season((7, 15), (8, 31)),
        "jardin-moulin": year.season((11, 15), (2, 28)),
        "parvis-saint-loup": year.season((9, 1), (9, 20)),  # the organ is moved
        "parvis-gare": year.season((6, 1), (6, 30)),  # works on the bus stops
    }
    return [
        {
            "id": key,
            "name": name,
            "street": street,
            "point": lonlat(place),
            "capacity": people,
            "power_w": watts,
            "features": list(features),
            "fee_cents": fee * 100,
            "latest_end": end,
            "closures": closures.get(key, []),
        }
        for key, name, street, place, people, watts, features, fee, end in SPOTS
    ]
