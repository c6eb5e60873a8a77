"""The accounts that a demonstration offers on its sign-in page."""

from flask import current_app
from sqlalchemy import select

from models.accounts import Account

from .database import db_session

DOMAIN = "demo.rideau.example"
"""Accounts of this domain exist in demonstrations only; no mail can ever reach it (RFC 2606)."""


def demo_accounts() -> list[Account]:
    """Empty unless ``demo.accounts`` is set."""
    if not current_app.config["RIDEAU"].demo.accounts:
        return []
    ours = select(Account).where(Account.email.like(f"%@{DOMAIN}"), Account.active).order_by(Account.id)
    return list(db_session().scalars(ours))
