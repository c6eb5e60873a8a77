"""People's files into the town: choose, send, look at what would happen, then apply all of it or nothing."""

import json
from typing import Any

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from models.imports import staging
from models.imports.proposal import ImportRefused, StaleProposal
from models.journal import ImportBatch

from ..auth import desk
from ..clock import now
from ..database import db_session
from ..i18n import gettext
from ..importing import child, shown, taking_out
from ..importing.folder import Folder, folder_of, forget_old, new_folder, write_text
from ..importing.ways import MAPPING_WORDS, WAYS, Way, register_options
from ..names import names_of
from ..records.choices import Choices
from ..records.export import csv_text, download
from ..records.kinds import KINDS

bp = Blueprint("imports", __name__, url_prefix="/desk/<slug>/import")
PATIENCE = 2.5
LATEST = 8


def files() -> str:
    return str(current_app.config["RIDEAU"].files.dir)


def folder_here(town: Any, token: str) -> Folder:
    folder = folder_of(files(), town.id, token)
    if folder is None:
        abort(404, gettext("This import is no longer kept: a preview stays for a day. Send the file again."))
    return folder


@bp.get("")
@desk("manager")
def index(town):
    """The ways in and out, and what came in lately."""
    query = select(ImportBatch).where(ImportBatch.town_id == town.id).order_by(ImportBatch.id.desc())
    latest = list(db_session().scalars(query.limit(LATEST)))
    return render_template("imports/index.html", town=town, ways=WAYS, latest=latest, errors={})


@bp.post("/<way>/send")
@desk("manager")
def send(town, way):
    """Keep the file aside and begin to read it."""
    if way not in WAYS:
        abort(404)
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        flash(gettext("No file was chosen. Choose one, then press the button again."), "bad")
        return redirect(url_for("imports.index", slug=town.slug))
    bbox = request.form.get("bbox", "").strip()
    if bbox and WAYS[way].box_fault(bbox):
        flash(WAYS[way].box_fault(bbox), "bad")
        return redirect(url_for("imports.index", slug=town.slug))
    forget_old(files(), town.id, now())
    options = {"bbox": bbox, "anywhere": bool(request.form.get("anywhere"))}
    folder = kept(town, WAYS[way], upload, options)
    begin(town, folder, "columns" if way == "register" else "compare")
    return redirect(url_for("imports.preview", slug=town.slug, token=folder.token))


def kept(town: Any, way: Way, upload: FileStorage, options: dict[str, Any]) -> Folder:
    name = (upload.filename or "").replace("\\", "/").rsplit("/", 1)[-1][:200]
    meta = {"kind": way.name, "filename": name, "town": town.id, "account": g.account.id, "options": options}
    folder = new_folder(files(), town.id, meta)
    upload.save(folder.upload)
    return folder


def begin(town: Any, folder: Folder, action: str) -> None:
    meta = folder.meta
    task = {
        "action": action,
        "database": db_session().get_bind().url.render_as_string(hide_password=False),
        "town": town.id,
        "kind": meta["kind"],
        "filename": meta["filename"],
        "options": meta["options"],
    }
    child.start(folder, task, now().timestamp())


@bp.get("/<token>")
@desk("manager")
def preview(town, token):
    """What the import would do; a page that waits while the file is being read."""
    folder = folder_here(town, token)
    child.wait(folder, PATIENCE)
    meta = folder.meta
    if failure := overdue(folder) or folder.told(folder.failure):
        return render_template("imports/failed.html", town=town, meta=meta, why=failure["why"]), 422
    if child.reading(folder):
        seconds = max(0, round(now().timestamp() - meta["began"]))
        return render_template(
            "imports/wait.html", town=town, meta=meta, token=token, seconds=seconds, limit=meta["seconds"]
        )
    proposal = folder.proposal()
    if proposal is None:
        return mapping_page(town, folder)
    return render_template("imports/preview.html", **told(town, folder, proposal))


def told(town: Any, folder: Folder, proposal: Any) -> dict[str, Any]:
    choices = Choices(db_session(), town)
    return {
        "town": town,
        "token": folder.token,
        "meta": folder.meta,
        "way": WAYS[folder.meta["kind"]],
        "proposal": proposal,
        "added": shown.added(proposal, choices),
        "changed": shown.changed(proposal, choices),
        "refused": shown.refused(proposal, names_of(town)),
        "notes": [shown.translate(note, names_of(town)) for note in proposal.notes],
        "most": shown.MOST_ROWS,
    }


def overdue(folder: Folder) -> dict[str, str] | None:
    """A reading whose process is gone, with the server that watched it."""
    late = now().timestamp() > folder.meta["began"] + folder.meta["seconds"] + child.GRACE
    return {"why": "crash"} if late and child.reading(folder) else None


def mapping_page(town: Any, folder: Folder, error: str = "") -> Any:
    """For a register: which column holds what."""
    return render_template(
        "imports/columns.html",
        town=town,
        token=folder.token,
        meta=folder.meta,
        told=folder.told(folder.columns),
        fields=MAPPING_WORDS,
        typed=request.form if request.method == "POST" else None,
        error=error,
    )


@bp.post("/<token>/columns")
@desk("manager")
def columns(town, token):
    """Read the register by the columns that were chosen."""
    folder = folder_here(town, token)
    columns_found = folder.told(folder.columns)
    if folder.meta["kind"] != "register" or columns_found is None:
        abort(404)
    options, error = register_options(request.form, columns_found["headers"])
    if error:
        return mapping_page(town, folder, error), 422
    folder.note(options=options)
    folder.columns.unlink(missing_ok=True)
    folder.note(columns=columns_found)
    begin(town, folder, "compare")
    return redirect(url_for("imports.preview", slug=town.slug, token=token))


@bp.get("/<token>/columns")
@desk("manager")
def columns_again(town, token):
    """Back from the preview to the columns."""
    folder = folder_here(town, token)
    if not (kept_columns := folder.meta.get("columns")):
        abort(404)
    write_text(folder.columns, json.dumps({**kept_columns, "mapping": folder.meta["options"]["mapping"]}))
    folder.found.unlink(missing_ok=True)
    return redirect(url_for("imports.preview", slug=town.slug, token=token))


@bp.get("/<token>/refused")
@desk("manager")
def refused(town, token):
    """The refused rows as a table, to correct them in the file."""
    folder = folder_here(town, token)
    proposal = folder.proposal() or abort(404)
    headers = [gettext("File"), gettext("Row"), gettext("Column"), gettext("Value"), gettext("What to do")]
    rows = [
        [one.file, one.row or "", one.column, one.value, one.remedy]
        for one in shown.refused(proposal, names_of(town))
    ]
    return download(
        csv_text(headers, rows).encode("utf-8-sig"), f"{town.slug}-refused.csv", "text/csv; charset=utf-8"
    )


@bp.post("/<token>/apply")
@desk("manager")
def apply(town, token):
    """Do what the preview says, whole."""
    folder = folder_here(town, token)
    proposal = folder.proposal() or abort(404)
    session = db_session()
    if request.form.get("digest") != proposal.digest:
        flash(
            gettext("The preview has changed since you opened it. Look at it again, then apply it."), "warn"
        )
        return redirect(url_for("imports.preview", slug=town.slug, token=token))
    try:
        batch = staging.apply(
            session,
            town,
            proposal,
            g.account,
            now(),
            skip_refused=request.form.get("without_refused") == "yes",
        )
    except StaleProposal:
        session.rollback()
        begin(town, folder, "compare")
        flash(
            gettext("The town has changed since this preview: nothing was written. Here is the new preview."),
            "warn",
        )
        return redirect(url_for("imports.preview", slug=town.slug, token=token))
    except ImportRefused:
        session.rollback()
        flash(
            gettext(
                "Nothing was written: some rows are refused. Correct them in the file, or choose to leave them out."
            ),
            "bad",
        )
        return redirect(url_for("imports.preview", slug=town.slug, token=token))
    session.commit()
    folder.remove()
    return redirect(url_for("imports.result", slug=town.slug, batch=batch.id))


@bp.post("/<token>/stop")
@desk("manager")
def stop(town, token):
    """Leave an import: the file and its preview are removed, the town is as it was."""
    folder = folder_here(town, token)
    child.stop(folder)
    folder.remove()
    flash(gettext("The import was left. Nothing was changed."))
    return redirect(url_for("imports.index", slug=town.slug))


@bp.get("/done/<int:batch>")
@desk("manager")
def result(town, batch):
    """What an import did, with links to what came in."""
    row = db_session().get(ImportBatch, batch)
    if row is None or row.town_id != town.id:
        abort(404)
    return render_template("imports/result.html", town=town, batch=row)


@bp.get("/template.<any(xlsx,zip):form>")
@desk("manager")
def template(town, form):
    """Empty tables with every column, to be filled in."""
    return taking_out.template(form)


@bp.get("/export.<any(xlsx,zip,json):form>")
@desk("manager")
def export(town, form):
    """The whole town in one file."""
    try:
        return taking_out.whole_town(db_session(), town, form)
    except taking_out.CannotGoOut as no:
        flash(str(no), "bad")
        return redirect(url_for("imports.index", slug=town.slug))


@bp.context_processor
def words_of_pages() -> dict[str, Any]:
    return {
        "kinds": KINDS,
        "kind_label": shown.kind_label,
        "WAYS": WAYS,
        "limit": current_app.config["RIDEAU"].security.upload_mb,
        "total": lambda counts: sum((counts or {}).values()),
        "kinds_of": lambda counts: list(
            dict.fromkeys([*counts.get("added", {}), *counts.get("changed", {})])
        ),
    }
