"""A desk to test with: the town of ``records_town`` behind the real application, and people who are signed in."""

import shutil
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from models import members
from models.accounts import Account, Membership
from models.database import open_database, prepare, sessions
from models.journal import JournalEntry
from models.places import Town
from web import create_app
from web.auth import cookie_name
from web.config import Files, Settings

from .reading import Element, read
from .town import make_town

ROLES = ("manager", "event_team", "reader")


TOKENS: dict[str, str] = {}


@cache
def prepared() -> Path:
    """A database file with the town and one account of each role, signed in; not to be written to."""
    path = Path(mkdtemp(prefix="rideau-test-")) / "desk.db"
    engine = open_database(f"sqlite:///{path}")
    prepare(engine)
    with sessions(engine)() as session:
        town = make_town(session)
        for role in ROLES:
            account = Account(
                email=f"{role}@example.org", name=role, password_hash="-", created_at=datetime.now(UTC)
            )
            session.add(account)
            session.flush()
            session.add(Membership(account_id=account.id, town_id=town.id, role=role))
            TOKENS[role] = members.open_sign_in(session, account, datetime.now(UTC))
        session.commit()
    engine.dispose()
    return path


class Desk:
    """The application on a copy of the prepared database."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "desk.db"
        shutil.copy(prepared(), self.path)
        self.engine = open_database(f"sqlite:///{self.path}")
        self.app: Flask = create_app(Settings(files=Files(dir=str(folder))), self.engine)
        self.client = self.sign_in("manager")

    def start_again(self) -> None:
        """The database as it was prepared, and a browser that has seen nothing."""
        self.engine.dispose()
        for beside in self.path.parent.glob("desk.db-*"):
            beside.unlink()
        shutil.copy(prepared(), self.path)
        self.client = self.sign_in("manager")

    def session(self) -> Session:
        return sessions(self.engine)()

    def sign_in(self, role: str) -> FlaskClient:
        client = self.app.test_client()
        with self.app.test_request_context():
            client.set_cookie(cookie_name(), TOKENS[role])
        return client

    def url(self, path: str) -> str:
        return f"/desk/bourg/{path}"

    def get(self, path: str, client: FlaskClient | None = None) -> "Page":
        return Page((client or self.client).get(self.url(path), follow_redirects=True))

    def submit(self, path: str, client: FlaskClient | None = None, button: str = "", **typed: Any) -> "Page":
        """Open the form of a page, change what is typed, send it as a browser would."""
        client = client or self.client
        page = Page(client.get(self.url(path)))
        action = page.form.get("action") or self.url(path)
        sent = MultiDict(page.filled(typed, button))
        return Page(client.post(action, data=sent, follow_redirects=True))

    def document(self, kind: str, key: str) -> dict[str, Any] | None:
        from models.records import find, full_document

        with self.session() as session:
            town = session.scalar(select(Town).where(Town.slug == "bourg"))
            row = find(session, town, kind, key)
            return None if row is None else full_document(row)

    def journal(self) -> list[tuple[str, str, str]]:
        with self.session() as session:
            rows = session.scalars(select(JournalEntry).order_by(JournalEntry.id))
            return [(row.action, row.table, row.key) for row in rows]


class Page:
    """An answer, read as a person would."""

    def __init__(self, response: Any) -> None:
        self.response = response
        self.status = response.status_code
        self.tree = read(response.get_data(as_text=True))

    @property
    def title(self) -> str:
        found = self.tree.first("h1")
        return found.text if found else ""

    @property
    def text(self) -> str:
        return self.tree.text

    @property
    def rows(self) -> list[str]:
        """The names of the records in the list, without their badges."""
        links = (th.first("a") for th in self.tree.all("th") if th.inside("tbody"))
        return [link.text for link in links if link]

    def error(self, name: str) -> str:
        found = self.tree.first(test=lambda one: one.get("id") == f"error-{name}")
        return found.text if found else ""

    def value(self, name: str) -> str:
        found = self.tree.first(test=lambda one: one.get("name") == name and not one.inside("template"))
        return held(found)[0] if found else ""

    @property
    def form(self) -> Element:
        main = self.tree.first("main")
        form = main.first("form", lambda one: one.get("method") == "post") if main else None
        assert form is not None, f"no form: {self.status} {self.title}"
        return form

    def filled(self, typed: dict[str, Any], button: str = "") -> list[tuple[str, str]]:
        """What the page's form would send, with ``typed`` in the place of what stood there."""
        sent: list[tuple[str, str]] = []
        for one in self.form.all(test=lambda one: one.tag in ("input", "select", "textarea")):
            if not one.inside("template") and one.get("name") and one.get("name") not in typed:
                sent += [(one.get("name"), value) for value in held(one)]
        for name, value in typed.items():
            sent += [(name, one) for one in (value if isinstance(value, list) else [value])]
        return [*sent, *([tuple(button.split("=", 1))] if button else [])]


def held(one: Element) -> list[str]:
    """What an input sends as it stands."""
    if one.tag == "select":
        options = one.all("option")
        chosen = next(
            (option for option in options if option.has("selected")), options[0] if options else None
        )
        return [chosen.get("value")] if chosen else []
    if one.tag == "textarea":
        return [one.raw.removeprefix("\n")]
    if one.get("type") in ("checkbox", "radio"):
        return [one.get("value", "on")] if one.has("checked") else []
    return [one.get("value")]
