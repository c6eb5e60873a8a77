"""The settings of a town: season, limits, points, public look."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm.exc import StaleDataError

from models.journal_log import record
from models.places import Town

from .. import town_form
from ..auth import desk
from ..database import db_session
from ..i18n import gettext

bp = Blueprint("settings", __name__, url_prefix="/desk/<slug>/settings")


@bp.get("")
@desk("manager")
def town(town: Town):
    """The form of the town's settings."""
    return _form(town, town_form.values_of(town), {})


@bp.post("")
@desk("manager")
def save(town: Town):
    """Store the settings; a stale form shows what the other person stored and loses nothing."""
    found, typed = town_form.read(request.form)
    if request.form.get("version") != str(town.version):
        return _form(town, _typed_values(request.form), {}, theirs=town_form.values_of(town)), 409
    before = town_form.values_of(town)
    if not typed.errors:
        town_form.put(db_session(), town, found, typed)
    if typed.errors:
        db_session().rollback()
        return _form(town, _typed_values(request.form), typed.errors), 422
    after = town_form.values_of(town)
    changed = {k for k in after if after[k] != before[k] and k != "version"}
    if changed:
        record(
            db_session(),
            g.account,
            "change",
            "towns",
            town.slug,
            {k: _plain(before[k]) for k in sorted(changed)},
            {k: _plain(after[k]) for k in sorted(changed)},
            town,
        )
    try:
        db_session().commit()
    except StaleDataError:
        db_session().rollback()
        db_session().refresh(town)
        return _form(town, _typed_values(request.form), {}, theirs=town_form.values_of(town)), 409
    flash(gettext("The settings of %(town)s are saved.", town=town.name), "good")
    return redirect(url_for("settings.town", slug=town.slug))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal | date):
        return str(value)
    return [list(one) for one in value if any(one)] if isinstance(value, list) else value


def _typed_values(form: Any) -> dict[str, Any]:
    values = form.to_dict()
    values["money_limited"] = "money_limited" in form
    values["rates"] = list(zip(form.getlist("role"), form.getlist("rate"), strict=False))
    return values


def _form(town: Town, values: dict[str, Any], errors: dict[str, str], theirs: dict[str, Any] | None = None):
    if theirs is not None:
        values["version"] = theirs["version"]
        theirs = {
            k: v
            for k, v in theirs.items()
            if k not in ("version", "rates") and _shown(v) != _shown(values.get(k))
        }
    return render_template(
        "settings/town.html",
        values=values,
        errors=errors,
        theirs=theirs,
        colours=[(c, town_form.COLOUR_NAMES[c]) for c in town_form.COLOURS],
    )


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
