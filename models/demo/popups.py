"""Projects for a few weeks: Christmas, summer on the quays, the start of school, sales."""

from functools import partial

from .calendar import Year
from .case import Document
from .projects import project

ADVENT = ((10, 25), (11, 30))
SUMMER = ((5, 31), (7, 12))
METIERS, ETABLIS = "chambre-de-metiers", "les-etablis"


def popup_documents(year: Year) -> list[Document]:
    """Short stays: the weeks before Christmas, then the rest of the year."""
    return [*christmas(year), *rest_of_the_year(year)]


def christmas(year: Year) -> list[Document]:
    """Stays that want the weeks of Advent."""
    p = partial(project, year)
    return [
        p("jouets-tournebille", "Jouets Tournebille", "Marius Hantz", "loisirs", (24, 20, 17, 13, 7),
          (20, 60), 380, (5, 6, 8), ADVENT, "Jouets de bois tournés à vingt kilomètres d’ici.", grant=500,
          tags=("artisanat", "noël", "familles"), likes={"place-du-marche": 200, "grande-rue": 150}),
        p("atelier-cabosse", "Atelier Cabosse", "Lina Okafor", "alimentaire", (23, 15, 18, 12, 6), (20, 50),
          420, (6, 8), ADVENT, "Chocolats de plantation travaillés devant les clients.", needs=("eau",),
          grant=600, tags=("alimentation", "noël"), likes={"rue-des-halles": 120}),
        p("bijoux-lunaire", "Lunaire", "Estelle Vidal", "mode", (20, 14, 18, 12, 6), (18, 45), 340,
          (5, 6, 8), ADVENT, "Bijoux d’argent fondus à la cire perdue.", grant=400,
          tags=("artisanat", "noël"), likes={"grande-rue": 120}),
        p("fabrique-de-noel", "La Fabrique de Noël", "Les Établis, coopérative d’artisans", "artisanat",
          (24, 21, 18, 13, 6), (40, 100), 650, (5, 6, 8), ADVENT,
          "Douze artisans sous un même toit jusqu’à Noël.", grant=800, tags=("artisanat", "noël"),
          partner=(ETABLIS, 2, None), likes={"place-du-marche": 300}),
        p("beaux-livres", "Beaux livres d’hiver", "Éditions du Rempart", "culture", (18, 15, 15, 12, 7),
          (25, 60), 380, (4, 6), ADVENT, "Six éditeurs de la région, signatures le samedi.", grant=400,
          tags=("culture", "noël")),
        p("terroirs-en-fete", "Terroirs en fête", "Groupement des fermes du Val", "alimentaire",
          (23, 17, 16, 13, 4), (30, 80), 560, (5, 8), ADVENT,
          "Paniers garnis, volailles et vins de dix-huit fermes.", needs=("eau",), grant=600,
          tags=("alimentation", "noël"), likes={"rue-des-halles": 200}),
        p("cire-et-meche", "Cire et mèche", "Pauline Grandjean", "maison", (17, 13, 16, 11, 6), (18, 40),
          300, (5, 6, 8), ADVENT, "Bougies coulées sur place, atelier pour enfants le mercredi.", grant=300,
          tags=("artisanat", "noël"), likes={"passage-des-drapiers": 150}),
        p("boutique-solidaire", "Boutique solidaire", "Sept associations de Corvenay", "services",
          (19, 18, 17, 9, 4), (30, 90), 280, (4, 5), ADVENT,
          "Artisanat solidaire et papiers cadeaux au profit des associations.", grant=300,
          tags=("noël", "solidarité"), likes={"rue-du-pont": 80}),
    ]  # fmt: skip


def rest_of_the_year(year: Year) -> list[Document]:
    """Stays for a summer, a harvest or a back-to-school season."""
    p = partial(project, year)
    return [
        p("glaces-paulette", "Glaces Paulette", "Paulette Ménard", "alimentaire", (24, 18, 17, 13, 5),
          (18, 50), 420, (9, 13), SUMMER, "Glaces au lait de la ferme des Noues, cornets faits main.",
          needs=("eau",), grant=700, tags=("alimentation", "familles"), partner=(METIERS, 2, None),
          likes={"rue-du-pont": 160, "place-du-marche": 140}),
        p("galerie-des-quais", "Galerie des Quais", "Association Rive claire", "culture",
          (15, 18, 17, 8, 9), (40, 150), 400, (8, 13), SUMMER,
          "Peintres et photographes de la vallée, une exposition tous les quinze jours.", grant=1200,
          tags=("culture",), likes={"quai-des-megissiers": 240}),
        p("graines-et-plants", "Graines et plants", "Lycée horticole des Prés", "maison",
          (19, 17, 17, 10, 6), (18, 60), 300, (6, 8), ((2, 25), (4, 12)),
          "Semences reproductibles et plants des élèves.", grant=300, tags=("nature", "jeunes")),
        p("rentree-occasion", "La Rentrée d’occasion", "Association de parents d’élèves", "culture",
          (16, 18, 15, 7, 5), (28, 70), 280, (4, 5), ((8, 1), (8, 24)),
          "Fournitures, manuels et cartables de seconde main.", grant=300, tags=("familles", "solidarité")),
        p("vestiaire-createurs", "Le Vestiaire des créateurs", "Jade Fontaine", "mode", (19, 15, 17, 11, 7),
          (40, 95), 560, (4, 6), (0, 8), "Cinq jeunes stylistes écoulent leurs fins de série.", grant=500,
          tags=("jeunes", "artisanat"), likes={"grande-rue": 160}),
        p("maison-rosalie", "Maison Rosalie", "Rosalie Dubreuil", "mode", (16, 12, 16, 11, 6), (25, 50),
          460, (4, 6), (2, 5), "Lingerie de fil fabriquée dans le canton.", grant=300, tags=("artisanat",),
          veto=("passage-des-drapiers",)),
        p("studio-portrait", "Studio portrait", "Yann Le Floch", "artisanat", (17, 14, 18, 12, 7), (22, 60),
          360, (4, 8), (6, 40), "Portraits de famille à la chambre, dans un décor d’atelier.", grant=400,
          tags=("culture", "familles")),
        p("brasserie-ecluse", "Brasserie de l’Écluse", "Grégoire Tissot", "alimentaire",
          (22, 14, 16, 12, 5), (30, 90), 480, (8, 13), ((5, 1), (7, 12)),
          "Bières brassées à l’écluse, consigne et visites.", grant=500, tags=("alimentation", "artisanat"),
          likes={"quai-des-megissiers": 150}),
    ]  # fmt: skip
