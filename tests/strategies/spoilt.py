"""Plans with a few values changed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from scheduler.plan import Dressing, Occurrence, Plan, Shift, Tenancy, TrailRun
from scheduler.problem import Problem

from .values import whole


@st.composite
def spoilt(draw: st.DrawFn, problem: Problem, plan: Plan) -> Plan:
    """The plan with one or two entries taken out, given twice, moved by days or to another place."""
    for _ in range(draw(whole(1, 2))):
        filled = [
            n
            for n in ("tenancies", "occurrences", "trails", "dressings", "shifts", "charges")
            if getattr(plan, n)
        ]
        if not filled:
            return plan
        name = draw(st.sampled_from(filled))
        rows = list(getattr(plan, name))
        i = draw(whole(0, len(rows) - 1))
        how = draw(st.sampled_from(("out", "twice", "moved", "moved", "moved")))
        if how == "out":
            del rows[i]
        elif how == "twice" and not hasattr(rows[i], "id"):
            rows.insert(i, rows[i])
        else:
            rows[i] = draw(_moved(problem, rows[i]))
        plan = replace(plan, **{name: tuple(rows)})
    return plan


@st.composite
def _moved(draw: st.DrawFn, problem: Problem, entry: Any) -> Any:
    shifted = timedelta(draw(st.sampled_from((1, -1, 7, -7, 14))))
    match entry:
        case Tenancy() | Dressing():
            place = draw(st.sampled_from(problem.premises)).id
            return draw(
                st.sampled_from(
                    (
                        replace(entry, start=entry.start + shifted, end=entry.end + shifted),
                        replace(entry, end=entry.end + shifted),
                        replace(entry, premises=place),
                    )
                )
            )
        case Occurrence():
            place = draw(st.sampled_from(problem.spots)).id
            return draw(
                st.sampled_from((replace(entry, start=entry.start + shifted), replace(entry, spot=place)))
            )
        case TrailRun():
            turned = replace(entry, stops=tuple(reversed(entry.stops)))
            return draw(
                st.sampled_from(
                    (
                        replace(entry, start=entry.start + shifted),
                        turned,
                        replace(entry, stops=entry.stops[1:]),
                    )
                )
            )
        case Shift():
            member = draw(st.sampled_from(problem.staff)).id
            return draw(
                st.sampled_from(
                    (
                        replace(entry, date=entry.date + shifted),
                        replace(entry, staff=member),
                        replace(entry, count=entry.count + 1),
                    )
                )
            )
    return replace(entry, amount_cents=max(0, entry.amount_cents + draw(st.sampled_from((1, -1)))))
