"""What kind of request it is: a person opening a page, a script of the page, a background check."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponseBase]

SESSION_HEADER = "X-Session"
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def judges_text(view: View) -> View:
    """Marks a view that says of each field what cannot be stored in it, NUL included."""
    view.judges_text = True  # type: ignore[attr-defined]
    return view


def is_background(request: HttpRequest) -> bool:
    """Sent by the page on its own (`X-Background: 1`): no sign that a person is there."""
    return request.headers.get("X-Background") == "1"


def is_from_script(request: HttpRequest) -> bool:
    """Whether htmx or fetch asks, which cannot show a page in place of what it asked for."""
    if is_background(request) or request.headers.get("HX-Request") == "true":
        return True
    return request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"


def was_signed_in(request: HttpRequest) -> bool:
    """Whether somebody signed out sends the cookie of a session that ended, or that lets nobody in.

    A session that was never signed in, such as an invitation's, is none of these.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.session.is_empty() or SESSION_KEY in request.session


def session_needed(state: str) -> HttpResponse:
    """401 for a script: `X-Session` says `locked`, `ended` or `other`, the body why in words."""
    words = {
        "locked": _("The screen is locked. Unlock it, then try again; nothing was saved."),
        "ended": _("You are signed out. Sign in again, then try again; nothing was saved."),
        "other": _("Somebody else is signed in by now. Reload the page; nothing was saved."),
    }
    response = HttpResponse(words[state], status=401, content_type="text/plain; charset=utf-8")
    response.headers[SESSION_HEADER] = state
    return response
