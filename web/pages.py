"""What every page shares: language, request id, security headers, the rail, the version in force."""

import logging
import secrets
import time
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, abort, current_app, g, request, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from . import clock, i18n, rail
from .logs import request_id

access = logging.getLogger("web.access")
POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
LANGUAGE_COOKIE = "language"


def init_app(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_headers)
    app.after_request(_log)
    _templates(app)


def speak() -> None:
    """Choose the language of this request; called again once the account is known."""
    account = g.get("account")
    i18n.use_language(
        i18n.chosen_language(
            account.language if account else None,
            request.args.get("lang"),
            request.cookies.get(LANGUAGE_COOKIE),
            request.accept_languages,
            current_app.config["RIDEAU"].language.default,
        )
    )


def _begin() -> None:
    g.began = time.perf_counter()
    g.request_id = secrets.token_hex(6)
    request_id.set(g.request_id)
    if not request.host:  # absent or not the name of a host: every address of this site would be wrong
        abort(400)


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["X-Frame-Options"] = "DENY"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    headers["X-Request-Id"] = g.get("request_id", "")
    if current_app.config["RIDEAU"].server.https:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if g.get("account") is not None and request.endpoint not in ("static", "leaflet.static"):
        headers["Cache-Control"] = "no-store"
    headers.setdefault("Cache-Control", "no-store")  # what does not say that it may be kept, such as forms
    asked = request.args.get("lang")
    if asked in i18n.LANGUAGES and request.method == "GET":
        keep_language(response, asked)
    return response


def keep_language(response: Any, language: str) -> None:
    """Remember the language that this browser was set to."""
    https = current_app.config["RIDEAU"].server.https
    response.set_cookie(
        LANGUAGE_COOKIE, language, max_age=31536000, samesite="Lax", httponly=True, secure=https
    )


def _log(response: Response) -> Response:
    if request.endpoint not in ("static", "leaflet.static"):
        took = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000)
        # the address without its query: queries may hold tokens
        access.info("%s %s %s", request.method, request.path, response.status_code, extra={"ms": took})
    return response


def csrf_field() -> Markup:
    """The hidden field that every unsafe form carries."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def icon(name: str, label: str = "") -> Markup:
    """A picture of our own set; with ``label`` it speaks, without it is decoration."""
    if label:
        return Markup('<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>').format(
            label, static_url("img/icons.svg"), name
        )
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>').format(
        static_url("img/icons.svg"), name
    )


def static_url(name: str) -> str:
    """The address of one of our files; it changes with the file, so that browsers may keep it."""
    kept: dict[str, str] = current_app.extensions.setdefault("rideau_static", {})
    if name not in kept or current_app.debug:
        path = Path(current_app.static_folder or "") / name
        kept[name] = sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else ""
    return url_for("static", filename=name, v=kept[name] or None)


def here_in(language: str) -> str:
    """This page's address in another language; what was asked for stays as it was, whatever its names."""
    if request.endpoint is None:
        return url_for("public.home", lang=language)
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    path = quote(request.script_root + request.path)
    return f"{path}?{urlencode([*asked, ('lang', language)], errors='replace')}"


def paragraphs(text: str) -> Markup:
    """Plain text of several lines as paragraphs."""
    blocks = [b.strip() for b in text.replace("\r\n", "\n").split("\n\n") if b.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(_lines(b)) for b in blocks)


def _lines(block: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in block.split("\n"))


def _templates(app: Flask) -> None:
    env = app.jinja_env
    env.add_extension("jinja2.ext.i18n")
    env.policies["ext.i18n.trimmed"] = True
    env.trim_blocks = env.lstrip_blocks = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        i18n.gettext, i18n.plural_form, newstyle=True, pgettext=i18n.pgettext, npgettext=i18n.plural_form_in
    )
    env.globals.update(
        csrf_field=csrf_field,
        icon=icon,
        static_url=static_url,
        here_in=here_in,
        home_url=lambda: f"{request.script_root}/",
        endpoints=lambda: app.view_functions,
        today=lambda: clock.now().date(),
    )
    env.filters["paragraphs"] = paragraphs
    app.context_processor(
        lambda: {"language": i18n.language(), "rail": rail.rail, "desk_version": rail.desk_version}
    )
