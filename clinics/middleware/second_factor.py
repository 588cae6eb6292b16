from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clinics.models import User
from clinics.requests import GetResponse, is_from_script, session_needed

# Setting a factor up, and leaving. Recovery codes alone are no second factor.
_REACHABLE = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "clinics:locked",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_index",
    }
)
_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactor:
    """Where a second factor is required, nothing else is reachable until one is set up."""

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
        match = request.resolver_match
        if not settings.SECOND_FACTOR_REQUIRED or not isinstance(request.user, User):
            return None
        if match and match.view_name in _REACHABLE:
            return None
        if get_adapter().is_mfa_enabled(request.user, types=_FACTORS):
            return None
        if is_from_script(request):
            return session_needed("ended")
        messages.info(
            request,
            _("Set up a second factor first: an authenticator app or a passkey."),
        )
        return redirect("mfa_index")
