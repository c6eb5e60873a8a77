"""A draft beside the published version: figures, changes, what is left out, and people's decisions on each item."""

from flask import flash, g, redirect, render_template, request, url_for

from models import decisions
from models.journal_log import record
from models.places import Town
from models.records import RecordFaults
from scheduler.case import join

from ..auth import desk
from ..clock import now
from ..database import db_session
from ..errors import page
from ..i18n import gettext
from ..names import names_of
from ..planning import queries
from ..planning.comparison import compare
from ..planning.deciding import CHOICES, decisions_from, entry_of, not_yet
from ..planning.items import OPEN_AT_MOST, by_month, left_out, placed
from ..planning.keeping import kept_of
from ..plans import read
from ..rail import desk_version
from ..season import money
from ..telling import translate
from ..typed import Typed, row_id
from .plan import bp


@bp.get("/plan/drafts/<int:plan_id>")
@desk("reader")
def draft(town: Town, plan_id: int):
    """The draft beside the published version."""
    row = queries.plan_of(town, plan_id)
    published = desk_version(town).published
    current = published is not None and published.plan_id == row.id
    problem, plan = read(row)
    beside = read(published.plan) if published and not current else None
    names = names_of(town)
    compared = compare(beside, (problem, plan))
    items = placed(problem, plan, names)
    return render_template(
        "plan/draft.html",
        row=row,
        published=published,
        current=current,
        versions=[one for one in queries.versions_of(town) if one.plan_id == row.id],
        comparison=compared,
        changes=[
            (kind, [(translate(one.message, names), one) for one in found])
            for kind, found in (
                ("added", compared.change.added),
                ("moved", compared.change.moved),
                ("removed", compared.change.removed),
            )
        ],
        left_out=left_out(problem, plan, names),
        months=by_month(items),
        folded=len(items) > OPEN_AT_MOST,
        lines=money.lines(join(problem, plan)),
        choices=CHOICES,
        kept=None if current else kept_of(problem, plan),
        overtaken=published is not None and not current and published.published_at > row.created_at,
        standing=decisions.decisions(db_session(), town),
        names=names,
    )


@bp.post("/plan/drafts/<int:plan_id>/name")
@desk("event_team")
def rename(town: Town, plan_id: int):
    """Give a draft a name."""
    row = queries.plan_of(town, plan_id)
    form = Typed(request.form)
    name = form.text("name", most=120)
    if form.errors:
        return page(400, "", form.errors["name"])
    before, row.name = row.name, name
    record(db_session(), g.account, "change", "plans", str(row.id), {"name": before}, {"name": name}, town)
    db_session().commit()
    return redirect(url_for("plan.draft", slug=town.slug, plan_id=plan_id))


@bp.post("/plan/drafts/<int:plan_id>/delete")
@desk("event_team")
def delete(town: Town, plan_id: int):
    """Remove a draft; what was ever published stays."""
    row = queries.plan_of(town, plan_id)
    if any(one.plan_id == row.id for one in queries.versions_of(town)):
        return page(
            409, gettext("This plan was published"), gettext("Published versions stay readable: it is kept.")
        )
    before = {"name": row.name, "points": row.points}
    record(db_session(), g.account, "remove", "plans", str(row.id), before, None, town)
    db_session().delete(row)
    db_session().commit()
    flash(gettext("The draft is removed."), "good")
    return redirect(url_for("plan.index", slug=town.slug))


@bp.post("/plan/drafts/<int:plan_id>/decide")
@desk("event_team")
def decide(town: Town, plan_id: int):
    """Pin or ban an item of the draft; it holds from the next run on."""
    row = queries.plan_of(town, plan_id)
    entry = entry_of(read(row)[1], request.form)
    told = decisions_from(request.form, entry)
    if not told:
        return page(400)
    try:
        standing = [decisions.document(one) for one in decisions.decisions(db_session(), town)]
        for one in not_yet(told, standing):
            decisions.store(db_session(), town, one, actor=g.account, now=now())
    except RecordFaults as error:
        db_session().rollback()
        return page(409, "", " ".join(translate(fault.message) for fault in error.faults))
    db_session().commit()
    flash(gettext("Noted. It holds from the next run on."), "good")
    anchor = f"item-{told[0]['kind']}-{told[0]['item']}" + (f"-{entry.start}" if entry else "")
    month = entry.start.strftime("%Y-%m") if entry else None
    return redirect(url_for("plan.draft", slug=town.slug, plan_id=plan_id, month=month, _anchor=anchor))


@bp.post("/plan/decisions/<key>/remove")
@desk("event_team")
def undecide(town: Town, key: str):
    """Take a decision back."""
    row = decisions.decision(db_session(), town, key)
    if row is None:
        return page(404)
    decisions.remove(db_session(), town, row, actor=g.account)
    db_session().commit()
    flash(gettext("The decision is taken back, from the next run on."), "good")
    if back := row_id(request.form.get("draft")):
        return redirect(url_for("plan.draft", slug=town.slug, plan_id=back))
    return redirect(url_for("plan.index", slug=town.slug))
