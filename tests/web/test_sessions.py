"""Signing in and out, cookies, headers, and pages of what went wrong."""

import io
import json
import logging
import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from models import members
from models.accounts import Account, SignIn
from models.journal import JournalEntry
from web import create_app, errors, logs
from web.config import Log

from . import house
from .small_town import SLUG

FORM = {"email": "manager@ville.example", "password": house.PASSWORD}


def test_signing_in_opens_a_session_of_its_own_and_out_ends_it(app):
    client = app.test_client()
    client.set_cookie("rideau", "chosen-by-somebody-else")
    answer = client.post("/sign-in", data=FORM)
    token = client.get_cookie("rideau").value
    assert answer.headers["Location"] == "/desk/" and len(token) >= 43
    assert token != "chosen-by-somebody-else"
    copy = app.test_client()
    copy.set_cookie("rideau", token)
    assert copy.get("/desk/").status_code == 200
    client.post("/sign-out")
    assert copy.get("/desk/").status_code == 302


def test_only_the_hash_of_the_token_is_kept(app):
    client = app.test_client()
    client.post("/sign-in", data=FORM)
    with app.extensions["rideau_readers"]() as session:
        kept = session.scalar(select(SignIn.token_hash))
    assert client.get_cookie("rideau").value not in kept and len(kept) == 64


@pytest.mark.parametrize("email", ["manager@ville.example", "nobody@ville.example"])
def test_a_wrong_password_and_an_unknown_address_are_answered_alike(app, email):
    answer = app.test_client().post("/sign-in", data={"email": email, "password": "non"})
    assert answer.status_code == 401 and "ne vont pas ensemble" in answer.text


def test_guessing_is_slowed_down(app):
    client = app.test_client()
    for _ in range(members.TRIES):
        client.post("/sign-in", data={**FORM, "password": "non"})
    assert client.post("/sign-in", data=FORM).status_code == 429
    other = {**FORM, "email": "reader@ville.example"}
    assert client.post("/sign-in", data=other).status_code == 302


@pytest.mark.parametrize(
    ("target", "opened"),
    [
        (f"/desk/{SLUG}/plan", f"/desk/{SLUG}/plan"),
        ("https://elsewhere.example/", "/desk/"),
        ("//elsewhere.example/", "/desk/"),
        ("/\\elsewhere.example", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
    ],
)
def test_after_signing_in_one_stays_on_this_site(app, target, opened):
    answer = app.test_client().post("/sign-in", data={**FORM, "next": target})
    assert answer.headers["Location"] == opened


def test_a_role_taken_away_ends_at_once(app):
    client = house.signed_in(app, "manager")
    assert client.get(f"/desk/{SLUG}/publish").status_code == 200
    with app.extensions["rideau_writers"]() as session:
        account = session.scalar(select(Account).where(Account.email == "manager@ville.example"))
        members.set_role(
            session, account, house.town_of(session), "reader", actor="test", now=datetime.now(UTC)
        )
        session.commit()
    assert client.get(f"/desk/{SLUG}/publish").status_code == 403


def test_a_new_password_ends_every_other_sign_in(app):
    here, elsewhere = house.signed_in(app, "reader"), house.signed_in(app, "reader")
    new = "une autre phrase assez longue"
    assert (
        here.post(
            "/profile/password", data={"password": "non", "new_password": new, "again": new}
        ).status_code
        == 422
    )
    assert (
        here.post(
            "/profile/password", data={"password": house.PASSWORD, "new_password": new, "again": new}
        ).status_code
        == 302
    )
    assert here.get("/profile").status_code == 200
    assert elsewhere.get("/profile").status_code == 302


def test_accounts_are_opened_changed_and_closed(app):
    chief = house.signed_in(app, "administrator")
    form = {
        "name": "Léa",
        "email": "lea@ville.example",
        "password": "quatre mots bien choisis",
        "town": SLUG,
        "role": "reader",
    }
    assert chief.post("/accounts", data=form).status_code == 302
    with app.extensions["rideau_readers"]() as session:
        lea = session.scalar(select(Account).where(Account.email == "lea@ville.example")).id
    assert chief.post("/accounts", data=form).status_code == 422
    assert (
        chief.post(f"/accounts/{lea}", data={"what": "role", "town": SLUG, "role": "manager"}).status_code
        == 302
    )
    client = house.signed_in(app, "lea")
    assert client.get(f"/desk/{SLUG}/settings").status_code == 200
    chief.post(f"/accounts/{lea}", data={"what": "active", "active": "no"})
    assert client.get(f"/desk/{SLUG}/plan").status_code == 302
    with app.extensions["rideau_readers"]() as session:
        last = session.scalar(select(Account).where(Account.administrator)).id
    assert (
        chief.post(f"/accounts/{last}", data={"what": "administrator", "administrator": "no"}).status_code
        == 422
    )


def test_an_account_is_removed_after_a_second_look(app):
    chief, reader = house.signed_in(app, "administrator"), house.signed_in(app, "reader")
    with app.extensions["rideau_readers"]() as session:
        ids = {one.name: one.id for one in session.scalars(select(Account))}
    index = chief.get("/accounts").text
    assert f"/accounts/{ids['Reader']}/remove" in index
    assert f"/accounts/{ids['Administrator']}/remove" not in index
    asked = chief.get(f"/accounts/{ids['Reader']}/remove").text
    assert "Supprimer le compte de Reader" in asked and "reader@ville.example" in asked
    assert reader.get(f"/desk/{SLUG}/plan").status_code == 200
    assert chief.post(f"/accounts/{ids['Reader']}/remove").status_code == 302
    assert "est supprimé" in chief.get("/accounts").text
    assert reader.get(f"/desk/{SLUG}/plan").status_code == 302
    assert chief.get(f"/accounts/{ids['Reader']}/remove").status_code == 404
    own = chief.post(f"/accounts/{ids['Administrator']}/remove")
    assert own.status_code == 422 and "dernier compte d’administration" in own.text
    with app.extensions["rideau_readers"]() as session:
        told = session.scalars(select(JournalEntry).where(JournalEntry.action == "remove")).one()
        assert (told.who, told.key) == ("Administrator", "reader@ville.example")


def test_demonstration_accounts_open_with_one_click_in_a_demonstration_only(app, folder):
    with app.extensions["rideau_writers"]() as session:
        members.create_account(
            session, "claude@demo.rideau.example", "Claude", house.PASSWORD, now=datetime.now(UTC)
        )
        session.commit()
    demo = create_app(house.settings(folder, demo={"accounts": True}))
    demo.config["WTF_CSRF_ENABLED"] = False
    assert "Claude" in demo.test_client().get("/sign-in").text
    click = {"demo": "claude@demo.rideau.example"}
    assert demo.test_client().post("/sign-in", data=click).status_code == 302
    assert demo.test_client().post("/sign-in", data={"demo": "manager@ville.example"}).status_code == 404
    assert app.test_client().post("/sign-in", data=click).status_code == 404
    assert "Claude" not in app.test_client().get("/sign-in").text


def test_a_new_town_opens_with_four_facts(app):
    client = house.signed_in(app, "administrator")
    form = {"name": "Valbourg", "timezone": "Europe/Paris", "start": "2027-01-01", "end": "2028-01-01"}
    assert client.post("/desk/new", data=form).headers["Location"].startswith("/desk/valbourg-2/")
    refused = client.post("/desk/new", data={**form, "timezone": "Europe/Nulle-Part", "end": "2026-01-01"})
    assert refused.status_code == 422 and "Europe/Paris" in refused.text


@pytest.mark.parametrize(
    "start, end", [("0001-01-01", "0002-01-01"), ("9999-01-01", "9999-12-31"), ("2027-01-01", "2067-01-01")]
)
def test_a_season_out_of_all_measure_is_refused(app, start, end):
    client = house.signed_in(app, "administrator")
    form = {"name": "Longueville", "timezone": "Europe/Paris", "start": start, "end": end}
    refused = client.post("/desk/new", data=form)
    assert refused.status_code == 422 and ("1900" in refused.text or "10 ans" in refused.text)
    assert client.get("/desk/longueville/").status_code == 404


@pytest.mark.parametrize("url", ["/sign-in", "/help", "/", f"/desk/{SLUG}/plan", "/nowhere", "/health"])
def test_every_page_carries_the_headers(app, url):
    headers = house.signed_in(app, "manager").get(url).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert re.fullmatch("[0-9a-f]{12}", headers["X-Request-Id"])
    assert "Strict-Transport-Security" not in headers


def test_pages_of_the_desk_are_kept_by_nobody(app):
    assert house.signed_in(app, "manager").get(f"/desk/{SLUG}/plan").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("url", ["/sign-in", "/help", "/nowhere", f"/desk/{SLUG}/"])
def test_what_does_not_say_that_it_may_be_kept_is_kept_by_nobody(app, url):
    assert app.test_client().get(url).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("host", ['evil"><script>', "two words", "[::1", "ville.example/path", "évreux"])
def test_a_request_to_what_is_no_host_is_refused(app, host):
    for url in ("/", f"/t/{SLUG}/town.ics"):
        answer = app.test_client().get(url, environ_overrides={"HTTP_HOST": host})
        assert answer.status_code == 400
        assert "Traceback" not in answer.text


def test_over_https_cookies_are_bound_to_the_host(folder):
    app = create_app(house.settings(folder, server={"public_url": "https://agenda.example"}))
    app.config["WTF_CSRF_ENABLED"] = False
    answer = app.test_client().post("/sign-in", data=FORM, base_url="https://agenda.example")
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("__Host-rideau="))
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_no_page_holds_scripts_or_styles_of_its_own(app):
    client = house.signed_in(app, "administrator")
    for url in ("/sign-in", "/accounts", "/help", f"/desk/{SLUG}/plan", f"/desk/{SLUG}/plan/drafts/2"):
        html = client.get(url).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", html), url


def test_a_failure_is_a_calm_page_with_a_number_and_its_trace_in_the_log_only(app, caplog):
    @app.get("/broken")
    def broken():
        raise RuntimeError("secret detail")

    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/broken")
    assert answer.status_code == 500 and answer.headers["X-Request-Id"] in answer.text
    assert "secret detail" not in answer.text and "Traceback" not in answer.text
    assert "secret detail" in caplog.text


@pytest.mark.parametrize(
    ("said", "status"),
    [("database is locked", 503), ("database or disk is full", 507), ("unable to open database file", 503)],
)
def test_trouble_with_the_database_is_told(app, said, status):
    @app.get("/trouble")
    def trouble():
        raise OperationalError("SELECT 1", {}, Exception(said))

    answer = app.test_client().get("/trouble")
    assert answer.status_code == status and said not in answer.text


def test_a_full_disk_is_told(app):
    @app.get("/full")
    def full():
        raise OSError(28, "No space left on device")

    assert app.test_client().get("/full").status_code == 507


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 413, 429, 500, 503, 507])
def test_every_error_has_words(app, status):
    with app.test_request_context("/"):
        title, advice = errors.words(status)
    assert title and advice


def test_a_file_too_large_is_refused(folder):
    app = create_app(house.settings(folder, security={"upload_mb": 1}))
    app.config["WTF_CSRF_ENABLED"] = False
    data = {"file": (io.BytesIO(b"x" * 2_000_000), "big.csv")}
    answer = house.signed_in(app, "manager").post(f"/desk/{SLUG}/import/tables/send", data=data)
    assert answer.status_code == 413 and "trop grand" in answer.text


def test_an_old_form_is_told(app):
    app.config["WTF_CSRF_ENABLED"] = True
    answer = house.signed_in(app, "manager").post(f"/desk/{SLUG}/plan", data={"csrf_token": "old"})
    assert answer.status_code == 400 and "trop ancien" in answer.text


def test_logs_hold_no_secrets_and_name_the_request():
    stream = io.StringIO()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        logs.set_up_logs(Log(format="json"), stream)
        logs.request_id.set("abc123")
        logging.getLogger("web").info(
            "POST /x?token=%s&b=1 password=%s", "s3cret", "hunter2", extra={"ms": 3}
        )
        logging.getLogger("web").info("postgresql://rideau:hunter2@db/rideau and /private/s3cret/town.ics")
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        logs.request_id.set("")
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (first["request"], first["ms"], first["level"]) == ("abc123", 3, "info")
    assert "s3cret" not in str((first, second)) and "hunter2" not in str((first, second))
