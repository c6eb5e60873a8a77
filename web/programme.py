"""From the slots of a town's programme to calendar entries, with the words that stand around them."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.accounts import Feed
from models.places import Town
from models.plans import Departure, Slot

from .addresses import absolute, slug
from .i18n import gettext as _
from .ical import Entry, Heading
from .trails import told

COLOURS = {
    "teal": "teal",
    "violet": "rebeccapurple",
    "blue": "steelblue",
    "green": "seagreen",
    "ochre": "goldenrod",
}
SCOPES = ("town", "street", "category", "audience")


@dataclass(frozen=True, slots=True)
class Offer:
    """A calendar that people may subscribe to; ``key`` is what its entries have in common."""

    scope: str
    key: str
    slug: str
    name: str


def label(tag: str) -> str:
    """A town's own word for a kind or an audience, as a title: "fete-de-rue" gives "Fete de rue"."""
    words = _(tag).replace("_", " ") if tag else ""
    if "-" in words and " " not in words:
        words = words.replace("-", " ")
    return words[:1].upper() + words[1:]


def offers(town: Town, feeds: Iterable[Feed], slots: Iterable[Slot]) -> list[Offer]:
    """Every public calendar of a town: the town's own, those kept as feeds, and one for each audience."""
    found = [Offer("town", "", "town", town.name)]
    found += [offer_of(kept) for kept in feeds if kept.scope in SCOPES[1:]]
    kept = {(offer.scope, offer.key) for offer in found}
    audiences = sorted({str(a) for s in slots for a in s.audiences})
    found += [Offer("audience", a, slug(a), label(a)) for a in audiences if ("audience", a) not in kept]
    return sorted(found, key=lambda o: (SCOPES.index(o.scope), o.name.casefold()))


def offer_of(kept: Feed) -> Offer:
    """A feed that is kept; a category's name is the town's own word for it."""
    name = label(kept.key) if kept.scope == "category" else kept.name
    return Offer(kept.scope, kept.key, kept.slug, name or label(kept.key))


def offer_address(town: Town, offer: Offer) -> str:
    if offer.scope == "town":
        return absolute("feeds.town", slug=town.slug)
    return absolute("feeds.scoped", slug=town.slug, scope=offer.scope, key=offer.slug)


def heading(town: Town, offer: Offer) -> Heading:
    """What a feed says of itself, in the language in force."""
    name = town.name if offer.scope == "town" else f"{offer.name}, {town.name}"
    return Heading(
        name=name,
        description=description(town),
        timezone=town.timezone,
        first_year=town.start.year,
        last_year=town.end.year,
        cancelled=_("Cancelled: ").replace("\u00a0", " "),  # as calendars and their tests look for it
        colour=COLOURS.get(town.colour, "crimson"),
        source=offer_address(town, offer),
    )


def description(town: Town) -> str:
    """A sentence on what the calendar holds, and a warning where the town or its figures are invented."""
    texts = [town.tagline or _("Trial shops and events in the town centre of %(town)s.", town=town.name)]
    if town.fictitious:
        texts.append(
            _("Fictitious data: this programme was made up to show Rideau, nothing of it takes place.")
        )
    return " ".join(texts)


def entry(town: Town, slot: Slot) -> Entry:
    """A slot as subscribers see it."""
    kinds = [label(slot.category)] if slot.category else []
    kinds += [_("Trial shop")] if slot.kind == "tenancy" else []
    return Entry(
        uid=slot.uid,
        sequence=slot.sequence,
        changed_at=slot.changed_at,
        starts=slot.starts,
        ends=slot.ends,
        title=slot.title,
        url=absolute("public.entry", slug=town.slug, uid=slot.uid),
        all_day=slot.all_day,
        cancelled=slot.status == "cancelled",
        description="\n\n".join(filter(None, (slot.description, told(slot.route) if slot.route else ""))),
        location=slot.location,
        categories=tuple(kinds),
        lon=slot.lon,
        lat=slot.lat,
    )


def farewell(town: Town, left: Departure) -> Entry:
    """An entry as the calendar that it left shows it: what it was there, cancelled."""
    return Entry(
        uid=left.slot.uid,
        sequence=left.sequence,
        changed_at=left.changed_at,
        starts=left.starts,
        ends=left.ends,
        title=left.title,
        url=absolute("public.entry", slug=town.slug, uid=left.slot.uid),
        all_day=left.all_day,
        cancelled=True,
        description=left.description,
        location=left.location,
        lon=left.lon,
        lat=left.lat,
    )
