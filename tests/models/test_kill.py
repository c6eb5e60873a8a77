"""A process killed while it publishes leaves the old version or the new one, never a mixture: trust.md row 4."""

import os
import random
import signal
import time
import uuid
from datetime import timedelta

from sqlalchemy import select, text

from models.database import open_database, readers, sessions
from models.mapping import plan_row, store_problem
from models.places import Town
from models.plans import PublishedVersion, Slot
from models.publishing import publish
from scheduler.files import problem_from_document, write_problem
from tests.models import towns
from tests.models.conftest import NOW

PLACES = {"0": {("place", 5), ("quai", 12)}, "1": {("quai", 6), ("place", 20)}}


def test_a_killed_publication_leaves_the_old_version_or_the_new_one(sqlite_engine):
    with sessions(sqlite_engine)() as session:
        store_problem(session, "brevigny", towns.document(), now=NOW)
        session.commit()
    address = str(sqlite_engine.url)
    chance = random.Random(2)
    for _ in range(10):
        acknowledged = run_and_kill(address, chance.uniform(0.0, 0.1))
        engine = open_database(address)
        with readers(engine)() as session:
            assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            versions = session.scalars(select(PublishedVersion).order_by(PublishedVersion.number)).all()
            assert [v.number for v in versions] == list(range(1, len(versions) + 1))
            assert len(versions) in (acknowledged, acknowledged + 1)
            shown = {
                (slot.place, slot.starts.day)
                for slot in session.scalars(select(Slot).where(Slot.item == "marche"))
                if slot.status == "confirmed"
            }
            assert shown == PLACES[versions[-1].name]
        engine.dispose()


def run_and_kill(address: str, seconds: float) -> int:
    """Publish again and again until the first is acknowledged and some time has passed; the last one acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            publish_for_ever(address, writing)
        finally:
            os._exit(1)  # whatever happens, the child never runs the tests of its parent
    os.close(writing)
    acknowledged = os.read(reading, 100)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 10_000):
        acknowledged += more
    os.close(reading)
    return int(acknowledged.split()[-1])


def publish_for_ever(address: str, writing: int) -> None:
    frozen = write_problem(problem_from_document(towns.DOCUMENT))
    plans = [towns.plan(), towns.plan(markets=(("quai", "2027-03-06"), ("place", "2027-03-20")))]
    make = sessions(open_database(address))
    for n in range(10_000):
        with make() as session:
            town = session.query(Town).one()
            row = plan_row(town, frozen, plans[n % 2], NOW)
            session.add(row)
            session.flush()
            now = NOW + timedelta(seconds=n)
            version = publish(session, row, str(n % 2), "", None, now, uuid.UUID(int=7))
            number = version.number
            session.commit()
            os.write(writing, f"{number}\n".encode())
