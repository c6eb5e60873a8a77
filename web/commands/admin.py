"""``rideau init``, ``rideau account`` and ``rideau backup``: for those who run Rideau."""

from datetime import UTC, datetime
from pathlib import Path

import click


def _session():
    """The settings, and a session on a prepared database."""
    from models.database import sessions

    from ..cli import current_settings
    from ..starting import prepare_installation

    settings = current_settings()
    return settings, sessions(prepare_installation(settings))()


@click.command()
def init() -> None:
    """Make the folders, the tables and the secrets of this installation; safe to repeat."""
    from ..cli import current_settings
    from ..i18n import gettext
    from ..starting import prepare_installation

    settings = current_settings()
    engine = prepare_installation(settings)
    shown = engine.url.render_as_string(hide_password=True)
    click.echo(gettext("The database is ready: %(url)s", url=shown))
    click.echo(gettext("Open the first account with: rideau account add ADDRESS --administrator"))


@click.group()
def account() -> None:
    """Accounts of people who sign in."""


PASSWORD = click.option(
    "--password-file",
    type=click.File("r"),
    help="File whose first line is the password (- for standard input); asked for without it.",
)


def _password(file) -> str:
    from ..i18n import gettext

    if file is not None:
        return file.readline().rstrip("\r\n")
    return click.prompt(gettext("Password"), hide_input=True, confirmation_prompt=gettext("Once more"))


@account.command("add")
@click.argument("email")
@click.option("--name", default="", help="Name shown on pages and in the journal.")
@click.option("--administrator", is_flag=True, help="May do everything in every town.")
@click.option("--town", "slug", help="Town of a role, as in its address.")
@click.option(
    "--role",
    type=click.Choice(["administrator", "manager", "event_team", "reader"]),
    default="reader",
    show_default=True,
)
@PASSWORD
def add(email: str, name: str, administrator: bool, slug: str | None, role: str, password_file) -> None:
    """Open an account."""
    from models import members
    from models.programme import town_by_slug

    from ..i18n import gettext, language

    now = datetime.now(UTC)
    password = _password(password_file)
    _, session = _session()
    with session:
        town = town_by_slug(session, slug) if slug else None
        if slug and town is None:
            raise click.ClickException(gettext("There is no town “%(slug)s”.", slug=slug))
        made = members.create_account(
            session,
            email,
            name,
            password,
            now=now,
            actor="rideau",
            language=language(),
            administrator=administrator,
        )
        if town is not None:
            members.set_role(session, made, town, role, actor="rideau", now=now)
        session.commit()
    click.echo(gettext("The account of %(name)s is open.", name=name or email))


@account.command("password")
@click.argument("email")
@PASSWORD
def password(email: str, password_file) -> None:
    """Set a new password; every open sign-in of the account ends."""
    from sqlalchemy import select

    from models import members
    from models.accounts import Account

    from ..i18n import gettext

    new = _password(password_file)
    _, session = _session()
    with session:
        found = session.scalar(select(Account).where(Account.email == members.address(email)))
        if found is None:
            raise click.ClickException(gettext("There is no account for %(email)s.", email=email))
        members.set_password(session, found, new, actor="rideau", now=datetime.now(UTC))
        session.commit()
    click.echo(gettext("The password of %(email)s is changed.", email=email))


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
def backup(file: Path | None) -> None:
    """Copy the SQLite database, whole and consistent, while Rideau runs."""
    from ..backups import back_up
    from ..cli import current_settings
    from ..i18n import gettext

    written = back_up(current_settings(), file, datetime.now(UTC))
    click.echo(gettext("Backup written: %(file)s", file=written))


COMMANDS = (init, account, backup)
