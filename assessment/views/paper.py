"""A paper form for when there is no computer: what is asked, and room to write; nothing charted."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from assessment.catalogue.types import Kind, Measure, Section, SetupField
from assessment.models import Assessment
from assessment.selectors.loading import load_chart
from assessment.selectors.records import earlier_visits
from assessment.selectors.shown import Shown
from assessment.services.reading import note_page_read
from assessment.views.charting import RELATED
from assessment.views.frame import address, frame, open_sections, reads_only
from clinics import access
from clinics.access import Permission

OPTIONS = (Kind.CHOICE, Kind.GRADE, Kind.ANSWER)


@dataclass(frozen=True, kw_only=True)
class PaperRow:
    """One thing to write down: on both sides or once, by circling a word or beside a unit."""

    label: str
    how: str
    sided: bool
    prose: bool
    options: tuple[str, ...]
    unit: str
    setup: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PaperGroup:
    """Rows under one heading of a section."""

    label: str
    rows: tuple[PaperRow, ...]

    @property
    def sided(self) -> bool:
        return any(one.sided for one in self.rows)


@require_GET
def paper(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """The form of one section, named in the query, or of all that show first at this visit."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.READ_CHART, select_related=RELATED
    )
    member = access.member(request)
    if reads_only(assessment, member):
        return HttpResponseRedirect(address("report", assessment))
    wanted = request.GET.get("section", "")
    shown = Shown(load_chart(assessment), earlier_visits(assessment))
    sections = [one for one, _measures in open_sections(shown.chart, member)]
    chosen = [one for one in sections if one.code == wanted] or sections
    note_page_read(by=member, assessment=assessment, page="paper form")
    context = frame(assessment, member) | {
        "parts": [(one, paper_groups(one, shown.first(one))) for one in chosen],
        "whole": len(chosen) > 1,
        "section_url": address("section", assessment, section=chosen[0].code),
    }
    return render(request, "assessment/paper.html", context)


def paper_groups(section: Section, measures: tuple[Measure, ...]) -> list[PaperGroup]:
    """The rows of a section as it groups them; scores are added up elsewhere, not on paper."""
    labels = dict.fromkeys(one.group for one in measures)
    return [
        PaperGroup(label=label, rows=tuple(_row(one) for one in measures if one.group == label))
        for label in labels
    ]


def _row(measure: Measure) -> PaperRow:
    return PaperRow(
        label=measure.label,
        how=measure.how,
        sided=measure.sided,
        prose=measure.kind is Kind.TEXT and measure.multiline,
        options=_options(measure),
        unit=_unit(measure),
        setup=tuple(_setup(one) for one in measure.setup),
    )


def _options(about: Measure | SetupField) -> tuple[str, ...]:
    words = getattr(about, "direction_words", None) or ()
    if about.kind in OPTIONS:
        return tuple(one.label for one in about.options)
    return tuple(words)


def _unit(about: Measure | SetupField) -> str:
    """The unit, or those between which one is circled."""
    if about.kind is Kind.DATE:
        return _("day, month, year")
    if about.entry_units:
        return " / ".join(one.label for one in about.entry_units)
    return about.unit.label if about.unit else ""


def _setup(field: SetupField) -> str:
    said = ", ".join(_options(field)) or _unit(field)
    words = f"{field.label} ({said})" if said else field.label
    return f"{words}, {_('right and left')}" if field.sided else words
