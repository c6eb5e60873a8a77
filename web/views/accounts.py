"""Signing in and out, one's own profile, and who may do what."""

from flask import Blueprint, render_template

from ..auth import administrator, signed_in

bp = Blueprint("accounts", __name__)


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in():
    """Sign in with an address and a password."""
    return render_template("accounts/sign_in.html")


@bp.get("/profile")
@signed_in
def profile():
    """One's own name, language and password."""
    return render_template("accounts/sign_in.html")


@bp.get("/accounts")
@administrator
def index():
    """Every account and its role in each town."""
    return render_template("accounts/sign_in.html")
