"""The charting page: one section at a time, saved as it is typed or as a whole form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from assessment import catalogue
from assessment.catalogue.history import SITES
from assessment.catalogue.screening_blocks import PROVOCATIVE
from assessment.catalogue.types import TAKE_BACK, Section
from assessment.earlier import EarlierVisits
from assessment.forms.measure_sets import WorkOrderForm
from assessment.forms.section import Posted, SeenForm, posted_fields
from assessment.intensity_advice import TESTING
from assessment.models import Assessment
from assessment.outputs.body_chart import SECTION as BODY_CHART_IN
from assessment.outputs.body_chart import BodyChart, body_chart
from assessment.record import Record
from assessment.selectors.alerts import stopping
from assessment.selectors.intensity import said_at_rows
from assessment.selectors.loading import load_chart
from assessment.selectors.records import draft_record, earlier_visits
from assessment.selectors.saved_since import saved_since, version_of
from assessment.selectors.screening import SECTION as SCREEN
from assessment.selectors.shown import Shown
from assessment.selectors.slips import slips_of
from assessment.selectors.together import set_in_bulk
from assessment.selectors.treatment_days import progress_of
from assessment.services.changes import Change, FieldAnswer, Outcome, SaveAnswer
from assessment.services.errors import ChartLocked
from assessment.services.measure_sets import order_sections
from assessment.services.reading import note_chart_read, note_left_out
from assessment.services.recording import save_section, section_permission
from assessment.views.frame import address, frame, open_sections, reads_only, typed_by_another
from assessment.views.guidance_lists import guided
from assessment.views.rail import following, orders, rail, stop_address, title, way_of
from assessment.views.reader import Reader
from assessment.views.section_lists import lists_of
from assessment.views.section_page import section_page
from assessment.views.since import since_note, who_saved, who_wrote
from assessment.worth_testing import worth_testing
from clinics import access
from clinics.access import Member, Permission
from clinics.receipts import KeyReused, UnusableKey, new_key
from clinics.requests import judges_text, session_needed

FIRST_SECTION = "visit"
RELATED = ("clinic", "patient__merged_into", "episode", "author", "amender")


@require_GET
def chart(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Where an evaluation opens: a draft at its first section, a locked one at its report."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.READ_CHART, select_related=RELATED
    )
    if reads_only(assessment, access.member(request)):
        return HttpResponseRedirect(address("report", assessment))
    return HttpResponseRedirect(address("section", assessment, section=FIRST_SECTION))


@judges_text
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, slug: str, assessment_id: str, section: str) -> HttpResponse:
    """One section of a draft: its page, or a save of what changed in it."""
    here = section_of(section)
    write = request.method == "POST"
    assessment = access.get_or_404(
        request,
        Assessment,
        assessment_id,
        section_permission(here, write=write),
        select_related=RELATED,
    )
    if write:
        return _save(request, assessment, here)
    if reads_only(assessment, access.member(request)):
        report = address("report", assessment)
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponseClientRedirect(report)
        return HttpResponseRedirect(report)
    if request.htmx and "seen" in request.GET:  # type: ignore[attr-defined]
        return _since_seen(request, assessment, here)
    return _page(request, assessment, here)


@require_POST
def order(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Remembers in which order this person works, and leads back to the section."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.READ_CHART, select_related=RELATED
    )
    form = WorkOrderForm(request.POST)
    if form.is_valid():
        order_sections(order=form.cleaned_data["order"], by=access.member(request))
    here = form.cleaned_data.get("section") or FIRST_SECTION
    return HttpResponseRedirect(address("section", assessment, section=here))


def _save(request: HttpRequest, assessment: Assessment, here: Section) -> HttpResponse:
    if typed_by_another(request):
        # What somebody typed is nobody else's: it is neither saved nor shown.
        if request.htmx:  # type: ignore[attr-defined]
            return session_needed("other")
        why = _("Somebody else typed this, who is signed out by now. It was not saved.")
        return _page(request, assessment, here, refusal=why, status=409)
    posted = posted_fields(here, request.POST)
    changes = [
        Change(
            field=one.address.name,
            started_from=one.started_from,
            to=one.to,
            keep=one.keep,
            because=one.because,
            because_words=one.because_words,
            carry=one.carry,
            confirm=one.confirm,
        )
        for one in posted
        # A conflict settled by taking what is stored is no change.
        if one.changed and one.address.name != request.POST.get("take")
    ]
    try:
        answer = save_section(
            assessment=assessment,
            section=here,
            changes=changes,
            by=access.member(request),
            key=request.POST.get("key", ""),
        )
    except ChartLocked as refusal:
        return _page(request, assessment, here, posted=posted, refusal=str(refusal), status=409)
    except KeyReused:
        why = _("This page was already saved with other content. Check it and save again.")
        return _page(request, assessment, here, posted=posted, refusal=why, status=409)
    except UnusableKey:
        why = _("This page came back incomplete and nothing was saved. Save it again.")
        return _page(request, assessment, here, posted=posted, refusal=why, status=409)
    conflict = any(one.outcome is Outcome.CONFLICT for one in answer.fields)
    if answer.complete and not request.htmx:  # type: ignore[attr-defined]
        return HttpResponseRedirect(_after(request, assessment, here))
    return _page(
        request,
        assessment,
        here,
        posted=posted,
        answer=answer,
        status=200 if answer.complete else 409 if conflict else 422,
    )


def _since_seen(request: HttpRequest, assessment: Assessment, here: Section) -> HttpResponse:
    """What changed since the version that an open page shows, as after a save; or nothing."""
    form = SeenForm(request.GET)
    if not form.is_valid() or version_of(assessment, here) <= form.cleaned_data["seen"]:
        return HttpResponse(status=204)
    return _page(request, assessment, here, seen=form.cleaned_data["seen"])


def _after(request: HttpRequest, assessment: Assessment, here: Section) -> str:
    """Where a complete save of the whole form goes: the same section, or the one asked for."""
    asked = request.POST.get("then", "")
    known = {one.code for one in catalogue.sections()}
    same = f"{here.code}.{request.GET.get('position', '')}"
    return stop_address(assessment, asked if asked.partition(".")[0] in known else same)


def _page(
    request: HttpRequest,
    assessment: Assessment,
    here: Section,
    *,
    posted: list[Posted] | None = None,
    answer: SaveAnswer | None = None,
    refusal: str = "",
    status: int = 200,
    seen: int | None = None,
) -> HttpResponse:
    member = access.member(request)
    chart = load_chart(assessment)
    earlier = earlier_visits(assessment)
    saved = answer is not None and answer.wrote
    if not saved:
        # What was saved is in the audit by itself; whatever else shows the section is a reading.
        note_chart_read(by=member, assessment=assessment, section=here)
        note_left_out(by=member, left_out=earlier.left_out, page=here.code)
    record = draft_record(assessment, chart=chart, earlier=earlier)
    readable = open_sections(chart, member)
    worth = worth_testing(record, earlier, readable, decimal_separator=chart.separator)
    # Whoever just saved has nothing that others saved since.
    since = None if saved else saved_since(chart, member.user, [one for one, _asked in readable])
    shown = Shown(chart, earlier)
    written = {} if seen is None else who_wrote(chart, here, seen)
    way = way_of(shown, member, here, request.GET.get("position", ""))
    progress = progress_of(assessment.episode, on=assessment.visit_date)
    guidance = guided(assessment, here, record, earlier, progress)
    asked = slips_of(chart, record, earlier)
    page = section_page(
        shown,
        way.here,
        record,
        earlier,
        worth=worth,
        beyond=said_at_rows(chart, here, record, earlier),
        posted={one.address.name: one for one in posted or []},
        answers=_answers(posted or [], answer, refusal),
        withheld=guidance.withheld,
        slips=asked,
        reader=Reader.of(member.user),
        saved_by=who_saved(assessment, since, here) | written,
    )
    filled = {name for one in (answer.fields if answer else ()) for name in one.also} | set(written)
    context = frame(
        assessment, member, chart=chart, record=record, worth=worth, progress=progress
    ) | {
        "page": page,
        "guidance": guidance,
        "first": here.code == FIRST_SECTION,
        "visit_slips": [one.text for one in asked if not one.measure],
        "again": sum(len(one.measures) for one in worth),
        "measured_before": sum(len(one.others) for one in worth),
        "visit_time": f"{assessment.visit_at.astimezone(assessment.clinic.zone):%H:%M}",
        "intensity": record.intensity,
        "tests_here": here.code in TESTING,
        "stop": way.here,
        "title": title(way.stops, way.here),
        "action": stop_address(assessment, way.here.key),
        "rail": rail(shown, way),
        "orders": orders(way),
        "key": new_key(),
        "refusal": refusal,
        "since": since_note(assessment, since),
        "left_out": earlier.left_out,
        "changed": {one.address.name for one in posted or [] if one.changed} | filled,
        "filled": filled,
        "seen": seen is not None,
        "wrote": answer.version if answer is not None and saved else None,
        "following": following(way, member),
        "involved": assessment.involved_side,
        "also_open_url": address("also_open", assessment),
        "together_url": _together(assessment, here, member),
        "take_back_url": _take_back(shown, here, member),
        "stops": stopping(record.screen, here.code) if here.code in PROVOCATIVE else (),
        "charted": len(chart.rows(here.code)),
        "may_write": member.may(section_permission(here, write=True)),
        "body_chart": _body_chart(here, record, earlier),
        "body_chart_at": SITES,
        "may_mark": member.may(section_permission(here, write=True)),
        **lists_of(assessment, here, record, earlier),
    }
    if request.htmx:  # type: ignore[attr-defined]
        # The answer to a save says field by field what became of it; that is no failure.
        part = "section_part" if request.method == "GET" and seen is None else "section_saved"
        return render(request, f"assessment/{part}.html", context)
    return render(request, "assessment/section.html", context, status=status)


def _body_chart(here: Section, record: Record, earlier: EarlierVisits) -> BodyChart | None:
    """Where the symptoms are, with the marks of the last visit; of the history alone."""
    if here.code != BODY_CHART_IN:
        return None
    last = earlier.visits[-1].record if earlier else None
    return body_chart(
        record.items,
        before=last.items if last else (),
        when=last.header.visit_date_text if last else "",
        labels={one.code: one.label for one in here.measures},
    )


def _together(assessment: Assessment, here: Section, member: Member) -> str:
    """Where several measures are answered at once; the screen has a way of its own."""
    if (
        here.restricted
        or here.code == SCREEN
        or not member.may(section_permission(here, write=True))
    ):
        return ""
    return address("together", assessment, section=here.code)


def _take_back(shown: Shown, here: Section, member: Member) -> str:
    """Where what was set in bulk is taken back; nowhere, if nothing stands so."""
    if not member.may(section_permission(here, write=True)) or not set_in_bulk(shown, here):
        return ""
    where = address("together", shown.chart.assessment, section=here.code)
    return f"{where}?what={TAKE_BACK}"


def _answers(
    posted: list[Posted], answer: SaveAnswer | None, refusal: str
) -> dict[str, FieldAnswer]:
    """What became of each field; where nothing could be saved, everything typed comes back."""
    if refusal:
        return {
            one.address.name: FieldAnswer(
                field=one.address.name, outcome=Outcome.REFUSED, message=refusal
            )
            for one in posted
            if one.changed
        }
    return {one.field: one for one in answer.fields} if answer else {}


def section_of(code: str) -> Section:
    """The section that an address names; raises `NotFound` for none."""
    try:
        return catalogue.section(code)
    except catalogue.UnknownCode:
        raise access.NotFound() from None
