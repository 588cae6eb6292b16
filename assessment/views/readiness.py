"""Readiness: how many criteria of each return are met, from what was signed or from a draft."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from assessment.findings import findings_of, findings_so_far
from assessment.guidance import readiness_of
from assessment.models import Assessment
from assessment.outputs.readiness import ListView, lists_shown
from assessment.selectors.guidance import elsewhere_of
from assessment.selectors.loading import load_chart
from assessment.selectors.records import draft_record, earlier_visits
from assessment.selectors.reports import episode_records
from assessment.selectors.versions import left_out
from assessment.services.reading import note_episode_read, note_left_out, note_page_read
from assessment.views.charting import RELATED
from assessment.views.facts import versioned
from assessment.views.frame import address, frame, reads_only, similar_names
from clinics import access
from clinics.access import Permission
from patients.dates import today_at
from patients.models import EpisodeOfCare

PAGE = "readiness"


@require_GET
def of_episode(request: HttpRequest, slug: str, episode_id: str) -> HttpResponse:
    """The lists from what was signed of an episode; a live view that says as of when."""
    episode = access.get_or_404(
        request,
        EpisodeOfCare,
        episode_id,
        Permission.READ_CHART,
        select_related=("clinic", "patient__merged_into"),
    )
    member = access.member(request)
    note_episode_read(by=member, episode=episode, page=PAGE)
    found = episode_records(episode, member)
    unproved = left_out(found)
    note_left_out(by=member, left_out=unproved, page=PAGE)
    records = [one.record for one in versioned(found)]
    today, person = today_at(member.clinic), episode.patient.person
    lists: tuple[ListView, ...] = ()
    if records:
        elsewhere = elsewhere_of(episode, records[-1], on=today)
        findings = findings_so_far(records, on=today, elsewhere=elsewhere)
        lists = lists_shown(readiness_of(findings), episode.kind)
    context = {
        "patient": person,
        "episode": episode,
        "on": today,
        "age": person.age_on(today),
        "namesakes": similar_names(person, member),
        "left_out": unproved,
        "lists": lists,
        "as_of": today,
        "back": reverse("assessment:patient", kwargs={"slug": slug, "patient_id": person.pk}),
    }
    return render(request, "assessment/readiness.html", context)


@require_GET
def of_visit(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """The same with what stands in a draft; whoever only reads gets what was signed."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.READ_CHART, select_related=RELATED
    )
    member = access.member(request)
    if reads_only(assessment, member):
        kwargs = {"slug": slug, "episode_id": assessment.episode_id}
        return HttpResponseRedirect(reverse("assessment:readiness", kwargs=kwargs))
    note_page_read(by=member, assessment=assessment, page=PAGE)
    chart = load_chart(assessment)
    earlier = earlier_visits(assessment)
    note_left_out(by=member, left_out=earlier.left_out, page=PAGE)
    record = draft_record(assessment, chart=chart, earlier=earlier)
    on: date = assessment.visit_date
    findings = findings_of(
        record.items,
        record.header,
        [one.record for one in earlier.visits],
        on=on,
        elsewhere=elsewhere_of(assessment.episode, record, on=on),
    )
    context = frame(assessment, member, chart=chart, record=record) | {
        "left_out": earlier.left_out,
        "lists": lists_shown(readiness_of(findings), assessment.episode.kind),
        "as_of": on,
        "draft": True,
        "back": address("section", assessment, section="plan"),
    }
    return render(request, "assessment/readiness.html", context)
