"""What a demonstration shows, in a few lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.mapping import problem_of, programme_of
from models.places import Premises, Town
from models.programme import latest_version
from scheduler.message import Message, message

from ..config import Settings
from ..planning.told import public_addresses, summed_up


@dataclass(frozen=True, slots=True)
class Figures:
    premises: int
    vacant: int
    offered: int
    filled_at_once: int
    shop_weeks: int


def figures(session: Session, town: Town) -> Figures:
    """Of the newest published version. The town must have one."""
    version = latest_version(session, town)
    assert version is not None
    problem, plan = problem_of(version.plan), programme_of(version.plan)
    lets = [(t.start, t.end) for t in plan.tenancies]
    units = [(t.premises, t.start, t.end) for t in plan.tenancies]
    return Figures(
        premises=_count(session, town),
        vacant=_count(session, town, status="vacant"),
        offered=len(problem.premises),
        filled_at_once=max((_filled(units, start) for _, start, _ in units), default=0),
        shop_weeks=sum((end - start) // timedelta(weeks=1) for start, end in lets),
    )


def _filled(units: list, day) -> int:
    return len({premises for premises, start, end in units if start <= day < end})


def _count(session: Session, town: Town, **where: str) -> int:
    query = select(func.count()).select_from(Premises).filter_by(town_id=town.id, **where)
    return session.scalar(query) or 0


def summary(session: Session, town: Town) -> Iterator[Message]:
    """Sentences with the figures of the town's programme."""
    f = figures(session, town)
    yield message(
        "{town}, {weeks} weeks from {start} {year}",
        town=town.name,
        weeks=(town.end - town.start).days // 7,
        start=town.start,
        year=str(town.start.year),
    )
    yield message(
        "Premises: {premises}, of which {vacant} stand empty and {offered} are offered",
        premises=f.premises,
        vacant=f.vacant,
        offered=f.offered,
    )
    yield message(
        "With this plan, up to {filled} of them trade at once: {left} still empty that day, {weeks} shop-weeks",
        filled=f.filled_at_once,
        left=f.vacant - f.filled_at_once,
        weeks=f.shop_weeks,
    )
    version = latest_version(session, town)
    assert version is not None
    yield from summed_up(problem_of(version.plan), programme_of(version.plan))


def addresses(session: Session, settings: Settings, town: Town, password: str) -> Iterator[Message]:
    """Where to look, and who may come in."""
    yield from public_addresses(session, settings, town)
    yield message("Desk: {url}", url=f"{settings.server.address}/desk/{town.slug}/")
    yield message("Sign-in: {url}", url=f"{settings.server.address}/sign-in")
    yield message("Password of all four accounts: {password}", password=password)
