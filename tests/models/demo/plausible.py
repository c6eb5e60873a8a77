"""What any demonstration town must have for its events to be possible at all."""

from collections.abc import Callable, Sequence

from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.solve import Progress, solve
from web.planning.dressing import kit_remarks
from web.planning.lights import trail_remarks


def minutes(hour: str) -> int:
    return int(hour[:2]) * 60 + int(hour[3:])


def understaffed(events: Sequence[dict], people: Sequence[dict]) -> list[tuple[str, str]]:
    """Events and roles for which too few people may work as long as the event takes."""
    found = []
    for event in events:
        if event["opens"].startswith("sunset"):
            continue
        span = minutes(event["closes"]) - minutes(event["opens"])
        span += event["setup_minutes"] + event["teardown_minutes"]
        for role, count in event["staff"].items():
            able = sum(_able(person, role, span) for person in people)
            if able < count:
                found.append((event["title"], role))
    return found


def _able(person: dict, role: str, span: int) -> int:
    heads = person.get("headcount", 1)
    fit = heads > 1 or span <= 60 * person.get("max_hours_day", 10)
    return heads if fit and role in person["roles"] else 0


def homeless(events: Sequence[dict], spots: Sequence[dict]) -> list[str]:
    """Events that fit no spot."""
    return [event["title"] for event in events if not any(_fits(event, spot) for spot in spots)]


def _fits(event: dict, spot: dict) -> bool:
    return (
        spot["id"] in event.get("spots", [spot["id"]])
        and event["attendance"] <= spot["capacity"]
        and event["power_w"] <= spot["power_w"]
        and set(event["features"]) <= set(spot["features"])
        and (event["closes"].startswith("sunset") or minutes(event["closes"]) <= minutes(spot["latest_end"]))
    )


def lacking(problem: Problem) -> list[str]:
    """What would be said of its trails and dressings before planning."""
    found = [one for trail in problem.trails for one in trail_remarks(problem, trail)]
    return [str(one) for one in [*found, *(one for kit in problem.kits for one in kit_remarks(problem, kit))]]


def first_plan(problem: Problem, enough: Callable[[Plan], bool]) -> Plan:
    """The plan that stands once one was good enough; the best one of a minute where none is."""
    good: list[Plan] = []

    def note(progress: Progress) -> None:
        if progress.plan is not None and enough(progress.plan):
            good.append(progress.plan)

    return solve(
        problem, seconds=60, workers=1, seed=0, on_progress=note, should_stop=lambda: bool(good)
    ).plan
