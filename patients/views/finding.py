"""The list of patients, and the search. What is searched for never stands in an address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from clinics.access import Permission, member_or_403
from patients.forms import SearchText
from patients.services import find_patients, list_recent


@require_safe
def patient_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The patients changed last, with the search above them."""
    member = member_or_403(request, Permission.FIND_PATIENTS)
    context = {
        "hits": list_recent(by=member),
        "may_open": member.may(Permission.READ_PATIENTS),
        "may_register": member.may(Permission.WRITE_PATIENTS),
        "may_import": member.may(Permission.IMPORT_PATIENTS),
    }
    return render(request, "patients/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """The patients who fit what was typed; opened again without a text it is the list."""
    member = member_or_403(request, Permission.FIND_PATIENTS)
    sought = SearchText(request.POST)
    if request.method != "POST" or not sought.query:
        return redirect("patients:list", slug=member.clinic.slug)
    context = {
        "hits": find_patients(by=member, text=sought.query),
        "sought": sought,
        "may_open": member.may(Permission.READ_PATIENTS),
        "may_register": member.may(Permission.WRITE_PATIENTS),
    }
    return render(request, "patients/list.html", context)
