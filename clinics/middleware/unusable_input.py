from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponseBadRequest, UnreadablePostError
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from clinics.requests import GetResponse

MAXIMUM_QUERY_VALUE = 2_000
_FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


class RefuseUnusableInput:
    """Answers 400 to what no page can mean: NUL anywhere, an overlong value in the query.

    PostgreSQL cannot store NUL, SQLite can: refusing it here keeps the two alike and spares each
    form its own check. Only where many fields are saved at once (`judges_text`) the form refuses
    the one, and keeps the others. Stands before whatever reads the session or the body.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        reason = self._unusable(request)
        if reason:
            # Without the request: nobody is known yet at this point.
            page = render_to_string("400.html", {"reason": reason})
            return HttpResponseBadRequest(page)
        return self.get_response(request)

    def _unusable(self, request: HttpRequest) -> str:
        if any(len(value) > MAXIMUM_QUERY_VALUE for _name, value in _pairs(request.GET)):
            return _("The address is longer than Vastus can read. Shorten the search.")
        texts = [
            request.path,
            *request.COOKIES.values(),
            *(text for pair in _pairs(request.GET) for text in pair),
        ]
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            try:
                texts += _body_texts(request)
            except UnreadablePostError:
                return _("What was sent did not arrive whole. Send it again.")
        if any("\x00" in text for text in texts):
            return _("What was sent holds a character that cannot be stored (NUL). Remove it.")
        return ""


def _judges_text(request: HttpRequest) -> bool:
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return getattr(view, "judges_text", False)


def _pairs(values: object) -> Iterable[tuple[str, str]]:
    for name, entries in values.lists():  # type: ignore[attr-defined]
        for entry in entries:
            yield name, entry


def _body_texts(request: HttpRequest) -> list[str]:
    if request.content_type in _FORM_TYPES:
        files = [file.name or "" for _field, file in _pairs(request.FILES)]  # type: ignore[attr-defined]
        names, values = [*request.POST], [value for _name, value in _pairs(request.POST)]
        return names + files + ([] if _judges_text(request) else values)
    if request.content_type == "application/json":
        return [request.body.decode("utf-8", "replace").replace("\\u0000", "\x00")]
    return []
