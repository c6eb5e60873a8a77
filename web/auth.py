"""Who is asking, and what they may do: the sign-in cookie, and the doors of the desks.

A sign-in is a row that can be deleted, so that it ends at once; the cookie holds a random token of which the row
keeps only the hash. Roles rank: a reader sees, the event team edits what happens in the streets, a manager edits
everything, an administrator also governs accounts. An account with ``administrator`` governs every town.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, redirect, request, session, url_for
from sqlalchemy import select

from models import members
from models.accounts import Account
from models.places import Town

from .database import db_session

RANK = {"reader": 0, "event_team": 1, "manager": 2, "administrator": 3}
View = Callable[..., Any]


def init_app(app: Flask) -> None:
    app.before_request(_recognise)
    app.context_processor(lambda: {"account": g.get("account"), "town": g.get("town"), "may": may})


def cookie_name() -> str:
    """``__Host-`` binds the cookie to this host and to https (RFC 6265bis 4.1.3.2)."""
    return "__Host-rideau" if current_app.config["RIDEAU"].server.https else "rideau"


def _recognise() -> None:
    g.account = None
    g.town = None
    g.role = None
    if request.endpoint == "static":
        return
    if token := request.cookies.get(cookie_name()):
        g.account = members.signed_in_account(db_session(), token, datetime.now(UTC))


def open_session(account: Account, response: Response) -> Response:
    """Sign ``account`` in: a new token and an empty session, so that nothing set before survives."""
    hours = current_app.config["RIDEAU"].security.session_hours
    token = members.open_sign_in(db_session(), account, datetime.now(UTC), hours)
    session.clear()
    response.set_cookie(
        cookie_name(),
        token,
        max_age=hours * 3600,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["RIDEAU"].server.https,
        path="/",
    )
    return response


def close_session(response: Response) -> Response:
    """Sign out: the row goes, so a copy of the cookie is worth nothing."""
    if token := request.cookies.get(cookie_name()):
        members.close_sign_in(db_session(), token)
    session.clear()
    https = current_app.config["RIDEAU"].server.https
    response.delete_cookie(cookie_name(), path="/", httponly=True, samesite="Lax", secure=https)
    return response


def role_in(account: Account | None, town: Town) -> str | None:
    """The role of ``account`` in ``town``, or None for somebody who is not of it."""
    return None if account is None else members.role_in(db_session(), account, town)


def may(role: str) -> bool:
    """Whether the person who asks holds at least ``role`` in the town of this page."""
    return g.get("role") is not None and RANK[g.role] >= RANK[role]


def desk(role: str) -> Callable[[View], View]:
    """
    The door of a town's desk: the view receives ``town`` in the place of ``slug``.

    Somebody not signed in is sent to sign in; of a town that is not theirs nobody learns that it exists (404);
    a role that does not suffice is told so (403).
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def inside(slug: str, **values: Any) -> Any:
            if g.account is None:
                return to_sign_in()
            town = db_session().scalar(select(Town).where(Town.slug == slug))
            held = role_in(g.account, town) if town else None
            if town is None or held is None:
                abort(404)
            g.town, g.role = town, held
            if not may(role):
                abort(403)
            return view(town, **values)

        return inside

    return wrap


def signed_in(view: View) -> View:
    """For pages of an account that belong to no town."""

    @wraps(view)
    def inside(**values: Any) -> Any:
        return to_sign_in() if g.account is None else view(**values)

    return inside


def administrator(view: View) -> View:
    """For pages that govern the installation."""

    @wraps(view)
    def inside(**values: Any) -> Any:
        if g.account is None:
            return to_sign_in()
        if not g.account.administrator:
            abort(403)
        return view(**values)

    return inside


def to_sign_in() -> Any:
    """The sign-in page, which comes back here afterwards where that is a page to look at."""
    if request.headers.get("Accept", "").startswith("text/event-stream"):
        abort(401)
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=back))


def safe_next(target: str | None) -> str | None:
    """``target`` where it is a path of this site, else None (no open redirection)."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc and "\\" not in target else None
