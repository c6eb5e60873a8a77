"""Entries through any number of versions: what subscribers' calendars rely on, on random programmes."""

import uuid
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models.plans import PublishedVersion
from models.showings import Showing
from models.slots import Edition, revise
from tests.models.conftest import NOW

HORIZON = NOW
SHOWN = ("starts", "ends", "place", "status", "title")


def showing(item: str, day: int, place: str, title: str) -> Showing:
    starts = NOW + timedelta(days=day, hours=3)
    return Showing(
        kind="event",
        item=item,
        ordinal=0,
        day=0,
        starts=starts,
        ends=starts + timedelta(hours=2),
        all_day=False,
        place=place,
        street="halles",
        title=title,
        description="",
        location=place,
        category="market",
        audiences=(),
        lon=None,
        lat=None,
    )


programmes = st.lists(
    st.builds(
        showing, st.sampled_from("ab"), st.integers(0, 8), st.sampled_from("xy"), st.sampled_from(["T", "U"])
    ),
    max_size=6,
    unique_by=lambda one: (one.item, one.when_and_where),
)


def edition(number: int, days: float) -> Edition:
    version = PublishedVersion(id=number, town_id=1, number=number)
    return Edition(version, uuid.UUID(int=1), NOW + timedelta(days=days), HORIZON)


@settings(max_examples=200, deadline=None)
@given(st.lists(programmes, min_size=1, max_size=5), st.sampled_from([0, 0.5, 2]))
def test_entries_keep_their_identity_through_any_versions(versions, pace):
    slots = []
    for number, programme in enumerate(versions, 1):
        now = edition(number, pace * (number - 1))
        before = {s.uid: (s.sequence, s.changed_at, *(getattr(s, name) for name in SHOWN)) for s in slots}
        added, changed = revise(slots, programme, now)
        slots += added
        assert len({s.uid for s in slots}) == len(slots)
        touched = {s.uid for s in changed}
        for slot in slots:
            if slot.uid not in before:
                assert (slot.sequence, slot.changed_at, slot.status) == (0, now.now, "confirmed")
                continue
            sequence, stamp, *shown = before[slot.uid]
            after = [getattr(slot, name) for name in SHOWN]
            assert (slot.uid in touched) == (after != shown)
            assert slot.sequence == sequence + (after[:4] != shown[:4])
            assert slot.changed_at == (now.now if slot.uid in touched else stamp)
            if slot.uid in touched and shown[1] <= now.now:
                assert (slot.status, after[:3]) == ("confirmed", shown[:3]) or shown[3] == "cancelled"
        to_come = {
            (s.item, s.starts, s.ends, s.place, s.title)
            for s in slots
            if s.status == "confirmed" and s.ends > now.now
        }
        assert to_come == {
            (s.item, s.starts, s.ends, s.place, s.title) for s in programme if s.ends > now.now
        }


@given(programmes)
def test_the_same_programme_again_touches_nothing(programme):
    slots, _ = revise([], programme, edition(1, 0))
    assert revise(slots, programme, edition(2, 1)) == ([], [])
