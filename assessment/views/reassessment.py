"""A reassessment: started in one action, and what is worth testing again in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assessment.models import Assessment
from assessment.selectors.loading import load_chart
from assessment.selectors.records import draft_record, earlier_visits
from assessment.selectors.shown import Shown
from assessment.services.errors import ChartRefused
from assessment.services.reading import note_left_out, note_page_read
from assessment.services.reassessing import NothingSigned, start_reassessment
from assessment.views.charting import FIRST_SECTION, RELATED
from assessment.views.frame import address, frame, open_sections, reads_only
from assessment.views.rail import rail_beside
from assessment.worth_testing import sources_of, worth_testing
from clinics import access
from clinics.access import Permission
from clinics.receipts import KeyReused, UnusableKey
from patients.models import EpisodeOfCare


@require_POST
def reassess(request: HttpRequest, slug: str, episode_id: str) -> HttpResponse:
    """Starts a reassessment now and opens it; a draft of today is opened instead of a second."""
    episode = access.get_or_404(
        request,
        EpisodeOfCare,
        episode_id,
        Permission.WRITE_CHART,
        select_related=("clinic", "patient__merged_into"),
    )
    try:
        started = start_reassessment(
            episode=episode,
            by=access.member(request),
            key=request.POST.get("key", ""),
            another=request.POST.get("another") == "1",
        )
    except NothingSigned as refusal:
        messages.info(request, str(refusal))
        return HttpResponseRedirect(_of_episode("start", episode))
    except ChartRefused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(_of_patient(episode))
    except (KeyReused, UnusableKey):
        messages.error(request, _("The page was out of date, and nothing was started. Try again."))
        return HttpResponseRedirect(_of_patient(episode))
    if started.resumed:
        messages.info(
            request,
            _(
                "This is the draft of today that you already had, not a second one. To start "
                "another visit today, go to the patient's page."
            ),
        )
    return HttpResponseRedirect(address("section", started.assessment, section=FIRST_SECTION))


@require_GET
def worth(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """What was measured before and is not charted in this draft, with how it was taken and why."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.READ_CHART, select_related=RELATED
    )
    member = access.member(request)
    if reads_only(assessment, member):
        return HttpResponseRedirect(address("report", assessment))
    note_page_read(by=member, assessment=assessment, page="worth testing")
    chart = load_chart(assessment)
    earlier = earlier_visits(assessment)
    note_left_out(by=member, left_out=earlier.left_out, page="worth testing")
    record = draft_record(assessment, chart=chart, earlier=earlier)
    found = worth_testing(
        record, earlier, open_sections(chart, member), decimal_separator=chart.separator
    )
    context = frame(assessment, member, chart=chart, record=record, worth=found) | {
        "sections": found,
        "sources": sources_of(found),
        "earlier": earlier,
        "left_out": earlier.left_out,
        "rail": rail_beside(Shown(chart, earlier), member),
        "first_section": FIRST_SECTION,
    }
    return render(request, "assessment/worth_testing.html", context)


def _of_episode(name: str, episode: EpisodeOfCare) -> str:
    kwargs = {"slug": episode.clinic.slug, "episode_id": episode.pk}
    return reverse(f"assessment:{name}", kwargs=kwargs)


def _of_patient(episode: EpisodeOfCare) -> str:
    kwargs = {"slug": episode.clinic.slug, "patient_id": episode.patient.person.pk}
    return reverse("assessment:patient", kwargs=kwargs)
