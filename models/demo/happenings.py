"""Events for towns of any country: what they are, when, for whom, and what they need."""

from typing import NamedTuple

from .calendar import MonthDay
from .people import GUIDE, HAND, PLAY, SAFETY, TECH, WELCOME

Season = tuple[MonthDay, MonthDay]
ALL_YEAR: Season = ((1, 1), (12, 31))


class Happening(NamedTuple):
    """``gap`` days between two times, ``cost`` euros, ``power`` watts."""

    title: str
    kind: str
    value: int
    hours: str
    season: Season
    weekdays: tuple[int, ...]
    times: int
    gap: int
    people: int
    power: int
    needs: tuple[str, ...]
    staff: dict[str, int]
    loud: bool
    audiences: tuple[str, ...]
    tags: tuple[str, ...]
    cost: int


HAPPENINGS = tuple(Happening(*row) for row in (
    ("Marché des producteurs", "marché", 520, "08:30-13:00", ((3, 1), (11, 30)), (6, 7), 4, 27, 400, 4000,
     (), {SAFETY: 1, HAND: 2}, False, ("habitants", "familles"), ("alimentation", "commerce"), 180),
    ("Marché du soir", "marché", 560, "17:30-21:30", ((6, 1), (9, 10)), (4, 5), 2, 20, 500, 6000, (),
     {TECH: 1, SAFETY: 1}, True, ("actifs", "visiteurs"), ("alimentation", "commerce"), 500),
    ("Marché d’hiver", "marché", 1100, "13:30-19:30", ((12, 1), (12, 23)), (5,), 2, 5, 600, 6000, (),
     {SAFETY: 2, HAND: 1}, False, ("familles", "visiteurs"), ("noël", "commerce"), 1600),
    ("Marché aux fleurs", "marché", 340, "10:00-17:00", ((4, 15), (5, 25)), (6,), 1, 7, 300, 0, (),
     {HAND: 2}, False, ("habitants", "seniors"), ("nature", "commerce"), 200),
    ("Livres anciens et papiers", "marché", 240, "10:00-17:00", ((4, 1), (10, 15)), (6, 7), 2, 60, 150, 0,
     (), {HAND: 1}, False, ("seniors", "visiteurs"), ("culture",), 120),
    ("Braderie d’été", "braderie", 720, "10:00-18:00", ((6, 20), (7, 31)), (6,), 1, 7, 500, 3000,
     ("rue fermée",), {SAFETY: 2, WELCOME: 1}, False, ("habitants",), ("commerce",), 700),
    ("Braderie d’hiver", "braderie", 480, "10:00-17:00", ((1, 15), (2, 25)), (6,), 1, 7, 300, 2000,
     ("rue fermée",), {SAFETY: 1, HAND: 1}, False, ("habitants",), ("commerce",), 400),
    ("Vide-grenier", "braderie", 420, "09:00-16:00", ((5, 1), (9, 30)), (7,), 1, 7, 450, 0, (),
     {SAFETY: 1, HAND: 2}, False, ("familles",), ("commerce", "solidarité"), 300),
    ("Nuit des vitrines", "fête", 600, "18:00-22:00", ((9, 15), (10, 20)), (5,), 1, 7, 400, 3500, (),
     {TECH: 1, SAFETY: 1}, False, ("actifs", "jeunes"), ("commerce", "culture"), 900),
    ("Midi en ville", "dégustation", 190, "11:30-14:00", ((4, 1), (10, 15)), (2, 4), 4, 20, 120, 0, (),
     {HAND: 1}, False, ("actifs",), ("commerce", "alimentation"), 150),
    ("Rallye des boutiques", "jeux", 270, "14:00-18:00", ALL_YEAR, (6,), 2, 90, 150, 0, (), {PLAY: 1},
     False, ("familles",), ("commerce", "familles"), 220),
    ("Fête de la musique", "concert", 900, "17:30-22:00", ((6, 21), (6, 21)), (1, 2, 3, 4, 5, 6, 7), 1, 7,
     600, 6000, (), {TECH: 2, SAFETY: 2}, True, ("jeunes", "familles"), ("culture",), 1500),
    ("Concert du dimanche", "concert", 230, "16:00-17:30", ((5, 10), (9, 20)), (7,), 4, 14, 160, 2000, (),
     {TECH: 1}, False, ("seniors", "familles"), ("culture",), 350),
    ("Jazz du soir", "concert", 420, "19:30-21:30", ((7, 1), (8, 20)), (4, 5), 2, 10, 220, 4000, (),
     {TECH: 2, WELCOME: 1}, True, ("visiteurs", "actifs"), ("culture",), 1200),
    ("Chorales d’hiver", "concert", 280, "17:00-18:30", ((12, 4), (12, 22)), (6, 7), 2, 6, 140, 1000, (),
     {TECH: 1}, False, ("seniors", "familles"), ("noël", "culture"), 250),
    ("Cinéma en plein air", "cinéma", 400, "sunset+25/sunset+115", ((7, 20), (8, 31)), (3, 4), 2, 13, 300,
     3000, (), {TECH: 1, SAFETY: 1}, False, ("familles", "jeunes"), ("culture", "familles"), 800),
    ("Théâtre de rue", "spectacle", 640, "15:00-19:00", ((5, 15), (9, 20)), (6,), 1, 7, 350, 3000, (),
     {TECH: 1, SAFETY: 1, PLAY: 1}, False, ("familles", "visiteurs"), ("culture",), 2200),
    ("Marionnettes du mercredi", "spectacle", 200, "15:30-16:30", ALL_YEAR, (3,), 4, 27, 60, 800, (),
     {PLAY: 1}, False, ("familles",), ("familles", "culture"), 300),
    ("Contes en plein air", "spectacle", 180, "17:00-18:00", ((4, 10), (10, 20)), (3, 6), 3, 27, 70, 0,
     (), {GUIDE: 1}, False, ("familles", "seniors"), ("culture", "familles"), 240),
    ("Cirque de poche", "spectacle", 380, "16:00-18:00", ((5, 1), (10, 10)), (6, 7), 1, 7, 220, 2500, (),
     {TECH: 1, SAFETY: 1}, False, ("familles",), ("familles", "culture"), 1500),
    ("Carnaval des écoles", "fête", 560, "14:30-17:30", ((2, 10), (4, 5)), (6,), 1, 7, 500, 2000, (),
     {SAFETY: 2, PLAY: 1}, False, ("familles",), ("familles",), 700),
    ("Bal d’été", "fête", 520, "19:00-22:30", ((7, 1), (8, 25)), (5, 6), 1, 7, 400, 4000, (),
     {TECH: 1, SAFETY: 1}, True, ("habitants", "seniors"), ("familles",), 900),
    ("Les lumières s’allument", "fête", 480, "17:00-19:00", ((11, 26), (12, 4)), (5, 6), 1, 7, 600, 5000,
     (), {TECH: 1, SAFETY: 2}, False, ("familles", "habitants"), ("noël", "commerce"), 600),
    ("Visite à la lanterne", "visite", 210, "18:30-20:00", ((11, 2), (2, 20)), (5, 6), 3, 20, 25, 0, (),
     {GUIDE: 1}, False, ("visiteurs", "seniors"), ("patrimoine",), 60),
    ("Journée du patrimoine", "visite", 420, "10:00-17:00", ((9, 10), (9, 25)), (6,), 1, 7, 200, 0, (),
     {GUIDE: 1, WELCOME: 1}, False, ("visiteurs", "familles"), ("patrimoine", "culture"), 350),
    ("Exposition de photographies", "exposition", 300, "11:00-18:00", ((4, 1), (10, 15)), (4,), 1, 7, 80, 0,
     (), {HAND: 1}, False, ("visiteurs", "seniors"), ("culture", "patrimoine"), 700),
    ("Samedi de la réparation", "atelier", 230, "14:00-17:30", ALL_YEAR, (6,), 4, 60, 60, 2000, (),
     {HAND: 1}, False, ("habitants", "seniors"), ("solidarité", "commerce"), 80),
    ("Atelier de semis", "atelier", 170, "14:30-16:30", ((3, 20), (6, 10)), (3, 6), 2, 20, 40, 0, (),
     {PLAY: 1}, False, ("familles",), ("nature", "familles"), 60),
    ("Course du centre-ville", "sport", 460, "09:30-12:30", ((3, 15), (6, 15)), (7,), 1, 7, 500, 2000, (),
     {SAFETY: 2, HAND: 2}, False, ("actifs", "jeunes"), ("sport",), 600),
    ("Grands jeux de plein air", "jeux", 200, "14:30-18:00", ((4, 1), (9, 30)), (3, 6), 4, 20, 120, 0, (),
     {PLAY: 1}, False, ("familles", "jeunes"), ("familles", "jeunes"), 120),
    ("Initiation à la glisse", "sport", 240, "14:00-18:00", ((4, 10), (10, 15)), (6, 7), 1, 7, 180, 1500,
     (), {PLAY: 1, SAFETY: 1}, False, ("jeunes",), ("jeunes", "sport"), 650),
    ("Café des porteurs de projet", "conférence", 180, "08:30-10:00", ALL_YEAR, (2, 4), 4, 60, 35, 0, (),
     {WELCOME: 1}, False, ("actifs",), ("commerce", "emploi"), 70),
    ("Forum des emplois de saison", "conférence", 300, "10:00-16:00", ((3, 5), (4, 30)), (2, 3, 4), 1, 7,
     200, 2000, (), {WELCOME: 1, TECH: 1}, False, ("jeunes", "actifs"), ("emploi",), 300),
    ("Balade urbaine", "visite", 190, "17:30-19:30", ((4, 5), (10, 5)), (2, 4), 2, 40, 50, 0, (),
     {GUIDE: 1}, False, ("habitants", "actifs"), ("patrimoine",), 90),
))  # fmt: skip
