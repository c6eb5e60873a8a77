"""The records of one random problem, whose references resolve."""

from decimal import Decimal

from hypothesis import strategies as st

from scheduler.problem import (
    CoverageTarget,
    Decision,
    Distance,
    Event,
    FundingLine,
    Inauguration,
    Installation,
    Kit,
    Partner,
    Premises,
    Project,
    Settings,
    Shop,
    Spot,
    Staff,
    Street,
    Support,
    Trail,
    Weights,
)

from .values import (
    ROLES,
    amounts,
    days,
    hours,
    ids,
    mapping,
    maybe,
    points,
    roles,
    some,
    spans,
    subset,
    tags,
    weekdays,
    whole,
    windows,
)


@st.composite
def town_settings(draw: st.DrawFn) -> Settings:
    return Settings(
        start_weekday=draw(st.sampled_from((1, None, None, 3))),
        separation_metres=draw(maybe(whole(0, 200))),
        max_openings_per_week=draw(maybe(whole(0, 2))),
        max_rent_support_percent=draw(amounts(0, 60)),
        max_loud_days_per_street_month=draw(maybe(whole(0, 2))),
        max_sessions_per_day=draw(maybe(whole(0, 2))),
        today=draw(maybe(days(-14, 14))),
        freeze_days=draw(maybe(whole(0, 30))),
        max_changes=draw(maybe(whole(0, 2))),
        role_rates=draw(st.dictionaries(st.sampled_from(ROLES), whole(0, 99), max_size=2)),
        points=Weights(**{n: draw(whole(-3, 9)) for n in Weights.__dataclass_fields__}),
    )


class World:
    """The ids of one problem, and the strategies of its records."""

    def __init__(self, draw: st.DrawFn, trails: bool, kits: bool) -> None:
        size = lambda low, high: draw(whole(low, high))  # noqa: E731
        self.streets = ids("s", size(1, 3))
        self.premises, self.projects = ids("u", size(0, 3)), ids("p", size(0, 3))
        self.partners, self.spots = ids("r", size(0, 1)), ids("o", size(0, 3))
        self.events, self.staff = ids("e", size(0, 3)), ids("m", size(0, 3))
        self.trails = ids("t", size(0, 1)) if trails else []
        self.kits = ids("k", size(0, 1)) if kits else []
        self.street = st.sampled_from(self.streets)

    def street_of(self, draw: st.DrawFn, id: str) -> Street:
        return Street(id=id, district=draw(maybe(st.sampled_from(("N", "S")))), footfall=draw(whole(0, 9)))

    def premises_of(self, draw: st.DrawFn, id: str) -> Premises:
        return Premises(
            id=id,
            street=draw(self.street),
            area_m2=draw(amounts(20, 80)),
            point=draw(points),
            rent_cents_month=draw(whole(0, 300)),
            equipment=draw(tags),
            allowed_activities=draw(maybe(subset(("x", "y")))),
            forbidden_activities=draw(maybe(subset(("x", "y")), ())),
            available=draw(windows),
            turnaround_days=draw(whole(0, 8)),
            min_term_weeks=draw(maybe(whole(0, 3))),
            max_term_weeks=draw(maybe(whole(1, 4))),
            capacity=draw(st.sampled_from((1, 1, 2))),
            max_total_days=draw(maybe(whole(0, 40))),
            footfall=draw(maybe(whole(0, 9))),
            owner_points=draw(mapping(self.projects, whole(-9, 9))),
            owner_veto=draw(maybe(subset(self.projects), ())),
        )

    def shop_of(self, draw: st.DrawFn, id: str) -> Shop:
        return Shop(
            id=id,
            street=draw(self.street),
            point=draw(points),
            activity=draw(st.sampled_from(("x", "y", "z"))),
            consents=draw(st.booleans()),
        )

    def project_of(self, draw: st.DrawFn, id: str) -> Project:
        places = self.premises + self.streets
        support = None
        if self.partners and draw(st.booleans()):
            weeks = draw(maybe(whole(0, 3)))
            support = Support(partner=self.partners[0], hours_per_week=draw(amounts(0, 6)), weeks=weeks)
        return Project(
            id=id,
            activity=draw(st.sampled_from(("x", "y"))),
            value=draw(whole(-5, 99)),
            area_min_m2=draw(maybe(amounts(10, 50), Decimal(0))),
            area_max_m2=draw(maybe(amounts(20, 90))),
            equipment=draw(maybe(tags, ())),
            max_rent_cents_month=draw(maybe(whole(0, 300))),
            terms_weeks=draw(st.lists(whole(1, 3), min_size=1, max_size=2).map(tuple)),
            earliest_start=draw(days(-2, 10)),
            latest_start=draw(days(7, 30)),
            grant_cents=draw(whole(0, 200)),
            tags=draw(tags),
            preferences=draw(mapping(places, whole(-9, 9))),
            veto=draw(maybe(subset(places), ())),
            support=support,
            committed=draw(maybe(st.booleans(), False)),
        )

    def partner_of(self, draw: st.DrawFn, id: str) -> Partner:
        return Partner(id=id, hours_per_week=draw(amounts(0, 9)), absences=draw(maybe(some(spans(), 1), ())))

    def spot_of(self, draw: st.DrawFn, id: str) -> Spot:
        return Spot(
            id=id,
            street=draw(self.street),
            capacity=draw(maybe(whole(0, 60))),
            power_w=draw(whole(0, 60)),
            features=draw(tags),
            fee_cents=draw(whole(0, 9)),
            latest_end=draw(maybe(whole(20, 29).map(lambda n: 60 * n))),
            closures=draw(maybe(some(spans(), 1), ())),
        )

    def event_of(self, draw: st.DrawFn, id: str) -> Event:
        opening = None
        if self.projects and draw(whole(0, 3)) == 0:
            opening = Inauguration(
                project=draw(st.sampled_from(self.projects)), within_days=draw(whole(0, 20))
            )
        return Event(
            id=id,
            audiences=draw(subset(("young", "all"))),
            tags=draw(tags),
            value=draw(whole(-5, 99)),
            repeat_value=draw(maybe(whole(0, 50))),
            occurrences=draw(whole(0, 3)),
            days=draw(whole(1, 3)),
            opens=draw(hours),
            closes=draw(hours),
            setup_minutes=draw(whole(0, 99)),
            teardown_minutes=draw(whole(0, 99)),
            holds_overnight=draw(st.booleans()),
            windows=draw(windows),
            weekdays=draw(weekdays),
            not_dates=draw(maybe(some(days(), 2), ())),
            min_gap_days=draw(maybe(whole(0, 9))),
            cost_cents=draw(whole(0, 99)),
            attendance=draw(whole(0, 60)),
            power_w=draw(maybe(whole(0, 60), 0)),
            features=draw(maybe(tags, ())),
            spots=draw(maybe(subset(self.spots))),
            spot_points=draw(mapping(self.spots + self.streets, whole(-9, 9))),
            staff=draw(maybe(roles, {})),
            loud=draw(st.booleans()),
            after=draw(maybe(subset(self.events), ())),
            not_same_day=draw(maybe(subset(self.events), ())),
            inaugurates=opening,
            committed=draw(maybe(st.booleans(), False)),
        )

    def staff_of(self, draw: st.DrawFn, id: str) -> Staff:
        return Staff(
            id=id,
            roles=draw(subset(ROLES)),
            headcount=draw(st.sampled_from((1, 1, 2, 3))),
            available=draw(windows),
            weekdays=draw(weekdays),
            absences=draw(maybe(some(spans(), 1), ())),
            max_hours_day=draw(amounts(2, 12)),
            max_hours_week=draw(amounts(2, 48)),
            rest_hours=draw(amounts(0, 20)),
        )

    def trail_of(self, draw: st.DrawFn, id: str) -> Trail:
        pairs = [(a, b) for i, a in enumerate(self.spots) for b in self.spots[i + 1 :]]
        installations = [
            Installation(
                id=name,
                value=draw(whole(0, 9)),
                cost_cents=draw(whole(0, 99)),
                power_w=draw(maybe(whole(0, 60), 0)),
                features=draw(maybe(tags, ())),
                spots=draw(maybe(subset(self.spots))),
                staff=draw(maybe(roles, {})),
                spot_points=draw(mapping(self.spots + self.streets, whole(-9, 9))),
            )
            for name in ids("i", draw(whole(0, 2)))
        ]
        return Trail(
            id=id,
            value=draw(whole(0, 99)),
            windows=draw(windows),
            weekdays=draw(weekdays),
            nights=draw(whole(1, 3)),
            opens=draw(hours),
            closes=draw(hours),
            min_stops=draw(whole(0, 2)),
            max_stops=draw(maybe(whole(1, 3))),
            max_length_m=draw(whole(0, 99)),
            max_leg_m=draw(maybe(whole(0, 60))),
            first_spot=draw(maybe(st.sampled_from(self.spots))) if self.spots else None,
            last_spot=draw(maybe(st.sampled_from(self.spots))) if self.spots else None,
            loop=draw(st.booleans()),
            step_free=draw(st.booleans()),
            spots=draw(subset(self.spots)),
            installations=tuple(installations),
            staff=draw(maybe(roles, {})),
            setup_minutes=draw(whole(0, 99)),
            teardown_minutes=draw(whole(0, 99)),
            distances=tuple(
                Distance(a=a, b=b, metres=draw(whole(0, 60)), step_free=draw(st.booleans()))
                for a, b in (draw(subset(pairs)) if pairs else ())
            ),
            tags=draw(tags),
        )

    def kit_of(self, draw: st.DrawFn, id: str) -> Kit:
        return Kit(
            id=id,
            stock=draw(whole(0, 2)),
            cost_cents=draw(whole(0, 99)),
            min_days=draw(whole(0, 14)),
            premises=draw(maybe(subset(self.premises))),
            tags=draw(tags),
            value_week=draw(whole(0, 3)),
        )

    def line_of(self, draw: st.DrawFn, id: str) -> FundingLine:
        kinds = ("tenancy", "event", "trail", "dressing")
        return FundingLine(
            id=id,
            amount_cents=draw(whole(0, 900)),
            available=draw(maybe(spans())),
            kinds=draw(maybe(subset(kinds))),
            tags=draw(maybe(tags)),
            max_percent=draw(st.sampled_from((Decimal(100), Decimal(100), Decimal("62.5"), Decimal(0)))),
        )

    def target_of(self, draw: st.DrawFn, id: str) -> CoverageTarget:
        span = draw(spans())
        return CoverageTarget(
            id=id,
            streets=draw(maybe(subset(self.streets))),
            start=draw(maybe(st.just(span.start))),
            end=draw(maybe(st.just(span.end))),
            every=draw(st.sampled_from(("week", "month", "span"))),
            kinds=draw(maybe(subset(("event", "tenancy")))),
            audience=draw(maybe(st.sampled_from(("young", "old")))),
            minimum=draw(whole(0, 4)),
            penalty=draw(whole(-2, 9)),
        )

    def decision_of(self, draw: st.DrawFn) -> Decision:
        named = {"tenancy": self.projects, "event": self.events, "trail": self.trails}
        kind = draw(st.sampled_from([kind for kind, names in named.items() if names]))
        place, names = ("premises", self.premises) if kind == "tenancy" else ("spot", self.spots)
        return Decision(
            kind=kind,
            item=draw(st.sampled_from(named[kind])),
            start=draw(maybe(days(0, 20))),
            term_weeks=draw(maybe(whole(1, 3))) if kind == "tenancy" else None,
            **{place: draw(maybe(st.sampled_from(names))) if names else None},
        )
