"""Giving a signed evaluation to somebody outside, and what was given out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from assessment.forms.releasing import GiveOutForm
from assessment.models import Assessment, Release, ReleaseForm
from assessment.outputs.released import released_note
from assessment.outputs.report import report_view
from assessment.outputs.text import text_note
from assessment.selectors.releasing import releasable, releases_of
from assessment.services import releasing
from assessment.services.errors import ChangedSinceRead, ChartRefused, FieldsRefused
from assessment.views.charting import RELATED
from assessment.views.facts import released, standing
from assessment.views.frame import led_to_person, sent, signed_under
from clinics import access
from clinics.access import Member, Permission
from clinics.receipts import KeyReused, UnusableKey, new_key
from clinics.services.confirming import WrongPassword
from patients.dates import today_at
from patients.models import Patient

RELEASED = tuple(f"assessment__{one}" for one in RELATED)


@require_GET
def choose(request: HttpRequest, slug: str, patient_id: str) -> HttpResponse:
    """Which evaluations of a patient are signed and can be given out; nothing of what they say."""
    patient = access.get_or_404(
        request, Patient, patient_id, Permission.RELEASE, select_related=("clinic", "merged_into")
    )
    if elsewhere := led_to_person(request, patient, page="assessment:releasable"):
        return elsewhere
    member = access.member(request)
    releasing.note_releasable_listed(by=member, patient=patient)
    context = _about(patient, member) | {"evaluations": releasable(patient, member)}
    return render(request, "assessment/release_choice.html", context)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Gives the current signed version out, with purpose and recipient on record."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.RELEASE, select_related=RELATED
    )
    member = access.member(request)
    why_not = releasing.why_not(assessment)
    if why_not and request.method == "GET":
        messages.info(request, why_not)
        return redirect("assessment:releasable", slug=slug, patient_id=assessment.patient_id)
    initial = {"key": new_key(), "version": str(assessment.version_number)}
    form = GiveOutForm(sent(request), initial=initial)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            row = _release(assessment, form.cleaned_data, member)
        except FieldsRefused as refusal:
            for field, text in refusal.errors.items():
                form.add_error(field, text)
        except WrongPassword as refusal:
            form.add_error("password", str(refusal))
        except ChartRefused as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, ChangedSinceRead):
                assessment.refresh_from_db()
                form.start_anew(key=new_key(), version=str(assessment.version_number))
            status = 409
        except KeyReused:
            # A text file leaves the browser on the form that it came from.
            form.add_error(
                None,
                _(
                    "This was released already, to somebody else or for something else. Send it "
                    "again to release it once more."
                ),
            )
            form.start_anew(key=new_key())
        except UnusableKey:
            form.add_error(None, _("This page came back incomplete. Check it and send it again."))
            form.start_anew(key=new_key())
        else:
            if row.form == ReleaseForm.TEXT:
                messages.success(request, _("Released. It stands under what was given out."))
            return redirect("assessment:released", slug=slug, release_id=row.pk)
    releasing.note_release_asked(by=member, assessment=assessment)
    context = _about(assessment.person, member) | {"form": form, "assessment": assessment}
    return render(request, "assessment/release.html", context, status=status)


@require_GET
def given(request: HttpRequest, slug: str, release_id: str) -> HttpResponse:
    """What was released, as often as asked: a page to print, or a text file."""
    row = access.get_or_404(
        request, Release, release_id, Permission.RELEASE, select_related=(*RELEASED, "clinic")
    )
    member = access.member(request)
    assessment = row.assessment
    try:
        found, record = releasing.give_out(release=row, by=member)
    except ChartRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("assessment:given_out", slug=slug, patient_id=assessment.patient_id)
    if row.form == ReleaseForm.TEXT:
        # Named after the visit: a patient's name has no place in a folder of downloads.
        name = f"evaluation-{assessment.visit_date.isoformat()}-version-{row.version_number}.txt"
        note = released_note(text_note(record, **standing(found)), released(row))
        return HttpResponse(
            note,
            content_type="text/plain; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    context = _about(assessment.person, member) | {
        "signed_under": signed_under(assessment, record),
        "release": released(row),
        "report": report_view(record, **standing(found)),
    }
    return render(request, "assessment/released.html", context)


@require_GET
def given_out(request: HttpRequest, slug: str, patient_id: str) -> HttpResponse:
    """Everything given out of a patient's record: when, which version, to whom, what for."""
    patient = access.get_or_404(
        request,
        Patient,
        patient_id,
        Permission.READ_RELEASES,
        select_related=("clinic", "merged_into"),
    )
    if elsewhere := led_to_person(request, patient, page="assessment:given_out"):
        return elsewhere
    member = access.member(request)
    releasing.note_releases_read(by=member, patient=patient)
    context = _about(patient, member) | {
        "releases": releases_of(patient, member),
        "may_release": member.may(Permission.RELEASE),
        "may_read_charts": member.may(Permission.READ_CHART),
        "may_open": member.may(Permission.READ_PATIENTS),
    }
    return render(request, "assessment/given_out.html", context)


def _release(assessment: Assessment, data: dict[str, Any], member: Member) -> Release:
    return releasing.release(
        assessment=assessment,
        version=data["version"],
        details=releasing.ReleaseDetails(
            purpose=data["purpose"],
            recipient=data["recipient"],
            form=ReleaseForm(data["form"]),
        ),
        password=data["password"],
        by=member,
        key=data["key"],
    )


def _about(patient: Patient, member: Member) -> dict[str, Any]:
    """The banner of a page about a patient."""
    today = today_at(member.clinic)
    return {"patient": patient, "on": today, "age": patient.age_on(today)}
