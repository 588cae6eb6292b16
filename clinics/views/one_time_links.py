"""What a one-time link opens: setting up an account, joining another clinic, a new password.

The token goes from the address into the session at once, so that it stands in no page, no history
entry after it and no referrer. Opening a link uses nothing up: mail scanners open links too.
"""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from clinics import selectors
from clinics.forms import JoinForm, NewPasswordForm
from clinics.models import OneTimeLink, Purpose
from clinics.services import links

JOIN = "one_time_link.join"
RESET = "one_time_link.reset"


@login_not_required
@require_safe
def join_link(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation is opened."""
    return _keep(request, JOIN, token, "clinics:join")


@login_not_required
@require_safe
def reset_link(request: HttpRequest, token: str) -> HttpResponse:
    """A reset link is opened."""
    return _keep(request, RESET, token, "clinics:reset")


@login_not_required
@sensitive_post_parameters()
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponseBase:
    """Sets up the invited person's account, or adds the clinic to the one they have."""
    token = request.session.get(JOIN, "")
    try:
        link = links.find(token=token, purpose=Purpose.INVITATION)
    except links.LinkRefused:
        return _no_longer(request, JOIN)
    if selectors.has_account(link.email) or request.user.is_authenticated:
        return _join_with_account(request, link, token)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        del given["password_again"]
        try:
            links.accept_invitation(token=token, **given)
        except links.LinkRefused:
            return _no_longer(request, JOIN)
        except ValidationError as refused:
            form.take_errors(refused)
        else:
            del request.session[JOIN]
            messages.success(request, _("Your account is ready. Sign in with it."))
            return redirect("account_login")
    return _private(render(request, "clinics/join.html", {"form": form, "link": link}))


@login_not_required
@sensitive_post_parameters()
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest) -> HttpResponseBase:
    """Sets a new password; signing in with it asks for the second factor as ever."""
    token = request.session.get(RESET, "")
    try:
        link = links.find(token=token, purpose=Purpose.PASSWORD_RESET)
        form = NewPasswordForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            links.reset_password(token=token, password=form.cleaned_data["password"])
            del request.session[RESET]
            messages.success(request, _("The new password is set. Sign in with it."))
            return redirect("account_login")
    except links.LinkRefused:
        return _no_longer(request, RESET)
    except ValidationError as refused:
        form.take_errors(refused)
    return _private(render(request, "clinics/new_password.html", {"form": form, "link": link}))


def _join_with_account(request: HttpRequest, link: OneTimeLink, token: str) -> HttpResponseBase:
    signed_in = request.user.is_authenticated
    matches = signed_in and request.user.email == link.email  # type: ignore[union-attr]
    if request.method == "POST" and matches:
        try:
            links.join_as(token=token, user=request.user)  # type: ignore[arg-type]
        except links.LinkRefused:
            return _no_longer(request, JOIN)
        del request.session[JOIN]
        messages.success(
            request, _("You now work at %(clinic)s too.") % {"clinic": link.clinic.name}
        )
        return redirect("clinics:choose")
    context = {"link": link, "matches": matches, "signed_in": signed_in}
    return _private(render(request, "clinics/join_with_account.html", context))


def _keep(request: HttpRequest, key: str, token: str, name: str) -> HttpResponse:
    request.session[key] = token
    response = redirect(name)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _no_longer(request: HttpRequest, key: str) -> HttpResponse:
    request.session.pop(key, None)
    return _private(render(request, "clinics/link_no_longer.html", status=410))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
