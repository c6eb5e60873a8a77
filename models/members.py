"""
Who may come in: accounts, passwords, roles, open sign-ins, and the brake on guessing.

Passwords are kept as argon2id (19 MiB, 2 passes, 1 lane: the least that OWASP's password storage sheet advises),
tokens of sign-ins as SHA-256 of 256 random bits. The caller commits, after a refusal too: failures are counted.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from scheduler.message import Refused, message

from .accounts import ROLES, Account, Membership, SignIn, SignInAttempt
from .journal_log import Actor, record
from .places import Town

LEAST_PASSWORD = 12
LONGEST_PASSWORD = 256
TRIES = 10
TRIES_WITHIN = timedelta(minutes=1)
KEPT_ATTEMPTS = timedelta(days=1)
COMMON = {
    "123456789012", "1234567890123", "12345678901234", "123123123123", "abcdefghijkl", "azertyuiop12",
    "azertyuiop123", "qwertyuiop12", "qwertyuiop123", "motdepasse12", "motdepasse123", "motdepasse1234",
    "password1234", "password12345", "passwordpassword", "administrateur", "administrator", "bonjourbonjour",
    "changemeplease", "iloveyouiloveyou", "rideaurideau", "letmeinletmein",
}  # fmt: skip
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Each hash holds 19 MiB and a processor: a burst of sign-ins waits its turn instead of filling the machine.
_hashing = BoundedSemaphore(2)
_nobody = _hasher.hash(secrets.token_urlsafe(16))


class MemberRefused(Refused):
    """What was asked of an account cannot be done; ``message`` says why and what to do."""


class TooManyTries(MemberRefused):
    """Sign-in is closed for this address for up to a minute."""


def address(email: str) -> str:
    """An e-mail address as it is kept and compared."""
    return email.strip().casefold()


def check_password(password: str, email: str = "") -> None:
    """Raises ``MemberRefused`` where a password is too easily guessed."""
    plain = password.casefold()
    if len(password) < LEAST_PASSWORD:
        raise MemberRefused(
            message("the password needs at least {minimum} characters", minimum=LEAST_PASSWORD)
        )
    if len(password) > LONGEST_PASSWORD:
        raise MemberRefused(
            message("the password has more than {maximum} characters", maximum=LONGEST_PASSWORD)
        )
    if plain in COMMON or len(set(plain)) < 4 or (email and plain == address(email)):
        raise MemberRefused(message("this password is among the first that are tried: choose another"))


def create_account(
    session: Session,
    email: str,
    name: str,
    password: str,
    *,
    now: datetime,
    actor: Actor = "",
    language: str = "fr",
    administrator: bool = False,
) -> Account:
    """A new account. Raises ``MemberRefused``."""
    email = address(email)
    if len(email) > 254 or not 0 < email.find("@") < len(email) - 1 or any(map(str.isspace, email)):
        raise MemberRefused(
            message("“{email}” is not an e-mail address: write one like name@town.fr", email=email)
        )
    if session.scalar(select(Account.id).where(Account.email == email)) is not None:
        raise MemberRefused(message("there is an account for {email} already", email=email))
    check_password(password, email)
    account = Account(
        email=email,
        name=name.strip(),
        password_hash=_hash(password),
        language=language,
        administrator=administrator,
        created_at=now,
    )
    session.add(account)
    session.flush()
    record(session, actor, "add", "accounts", email, None, _told(account), now=now)
    return account


def set_password(session: Session, account: Account, password: str, *, actor: Actor, now: datetime) -> None:
    """A new password; every open sign-in of the account ends. Raises ``MemberRefused``."""
    check_password(password, account.email)
    account.password_hash = _hash(password)
    close_all(session, account)
    record(session, actor, "password", "accounts", account.email, now=now)


def verify(session: Session, email: str, password: str, now: datetime) -> Account | None:
    """
    The active account of this address and password, or None, after the same work for an address unknown.

    Raises ``TooManyTries`` after ``TRIES`` failures within a minute, the right password included.
    """
    email = address(email)[:254]
    since = now - TRIES_WITHIN
    failures = select(func.count()).where(SignInAttempt.email == email, SignInAttempt.at > since)
    if (session.scalar(failures) or 0) >= TRIES:
        raise TooManyTries(message("too many tries: wait a minute, then try again"))
    account = session.scalar(select(Account).where(Account.email == email))
    if (
        _matches(_nobody if account is None else account.password_hash, password)
        and account
        and account.active
    ):
        if _hasher.check_needs_rehash(account.password_hash):
            account.password_hash = _hash(password)
        return account
    session.add(SignInAttempt(email=email, at=now))
    return None


def _hash(password: str) -> str:
    with _hashing:
        return _hasher.hash(password)


def _matches(kept: str, password: str) -> bool:
    with _hashing:
        try:
            return _hasher.verify(kept, password[: LONGEST_PASSWORD + 1])
        except (VerificationError, InvalidHashError):
            return False


def open_sign_in(session: Session, account: Account, now: datetime, hours: int = 12) -> str:
    """A token of 256 random bits; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    end = now + timedelta(hours=hours)
    session.add(SignIn(token_hash=token_hash(token), account_id=account.id, created_at=now, expires_at=end))
    return token


def signed_in_account(session: Session, token: str, now: datetime) -> Account | None:
    """The active account whose open sign-in this token is."""
    query = select(Account).join(SignIn, SignIn.account_id == Account.id)
    return session.scalar(
        query.where(SignIn.token_hash == token_hash(token), SignIn.expires_at > now, Account.active)
    )


def close_sign_in(session: Session, token: str) -> None:
    """End the sign-in of this token, if it is open."""
    session.execute(delete(SignIn).where(SignIn.token_hash == token_hash(token)))


def close_all(session: Session, account: Account) -> None:
    """End every open sign-in of an account."""
    session.execute(delete(SignIn).where(SignIn.account_id == account.id))


def forget_expired(session: Session, now: datetime) -> None:
    """Clear what is over: sign-ins past their end, failures older than a day."""
    session.execute(delete(SignIn).where(SignIn.expires_at <= now))
    session.execute(delete(SignInAttempt).where(SignInAttempt.at <= now - KEPT_ATTEMPTS))


def token_hash(token: str) -> str:
    """What is kept of a token: who reads the table cannot sign in."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def role_in(session: Session, account: Account, town: Town) -> str | None:
    """What an account may do in a town; installation administrators may do everything everywhere."""
    if account.administrator:
        return "administrator"
    query = select(Membership.role).where(Membership.account_id == account.id, Membership.town_id == town.id)
    return session.scalar(query)


def set_role(
    session: Session, account: Account, town: Town, role: str | None, *, actor: Actor, now: datetime
) -> None:
    """Give, change or (None) take away a role in a town. Raises ``MemberRefused``."""
    if role is not None and role not in ROLES:
        raise MemberRefused(
            message("“{role}” is not a role: choose one of {roles}", role=role, roles=", ".join(ROLES))
        )
    query = select(Membership).where(Membership.account_id == account.id, Membership.town_id == town.id)
    held = session.scalar(query)
    before = None if held is None else {"role": held.role}
    if role is None and held is not None:
        session.delete(held)
    elif role is not None and held is not None:
        held.role = role
    elif role is not None:
        session.add(Membership(account_id=account.id, town_id=town.id, role=role))
    session.flush()
    after = None if role is None else {"role": role}
    if before != after:
        record(session, actor, "role", "memberships", account.email, before, after, town, now=now)


def set_standing(
    session: Session,
    account: Account,
    *,
    actor: Actor,
    now: datetime,
    administrator: bool | None = None,
    active: bool | None = None,
) -> None:
    """Make or unmake an administrator, close or open an account. The last administrator stays one."""
    before = _told(account)
    loses = account.administrator and account.active and (administrator is False or active is False)
    if loses and not _other_administrators(session, account):
        raise MemberRefused(message("this is the last administrator: name another one first"))
    account.administrator = account.administrator if administrator is None else administrator
    account.active = account.active if active is None else active
    if not account.active:
        close_all(session, account)
    session.flush()
    record(session, actor, "change", "accounts", account.email, before, _told(account), now=now)


def remove_account(session: Session, account: Account, *, actor: Actor, now: datetime) -> None:
    """
    Remove an account; what it did stays in the journal.

    Raises ``MemberRefused`` for the last administrator, and for whoever would remove the own account.
    """
    if account.administrator and account.active and not _other_administrators(session, account):
        raise MemberRefused(message("this is the last administrator: name another one first"))
    if actor is account:
        raise MemberRefused(message("this is your own account: another administrator can remove it"))
    before = _told(account)
    session.delete(account)
    session.flush()
    record(session, actor, "remove", "accounts", account.email, before, None, now=now)


def _other_administrators(session: Session, account: Account) -> int:
    # Locked together: two administrators who resign at once must not both find the other still there.
    query = select(Account.id).where(Account.administrator, Account.active).with_for_update()
    return sum(one != account.id for one in session.scalars(query))


def _told(account: Account) -> dict[str, object]:
    return {
        "email": account.email,
        "name": account.name,
        "administrator": account.administrator,
        "active": account.active,
    }
