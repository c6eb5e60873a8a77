"""The towns of an account, and a new town."""

from zoneinfo import available_timezones

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from sqlalchemy import select

from models.accounts import Membership
from models.journal_log import record
from models.mapping import set_horizon
from models.places import Town
from models.programme import latest_version
from models.slugs import free_slug
from scheduler.files import FaultsError

from ..auth import administrator, signed_in
from ..clock import now
from ..database import db_session
from ..i18n import gettext
from ..telling import translate
from ..typed import Typed

bp = Blueprint("desk", __name__)


@bp.get("/desk/")
@signed_in
def towns():
    """The towns of the person who asks."""
    found = select(Town).order_by(Town.name)
    if not g.account.administrator:
        found = found.join(Membership, Membership.town_id == Town.id).where(
            Membership.account_id == g.account.id
        )
    rows = list(db_session().scalars(found))
    return render_template(
        "desk/towns.html",
        towns=[(town, latest_version(db_session(), town)) for town in rows],
        desk_home=desk_home(),
    )


def desk_home() -> str:
    """Where a town's desk begins."""
    return "boards.today" if "boards.today" in current_app.view_functions else "plan.index"


@bp.get("/desk/new")
@administrator
def new():
    """The form of a new town."""
    year = now().year + 1
    values = {"timezone": "Europe/Paris", "start": f"{year}-01-01", "end": f"{year + 1}-01-01"}
    return render_template("desk/new.html", values=values, errors={})


@bp.post("/desk/new")
@administrator
def create():
    """Make the town; its records come by import or by hand."""
    town, errors = _read(Typed(request.form))
    if town is None:
        return render_template("desk/new.html", values=request.form, errors=errors), 422
    db_session().add(town)
    db_session().flush()
    after = {"name": town.name, "start": town.start, "end": town.end, "timezone": town.timezone}
    record(db_session(), g.account, "add", "towns", town.slug, None, after, town)
    db_session().commit()
    flash(
        gettext(
            "%(town)s is there. Bring in its streets and premises, or settle its limits first.",
            town=town.name,
        ),
        "good",
    )
    return redirect(url_for(desk_home(), slug=town.slug))


def _read(form: Typed) -> tuple[Town | None, dict[str, str]]:
    name, zone = form.text("name", needed=True), form.text("timezone", most=64, needed=True)
    start, end = form.day("start", needed=True), form.day("end", needed=True)
    latitude, longitude = (
        form.decimal("latitude", low=-90, high=90),
        form.decimal("longitude", low=-180, high=180),
    )
    if zone and zone not in available_timezones():
        form.errors["timezone"] = gettext("This time zone does not exist. Write one like Europe/Paris.")
    if form.errors or start is None or end is None:
        return None, form.errors
    town = Town(
        slug=free_slug(name, {*db_session().scalars(select(Town.slug)), "new"}),
        name=name,
        timezone=zone,
        latitude=latitude,
        longitude=longitude,
        sunsets={},
        settings={},
        created_at=now(),
    )
    try:
        set_horizon(town, start, end)
    except FaultsError as error:
        return None, {fault.path: translate(fault.message) for fault in error.faults}
    return town, {}
