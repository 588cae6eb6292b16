"""What patients want corrected: the clinic's list, writing a request down, deciding it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessment.forms.amendment_requests import DecisionForm, LaidOutForm, LogRequestForm
from assessment.models import AmendmentRequest, Assessment
from assessment.selectors.amendment_requests import (
    evaluations_to_amend,
    evaluations_to_name,
    request_in_words,
    requests_of_clinic,
)
from assessment.services import amendment_requests
from assessment.services.errors import ChangedSinceRead, ChartRefused, FieldsRefused
from assessment.views.frame import sent
from clinics import access
from clinics.access import Member, Permission
from clinics.receipts import KeyReused, UnusableKey, new_key
from patients.dates import today_at, written
from patients.models import Patient


@require_GET
def of_clinic(request: HttpRequest, slug: str) -> HttpResponse:
    """The clinic's requests, open ones first."""
    member = access.member_or_403(request, Permission.LOG_AMENDMENT_REQUEST)
    today = today_at(member.clinic)
    page, rows = requests_of_clinic(member, on=today, page=request.GET.get("page", "1"))
    amendment_requests.note_requests_read(by=member, rows=rows)
    context = {
        "rows": rows,
        "page": page,
        "keep": "",
        "may_decide": member.may(Permission.DECIDE_AMENDMENT_REQUEST),
    }
    return render(request, "assessment/amendment_requests.html", context)


@require_http_methods(["GET", "POST"])
def log(request: HttpRequest, slug: str, patient_id: str) -> HttpResponse:
    """Writes a patient's request down."""
    patient = access.get_or_404(
        request,
        Patient,
        patient_id,
        Permission.LOG_AMENDMENT_REQUEST,
        select_related=("clinic", "merged_into"),
    )
    why = amendment_requests.why_not(patient)
    if why and request.method == "GET":
        messages.warning(request, why)
        return redirect("assessment:patient", slug=slug, patient_id=patient.person.pk)
    member = access.member(request)
    named = {str(one.pk): one for one in evaluations_to_name(patient, member)}
    initial = {"key": new_key(), "received_on": today_at(member.clinic)}
    form = LogRequestForm(
        sent(request), visits=_visits(list(named.values()), member), initial=initial
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            amendment_requests.log_request(
                patient=patient,
                received_on=data["received_on"],
                asked=data["asked"],
                assessment=named.get(data["assessment"]),
                by=member,
                key=data["key"],
            )
        except FieldsRefused as refusal:
            _show(form, refusal)
        except ChartRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        except (KeyReused, UnusableKey):
            _start_anew(form)
        else:
            messages.success(request, _("The request is written down."))
            return redirect("assessment:patient", slug=slug, patient_id=patient.pk)
    amendment_requests.note_logging_begun(by=member, patient=patient)
    context = _about(patient.person, member) | {"form": form}
    return render(request, "assessment/log_amendment_request.html", context, status=status)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, slug: str, request_id: str) -> HttpResponse:
    """One request: what was asked, the decision, and where it leads; POST decides it."""
    row = access.get_or_404(
        request,
        AmendmentRequest,
        request_id,
        Permission.DECIDE_AMENDMENT_REQUEST,
        select_related=("clinic", "patient__merged_into"),
    )
    member = access.member(request)
    form = DecisionForm(sent(request), initial={"key": new_key()})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            _decide(row, form.cleaned_data, member)
        except FieldsRefused as refusal:
            _show(form, refusal)
        except ChangedSinceRead as refusal:
            form.add_error(None, str(refusal))
            form.start_anew(key=new_key())
            status = 409
        except (KeyReused, UnusableKey):
            _start_anew(form)
        else:
            messages.success(request, _("The decision is written down. Tell the patient."))
            return redirect("assessment:amendment_request", slug=slug, request_id=row.pk)
    amendment_requests.note_request_read(by=member, request=row)
    asked = request_in_words(row, on=today_at(member.clinic))
    context = _about(row.patient.person, member) | {
        "asked": asked,
        "form": form,
        "to_amend": evaluations_to_amend(asked, member),
    }
    return render(request, "assessment/amendment_request.html", context, status=status)


def _decide(row: AmendmentRequest, data: dict[str, Any], member: Member) -> None:
    amendment_requests.decide_request(
        request=row,
        decision=amendment_requests.Decision(
            accepted=data["decision"] == DecisionForm.ACCEPTED,
            reason=data["reason"],
            disagreement=data["disagreement"],
        ),
        by=member,
        key=data["key"],
    )


def _visits(evaluations: Sequence[Assessment], member: Member) -> list[tuple[str, str]]:
    """The days of visits; with their kind for who reads charts."""
    if not member.may(Permission.READ_CHART):
        return [(str(one.pk), written(one.visit_date)) for one in evaluations]
    return [
        (str(one.pk), f"{written(one.visit_date)}, {one.get_kind_display()}") for one in evaluations
    ]


def _show(form: LaidOutForm, refusal: FieldsRefused) -> None:
    for field, text in refusal.errors.items():
        form.add_error(field, text)


def _start_anew(form: LaidOutForm) -> None:
    form.add_error(None, _("This page came back incomplete. Check it and send it again."))
    form.start_anew(key=new_key())


def _about(patient: Patient, member: Member) -> dict[str, Any]:
    """The banner of a page about a patient."""
    today = today_at(member.clinic)
    return {"patient": patient, "on": today, "age": patient.age_on(today)}
