"""The page of a refusal: for a restricted record it says so, and where it can be opened."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import permission_denied

from clinics.access import AccessRefused, Permission, acting_on
from clinics.scope import scope_of


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403; the ordinary page unless it was about a record that is closed to this member."""
    if isinstance(exception, AccessRefused) and exception.instance is not None:
        row = exception.instance
        acting = acting_on(exception.member, row)
        if acting.within is not None:
            may_break = acting.is_outside and acting.may(Permission.BREAK_GLASS)
            context = {
                "clinic": acting.clinic,
                "glass": acting.glass,
                "patient_id": scope_of(type(row)).patient_id(row),
                "may_break": may_break,
            }
            return render(request, "patients/restricted.html", context, status=403)
    return permission_denied(request, exception)
