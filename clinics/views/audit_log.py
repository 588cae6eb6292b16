"""The audit log of the clinic; reading it stands in it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clinics import selectors
from clinics.access import Permission, member_or_403
from clinics.forms import AuditFilterForm
from clinics.services import audit_log as service


@require_safe
def audit_log(request: HttpRequest, slug: str) -> HttpResponse:
    """Events by person, act, patient and day; a therapist sees those of their own patients."""
    reader = member_or_403(request, Permission.READ_AUDIT)
    form = AuditFilterForm(request.GET, people=selectors.people_in_audit(reader))
    chosen = form.cleaned_data if form.is_valid() else {}
    person = chosen.get("person")
    page = selectors.audit_events(
        reader,
        person=UUID(person) if person else None,
        verb=chosen.get("verb"),
        patient=chosen.get("patient"),
        since=chosen.get("since"),
        until=chosen.get("until"),
        page=request.GET.get("page", "1"),
    )
    service.note_reading(by=reader, filters=chosen, page=page.number)
    context = {
        "form": form,
        "page": page,
        "keep": form.query(),
        "may_open": reader.may(Permission.READ_PATIENTS),
    }
    return render(request, "clinics/audit.html", context)
