"""Forms of records: every kind is added, changed and shown again by its real form; nothing typed is lost."""

import pytest

from tests.web.records.town import DOCUMENTS
from web.records.kinds import KINDS

NEW = {
    "streets": {"name": "Quai de Verdun", "footfall": "40", "district": "Saint-Pierre"},
    "owners": {"name": "M. Duval", "email": "duval@example.org"},
    "premises": {
        "street": "marche",
        "address": "9 place du Marché",
        "area_m2": "38,5",
        "rent_cents_month": "1 250,50",
        "available-0-from": "2027-03-01",
        "available-0-to": "2027-05-31",
        "leases-0-holder": "Pop-up",
        "leases-0-start": "2026-01-01",
        "leases-0-end": "2026-02-01",
        "equipment": ["eau"],
        "equipment-more": "chambre froide, eau",
        "point-lat": "49,02",
        "point-lon": "1.15",
    },
    "shops": {"name": "Fleurs de Lune", "activity": "fleuriste", "street": "halles"},
    "projects": {
        "name": "Librairie Volante",
        "activity": "librairie",
        "value": "120",
        "terms_weeks": "8, 12 26",
        "earliest_start": "2027-03-01",
        "latest_start": "2027-08-02",
        "preferences-0-place": "halles-12",
        "preferences-0-points": "-5",
        "support-partner": "cma",
        "support-hours_per_week": "1,5",
    },
    "partners": {"name": "Initiative Eure", "hours_per_week": "7,5"},
    "spots": {"name": "Pont-Neuf", "street": "halles", "latest_end-time": "01:30", "latest_end-next": "1"},
    "events": {
        "title": "Bal populaire",
        "value": "70",
        "opens-by": "sunset",
        "opens-minutes": "30",
        "closes-time": "23h30",
        "not_dates-0": "14/07/2027",
        "staff-0-role": "technicien",
        "staff-0-count": "2",
        "inaugurates-project": "celadon",
        "inaugurates-within_days": "7",
    },
    "trails": {
        "title": "Nuit bleue",
        "value": "50",
        "opens-by": "before",
        "opens-minutes": "15",
        "closes-time": "23:00",
        "max_length_m": "1500",
        "spots": ["parvis", "kiosque"],
        "installations-0-id": "Bulles",
        "installations-0-cost_cents": "900",
        "installations-0-staff-0-role": "technicien",
        "installations-0-staff-0-count": "1",
        "distances-0-from": "parvis",
        "distances-0-to": "kiosque",
        "distances-0-metres": "320",
    },
    "kits": {"name": "Photos d’archives", "stock": "4"},
    "people": {"name": "Hugo Lemaire", "roles-more": "régie, sécurité", "weekdays": ["1", "2"]},
    "funding": {"name": "Mécénat", "amount_cents": "2 000", "kinds": ["event"]},
    "coverage": {"name": "Un temps fort", "minimum": "2", "penalty": "30", "to": "2027-08-31"},
    "decisions": {"sense": "ban", "kind": "event", "item": "concert", "spot": "parvis", "reason": "Travaux"},
}
KEPT = {
    "premises": {
        "area_m2": 38.5,
        "rent_cents_month": 125050,
        "available": [["2027-03-01", "2027-06-01"]],
        "equipment": ["eau", "chambre froide"],
        "point": [1.15, 49.02],
        "leases": [{"holder": "Pop-up", "start": "2026-01-01", "end": "2026-02-01", "short": False}],
    },
    "projects": {
        "terms_weeks": [8, 12, 26],
        "preferences": {"halles-12": -5},
        "support": {"partner": "cma", "hours_per_week": 1.5},
    },
    "spots": {"latest_end": "25:30"},
    "events": {
        "opens": "sunset+30",
        "closes": "23:30",
        "not_dates": ["2027-07-14"],
        "staff": {"technicien": 2},
        "inaugurates": {"project": "celadon", "within_days": 7},
    },
    "trails": {"opens": "sunset-15", "spots": ["kiosque", "parvis"]},
    "people": {"roles": ["régie", "sécurité"], "weekdays": [1, 2]},
    "funding": {"amount_cents": 200000, "kinds": ["event"]},
    "coverage": {"to": "2027-09-01"},
}
KEYS = {
    "streets": "quai-de-verdun",
    "owners": "m-duval",
    "premises": "9-place-du-marche",
    "shops": "fleurs-de-lune",
    "projects": "librairie-volante",
    "partners": "initiative-eure",
    "spots": "pont-neuf",
    "events": "bal-populaire",
    "trails": "nuit-bleue",
    "kits": "photos-d-archives",
    "people": "hugo-lemaire",
    "funding": "mecenat",
    "coverage": "un-temps-fort",
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_added_by_its_form(desk, kind):
    page = desk.submit(f"{kind}/new", **NEW[kind])
    assert page.status == 200, page.text
    assert "est enregistré" in page.text
    if kind == "decisions":
        assert "Concert de rue" in page.title
        return
    document = desk.document(kind, KEYS[kind])
    told = {
        name: sorted(document[name]) if name == "spots" else document[name] for name in KEPT.get(kind, {})
    }
    assert told == KEPT.get(kind, {})
    assert ("add", kind, KEYS[kind]) in desk.journal()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "decisions"])
def test_a_form_sent_back_as_it_came_changes_nothing(desk, kind):
    for key in [document["id"] for document in DOCUMENTS[kind]]:
        before = desk.document(kind, key)
        page = desk.submit(f"{kind}/{key}")
        assert page.status == 200, page.text
        assert desk.document(kind, key) == before
    assert not [entry for entry in desk.journal() if entry[0] == "change"]


WRONG = [
    ("streets", "footfall", "101", "trop grand : au plus 100"),
    ("streets", "footfall", "beaucoup", "pas un nombre entier"),
    ("streets", "name", "", "Ce champ est nécessaire"),
    ("streets", "name", "x" * 201, "201 caractères"),
    ("owners", "email", "duval", "adresse électronique"),
    ("premises", "area_m2", "grand", "pas un nombre. Exemple"),
    ("premises", "rent_cents_month", "12,345", "plus fin que le centime"),
    ("premises", "vacant_since", "32/01/2027", "pas une date"),
    ("premises", "status", "hanté", "pas un des choix"),
    ("premises", "street", "nulle part", "pas connu ici"),
    ("projects", "terms_weeks", "8, zéro", "« zéro » n’est pas"),
    ("projects", "value", "", "Ce champ est nécessaire"),
    ("events", "url", "javascript:alert(1)", "pas une adresse web"),
    ("people", "rest_hours", "-1", "trop petit"),
]


@pytest.mark.parametrize("kind, name, typed, told", WRONG)
def test_what_cannot_be_read_is_said_beside_the_input_and_kept_as_typed(desk, kind, name, typed, told):
    key = DOCUMENTS[kind][0]["id"]
    before = desk.document(kind, key)
    page = desk.submit(
        f"{kind}/{key}", **{name: typed, "notes": "gardé"} if kind != "owners" else {name: typed}
    )
    assert page.status == 422
    assert told in page.error(name)
    assert page.value(name) == typed
    assert f'href="#field-{name}"' in page.response.text
    assert desk.document(kind, key) == before


PARTS = [
    (
        "premises/halles-12",
        {"available-0-from": "2027-05-01", "available-0-to": "2027-04-01"},
        "available-0-to",
        "précède",
    ),
    ("premises/halles-12", {"available-0-to": ""}, "available-0-to", "premier et le dernier"),
    ("premises/halles-12", {"point-lat": "91"}, "point-lat", "au plus 90"),
    ("premises/halles-12", {"point-lon": ""}, "point-lon", "latitude et la longitude"),
    ("premises/halles-12", {"leases-0-start": "bientôt"}, "leases-0-start", "pas une date"),
    ("spots/parvis", {"latest_end-time": "07:00"}, "latest_end-time", "5 h 59"),
    ("events/concert", {"opens-time": "25:99"}, "opens-time", "heure de la journée"),
    ("events/cinema", {"opens-minutes": "peu"}, "opens-minutes", "nombre de minutes"),
    ("events/concert", {"staff-0-count": "deux"}, "staff-0-count", "nombre entier"),
    ("events/concert", {"staff-0-role": ""}, "staff-0-role", "deux parties"),
    ("projects/celadon", {"support-hours_per_week": ""}, "support-hours_per_week", "nécessaire"),
    ("projects/celadon", {"preferences-0-points": "x"}, "preferences-0-points", "nombre entier"),
    ("trails/lumieres", {"distances-0-metres": "loin"}, "distances-0-metres", "nombre entier"),
    (
        "trails/lumieres",
        {"installations-0-staff-0-count": "-1"},
        "installations-0-staff-0-count",
        "trop petit",
    ),
]


@pytest.mark.parametrize("path, typed, name, told", PARTS)
def test_a_part_of_a_field_says_what_is_wrong_with_it(desk, path, typed, name, told):
    page = desk.submit(path, **typed)
    assert page.status == 422
    assert told in page.error(name)


def test_what_only_the_models_can_refuse_stands_beside_its_field_too(desk):
    page = desk.submit("premises/halles-12", **{"leases-0-end": "2025-01-01"})
    assert page.status == 422
    assert page.error("leases")
    page = desk.submit("coverage/monthly", **{"districts-more": "Nulle part"})
    assert page.status == 422
    assert page.error("districts")


def test_all_faults_are_told_at_once(desk):
    page = desk.submit("premises/halles-12", area_m2="x", rent_cents_month="y", street="")
    assert page.title == "12 rue des Halles"
    assert all(page.error(name) for name in ("area_m2", "rent_cents_month", "street"))
    summary = page.tree.first(test=lambda one: one.get("role") == "alert")
    assert len(summary.all("a")) == 3


def test_one_more_row_is_offered_without_saving(desk):
    page = desk.submit("events/concert", title="Pas encore", button="_more=staff")
    names = {one.get("name") for one in page.tree.all("input") if not one.inside("template")}
    assert {"staff-1-role", "staff-2-role"} <= names
    assert page.value("title") == "Pas encore"
    assert desk.document("events", "concert")["title"] == "Concert de rue"


def test_a_filter_tells_nothing_from_everything(desk):
    desk.submit("events/cinema", **{"spots-mode": "only", "spots": []})
    assert desk.document("events", "cinema")["spots"] == []
    desk.submit("events/cinema", **{"spots-mode": "all", "spots": []})
    assert "spots" not in desk.document("events", "cinema")


def test_no_weekday_means_never_and_all_of_them_no_limit(desk):
    desk.submit("events/concert", weekdays=[])
    assert desk.document("events", "concert")["weekdays"] == []
    desk.submit("events/concert", weekdays=list("1234567"))
    assert "weekdays" not in desk.document("events", "concert")


def test_a_copy_begins_with_the_values_of_the_other_and_a_name_of_its_own(desk):
    page = desk.get("projects/new?like=celadon")
    assert page.value("name") == "Atelier Céladon (copie)"
    desk.submit("projects/new?like=celadon")
    assert desk.document("projects", "atelier-celadon-copie")["grant_cents"] == 250000


def test_the_same_name_twice_gives_two_keys(desk):
    for _ in range(2):
        desk.submit("kits/new", **NEW["kits"])
    assert desk.document("kits", "photos-d-archives-2")["stock"] == 4


def test_an_identifier_that_is_taken_is_refused(desk):
    page = desk.submit("kits/new", **NEW["kits"], id="films")
    assert page.status == 422
    assert "déjà pris" in page.error("id")


@pytest.mark.parametrize("key", ["new", "a/b", "50 % ?", "..", "été", "#x", "bulk"])
def test_any_key_has_a_page(desk, key):
    assert desk.submit("kits/new", **NEW["kits"], id=key).status == 200
    links = [one.get("href") for one in desk.get("kits").tree.all("a") if "Photos" in one.text]
    page = desk.client.get(links[0])
    assert page.status_code == 200
    assert "Photos d’archives" in page.text


def test_a_decision_about_an_event_has_no_premises(desk):
    page = desk.submit("decisions/new", **NEW["decisions"], premises="halles-12")
    assert page.status == 422
    assert "pas de sens" in page.error("premises")


def test_fictitious_values_are_marked_until_somebody_says_they_are_real(desk):
    from models.places import Premises

    with desk.session() as session:
        session.query(Premises).filter_by(key="halles-2").one().fictitious = True
        session.commit()
    assert "fictif" in desk.get("premises").text
    assert "fictif" in desk.get("premises/halles-2").text
    desk.submit("premises/halles-2", fictitious=[])
    assert desk.document("premises", "halles-2")["fictitious"] is False


PAYLOADS = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "' onfocus='alert(1)"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_any_text_stays_text(desk, payload):
    texts = {
        "premises/halles-12": {
            "address": payload,
            "last_use": payload,
            "notes": payload,
            "equipment-more": payload[:70],
        },
        "events/concert": {
            "title": payload,
            "kind": payload[:70],
            "description": payload,
            "staff-0-role": payload[:70],
        },
        "owners/sci": {"name": payload},
    }
    for path, typed in texts.items():
        assert desk.submit(path, **typed).status == 200
    for path in (*texts, "premises", "events", "owners", "premises/new", "events/halles-12/delete"):
        page = desk.get(path)
        assert not page.tree.all("script", lambda one: not one.get("src"))
        assert not page.tree.all(test=lambda one: one.has("onerror") or one.has("onfocus"))
        assert "49" not in page.title
