"""Projects that want to try a shop for half a year or a year, as a *Boutique à l'essai* allows."""

from functools import partial

from .calendar import Year
from .case import Document
from .projects import project

HALF, YEAR_LONG, AUTUMN = (26,), (26, 52), (8, 13)
TREMPLIN, METIERS, ETABLIS = "couveuse-tremplin", "chambre-de-metiers", "les-etablis"


def trial_documents(year: Year) -> list[Document]:
    """Projects that look for premises for half a year or more."""
    return [*food(year), *culture_and_play(year), *crafts(year), *fashion(year), *home_and_care(year)]


def food(year: Year) -> list[Document]:
    """Grocers, bakers and people who cook."""
    p = partial(project, year)
    return [
        p("epicerie-vrac", "Le Grain libre", "Camille Roussel", "alimentaire", (24, 23, 17, 11, 7),
          (40, 85), 560, YEAR_LONG, (0, 14),
          "Épicerie en vrac, produits secs et frais de quinze fermes des environs.",
          needs=("eau", "réserve"), grant=2500, tags=("alimentation", "emploi"), partner=(TREMPLIN, 4, 13),
          likes={"rue-des-halles": 250, "place-du-marche": 150}),
        p("boulangerie-levain", "Levain du Val", "Antoine Berthier", "alimentaire", (26, 17, 18, 12, 5),
          (60, 110), 720, YEAR_LONG, (4, 22),
          "Pains au levain cuits sur place, four électrique, vente l’après-midi.",
          needs=("eau", "extraction", "force"), grant=4000, tags=("alimentation", "artisanat", "emploi"),
          partner=(METIERS, 3, 26), likes={"rue-du-pont": 100}),
        p("boucherie-race-locale", "Les Viandes du Val", "Rémi Chaumette", "alimentaire",
          (25, 19, 16, 13, 3), (45, 80), 580, HALF, (2, 20),
          "Boucherie d’éleveurs, trois jours par semaine, vente en caissettes.",
          needs=("eau", "extraction"), grant=2000, tags=("alimentation", "artisanat"),
          partner=(METIERS, 2, 13)),
        p("poissonnerie-vendredi", "La Marée du vendredi", "Gwenaëlle Le Bihan", "alimentaire",
          (17, 22, 15, 9, 6), (30, 60), 420, HALF, (16, 26), "Poissons de criée, du jeudi au samedi.",
          needs=("eau", "réserve"), grant=1800, tags=("alimentation",), likes={"rue-des-halles": 200}),
        p("torrefaction-mokarelle", "Café Mokarelle", "Bruno Salvat", "alimentaire", (23, 16, 16, 12, 7),
          (30, 65), 520, HALF, (14, 26), "Torréfaction artisanale, dégustation au comptoir.",
          needs=("eau", "extraction"), grant=1500, tags=("alimentation", "artisanat"),
          likes={"rue-de-l-horloge": 120}),
        p("kebab-artisanal", "Grill Anatolie", "Deniz Aydin", "restauration", (22, 11, 17, 12, 3), (40, 90),
          650, HALF, (14, 26), "Grillades et pains maison, à emporter et douze places assises.",
          needs=("eau", "extraction", "sanitaires"), grant=1200, tags=("alimentation", "emploi")),
        p("cantine-vegetale", "La Cantine verte", "Sophie Arnoult", "restauration", (21, 20, 18, 10, 8),
          (55, 100), 760, YEAR_LONG, (8, 24),
          "Déjeuners de légumes du marché, trente couverts, ateliers le mercredi.",
          needs=("eau", "extraction", "sanitaires"), grant=3000, tags=("alimentation", "emploi"),
          partner=(TREMPLIN, 4, 20), likes={"grande-rue": 120}),
        p("bar-a-soupes", "Louches et bols", "Mathilde Perrin", "restauration", (18, 16, 15, 9, 6),
          (25, 50), 430, AUTUMN, (34, 39), "Soupes et tartines d’automne et d’hiver, vaisselle consignée.",
          needs=("eau", "sanitaires"), grant=1000, tags=("alimentation",)),
    ]  # fmt: skip


def culture_and_play(year: Year) -> list[Document]:
    """Books, games and music."""
    p = partial(project, year)
    return [
        p("livres-voyageurs", "Les Livres voyageurs", "Nadia Ferhat", "culture", (20, 21, 19, 11, 8),
          (35, 70), 440, YEAR_LONG, (0, 18),
          "Livres d’occasion, rayon jeunesse, lectures à voix haute le samedi.", grant=1500,
          tags=("culture", "emploi"), partner=(TREMPLIN, 3, 13), likes={"rue-de-l-horloge": 260}),
        p("bulle-noire", "Bulle noire", "Kévin Marchand", "culture", (19, 18, 17, 9, 7), (35, 65), 450,
          HALF, (12, 26), "Bandes dessinées et mangas, dédicaces, coin lecture pour les lycéens.",
          grant=1200, tags=("culture", "jeunes"), veto=("place-du-marche",), likes={"rue-du-pont": 80}),
        p("sillon-ferme", "Sillon fermé", "Laurent Pichon", "culture", (15, 14, 18, 8, 9), (22, 50), 330,
          HALF, (18, 26), "Disques vinyles et matériel d’écoute remis en état.", grant=800,
          tags=("culture",), likes={"rue-des-tanneurs": 60}),
        p("jeux-gentils", "Jeux gentils", "Aurélie et Tom Baudry", "loisirs", (22, 22, 18, 12, 8), (45, 90),
          480, HALF, (2, 22), "Jeux de société : vente, location, soirées ouvertes à tous.", grant=1500,
          tags=("culture", "jeunes", "emploi"), partner=(TREMPLIN, 3, 13), likes={"rue-des-carmes": 150}),
        p("roue-libre", "La Roue libre", "Éric Mallet", "loisirs", (23, 23, 17, 13, 7), (45, 100), 460,
          YEAR_LONG, (0, 12), "Vente et réparation de vélos, atelier partagé le samedi matin.",
          needs=("eau",), grant=2200, tags=("artisanat", "emploi"), partner=(ETABLIS, 3, 13),
          likes={"rue-du-moulin": 140, "quai-des-megissiers": 120}),
        p("atelier-theatre-objets", "Le Petit Castelet", "Rosalie Guérin", "culture", (13, 15, 19, 7, 10),
          (30, 60), 300, AUTUMN, (30, 38),
          "Fabrique de marionnettes ouverte aux enfants, spectacles miniatures.", grant=1500,
          tags=("culture", "familles"), likes={"passage-des-drapiers": 80}),
    ]  # fmt: skip


def crafts(year: Year) -> list[Document]:
    """People who make what they sell."""
    p = partial(project, year)
    return [
        p("createurs-armelle", "Créateurs de l’Armelle", "Collectif de neuf artisans", "artisanat",
          (25, 22, 19, 13, 8), (50, 90), 720, HALF, (0, 8),
          "Neuf artisans se relaient : cuir, verre, papier, bois.", needs=("vitrine",), grant=2000,
          tags=("artisanat", "emploi"), partner=(ETABLIS, 3, 13), likes={"grande-rue": 300},
          committed=True),
        p("terre-vive", "Terre vive", "Agnès Lecomte", "artisanat", (19, 18, 18, 10, 8), (30, 100), 340,
          HALF, (4, 24), "Céramique utilitaire, cours du soir, four partagé.", needs=("eau",), grant=1800,
          tags=("artisanat", "culture"), partner=(METIERS, 2, 13), likes={"quai-des-megissiers": 180}),
        p("etabli-irene", "L’Établi d’Irène", "Irène Vauthier", "artisanat", (22, 15, 18, 11, 6), (60, 110),
          480, HALF, (0, 24), "Ébénisterie et restauration de meubles, chantiers visibles de la rue.",
          needs=("force",), grant=2200, tags=("artisanat",), partner=(ETABLIS, 2, 26),
          likes={"rue-des-tanneurs": 220}),
        p("reliure-verso", "Verso, reliure", "Paul-Henri Lacombe", "artisanat", (14, 13, 18, 9, 9),
          (18, 40), 250, HALF, (20, 26), "Reliure, carnets et boîtes, réparation de livres de famille.",
          grant=900, tags=("artisanat", "culture"), likes={"rue-saint-loup": 60}),
        p("lutherie-armelle", "Lutherie de l’Armelle", "Jonas Weber", "artisanat", (16, 14, 19, 11, 9),
          (25, 60), 300, HALF, (18, 26),
          "Réglage et construction de violons, location aux élèves du conservatoire.", grant=1000,
          tags=("artisanat", "culture"), likes={"rue-des-carmes": 90}),
    ]  # fmt: skip


def fashion(year: Year) -> list[Document]:
    """Clothes and shoes, new, used or mended."""
    p = partial(project, year)
    return [
        p("friperie-boucle", "La Boucle", "Manon Lefèvre", "mode", (24, 20, 18, 12, 6), (45, 95), 600,
          YEAR_LONG, (0, 16), "Friperie triée, retouches incluses, dépôt des habitants.",
          needs=("vitrine",), grant=1500, tags=("emploi", "jeunes"), partner=(TREMPLIN, 3, 13),
          likes={"grande-rue": 200}),
        p("petits-pas", "Petits Pas", "Virginie Caron", "mode", (23, 22, 16, 13, 4), (35, 60), 540, HALF,
          (6, 26),
          "Chaussures pour enfants : plus aucune adresse en ville depuis la fermeture de Chaussures Morel.",
          needs=("vitrine",), grant=1200, tags=("familles", "emploi"), likes={"grande-rue": 250}),
        p("maille-a-maille", "Maille à maille", "Sylvie Noiret", "mode", (18, 17, 19, 11, 5), (20, 45), 310,
          HALF, (20, 26), "Laines de pays, cours de tricot l’après-midi.", grant=800, tags=("artisanat",),
          likes={"rue-de-l-horloge": 160}),
        p("chapeliere", "La Chapelière", "Blanche Aubry", "mode", (15, 12, 18, 9, 9), (18, 45), 330,
          (13, 26), (20, 38), "Chapeaux et bibis sur mesure, ateliers d’initiation.", grant=800,
          tags=("artisanat",), likes={"passage-des-drapiers": 120}),
        p("point-par-point", "Point par point", "Fatoumata Sy", "services", (24, 21, 19, 13, 3), (18, 40),
          260, YEAR_LONG, (0, 20), "Retouches et couture, délais affichés, dépôt en gare.", grant=900,
          tags=("artisanat", "emploi"), partner=(METIERS, 2, 13), likes={"passage-des-drapiers": 100}),
    ]  # fmt: skip


def home_and_care(year: Year) -> list[Document]:
    """For the house, and for the people in it."""
    p = partial(project, year)
    return [
        p("seconde-vie", "La Seconde Vie", "Association Réemploi 58", "maison", (22, 19, 17, 10, 6),
          (85, 200), 980, HALF, (10, 20),
          "Meubles et vaisselle de réemploi, chantier d’insertion de six personnes.", needs=("réserve",),
          grant=3500, tags=("emploi",), partner=(TREMPLIN, 5, 13)),
        p("serre-interieure", "La Serre intérieure", "Quentin Joly", "maison", (20, 16, 16, 10, 7),
          (30, 80), 480, HALF, (6, 24), "Plantes d’intérieur, pension pendant les vacances.",
          needs=("eau",), grant=1000, tags=("nature",), likes={"place-du-marche": 90}),
        p("abat-jour", "Abat-jour et compagnie", "Catherine Maillot", "maison", (17, 13, 17, 10, 7),
          (28, 60), 400, HALF, (18, 26), "Luminaires recousus et réélectrifiés.", grant=900,
          tags=("artisanat",)),
        p("repar-tout", "Répar’tout", "Hocine Belaïd", "services", (23, 23, 18, 11, 5), (45, 110), 450,
          YEAR_LONG, (0, 14), "Réparation de petit électroménager et de téléphones, pièces d’occasion.",
          grant=2000, tags=("emploi", "artisanat"), partner=(ETABLIS, 3, 20), likes={"rue-du-moulin": 120}),
        p("herboristerie-simples", "Simples", "Anouk Delattre", "beauté et santé", (21, 19, 17, 12, 7),
          (22, 50), 400, HALF, (15, 26), "Plantes et tisanes de cueilleurs, conseils sans rendez-vous.",
          grant=1000, tags=("nature", "emploi"), likes={"rue-de-l-horloge": 180}),
    ]  # fmt: skip
