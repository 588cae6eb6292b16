from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from clinics import held_form, selectors
from clinics.models import User
from clinics.models.clinic import IDLE_MINUTES_LOW
from clinics.requests import GetResponse, is_background, is_from_script, session_needed
from clinics.services import sessions
from clinics.session_clock import SessionClock, State, clock_of, proved_since_lock

# What a locked screen still answers: unlocking with a password or a passkey, and signing out.
_WHILE_LOCKED = frozenset({"clinics:locked", "account_logout", "mfa_reauthenticate_webauthn"})


class SessionLimits:
    """Locks the screen after idle minutes and ends the session after its absolute limit.

    A request marked `X-Background: 1` is checked like any other and never counts as a person.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> HttpResponseBase | None:
        user = request.user
        if not isinstance(user, User):
            return None
        clock = clock_of(request)
        state = clock.state(_idle_limit(user, clock))
        if state is State.ENDED:
            return _end(request, user)
        if state is State.LOCKED and not _just_unlocked(request, user, clock):
            return _lock(request, user, clock)
        if not is_background(request):
            clock.note_human()
        return None


def _idle_limit(user: User, clock: SessionClock) -> timedelta:
    shortest = timedelta(minutes=IDLE_MINUTES_LOW)
    # Below the shortest limit that a clinic can set there is no need to ask which one it is.
    return shortest if clock.idle() < shortest else selectors.idle_limit(user)


def _just_unlocked(request: HttpRequest, user: User, clock: SessionClock) -> bool:
    if clock.lock():
        sessions.screen_locked(user=user)
        return False
    if not proved_since_lock(request):
        return False
    clock.unlock()
    sessions.screen_unlocked(user=user)
    return True


def _lock(request: HttpRequest, user: User, clock: SessionClock) -> HttpResponseBase | None:
    match = request.resolver_match
    if match and match.view_name in _WHILE_LOCKED:
        return None
    if is_from_script(request):
        return session_needed("locked")
    if request.method in ("GET", "HEAD"):
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('clinics:locked')}?{query}")
    return held_form.locked_page(request)


def _end(request: HttpRequest, user: User) -> HttpResponseBase:
    sessions.session_ended(user=user)
    logout(request)
    if is_from_script(request):
        return session_needed("ended")
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    return held_form.signed_out_page(request)
