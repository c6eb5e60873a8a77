"""What OpenStreetMap's tags mean for a town centre: what is premises, what stands empty, which family it is.

Sources: the wiki pages *Key:shop*, *Key:amenity*, *Lifecycle prefix* and *Tag:shop=vacant*. Families are the ones that
French juries reason in.
"""

import re
from collections.abc import Mapping
from datetime import date

FAMILIES = {
    "alimentaire": "bakery pastry butcher cheese deli greengrocer seafood convenience supermarket wine alcohol "
    "beverages chocolate confectionery coffee tea dairy farm health_food food frozen_food spices pasta "
    "ice_cream nuts water honey organic nutrition_supplements general brewing_supplies marketplace rice",
    "restauration": "restaurant cafe bar pub fast_food biergarten food_court canteen juice_bar",
    "mode": "clothes shoes fashion fashion_accessories boutique bag jewelry watches leather accessories "
    "baby_goods underwear wedding sewing fabric tailor hats fur wool haberdashery",
    "maison": "furniture kitchen houseware interior_decoration doityourself hardware florist garden_centre "
    "appliance electronics electrical lighting carpet curtain paint bed bathroom_furnishing "
    "department_store variety_store frame antiques tool_hire candles household_linen flooring tiles "
    "window_blind fireplace glaziery pottery second_hand charity swimming_pool trade",
    "culture": "books newsagent stationery music musical_instrument art craft gift toys games video "
    "video_games photo anime collector comics model party ticket tobacco kiosk hobby scale_model cinema "
    "library",
    "beauté et santé": "pharmacy chemist perfumery cosmetics hairdresser beauty optician hearing_aids massage "
    "tattoo medical_supply herbalist hairdresser_supply nails piercing erotic e-cigarette orthopedics "
    "dispensing_optician medicalsupply sauna tanning",
    "services": "bank post_office bureau_de_change money_transfer travel_agency estate_agent insurance copyshop "
    "dry_cleaning laundry mobile_phone computer telecommunication pet pet_grooming funeral_directors "
    "bookmaker lottery pawnbroker money_lender storage_rental outpost employment_agency car "
    "car_repair car_parts motorcycle motorcycle_repair tyres fuel gas boat caravan atv security "
    "driving_school rental locksmith veterinary internet_cafe car_rental coworking",
    "artisanat": "shoe_repair watchmaker clockmaker jeweller shoemaker bookbinder upholsterer photographer "
    "carpenter cabinet_maker electrician plumber printer glazier goldsmith repair caterer brewery "
    "confectionery_maker dressmaker key_cutter engraver saddler sculptor potter weaver basket_maker "
    "musical_instrument_maker winery distillery stonemason signmaker metal_construction electronics_repair",
    "loisirs": "sports outdoor bicycle fishing hunting golf scuba_diving ski surf swimming trophy weapons "
    "adult_gaming_centre amusements escape_game dive rental_bike sporting_goods horse_riding",
}  # fmt: skip
FAMILY_OF = {kind: family for family, kinds in FAMILIES.items() for kind in kinds.split()}
UNKNOWN_SHOP = "services"

EATING = ("restaurant", "cafe", "bar", "pub", "fast_food", "ice_cream", "biergarten", "food_court")
COUNTERS = ("bank", "pharmacy", "post_office", "bureau_de_change")
SMALL_COUNTERS = ("money_transfer", "driving_school", "veterinary", "internet_cafe")
AMENITIES = frozenset(EATING + COUNTERS + SMALL_COUNTERS)
FRONT_OFFICES = frozenset(
    (
        "estate_agent", "insurance", "travel_agent", "employment_agency", "bank", "tax_advisor",
        "moving_company", "energy_supplier", "telecommunication",
    )
)  # fmt: skip
NOT_A_SHOP = frozenset(("no", "none", "vacant", "disused", "abandoned", "empty", "closed"))

GONE = ("disused", "abandoned")
TRADES = ("shop", "amenity", "craft", "office")
PREMISES_KEYS = (*TRADES, "vacant", "disused", "abandoned", *(f"{p}:{k}" for p in GONE for k in TRADES))
MARKS = frozenset(PREMISES_KEYS)


def trade(tags: Mapping[str, str]) -> tuple[str, str] | None:
    """
    The trade carried on behind a front, as (key, value); None where there is none.

    Counts ``shop=*``, places to eat and drink, banks, pharmacies, post offices and bureaux de change, workshops
    (``craft=*``) and offices that receive customers over a counter.
    """
    for key in TRADES:
        for value in tags.get(key, "").split(";"):
            if _trades(key, value.strip()):
                return key, value.strip()
    return None


def _trades(key: str, value: str) -> bool:
    if not value or value in NOT_A_SHOP:
        return False
    match key:
        case "amenity":
            return value in AMENITIES
        case "office":
            return value in FRONT_OFFICES
    return True


def last_trade(tags: Mapping[str, str]) -> tuple[str, str] | None:
    """The trade that has gone, from a lifecycle prefix; ``("shop", "")`` where only the emptiness is known."""
    for prefix in GONE:
        for key in TRADES:
            value = tags.get(f"{prefix}:{key}", "").split(";")[0].strip()
            if value and (_trades(key, value) or key == "shop"):
                return key, "" if value in ("yes", *NOT_A_SHOP) else value
    if tags.get("shop") in ("vacant", "disused", "abandoned", "empty", "closed"):
        return "shop", ""
    if tags.get("vacant") == "yes" and _is_shell(tags):
        return "shop", ""
    if "yes" in (tags.get("disused"), tags.get("abandoned")) and (current := trade(tags)):
        return current
    return None


def _is_shell(tags: Mapping[str, str]) -> bool:
    return tags.get("building") in ("retail", "commercial", "shop", "kiosk") or any(k in tags for k in TRADES)


def is_vacant(tags: Mapping[str, str]) -> bool:
    """
    Whether the front stands empty.

    ``disused:shop=…`` beside a living ``shop=…`` is the memory of an older shop: the front is let.
    """
    marked = "yes" in (tags.get("vacant"), tags.get("disused"), tags.get("abandoned"))
    return last_trade(tags) is not None and (marked or trade(tags) is None)


def is_premises(tags: Mapping[str, str]) -> bool:
    """Whether it is a unit with a front: let or empty, in use as a trade rather than as a machine."""
    if MARKS.isdisjoint(tags):
        return False
    return trade(tags) is not None or last_trade(tags) is not None


def by_appointment(found: tuple[str, str]) -> bool:
    """Whether the trade is a workshop, an office or a small counter: premises, but seldom counted as a shop."""
    return found[0] in ("craft", "office") or found[1] in SMALL_COUNTERS


def family(found: tuple[str, str]) -> str:
    """The family of activity of a trade."""
    key, value = found
    if value in FAMILY_OF:
        return FAMILY_OF[value]
    if key == "craft":
        return "artisanat"
    return UNKNOWN_SHOP


def ground_floor(level: str) -> bool | None:
    """Whether a ``level`` tag (``0``, ``-1;0``, ``0-2``) reaches the street; None where it says nothing."""
    numbers = [float(n) for n in re.findall(r"(?<!\d)-?\d+(?:\.\d+)?", level)]
    if not numbers:
        return None
    span = re.fullmatch(r"\s*(-?\d+)\s*-\s*(-?\d+)\s*", level)
    if span:
        return int(span[1]) <= 0 <= int(span[2])
    return any(0 <= n < 1 for n in numbers)


def day(text: str) -> date | None:
    """A ``check_date``: a day, or the first of a month or year; None where it cannot be read."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text.strip())
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
