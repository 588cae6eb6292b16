"""The list of patients, and the search. What is searched for never stands in an address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from clinics.access import Member, Permission, member_or_403
from patients.forms import SearchText
from patients.search import Hits
from patients.selectors.confidential import closed_among
from patients.services import find_patients, list_recent


@require_safe
def patient_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The patients changed last, with the search above them."""
    member = member_or_403(request, Permission.FIND_PATIENTS)
    context = _found(member, list_recent(by=member)) | {
        "may_import": member.may(Permission.IMPORT_PATIENTS)
    }
    return render(request, "patients/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """The patients who fit what was typed; opened again without a text it is the list."""
    member = member_or_403(request, Permission.FIND_PATIENTS)
    sought = SearchText(request.POST)
    if request.method != "POST" or not sought.query:
        return redirect("patients:list", slug=member.clinic.slug)
    context = _found(member, find_patients(by=member, text=sought.query)) | {"sought": sought}
    return render(request, "patients/list.html", context)


def _found(member: Member, hits: Hits) -> dict[str, Any]:
    """The list with what its reader may open."""
    return {
        "hits": hits,
        "closed": closed_among(member, [hit.patient for hit in hits.rows]),
        "may_open": member.may(Permission.READ_PATIENTS),
        "may_break": member.may(Permission.BREAK_GLASS),
        "may_restrict": member.may(Permission.RESTRICT_PATIENTS),
        "may_register": member.may(Permission.WRITE_PATIENTS),
    }
