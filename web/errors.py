"""What a person sees when something cannot be done: what happened, what to do, and a number to give to support.

Traces go to the log only.
"""

import errno
import logging

from flask import Flask, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException, InternalServerError

from models.database import is_full

from .i18n import gettext

logger = logging.getLogger(__name__)
RETRY_SECONDS = "5"


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(OSError, _system)
    app.register_error_handler(Exception, _unexpected)


def words(status: int) -> tuple[str, str]:
    """The title of an error page, and what to do."""
    match status:
        case 400:
            return gettext("This request cannot be read"), gettext("Go back, reload the page and try again.")
        case 401:
            return gettext("Please sign in"), gettext("Your session has ended. Sign in and come back.")
        case 403:
            return gettext("This is not open to your role"), gettext(
                "An administrator of your town can change your role on the page of accounts."
            )
        case 404:
            return gettext("There is nothing at this address"), gettext(
                "It may have been removed or renamed. Start again from the home page."
            )
        case 405:
            return gettext("This page cannot be used that way"), gettext(
                "Go back and use the page’s own buttons."
            )
        case 409:
            return gettext("Somebody else was here first"), gettext(
                "The record changed in the meantime. Reload it, then make your change again."
            )
        case 413:
            return gettext("This file is too large"), gettext("Send a smaller file, or split it.")
        case 429:
            return gettext("Too many attempts"), gettext("Wait a minute, then try again.")
        case 503:
            return gettext("Rideau is busy"), gettext("Nothing was changed. Try again in a few seconds.")
        case 507:
            return gettext("The disk of the server is full"), gettext(
                "Nothing was changed. What is published stays readable. Make room on the server, then try again."
            )
        case _:
            return gettext("Rideau could not do that"), gettext(
                "Nothing was half saved. Try again; if it happens again, give this number to whoever runs Rideau."
            )


def page(status: int, title: str = "", advice: str = ""):
    """The error page of ``status``, with words of its own where they are given."""
    usual = words(status)
    body = render_template(
        "errors/page.html",
        status=status,
        heading=title or usual[0],
        advice=advice or usual[1],
        request_id=g.get("request_id", ""),
    )
    headers = {"Retry-After": RETRY_SECONDS} if status in (429, 503) else {}
    return body, status, headers


def _http(error: HTTPException):
    if error.code is None or error.code < 400:
        return error.get_response()  # a redirection of the router
    if error.code == 405 and error.get_response().headers.get("Allow"):
        body, status, headers = page(405)
        return body, status, {**headers, "Allow": error.get_response().headers["Allow"]}
    own = error.description if error.description != type(error).description else ""
    return page(error.code, "", own or "")


def _csrf(_error: CSRFError):
    return page(
        400,
        gettext("This form is too old"),
        gettext(
            "It was opened before you signed in or in another window. Go back, reload the page and try again."
        ),
    )


def _database(error: DBAPIError):
    said = str(error.orig).lower()
    logger.error("database: %s", said.splitlines()[0] if said else "", exc_info=error)
    if is_full(error) or "disk is full" in said or "no space left" in said:
        return page(507)
    if "locked" in said or "busy" in said or error.connection_invalidated:
        return page(503)
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return page(
            503, gettext("The database cannot be used"), gettext("Whoever runs Rideau must look at it.")
        )
    return page(500)


def _system(error: OSError):
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        logger.error("the disk is full", exc_info=error)
        return page(507)
    return _unexpected(error)


def _unexpected(error: Exception):
    if isinstance(error, HTTPException):
        return _http(error)
    logger.error("%s %s failed", request.method, request.path, exc_info=error)
    return page(InternalServerError.code)
