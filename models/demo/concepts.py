"""Shops and names for towns of any country: nothing in them tells of a place."""

V, E, R, X, S = "vitrine", "eau", "réserve", "extraction", "sanitaires"
LONG, HALF, SHORT, ADVENT, SUMMER = (26, 52), (26,), (8, 13), (5, 6, 8), (9, 13)

# What it sells, family, m² at least and at most, equipment, terms in weeks, jury's middle mark of 100, tags.
CONCEPTS: tuple[tuple[str, str, int, int, tuple[str, ...], tuple[int, ...], int, tuple[str, ...]], ...] = (
    ("épicerie en vrac", "alimentaire", 35, 90, (E, R), LONG, 80, ("alimentation", "emploi")),
    ("boulangerie au levain", "alimentaire", 50, 110, (E, X), LONG, 78, ("alimentation", "artisanat")),
    ("fromages fermiers", "alimentaire", 25, 60, (E,), HALF, 74, ("alimentation",)),
    ("torréfaction de café", "alimentaire", 25, 70, (E, X), HALF, 72, ("alimentation", "artisanat")),
    ("chocolats d’atelier", "alimentaire", 20, 50, (E,), ADVENT, 74, ("alimentation", "noël")),
    ("paniers des fermes", "alimentaire", 30, 80, (E,), ADVENT, 70, ("alimentation", "noël")),
    ("glaces artisanales", "alimentaire", 18, 50, (E,), SUMMER, 76, ("alimentation", "familles")),
    ("cantine végétale", "restauration", 50, 120, (E, X, S), LONG, 77, ("alimentation", "emploi")),
    ("bar à soupes", "restauration", 25, 60, (E, S), HALF, 66, ("alimentation",)),
    ("salon de thé", "restauration", 35, 80, (E, S), HALF, 70, ("alimentation",)),
    ("cuisine du monde à emporter", "restauration", 30, 80, (E, X), HALF, 68, ("alimentation", "emploi")),
    ("friperie triée", "mode", 40, 110, (V,), LONG, 78, ("emploi", "jeunes")),
    ("chaussures pour enfants", "mode", 30, 70, (V,), HALF, 75, ("familles",)),
    ("laines et tricot", "mode", 20, 50, (), HALF, 67, ("artisanat",)),
    ("jeunes stylistes", "mode", 35, 100, (V,), SHORT, 69, ("jeunes", "artisanat")),
    ("bijoux d’atelier", "mode", 18, 45, (), ADVENT, 68, ("artisanat", "noël")),
    ("sacs et maroquinerie", "mode", 22, 55, (), HALF, 66, ("artisanat",)),
    ("meubles de réemploi", "maison", 80, 220, (R,), HALF, 76, ("emploi",)),
    ("plantes d’intérieur", "maison", 25, 80, (E,), HALF, 69, ("nature",)),
    ("luminaires restaurés", "maison", 25, 65, (), HALF, 63, ("artisanat",)),
    ("bougies coulées sur place", "maison", 18, 45, (), ADVENT, 62, ("artisanat", "noël")),
    ("vaisselle et céramique", "maison", 25, 70, (E,), SHORT, 68, ("artisanat",)),
    ("livres d’occasion", "culture", 30, 90, (), LONG, 77, ("culture", "emploi")),
    ("bandes dessinées", "culture", 30, 70, (), HALF, 70, ("culture", "jeunes")),
    ("disques et platines", "culture", 20, 50, (), HALF, 65, ("culture",)),
    ("galerie d’artistes", "culture", 40, 180, (), SUMMER, 66, ("culture",)),
    ("papeterie et carnets", "culture", 20, 55, (), HALF, 67, ("artisanat", "culture")),
    ("herboristerie", "beauté et santé", 20, 50, (), HALF, 72, ("nature", "emploi")),
    ("savons et cosmétiques", "beauté et santé", 20, 60, (E,), SHORT, 68, ("artisanat",)),
    ("barbier", "beauté et santé", 20, 45, (E,), HALF, 66, ("emploi",)),
    ("réparation de petits appareils", "services", 40, 110, (R,), LONG, 80, ("emploi", "artisanat")),
    ("retouches et couture", "services", 18, 45, (), LONG, 76, ("artisanat", "emploi")),
    ("conciergerie de quartier", "services", 25, 60, (), HALF, 68, ("emploi",)),
    ("boutique solidaire", "services", 30, 90, (), ADVENT, 70, ("solidarité", "noël")),
    ("collectif d’artisans", "artisanat", 45, 130, (V,), HALF, 82, ("artisanat", "emploi")),
    ("atelier de céramique", "artisanat", 30, 110, (E,), HALF, 73, ("artisanat", "culture")),
    ("ébénisterie", "artisanat", 55, 140, (), HALF, 71, ("artisanat",)),
    ("reliure et papier", "artisanat", 18, 45, (), HALF, 62, ("artisanat",)),
    ("studio de portrait", "artisanat", 22, 60, (), SHORT, 66, ("culture",)),
    ("vente et réparation de vélos", "loisirs", 40, 120, (E,), LONG, 79, ("artisanat", "emploi")),
    ("jeux de société", "loisirs", 35, 90, (), HALF, 76, ("jeunes", "emploi")),
    ("jouets en bois", "loisirs", 20, 60, (), ADVENT, 73, ("artisanat", "familles", "noël")),
    ("matériel de plein air d’occasion", "loisirs", 40, 110, (), SHORT, 68, ("nature", "jeunes")),
)  # fmt: skip

BRANDS = (
    "Alba", "Nova", "Orme", "Lumo", "Petit Jour", "Grand Air", "Indigo", "Brume", "Cobalt", "Hélio",
    "Marelle", "Ondine", "Kiosque 9", "Minuit", "Boréal", "Saline", "Tandem", "Zéphyr", "Bleu Nuit",
    "Ritournelle",
    "Canopée", "Sillage", "Pénélope", "Métronome", "Azimut", "Cumulus", "Ellipse", "Fil rouge", "Galet",
    "Hublot",
    "Iris", "Jardin clos", "Kraft", "Liseron", "Mosaïque", "Nacre", "Origan", "Parenthèse", "Quartz",
    "Ricochet",
)  # fmt: skip
FIRST_NAMES = (
    "Ada", "Alex", "Anna", "Camille", "Dan", "Elena", "Eva", "Félix", "Ines", "Iris", "Jan", "Julia", "Karim",
    "Lea", "Leo", "Lina", "Lou", "Maria", "Max", "Mila", "Nina", "Noa", "Olga", "Paul", "Robin", "Sam", "Sara",
    "Sofia",
    "Tom", "Yara",
)  # fmt: skip
OWNERS = (
    "Foncière des Arcades", "Indivision A.", "Succession B.", "Immobilière du Centre", "Fonds Horizon",
    "Propriétaire particulier C.", "Propriétaire particulier D.", "Caisse de prévoyance E.", "Copropriété F.",
    "Société G. et associés", "Ville, domaine privé", "Propriétaire particulier H.",
)  # fmt: skip
