"""Values of records, and how many examples a test looks at."""

import os
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from scheduler.fields import Hour, Point, Span

MONDAY = date(2027, 3, 1)
TAGS = ("water", "craft")
ROLES = ("host", "guard")

slow = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
settings.register_profile(
    "quick", max_examples=40, deadline=None, derandomize=True, suppress_health_check=slow
)
settings.register_profile("thorough", max_examples=10_000, deadline=None, suppress_health_check=slow)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "quick")
quick = settings.get_profile(PROFILE if PROFILE in ("quick", "thorough") else "quick")


def maybe(strategy: st.SearchStrategy[Any], otherwise: Any = None) -> st.SearchStrategy[Any]:
    """Often the value that switches a rule off."""
    return st.one_of(st.just(otherwise), st.just(otherwise), strategy)


def whole(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low, high)


def amounts(low: int, high: int) -> st.SearchStrategy[Decimal]:
    """Numbers with up to one decimal."""
    return st.integers(10 * low, 10 * high).map(lambda n: Decimal(n) / 10)


def days(low: int = -3, high: int = 40) -> st.SearchStrategy[date]:
    return st.integers(low, high).map(lambda n: MONDAY + timedelta(n))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(days())
    return Span(first, first + timedelta(draw(whole(1, 40))))


def some(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def subset(values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return (
        st.lists(st.sampled_from(list(values)), unique=True, max_size=len(values)).map(tuple)
        if values
        else st.just(())
    )


def mapping(keys: Any, values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[Any, Any]]:
    return st.dictionaries(st.sampled_from(list(keys)), values, max_size=2) if keys else st.just({})


tags = subset(TAGS)
windows = maybe(some(spans(), 2))
weekdays = maybe(subset(range(1, 8)))
roles = st.dictionaries(st.sampled_from(ROLES), whole(0, 2), max_size=2)
hours = st.one_of(
    whole(0, 23).map(lambda n: Hour(60 * n)),
    whole(6, 23).map(lambda n: Hour(60 * n + 30)),
    whole(-1, 2).map(lambda n: Hour(30 * n, sunset=True)),
)
points = maybe(
    st.tuples(whole(0, 9), whole(0, 9)).map(lambda p: Point(4.97 + p[0] / 4000, 47.41 + p[1] / 4000))
)


def ids(letter: str, number: int) -> list[str]:
    return [f"{letter}{n}" for n in range(number)]
