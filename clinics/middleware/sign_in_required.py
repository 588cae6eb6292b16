from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from clinics import held_form
from clinics.requests import is_from_script, session_needed, was_signed_in


class SignInRequired(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless it says otherwise; a script is told so with 401.

    A redirect would be followed by htmx and put the sign-in page into the middle of a chart. A form
    that arrives after its session was ended, or the account switched off, is kept in its page.
    """

    def handle_no_permission(  # type: ignore[override]  # Django's stub promises a redirect
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        if is_from_script(request):
            return session_needed("ended")
        if was_signed_in(request) and held_form.typed(request):
            return held_form.signed_out_page(request)
        return super().handle_no_permission(request, view_func)
