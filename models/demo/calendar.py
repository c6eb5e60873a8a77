"""The year of a town: the horizon of a demonstration, seasons that come back, school and public holidays of France."""

from dataclasses import dataclass
from datetime import date, timedelta

import holidays

WEEKS = 52
NOTICE_DAYS = 21  # between today and the first day of the horizon: time to sign, to paint, to announce

MonthDay = tuple[int, int]
Dates = list[str]
Spans = list[list[str]]


@dataclass(frozen=True, slots=True)
class Year:
    """A horizon ``[start, end)`` of 52 weeks that begins on a Monday."""

    start: date
    end: date

    def monday(self, week: int) -> str:
        """The Monday of the horizon's week ``week``, counted from 0."""
        return (self.start + timedelta(weeks=week)).isoformat()

    @property
    def last_month(self) -> str:
        """The first of the month in which the horizon ends: what is wished for each month is not for that stub."""
        return self.end.replace(day=1).isoformat()

    def back(self, months: int) -> str:
        """The first of the month that many months before the horizon."""
        count = self.start.year * 12 + self.start.month - 1 - months
        return date(count // 12, count % 12 + 1, 1).isoformat()

    def season(self, first: MonthDay, last: MonthDay) -> Spans:
        """The days of the horizon from ``first`` to ``last``, both included, every year they come."""
        found = []
        for year in range(self.start.year - 1, self.end.year + 1):
            begin = date(year, *first)
            end = date(year if last >= first else year + 1, *last) + timedelta(days=1)
            begin, end = max(begin, self.start), min(end, self.end)
            if begin < end:
                found.append([begin.isoformat(), end.isoformat()])
        return found

    def seasons(self, *each: tuple[MonthDay, MonthDay]) -> Spans:
        """The days of several seasons, in order."""
        return sorted(span for first, last in each for span in self.season(first, last))

    def public_holidays(self) -> Dates:
        """Public holidays of France inside the horizon."""
        years = range(self.start.year, self.end.year + 1)
        days = holidays.country_holidays("FR", years=years, language="fr")
        return sorted(day.isoformat() for day in days if self.start <= day < self.end)

    def school_holidays(self) -> Spans:
        """
        Roughly the school holidays of a French zone, by the pattern of past years.

        A demonstration is laid in a town that does not exist; a real one imports the ministry's dates.
        """
        return self.seasons(
            ((2, 14), (2, 28)), ((4, 11), (4, 25)), ((7, 6), (8, 31)), ((10, 18), (11, 2)), ((12, 20), (1, 3))
        )


def year_after(today: date) -> Year:
    """52 weeks from the first Monday of a month that lies at least three weeks ahead."""
    earliest = today + timedelta(days=NOTICE_DAYS)
    year, month = earliest.year, earliest.month
    while True:
        first = date(year, month, 1)
        monday = first + timedelta(days=-first.weekday() % 7)
        if monday >= earliest:
            return Year(monday, monday + timedelta(weeks=WEEKS))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
