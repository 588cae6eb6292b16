"""Two records of one person: finding the other one, merging, and taking a merge back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessment.forms.merging import FindRecordForm, MergeForm, StandingForm, TakeBackForm
from assessment.selectors.merging import holdings, since
from assessment.services import merging
from assessment.services.merging import MergeRefused, RecordsChanged, VoidRefused
from assessment.services.reading import note_patient_read
from assessment.views.frame import sent
from clinics import access
from clinics.access import Member, Permission
from clinics.receipts import KeyReused, UnusableKey, new_key
from clinics.services.confirming import WrongPassword
from patients.dates import today_at
from patients.models import Patient, PatientMerge
from patients.selectors import (
    compared_records,
    edited_fields,
    last_status_change,
    likeness,
    possible_duplicates,
    record_numbered,
    record_to_merge,
)

Form = MergeForm | StandingForm


@require_http_methods(["GET", "POST"])
def find(request: HttpRequest, slug: str, patient_id: UUID) -> HttpResponse:
    """Who may be the same person as this patient; another is found by the number."""
    patient = access.get_or_404(
        request, Patient, patient_id, Permission.MERGE_PATIENTS, select_related=("merged_into",)
    )
    member = access.member(request)
    if not patient.in_use:
        return _away(request, patient, merging.takes_nothing(patient))
    form = FindRecordForm(sent(request))
    if form.is_bound and form.is_valid():
        other = record_numbered(member=member, number=form.cleaned_data["number"])
        if other is not None and other != patient:
            return redirect("assessment:merge", slug=slug, patient_id=patient.pk, other_id=other.pk)
        form.add_error(
            "number",
            _("This is the number of the record you are at. Type the other one's.")
            if other is not None
            else _("No patient of the clinic has this number. Check it."),
        )
    likely = possible_duplicates(member=member, patient=patient)
    merging.note_seen(by=member, patient=patient, others=[one.patient for one in likely])
    context = {**_banner(patient, member), "form": form, "likely": likely}
    status = 422 if form.is_bound else 200
    return render(request, "assessment/merge_find.html", context, status=status)


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, slug: str, patient_id: UUID, other_id: UUID) -> HttpResponse:
    """Both records side by side; POST lets the first stand for the person of both."""
    survivor = access.get_or_404(
        request, Patient, patient_id, Permission.MERGE_PATIENTS, select_related=("merged_into",)
    )
    member = access.member(request)
    other = record_to_merge(member=member, pk=other_id)
    if other is None:
        raise access.NotFound(member=member, model=Patient, pk=other_id)
    form = MergeForm(sent(request))
    if form.is_bound:
        done, status = _done(
            form,
            lambda: merging.merge(
                by=member,
                key=form.cleaned_data["key"],
                survivor=survivor,
                merged=other,
                seen=form.seen,
                taken=form.taken,
                reason=form.cleaned_data["reason"],
                password=form.cleaned_data["password"],
            ),
        )
        if done:
            messages.success(
                request, _("The two records are merged. This one stands for the person.")
            )
            return redirect("assessment:patient", slug=slug, patient_id=survivor.pk)
        survivor.refresh_from_db()
        other.refresh_from_db()
    if why := merging.why_not_merged(survivor, other):
        return _away(request, survivor, why)
    pairs = compared_records(survivor=survivor, merged=other)
    taken = form.taken if form.is_bound else {one.name for one in pairs if one.taken}
    merging.note_seen(by=member, patient=survivor, others=[other])
    context = {
        **_banner(survivor, member),
        "other": other,
        "pairs": [{"pair": one, "taken": one.name in taken} for one in pairs],
        "holdings": [holdings(one, member) for one in (survivor, other)],
        "likeness": likeness(survivor, other),
        "form": _again(form, survivor_version=survivor.version, merged_version=other.version),
    }
    return render(
        request, "assessment/merge.html", context, status=status if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, slug: str, merge_id: UUID) -> HttpResponse:
    """What taking a merge back would do, and what it cannot tell apart; POST does it."""
    found = access.get_or_404(
        request,
        PatientMerge,
        merge_id,
        Permission.MERGE_PATIENTS,
        select_related=("survivor__merged_into", "merged", "clinic", "undone"),
    )
    member = access.member(request)
    form = TakeBackForm(sent(request))
    if form.is_bound:
        done, status = _done(
            form,
            lambda: merging.take_back(
                by=member,
                key=form.cleaned_data["key"],
                merge=found,
                seen=form.seen,
                reason=form.cleaned_data["reason"],
                password=form.cleaned_data["password"],
            ),
        )
        if done:
            messages.success(
                request, _("The merge is taken back. Both records stand by themselves again.")
            )
            return redirect("assessment:patient", slug=slug, patient_id=found.survivor_id)
        found.survivor.refresh_from_db()
        found.merged.refresh_from_db()
    if why := merging.why_not_taken_back(found):
        return _away(request, found.survivor, why)
    survivor, merged = found.survivor, found.merged
    merging.note_seen(by=member, patient=survivor, others=[merged])
    context = {
        **_banner(survivor, member),
        "merge": found,
        "since": since(found),
        "edited": edited_fields(found),
        "form": _again(form, survivor_version=survivor.version, merged_version=merged.version),
    }
    return render(
        request, "assessment/take_back.html", context, status=status if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
def standing(request: HttpRequest, slug: str, patient_id: UUID) -> HttpResponse:
    """Declares a record void, or takes a void one back into use."""
    patient = access.get_or_404(
        request, Patient, patient_id, Permission.MERGE_PATIENTS, select_related=("merged_into",)
    )
    member = access.member(request)
    if patient.merged_into is not None:
        return _away(request, patient, merging.takes_nothing(patient))
    form = StandingForm(sent(request))
    if form.is_bound:
        act = merging.declare_void if patient.in_use else merging.take_into_use
        done, status = _done(
            form,
            lambda: act(
                by=member,
                key=form.cleaned_data["key"],
                patient=patient,
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
            ),
        )
        if done:
            said = (
                _("This record is void. It stays readable and marked.")
                if patient.in_use
                else _("This record is in use again.")
            )
            messages.success(request, said)
            return redirect("assessment:patient", slug=slug, patient_id=patient.pk)
        patient.refresh_from_db()
    note_patient_read(by=member, patient=patient)
    context = {
        **_banner(patient, member),
        "voided": None if patient.in_use else last_status_change(patient),
        "form": _again(form, version=patient.version),
    }
    return render(
        request, "assessment/standing.html", context, status=status if form.is_bound else 200
    )


def _done(form: Form, act: Callable[[], Any]) -> tuple[bool, int]:
    """Whether it was done, and the status of the page that says why not."""
    if not form.is_valid():
        return False, 422
    try:
        act()
    except ValidationError as error:
        found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, said in found.items():
            form.add_error(name if name in form.fields else None, said)
        return False, 422
    except WrongPassword as refusal:
        form.add_error("password", str(refusal))
        return False, 422
    except (RecordsChanged, VoidRefused, MergeRefused) as refusal:
        form.add_error(None, str(refusal))
        return False, 409
    except KeyReused:
        form.add_error(None, _("This was already decided from this page. Look at what stands now."))
        return False, 409
    except UnusableKey:
        form.add_error(None, _("This page came back incomplete. Check it and send it again."))
        return False, 422
    return True, 200


def _again(form: Form, **versions: int) -> Form:
    """The form of the page: with a fresh key, and the versions that it shows."""
    hidden = {"key": new_key(), **{name: str(one) for name, one in versions.items()}}
    if form.is_bound:
        form.start_anew(**hidden)
    else:
        form.initial = {**form.initial, **hidden}
    return form


def _banner(patient: Patient, member: Member) -> dict[str, Any]:
    today = today_at(member.clinic)
    return {"patient": patient, "on": today, "age": patient.age_on(today)}


def _away(request: HttpRequest, patient: Patient, why: str) -> HttpResponse:
    """To the page of the person, saying why nothing can be decided here."""
    messages.warning(request, why)
    person = patient.person
    return redirect("assessment:patient", slug=person.clinic.slug, patient_id=person.pk)
