"""Who opened a patient's record: on screen, and on paper for the patient."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinics.access import Permission, get_or_404, member
from patients.forms.audit import PeriodForm
from patients.models import Patient
from patients.selectors import age_today
from patients.selectors.auditing import accesses, accesses_to_print
from patients.selectors.confidential import closed_among
from patients.services.auditing import note_accesses_read


@require_safe
def opened(request: HttpRequest, slug: str, patient_id: UUID) -> HttpResponse:
    """Reads, prints, exports and changes of one patient's record, newest first."""
    patient = get_or_404(request, Patient, patient_id, Permission.READ_AUDIT)
    reader = member(request)
    form = PeriodForm(request.GET)
    period = form.chosen
    page = accesses(
        reader,
        patient,
        since=period.get("since"),
        until=period.get("until"),
        page=request.GET.get("page", "1"),
    )
    note_accesses_read(by=reader, patient=patient, detail={"page": str(page.number)})
    context = {
        "patient": patient,
        "age": age_today(member=reader, patient=patient),
        "form": form,
        "page": page,
        "keep": form.query(),
        "may_open": reader.may(Permission.READ_PATIENTS) and not closed_among(reader, [patient]),
    }
    return render(request, "patients/who_opened.html", context)


@require_safe
def printed(request: HttpRequest, slug: str, patient_id: UUID) -> HttpResponse:
    """The same as one plain table, to be printed and handed to the patient."""
    patient = get_or_404(request, Patient, patient_id, Permission.READ_AUDIT)
    reader = member(request)
    period = PeriodForm(request.GET).chosen
    events, more = accesses_to_print(
        reader, patient, since=period.get("since"), until=period.get("until")
    )
    note_accesses_read(by=reader, patient=patient, detail={"shows": "print"})
    context = {
        "patient": patient,
        "events": events,
        "more": more,
        "since": period.get("since"),
        "until": period.get("until"),
        "now": timezone.now(),
    }
    return render(request, "patients/who_opened_print.html", context)
