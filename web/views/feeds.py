"""The calendars that people subscribe to, and a single entry to keep: stable octets, honest validators."""

import gzip
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from flask import Blueprint, Response, abort, current_app, request

from models import programme as stored
from models.places import Town
from models.programme import Marker

from .. import i18n
from ..addresses import base
from ..addresses import slug as slug_of
from ..database import db_session
from ..ical import feed
from ..programme import Offer, entry, farewell, heading, label, offer_of

bp = Blueprint("feeds", __name__)
KEPT_FEEDS = 512
LONGEST_WITHOUT_ASKING = 300  # seconds


@dataclass(frozen=True, slots=True)
class Body:
    """A feed as sent; ``etag`` is weak, because the packed octets share it."""

    octets: bytes
    packed: bytes
    etag: str
    changed_at: datetime


@bp.get("/t/<slug>/town.ics")
def town(slug: str) -> Response:
    """Everything in the town."""
    place = _town(slug)
    return _answer(_body(place, Offer("town", "", "town", place.name)))


# One rule each: a rule with a variable in the place of "street" would lose against the page of a street.
@bp.get("/t/<slug>/street/<key>.ics", defaults={"scope": "street"})
@bp.get("/t/<slug>/category/<key>.ics", defaults={"scope": "category"})
@bp.get("/t/<slug>/audience/<key>.ics", defaults={"scope": "audience"})
def scoped(slug: str, scope: str, key: str) -> Response:
    """One street, one category, one audience."""
    place = _town(slug)
    return _answer(_body(place, _offer(place, scope, key) or abort(404)))


@bp.get("/t/<slug>/e/<uid>.ics")
def single(slug: str, uid: str) -> Response:
    """One entry, to keep in one's own calendar."""
    place = _town(slug)
    slot = stored.slot(db_session(), place, uid) or abort(404)
    if slot.kind == "dressing":  # a window to look at is nothing to be on time for
        abort(404)
    _speak_as_the_town()
    octets = feed(heading(place, Offer("town", "", "town", place.name)), [entry(place, slot)])
    response = _answer(_pack(octets, slot.changed_at))
    response.headers["Content-Disposition"] = f'attachment; filename="{slug_of(slot.title)}.ics"'
    return response


def _town(slug: str) -> Town:
    return stored.town_by_slug(db_session(), slug) or abort(404)


def _offer(place: Town, scope: str, key: str) -> Offer | None:
    kept = stored.feed(db_session(), place, scope, key)
    if kept is not None:
        return offer_of(kept)
    if scope == "audience":
        known = {audience for slot in stored.slots(db_session(), place) for audience in slot.audiences}
        for audience in sorted(known | stored.departed_audiences(db_session(), place)):
            if slug_of(audience) == key:
                return Offer("audience", audience, key, label(audience))
    return None


def _body(place: Town, offer: Offer) -> Body:
    """The feed's octets; kept until something of the programme changes."""
    marker = stored.marker(db_session(), place)
    kept: dict[tuple[str, Offer, str], tuple[Marker, Body]] = current_app.extensions.setdefault(
        "rideau_feeds", {}
    )
    name = (place.slug, offer, base())
    found = kept.get(name)
    if found is None or found[0] != marker:
        if len(kept) >= KEPT_FEEDS:
            kept.clear()
        found = kept[name] = (marker, _write(place, offer, marker))
    return found[1]


def _write(place: Town, offer: Offer, marker: Marker) -> Body:
    _speak_as_the_town()
    narrowed = {offer.scope: offer.key} if offer.scope != "town" else {}
    slots = stored.slots(db_session(), place, **narrowed)
    entries = [entry(place, slot) for slot in slots if slot.kind != "dressing"]
    if offer.scope != "town":
        entries += [
            farewell(place, one) for one in stored.departures(db_session(), place, offer.scope, offer.key)
        ]
    octets = feed(heading(place, offer), entries)
    # The date of the whole programme, not of these entries: one that leaves this feed changes it too.
    return _pack(octets, marker.at)


def _pack(octets: bytes, changed_at: datetime) -> Body:
    digest = sha256(octets).hexdigest()[:32]
    return Body(octets, gzip.compress(octets, mtime=0), digest, changed_at)


def _speak_as_the_town() -> None:
    """A feed is the same for everybody: its language is the installation's, not the reader's."""
    i18n.use_language(current_app.config["RIDEAU"].language.default)


def _answer(body: Body) -> Response:
    packed = request.accept_encodings["gzip"] > 0 and "gzip" in request.headers.get("Accept-Encoding", "")
    response = Response(body.packed if packed else body.octets, content_type="text/calendar; charset=utf-8")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(body.etag, weak=True)
    response.last_modified = body.changed_at
    response.headers["Cache-Control"] = f"public, max-age={LONGEST_WITHOUT_ASKING}"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response.make_conditional(request)
