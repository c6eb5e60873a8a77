"""Open sign-ins, kept by the hash of their token, and the brake on guessing passwords."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.accounts import Account, SignIn, SignInAttempt


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_sign_in(session: Session, account: Account, hours: int) -> str:
    """A new token of 256 random bits for ``account``; the caller commits."""
    token = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    session.add(
        SignIn(
            token_hash=_hash(token),
            account_id=account.id,
            created_at=now,
            expires_at=now + timedelta(hours=hours),
        )
    )
    return token


def account_of(session: Session, token: str) -> Account | None:
    """The active account whose sign-in this token is, while it lasts."""
    found = (
        select(Account)
        .join(SignIn, SignIn.account_id == Account.id)
        .where(SignIn.token_hash == _hash(token), SignIn.expires_at > datetime.now(UTC), Account.active)
    )
    return session.scalar(found)


def close_sign_in(session: Session, token: str) -> None:
    session.execute(delete(SignIn).where(SignIn.token_hash == _hash(token)))


def close_all(session: Session, account: Account, but: str | None = None) -> None:
    """End every sign-in of ``account``, after a change of password; ``but`` keeps the one at hand."""
    gone = delete(SignIn).where(SignIn.account_id == account.id)
    if but:
        gone = gone.where(SignIn.token_hash != _hash(but))
    session.execute(gone)


def too_many(session: Session, email: str, limit: int) -> bool:
    """Whether ``limit`` wrong passwords were given for this address within the last minute."""
    since = datetime.now(UTC) - timedelta(minutes=1)
    tries = select(func.count()).where(SignInAttempt.email == email, SignInAttempt.at > since)
    return (session.scalar(tries) or 0) >= limit


def note_failure(session: Session, email: str) -> None:
    session.add(SignInAttempt(email=email, at=datetime.now(UTC)))


def forget_expired(session: Session, now: datetime) -> None:
    """Clear what is over: sign-ins past their end, failures older than a day."""
    session.execute(delete(SignIn).where(SignIn.expires_at <= now))
    session.execute(delete(SignInAttempt).where(SignInAttempt.at <= now - timedelta(days=1)))
