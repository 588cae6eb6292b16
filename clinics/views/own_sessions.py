"""Where the person is signed in, and ending that from here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from clinics import selectors
from clinics.models import User
from clinics.services import sessions


@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """The person's own sessions; POST ends all but this one."""
    user, current = _whose(request)
    if request.method == "POST":
        ended = sessions.end_other_sessions(user=user, current=current)
        done = ngettext("%(n)s other session was ended.", "%(n)s other sessions were ended.", ended)
        messages.success(request, done % {"n": ended})
        return redirect("clinics:sessions")
    sessions.keep_listed(request=request)
    sessions.sessions_listed(user=user)
    context = {
        "sessions": selectors.own_sessions(user, current=current),
        "zone": selectors.zone_of(user),
    }
    return render(request, "clinics/sessions.html", context)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends one of the person's own other sessions."""
    user, current = _whose(request)
    if sessions.end_session(user=user, pk=pk, current=current):
        messages.success(request, _("That session was ended."))
    else:
        messages.info(request, _("This is the session you are in. To end it, sign out."))
    return redirect("clinics:sessions")


def _whose(request: HttpRequest) -> tuple[User, str]:
    """The person, and the key of the session they are in."""
    user: User = request.user  # type: ignore[assignment]  # nobody comes here signed out
    return user, request.session.session_key or ""
