"""Where the act at hand comes from, for the audit trail: set by the middleware, read by `audit`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from clinics.identifiers import new_id


@dataclass(frozen=True)
class Origin:
    """A web request: its own id, the network address it came from, and its session.

    The session is named by a digest that is no use for taking it over.
    """

    request_id: UUID
    address: str | None
    request: HttpRequest

    @property
    def session_digest(self) -> str:
        """Sixteen hex digits naming the session; empty without one."""
        session = getattr(self.request, "session", None)
        key = session.session_key if session is not None else None
        return hashlib.sha256(key.encode()).hexdigest()[:16] if key else ""


_current: ContextVar[Origin | None] = ContextVar("origin", default=None)


def current() -> Origin | None:
    """The request being answered; none in a command or a job."""
    return _current.get()


@contextmanager
def answering(request: HttpRequest, address: str | None) -> Iterator[Origin]:
    """Marks everything done inside as caused by `request`."""
    origin = Origin(request_id=new_id(), address=address, request=request)
    token = _current.set(origin)
    try:
        yield origin
    finally:
        _current.reset(token)
