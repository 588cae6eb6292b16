"""A blank form on paper: what shows first in a section, to be written on while there is no screen.

It carries who it is about and what limits hold, and no value: neither this visit's nor an earlier.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from assessment import catalogue
from assessment.catalogue.patient_activities import SECTION as ACTIVITIES
from assessment.catalogue.screening_blocks import PROVOCATIVE
from assessment.catalogue.types import Kind, Measure, Section, Side
from assessment.forms.section import FieldView, field_view
from assessment.kinds.address import Address, measure_addresses
from assessment.models import Assessment
from assessment.record import Record, Screen
from assessment.selectors import diagnoses, goals
from assessment.selectors.alerts import stopping
from assessment.selectors.items import NOT_ASSESSED
from assessment.selectors.loading import load_chart
from assessment.selectors.records import draft_record, earlier_visits
from assessment.selectors.screening import SECTION as SCREEN
from assessment.selectors.shown import Shown
from assessment.services.reading import note_left_out, note_page_read
from assessment.services.recording import section_permission
from assessment.views.charting import RELATED, section_of
from assessment.views.frame import address, frame, reads_only
from clinics import access
from clinics.access import Member, Permission

NO_ALERT = _("Paper raises no alert. Judge each yes yourself before any test.")
LISTS: dict[str, str | Promise] = {
    diagnoses.SECTION: _("Diagnoses, each with its side"),
    goals.SECTION: _("Goals, each with its measure, target and date"),
    ACTIVITIES: _("Activities that the patient names, each rated 0 to 10"),
}


@dataclass(frozen=True, kw_only=True)
class Blank:
    """Room for one answer.

    `shape` is `lines`, `date`, `options` to ring one of, or `box`; `units` stand behind a box, to
    ring one where there are several. `name` is said where several stand together.
    """

    shape: str
    name: str = ""
    side: str = ""
    units: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    may_be_untested: bool = False


@dataclass(frozen=True, kw_only=True)
class PaperRow:
    """A measure with room for its answers by side, its setup and its trials."""

    label: str
    hint: str
    answers: tuple[Blank, ...]
    setup: tuple[Blank, ...]
    trials: tuple[tuple[str, tuple[Blank, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class PaperGroup:
    label: str
    rows: tuple[PaperRow, ...]

    @property
    def sided(self) -> bool:
        return any(len(row.answers) > 1 for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class PaperSection:
    """A section to write on; of one that is stopped it says by which rules, and has no room."""

    label: str
    groups: tuple[PaperGroup, ...]
    of_list: str | Promise = ""
    note: str | Promise = ""
    stopped: tuple[str, ...] = ()


@require_GET
def paper(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """The form of one section, named in the query, or of all that this person may write.

    The restricted part has none: nothing of it is left lying about.
    """
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_CHART, select_related=RELATED
    )
    member = access.member(request)
    if reads_only(assessment, member):
        return HttpResponseRedirect(address("report", assessment))
    asked = request.GET.get("section", "")
    wanted = _writable([section_of(asked)] if asked else catalogue.sections(), member)
    chart, earlier = load_chart(assessment), earlier_visits(assessment)
    record = draft_record(assessment, chart=chart, earlier=earlier)
    note_page_read(by=member, assessment=assessment, page=" ".join(["paper form", asked]).strip())
    note_left_out(by=member, left_out=earlier.left_out, page="paper form")
    shown = Shown(chart, earlier)
    context = frame(assessment, member) | {
        "sections": _sections(wanted, shown, record),
        "restrictions": record.restrictions,
        "header": record.header,
        "back": address("section", assessment, section=asked or wanted[0].code)
        if wanted
        else address("chart", assessment),
        "whole": "" if not asked else address("paper", assessment),
    }
    return render(request, "assessment/paper.html", context)


def _writable(sections: Iterable[Section], member: Member) -> list[Section]:
    return [
        one
        for one in sections
        if not one.restricted and member.may(section_permission(one, write=True))
    ]


def _sections(wanted: Iterable[Section], shown: Shown, record: Record) -> list[PaperSection]:
    found = (_section(one, shown.first(one), record.screen) for one in wanted)
    return [one for one in found if one.groups or one.of_list or one.stopped]


def _section(section: Section, first: Sequence[Measure], screen: Screen | None) -> PaperSection:
    stops = stopping(screen, section.code) if section.code in PROVOCATIVE else []
    rows = () if stops else first
    return PaperSection(
        label=section.label,
        groups=tuple(
            PaperGroup(label=label, rows=tuple(_row(one) for one in members))
            for label, members in groupby(rows, key=lambda one: one.group)
        ),
        of_list=LISTS.get(section.code, ""),
        note=NO_ALERT if section.code == SCREEN else "",
        stopped=tuple(f"{one.level} {one.name}. {one.action}" for one in stops),
    )


def _row(measure: Measure) -> PaperRow:
    fields = [(one, _blank(one)) for one in measure_addresses(measure)]
    trials = [(one.side, room) for one, room in fields if one.trial]
    return PaperRow(
        label=measure.label,
        hint=measure.hint,
        answers=tuple(room for one, room in fields if one.setup_field is None and not one.trial),
        setup=tuple(room for one, room in fields if one.setup_field is not None),
        trials=tuple(
            (_side(side), tuple(room for _of, room in members))
            for side, members in groupby(trials, key=lambda one: one[0])
        ),
    )


def _blank(one: Address) -> Blank:
    """The room for a field. It is made of nothing that was charted."""
    view = field_view(one, "")
    units = tuple(label for _code, label in view.units) or (view.unit_label,)
    return Blank(
        shape=_shape(view),
        name=view.short_label,
        side=_side(one.side),
        units=tuple(label for label in (*view.directions, *units) if label),
        options=tuple(label for _code, label, _why in view.options),
        may_be_untested=bool(view.reasons)
        and NOT_ASSESSED not in (code for code, _label, _why in view.options),
    )


def _shape(view: FieldView) -> str:
    if view.options:
        return "options"
    if view.kind == Kind.TEXT.value:
        return "lines" if view.multiline else "line"
    return "date" if view.kind == Kind.DATE.value else "box"


def _side(side: Side) -> str:
    return {Side.RIGHT: "right", Side.LEFT: "left"}.get(side, "")
