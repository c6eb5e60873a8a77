"""Help within the product."""

from flask import Blueprint, render_template

from .. import i18n

bp = Blueprint("help", __name__)


@bp.get("/help")
def index():
    """What each page is for, in the language of the reader."""
    return render_template(f"help/{i18n.language()}.html")
