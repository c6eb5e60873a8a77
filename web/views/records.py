"""Lists and forms of everything that a town keeps, one pair of pages for every kind of record."""

import json
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from models.records import RecordFaults, StaleRecord

from ..auth import desk, may
from ..clock import now
from ..database import db_session
from ..i18n import gettext
from ..names import names_of
from ..planning.edited import remarks_on
from ..plans import chosen_plan
from ..records import forms, store
from ..records.addresses import ANY_KIND, KeyConverter
from ..records.bulk import act, in_use, picked
from ..records.choices import Choices
from ..records.export import sheet
from ..records.kind import Kind
from ..records.kinds import KINDS
from ..records.listing import Listing
from ..records.store import Kept
from ..records.trail_page import board, measure
from ..records.whereabouts import whereabouts
from ..telling import translate

bp = Blueprint("records", __name__, url_prefix="/desk/<slug>")
bp.record(lambda state: state.app.url_map.converters.update(key=KeyConverter))


def listing_of(town: Any, kind: Kind) -> Listing:
    everything = store.all_kept(db_session(), town, kind)
    choices = Choices(db_session(), town, [one.document for one in everything])
    return Listing(kind, everything, choices, request.args)


def found(town: Any, kind: Kind, key: str) -> Kept:
    one = store.kept(db_session(), town, kind, key)
    if one is None:
        abort(404, gettext("This record is not there; it may have been deleted. Look for it in the list."))
    return one


def allow(kind: Kind) -> None:
    if not may(kind.role):
        abort(403)


@bp.get(f"/<{ANY_KIND}:kind>")
@desk("reader")
def index(town, kind):
    """The list of a kind, as it was asked for."""
    listing = listing_of(town, KINDS[kind])
    return render_template("records/list.html", town=town, kind=KINDS[kind], listing=listing, pick=set())


@bp.get(f"/<{ANY_KIND}:kind>/export")
@desk("reader")
def export(town, kind):
    """The list, as it was asked for, for a spreadsheet."""
    listing = listing_of(town, KINDS[kind])
    return sheet(listing, listing.found, request.args.get("as", "csv"))


@bp.post(f"/<{ANY_KIND}:kind>/bulk")
@desk("reader")
def bulk(town, kind):
    """What is done with the records that were picked in a list."""
    listing = listing_of(town, KINDS[kind])
    chosen = picked(listing, request.form.getlist("key"))
    action = request.form.get("action", "")
    back = url_for("records.index", slug=town.slug, kind=kind) + request.form.get("back", "")[:2000]
    if not chosen:
        flash(gettext("Nothing was picked. Tick one or more rows, then choose what to do."), "warn")
        return redirect(back if back.startswith("/") else url_for("records.index", slug=town.slug, kind=kind))
    if action == "export":
        return sheet(listing, chosen, "csv")
    allow(KINDS[kind])
    if action == "delete" and not request.form.get("sure"):
        asked = in_use(db_session(), town, KINDS[kind], chosen, names_of(town))
        return render_template(
            "records/delete.html", town=town, kind=KINDS[kind], asked=asked, listing=listing, bulk=True
        )
    flash(*act(db_session(), town, KINDS[kind], chosen, action, account=g.account, now=now()))
    return redirect(url_for("records.index", slug=town.slug, kind=kind))


@bp.get(f"/<{ANY_KIND}:kind>/new")
@desk("event_team")
def new(town, kind):
    """An empty form, or a copy of another record (``?like=key``)."""
    allow(KINDS[kind])
    choices = Choices(db_session(), town)
    if like := request.args.get("like"):
        form = forms.copy_of(KINDS[kind], choices, found(town, KINDS[kind], like).document)
    else:
        form = forms.form_of(KINDS[kind], choices, {})
        for f in KINDS[kind].fields:
            if f.name in request.args and isinstance(form.raws.get(f.name), str):
                form.raws[f.name] = request.args[f.name][:200]
    return page(town, KINDS[kind], form)


@bp.post(f"/<{ANY_KIND}:kind>/new")
@desk("event_team")
def create(town, kind):
    """Add a record."""
    allow(KINDS[kind])
    form = forms.sent_form(KINDS[kind], Choices(db_session(), town), request.form, {})
    if more(form) or measure(town, form):
        return page(town, KINDS[kind], form)
    document = form.document()
    if document is not None and KINDS[kind].keyed:
        if document.get("id") and store.kept(db_session(), town, KINDS[kind], document["id"]):
            form.errors["id"] = gettext("This identifier is taken. Choose another, or leave it empty.")
            document = None
        elif not document.get("id"):
            document["id"] = store.new_key(db_session(), town, KINDS[kind], document)
    if document is None:
        return page(town, KINDS[kind], form, status=422)
    try:
        key = store.save(db_session(), town, KINDS[kind], document, account=g.account, now=now())
    except RecordFaults as refused:
        form.refuse(refused.faults, names_of(town))
        return page(town, KINDS[kind], form, status=422)
    db_session().commit()
    return saved(town, KINDS[kind], key)


@bp.get(f"/<{ANY_KIND}:kind>/<key:key>")
@desk("reader")
def edit(town, kind, key):
    """A record: its form, or what it says for those who only read."""
    one = found(town, KINDS[kind], key)
    form = forms.form_of(KINDS[kind], Choices(db_session(), town), one.document, one.version)
    return page(town, KINDS[kind], form, one)


@bp.post(f"/<{ANY_KIND}:kind>/<key:key>")
@desk("event_team")
def save(town, kind, key):
    """Store a record as its form has it; where somebody was faster, both versions are shown."""
    allow(KINDS[kind])
    one = store.kept(db_session(), town, KINDS[kind], key)
    choices = Choices(db_session(), town)
    base = forms.seen_base(request.form)
    if one is None:
        return gone(town, KINDS[kind], forms.sent_form(KINDS[kind], choices, request.form, {}))
    form = forms.sent_form(KINDS[kind], choices, request.form, one.document, one.version)
    forms.settle(form, request.form, one.document)
    if more(form) or measure(town, form):
        return page(town, KINDS[kind], form, one, seen=base)
    document = form.document()
    if document is None:
        return page(town, KINDS[kind], form, one, status=422, seen=base)
    try:
        version = request.form.get("_version", "")
        store.save(
            db_session(),
            town,
            KINDS[kind],
            {**document, "id": key},
            account=g.account,
            now=now(),
            version=int(version) if version.isdecimal() and len(version) < 10 else -1,
            seen=base or {},
        )
    except RecordFaults as refused:
        form.refuse(refused.faults, names_of(town))
        return page(town, KINDS[kind], form, one, status=422, seen=base)
    except StaleRecord as stale:
        db_session().rollback()
        return clash(town, KINDS[kind], form, key, document, stale, base)
    db_session().commit()
    return saved(town, KINDS[kind], key)


def saved(town, kind, key):
    """Where to go after a record was stored: to the list, to another new one, or back to it."""
    one = store.kept(db_session(), town, kind, key)
    name = kind.title_of(one.document, Choices(db_session(), town)) if one else key
    flash(gettext("“%(name)s” is saved.", name=name), "good")
    if request.form.get("_then") == "new":
        return redirect(url_for("records.new", slug=town.slug, kind=kind.name))
    return redirect(url_for("records.edit", slug=town.slug, kind=kind.name, key=key))


def clash(town, kind, form, key, document, stale, base):
    """Both versions, field by field, with the person's to choose; the other's stays in the journal."""
    one = store.kept(db_session(), town, kind, key)
    if one is None or stale.theirs is None:
        return gone(town, kind, form)
    pairs = forms.clashes(form, document, one.document, base)
    if not pairs:
        return saved(town, kind, key)
    sent = [(n, v) for n, v in request.form.items(multi=True) if not n.startswith("_") and n != "csrf_token"]
    return (
        render_template(
            "records/clash.html",
            town=town,
            kind=kind,
            one=one,
            pairs=pairs,
            sent=sent,
            base_text=forms.form_of(kind, form.choices, one.document).base_text(),
            title=kind.title_of(one.document, form.choices),
        ),
        409,
    )


def gone(town, kind, form):
    """The record was deleted while somebody edited it: what they typed becomes a new record's form."""
    form.base = {}
    form.raws = {
        f.name: form.raws.get(f.name, f.take(request.form, f.name)) for f in forms.fields_of(kind, {})
    }
    flash(
        gettext("Somebody deleted this record while you edited it. Save it below as a new one, or leave it."),
        "warn",
    )
    return page(
        town, kind, form, status=409, action=url_for("records.create", slug=town.slug, kind=kind.name)
    )


@bp.get(f"/<{ANY_KIND}:kind>/<key:key>/delete")
@desk("event_team")
def delete(town, kind, key):
    """Ask before a record is deleted, and say what refers to it."""
    allow(KINDS[kind])
    one = found(town, KINDS[kind], key)
    listing = Listing(KINDS[kind], [one], Choices(db_session(), town, [one.document]), {})
    asked = in_use(db_session(), town, KINDS[kind], [one], names_of(town))
    return render_template("records/delete.html", town=town, kind=KINDS[kind], asked=asked, listing=listing)


def more(form: forms.RecordForm) -> bool:
    """Whether the person asked for one more empty row rather than to save."""
    name = request.form.get("_more", "")
    if name:
        form.more[name] = form.more.get(name, 0) + 2
    return bool(name)


def page(town, kind, form, one=None, status=200, seen=None, action=None):
    """The page of a record, or of a new one."""
    title = kind.title_of(one.document, form.choices) if one else str(kind.new)
    version = form.version
    base_text = form.base_text()
    if seen is not None:
        base_text = json.dumps(seen, ensure_ascii=False)
        version = request.form.get("_version", version)
    problem, plan, state = chosen_plan(town, request)
    places = []
    if one is not None and problem is not None and plan is not None:
        places = whereabouts(kind.name, one.key, one.document, problem, plan, names_of(town))
    return (
        render_template(
            "records/form.html",
            town=town,
            kind=kind,
            form=form,
            choices=form.choices,
            one=one,
            title=title,
            editable=may(kind.role),
            version=version,
            base_text=base_text,
            places=places,
            state=state,
            action=action or request.path,
            board=board(town, form) if kind.name == "trails" else None,
            remarks=[translate(one, names_of(town)) for one in remarks_on(town, form)],
        ),
        status,
    )


@bp.context_processor
def words_of_pages() -> dict[str, Any]:
    return {
        "kinds": KINDS,
        "pictures": {"trails": "trail", "funding": "money", "decisions": "pin"},
        "section_open": section_open,
        "said": said,
    }


def section_open(section: Any, form: forms.RecordForm) -> bool:
    """Whether a folded section must be open: it holds something, or something wrong."""
    names = [f.name for f in section.fields]
    if any(name == one or name.startswith(f"{one}-") for name in form.errors for one in names):
        return True
    if any(name.split("-")[0] in names for name in form.more):
        return True
    empty = forms.form_of(form.kind, form.choices, {}).raws
    return any(form.raws[name] != empty.get(name, form.raws[name]) for name in names)


def said(section: Any, form: forms.RecordForm) -> list[tuple[str, str]]:
    """The section for those who only read: labels and words of what is filled in."""
    pairs = [(str(f.label), f.words(form.base.get(f.name, f.default), form.choices)) for f in section.fields]
    return [(label, words) for label, words in pairs if words]
