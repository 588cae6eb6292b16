"""Signing in and out, locking and unlocking, and ending one's own sessions elsewhere."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest

from clinics import audit
from clinics.access import NotFound
from clinics.audit import Outcome, Verb
from clinics.models import User


def signed_in(*, user: User) -> None:
    """The person signed in, second factor included where there is one."""
    _note(user, Verb.SIGNED_IN)


def signed_out(*, user: User) -> None:
    """The person signed out."""
    _note(user, Verb.SIGNED_OUT)


def session_ended(*, user: User) -> None:
    """The session reached its absolute limit."""
    _note(user, Verb.SESSION_ENDED)


def screen_locked(*, user: User) -> None:
    """Nobody was there for the clinic's idle minutes."""
    _note(user, Verb.SCREEN_LOCKED)


def screen_unlocked(*, user: User) -> None:
    """The person showed a password or passkey again."""
    _note(user, Verb.SCREEN_UNLOCKED)


@transaction.atomic
def sign_in_failed(*, email: str) -> None:
    """A wrong password or an unknown address; what was typed is not kept."""
    user = User.objects.filter(email=email.strip().lower()).first()
    audit.record_account(user=user, verb=Verb.SIGN_IN_FAILED, outcome=Outcome.FAILED)


@transaction.atomic
def unlock_failed(*, user: User) -> None:
    """A wrong password on the locked screen."""
    audit.record_account(user=user, verb=Verb.UNLOCK_FAILED, outcome=Outcome.FAILED)


def account_changed(*, user: User, verb: Verb) -> None:
    """The person changed their own password or second factor."""
    _note(user, verb)


def keep_listed(*, request: HttpRequest) -> None:
    """The session at hand has a row: once the secret key changed, Django gives it another key."""
    known = UserSession.objects.filter(session_key=request.session.session_key)
    if not known.exists():
        UserSession.objects.create_from_request(request)


def sessions_listed(*, user: User) -> None:
    """The person looked where they are signed in."""
    _note(user, Verb.SESSIONS_LISTED)


@transaction.atomic
def end_session(*, user: User, pk: int, current: str) -> bool:
    """Ends one of the person's own sessions; false for the one they are in, of key `current`.

    Its next request is one of somebody signed out. Raises `NotFound` for anybody else's.
    """
    row = UserSession.objects.filter(user=user, pk=pk).first()
    if row is None:
        raise NotFound(user=user)
    if row.session_key == current:
        return False
    row.end()
    _note(user, Verb.OTHER_SESSION_ENDED)
    return True


@transaction.atomic
def end_other_sessions(*, user: User, current: str) -> int:
    """Ends all sessions of the person but the one they are in; answers how many there were."""
    rows = list(UserSession.objects.filter(user=user).exclude(session_key=current))
    # Of what ended by itself a row may be left, which is taken away and not counted.
    running = sum(1 for row in rows if row.exists())
    for row in rows:
        row.end()
    if running:
        audit.record_account(
            user=user, verb=Verb.OTHER_SESSION_ENDED, detail={"sessions": str(running)}
        )
    return running


@transaction.atomic
def _note(user: User, verb: Verb) -> None:
    audit.record_account(user=user, verb=verb)
