"""Visits, workshops, sport, games, exhibitions and talks."""

from functools import partial

from .calendar import Year
from .case import Document
from .events import SATURDAY, SUNDAY, WEDNESDAY, WEEKEND, event, whole_year
from .people import GUIDE, HAND, PLAY, SAFETY, TECH, WELCOME


def year_documents(year: Year) -> list[Document]:
    """Visits, workshops, sport, games and talks, all through the year."""
    return [*heritage(year), *workshops(year), *sport_and_games(year), *talks(year)]


def heritage(year: Year) -> list[Document]:
    """Guided visits and days of open doors."""
    p = partial(event, year)
    return [
        p("journees-patrimoine", "Journées du patrimoine", "visite", 600, "10:00-18:00",
          year.season((9, 18), (9, 21)), "Dix lieux ouverts, départs de visite toutes les heures.",
          weekdays=SATURDAY, days=2, work=(60, 30), cost=500, people=240, staff={GUIDE: 1, WELCOME: 1},
          for_whom=("visiteurs", "familles"), tags=("patrimoine", "culture"),
          spots=("parvis-theatre", "cour-carmes", "marche-parvis")),
        p("visites-eclairees", "Visites à la lanterne", "visite", 220, "18:30-20:00",
          year.seasons(((1, 8), (2, 20)), ((11, 1), (12, 20))),
          "Le vieux Corvenay à la nuit tombée, vingt-cinq personnes.", weekdays=(5, 6), times=3, again=140,
          gap=20, work=(30, 15), cost=60, people=25, staff={GUIDE: 1}, for_whom=("visiteurs", "seniors"),
          tags=("patrimoine",), spots=("tour-horloge", "parvis-saint-loup")),
        p("tanneurs-memoires", "Mémoires des tanneurs", "visite", 230, "15:00-17:00",
          year.season((4, 1), (10, 31)), "D’anciens ouvriers racontent les cuves et les séchoirs.",
          weekdays=SATURDAY, times=2, again=150, gap=40, work=(30, 15), cost=120, people=40,
          staff={GUIDE: 1}, for_whom=("seniors", "visiteurs"), tags=("patrimoine", "culture"),
          spots=("lavoir", "placette-cordiers")),
        p("expo-photos-rue", "Corvenay il y a cent ans", "exposition", 340, "11:00-18:00",
          year.season((4, 10), (6, 20)), "Quarante tirages grand format sous la verrière.", weekdays=(4,),
          days=4, overnight=True, work=(60, 60), cost=950, people=55, needs=("couvert",), staff={HAND: 1},
          for_whom=("visiteurs", "seniors"), tags=("patrimoine", "culture"), spots=("passage-drapiers",)),
        p("expo-ecoles", "Les écoles exposent", "exposition", 240, "14:00-18:00",
          year.season((5, 25), (7, 3)), "Dessins et maquettes de la ville rêvée.", weekdays=(4,), days=3,
          overnight=True, work=(45, 45), cost=200, people=90, needs=("couvert",), staff={PLAY: 1},
          for_whom=("familles", "jeunes"), tags=("familles", "culture"),
          spots=("lavoir", "salle-batellerie", "foyer-theatre")),
    ]  # fmt: skip


def workshops(year: Year) -> list[Document]:
    """Afternoons to make or mend something."""
    p = partial(event, year)
    return [
        p("atelier-reparation", "Samedis de la réparation", "atelier", 230, "14:00-17:30", whole_year(year),
          "Grille-pains, lampes et fermetures éclair remis en marche.", weekdays=SATURDAY, holidays="no",
          times=4, again=150, gap=60, work=(45, 30), cost=80, people=60, power=3000, needs=("couvert",),
          staff={HAND: 2}, for_whom=("habitants", "seniors"), tags=("solidarité", "commerce"),
          spots=("salle-batellerie", "halle-couverte", "chapelle-carmes"), by="Les Établis"),
        p("atelier-vannerie", "Osier du dimanche", "atelier", 150, "14:00-17:00",
          year.seasons(((3, 1), (5, 31)), ((9, 15), (11, 10))), "Tresser un panier en une après-midi.",
          weekdays=SUNDAY, times=2, again=100, gap=30, work=(30, 30), cost=180, people=20,
          needs=("couvert",), staff={HAND: 1}, for_whom=("habitants",), tags=("artisanat",),
          spots=("lavoir", "passage-drapiers")),
        p("atelier-couronnes", "Couronnes de l’avent", "atelier", 190, "14:00-17:00",
          year.season((11, 20), (12, 8)), "Branches du bois communal, ficelle et patience.",
          weekdays=(3, 6), work=(45, 45), cost=150, people=50, needs=("couvert", "chauffé"),
          staff={PLAY: 1}, for_whom=("familles", "seniors"), tags=("noël", "artisanat"),
          spots=("salle-batellerie", "foyer-theatre")),
        p("jardin-ouvert", "Jardin ouvert aux enfants", "atelier", 180, "14:30-16:30",
          year.season((4, 1), (10, 15)), "Semer, arroser, goûter.", weekdays=WEDNESDAY, times=4, again=110,
          gap=20, work=(30, 30), cost=60, people=40, needs=("jardin",), staff={PLAY: 1},
          for_whom=("familles",), tags=("nature", "familles"), spots=("jardin-moulin",)),
        p("vacances-au-lavoir", "Teintures et indigo", "atelier", 170, "10:00-12:00", whole_year(year),
          "Une matinée des vacances scolaires, tabliers prêtés.", holidays="school", weekdays=(2, 4), times=2,
          again=120, gap=40, work=(30, 30), cost=140, people=24, needs=("couvert", "eau"), staff={PLAY: 1},
          for_whom=("jeunes", "familles"), tags=("jeunes", "artisanat"), spots=("lavoir",)),
    ]  # fmt: skip


def sport_and_games(year: Year) -> list[Document]:
    """Races, tournaments and games."""
    p = partial(event, year)
    return [
        p("foulees-armelle", "Foulées de l’Armelle", "sport", 460, "09:30-12:30",
          year.season((3, 15), (4, 30)), "Dix kilomètres le long de la rivière, arrivée en fanfare.",
          weekdays=SUNDAY, holidays="no", work=(120, 60), cost=700, people=700, power=3000,
          staff={SAFETY: 3, HAND: 3}, for_whom=("actifs", "jeunes"), tags=("sport",),
          spots=("marche-parvis", "esplanade-megissiers")),
        p("petanque-marche", "Tournoi de pétanque des commerçants", "sport", 220, "14:00-18:00",
          year.season((5, 10), (6, 30)), "Doublettes tirées au sort, lots des boutiques.",
          weekdays=SATURDAY, work=(30, 30), cost=100, people=120, staff={HAND: 1},
          for_whom=("seniors", "actifs"), tags=("commerce", "sport"),
          spots=("parvis-saint-loup", "esplanade-megissiers"), by="Les Vitrines de Corvenay"),
        p("jeux-sur-la-place", "Jeux sur la place", "jeux", 200, "14:30-18:00",
          year.season((4, 1), (9, 30)), "Grands jeux de bois et parties d’échecs.", weekdays=(3, 6),
          times=4, again=130, gap=20, work=(30, 30), cost=120, people=150, staff={PLAY: 1},
          for_whom=("familles", "jeunes"), tags=("familles", "jeunes"),
          spots=("parvis-saint-loup", "parvis-theatre", "placette-cordiers", "parvis-gare"),
          likes={"parvis-gare": 60}),
        p("skate-gare", "Glisse à la gare", "sport", 260, "14:00-18:00",
          year.seasons(((4, 15), (5, 31)), ((9, 1), (10, 15))),
          "Modules de skate, initiation et démonstrations.", weekdays=WEEKEND, work=(90, 60), cost=800,
          people=220, power=2000, staff={PLAY: 1, SAFETY: 1}, for_whom=("jeunes",),
          tags=("jeunes", "sport"), spots=("parvis-gare",)),
        p("loto-solidaire", "Loto des associations", "jeux", 210, "14:30-18:00",
          year.seasons(((1, 10), (3, 20)), ((11, 1), (11, 30))), "Au profit de la banque alimentaire.",
          weekdays=SUNDAY, work=(60, 45), cost=90, people=150, needs=("couvert", "chauffé"),
          staff={HAND: 2}, for_whom=("seniors",), tags=("solidarité",), spots=("salle-batellerie",)),
    ]  # fmt: skip


def talks(year: Year) -> list[Document]:
    """Talks, a forum, and a walk with questions."""
    p = partial(event, year)
    return [
        p("voeux-commerce", "Vœux au commerce et à l’artisanat", "conférence", 260, "18:30-20:30",
          year.season((1, 8), (1, 31)), "Bilan des locaux vides, projets retenus, questions de la salle.",
          weekdays=(2, 4), work=(60, 30), cost=400, people=110, power=2000, needs=("couvert", "chauffé"),
          staff={TECH: 1, WELCOME: 1}, for_whom=("actifs",), tags=("commerce",), spots=("foyer-theatre",)),
        p("cafe-projets", "Café des porteurs de projet", "conférence", 180, "08:30-10:00", whole_year(year),
          "On y parle bail, caisse et vitrine avec ceux qui ont ouvert.", weekdays=(2, 4), holidays="no",
          times=4, again=120, gap=60, work=(30, 15), cost=70, people=35, needs=("couvert",),
          staff={WELCOME: 1}, for_whom=("actifs",), tags=("commerce", "emploi"),
          spots=("foyer-theatre", "salle-batellerie", "passage-drapiers")),
        p("histoire-vitrines", "Une histoire des vitrines", "conférence", 170, "18:00-19:30",
          year.seasons(((2, 1), (4, 10)), ((10, 1), (11, 30))),
          "Un siècle d’enseignes de la Grande Rue, photographies commentées.", weekdays=(2, 3, 4),
          holidays="no", work=(30, 30), cost=200, people=90, power=1000, needs=("couvert", "chauffé"),
          staff={GUIDE: 1}, for_whom=("seniors", "habitants"), tags=("patrimoine", "commerce"),
          spots=("chapelle-carmes", "foyer-theatre")),
        p("forum-saison", "Forum des emplois de saison", "conférence", 300, "10:00-16:00",
          year.season((3, 10), (4, 30)), "Quarante employeurs, entretiens sur place.", weekdays=(2, 3, 4),
          holidays="no", work=(90, 60), cost=350, people=300, power=4000, needs=("couvert",),
          staff={WELCOME: 2, TECH: 1}, for_whom=("jeunes", "actifs"), tags=("emploi",),
          spots=("halle-couverte",)),
        p("gare-demain", "La gare demain, balade urbaine", "visite", 190, "17:30-19:30",
          year.seasons(((4, 1), (5, 31)), ((9, 1), (10, 10))),
          "Marcher l’avenue avec les urbanistes, donner son avis.", weekdays=(2, 4), holidays="no",
          work=(15, 15), cost=90, people=60, staff={GUIDE: 1}, for_whom=("habitants", "actifs"),
          tags=("patrimoine",), spots=("parvis-gare",)),
    ]  # fmt: skip
