"""From data to a draft, and from a draft to the public programme."""

from flask import Blueprint, render_template

from ..auth import desk

bp = Blueprint("plan", __name__, url_prefix="/desk/<slug>")


@bp.get("/plan")
@desk("reader")
def index(town):
    """What will be planned, and the runs and drafts so far."""
    return render_template("plan/index.html", town=town)


@bp.get("/publish")
@desk("manager")
def publish(town):
    """Which version is public, and what could be."""
    return render_template("plan/index.html", town=town)
