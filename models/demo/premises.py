"""The sixty fronts of Corvenay: thirty-five that trade, twenty-five that stand empty, and who owns them."""

from datetime import date, timedelta

from .calendar import Year
from .case import Document
from .streets import STREETS, door

LAST_NUMBER = {
    "place-du-marche": 24, "grande-rue": 96, "rue-des-halles": 40, "rue-du-pont": 44,
    "passage-des-drapiers": 14,
    "rue-de-l-horloge": 26, "place-saint-loup": 18, "rue-saint-loup": 40, "rue-des-carmes": 36,
    "rue-du-theatre": 18, "rue-des-tanneurs": 34, "rue-des-cordiers": 28, "rue-du-moulin": 38,
    "quai-des-megissiers": 48, "quai-de-la-batellerie": 36, "avenue-de-la-gare": 46,
}  # fmt: skip
NAMES = {key: name for key, name, *_ in STREETS}

V, E, R, X, S, P, F = "vitrine", "eau", "réserve", "extraction", "sanitaires", "accès PMR", "force"

# Street, number, m², window m, rent €/month, equipment, owner, consent, months empty, what was there.
VACANT: tuple[tuple[str, int, float, float, int, tuple[str, ...], str, str, int, str], ...] = (
    ("grande-rue", 8, 42, 4.2, 640, (V, E, S), "indivision-morel", "given", 11,
     "Chaussures Morel, puis une boutique de Noël"),
    ("grande-rue", 23, 68, 5.5, 980, (V, E, R, S, P), "fonciere-du-nivernin", "given", 8,
     "Prêt-à-porter Diane"),
    ("grande-rue", 37, 35, 3.8, 560, (V, E, P), "mme-tardy", "given", 14, "Bijouterie Tardy"),
    ("grande-rue", 52, 120, 8.5, 1480, (V, E, R, S, P, F), "fonciere-du-nivernin", "given", 27,
     "Maison de la presse"),
    ("grande-rue", 71, 55, 5.0, 760, (V, E, R, S), "m-bouchard", "given", 5, "Télécom’ Services"),
    ("grande-rue", 88, 90, 6.5, 960, (V, E, R, S, P, X), "sci-porte-de-bourgogne", "given", 33,
     "Pizzeria Del Sole"),
    ("rue-des-halles", 5, 48, 4.5, 640, (V, E, S, P), "ville", "given", 11, "Graineterie Vauzelle"),
    ("rue-des-halles", 14, 62, 5.2, 820, (V, E, R, S, X, F), "m-bouchard", "given", 9,
     "Rôtisserie des Halles"),
    ("rue-des-halles", 27, 84, 6.0, 940, (V, E, R, S, P), "sci-porte-de-bourgogne", "asked", 41, "Banque"),
    ("place-du-marche", 3, 76, 6.2, 590, (V, E, R, S, P), "ville", "given", 16, "Office de tourisme"),
    ("place-du-marche", 11, 38, 4.0, 650, (V, E, S, P), "mme-tardy", "given", 7, "Optique du Marché"),
    ("rue-du-pont", 6, 45, 4.4, 560, (V, E, S), "epoux-lafarge", "given", 22, "Mercerie Lafarge"),
    ("rue-du-pont", 19, 58, 5.0, 690, (V, E, R, S, X), "epoux-lafarge", "given", 13, "Boucherie du Pont"),
    ("rue-du-pont", 24, 30, 3.4, 380, (V, E), "m-bouchard", "given", 9, "Cordonnerie Express"),
    ("rue-de-l-horloge", 4, 26, 3.0, 320, (V, E, P), "mme-quentin", "given", 4, "Fils et Laines"),
    ("rue-de-l-horloge", 13, 52, 4.6, 590, (V, E, R, S), "indivision-morel", "given", 18,
     "Librairie de l’Horloge"),
    ("rue-saint-loup", 7, 40, 3.9, 320, (V, E, S), "sci-saint-loup", "given", 25, "Toilettage canin"),
    ("rue-saint-loup", 22, 72, 5.4, 520, (V, E, R, S), "sci-saint-loup", "refused", 52,
     "Électroménager Robin"),
    ("rue-des-tanneurs", 9, 96, 5.8, 600, (E, R, S, X, F), "ville", "given", 36, "Imprimerie des Tanneurs"),
    ("rue-des-tanneurs", 16, 44, 3.6, 310, (V, E), "m-deschamps", "given", 13, "Les Paniers de Jade"),
    ("rue-des-carmes", 10, 60, 4.8, 480, (V, E, R, S, P), "diocese", "given", 20, "Librairie religieuse"),
    ("passage-des-drapiers", 5, 18, 2.6, 170, (V,), "mme-quentin", "given", 10, "Retouches"),
    ("quai-des-megissiers", 12, 141, 9.0, 290, (V, E, R, S, P, X, F), "ville", "given", 12,
     "Comptoir du cuir"),
    ("avenue-de-la-gare", 18, 180, 12.0, 1150, (V, E, R, S, P, F), "fonciere-du-nivernin", "none", 44,
     "Meubles Garnier"),
    ("rue-du-moulin", 8, 50, 4.2, 330, (V, E, S), "m-deschamps", "given", 12, "Cycles Pernin"),
)  # fmt: skip

# Street, number, m², window m, the shop, its family, whether it accepts a project of its family nearby.
TRADING: tuple[tuple[str, int, float, float, str, str, bool], ...] = (
    ("grande-rue", 3, 58, 5.0, "Pharmacie de la Porte", "beauté et santé", True),
    ("grande-rue", 12, 46, 4.5, "Lunettes Vasselin", "beauté et santé", True),
    ("grande-rue", 19, 72, 6.0, "Marceline, prêt-à-porter", "mode", False),
    ("grande-rue", 30, 64, 5.5, "Boulangerie Thibaut", "alimentaire", True),
    ("grande-rue", 41, 38, 4.0, "Bijouterie Aubriot", "mode", True),
    ("grande-rue", 46, 95, 7.5, "Crédit de l’Armelle", "services", True),
    ("grande-rue", 63, 52, 4.8, "Coiffure Le Miroir", "beauté et santé", True),
    ("grande-rue", 80, 48, 4.2, "Au fil des pages, presse", "culture", True),
    ("rue-des-halles", 2, 85, 7.0, "Brasserie des Halles", "restauration", False),
    ("rue-des-halles", 9, 44, 4.2, "Fromagerie Chambon", "alimentaire", True),
    ("rue-des-halles", 18, 40, 4.0, "Fleurs de Margot", "maison", True),
    ("rue-des-halles", 22, 55, 5.0, "Charcuterie Pelletier", "alimentaire", False),
    ("rue-des-halles", 33, 60, 5.0, "Le Comptoir du linge", "maison", True),
    ("place-du-marche", 1, 110, 9.0, "Café du Commerce", "restauration", False),
    ("place-du-marche", 7, 62, 5.5, "Librairie Les Heures claires", "culture", False),
    ("place-du-marche", 15, 54, 5.0, "Chocolats Ravier", "alimentaire", True),
    ("place-du-marche", 20, 88, 7.0, "La Table d’Armelle", "restauration", True),
    ("rue-du-pont", 3, 42, 4.0, "Cave du Pont", "alimentaire", True),
    ("rue-du-pont", 11, 36, 3.8, "Tabac du Pont", "culture", True),
    ("rue-du-pont", 14, 66, 5.4, "Couscous Le Jasmin", "restauration", True),
    ("rue-du-pont", 30, 50, 4.6, "Laverie du Vieux-Pont", "services", True),
    ("rue-de-l-horloge", 9, 34, 3.5, "Horlogerie Prudent", "artisanat", True),
    ("rue-de-l-horloge", 17, 45, 4.2, "Salon de thé Verveine", "restauration", True),
    ("rue-de-l-horloge", 20, 30, 3.2, "Atelier Brune, maroquinerie", "artisanat", False),
    ("place-saint-loup", 4, 70, 5.8, "Bistrot Saint-Loup", "restauration", True),
    ("place-saint-loup", 12, 48, 4.6, "Pharmacie Saint-Loup", "beauté et santé", True),
    ("rue-saint-loup", 15, 52, 4.4, "Assurances Mazille", "services", True),
    ("rue-des-carmes", 5, 58, 4.8, "Encadrements Loiseau", "artisanat", True),
    ("rue-des-carmes", 21, 75, 5.5, "Au Bon Dormir, literie", "maison", True),
    ("rue-du-theatre", 6, 80, 6.0, "Crêperie du Théâtre", "restauration", True),
    ("rue-des-tanneurs", 20, 90, 5.0, "Serrurerie Gauthier", "artisanat", True),
    ("quai-des-megissiers", 20, 105, 8.0, "Guinguette des Mégissiers", "restauration", True),
    ("quai-de-la-batellerie", 9, 65, 5.5, "Canoës de l’Armelle", "loisirs", True),
    ("avenue-de-la-gare", 6, 58, 5.0, "Agence Rivière immobilier", "services", True),
    ("avenue-de-la-gare", 33, 130, 9.0, "Garage de la Gare", "services", True),
)  # fmt: skip

OWNERS = {
    "ville": "Ville de Corvenay-sur-Armelle",
    "fonciere-du-nivernin": "Foncière du Nivernin",
    "sci-porte-de-bourgogne": "SCI Porte de Bourgogne",
    "sci-saint-loup": "SCI Saint-Loup",
    "indivision-morel": "Indivision Morel",
    "epoux-lafarge": "Jeanne et Michel Lafarge",
    "mme-tardy": "Solange Tardy",
    "mme-quentin": "Hélène Quentin",
    "m-bouchard": "Alain Bouchard",
    "m-deschamps": "Philippe Deschamps",
    "diocese": "Association diocésaine Saint-Loup",
}
WAYS = ("rue", "place", "passage", "quai", "avenue")
SHORT_LEASES_DAYS = 3 * 365  # C. com. art. L145-5: three years of short leases at most


def premises_key(street: str, number: int) -> str:
    """The key of the premises at a number of a street."""
    return f"{street}-{number}"


def address(street: str, number: int) -> str:
    """The address as people write it: the kind of way in small letters."""
    name = NAMES[street]
    way = name.split()[0].lower()
    return f"{number} {way}{name[len(way) :]}" if way in WAYS else f"{number} {name}"


def owner_documents() -> list[Document]:
    """The owners, by key and name."""
    return [{"id": key, "name": name} for key, name in OWNERS.items()]


def premises_documents(year: Year) -> list[Document]:
    """Vacant premises, then those of shops that trade."""
    vacant = [_vacant(year, n, *row) for n, row in enumerate(VACANT)]
    return vacant + [_trading(*row[:4]) for row in TRADING]


def _place(street: str, number: int, area: float, frontage: float) -> Document:
    return {
        "id": premises_key(street, number),
        "street": street,
        "address": address(street, number),
        "point": door(street, number, LAST_NUMBER[street]),
        "area_m2": area,
        "frontage_m": frontage,
    }


def _vacant(
    year: Year,
    n: int,
    street: str,
    number: int,
    area: float,
    frontage: float,
    rent: int,
    equipment: tuple[str, ...],
    owner: str,
    consent: str,
    months: int,
    last_use: str,
) -> Document:
    return {
        **_place(street, number, area, frontage),
        "rent_cents_month": rent * 100,
        "equipment": list(equipment),
        "turnaround_days": 14 if area > 60 else 7,
        "min_term_weeks": 4,
        "status": "vacant",
        "vacant_since": year.back(months),
        "owner": owner,
        "consent": consent,
        "consent_on": None if consent == "none" else year.back(1 + n % 3),
        "active": consent == "given",
        "last_use": last_use,
        "step_free": P in equipment,
        "checked_on": year.back(1),
        **particulars(year, premises_key(street, number)),
    }


def _trading(street: str, number: int, area: float, frontage: float) -> Document:
    place = _place(street, number, area, frontage)
    return {**place, "status": "occupied", "active": False, "equipment": [V, E, S]}


def shop_documents() -> list[Document]:
    """The shops that trade already."""
    return [
        {
            "id": f"boutique-{premises_key(street, number)}",
            "name": name,
            "street": street,
            "premises": premises_key(street, number),
            "address": address(street, number),
            "point": door(street, number, LAST_NUMBER[street]),
            "activity": family,
            "consents": consents,
        }
        for street, number, _, _, name, family, consents in TRADING
    ]


def particulars(year: Year, key: str) -> Document:
    """What is special about some of the empty premises: works, sale, shared use, taste of owners, past short leases."""
    first = year.start
    known: dict[str, Document] = {
        "place-du-marche-3": {
            "capacity": 2,
            "notes": "Boutique partagée : deux porteurs de projet à la fois, loyer pour une moitié.",
        },
        "quai-des-megissiers-12": {
            "capacity": 3,
            "notes": "Atelier partagé : trois porteurs de projet à la fois, loyer pour un tiers.",
        },
        "grande-rue-52": {
            "available": [[(first + timedelta(weeks=10)).isoformat(), year.end.isoformat()]],
            "notes": "Remise aux normes électriques jusqu’à la dixième semaine.",
        },
        "rue-des-halles-14": {
            "available": [[first.isoformat(), (first + timedelta(weeks=35)).isoformat()]],
            "notes": "Promesse de vente : local rendu à la fin de l’été.",
        },
        "grande-rue-23": {"owner_veto": ["friperie-boucle"], "owner_points": {"createurs-armelle": 300}},
        "rue-du-pont-19": {"owner_points": {"boucherie-race-locale": 400}, "owner_veto": ["kebab-artisanal"]},
        "rue-de-l-horloge-13": {"owner_points": {"livres-voyageurs": 350}},
        "rue-des-carmes-10": {
            "forbidden_activities": ["restauration"],
            "owner_points": {"jeux-gentils": 150},
        },
        "place-du-marche-11": {"forbidden_activities": ["restauration", "alimentaire"]},
        "grande-rue-37": {"max_term_weeks": 26},
        "passage-des-drapiers-5": {"max_term_weeks": 13},
        "rue-des-tanneurs-9": {"allowed_activities": ["artisanat", "alimentaire", "loisirs"]},
    }
    return known.get(key, {}) | past_leases(first, key)


def past_leases(first: date, key: str) -> Document:
    """Short leases of the last years, which count for the three years of the law."""
    known = {
        "rue-du-pont-24": [("Cordonnerie Express", 171, 41)],
        "rue-des-tanneurs-16": [("Osier et compagnie", 150, 98), ("Les Paniers de Jade", 92, 60)],
        "grande-rue-8": [("Boutique éphémère de Noël", 58, 52)],
        "quai-des-megissiers-12": [("Résidence Cuir et papier", 80, 54)],
    }
    if key not in known:
        return {}
    leases = [
        {
            "holder": holder,
            "start": (first - timedelta(weeks=begin)).isoformat(),
            "end": (first - timedelta(weeks=end)).isoformat(),
            "short": True,
        }
        for holder, begin, end in known[key]
    ]
    return {"leases": leases, "max_total_days": SHORT_LEASES_DAYS}
