"""Adding, editing and removing the people around a patient."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinics.access import Permission, get_or_404, member
from patients.forms import ContactForm, RemovalForm
from patients.models import Contact, Patient
from patients.selectors import age_today
from patients.services import add_contact, edit_contact, note_read, remove_contact
from patients.views.saving import attempt, led_away, sent, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str, patient_id: UUID) -> HttpResponse:
    """Adds a contact to a patient."""
    patient = get_or_404(request, Patient, patient_id, Permission.WRITE_PATIENTS)
    if elsewhere := led_away(request, patient):
        return elsewhere
    by = member(request)
    form = ContactForm(sent(request))
    if form.is_bound and form.is_valid():
        saved, _contact = attempt(
            form,
            lambda: add_contact(by=by, key=form.key, patient=patient, values=form.values()),
        )
        if saved:
            messages.success(request, _("The contact is added."))
            return redirect("assessment:patient", slug=slug, patient_id=patient.pk)
    if not form.is_bound:
        note_read(by=by, row=patient)
    context = {"form": form, "patient": patient, "age": age_today(member=by, patient=patient)}
    return render(request, "patients/contact.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, contact_id: UUID) -> HttpResponse:
    """Edits a contact."""
    contact = get_or_404(
        request,
        Contact,
        contact_id,
        Permission.WRITE_PATIENTS,
        select_related=["patient__merged_into"],
    )
    by = member(request)
    form = ContactForm(sent(request), instance=contact)
    if form.is_bound and form.is_valid():
        saved, _nothing = attempt(
            form, lambda: edit_contact(by=by, key=form.key, contact=contact, edit=form.edit())
        )
        if saved:
            messages.success(request, _("The contact is saved."))
            return redirect("assessment:patient", slug=slug, patient_id=contact.patient.person.pk)
    if not form.is_bound:
        note_read(by=by, row=contact)
    context = _about(contact, age_today(member=by, patient=contact.patient.person), form=form)
    return render(request, "patients/contact.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, slug: str, contact_id: UUID) -> HttpResponse:
    """Asks, then removes a contact."""
    contact = get_or_404(
        request,
        Contact,
        contact_id,
        Permission.WRITE_PATIENTS,
        select_related=["patient__merged_into"],
    )
    by = member(request)
    form = RemovalForm(sent(request))
    if form.is_bound and form.is_valid():
        saved, _nothing = attempt(
            form,
            lambda: remove_contact(by=by, key=form.key, contact=contact, version=form.version),
        )
        if saved:
            messages.success(request, _("The contact is removed."))
            return redirect("assessment:patient", slug=slug, patient_id=contact.patient.person.pk)
    if not form.is_bound:
        note_read(by=by, row=contact)
    context = _about(contact, age_today(member=by, patient=contact.patient.person), form=form)
    return render(request, "patients/remove_contact.html", context)


def _about(contact: Contact, age: int | None, **more: Any) -> dict[str, Any]:
    return {"contact": contact, "patient": contact.patient.person, "age": age, **more}
