"""Making a draft the public programme, the versions so far, and taking the programme back."""

import uuid

from flask import current_app, flash, g, redirect, render_template, request, url_for

from models import publishing as service
from models import withdrawing
from models.places import Town
from models.plans import Plan

from ..auth import desk
from ..clock import now
from ..database import db_session
from ..i18n import gettext
from ..names import names_of
from ..planning import queries
from ..planning.told import changes
from ..rail import desk_version
from ..telling import translate
from ..typed import Typed, row_id
from .plan import bp

LONGEST_NOTES = 4000


@bp.get("/publish")
@desk("manager")
def publish(town: Town):
    """Which version is public, the draft that could be next, and the versions so far."""
    asked = request.args.get("plan", "")
    row = queries.plan_of(town, row_id(asked)) if asked else _next(town)
    return _page(town, row)


def _next(town: Town) -> Plan | None:
    """The newest plan, unless it is the published one."""
    published = desk_version(town).published
    newest = queries.drafts_of(town)
    if not newest or (published and newest[0].id == published.plan_id):
        return None
    return queries.plan_of(town, newest[0].id)


def _page(
    town: Town, row: Plan | None, errors: dict[str, str] | None = None, violations=(), status: int = 200
):
    published = desk_version(town).published
    names = names_of(town)
    notes = changes(row, published.plan if published else None, names) if row else ""
    page = render_template(
        "plan/publish.html",
        row=row,
        published=published,
        withdrawn=published is not None and withdrawing.is_withdrawn(published),
        again=row is not None and any(v.plan_id == row.id for v in queries.versions_of(town)),
        notes=request.form.get("notes", notes[:LONGEST_NOTES]),
        name=request.form.get("name", row.name if row else ""),
        versions=queries.versions_of(town),
        drafts=queries.drafts_of(town),
        errors=errors or {},
        violations=[translate(one.message, names) for one in violations],
        person=queries.person,
    )
    return page, status


@bp.post("/publish")
@desk("manager")
def make_public(town: Town):
    """Publish; the checker has the last word."""
    row = queries.plan_of(town, row_id(request.form.get("plan")))
    form = Typed(request.form)
    name, notes = form.text("name", most=120), form.text("notes", most=LONGEST_NOTES)
    if form.errors:
        return _page(town, row, form.errors, status=422)
    if _overtaken(town):
        told = gettext("Another version was published in the meantime. Compare again before you publish.")
        return _page(town, row, {"name": told}, status=409)
    try:
        version = service.publish(db_session(), row, name, notes, g.account, now(), _namespace())
    except service.PublishRefused as refused:
        db_session().rollback()
        return _page(town, row, {"name": translate(refused.message)}, refused.violations, 409)
    db_session().commit()
    flash(gettext("Version %(number)s is public.", number=version.number), "good")
    return redirect(url_for("plan.publish", slug=town.slug))


def _overtaken(town: Town) -> bool:
    """Whether a version was published since the form was shown."""
    published = desk_version(town).published
    return request.form.get("seen", "") != (str(published.number) if published else "0")


@bp.get("/publish/withdraw")
@desk("manager")
def ask_withdrawal(town: Town):
    """What would be called off, before it is."""
    if desk_version(town).published is None:
        return redirect(url_for("plan.publish", slug=town.slug))
    return _withdrawal(town, {})


def _withdrawal(town: Town, errors: dict[str, str], status: int = 200):
    page = render_template(
        "plan/withdraw.html",
        published=desk_version(town).published,
        coming=withdrawing.to_come(db_session(), town, now()),
        notes=request.form.get("notes", ""),
        errors=errors,
    )
    return page, status


@bp.post("/publish/withdraw")
@desk("manager")
def withdraw(town: Town):
    """Call off what is still to come."""
    form = Typed(request.form)
    notes = form.text("notes", most=LONGEST_NOTES)
    if form.errors:
        return _withdrawal(town, form.errors, 422)
    if _overtaken(town):
        told = gettext("Another version was published in the meantime. Look at it before you withdraw it.")
        return _withdrawal(town, {"notes": told}, 409)
    name = gettext("Programme withdrawn")
    try:
        withdrawing.withdraw(db_session(), town, name, notes, g.account, now(), _namespace())
    except service.PublishRefused as refused:
        db_session().rollback()
        return _withdrawal(town, {"notes": translate(refused.message)}, 409)
    db_session().commit()
    flash(gettext("The programme is withdrawn."), "good")
    return redirect(url_for("plan.publish", slug=town.slug))


def _namespace() -> uuid.UUID:
    return uuid.UUID(current_app.config["NAMESPACE"])
