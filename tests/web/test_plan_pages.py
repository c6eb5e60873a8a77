"""The plan pages: what will be planned, runs, drafts, decisions, publishing."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from models import runs
from models.database import readers, sessions
from models.places import Town
from models.plans import Decision, Plan, PublishedVersion, Run, RunProgress, Slot
from models.projects import Project
from models.records import apply
from scheduler.files import read_plan
from web import running
from web.planning import stream

from . import house
from .small_town import SLUG

DESK = f"/desk/{SLUG}"
TRAIL = {
    "id": "lumieres",
    "title": "Lumières des quais",
    "opens": "20:00",
    "closes": "22:00",
    "max_length_m": 900,
    "spots": ["kiosque", "berge"],
}


@pytest.fixture
def manager(app):
    return house.signed_in(app, "manager")


class Rows:
    """Looks at rows without holding anything between two looks."""

    def __init__(self, folder: Path) -> None:
        engine = house.engine_of(folder)
        self.writing = sessions(engine)
        self._reading = readers(engine)

    def scalar(self, query):
        with self._reading() as box:
            return box.scalar(query)

    def first(self, query):
        with self._reading() as box:
            return box.scalars(query).first()

    def get(self, table, id_):
        with self._reading() as box:
            return box.get(table, id_)


@pytest.fixture
def rows(folder):
    return Rows(folder)


def plain(html: str) -> str:
    return html.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_index_says_what_will_be_planned(manager):
    text = plain(manager.get(f"{DESK}/plan").text)
    assert "4 projets et 4 événements attendent leur place" in text
    assert "21 000 €" in text and "sur 2 lignes" in text
    assert "0 pour fixer, 1 pour écarter" in text


def test_faults_of_the_data_are_told_with_their_remedy(manager, rows):
    with rows.writing() as box:
        house.town_of(box).settings = {"points": {"clash": "many"}}
        box.commit()
    text = manager.get(f"{DESK}/plan").text
    assert "ne sont pas encore planifiables" in text and "settings.points.clash" in text
    assert manager.post(f"{DESK}/plan", data={"seconds": "10"}).status_code == 409


def test_pressing_plan_queues_a_run_and_shows_it(manager, rows):
    answer = manager.post(f"{DESK}/plan", data={"seconds": "30"})
    run = rows.first(select(Run).order_by(Run.id.desc()))
    assert answer.headers["Location"] == f"{DESK}/plan/runs/{run.id}"
    assert (run.state, run.seconds) == ("queued", 30)
    page = manager.get(answer.headers["Location"]).text
    assert "attend son tour" in page and "data-progress" in page and 'http-equiv="refresh"' in page
    assert manager.post(f"{DESK}/plan", data={"seconds": "30"}).status_code == 409


def test_a_page_may_not_ask_for_more_time_than_is_set(manager, rows):
    manager.post(f"{DESK}/plan", data={"seconds": "99999"})
    assert rows.first(select(Run).order_by(Run.id.desc())).seconds == 600


def test_trails_enter_the_run_like_everything_else(manager, rows):
    with rows.writing() as box:
        apply(box, house.town_of(box), "trails", TRAIL, actor="test", now=datetime.now(UTC))
        box.commit()
    assert manager.post(f"{DESK}/plan", data={"seconds": "10"}).status_code == 302
    run = rows.scalar(select(Run).where(Run.state == "queued"))
    assert [one["id"] for one in json.loads(run.problem)["trails"]] == ["lumieres"]


def test_stopping_a_waiting_run(manager, rows):
    manager.post(f"{DESK}/plan", data={"seconds": "10"})
    run = rows.scalar(select(Run).where(Run.state == "queued"))
    manager.post(f"{DESK}/plan/runs/{run.id}/stop")
    assert rows.get(Run, run.id).state == "cancelled"
    assert "avant d’avoir trouvé un plan" in manager.get(f"{DESK}/plan/runs/{run.id}").text


def test_progress_is_streamed_from_rows_and_resumes(app, manager, rows):
    manager.post(f"{DESK}/plan", data={"seconds": "10"})
    now = datetime.now(UTC)
    with rows.writing() as box:
        run = runs.claim_next(box, now, "test")
        for seconds, points, bound in ((0.2, 100, 900), (1.5, 400, 700)):
            runs.progress(box, run.id, seconds, points, bound, now)
        runs.cancelled(box, run, now)
        box.commit()
    last = rows.scalar(select(func.max(RunProgress.id)))
    text = plain(manager.get(f"{DESK}/plan/runs/{run.id}/progress").text)
    assert f"id: {last}\nevent: progress" in text and "au mieux 300 points de plus" in text
    assert text.rstrip().splitlines()[-2:] == ["event: end", 'data: {"state": "cancelled"}']
    again = manager.get(f"{DESK}/plan/runs/{run.id}/progress", headers={"Last-Event-ID": str(last)}).text
    assert "event: progress" not in again and "event: end" in again


def test_the_time_of_a_run_goes_on_while_nothing_better_is_found(manager, rows, monkeypatch):
    manager.post(f"{DESK}/plan", data={"seconds": "10"})
    with rows.writing() as box:
        run = runs.claim_next(box, datetime.now(UTC) - timedelta(seconds=4), "test")
        runs.progress(box, run.id, 0.5, 100, 900, datetime.now(UTC))
        box.commit()
    monkeypatch.setattr(stream, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(stream, "TICK_SECONDS", 0.02)
    monkeypatch.setattr(stream, "LONGEST_SECONDS", 0.2)
    text = manager.get(f"{DESK}/plan/runs/{run.id}/progress").text
    told = [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: ")]
    assert len(told) > 1 and all(one["running"] and one["points"] == "100" for one in told)
    assert 4 <= told[0]["seconds"] < told[-1]["seconds"] <= 10
    assert told[0]["plan"] != told[-1]["plan"], "the line reaches to now"


def test_a_run_that_ended_early_says_why_beside_its_draft(manager, rows):
    manager.post(f"{DESK}/plan", data={"seconds": "10"})
    with rows.writing() as box:
        run = runs.claim_next(box, datetime.now(UTC), "test")
        plan = read_plan(box.scalars(select(Plan.document).order_by(Plan.id.desc())).first())
        runs.finish(box, run, plan, datetime.now(UTC), early=(running.BROKEN_OFF, running.KEPT))
        box.commit()
    page = plain(manager.get(f"{DESK}/plan/runs/{run.id}").text)
    assert "terminée avant l’heure" in page and "gardé comme brouillon" in page and "points est prêt" in page


def test_streams_are_capped_and_given_back(app, manager):
    room = app.extensions["rideau_streams"]
    url = f"{DESK}/plan/runs/1/progress"
    held = 0
    while room.acquire(blocking=False):
        held += 1
    assert held == app.config["RIDEAU"].security.stream_clients
    assert manager.get(url).status_code == 503
    room.release()
    for _ in range(3):
        assert manager.get(url).status_code == 200


def test_the_draft_stands_beside_the_published_version_in_words(manager):
    text = plain(manager.get(f"{DESK}/plan/drafts/2").text)
    assert "Ce plan à côté de la version publiée" in text
    assert "Réparation de vélos" in text and "1 retrait" in text
    assert "Grande halle d’essai" in text and "non placé" in text
    assert "Le local sert au carnaval." in text
    for url in ("map", "timeline", "calendar"):
        assert f"{DESK}/{url}?plan=2" in text
    assert "place-4" not in text.replace("item-", ""), "names, not ids"


def test_the_boards_show_the_plan_that_is_asked_for(manager):
    for url in ("", "timeline", "calendar", "map"):
        assert manager.get(f"{DESK}/{url}?plan=2").status_code == 200
        assert manager.get(f"{DESK}/{url}?plan=published").status_code == 200


def test_a_decision_on_a_placement_names_all_of_it(manager, rows):
    plan = read_plan(rows.get(Plan, 2).document)
    stay = plan.tenancies[0]
    data = {
        "kind": "tenancy",
        "item": stay.project,
        "start": str(stay.start),
        "choice": "pin-here",
        "reason": "Promis",
    }
    assert manager.post(f"{DESK}/plan/drafts/2/decide", data=data).status_code == 302
    made = rows.first(select(Decision).order_by(Decision.id.desc()))
    assert (made.sense, made.item, made.premises, made.start) == (
        "pin",
        stay.project,
        stay.premises,
        stay.start,
    )
    assert (made.term_weeks, made.reason) == ((stay.end - stay.start).days // 7, "Promis")
    manager.post(f"{DESK}/plan/decisions/{made.id}/remove", data={"draft": "2"})
    assert rows.scalar(select(func.count(Decision.id))) == 1


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "tenancy", "item": "ambre", "choice": "pin-here"},
        {"kind": "dressing", "item": "x", "choice": "ban-all"},
        {"kind": "tenancy", "item": "ambre", "choice": "drop-all"},
    ],
)
def test_a_decision_without_sense_is_refused(manager, rows, data):
    assert manager.post(f"{DESK}/plan/drafts/2/decide", data=data).status_code == 400
    assert rows.scalar(select(func.count(Decision.id))) == 1


def test_renaming_and_removing_drafts(manager, rows):
    manager.post(f"{DESK}/plan/drafts/2/name", data={"name": "Sans la place"})
    assert "Sans la place" in manager.get(f"{DESK}/plan").text
    assert manager.post(f"{DESK}/plan/drafts/2/delete").status_code == 302
    assert manager.get(f"{DESK}/plan/drafts/2").status_code == 404
    assert manager.post(f"{DESK}/plan/drafts/1/delete").status_code == 409
    assert rows.get(Plan, 1) is not None


def test_publishing_proposes_its_notes_and_makes_the_draft_public(manager, rows):
    page = plain(manager.get(f"{DESK}/publish?plan=2").text)
    assert "Publier « Plan 2 »" in page and "Réparation de vélos" in page
    data = {"plan": "2", "seen": "1", "name": "Mars", "notes": "Les vélos partent."}
    assert manager.post(f"{DESK}/publish", data=data).status_code == 302
    version = rows.first(select(PublishedVersion).order_by(PublishedVersion.number.desc()))
    assert (version.number, version.plan_id, version.notes) == (2, 2, "Les vélos partent.")
    again = {"plan": "1", "seen": "2", "name": "", "notes": ""}
    assert manager.post(f"{DESK}/publish", data=again).status_code == 302
    assert rows.scalar(select(func.max(PublishedVersion.number))) == 3


def test_two_people_who_publish_at_once_do_not_overwrite_each_other(manager, rows):
    assert manager.post(f"{DESK}/publish", data={"plan": "2", "seen": "1"}).status_code == 302
    late = manager.post(f"{DESK}/publish", data={"plan": "1", "seen": "1", "notes": "Mes notes"})
    assert late.status_code == 409 and "entre-temps" in late.text and "Mes notes" in late.text


def test_the_programme_is_withdrawn_after_a_second_look(manager, rows, app):
    confirmed = select(func.count(Slot.id)).where(Slot.status == "confirmed")
    coming = rows.scalar(confirmed)
    assert f"{DESK}/publish/withdraw" in manager.get(f"{DESK}/publish").text
    assert f"annuler {coming} rendez-vous" in plain(manager.get(f"{DESK}/publish/withdraw").text)
    done = manager.post(f"{DESK}/publish/withdraw", data={"seen": "1", "notes": "Crue de la Saône"})
    assert done.status_code == 302
    page = plain(manager.get(f"{DESK}/publish").text)
    assert "Le programme public est retiré" in page and "Crue de la Saône" in page
    assert f"{DESK}/publish/withdraw" not in page
    assert rows.scalar(confirmed) == 0
    journal = plain(manager.get(f"{DESK}/journal").text)
    assert "a retiré le programme" in journal and "Programme retiré" in journal
    assert "Annulé" in app.test_client().get(f"/t/{SLUG}/").text
    for url in ("publish/withdraw", "plan", "", "map", "timeline", "calendar"):
        assert manager.get(f"{DESK}/{url}").status_code == 200, url


def test_what_cannot_be_withdrawn_is_told(manager, rows):
    late = manager.post(f"{DESK}/publish/withdraw", data={"seen": "0", "notes": "Mes raisons"})
    assert late.status_code == 409 and "entre-temps" in late.text and "Mes raisons" in late.text
    long = manager.post(f"{DESK}/publish/withdraw", data={"seen": "1", "notes": "x" * 4001})
    assert long.status_code == 422 and "4000" in long.text.replace("\u202f", "")
    assert manager.post(f"{DESK}/publish/withdraw", data={"seen": "1"}).status_code == 302
    again = manager.post(f"{DESK}/publish/withdraw", data={"seen": "2"})
    assert again.status_code == 409 and "à venir" in again.text
    assert rows.scalar(select(func.max(PublishedVersion.number))) == 2


def test_the_checker_has_the_last_word(manager, rows):
    with rows.writing() as box:
        plan = box.get(Plan, 2)
        document = json.loads(plan.document)
        document["tenancies"][0]["premises"] = document["tenancies"][1]["premises"]
        plan.document = json.dumps(document)
        box.commit()
    refused = manager.post(f"{DESK}/publish", data={"plan": "2", "seen": "1"})
    assert refused.status_code == 409 and "enfreint" in refused.text
    assert rows.scalar(select(func.max(PublishedVersion.number))) == 1


def test_settings_are_saved_and_checked(manager, rows):
    town = rows.scalar(select(Town).where(Town.slug == SLUG))
    form = {
        "version": str(town.version),
        "name": "Valbourg",
        "timezone": "Europe/Paris",
        "colour": "teal",
        "start": "2027-03-01",
        "end": "2027-06-30",
        "latitude": "48,2",
        "longitude": "1.1",
        "separation_metres": "40",
        "role": ["régie", "accueil"],
        "rate": ["28,50", "19"],
        "points_clash": "5",
        "points_change": "20",
        "freeze_days": "14",
        "max_changes": "3",
        "money_limited": "yes",
    }
    assert manager.post(f"{DESK}/settings", data=form).status_code == 302
    town = rows.get(Town, town.id)
    assert town.settings == {
        "separation_metres": 40,
        "max_changes": 3,
        "freeze_days": 14,
        "points": {"clash": 5, "change": 20},
        "role_rates": {"régie": 2850, "accueil": 1900},
    }
    assert len(town.sunsets) == 121
    stale = manager.post(f"{DESK}/settings", data={**form, "name": "Valbourg-les-Bains"})
    assert stale.status_code == 409 and "Valbourg-les-Bains" in stale.text
    wrong = {**form, "version": str(town.version), "end": "2027-01-01", "max_openings_per_week": "x"}
    refused = manager.post(f"{DESK}/settings", data=wrong)
    assert refused.status_code == 422 and "demande" in refused.text
    town = rows.get(Town, town.id)
    assert str(town.end) == "2027-06-30"


def test_the_journal_tells_changes_in_words(manager, rows):
    project = rows.scalar(select(Project).where(Project.key == "ambre"))
    assert project is not None
    manager.post(f"{DESK}/plan/drafts/2/name", data={"name": "Sans la place"})
    text = manager.get(f"{DESK}/journal?action=change&table=plans").text
    assert "a modifié" in text and "<ins>Sans la place</ins>" in text and "Manager" in text
    assert "Rien à lire" in manager.get(f"{DESK}/journal?who=nobody").text
