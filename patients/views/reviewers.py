"""Who may read a patient as a reviewer: assigning, and ending it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinics.access import Permission, get_or_404, member
from patients.dates import today_at
from patients.forms import AssignReviewerForm, EndAssignmentForm
from patients.models import Patient, ReviewerAssignment
from patients.selectors import age_today, assignments_of, reviewers_in
from patients.services import assign_reviewer, end_assignment, note_read
from patients.views.saving import attempt, led_away, sent


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, slug: str, patient_id: UUID) -> HttpResponse:
    """Lists a patient's reviewers and assigns another."""
    patient = get_or_404(request, Patient, patient_id, Permission.MANAGE_STAFF)
    if elsewhere := led_away(request, patient):
        return elsewhere
    by = member(request)
    reviewers = reviewers_in(by)
    form = AssignReviewerForm(sent(request), reviewers=reviewers)
    if form.is_bound and form.is_valid():
        saved, _assignment = attempt(
            form,
            lambda: assign_reviewer(
                by=by,
                key=form.key,
                patient=patient,
                reviewer=form.cleaned_data["reviewer"],
                until=form.cleaned_data["until"],
                purpose=form.cleaned_data["purpose"],
            ),
        )
        if saved:
            messages.success(request, _("The reviewer may read this patient's signed charts."))
            return redirect("patients:reviewers", slug=slug, patient_id=patient.pk)
    if not form.is_bound:
        note_read(by=by, row=patient)
    context = {
        "form": form,
        "end_form": EndAssignmentForm(),
        "patient": patient,
        "age": age_today(member=by, patient=patient),
        "reviewers": reviewers,
        "assignments": assignments_of(member=by, patient=patient),
        "today": today_at(by.clinic),
    }
    return render(request, "patients/reviewers.html", context)


@require_POST
def end(request: HttpRequest, slug: str, assignment_id: UUID) -> HttpResponse:
    """Ends a reviewer's access at once."""
    assignment = get_or_404(
        request,
        ReviewerAssignment,
        assignment_id,
        Permission.MANAGE_STAFF,
        select_related=["patient__merged_into"],
    )
    form = EndAssignmentForm(sent(request))
    saved, _nothing = attempt(
        form,
        lambda: end_assignment(by=member(request), key=form.key, assignment=assignment),
    )
    if saved:
        messages.success(request, _("The reviewer may not read this patient any more."))
    else:
        messages.error(request, _("Nothing was ended. Open the page again and try once more."))
    return redirect("patients:reviewers", slug=slug, patient_id=assignment.patient.person.pk)
