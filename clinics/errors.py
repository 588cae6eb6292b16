"""Pages for what went wrong, and what they mean to a script."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.csrf import csrf_failure as django_csrf_failure
from django.views.defaults import server_error as django_server_error

from clinics import held_form
from clinics.models import User

RETRY_AFTER_SECONDS = "2"


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database is busy or away; trying again in a moment may work.

    Rendered without the request, since the menu and the user would come from the database.
    """
    response = HttpResponse(render_to_string("503.html"), status=503)
    response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """The handler of last resort: 503 if the database failed outside a view, else 500."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return django_server_error(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token; what was typed on our own page is kept.

    A token goes stale when the person signs in again in another tab. What comes from another site
    is not offered for sending again, and nothing of the account pages is.
    """
    from_own_page = request.headers.get("Sec-Fetch-Site") == "same-origin"
    signed_in = isinstance(getattr(request, "user", None), User)
    if from_own_page and signed_in and not request.path.startswith("/accounts/"):
        page = held_form.send_again_page(
            request, address=request.get_full_path(), fields=held_form.typed(request)
        )
        page.status_code = 403
        return page
    response: HttpResponse = django_csrf_failure(request, reason)
    return response
