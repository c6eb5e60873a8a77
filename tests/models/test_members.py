"""Who may come in: passwords, guessing, roles, sign-ins: trust.md row 18."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import members
from models.accounts import Account, Membership, SignIn
from models.journal import JournalEntry
from models.journal_log import record
from models.members import MemberRefused, TooManyTries
from tests.models.conftest import NOW

SECRET = "la halle aux grains"


@pytest.fixture
def ada(session):
    return members.create_account(session, " Ada@Town.fr ", "Ada", SECRET, now=NOW, administrator=True)


def test_an_account_opens_with_its_password_only(session, ada):
    assert ada.email == "ada@town.fr"
    assert members.verify(session, "ADA@town.fr", SECRET, NOW) is ada
    assert members.verify(session, "ada@town.fr", SECRET + "!", NOW) is None
    assert members.verify(session, "bob@town.fr", SECRET, NOW) is None
    ada.active = False
    assert members.verify(session, "ada@town.fr", SECRET, NOW) is None


def test_a_password_is_kept_as_argon2id_of_19_mebibytes(session, ada):
    assert ada.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(
    "password",
    ["short", "elevenchars", "motdepasse1234", "AZERTYUIOP123", "aaaaaaaaaaaaaaa", "ada@town.fr.", "x" * 257],
)
def test_a_password_that_is_easily_guessed_is_refused(session, password):
    with pytest.raises(MemberRefused, match="password"):
        members.create_account(session, "ada@town.fr.", "Ada", password, now=NOW)


@pytest.mark.parametrize("email", ["", "ada", "@town.fr", "ada@", "a da@town.fr", "a@" + "x" * 260])
def test_an_address_that_cannot_be_one_is_refused(session, email):
    with pytest.raises(MemberRefused, match="not an e-mail address"):
        members.create_account(session, email, "Ada", SECRET, now=NOW)


def test_an_address_has_one_account(session, ada):
    with pytest.raises(MemberRefused, match="already"):
        members.create_account(session, "ADA@town.fr", "Another", SECRET, now=NOW)


def test_ten_failures_close_the_door_for_a_minute_and_for_this_address_only(session, ada):
    for n in range(10):
        assert members.verify(session, "ada@town.fr", f"guess number {n}", NOW + timedelta(seconds=n)) is None
    with pytest.raises(TooManyTries, match="wait a minute"):
        members.verify(session, "Ada@town.fr", SECRET, NOW + timedelta(seconds=59))
    assert members.verify(session, "bob@town.fr", "anything at all", NOW + timedelta(seconds=59)) is None
    assert members.verify(session, "ada@town.fr", SECRET, NOW + timedelta(seconds=61)) is ada


def test_an_unknown_address_costs_as_much_work_as_a_known_one(session, ada, monkeypatch):
    checked = []
    verify = members._hasher.verify
    spied = type(
        "Spy", (), {"verify": lambda self, *given: checked.append(given[0][:31]) or verify(*given)}
    )()
    monkeypatch.setattr(members, "_hasher", spied)
    members.verify(session, "ada@town.fr", "not her password", NOW)
    members.verify(session, "nobody@town.fr", "not her password", NOW)
    assert checked == ["$argon2id$v=19$m=19456,t=2,p=1$"] * 2


def test_a_token_opens_until_it_ends_or_is_closed(session, ada):
    token = members.open_sign_in(session, ada, NOW, hours=2)
    session.flush()
    assert len(token) >= 43  # 256 bits in base 64
    assert token not in session.scalars(select(SignIn.token_hash)).all()
    assert members.signed_in_account(session, token, NOW + timedelta(hours=1)) is ada
    assert members.signed_in_account(session, token, NOW + timedelta(hours=2)) is None
    assert members.signed_in_account(session, token + "x", NOW) is None
    members.close_sign_in(session, token)
    assert members.signed_in_account(session, token, NOW) is None


def test_a_new_password_ends_every_open_sign_in(session, ada):
    token = members.open_sign_in(session, ada, NOW)
    members.set_password(session, ada, "une autre phrase secrète", actor=ada, now=NOW)
    assert members.signed_in_account(session, token, NOW) is None
    assert members.verify(session, "ada@town.fr", SECRET, NOW) is None
    assert members.verify(session, "ada@town.fr", "une autre phrase secrète", NOW) is ada


def test_expired_sign_ins_and_old_failures_are_forgotten(session, ada):
    members.open_sign_in(session, ada, NOW, hours=1)
    members.verify(session, "ada@town.fr", "wrong password", NOW)
    session.flush()
    members.forget_expired(session, NOW + timedelta(days=2))
    assert session.query(SignIn).count() == 0
    assert session.query(members.SignInAttempt).count() == 0


def test_a_role_belongs_to_a_town(session, ada, town):
    bob = members.create_account(session, "bob@town.fr", "Bob", SECRET, now=NOW)
    assert members.role_in(session, bob, town) is None
    members.set_role(session, bob, town, "reader", actor=ada, now=NOW)
    members.set_role(session, bob, town, "manager", actor=ada, now=NOW)
    assert members.role_in(session, bob, town) == "manager"
    members.set_role(session, bob, town, None, actor=ada, now=NOW)
    assert members.role_in(session, bob, town) is None
    with pytest.raises(MemberRefused, match="not a role"):
        members.set_role(session, bob, town, "king", actor=ada, now=NOW)
    told = [(e.who, e.before, e.after) for e in session.query(JournalEntry).filter_by(action="role")]
    assert told == [
        ("Ada", None, {"role": "reader"}),
        ("Ada", {"role": "reader"}, {"role": "manager"}),
        ("Ada", {"role": "manager"}, None),
    ]


def test_the_last_administrator_stays(session, ada):
    for attempt in (
        lambda: members.set_standing(session, ada, actor=ada, now=NOW, administrator=False),
        lambda: members.set_standing(session, ada, actor=ada, now=NOW, active=False),
        lambda: members.remove_account(session, ada, actor=ada, now=NOW),
    ):
        with pytest.raises(MemberRefused, match="last administrator"):
            attempt()
    assert members.role_in(session, ada, None) == "administrator"
    members.create_account(session, "bob@town.fr", "Bob", SECRET, now=NOW, administrator=True)
    members.set_standing(session, ada, actor=ada, now=NOW, administrator=False)
    assert not ada.administrator


def test_a_removed_account_is_gone_and_its_deeds_stay_in_the_journal(session, ada, town):
    bob = members.create_account(session, "bob@town.fr", "Bob", SECRET, now=NOW)
    members.set_role(session, bob, town, "manager", actor=ada, now=NOW)
    record(session, bob, "publish", "published_versions", "1", town=town, now=NOW)
    token = members.open_sign_in(session, bob, NOW)
    members.remove_account(session, bob, actor=ada, now=NOW)
    session.expire_all()
    assert members.signed_in_account(session, token, NOW) is None
    assert session.query(Account).filter_by(email="bob@town.fr").count() == 0
    assert session.query(Membership).count() == 0
    assert session.query(JournalEntry).filter_by(who="Bob", action="publish").count() == 1
    told = session.query(JournalEntry).filter_by(action="remove").one()
    assert (told.who, told.key, told.before["name"], told.after) == ("Ada", "bob@town.fr", "Bob", None)


def test_nobody_removes_the_own_account(session, ada):
    members.create_account(session, "bob@town.fr", "Bob", SECRET, now=NOW, administrator=True)
    with pytest.raises(MemberRefused, match="your own account"):
        members.remove_account(session, ada, actor=ada, now=NOW)
