"""The towns of an account, and a new town."""

from flask import Blueprint, g, redirect, render_template, url_for
from sqlalchemy import select

from models.accounts import Membership
from models.places import Town

from ..auth import signed_in
from ..database import db_session

bp = Blueprint("desk", __name__)


@bp.get("/desk/")
@signed_in
def towns():
    """The towns of the person who asks; somebody with a single one goes straight to it."""
    return render_template("desk/towns.html", towns=towns_of_account())


def towns_of_account() -> list[Town]:
    found = select(Town).order_by(Town.name)
    if not g.account.administrator:
        found = found.join(Membership, Membership.town_id == Town.id).where(
            Membership.account_id == g.account.id
        )
    return list(db_session().scalars(found))
