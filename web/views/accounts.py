"""Signing in and out, one's own profile, and who may do what in which town."""

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from models import members
from models.accounts import ROLES, Account
from models.places import Town

from .. import i18n
from ..auth import administrator, close_session, open_session, safe_next, signed_in
from ..database import db_session
from ..demo_accounts import demo_accounts
from ..i18n import gettext
from ..pages import keep_language
from ..roles import ROLE_NAMES
from ..telling import translate
from ..typed import Typed

bp = Blueprint("accounts", __name__)


@bp.get("/sign-in")
def sign_in():
    """The form to sign in; somebody signed in already goes to the towns."""
    if g.account is not None:
        return redirect(safe_next(request.args.get("next")) or url_for("desk.towns"))
    return _sign_in_form()


@bp.post("/sign-in")
def open_door():
    """Check address and password; the answer and its time are the same for an unknown address."""
    if request.form.get("demo"):
        return _open_demo(request.form["demo"])
    email, now = request.form.get("email", ""), datetime.now(UTC)
    try:
        account = members.verify(db_session(), email, request.form.get("password", ""), now)
    except members.TooManyTries as refused:
        return _sign_in_form(translate(refused.message), email), 429
    if account is None:
        db_session().commit()  # the failure counts
        return _sign_in_form(gettext("This address and this password do not go together."), email), 401
    return _enter(account)


def _open_demo(email: str):
    account = next((one for one in demo_accounts() if one.email == email), None)
    return _enter(account) if account else abort(404)


def _enter(account: Account):
    response = redirect(safe_next(request.form.get("next")) or url_for("desk.towns"))
    open_session(account, response)
    keep_language(response, account.language)
    db_session().commit()
    return response


def _sign_in_form(error: str = "", email: str = ""):
    back = safe_next(request.values.get("next")) or ""
    return render_template(
        "accounts/sign_in.html", error=error, email=email, back=back, demo=demo_accounts(), roles=ROLE_NAMES
    )


@bp.post("/sign-out")
@signed_in
def sign_out():
    """End this sign-in, here and for every copy of its cookie."""
    response = redirect(url_for("accounts.sign_in"))
    close_session(response)
    db_session().commit()
    return response


@bp.get("/profile")
@signed_in
def profile():
    """One's own name, language and password."""
    return _profile({})


@bp.post("/profile")
@signed_in
def save_profile():
    """Store name and language, or a new password when the present one is given."""
    form = Typed(request.form)
    name, language = form.text("name", needed=True), form.choice("language", i18n.LANGUAGES)
    if form.errors:
        return _profile(form.errors), 422
    g.account.name, g.account.language = name, language
    db_session().commit()
    response = redirect(url_for("accounts.profile"))
    keep_language(response, language)
    i18n.use_language(language)
    flash(gettext("Your profile is saved."), "good")
    return response


@bp.post("/profile/password")
@signed_in
def change_password():
    """A new password ends every other open sign-in of the account."""
    now, form = datetime.now(UTC), request.form
    try:
        if members.verify(db_session(), g.account.email, form.get("password", ""), now) is None:
            db_session().commit()
            return _profile({"password": gettext("This is not your present password.")}), 422
        if form.get("new_password") != form.get("again"):
            return _profile({"again": gettext("The two entries differ.")}), 422
        members.set_password(db_session(), g.account, form.get("new_password", ""), actor=g.account, now=now)
    except members.TooManyTries as refused:
        return _profile({"password": translate(refused.message)}), 429
    except members.MemberRefused as refused:
        db_session().rollback()
        return _profile({"new_password": translate(refused.message)}), 422
    response = redirect(url_for("accounts.profile"))
    open_session(g.account, response)
    db_session().commit()
    flash(gettext("Your password is changed. Every other device was signed out."), "good")
    return response


def _profile(errors: dict[str, str]):
    return render_template("accounts/profile.html", errors=errors, least=members.LEAST_PASSWORD)


@bp.get("/accounts")
@administrator
def index():
    """Every account and its role in each town."""
    return _index({})


@bp.post("/accounts")
@administrator
def add():
    """A new account, with a role in a town where one is chosen."""
    form, now = request.form, datetime.now(UTC)
    town = db_session().scalar(select(Town).where(Town.slug == form.get("town", "")))
    try:
        account = members.create_account(
            db_session(),
            form.get("email", ""),
            form.get("name", ""),
            form.get("password", ""),
            now=now,
            actor=g.account,
            language=form.get("language", i18n.language()),
            administrator=form.get("role") == "administrator" and town is None,
        )
        if town is not None:
            members.set_role(db_session(), account, town, form.get("role") or None, actor=g.account, now=now)
    except members.MemberRefused as refused:
        db_session().rollback()
        return _index({"email": translate(refused.message)}), 422
    db_session().commit()
    flash(gettext("The account of %(name)s is open.", name=account.name or account.email), "good")
    return redirect(url_for("accounts.index"))


@bp.post("/accounts/<int:account_id>")
@administrator
def change(account_id: int):
    """Change a role, close or open an account, name an administrator, or set a new password."""
    account = db_session().get(Account, account_id) or abort(404)
    form, now = request.form, datetime.now(UTC)
    try:
        _apply(account, form.get("what", ""), form, now)
    except members.MemberRefused as refused:
        db_session().rollback()
        return _index({f"account-{account_id}": translate(refused.message)}), 422
    db_session().commit()
    flash(gettext("The account of %(name)s is changed.", name=account.name or account.email), "good")
    return redirect(url_for("accounts.index"))


def _apply(account: Account, what: str, form, now: datetime) -> None:
    session = db_session()
    match what:
        case "role":
            town = session.scalar(select(Town).where(Town.slug == form.get("town", ""))) or abort(404)
            members.set_role(session, account, town, form.get("role") or None, actor=g.account, now=now)
        case "administrator":
            wanted = form.get("administrator") == "yes"
            members.set_standing(session, account, actor=g.account, now=now, administrator=wanted)
        case "active":
            wanted = form.get("active") == "yes"
            members.set_standing(session, account, actor=g.account, now=now, active=wanted)
        case "password":
            members.set_password(session, account, form.get("password", ""), actor=g.account, now=now)
        case _:
            abort(400)


@bp.get("/accounts/<int:account_id>/remove")
@administrator
def ask_removal(account_id: int):
    """What would go with the account, and what stays, before it goes."""
    return _removal(db_session().get(Account, account_id) or abort(404), {})


@bp.post("/accounts/<int:account_id>/remove")
@administrator
def remove(account_id: int):
    """Remove an account for good."""
    account = db_session().get(Account, account_id) or abort(404)
    name = account.name or account.email
    try:
        members.remove_account(db_session(), account, actor=g.account, now=datetime.now(UTC))
    except members.MemberRefused as refused:
        db_session().rollback()
        return _removal(account, {"account": translate(refused.message)}), 422
    db_session().commit()
    flash(gettext("The account of %(name)s is removed.", name=name), "good")
    return redirect(url_for("accounts.index"))


def _removal(account: Account, errors: dict[str, str]):
    return render_template("accounts/remove.html", one=account, errors=errors)


def _index(errors: dict[str, str]):
    everybody = select(Account).options(selectinload(Account.memberships)).order_by(Account.name)
    towns = list(db_session().scalars(select(Town).order_by(Town.name)))
    return render_template(
        "accounts/index.html",
        accounts=list(db_session().scalars(everybody)),
        towns=towns,
        town_options=[(town.slug, town.name) for town in towns],
        town_of={town.id: town for town in towns},
        roles=[(role, ROLE_NAMES[role]) for role in ROLES],
        role_names=ROLE_NAMES,
        errors=errors,
        typed=request.form,
        least=members.LEAST_PASSWORD,
    )
