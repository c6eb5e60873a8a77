"""
What pages show of a problem and a plan, as small frozen records. Nothing here writes.

All but ``places`` is pure: a ``Problem`` and a ``Programme`` in, figures out; names are the page's to look up.
"""

from .coverage import StreetWeeks, TargetPeriod, coverage_periods, street_weeks
from .money import Budget, LineUse, budget
from .overview import Indicators, LeftOutItem, indicators, left_out
from .periods import Period, months, weeks
from .places import PlaceStatus, map_features, vacancy_status
from .premises import Row, ShopWeeks, Stay, Vacancy, shop_weeks, timeline, vacancy
from .sessions import SessionRow, calendar
from .staff import StaffWeek, staff_load

__all__ = [
    "Budget",
    "Indicators",
    "LeftOutItem",
    "LineUse",
    "Period",
    "PlaceStatus",
    "Row",
    "SessionRow",
    "ShopWeeks",
    "StaffWeek",
    "Stay",
    "StreetWeeks",
    "TargetPeriod",
    "Vacancy",
    "budget",
    "calendar",
    "coverage_periods",
    "indicators",
    "left_out",
    "map_features",
    "months",
    "shop_weeks",
    "staff_load",
    "street_weeks",
    "timeline",
    "vacancy",
    "vacancy_status",
    "weeks",
]
