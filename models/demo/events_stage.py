"""Concerts, shows, films and feasts."""

from functools import partial

from .calendar import Year
from .case import Document
from .events import SATURDAY, SUNDAY, WEDNESDAY, WEEKEND, event
from .people import GUIDE, HAND, PLAY, SAFETY, TECH, WELCOME


def stage_documents(year: Year) -> list[Document]:
    """What happens on a stage or in costume."""
    return [*music(year), *shows(year), *feasts(year)]


def music(year: Year) -> list[Document]:
    """Concerts, indoors and out."""
    p = partial(event, year)
    return [
        p("fete-musique-scene", "Fête de la musique, grande scène", "concert", 1100, "18:00-23:00",
          year.season((6, 21), (6, 21)), "Six groupes de la vallée, de la fanfare au rap.", work=(180, 60),
          cost=2200, people=1200, power=16000, loud=True, staff={TECH: 2, SAFETY: 3, WELCOME: 1},
          for_whom=("jeunes", "familles"), tags=("culture",),
          spots=("marche-parvis", "esplanade-megissiers"), likes={"marche-parvis": 100}),
        p("fete-musique-kiosque", "Fête de la musique, harmonie et chorales", "concert", 480, "17:30-21:30",
          year.season((6, 21), (6, 21)), "L’harmonie municipale et trois chorales, chaises sorties.",
          work=(60, 45), cost=400, people=240, power=3000, needs=("scène",), staff={TECH: 1, HAND: 1},
          for_whom=("seniors", "familles"), tags=("culture",), spots=("kiosque", "cour-carmes")),
        p("fete-musique-gare", "Fête de la musique, côté gare", "concert", 320, "17:00-20:00",
          year.season((6, 21), (6, 21)), "Lycéens et voyageurs, piano ouvert.", work=(60, 45), cost=250,
          people=200, power=3000, staff={TECH: 1}, for_whom=("jeunes", "actifs"), tags=("culture",),
          spots=("parvis-gare",)),
        p("concerts-kiosque", "Les dimanches en musique", "concert", 240, "16:00-17:30",
          year.season((5, 15), (9, 15)), "Une heure de musique, chaises longues prêtées.", weekdays=SUNDAY,
          times=4, again=150, gap=14, work=(60, 30), cost=380, people=180, power=2500, needs=("scène",),
          staff={TECH: 1}, for_whom=("seniors", "familles"), tags=("culture",),
          spots=("kiosque", "cour-carmes"), likes={"kiosque": 40}),
        p("jazz-aux-carmes", "Jazz aux Carmes", "concert", 460, "20:00-22:00", year.season((7, 1), (7, 31)),
          "Soirées sous le cèdre, plaids prêtés.", weekdays=(4, 5), times=2, again=300, gap=7, work=(120, 60),
          cost=1500, people=260, power=5000, needs=("scène",), staff={TECH: 2, WELCOME: 1}, loud=True,
          for_whom=("visiteurs", "actifs"), tags=("culture",), spots=("cour-carmes",)),
        p("rock-des-quais", "Rock des quais", "concert", 700, "19:00-23:00", year.season((8, 16), (9, 12)),
          "Quatre groupes, buvette des clubs sportifs.", weekdays=SATURDAY, work=(180, 90), cost=2600,
          people=880, power=8500, loud=True, staff={TECH: 2, SAFETY: 3}, for_whom=("jeunes",),
          tags=("culture", "jeunes"), spots=("esplanade-megissiers",), apart=("guinguette",)),
        p("chorales-hiver", "Chorales d’hiver", "concert", 300, "17:00-18:30",
          year.season((12, 5), (12, 22)), "Cinq chœurs, entrée libre.", weekdays=WEEKEND, times=2,
          again=180, gap=6, work=(60, 45), cost=300, people=170, power=1500, needs=("couvert", "chauffé"),
          staff={TECH: 1, HAND: 1}, for_whom=("seniors", "familles"), tags=("noël", "culture"),
          spots=("chapelle-carmes",)),
        p("conservatoire-printemps", "Le conservatoire en ville", "concert", 260, "14:30-17:00",
          year.season((5, 20), (6, 19)), "Les élèves jouent dans dix cours et passages.", weekdays=(3, 6),
          work=(45, 30), cost=150, people=60, staff={PLAY: 1}, for_whom=("familles", "jeunes"),
          tags=("culture",), spots=("passage-drapiers", "lavoir", "placette-cordiers")),
    ]  # fmt: skip


def shows(year: Year) -> list[Document]:
    """Cinema, theatre, puppets and the circus."""
    p = partial(event, year)
    return [
        p("cinema-ete", "Cinéma sous les étoiles", "cinéma", 420, "sunset+25/sunset+125",
          year.season((7, 15), (8, 28)), "Des films choisis par les habitants.", weekdays=(4,), times=3,
          again=280, gap=13, work=(120, 60), cost=850, people=390, power=3500,
          staff={TECH: 1, SAFETY: 1, HAND: 1}, for_whom=("familles", "jeunes"),
          tags=("culture", "familles"),
          spots=("jardin-moulin", "parvis-saint-loup", "esplanade-megissiers"),
          likes={"jardin-moulin": 60}),
        p("rue-libre-spectacles", "Rue libre, arts de la rue", "spectacle", 820, "15:00-20:00",
          year.season((5, 22), (6, 12)), "Cinq compagnies déambulent de place en place.", weekdays=SATURDAY,
          work=(120, 60), cost=3800, people=780, power=5000, needs=("rue fermée",),
          staff={TECH: 2, SAFETY: 2, PLAY: 1}, for_whom=("familles", "visiteurs"),
          tags=("culture", "familles"), spots=("grande-rue-haute",), apart=("vide-grenier",)),
        p("marionnettes-mercredi", "Marionnettes du mercredi", "spectacle", 210, "15:30-16:30",
          year.seasons(((1, 4), (3, 31)), ((10, 1), (12, 15))),
          "Castelet ambulant, à partir de quatre ans.", weekdays=WEDNESDAY, times=4, again=140, gap=20,
          work=(60, 30), cost=320, people=58, power=1000, needs=("couvert",), staff={PLAY: 1},
          for_whom=("familles",), tags=("familles", "culture"),
          spots=("passage-drapiers", "foyer-theatre", "salle-batellerie")),
        p("contes-lavoir", "Contes au lavoir", "spectacle", 180, "17:00-18:00",
          year.season((4, 1), (10, 31)), "Une conteuse, des coussins, le bruit de l’eau.", weekdays=(3, 6),
          times=3, again=120, gap=27, work=(30, 30), cost=260, people=70, staff={GUIDE: 1},
          for_whom=("familles", "seniors"), tags=("culture", "familles"), spots=("lavoir",)),
        p("theatre-amateur", "Trois pièces en un acte", "spectacle", 270, "19:00-21:30",
          year.season((3, 1), (5, 15)), "Les troupes amateurs du canton.", weekdays=(5, 6), work=(120, 60),
          cost=450, people=115, power=6000, needs=("couvert", "chauffé"), staff={TECH: 1, WELCOME: 1},
          for_whom=("habitants", "seniors"), tags=("culture",),
          spots=("foyer-theatre", "salle-batellerie")),
        p("cirque-place", "Cirque de poche", "spectacle", 380, "16:00-18:00", year.season((9, 4), (10, 10)),
          "Acrobates sans chapiteau, gradins sur le parvis.", weekdays=WEEKEND, work=(150, 90), cost=1700,
          people=240, power=3000, staff={TECH: 1, SAFETY: 1}, for_whom=("familles",),
          tags=("culture", "familles"), spots=("parvis-theatre", "parvis-saint-loup")),
    ]  # fmt: skip


def feasts(year: Year) -> list[Document]:
    """Feasts: carnival, balls, the river, Christmas."""
    p = partial(event, year)
    return [
        p("carnaval", "Carnaval des quartiers", "fête", 640, "14:30-18:00", year.season((2, 20), (4, 3)),
          "Chars des écoles, bonhomme hiver brûlé à la fin.", weekdays=SATURDAY, work=(120, 60),
          cost=900, people=880, power=3000, staff={SAFETY: 2, PLAY: 2, HAND: 2}, for_whom=("familles",),
          tags=("familles",), spots=("marche-parvis", "esplanade-megissiers"), likes={"marche-parvis": 60}),
        p("bal-du-13", "Bal du 13 juillet", "fête", 700, "20:30-23:30", year.season((7, 13), (7, 13)),
          "Bal et lampions, orchestre de la vallée.", work=(120, 60), cost=1500, people=1300, power=12000,
          loud=True, staff={TECH: 1, SAFETY: 3}, for_whom=("habitants", "familles"), tags=("familles",),
          spots=("marche-parvis",)),
        p("guinguette", "Guinguette des quais", "fête", 380, "16:00-21:00",
          year.season((6, 1), (9, 5)), "Accordéon, friture et parquet de danse.", weekdays=SUNDAY,
          holidays="no", times=3, again=240, gap=20, work=(90, 60), cost=600, people=320, power=3500,
          staff={TECH: 1, HAND: 2}, for_whom=("seniors", "habitants"), tags=("alimentation", "familles"),
          spots=("quai-batellerie", "esplanade-megissiers"), loud=True, likes={"quai-batellerie": 40}),
        p("fete-riviere", "Fête de la rivière", "fête", 560, "13:30-18:30", year.season((6, 5), (7, 4)),
          "Joutes, canoës à l’essai, bassin des tout-petits.", weekdays=SUNDAY, work=(120, 60), cost=1200,
          people=650, power=4000, staff={SAFETY: 2, PLAY: 1, HAND: 2}, for_whom=("familles", "jeunes"),
          tags=("familles", "nature"), spots=("quai-batellerie",)),
        p("allumage-noel", "Les lumières s’allument", "fête", 520, "17:00-19:00",
          year.season((11, 27), (12, 4)), "Compte à rebours, vin chaud et premiers flonflons.",
          weekdays=(5, 6), work=(120, 45), cost=700, people=900, power=8000, staff={TECH: 1, SAFETY: 2},
          for_whom=("familles", "habitants"), tags=("noël", "commerce"), spots=("marche-parvis",)),
        p("parade-noel", "Parade de Noël", "fête", 480, "16:30-18:30", year.season((12, 11), (12, 23)),
          "Échassiers, lanternes des écoles et fanfare.", weekdays=(3, 6), work=(90, 60), cost=1900,
          people=700, power=2000, needs=("rue fermée",), staff={SAFETY: 2, PLAY: 1, HAND: 1},
          for_whom=("familles",), tags=("noël", "familles"), spots=("grande-rue-haute",),
          after=("allumage-noel",)),
    ]  # fmt: skip
