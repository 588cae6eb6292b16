"""The locked screen, and who is in front of it."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from clinics import held_form
from clinics.forms import UnlockForm
from clinics.services import sessions
from clinics.session_clock import LOCKED_AT, SessionClock


@require_safe
def present(request: HttpRequest) -> JsonResponse:
    """Who is signed in, for a page that was open meanwhile, and the token for its forms."""
    return JsonResponse({"user": str(request.user.pk), "token": get_token(request)})


@sensitive_post_parameters("password", "held")
@require_http_methods(["GET", "HEAD", "POST"])
def locked(request: HttpRequest) -> HttpResponse:
    """Unlocks with the password (or, by way of allauth, a passkey) and goes on where it stopped."""
    going_on = request.POST.get("next") or request.GET.get("next", "")
    if LOCKED_AT not in request.session and request.method != "POST":
        return redirect(_inside(request, going_on))
    form = UnlockForm(request.POST or None, initial={"next": going_on})
    if request.method == "POST" and form.is_valid() and _proved(request, form):
        SessionClock(session=request.session, now=timezone.now()).unlock()
        sessions.screen_unlocked(user=request.user)  # type: ignore[arg-type]
        fields = held_form.from_text(form.cleaned_data["held"])
        address = _inside(request, form.cleaned_data["next"])
        if fields:
            return held_form.send_again_page(request, address=address, fields=fields)
        return redirect(address)
    has_passkey = get_mfa_adapter().is_mfa_enabled(
        request.user, types=[Authenticator.Type.WEBAUTHN]
    )
    context = {"form": form, "has_passkey": has_passkey, "going_on": _inside(request, going_on)}
    return render(request, "clinics/locked.html", context)


def _proved(request: HttpRequest, form: UnlockForm) -> bool:
    """Whether the password is right; allauth limits the tries and audits the wrong ones."""
    try:
        proved = get_adapter().reauthenticate(request.user, form.cleaned_data["password"])
    except ValidationError as too_many:
        form.add_error("password", too_many)
        return False
    if proved:
        reauthenticate_by_password(request)
        return True
    form.add_error("password", _("This is not the password. Try again."))
    return False


def _inside(request: HttpRequest, address: str) -> str:
    """`address` if it is a path of this site, else the front door."""
    safe = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None, require_https=request.is_secure()
    )
    return address if safe else "/"
