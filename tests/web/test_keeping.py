"""Planning around what is published, as pages tell it: what is kept, what stands in the way, what may change."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from models import runs
from models.mapping import problem_of, programme_of, write_problem
from models.plans import Plan, PublishedVersion, Run
from models.records import apply, find, full_document
from models.stability import Stability, around
from scheduler.check import check
from scheduler.files import problem_from_document, read_plan
from scheduler.message import message
from scheduler.plan import Stop, TrailRun
from scheduler.problem import Decision, Span
from scheduler.refusal import Allowance, told
from scheduler.stability import placed
from tests.factories import trail
from tests.models import towns
from web import running
from web.planning.keeping import kept_of, obstacles

from . import house
from .small_town import SLUG
from .test_plan_pages import Rows, plain

DESK = f"/desk/{SLUG}"
TODAY = date(2027, 3, 2)
PROBLEM = around(
    problem_from_document(towns.DOCUMENT), towns.plan(), Stability(date(2027, 3, 12), 1, 7), TODAY
)


@pytest.fixture
def manager(app):
    return house.signed_in(app, "manager")


@pytest.fixture
def rows(folder):
    return Rows(folder)


def only_change(list_: str, id_: str, **fields):
    """The problem with one record changed."""
    found = tuple(replace(one, **fields) if one.id == id_ else one for one in getattr(PROBLEM, list_))
    return replace(PROBLEM, **{list_: found})


def test_what_is_published_and_still_holds_has_no_obstacle():
    assert obstacles(PROBLEM) == []


@pytest.mark.parametrize(
    ("problem", "named"),
    [
        (only_change("premises", "h12", available=(Span(date(2027, 3, 8), date(2027, 5, 24)),)), "cafe"),
        (only_change("premises", "h12", owner_veto=("cafe",)), "cafe"),
        (only_change("spots", "quai", closures=(Span(date(2027, 3, 12), date(2027, 3, 13)),)), "marche"),
        (only_change("events", "bal", weekdays=(1,)), "bal"),
        (replace(PROBLEM, projects=()), "cafe"),
        (replace(only_change("projects", "cafe", preferences={}), premises=PROBLEM.premises[1:]), "cafe"),
        (replace(PROBLEM, events=PROBLEM.events[:1]), "bal"),
    ],
    ids=["withdrawn", "vetoed", "closed", "weekday", "project gone", "premises gone", "event gone"],
)
def test_what_can_no_longer_stay_is_named_once(problem, named):
    (found,) = obstacles(problem)
    assert named in str(found)


def test_a_trail_that_lost_a_stop_is_named():
    walk = trail("lights", spots=("place", "quai"))
    run = TrailRun(trail="lights", start=date(2027, 3, 20), stops=(Stop(spot="place"), Stop(spot="gone")))
    problem = replace(PROBLEM, trails=(walk,), published=replace(PROBLEM.published, trails=(run,)))
    (found,) = obstacles(problem)
    assert found.values["trail"] == "lights"


def test_an_item_that_two_decisions_rule_out_is_told_once():
    walk = trail("lights", spots=("place", "quai"))
    stops = (Stop(spot="place"), Stop(spot="quai"))
    run = TrailRun(trail="lights", start=date(2027, 3, 20), stops=stops)
    bans = tuple(Decision(kind="trail", item="lights", spot=one.spot) for one in stops)
    published = replace(PROBLEM.published, trails=(run,))
    told = [str(one) for one in obstacles(replace(PROBLEM, trails=(walk,), published=published, bans=bans))]
    assert [one for one in told if "a decision rules it out" in one] == [
        "lights from 2027-03-20: a decision rules it out"
    ]


def test_of_a_plan_is_told_what_changes_and_what_was_settled():
    moved = towns.plan(ball=("place", "2027-03-13"), cafe=None)
    kept = kept_of(PROBLEM, moved)
    assert (kept.items, kept.allowed, kept.cost) == (4, 1, 7)
    assert kept.changed == (("tenancy", "cafe", date(2027, 3, 1)), ("event", "bal", date(2027, 3, 12)))
    assert kept.settled == {
        (one.kind, one.item, one.start) for one in placed(towns.plan()) if one.start < date(2027, 3, 12)
    }
    assert {"freeze", "changes.allowance"} <= {one.rule for one in check(PROBLEM, moved)}
    assert kept_of(replace(PROBLEM, published=None), moved) is None


def test_the_form_starts_from_the_settings_and_takes_others_for_this_run(manager, rows):
    with rows.writing() as box:
        house.town_of(box).settings = {"freeze_days": 14, "max_changes": 3, "points": {"change": 20}}
        box.commit()
    page = manager.get(f"{DESK}/plan").text
    usual = date.today() + timedelta(days=14)
    assert f'name="keep_before" value="{usual}"' in page or (
        f'name="keep_before" value="{usual + timedelta(1)}"' in page
    )
    assert 'name="max_changes" value="3"' in page and 'name="change" value="20"' in page
    free = manager.get(f"{DESK}/plan?keep=nothing").text
    assert 'name="keep_before" value=""' in free and 'name="max_changes" value=""' in free
    later = date.today() + timedelta(days=40)
    asked = {"seconds": "10", "keep_before": str(later), "max_changes": "0", "change": "5"}
    assert manager.post(f"{DESK}/plan", data=asked).status_code == 302
    run = rows.scalar(select(Run).where(Run.state == "queued"))
    frozen = json.loads(run.problem)
    settings = frozen["settings"]
    assert date.fromisoformat(settings["today"]) + timedelta(days=settings["freeze_days"]) == later
    assert (settings["max_changes"], settings["points"]["change"]) == (0, 5)
    assert frozen["published"]["tenancies"] and run.hint == rows.get(Plan, 1).document
    assert house_settings(rows) == {"freeze_days": 14, "max_changes": 3, "points": {"change": 20}}


def house_settings(rows):
    with rows.writing() as box:
        return house.town_of(box).settings


def test_empty_fields_keep_nothing(manager, rows):
    asked = {"seconds": "10", "keep_before": "", "max_changes": "", "change": ""}
    assert manager.post(f"{DESK}/plan", data=asked).status_code == 302
    settings = json.loads(rows.scalar(select(Run).where(Run.state == "queued")).problem)["settings"]
    assert "freeze_days" not in settings and "max_changes" not in settings


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("keep_before", "2001-01-01", "Indiquez aujourd’hui ou un jour à venir"),
        ("keep_before", "2027-02-30", "date qui existe"),
        ("max_changes", "-1", "nombre de 0 à"),
        ("max_changes", "2,5", "nombre entier"),
        ("change", "beaucoup", "nombre"),
    ],
)
def test_what_makes_no_sense_is_told_beside_its_field(manager, rows, field, typed, told):
    asked = {"seconds": "10", "keep_before": "", "max_changes": "", "change": "0"} | {field: typed}
    refused = manager.post(f"{DESK}/plan", data=asked)
    assert refused.status_code == 422
    assert told in plain(refused.text) and f'value="{typed}"' in refused.text
    assert f'href="#field-{field}"' in refused.text
    assert rows.scalar(select(Run).where(Run.state == "queued")) is None


def test_a_town_that_has_published_nothing_is_not_asked_what_to_keep(app, rows):
    text = house.signed_in(app, "administrator").get("/desk/hauterive/plan").text
    assert "keep_before" not in text and "Partir de ce qui est publié" not in text


def test_the_page_names_what_can_no_longer_stay(manager, rows):
    stay = read_plan(rows.get(Plan, 1).document).tenancies[0]
    with rows.writing() as box:
        town = house.town_of(box)
        row = find(box, town, "premises", stay.premises)
        told = full_document(row) | {"available": [["2027-05-24", "2027-05-31"]]}
        apply(box, town, "premises", told, actor="test", now=datetime.now(UTC), version=row.version)
        box.commit()
    text = plain(manager.get(f"{DESK}/plan").text)
    assert "Ce qui est publié ne peut pas rester entièrement tel quel" in text
    assert f"{DESK}/projects/{stay.project}" in text


def test_a_run_that_failed_offers_what_to_do(manager, rows):
    asked = {"seconds": "10", "keep_before": "2027-04-01", "max_changes": "2", "change": "0"}
    manager.post(f"{DESK}/plan", data=asked)
    now = datetime.now(UTC)
    with rows.writing() as box:
        run = runs.claim_next(box, now, "test")
        runs.fail(box, run, [message("no plan keeps every rule")], now)
        box.commit()
    text = plain(manager.get(f"{DESK}/plan/runs/{run.id}").text)
    assert "devait garder tout ce qui commence avant le" in text and "au plus 2 éléments publiés" in text
    assert f"{DESK}/plan?keep=nothing#published" in text


def test_a_run_that_decisions_left_without_a_plan_says_what_to_do_with_them(manager, rows):
    manager.post(f"{DESK}/plan", data={"seconds": "10", "keep_before": "", "max_changes": "", "change": ""})
    now = datetime.now(UTC)
    with rows.writing() as box:
        run = runs.claim_next(box, now, "test")
        wishes = [
            message(f"{word}: {{event}} from {{start}}", event="bal", start=now.date())
            for word in ("pin", "ban")
        ]
        runs.fail(box, run, wishes, now)
        box.commit()
    page = manager.get(f"{DESK}/plan/runs/{run.id}").text
    assert "retirez-en une" in page and f'href="{DESK}/decisions"' in page


@pytest.mark.parametrize(
    ("reason", "offered"),
    [
        (told("allowance", Allowance("", 2)), True),
        (running.OVERRAN, True),
        (running.LOST, False),
        (message("fleet.address is missing: write where the Dask scheduler is, as in {address}"), False),
    ],
)
def test_what_is_published_is_not_blamed_for_what_goes_wrong_elsewhere(manager, rows, reason, offered):
    asked = {"seconds": "10", "keep_before": "2027-04-01", "max_changes": "2", "change": "0"}
    manager.post(f"{DESK}/plan", data=asked)
    now = datetime.now(UTC)
    with rows.writing() as box:
        run = runs.claim_next(box, now, "test")
        runs.fail(box, run, [reason], now)
        box.commit()
    page = manager.get(f"{DESK}/plan/runs/{run.id}").text
    assert (f"{DESK}/plan?keep=nothing#published" in page, "nov.." in page) == (offered, False)


def test_a_run_that_failed_for_other_reasons_offers_nothing_of_the_kind(manager, rows):
    manager.post(f"{DESK}/plan", data={"seconds": "10", "keep_before": "", "max_changes": "", "change": ""})
    now = datetime.now(UTC)
    with rows.writing() as box:
        run = runs.claim_next(box, now, "test")
        runs.fail(box, run, [message("no plan keeps every rule")], now)
        box.commit()
    assert "keep=nothing" not in manager.get(f"{DESK}/plan/runs/{run.id}").text


@pytest.fixture
def draft(rows):
    """Draft 2 of the small town as a run would have kept it that had to keep to what is published."""

    def kept(most: int | None, until: date) -> tuple[int, int]:
        with rows.writing() as box:
            row = box.get(Plan, 2)
            whole = around(
                problem_of(row), programme_of(box.get(Plan, 1)), Stability(until, most, 20), date(2027, 2, 1)
            )
            row.problem = write_problem(whole)
            box.commit()
            found = kept_of(whole, programme_of(row))
            return len(found.changed), len(found.settled)

    return kept


def test_a_draft_says_how_many_published_items_change_and_which(manager, draft):
    changed, settled = draft(7, date(2027, 3, 20))
    text = plain(manager.get(f"{DESK}/plan/drafts/2").text)
    assert changed and f"{changed} des 9 éléments publiés change" in text and "(7 au plus)" in text
    assert "Réparation de vélos, publié pour le" in text and "Chacun coûte 20 points." in text
    assert "commence" in text and "avant le sam. 20 mars 2027" in text
    assert settled and text.count("#lock") >= 2
    assert "Une autre version" not in text


def test_a_draft_says_that_another_version_was_published_since(manager, rows, draft):
    draft(None, date(2027, 3, 20))
    with rows.writing() as box:
        version = box.scalars(select(PublishedVersion)).one()
        version.published_at = datetime.now(UTC)
        box.commit()
    assert "Une autre version a été publiée" in manager.get(f"{DESK}/plan/drafts/2").text


def test_of_a_published_plan_nothing_of_this_is_said(manager):
    assert "éléments publiés" not in manager.get(f"{DESK}/plan/drafts/1").text


def test_in_the_middle_of_a_season_the_page_says_what_a_plan_does_not_know(app, manager, rows):
    """A stay of before the season reaches into it, and some days have passed."""
    assert "La saison a commencé" not in manager.get(f"{DESK}/plan").text
    with rows.writing() as box:
        house.town_of(box).start = date(2027, 3, 15)
        box.commit()
    app.config["CLOCK"] = lambda: datetime(2027, 4, 2, 9, tzinfo=UTC)
    text = plain(manager.get(f"{DESK}/plan").text)
    assert "La saison a commencé le lun. 15 mars : un plan peut encore placer" in text
    assert "depuis un jour antérieur à la saison" in text and "Café Ambre" in text
    assert 'name="keep_before" value="2027-04-02"' in text
