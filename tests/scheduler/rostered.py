"""Rosters by brute force, straight from the words of the rules, and random small worlds to try them on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

from scheduler.options.hours import Session
from scheduler.problem import Problem, Staff
from scheduler.roster import Duty, Post, duty
from tests import factories as f

FIRST = f.day(0).toordinal()
ROLES = ("guard", "host", "lights")


def session(day: int, begin: float, end: float) -> Session:
    """Work on a day of the season between two hours, which may lie past midnight."""
    midnight = (FIRST + day) * 24 * 60
    return Session(FIRST + day, midnight + round(60 * begin), midnight + round(60 * end), round(60 * end))


def one(item: int, begin: float, end: float, day: int = 0, **need: int) -> Duty:
    """A duty of one session."""
    return duty((item, FIRST + day), need, [session(day, begin, end)])


def keys(*duties: Duty) -> list[tuple[int, int]]:
    return [d.key for d in duties]


def may_work(member: Staff, held: Sequence[Session]) -> bool:
    """Whether a row of staff may have all these posts, a session as often as it has heads there."""
    heads = member.headcount
    if any(sum(s.begin <= t.begin < s.end for s in held) > heads for t in held):
        return False
    for week in {(s.day - 1) // 7 for s in held}:
        if (
            sum(s.end - s.begin for s in held if (s.day - 1) // 7 == week)
            > 60 * heads * member.max_hours_week
        ):
            return False
    if heads > 1:
        return True
    for day in {s.day for s in held}:
        if sum(s.end - s.begin for s in held if s.day == day) > 60 * member.max_hours_day:
            return False
    return all(t.begin - s.end >= 60 * member.rest_hours for s in held for t in held if s.day < t.day)


def there(member: Staff, day: int) -> bool:
    spans = [(s.start.toordinal(), s.end.toordinal()) for s in member.absences]
    return not any(a <= day < b for a, b in spans) and (
        member.weekdays is None or (day - 1) % 7 + 1 in member.weekdays
    )


def rosters(problem: Problem, duties: Iterable[Duty]) -> Iterator[tuple[tuple[Session, ...], ...]]:
    """Every way to staff the duties: what each row of staff works at, a session once for each head."""
    slots = [(s, role) for d in duties for s in d.sessions for role, n in d.need for _ in range(n)]
    held: list[list[Session]] = [[] for _ in problem.staff]

    def further(k: int) -> Iterator[tuple[tuple[Session, ...], ...]]:
        if k == len(slots):
            yield tuple(tuple(own) for own in held)
            return
        one, role = slots[k]
        for row, member in enumerate(problem.staff):
            if role in member.roles and there(member, one.day):
                held[row].append(one)
                if may_work(member, held[row]):
                    yield from further(k + 1)
                held[row].pop()

    return further(0)


def staffable(problem: Problem, duties: Iterable[Duty]) -> bool:
    return next(rosters(problem, duties), None) is not None


def minutes(held: Iterable[Session]) -> int:
    return sum(s.end - s.begin for s in held)


def unevenness(problem: Problem, loads: Iterable[int]) -> Fraction:
    """The sum of squares of minutes a head."""
    rows = zip(problem.staff, loads, strict=True)
    return sum((Fraction(load * load, member.headcount) for member, load in rows), Fraction(0))


def worked(problem: Problem, duties: Iterable[Duty], posts: Iterable[Post]) -> list[list[Session]]:
    """What each row works at by these posts, which must fill every need and no more."""
    copies: Counter[tuple[int, int]] = Counter()
    wanted: Counter[tuple[tuple[int, int, int], int, str]] = Counter()
    sessions = {}
    for d in duties:
        owner = (*d.key, copies[d.key])
        copies[d.key] += 1
        for s in d.sessions:
            sessions[owner, s.day] = s
            wanted.update({(owner, s.day, role): n for role, n in d.need})
    held: list[list[Session]] = [[] for _ in problem.staff]
    for post in posts:
        assert post.role in problem.staff[post.staff].roles
        assert there(problem.staff[post.staff], post.day)
        wanted[post.owner, post.day, post.role] -= post.heads
        held[post.staff] += [sessions[post.owner, post.day]] * post.heads
    assert not any(wanted.values())
    return held


def random_world(random: Random, days: int) -> tuple[Problem, list[Duty]]:
    """A few rows of staff, and duties on the first ``days`` days, often more than can be staffed."""
    staff = [_member(random, number) for number in range(random.randint(1, 4))]
    staff[0] = replace(staff[0], roles=ROLES)
    events = [f.event(f"e{n}", staff={role: 1}) for n, role in enumerate(ROLES)]
    duties: list[Duty] = []
    heads = 0
    for item in range(random.randint(1, 5)):
        day, begin = random.randrange(days), random.choice([8, 9, 14, 20, 22.25])
        sessions = [
            session(day + k, begin, begin + random.choice([2, 3.5, 6]))
            for k in range(random.choice([1, 1, 2]))
        ]
        need = {random.choice(ROLES): random.randint(1, 2) for _ in range(random.choice([1, 1, 2]))}
        wanted = duty((item, FIRST + day), need, sessions)
        alike = [wanted] * random.choice([1, 1, 2])
        if random.random() < 0.3:
            alike.append(duty((10 + item, FIRST + day), {random.choice(ROLES): 1}, sessions))
        for d in alike:
            heads += len(d.sessions) * sum(n for _, n in d.need)
            if heads <= 7:
                duties.append(d)
    random.shuffle(duties)
    return f.problem(f.spot(), *staff, *events), duties


def _member(random: Random, number: int) -> Staff:
    absent = random.randrange(7)
    return f.staff(
        f"m{number}",
        *random.sample(ROLES, random.randint(1, 3)),
        headcount=random.choice([1, 1, 1, 2, 3]),
        weekdays=random.choice([None, None, (1, 2, 3, 4), (1, 3, 5, 6, 7)]),
        absences=random.choice([(), f.spans((absent, absent + 2))]),
        max_hours_day=random.choice([5, 8, 10]),
        max_hours_week=random.choice([7, 20, 48]),
        rest_hours=random.choice([0, 8, 11, 11]),
    )
