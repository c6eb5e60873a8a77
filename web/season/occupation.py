"""Which premises are let when: vacancy by month, weeks of trading, who is where on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scheduler.case import Case, Dressed, Let
from scheduler.problem import Premises

from ..agenda import months

MIDDLE = 15


@dataclass(frozen=True, slots=True)
class MonthVacancy:
    """Empty premises in the middle of a month, without any plan and with it."""

    month: date
    before: int
    after: int

    @property
    def fewer(self) -> int:
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class Weeks:
    """Weeks of trading in premises that stood empty, of the weeks that they are offered."""

    filled: int
    offered: int


def vacancy_by_month(case: Case) -> list[MonthVacancy]:
    """Counted on the 15th, or on the nearest day of the horizon."""
    found = []
    for month in months(case.problem.town.start, case.problem.town.end):
        day = min(max(month.replace(day=MIDDLE).toordinal(), case.start), case.end - 1)
        offered = [unit for unit in case.problem.premises if is_offered(unit, day)]
        let = {one.premises.id for one in lets_on(case, day)}
        found.append(MonthVacancy(month, len(offered), sum(1 for unit in offered if unit.id not in let)))
    return found


def weeks(case: Case) -> Weeks:
    """Whole weeks let over whole weeks offered; a shared shop counts once however many share it."""
    offered = sum(
        1 for unit in case.problem.premises for day in range(case.start, case.end) if is_offered(unit, day)
    )
    let = {(one.premises.id, day) for one in case.lets for day in range(one.start, one.end)}
    return Weeks(len(let) // 7, offered // 7)


def is_offered(unit: Premises, day: int) -> bool:
    """Whether premises may be let on a day."""
    if unit.available is None:
        return True
    return any(span.start.toordinal() <= day < span.end.toordinal() for span in unit.available)


def lets_on(case: Case, day: int) -> Iterable[Let]:
    return (one for one in case.lets if one.start <= day < one.end)


def dressed_on(case: Case, day: int) -> Iterable[Dressed]:
    """The empty fronts that are dressed on a day."""
    return (one for one in case.dressed if one.start <= day < one.end)


def dressed_weeks(case: Case) -> int:
    """Whole weeks of dressing, of all fronts together."""
    return sum(max(0, one.end - one.start) for one in case.dressed) // 7
