"""What requests to an evaluation pass through."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from assessment.models import Assessment
from assessment.views.discarding import discarded_meanwhile
from clinics.access import AccessRefused, NotFound


class DiscardedDrafts:
    """Says at every address of a discarded draft that it was discarded, and by whom.

    To whoever could not chart in it there is no such draft.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A draft that is discarded between the look at it and the act is refused, not unknown."""
        if isinstance(exception, NotFound) and exception.model is Assessment:
            return discarded_meanwhile(request, exception.pk)
        if isinstance(exception, AccessRefused) and isinstance(exception.instance, Assessment):
            return discarded_meanwhile(request, exception.instance.pk)
        return None
