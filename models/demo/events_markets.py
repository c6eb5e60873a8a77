"""Markets, sales, tastings and openings of shops."""

from functools import partial

from .calendar import Year
from .case import Document
from .events import FRIDAY, SATURDAY, SUNDAY, WEEKEND, event, whole_year
from .people import GUIDE, HAND, PLAY, SAFETY, TECH, WELCOME

MERCHANTS = "Les Vitrines de Corvenay"


def market_documents(year: Year) -> list[Document]:
    """Markets, what the shops do together, and openings of trial shops."""
    return [*markets(year), *commerce(year), *openings(year)]


def markets(year: Year) -> list[Document]:
    """Weekly and seasonal markets of the square and the hall."""
    p = partial(event, year)
    return [
        p("marche-producteurs", "Marché des producteurs", "marché", 520, "08:30-13:00",
          year.season((3, 1), (11, 30)), "Vingt-cinq fermes à moins de quarante kilomètres.",
          weekdays=SUNDAY, times=6, again=280, gap=27, work=(90, 60), cost=180, people=600, power=6000,
          needs=("eau",), staff={SAFETY: 1, HAND: 2}, for_whom=("habitants", "familles"),
          tags=("alimentation", "commerce"),
          spots=("marche-parvis", "halle-couverte", "esplanade-megissiers"), likes={"marche-parvis": 120},
          committed=True),
        p("marche-nocturne", "Marché nocturne d’été", "marché", 620, "18:00-22:30",
          year.season((6, 20), (9, 5)), "Artisans, assiettes fermières et bal à la fin.", weekdays=FRIDAY,
          times=3, again=380, gap=13, work=(150, 90), cost=650, people=850, power=8000, loud=True,
          staff={TECH: 1, SAFETY: 2, HAND: 2}, for_whom=("familles", "visiteurs"),
          tags=("alimentation", "commerce"), spots=("esplanade-megissiers", "marche-parvis"),
          likes={"esplanade-megissiers": 150}),
        p("marche-aux-fleurs", "Marché aux fleurs", "marché", 360, "10:00-17:00",
          year.season((4, 20), (5, 20)), "Horticulteurs et plants de légumes, conseils du lycée horticole.",
          weekdays=SATURDAY, work=(60, 60), cost=220, people=400, needs=("eau",),
          staff={SAFETY: 1, HAND: 2}, for_whom=("habitants", "seniors"), tags=("nature", "commerce"),
          spots=("parvis-saint-loup", "marche-parvis", "jardin-moulin"), likes={"parvis-saint-loup": 80}),
        p("marche-de-noel", "Marché de Noël", "marché", 1500, "13:30-19:30", year.season((12, 3), (12, 24)),
          "Trente chalets, aucun en concurrence avec une boutique du centre.", weekdays=FRIDAY, days=3,
          overnight=True, times=2, again=900, gap=5, work=(120, 60), cost=3200, people=1400, power=16000,
          needs=("eau",), staff={TECH: 1, SAFETY: 3, WELCOME: 1}, for_whom=("familles", "visiteurs"),
          tags=("noël", "commerce", "familles"), spots=("marche-parvis",)),
        p("marche-livre-ancien", "Livres anciens et papiers", "marché", 260, "10:00-17:00",
          year.seasons(((4, 1), (5, 31)), ((9, 15), (10, 31))),
          "Bouquinistes, cartes postales, partitions.", weekdays=SUNDAY, times=2, again=160, gap=60,
          work=(60, 60), cost=120, people=180, needs=("couvert",), staff={HAND: 2},
          for_whom=("seniors", "visiteurs"), tags=("culture",),
          spots=("halle-couverte", "salle-batellerie"), likes={"halle-couverte": 30}),
        p("foire-aux-plants-rares", "Foire aux plantes rares", "marché", 300, "10:00-17:00",
          year.season((9, 20), (10, 25)), "Pépiniéristes collectionneurs et troc de boutures.",
          weekdays=SUNDAY, work=(60, 60), cost=300, people=350, needs=("jardin",),
          staff={HAND: 2, WELCOME: 1}, for_whom=("habitants", "seniors"), tags=("nature",),
          spots=("jardin-moulin",)),
        p("vide-grenier", "Grand vide-grenier", "braderie", 480, "08:30-16:30",
          year.season((5, 10), (6, 20)), "Deux cents exposants de la Grande Rue aux Halles.",
          weekdays=SUNDAY, holidays="no", work=(30, 30), cost=400, people=780, needs=("rue fermée",),
          staff={SAFETY: 2, HAND: 3}, for_whom=("familles", "habitants"), tags=("commerce", "solidarité"),
          spots=("grande-rue-haute",)),
        p("bourse-aux-jouets", "Bourse aux jouets", "braderie", 240, "09:30-16:30",
          year.season((11, 2), (11, 30)), "Jouets et jeux de seconde main, goûter des parents d’élèves.",
          weekdays=WEEKEND, work=(60, 60), people=150, needs=("couvert", "chauffé"), staff={HAND: 2},
          for_whom=("familles",), tags=("familles", "solidarité"),
          spots=("salle-batellerie", "chapelle-carmes"), by="Association des parents d’élèves"),
    ]  # fmt: skip


def commerce(year: Year) -> list[Document]:
    """Sales and feasts that the traders hold."""
    p = partial(event, year, by=MERCHANTS)
    return [
        p("braderie-ete", "Braderie d’été", "braderie", 900, "10:00-18:00", year.season((6, 25), (7, 31)),
          "Les boutiques sortent sur le pavé, rues fermées aux voitures.", weekdays=SATURDAY, work=(60, 60),
          cost=900, people=800, power=4000, needs=("rue fermée",), staff={SAFETY: 2, WELCOME: 1},
          for_whom=("habitants", "visiteurs"), tags=("commerce",),
          spots=("grande-rue-haute", "mail-des-halles"), likes={"grande-rue-haute": 150}),
        p("braderie-hiver", "Braderie d’hiver", "braderie", 560, "10:00-17:00",
          year.season((1, 15), (2, 20)), "Fins de séries et vin chaud.", weekdays=SATURDAY, work=(60, 60),
          cost=500, people=450, power=3000, needs=("rue fermée",), staff={SAFETY: 1, HAND: 2},
          for_whom=("habitants",), tags=("commerce",),
          spots=("grande-rue-haute", "mail-des-halles", "grande-rue-basse")),
        p("nuit-des-vitrines", "Nuit des vitrines", "fête", 640, "18:00-22:00",
          year.season((9, 20), (10, 20)),
          "Vingt boutiques ouvertes le soir, musique dans les arrière-cours.", weekdays=FRIDAY,
          work=(90, 60), cost=1100, people=480, power=4000, staff={TECH: 1, SAFETY: 1, WELCOME: 1},
          for_whom=("actifs", "jeunes"), tags=("commerce", "culture"),
          spots=("mail-des-halles", "grande-rue-haute", "tour-horloge")),
        p("midi-en-ville", "Midi en ville", "dégustation", 190, "11:30-14:00",
          year.season((4, 1), (10, 15)), "Assiettes des restaurateurs à partager, tables dressées dehors.",
          weekdays=(4,), holidays="no", times=4, again=120, gap=20, work=(60, 45), cost=150, people=140,
          staff={HAND: 1}, for_whom=("actifs",), tags=("commerce", "alimentation"),
          spots=("mail-des-halles", "parvis-gare", "tour-horloge", "parvis-theatre"),
          likes={"parvis-gare": 90}),
        p("semaine-du-gout", "Leçons de goût au marché", "dégustation", 250, "10:00-12:30",
          year.season((10, 8), (10, 20)), "Les chefs cuisinent avec les élèves du collège.",
          weekdays=(5, 6), work=(60, 45), cost=260, people=120, power=9000, needs=("couvert", "eau"),
          staff={PLAY: 1, HAND: 1}, for_whom=("jeunes", "familles"), tags=("alimentation", "familles"),
          spots=("halle-couverte",)),
        p("rallye-des-boutiques", "Rallye des boutiques", "jeux", 280, "14:00-18:00", whole_year(year),
          "Une énigme par vitrine, même vides\u00a0; arrivée au goûter.", weekdays=SATURDAY, holidays="no",
          times=2, again=170, gap=100, work=(60, 30), cost=240, people=160, staff={PLAY: 1, HAND: 1},
          for_whom=("familles",), tags=("commerce", "familles"),
          spots=("tour-horloge", "grande-rue-haute", "parvis-saint-loup", "placette-cordiers")),
        p("concours-vitrines", "Remise du concours de vitrines", "fête", 260, "18:30-20:30",
          year.season((12, 10), (12, 20)), "Prix du public et du jury, discours brefs.", weekdays=(4, 5),
          work=(60, 45), cost=350, people=110, power=2000, needs=("couvert",), staff={TECH: 1, WELCOME: 1},
          for_whom=("actifs",), tags=("commerce", "noël"),
          spots=("foyer-theatre", "halle-couverte", "chapelle-carmes")),
    ]  # fmt: skip


def openings(year: Year) -> list[Document]:
    """An opening feast for some trial shops, held once they have opened."""
    p = partial(event, year, weekdays=(5, 6), work=(45, 30), people=60, cost=180)
    always = whole_year(year)
    return [
        p("ouverture-createurs", "Inauguration des Créateurs de l’Armelle", "inauguration", 260, "17:00-19:30",
          always, "Les neuf artisans présentent leur boutique.", staff={HAND: 1},
          tags=("commerce", "artisanat"), for_whom=("habitants",), opens_shop=("createurs-armelle", 20),
          spots=("grande-rue-haute", "grande-rue-basse", "mail-des-halles", "marche-parvis", "tour-horloge")),
        p("ouverture-grain-libre", "Un samedi au Grain libre", "inauguration", 240, "10:00-12:30",
          always, "Dégustation avec l’épicière, bocaux offerts.", weekdays=SATURDAY, staff={HAND: 1},
          tags=("commerce", "alimentation"), for_whom=("familles",), opens_shop=("epicerie-vrac", 28)),
        p("ouverture-livres", "Lectures d’ouverture aux Livres voyageurs", "inauguration", 230,
          "17:00-19:00", always, "Trois auteurs lisent leurs premières pages.", staff={GUIDE: 1},
          tags=("culture",), for_whom=("seniors", "habitants"), opens_shop=("livres-voyageurs", 28)),
        p("ouverture-roue-libre", "La Roue libre donne un tour de clé", "inauguration", 230, "10:00-12:30",
          always, "Contrôle gratuit des freins et gravage.", staff={HAND: 1}, tags=("commerce", "jeunes"),
          for_whom=("jeunes", "actifs"), opens_shop=("roue-libre", 28)),
        p("ouverture-fabrique", "Lumières à la Fabrique de Noël", "inauguration", 250, "17:00-19:30",
          always, "Ouverture de la boutique des douze artisans.", staff={HAND: 1},
          tags=("noël", "commerce"), for_whom=("familles",), opens_shop=("fabrique-de-noel", 13)),
    ]  # fmt: skip
