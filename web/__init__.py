"""The web application: ``create_app`` puts its parts together. Importing this package alone loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Engine

    from .config import Settings


def create_app(settings: Settings | None = None, engine: Engine | None = None) -> Flask:
    """The application for ``settings`` (defaults where None) on ``engine`` (else the database that is set)."""
    from .application import build

    return build(settings, engine)
