"""Registering a patient and editing one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinics.access import Permission, get_or_404, member, member_or_403
from patients.forms import PatientForm, RegisterForm
from patients.models import Patient
from patients.selectors import age_today
from patients.services import LikelyDuplicates, edit_patient, next_number, note_read, register
from patients.views.saving import attempt, led_away, sent, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def register_patient(request: HttpRequest, slug: str) -> HttpResponse:
    """Registers a patient; where the clinic may have them already it asks first."""
    by = member_or_403(request, Permission.WRITE_PATIENTS)
    form = RegisterForm(sent(request), free_number=next_number(by.clinic))
    if form.is_bound and form.is_valid():
        try:
            saved, patient = attempt(
                form,
                lambda: register(
                    by=by,
                    key=form.key,
                    values=form.values(),
                    seen=form.seen(),
                    reason=form.reason,
                ),
            )
        except LikelyDuplicates as likely:
            form.take_likely(likely)
        else:
            if saved and patient is not None:
                messages.success(request, _("The patient is registered."))
                return redirect("assessment:patient", slug=slug, patient_id=patient.pk)
    return render(request, "patients/register.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, patient_id: UUID) -> HttpResponse:
    """Edits the details of a patient."""
    patient = get_or_404(request, Patient, patient_id, Permission.WRITE_PATIENTS)
    if elsewhere := led_away(request, patient):
        return elsewhere
    by = member(request)
    form = PatientForm(sent(request), instance=patient)
    if form.is_bound and form.is_valid():
        saved, _nothing = attempt(
            form, lambda: edit_patient(by=by, key=form.key, patient=patient, edit=form.edit())
        )
        if saved:
            messages.success(request, _("The details are saved."))
            return redirect("assessment:patient", slug=slug, patient_id=patient.pk)
    if not form.is_bound:
        note_read(by=by, row=patient)
    context = {"form": form, "patient": patient, "age": age_today(member=by, patient=patient)}
    return render(request, "patients/edit.html", context, status=status_of(form))
