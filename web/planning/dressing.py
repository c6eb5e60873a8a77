"""What keeps window dressings from being put up: each a sentence with its remedy."""

from collections.abc import Iterator

from scheduler.message import Message, message
from scheduler.problem import Kit, Problem

from .means import payable


def kit_remarks(problem: Problem, kit: Kit) -> list[Message]:
    """Whatever makes this model of dressing useless in this problem."""
    found = [*_stock(kit), *_stay(problem, kit), *_money(problem, kit)]
    fronts = [one for one in problem.premises if kit.premises is None or one.id in kit.premises]
    footfall = {street.id: street.footfall for street in problem.streets}
    if not fronts:
        found.append(
            message(
                "{kit} may be put up in no premises offered to the plan: tick some, or leave the choice open.",
                kit=kit.id,
            )
        )
    elif kit.value_week <= 0:
        found.append(
            message(
                "{kit} brings no points: nothing makes the plan put it up. Give it points for each week.",
                kit=kit.id,
            )
        )
    elif not any(footfall[one.street] if one.footfall is None else one.footfall for one in fronts):
        found.append(
            message(
                "{kit} brings no points, because nobody passes where it may be put up: give these streets a footfall.",
                kit=kit.id,
            )
        )
    return found


def _stock(kit: Kit) -> Iterator[Message]:
    if not kit.stock:
        yield message("{kit} is out of stock: the plan cannot put it up.", kit=kit.id)


def _stay(problem: Problem, kit: Kit) -> Iterator[Message]:
    season = (problem.town.end - problem.town.start).days
    if kit.min_days > season:
        yield message(
            "{kit} stays at least {days} days and the season has {season}: shorten its stay.",
            kit=kit.id,
            days=kit.min_days,
            season=season,
        )


def _money(problem: Problem, kit: Kit) -> Iterator[Message]:
    if kit.cost_cents and not payable(problem, "dressing", kit.tags):
        yield message(
            "{kit} costs money and no budget line pays for it: let a line pay for window dressings, with a tag of this "
            "model where the line asks for one.",
            kit=kit.id,
        )
