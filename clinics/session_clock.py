"""The two clocks of a session: how long nobody has been there, and how long it has lasted.

Both run on the server. Idle, the screen locks and the session stays; at its absolute limit the
session ends, whatever is going on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

SIGNED_IN_AT = "signed_in_at"
LAST_HUMAN = "last_human"
LOCKED_AT = "locked_at"

# Each new time is a write to the database, so a person's presence is noted this often, no oftener.
NOTED_EVERY = timedelta(seconds=15)


class State(Enum):
    """What the session is good for."""

    OPEN = auto()
    LOCKED = auto()
    ENDED = auto()


@dataclass(frozen=True)
class SessionClock:
    """Reads and moves the clocks of one session; times in it are seconds since 1970, UTC."""

    session: SessionBase
    now: datetime

    def start(self) -> None:
        """At sign-in: both clocks begin."""
        self.session[SIGNED_IN_AT] = self.now.timestamp()
        self.session[LAST_HUMAN] = self.now.timestamp()
        self.session.pop(LOCKED_AT, None)

    def runs(self) -> bool:
        """Whether the session was started; false for one made by other means than signing in."""
        return SIGNED_IN_AT in self.session and LAST_HUMAN in self.session

    def state(self, idle_limit: timedelta) -> State:
        """Ended at the absolute limit, locked when locked before or idle for `idle_limit`."""
        lasted = self.now.timestamp() - self.session[SIGNED_IN_AT]
        if lasted >= settings.SESSION_ABSOLUTE_SECONDS:
            return State.ENDED
        if LOCKED_AT in self.session or self.idle() >= idle_limit:
            return State.LOCKED
        return State.OPEN

    def idle(self) -> timedelta:
        """Time since a person was last there."""
        return timedelta(seconds=self.now.timestamp() - self.session[LAST_HUMAN])

    def last_human(self) -> datetime:
        """When a person was last there."""
        return datetime.fromtimestamp(self.session[LAST_HUMAN], tz=UTC)

    def lock(self) -> bool:
        """Locks the screen; false if it was locked already."""
        if LOCKED_AT in self.session:
            return False
        self.session[LOCKED_AT] = self.now.timestamp()
        return True

    def unlock(self) -> None:
        """The person proved to be there: the idle clock starts again."""
        self.session.pop(LOCKED_AT, None)
        self.session[LAST_HUMAN] = self.now.timestamp()

    def note_human(self) -> None:
        """A person did something."""
        if self.idle() >= NOTED_EVERY:
            self.session[LAST_HUMAN] = self.now.timestamp()


def clock_of(request: HttpRequest) -> SessionClock:
    """The clock of the request's session, started if it is new."""
    clock = SessionClock(session=request.session, now=timezone.now())
    if not clock.runs():
        clock.start()
    return clock


def proved_since_lock(request: HttpRequest) -> bool:
    """Whether the person showed their password or passkey again after the screen was locked."""
    locked_at = request.session.get(LOCKED_AT)
    if locked_at is None:
        return True
    return any(
        record.get("reauthenticated") and record["at"] > locked_at
        for record in get_authentication_records(request, request.user)
    )
