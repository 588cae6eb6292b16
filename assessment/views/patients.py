"""Home, the patient's page with their visits, and starting a visit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessment.forms.visit import VisitForm
from assessment.models import Assessment, DominantLeg, InvolvedSide, VisitKind
from assessment.selectors.amendment_requests import open_requests, requests_of_patient
from assessment.selectors.follow_up import Show, follow_up, reviews_of
from assessment.selectors.held import held_by
from assessment.selectors.lists import (
    desk,
    latest_visit,
    quick_start,
    sole_open_episode,
    visits_of,
)
from assessment.selectors.notices import notices_of
from assessment.selectors.releasing import releases_of
from assessment.selectors.restrictions import restricted_by_episode
from assessment.selectors.review_queue import waiting_count
from assessment.selectors.reviewing import questions_for
from assessment.selectors.treatment_days import progress_by_episode
from assessment.services.errors import ChartRefused
from assessment.services.follow_up import note_list_read
from assessment.services.reading import note_left_out, note_page_read, note_patient_read
from assessment.services.visits import (
    StaleDetails,
    VisitDetails,
    VisitRefused,
    change_visit,
    start_visit,
)
from assessment.views.charting import FIRST_SECTION, RELATED
from assessment.views.episode_card import episode_cards
from assessment.views.follow_up import HOME, with_forms
from assessment.views.frame import address, frame, led_to_person, sent, similar_names
from clinics import access
from clinics.access import Permission
from clinics.receipts import KeyReused, UnusableKey, new_key
from patients.dates import today_at
from patients.models import EpisodeOfCare, Patient
from patients.selectors import (
    contacts_of,
    last_status_change,
    merged_records_of,
    merges_into,
)
from patients.selectors.auditing import may_see_accesses
from patients.selectors.confidential import unreviewed

# The home page shows so many of those who are due; the rest stands on the list's own page.
DUE_AT_HOME = 8


@require_GET
def home(request: HttpRequest, slug: str) -> HttpResponse:
    """What needs this person: drafts, co-signatures, who is due for a review, recent patients."""
    member = access.member(request)
    today = today_at(member.clinic)
    due = None
    if member.may(Permission.FOLLOW_UP):
        due = follow_up(member, on=today, size=DUE_AT_HOME)
        note_list_read(by=member, rows=due.rows, show=HOME)
    own = desk(member) if member.may(Permission.READ_CHART) else None
    context = {
        "today": today,
        "due": due,
        "due_rows": with_forms(due.rows, back=HOME) if due else (),
        "due_all": due.counts[Show.TO_DO] if due else 0,
        "due_over": due.counts[Show.OVERDUE] if due else 0,
        "requests": open_requests(member, on=today),
        "desk": own,
        "drafts": held_by(own.drafts) if own else (),
        "returned": held_by(own.returned) if own else (),
        "unsigned": held_by(own.unsigned) if own else (),
        "notices": notices_of(member) if member.may(Permission.READ_CHART) else (),
        "questions": questions_for(member) if member.may(Permission.SIGN) else (),
        "may_review": member.may(Permission.REVIEW),
        "to_review": waiting_count(member, on=today) if member.may(Permission.REVIEW) else 0,
        "may_start": member.may(Permission.WRITE_CHART),
        "may_read_charts": member.may(Permission.READ_CHART),
        "may_cosign": member.may(Permission.COSIGN),
        "may_register": member.may(Permission.WRITE_PATIENTS),
        "glass": unreviewed(member) if member.may(Permission.REVIEW_BREAK_GLASS) else None,
    }
    return render(request, "assessment/home.html", context)


@require_GET
def patient(request: HttpRequest, slug: str, patient_id: str) -> HttpResponse:
    """A patient: episodes of care, each with the visits and the review this person may see."""
    found = access.get_or_404(
        request,
        Patient,
        patient_id,
        Permission.READ_PATIENTS,
        select_related=("clinic", "merged_into"),
    )
    if elsewhere := led_to_person(request, found):
        return elsewhere
    member = access.member(request)
    today = today_at(member.clinic)
    episodes = visits_of(found, member)
    reviews = reviews_of(found, member, on=today) if member.may(Permission.FOLLOW_UP) else {}
    restricted = restricted_by_episode([one.episode for one in episodes], today)
    reads = member.may(Permission.READ_CHART)
    cards = episode_cards(
        episodes,
        reviews=reviews,
        progress=progress_by_episode([one.episode for one in episodes], on=today) if reads else {},
        decimal_separator=member.clinic.decimal_separator,
        restricted=restricted if reads else {},
    )
    note_patient_read(by=member, patient=found, measures=any(one.trends for one in cards))
    unproved = [one for card in cards for one in card.left_out]
    note_left_out(by=member, left_out=unproved, page="patient")
    may_merge = member.may(Permission.MERGE_PATIENTS)
    context = {
        "patient": found,
        "namesakes": similar_names(found, member),
        "also": merged_records_of(member=member, patient=found),
        "merges": merges_into(found) if may_merge else (),
        "voided": None if found.in_use else last_status_change(found),
        # The banner names the knee where there is only one it can be about.
        "episode": sole_open_episode(episodes),
        "on": today,
        "age": found.age_on(today),
        "episodes": cards,
        "quick": quick_start(episodes, member) if found.in_use else None,
        "key": new_key(),
        "contacts": contacts_of(member=member, patient=found),
        "releases": releases_of(found, member),
        "requests": requests_of_patient(found, member, on=today),
        "may_release": member.may(Permission.RELEASE),
        "may_read_releases": member.may(Permission.READ_RELEASES),
        "may_log_request": member.may(Permission.LOG_AMENDMENT_REQUEST),
        "may_decide": member.may(Permission.DECIDE_AMENDMENT_REQUEST),
        "may_read_charts": member.may(Permission.READ_CHART),
        "may_merge": may_merge,
        "may_start": found.in_use and member.may(Permission.WRITE_CHART),
        "may_edit": found.in_use and member.may(Permission.WRITE_PATIENTS),
        "may_open": found.in_use and member.may(Permission.WRITE_JUDGEMENT),
        "may_assign": found.in_use and member.may(Permission.MANAGE_STAFF),
        "may_restrict": member.may(Permission.RESTRICT_PATIENTS),
        "may_break": member.is_outside and member.may(Permission.BREAK_GLASS),
        "may_see_accesses": may_see_accesses(member, found),
    }
    return render(request, "assessment/patient.html", context)


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, slug: str, episode_id: str) -> HttpResponse:
    """Starts a visit in an episode: the draft opens at its first section."""
    episode = access.get_or_404(
        request,
        EpisodeOfCare,
        episode_id,
        Permission.WRITE_CHART,
        select_related=("clinic", "patient__merged_into"),
    )
    member = access.member(request)
    last = latest_visit(episode)
    now = timezone.now().astimezone(member.clinic.zone)
    form = VisitForm(
        sent(request),
        initial={
            "kind": VisitKind.REASSESSMENT if last else VisitKind.INITIAL,
            "on": now.date(),
            "at": now.time().replace(second=0, microsecond=0),
            "involved_side": last.involved_side if last else episode.side,
            "dominant_leg": last.dominant_leg if last else DominantLeg.UNKNOWN,
            "key": new_key(),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            assessment = start_visit(
                episode=episode,
                details=_details(form),
                by=member,
                key=form.cleaned_data["key"],
            )
            return HttpResponseRedirect(address("section", assessment, section=FIRST_SECTION))
        except VisitRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        except ChartRefused as refusal:
            form.add_error(None, str(refusal))
        except KeyReused:
            form.add_error(None, _("A visit was already started from this page."))
            form.start_anew(key=new_key())
        except UnusableKey:
            form.add_error(None, _("This page came back incomplete. Check it and send it again."))
            form.start_anew(key=new_key())
    context = {
        "form": form,
        "patient": episode.patient.person,
        "namesakes": similar_names(episode.patient.person, member),
        "episode": episode,
        "on": now.date(),
        "age": episode.patient.person.age_on(now.date()),
        "last": last,
    }
    note_patient_read(by=member, patient=episode.patient)
    status = 422 if request.method == "POST" else 200
    return render(request, "assessment/start.html", context, status=status)


@require_http_methods(["GET", "POST"])
def details(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Corrects the details of a draft's visit."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_CHART, select_related=RELATED
    )
    member = access.member(request)
    form = VisitForm(
        sent(request),
        initial=_stored(assessment) | {"version": assessment.details_version, "key": new_key()},
    )
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            change_visit(
                assessment=assessment,
                details=_details(form),
                version=form.cleaned_data["version"],
                by=member,
                key=form.cleaned_data["key"],
            )
            return HttpResponseRedirect(address("chart", assessment))
        except VisitRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        except StaleDetails as refusal:
            assessment.refresh_from_db()
            form.add_error(None, str(refusal))
            form.show_stored(_stored(assessment))
            form.start_anew(key=new_key(), version=str(assessment.details_version))
            status = 409
        except ChartRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        except (KeyReused, UnusableKey):
            form.add_error(None, _("This page came back incomplete. Check it and send it again."))
            form.start_anew(key=new_key())
    note_page_read(by=member, assessment=assessment, page="visit")
    context = frame(assessment, member) | {"form": form}
    return render(request, "assessment/details.html", context, status=status)


def _stored(assessment: Assessment) -> dict[str, Any]:
    """A visit's details as its form holds them."""
    return {
        "kind": assessment.kind,
        "on": assessment.visit_date,
        "at": assessment.visit_at.astimezone(assessment.clinic.zone).time(),
        "involved_side": assessment.involved_side,
        "dominant_leg": assessment.dominant_leg,
        "late_reason": assessment.late_reason,
        "from_paper": assessment.from_paper,
        "paper_author": assessment.paper_author,
    }


def _details(form: VisitForm) -> VisitDetails:
    data = form.cleaned_data
    return VisitDetails(
        kind=VisitKind(data["kind"]),
        on=data["on"],
        at=data["at"],
        involved_side=InvolvedSide(data["involved_side"]),
        dominant_leg=DominantLeg(data["dominant_leg"]),
        late_reason=data["late_reason"],
        from_paper=data["from_paper"],
        paper_author=data["paper_author"],
    )
