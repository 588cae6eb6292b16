"""What every page is told: who is signed in where, and which parts of the clinic they may open."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from clinics import access, navigation
from clinics.models import User


def page(request: HttpRequest) -> dict[str, Any]:
    """`member`, `clinic` (both empty outside a clinic), `profile` and `nav`."""
    try:
        member = access.member(request)
    except access.NotFound:
        member = None
    return {
        "member": member,
        "clinic": member.clinic if member else None,
        "profile": settings.PROFILE,
        "signed_in": isinstance(getattr(request, "user", None), User),
        "nav": navigation.entries(member, request.resolver_match) if member else (),
    }
