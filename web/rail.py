"""The way around a town's desk: the rail on the left, the bar at the bottom of a phone, and the version in force."""

from dataclasses import dataclass

from flask import current_app, g, request, url_for
from sqlalchemy import func, select

from models.places import Town
from models.plans import Plan, PublishedVersion
from models.programme import latest_version

from .auth import may
from .database import db_session
from .i18n import lazy_gettext as _

# endpoint, arguments, icon, words, where (on the phone's bar, folded away on the rail, or neither), role that sees it
ROOMS = (
    (_("Season"), (
        ("boards.today", {}, "today", _("Today"), "bar", "reader"),
        ("boards.map", {}, "map", _("Map"), "", "reader"),
        ("boards.timeline", {}, "timeline", _("Timeline"), "", "reader"),
        ("boards.calendar", {}, "calendar", _("Calendar"), "bar", "reader"),
    )),
    (_("Records"), (
        ("records.index", {"kind": "premises"}, "premises", _("Premises"), "bar", "reader"),
        ("records.index", {"kind": "projects"}, "projects", _("Projects"), "", "reader"),
        ("records.index", {"kind": "events"}, "events", _("Events"), "", "reader"),
        ("records.index", {"kind": "spots"}, "spots", _("Spots"), "", "reader"),
        ("records.index", {"kind": "trails"}, "trail", _("Trails"), "", "reader"),
        ("records.index", {"kind": "people"}, "people", _("People"), "", "reader"),
        ("records.index", {"kind": "funding"}, "money", _("Money"), "", "reader"),
        ("records.index", {"kind": "coverage"}, "coverage", _("Coverage"), "fold", "reader"),
        ("records.index", {"kind": "streets"}, "streets", _("Streets"), "fold", "reader"),
        ("records.index", {"kind": "shops"}, "shops", _("Shops"), "fold", "reader"),
        ("records.index", {"kind": "partners"}, "partners", _("Partners"), "fold", "reader"),
        ("records.index", {"kind": "owners"}, "owners", _("Owners"), "fold", "reader"),
        ("records.index", {"kind": "kits"}, "kits", _("Window dressings"), "fold", "reader"),
        ("records.index", {"kind": "decisions"}, "pin", _("Decisions"), "fold", "reader"),
        ("imports.index", {}, "import", _("Import"), "", "manager"),
    )),
    (_("Programme"), (
        ("plan.index", {}, "plan", _("Plan"), "bar", "reader"),
        ("plan.publish", {}, "publish", _("Publish"), "", "manager"),
        ("settings.town", {}, "settings", _("Settings"), "", "manager"),
        ("journal.index", {}, "journal", _("Journal"), "", "reader"),
    )),
)  # fmt: skip

#: The pages behind the door to publish; the rest of their blueprint is behind the one to plan.
PUBLISHING = ("plan.publish", "plan.make_public", "plan.ask_withdrawal", "plan.withdraw")


@dataclass(frozen=True, slots=True)
class Door:
    """One place to go."""

    url: str
    icon: str
    words: str
    here: bool
    where: str

    @property
    def on_bar(self) -> bool:
        return self.where == "bar"

    @property
    def folded(self) -> bool:
        return self.where == "fold"


def rail(town: Town) -> list[tuple[str, list[Door]]]:
    """The groups of doors that this person may open in this town."""
    return [
        (str(title), [_door(town, *room[:5]) for room in rooms if _open(room[0], room[5])])
        for title, rooms in ROOMS
    ]


def _open(endpoint: str, role: str) -> bool:
    return endpoint in current_app.view_functions and may(role)


def _door(town: Town, endpoint: str, values: dict[str, str], picture: str, words: object, where: str) -> Door:
    given = request.view_args or {}
    here = endpoint == "records.index" and given.get("kind") == values.get("kind")
    if endpoint != "records.index":
        blueprint = endpoint.split(".")[0]
        alone = blueprint not in ("boards", "plan")
        here = request.endpoint == endpoint or (alone and request.blueprint == blueprint)
        if blueprint == "plan" and request.blueprint == blueprint:
            here = (endpoint == "plan.publish") == (request.endpoint in PUBLISHING)
    return Door(url_for(endpoint, slug=town.slug, **values), picture, str(words), here, where)


@dataclass(frozen=True, slots=True)
class DeskVersion:
    """What is in force in a town: the newest published version, and how many drafts wait."""

    published: PublishedVersion | None
    drafts: int


def desk_version(town: Town) -> DeskVersion:
    if "desk_version" not in g:
        session = db_session()
        published = latest_version(session, town)
        drafts = select(func.count(Plan.id)).where(Plan.town_id == town.id)
        if published is not None:
            drafts = drafts.where(Plan.created_at > published.plan.created_at)
        g.desk_version = DeskVersion(published, session.scalar(drafts) or 0)
    return g.desk_version
