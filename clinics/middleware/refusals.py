from __future__ import annotations

import logging

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from clinics import origin
from clinics.access import AccessRefused, NotFound
from clinics.errors import unavailable
from clinics.requests import GetResponse
from clinics.services import refusals

log = logging.getLogger("vastus.refusals")


class Refusals:
    """Writes refusals to the audit trail, and answers 503 when the database does not answer.

    An exception arrives here after the request's transaction was rolled back, so what is written
    here stays. Also tells the audit trail where each request comes from.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with origin.answering(request, client_address(request)):
            return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if isinstance(exception, OperationalError | InterfaceError):
            log.warning("database unavailable: %s", type(exception).__name__)
            return unavailable(request)
        if isinstance(exception, AccessRefused | NotFound):
            try:
                refusals.note(exception)
            except DatabaseError:
                # The refusal itself stands, whether or not it could be written down.
                log.exception("a refusal could not be written to the audit trail")
        return None


def client_address(request: HttpRequest) -> str | None:
    """The caller's network address, looking through trusted proxies only; none if unusable."""
    try:
        return get_adapter().get_client_ip(request) or None
    except PermissionDenied:
        return None
