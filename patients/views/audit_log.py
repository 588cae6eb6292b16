"""The audit log of the clinic, with the names of the patients; reading it stands in it."""

from __future__ import annotations

from functools import partial

from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from clinics import selectors
from clinics.access import Member, Permission, member_or_403
from clinics.services.audit_log import note_reading
from patients.dates import today_at
from patients.forms.audit import AuditFilterForm
from patients.selectors.auditing import (
    may_see_accesses,
    may_see_releases,
    of_every_record,
    patient_numbered,
    patients_named,
)
from patients.selectors.confidential import closed_among
from patients.services.auditing import export_audit, filters_of


@require_safe
def audit_log(request: HttpRequest, slug: str) -> HttpResponse:
    """Events by person, patient, act, outcome and day; a therapist's are of their own patients."""
    reader = member_or_403(request, Permission.READ_AUDIT)
    return _page(request, reader, request.GET)


@require_POST
def export(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The same events as a CSV file."""
    by = member_or_403(request, Permission.EXPORT_AUDIT)
    form = _form(request.POST, by)
    if not form.is_valid():
        return _page(request, by, request.POST, status=422)
    name = f"{slug}-audit-log-{today_at(by.clinic).isoformat()}.csv"
    file = export_audit(by=by, wanted=of_every_record(by, form.wanted))
    return FileResponse(
        file, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8"
    )


def _form(sent: QueryDict, reader: Member) -> AuditFilterForm:
    return AuditFilterForm(
        sent,
        people=selectors.people_in_audit(reader),
        find=partial(patient_numbered, reader),
    )


def _page(
    request: HttpRequest, reader: Member, sent: QueryDict, *, status: int = 200
) -> HttpResponse:
    form = _form(sent, reader)
    wanted = of_every_record(reader, form.wanted)
    page = selectors.audit_events(reader, wanted, page=sent.get("page", "1"))
    note_reading(by=reader, filters=filters_of(wanted), page=page.number)
    events = list(page.object_list)
    patients = patients_named(reader, [wanted.patient, *(one.patient_id for one in events)])
    about = patients.get(wanted.patient) if wanted.patient else None
    closed = closed_among(reader, [about] if about else [])
    context = {
        "form": form,
        "page": page,
        "keep": form.query(),
        "events": [(one, patients.get(one.patient_id)) for one in events],
        "about": about,
        "may_open": reader.may(Permission.READ_PATIENTS) and not closed,
        "may_see_releases": about is not None and may_see_releases(reader, about),
        "may_see_accesses": about is not None and may_see_accesses(reader, about),
        "may_export": reader.may(Permission.EXPORT_AUDIT),
        "asked": form.chosen,
    }
    return render(request, "patients/audit.html", context, status=status)
