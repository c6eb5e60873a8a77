"""``rideau publish``: a draft becomes the public programme of a town."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from web.i18n import gettext

from .opened import FAULTY, TOWN, names_of, town_at
from .printing import any_locale, err, out, spoken

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.places import Town
    from models.plans import Plan

LONGEST_NAME, LONGEST_NOTES = 120, 4000


@click.command("publish")
@TOWN
@click.option(
    "--plan", "plan_id", type=click.IntRange(min=1), help="A draft by its number; the newest by default."
)
@click.option("--name", default="", help="Name of the version, as people read it.")
@click.option("--notes", help="What changes, for readers; told from the plans by default.")
def publish_command(slug: str, plan_id: int | None, name: str, notes: str | None) -> None:
    """Make a draft the public programme, and tell where to subscribe.

    Exit status: 0 it is public, 2 it cannot be and nothing has changed.
    """
    any_locale()
    _refuse_long("--name", name, LONGEST_NAME)
    _refuse_long("--notes", notes or "", LONGEST_NOTES)
    from models.programme import latest_version
    from models.publishing import PublishRefused, publish
    from web.database import installation_value
    from web.planning.told import changes

    with town_at(slug) as (session, town):
        plan, last = _chosen(session, town, plan_id), latest_version(session, town)
        names = names_of(session, town)
        changed = changes(plan, last.plan if last else None, names)
        words = changed[:LONGEST_NOTES] if notes is None else notes
        namespace = uuid.UUID(installation_value(session, "namespace"))
        try:
            version = publish(
                session, plan, name or plan.name, words, None, datetime.now(UTC), namespace, actor="rideau"
            )
        except PublishRefused as refused:
            err(spoken(refused.message, names))
            for violation in refused.violations:
                err(f"- {violation.rule}: {spoken(violation.message, names)}")
            raise SystemExit(FAULTY) from None
        session.commit()
        out(gettext("Version %(number)s is public.", number=version.number))
        for line in (*changed.splitlines(), *_addresses(session, town)):
            out(line)


def _chosen(session: "Session", town: "Town", plan_id: int | None) -> "Plan":
    """The draft to publish, or the end of the command."""
    from sqlalchemy import select

    from models.plans import Plan
    from models.programme import latest_version

    own = select(Plan).where(Plan.town_id == town.id).order_by(Plan.id.desc())
    if plan_id is not None:
        plan = session.scalar(own.where(Plan.id == plan_id))
        fault = gettext(
            "%(town)s has no draft %(id)s: leave --plan out for the newest.", town=town.name, id=plan_id
        )
    else:
        plan = session.scalar(own.limit(1))
        fault = gettext(
            "%(town)s has no draft yet: make one with rideau plan --town %(slug)s",
            town=town.name,
            slug=town.slug,
        )
        last = latest_version(session, town)
        if plan is not None and last is not None and last.plan_id == plan.id:
            fault = gettext(
                "The newest draft is public already, as version %(number)s: plan again, or name one with --plan.",
                number=last.number,
            )
            plan = None
    if plan is None:
        err(fault)
        raise SystemExit(FAULTY)
    return plan


def _refuse_long(option: str, text: str, most: int) -> None:
    if len(text) > most:
        fault = gettext("has more than %(maximum)s characters: shorten it", maximum=most)
        raise click.BadParameter(fault, param_hint=option)


def _addresses(session: "Session", town: "Town") -> Iterator[str]:
    from web.cli import current_settings
    from web.planning.told import feed_addresses, public_addresses

    settings = current_settings()
    for line in (*public_addresses(session, settings, town), *feed_addresses(session, settings, town)):
        yield spoken(line)


COMMANDS = (publish_command,)
