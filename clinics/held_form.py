"""What was typed into a form that could not be sent: kept in the page until it can be.

Nothing is stored: the fields travel hidden in the answer, and go to where they were meant for when
the person sends them again. Passwords and files do not travel.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Fields = Sequence[tuple[str, str]]

# A file that travels in its page between two steps is a file still, and too large to hold.
CARRIED_FILE = "file_content"
_NOT_HELD = frozenset({"csrfmiddlewaretoken", "password", "oldpassword", CARRIED_FILE})


def typed(request: HttpRequest) -> Fields:
    """Names and values of the posted form, in order."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _NOT_HELD and not name.startswith("password")
        for value in values
    ]


def to_text(fields: Fields) -> str:
    """One hidden value holding all fields."""
    return json.dumps(list(fields), ensure_ascii=False)


def from_text(text: str) -> Fields:
    """The fields of `to_text`; empty for anything else."""
    try:
        pairs = json.loads(text) if len(text) > 2 else []
    except (ValueError, RecursionError):
        return []
    if not isinstance(pairs, list):
        return []
    return [
        (pair[0], pair[1])
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(p, str) for p in pair)
    ]


def locked_page(request: HttpRequest) -> HttpResponse:
    """The lock page in answer to a form: 401, with what was typed kept inside."""
    from clinics.forms import UnlockForm

    form = UnlockForm(initial={"next": request.get_full_path(), "held": to_text(typed(request))})
    return render(request, "clinics/locked.html", {"form": form, "holds": True}, status=401)


def send_again_page(request: HttpRequest, *, address: str, fields: Fields) -> HttpResponse:
    """After unlocking: one button sends what was typed to where it was meant for."""
    return render(request, "clinics/send_again.html", {"address": address, "fields": fields})


def signed_out_page(request: HttpRequest) -> HttpResponse:
    """The session ended before a form arrived: 401, sign in elsewhere and send it again."""
    context = {"address": request.get_full_path(), "fields": typed(request)}
    return render(request, "clinics/signed_out.html", context, status=401)
