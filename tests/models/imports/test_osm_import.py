"""An extract into a town's tables: shown, applied, and nothing left to do the second time."""

from pathlib import Path

from sqlalchemy import select

from models.imports.importers import Options, propose
from models.imports.osm import ATTRIBUTION
from models.imports.staging import apply
from models.places import Premises, Shop, Street, WalkNetwork
from tests.models.conftest import NOW
from tests.shared import SHARED

CASES = Path(__file__).parents[2] / "data" / "osm"


def test_a_small_extract_goes_in_once(session, town):
    first = propose(session, town, "osm", CASES / "vacancies.osm")
    assert first.refused == ()
    apply(session, town, first, None, NOW)
    row = session.scalar(select(Premises).where(Premises.key == "n11"))
    assert (row.status, row.last_use, row.active) == ("vacant", "Au Vieux Sabot", False)
    assert session.scalar(select(Shop).where(Shop.key == "n21")).premises.key == "n21"
    assert session.scalar(select(Street)).footfall > 0
    assert town.attribution == ATTRIBUTION
    assert propose(session, town, "osm", CASES / "vacancies.osm").changes_nothing


def test_what_people_completed_stays(session, town):
    apply(session, town, propose(session, town, "osm", CASES / "vacancies.osm"), None, NOW)
    row = session.scalar(select(Premises).where(Premises.key == "n12"))
    row.area_m2, row.active = 54, True
    session.flush()
    assert propose(session, town, "osm", CASES / "vacancies.osm").changes_nothing


def test_frankfurt_goes_in_whole_and_changes_nothing_the_second_time(session, town):
    path = SHARED / "data" / "osm" / "frankfurt_darmstadt_2024-03.osm.pbf"
    inner_city = Options(bbox="8.655,50.100,8.6945,50.120")
    first = propose(session, town, "osm", path, inner_city)
    assert first.refused == ()
    apply(session, town, first, None, NOW)
    vacant = session.scalars(select(Premises).where(Premises.status == "vacant")).all()
    assert len(vacant) == 44
    assert len(session.scalar(select(WalkNetwork)).edges) > 1000
    again = propose(session, town, "osm", path, inner_city)
    assert again.changes_nothing
    assert again.unchanged.count == sum(first.counts()["added"].values()) + 1
