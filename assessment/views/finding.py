"""Finding a section or a measure of an evaluation by a part of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessment.models import Assessment
from assessment.selectors.loading import load_chart
from assessment.services.reading import note_page_read
from assessment.views.charting import RELATED
from assessment.views.frame import address, frame, open_sections, reads_only
from clinics import access
from clinics.access import Member, Permission
from patients.text import folded, words

MOST = 30


@require_GET
def find(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """What is called so: first what begins so, then sections, then measures, as the work goes."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.READ_CHART, select_related=RELATED
    )
    member = access.member(request)
    if reads_only(assessment, member):
        return HttpResponseRedirect(address("report", assessment))
    query = request.GET.get("q", "").strip()[:100]
    found = sorted(_found(assessment, member, query), key=_not_at_its_beginning(query))
    context = {"query": query, "found": found[:MOST]}
    if request.htmx:  # type: ignore[attr-defined]
        # Names of the catalogue alone: nothing of the patient is read.
        return render(request, "assessment/found.html", context)
    note_page_read(by=member, assessment=assessment, page="finding a measure")
    return render(request, "assessment/find.html", frame(assessment, member) | context)


def _found(assessment: Assessment, member: Member, query: str) -> Iterator[dict[str, str]]:
    """Sections and measures in whose names a word begins with every word of the query."""
    wanted = words(query)
    if not wanted:
        return
    sections = open_sections(load_chart(assessment), member)
    for section, _measures in sections:
        if _fits(wanted, section.label):
            url = address("section", assessment, section=section.code)
            yield {"key": section.code, "label": section.label, "about": "", "url": url}
    for section, measures in sections:
        url = address("section", assessment, section=section.code)
        for one in measures:
            if _fits(wanted, one.label):
                about = ", ".join(part for part in (section.label, one.group) if part)
                row = f"{url}#row-{one.code}"
                yield {"key": section.code, "label": one.label, "about": about, "url": row}


def _not_at_its_beginning(query: str) -> Callable[[dict[str, str]], bool]:
    beginning = folded(query)
    return lambda one: not folded(one["label"]).startswith(beginning)


def _fits(wanted: list[str], label: str) -> bool:
    own = words(label)
    return all(any(word.startswith(one) for word in own) for one in wanted)
