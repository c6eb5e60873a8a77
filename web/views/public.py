"""What everybody may see: a town's programme, its streets and kinds, one entry, and how to subscribe."""

from datetime import date, timedelta
from typing import Any

from babel.dates import format_date
from flask import Blueprint, Response, abort, make_response, render_template, request, url_for

from models import programme as stored
from models.places import Town
from models.plans import Slot

from .. import agenda as reading
from ..addresses import absolute, webcal
from ..addresses import slug as slug_of
from ..clock import today
from ..database import db_session
from ..families import family
from ..formats import day_month
from ..i18n import gettext as _
from ..i18n import locale
from ..programme import Offer, label, offer_address, offers
from ..qr import qr_path
from ..structured import event_data
from ..townmap import Drawing, Mark, along, around, past_stops
from ..trails import metres, stop_words, stops_counted, sunset_words, walk_words

bp = Blueprint("public", __name__)
AROUND_METRES = 220
FRESH = "public, max-age=60"


@bp.get("/")
def home() -> Response | str:
    """The towns of this installation; where there is only one, its programme."""
    found = stored.towns(db_session())
    if len(found) == 1:
        return agenda(found[0].slug)
    return _page(
        "public/home.html",
        one_day=timedelta(days=1),
        towns=[(town, stored.marker(db_session(), town)) for town in found],
    )


@bp.get("/t/<slug>/")
def agenda(slug: str) -> Response:
    """The programme of the season: what comes next, or the month or day that was asked for."""
    town = _town(slug)
    return _programme(town, None, "public/agenda.html")


@bp.get("/t/<slug>/street/<key>")
def street(slug: str, key: str) -> Response:
    """The programme of one street."""
    town = _town(slug)
    return _programme(town, _offer(town, "street", key), "public/scope.html")


@bp.get("/t/<slug>/category/<key>")
def category(slug: str, key: str) -> Response:
    """The programme of one kind of event."""
    town = _town(slug)
    return _programme(town, _offer(town, "category", key), "public/scope.html")


@bp.get("/t/<slug>/e/<uid>")
def entry(slug: str, uid: str) -> Response:
    """One entry: what, when, where; cancelled or changed said in words."""
    town = _town(slug)
    slot = stored.slot(db_session(), town, uid) or abort(404)
    offered = _offers(town)
    address = absolute("public.entry", slug=town.slug, uid=slot.uid)
    sessions = reading.happenings([slot], town.timezone)
    visits = reading.stays([slot], town.timezone) or reading.windows([slot], town.timezone)
    return _page(
        "public/entry.html",
        town=town,
        slot=slot,
        session=sessions[0] if sessions else None,
        stay=visits[0] if visits else None,
        others=_others(town, slot),
        drawing=_drawn(town, slot),
        street=next((o for o in offered if o.scope == "street" and o.key == slot.street), None),
        category=next((o for o in offered if o.scope == "category" and o.key == slot.category), None),
        streets={o.key: o for o in offered if o.scope == "street"},
        canonical=address,
        data=event_data(town, slot, address),
        family=family,
        label=label,
        offered=offered,
        offer_address=offer_address,
    )


@bp.get("/t/<slug>/subscribe")
def subscribe(slug: str) -> Response:
    """Every calendar of the town, with its addresses and a picture to point a phone at."""
    town = _town(slug)
    chosen = request.args.get("calendar", "town")
    offered = _offers(town)
    cards = [(offer, offer_address(town, offer)) for offer in offered]
    shown = next((c for c in cards if f"{c[0].scope}/{c[0].slug}" == chosen), cards[0])
    return _page(
        "public/subscribe.html",
        town=town,
        cards=cards,
        shown=shown,
        webcal=webcal,
        qr=qr_path(webcal(shown[1])),
        canonical=absolute("public.subscribe", slug=town.slug),
    )


def _drawn(town: Town, slot: Slot) -> Drawing | None:
    """Where an entry is on the map: one place, or the stops of a trail in their order."""
    streets = stored.streets(db_session(), town)
    if slot.route:
        stops = ((s["lon"], s["lat"], stop_words(s), "") for s in slot.route["stops"])
        marks, walk = past_stops(slot.title, stops, loop=slot.route["loop"])
        if len(marks) > 1:
            return along(streets, walk, marks, 480, 400)
    if slot.lon is None or slot.lat is None:
        return None
    return around(streets, Mark(slot.lon, slot.lat, "here", slot.location), AROUND_METRES, 480, 320)


def _town(slug: str) -> Town:
    return stored.town_by_slug(db_session(), slug) or abort(404)


def _offers(town: Town) -> list[Offer]:
    return offers(town, stored.feeds(db_session(), town), stored.slots(db_session(), town))


def _offer(town: Town, scope: str, key: str) -> Offer:
    found = (o for o in _offers(town) if o.scope == scope and o.slug == key)
    return next(found, None) or abort(404)


def _programme(town: Town, scope: Offer | None, template: str) -> Response:
    here = today(town.timezone)
    window = reading.choose_window(
        request.args.get("month"), request.args.get("day"), here, town.start, town.end
    )
    if scope is not None and window.kind == "upcoming":
        window = reading.Window(min(max(here, town.start), town.end), max(town.end, here), "all")
    offered = _offers(town)
    asked = _asked(scope, offered)
    since, until = reading.moments(window, town.timezone)
    narrowed = {s: o.key for s, o in asked.items() if o is not None}
    slots = stored.slots(db_session(), town, since=since, until=until, **narrowed)
    sessions = [h for h in reading.happenings(slots, town.timezone) if window.first <= h.day < window.end]
    return _page(
        template,
        town=town,
        scope=scope,
        window=window,
        this_day=here,
        last_day=town.end - timedelta(days=1),
        asked=asked,
        offered=offered,
        streets={o.key: o for o in offered if o.scope == "street"},
        weeks=reading.by_week(reading.by_day(sessions)),
        held=sum(1 for h in sessions if not h.cancelled),
        ahead=_ahead(town, here, narrowed),
        stays=reading.stays(slots, town.timezone),
        windows=reading.windows(slots, town.timezone),
        months=_busy_months(town),
        canonical=_canonical(town, scope),
        feed=offer_address(town, scope or offered[0]),
        family=family,
        label=label,
    )


def _ahead(town: Town, here: date, narrowed: dict[str, str]) -> int:
    """How many dates are still to come, with these filters."""
    since, _end = reading.moments(reading.Window(here, here, "all"), town.timezone)
    slots = stored.slots(db_session(), town, since=since, **narrowed)
    return sum(1 for h in reading.happenings(slots, town.timezone) if not h.cancelled)


def _asked(scope: Offer | None, offered: list[Offer]) -> dict[str, Offer | None]:
    """What the filters in the address choose; an unknown word chooses nothing."""
    asked: dict[str, Offer | None] = {}
    for name in ("street", "category", "audience"):
        word = request.args.get(name, "")
        asked[name] = next((o for o in offered if o.scope == name and o.slug == word), None)
    if scope is not None:
        asked[scope.scope] = scope
    return asked


def _busy_months(town: Town) -> list[date]:
    """The months of the season and those that hold an entry."""
    slots = reading.happenings(stored.slots(db_session(), town), town.timezone)
    found = set(reading.months(town.start, town.end)) | {h.day.replace(day=1) for h in slots}
    return sorted(found)


def _others(town: Town, slot: Slot) -> list[reading.Happening]:
    """The other sessions of the same event."""
    same = [s for s in stored.slots(db_session(), town) if s.kind == slot.kind and s.item == slot.item]
    return [h for h in reading.happenings(same, town.timezone) if h.slot.uid != slot.uid]


def _canonical(town: Town, scope: Offer | None) -> str:
    if scope is None:
        return absolute("public.agenda", slug=town.slug)
    return absolute(f"public.{scope.scope}", slug=town.slug, key=scope.slug)


def _page(template: str, **values: Any) -> Response:
    response = make_response(render_template(template, slug_of=slug_of, **values))
    response.headers["Cache-Control"] = FRESH
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


def agenda_url(town: Town, asked: dict[str, Offer | None], **changes: str | None) -> str:
    """The programme's address with the filters kept and ``changes`` made; None takes one away."""
    values: dict[str, str | None] = {name: offer.slug for name, offer in asked.items() if offer is not None}
    values.update(changes)
    return url_for("public.agenda", slug=town.slug, **values)


def week_words(monday: date, this_day: date) -> str:
    """What a week is called on ``this_day``."""
    weeks = (monday - (this_day - timedelta(this_day.weekday()))).days // 7
    if weeks == 0:
        return _("This week")
    return _("Next week") if weeks == 1 else _("Week of %(day)s", day=day_month(monday))


@bp.app_template_filter("date_part")
def date_part(day: date, pattern: str) -> str:
    """A part of a date in the language in force, by its CLDR pattern."""
    return format_date(day, pattern, locale=locale())


@bp.app_context_processor
def _for_templates() -> dict[str, Any]:
    return {
        "agenda_url": agenda_url,
        "week_words": week_words,
        "stops_counted": stops_counted,
        "sunset_words": sunset_words,
        "walk_words": walk_words,
        "metres": metres,
    }
