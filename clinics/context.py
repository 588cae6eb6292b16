"""What every page is told: who is signed in where, and which parts of the clinic they may open."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from clinics import access, navigation
from clinics.session_clock import LOCKED_AT


def page(request: HttpRequest) -> dict[str, Any]:
    """`member`, `clinic` (both empty outside a clinic and while locked), `profile` and `nav`.

    `member` is the person as they act on what the page is about; the menu is all of theirs.
    """
    try:
        member = None if _locked(request) else access.member(request)
        whole = access.at_work(request) if member else None
    except access.NotFound:
        member = whole = None
    return {
        "member": member,
        "clinic": member.clinic if member else None,
        "profile": settings.PROFILE,
        "nav": navigation.entries(whole, request.resolver_match) if whole else (),
    }


def _locked(request: HttpRequest) -> bool:
    session = getattr(request, "session", None)
    return session is not None and LOCKED_AT in session
