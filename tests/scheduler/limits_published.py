"""Limits of what was published: frozen days, how much may change, and what a change costs."""

from tests import factories as f
from tests.scheduler.limits import ALL, LIT, Limit, walk

BARE = f.plan(f.run("c", "b", "a"))
UNLIT = (0, "lights 0 a,b,c")


def moved(**values):
    """A project published in ``b`` that would bring five points more in ``a``."""
    return f.problem(
        *(f.premises("a"), f.premises("b")),
        f.project(value=100, weeks=(1,), latest=0, preferences={"a": 5}),
        town={"end": f.day(14)},
        published=f.plan(f.tenancy(premises="b", days=7)),
        **values,
    )


def relit(published=BARE, **settings):
    """A trail published without its works of light."""
    return walk(settings={"published": published, **settings})


BETTER, AS_PUBLISHED = (105, "p a 0-7"), (100, "p b 0-7")

LIMITS: list[Limit] = [
    Limit(
        "freeze",
        "a tenancy before the end of the frozen days",
        lambda days: moved(today=f.day(-3), freeze_days=days),
        loose=3,
        tight=4,
        before=BETTER,
        after=AS_PUBLISHED,
    ),
    Limit(
        "freeze",
        "a trail with its list of stops",
        lambda days: relit(today=f.day(0), freeze_days=days),
        loose=0,
        tight=1,
        before=LIT,
        after=UNLIT,
    ),
    Limit(
        "changes.allowance",
        "a tenancy",
        lambda most: moved(max_changes=most),
        loose=1,
        tight=0,
        before=BETTER,
        after=AS_PUBLISHED,
    ),
    Limit(
        "changes.allowance",
        "a trail",
        lambda most: relit(max_changes=most),
        loose=1,
        tight=0,
        before=LIT,
        after=UNLIT,
    ),
    Limit(
        "changes.allowance",
        "what is gone uses it up",
        lambda gone: relit(f.plan(*BARE.trails, *([f.tenancy("gone")] if gone else [])), max_changes=1),
        loose=False,
        tight=True,
        before=LIT,
        after=UNLIT,
    ),
    Limit(
        "changes",
        "the price of a change of a tenancy",
        lambda price: moved(change=price),
        loose=4,
        tight=6,
        before=(101, "p a 0-7"),
        after=AS_PUBLISHED,
    ),
    Limit(
        "changes",
        "the price of a change of a trail",
        lambda price: relit(change=price),
        loose=21,
        tight=23,
        before=(1, ALL),
        after=UNLIT,
    ),
    Limit(
        "changes",
        "none for the same stops in the published order",
        lambda stops: relit(f.plan(f.run(*stops)), change=9),
        loose=(("c", "sun"), ("b", "star"), ("a", "moon")),
        tight=(("c", "sun"), ("b", "star"), "a"),
        before=LIT,
        after=(13, ALL),
    ),
]
