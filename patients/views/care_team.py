"""Restricting a record to its care team, lifting that, and who is on the team.

Open to who may restrict, whether or not they may open the record.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinics.access import Member, Permission, get_or_404, member
from patients.forms.base import KeyedForm
from patients.forms.confidential import JoinTeamForm, LeaveTeamForm, LiftForm, RestrictForm
from patients.models import CareTeamMember, Patient
from patients.selectors import age_today
from patients.selectors.auditing import may_see_accesses
from patients.selectors.confidential import (
    care_team_of,
    charted_by,
    closed_among,
    restrictions_of,
    treating_staff,
)
from patients.services.care_team import (
    join_care_team,
    leave_care_team,
    lift_restriction,
    note_care_team_read,
    restrict,
)
from patients.views.saving import attempt, sent


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, slug: str, patient_id: UUID) -> HttpResponse:
    """Who is on the patient's care team and whether the record is restricted to it."""
    patient = get_or_404(request, Patient, patient_id, Permission.RESTRICT_PATIENTS)
    by = member(request)
    form = JoinTeamForm(sent(request), staff=treating_staff(by))
    if form.is_bound and form.is_valid():
        saved, _nothing = attempt(
            form,
            lambda: join_care_team(
                by=by, key=form.key, patient=patient, user=form.cleaned_data["team"]
            ),
        )
        if saved:
            messages.success(request, _("The care team has one more person."))
            return redirect("privacy:care_team", slug=slug, patient_id=patient.pk)
    if not form.is_bound:
        note_care_team_read(by=by, patient=patient)
    context = _about(by, patient, form) | {
        "end_form": LeaveTeamForm(),
        "places": care_team_of(by, patient),
        "changes": restrictions_of(by, patient),
        "may_open": by.may(Permission.READ_PATIENTS) and not closed_among(by, [patient]),
        "may_see_accesses": may_see_accesses(by, patient),
    }
    return render(request, "patients/care_team.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def restrict_record(request: HttpRequest, slug: str, patient_id: UUID) -> HttpResponse:
    """Restricts the record to a care team; who charted in it is offered for the team."""
    patient = get_or_404(request, Patient, patient_id, Permission.RESTRICT_PATIENTS)
    by = member(request)
    form = RestrictForm(sent(request), staff=treating_staff(by), ticked=charted_by(patient))
    if form.is_bound and form.is_valid():
        saved, _nothing = attempt(
            form,
            lambda: restrict(
                by=by,
                key=form.key,
                patient=patient,
                reason=form.cleaned_data["reason"],
                team=form.cleaned_data["team"],
            ),
        )
        if saved:
            messages.success(request, _("The record is restricted to its care team."))
            return redirect("privacy:care_team", slug=slug, patient_id=patient.pk)
    if not form.is_bound:
        note_care_team_read(by=by, patient=patient)
    context = _about(by, patient, form)
    return render(request, "patients/restrict.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: HttpRequest, slug: str, patient_id: UUID) -> HttpResponse:
    """Opens the record again to everybody in the clinic who treats."""
    patient = get_or_404(request, Patient, patient_id, Permission.RESTRICT_PATIENTS)
    by = member(request)
    form = LiftForm(sent(request))
    if form.is_bound and form.is_valid():
        saved, _nothing = attempt(
            form,
            lambda: lift_restriction(
                by=by, key=form.key, patient=patient, reason=form.cleaned_data["reason"]
            ),
        )
        if saved:
            messages.success(request, _("The record is open to everybody who treats here."))
            return redirect("privacy:care_team", slug=slug, patient_id=patient.pk)
    if not form.is_bound:
        note_care_team_read(by=by, patient=patient)
    context = _about(by, patient, form)
    return render(request, "patients/lift.html", context, status=_status(form))


@require_POST
def end(request: HttpRequest, slug: str, place_id: UUID) -> HttpResponse:
    """Takes somebody off the care team at once."""
    place = get_or_404(
        request,
        CareTeamMember,
        place_id,
        Permission.RESTRICT_PATIENTS,
        select_related=("patient",),
    )
    form = LeaveTeamForm(sent(request))
    saved, _nothing = attempt(
        form, lambda: leave_care_team(by=member(request), key=form.key, place=place)
    )
    if saved:
        messages.success(request, _("That person is not on the care team any more."))
    else:
        said = " ".join(str(one) for one in form.non_field_errors())
        messages.error(request, said or _("Nothing was changed. Open the page again."))
    return redirect("privacy:care_team", slug=slug, patient_id=place.patient_id)


def _about(by: Member, patient: Patient, form: KeyedForm) -> dict[str, object]:
    return {"form": form, "patient": patient, "age": age_today(member=by, patient=patient)}


def _status(form: KeyedForm) -> int:
    """422 where something that was sent has to be mended."""
    return 422 if form.is_bound else 200
