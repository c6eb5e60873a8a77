"""From one version to the next, every calendar tells its subscribers what moved, left and was called off."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from models.plans import PublishedVersion, Slot
from models.showings import Showing
from models.slots import PLACES, TEXTS, Edition, revise
from tests.web.feed_checker import broken_promises
from tests.web.programme_town import PUBLISHED, application
from web.database import writing_sessions

CALENDARS = (
    "town", "street/halles", "street/ecoles", "street/place", "category/concert", "category/marche",
    "audience/familles",
)  # fmt: skip
NIGHT = "Nuit des lampions"
MOVES = {
    "street": {"place": "elsewhere", "street": "place", "location": "Côté nord, place du Marché"},
    "street alone": {"street": "place"},
    "category": {"category": "marché"},
    "audience": {"audiences": []},
    "title": {"title": "Nuit des lanternes"},
    "time": {"ends": datetime(2027, 6, 13, 2, tzinfo=UTC)},
}
AS_IT_IS = ("kind", "item", "ordinal", "day", *PLACES, *TEXTS)


def programme(app):
    """What the town shows, as a plan would give it."""
    with app.app_context(), writing_sessions()() as session:
        slots = session.scalars(select(Slot).where(Slot.status == "confirmed")).all()
        return [Showing(**{name: getattr(slot, name) for name in AS_IT_IS}) for slot in slots]


def revised(app, shown, changes, hours):
    """Publish the programme again with a changed "Nuit des lampions"; None calls it off."""
    night = [replace(one, **changes) for one in shown if one.item == NIGHT] if changes is not None else []
    others = [one for one in shown if one.item != NIGHT]
    with app.app_context(), writing_sessions()() as session:
        version = session.scalar(select(PublishedVersion))
        edition = Edition(version, UUID(int=1), PUBLISHED + timedelta(hours=hours), PUBLISHED)
        added, touched = revise(session.scalars(select(Slot)).all(), [*others, *night], edition)
        assert added == [] and len(touched) == 1
        session.commit()


def feeds(app):
    client = app.test_client()
    found = {name: client.get(f"/t/evreux/{name}.ics") for name in CALENDARS}
    assert {answer.status_code for answer in found.values()} == {200}
    return {name: answer.data for name, answer in found.items()}


@pytest.mark.parametrize("change", [*MOVES, "called off"])
def test_every_calendar_tells_its_subscribers_what_changed_and_that_it_came_back(change, tmp_path):
    app = application(tmp_path)[0]
    shown, before = programme(app), feeds(app)
    for hours, changes in ((2, MOVES.get(change)), (4, {})):
        revised(app, shown, changes, hours)
        after = feeds(app)
        assert after["town"] != before["town"]
        for name in CALENDARS:
            assert broken_promises(before[name], after[name], tmp_path) == "", name
        before = after


def test_who_subscribed_to_the_street_that_an_entry_leaves_sees_it_called_off_there(tmp_path):
    app = application(tmp_path)[0]
    shown = programme(app)
    revised(app, shown, MOVES["street"], 2)
    left, now = (feeds(app)[name].decode() for name in ("street/ecoles", "street/place"))
    assert "STATUS:CANCELLED" in left and "Annulé : Nuit des lampions" in left
    assert "STATUS:CONFIRMED" in now and "SUMMARY:Nuit des lampions" in now
    revised(app, shown, {}, 4)
    back = feeds(app)["street/ecoles"].decode()
    assert "Annulé" not in back and "SEQUENCE:2" in back
