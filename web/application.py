"""Puts the application together: settings, database, words, doors, pages."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from flask import Blueprint, Flask
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Engine
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map
from xstatic.pkg import leaflet

from models.database import prepare, sessions

from . import auth, database, errors, formats, pages, views
from .config import Settings
from .database import installation_value
from .starting import prepare_installation
from .typed import MOST_ID


class RowId(IntegerConverter):
    """Numbers in addresses are ids of rows: one that no database could hold is not found."""

    def __init__(self, map: Map, **options: Any) -> None:
        super().__init__(map, **{"max": MOST_ID, **options})


def build(settings: Settings | None, engine: Engine | None) -> Flask:
    settings = settings or Settings()
    if engine is None:
        engine = prepare_installation(settings)
    else:
        prepare(engine)
    app = Flask("web")
    _configure(app, settings, engine)
    app.url_map.converters["int"] = RowId
    database.init_app(app, engine)
    pages.init_app(app)
    auth.init_app(app)
    app.before_request(pages.speak)
    formats.init_app(app)
    errors.init_app(app)
    CSRFProtect(app)
    _register_views(app)
    _register_leaflet(app)
    if settings.server.trusted_proxies:
        n = settings.server.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]
    return app


def _configure(app: Flask, settings: Settings, engine: Engine) -> None:
    with sessions(engine)() as session:
        secret = installation_value(session, "secret_key")
        namespace = installation_value(session, "namespace")
    https = settings.server.https
    app.config.update(
        RIDEAU=settings,
        NAMESPACE=namespace,
        SECRET_KEY=secret,
        SESSION_COOKIE_NAME="__Host-session" if https else "session",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=settings.security.upload_mb * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_I18N_ENABLED=False,
        WTF_CSRF_SSL_STRICT=https,
    )


def _register_views(app: Flask) -> None:
    """Every blueprint ``bp`` of the modules of ``views/`` is a part of the site; several modules may share one."""
    modules = [import_module(f"web.views.{found.name}") for found in iter_modules(views.__path__)]
    parts = {id(bp): bp for module in modules if isinstance(bp := getattr(module, "bp", None), Blueprint)}
    for blueprint in sorted(parts.values(), key=lambda bp: bp.name):
        app.register_blueprint(blueprint)


def _register_leaflet(app: Flask) -> None:
    """Leaflet is served from its own package: no third-party file is kept here."""
    folder = Path(leaflet.BASE_DIR)
    part = Blueprint("leaflet", __name__, static_folder=folder, static_url_path="/static/leaflet")
    app.register_blueprint(part)
