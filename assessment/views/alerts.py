"""Red-flag alerts: answering one, opening a stopped section, answering questions together."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from assessment import catalogue
from assessment.catalogue.screening_blocks import PROVOCATIVE
from assessment.forms.alerts import AllNoForm, AnswerForm, DoneForm, OverrideForm, WhyForm
from assessment.models import AlertResponse, Assessment
from assessment.record import Record
from assessment.selectors.alert_counts import alert_counts
from assessment.selectors.alerts import stopping
from assessment.selectors.records import draft_record
from assessment.selectors.screening import SECTION
from assessment.services.errors import ChartRefused, FieldsRefused
from assessment.services.reading import note_page_read
from assessment.services.screening import (
    AlertAnswer,
    answer_alert,
    answer_all_no,
    asked_together,
    note_alerts_counted,
)
from assessment.views.alert_strip import banners
from assessment.views.charting import RELATED
from assessment.views.frame import address, frame, reads_only
from clinics import access
from clinics.access import Permission
from clinics.receipts import KeyReused, UnusableKey, new_key
from patients.dates import written

Kind = AlertResponse.Kind
FORMS: dict[str, type[AnswerForm]] = {
    Kind.DONE: DoneForm,
    Kind.OVERRIDDEN: OverrideForm,
    Kind.RESOLVED: WhyForm,
    Kind.OPENED: WhyForm,
    Kind.SEEN: AnswerForm,
}
SAID = {
    Kind.DONE: _("What was done is in the chart."),
    Kind.OVERRIDDEN: _("The reason is in the chart."),
    Kind.RESOLVED: _("The flag is resolved, with your reason."),
}


@require_http_methods(["GET", "POST"])
def alert(request: HttpRequest, slug: str, assessment_id: str, rule: str) -> HttpResponse:
    """One rule that fired, or one that is open from an earlier visit: why, and what was done."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_CHART, select_related=RELATED
    )
    member = access.member(request)
    if reads_only(assessment, member):
        return HttpResponseRedirect(address("report", assessment))
    sent = FORMS.get(request.POST.get("kind", ""), AnswerForm)(request.POST or None)
    status = 200
    if request.method == "POST":
        status = _answered(request, assessment, rule, sent, section="")
        if status == 200:
            return _taken_note(request, assessment, sent)
    record = draft_record(assessment)
    screen = record.screen
    fired = next((one for one in screen.fired if one.rule == rule), None) if screen else None
    flag = next((one for one in screen.open_earlier if one.rule == rule), None) if screen else None
    if fired is None and flag is None:
        messages.info(request, _("This rule does not fire here any more."))
        return HttpResponseRedirect(address("section", assessment, section=SECTION))
    note_page_read(by=member, assessment=assessment, page=rule)
    kinds = [
        *([Kind.DONE, Kind.OVERRIDDEN] if fired else ()),
        *([Kind.RESOLVED] if flag else ()),
    ]
    context = frame(assessment, member, record=record) | {
        "alert": fired,
        "flag": flag,
        "since": written(date.fromisoformat(flag.since)) if flag else "",
        "forms": {
            kind.value: sent
            if sent.is_bound and sent.data.get("kind") == kind
            else FORMS[kind](initial={"key": new_key(), "kind": kind.value})
            for kind in kinds
        },
    }
    return render(request, "assessment/alert.html", context, status=status)


@require_http_methods(["GET", "POST"])
def open_section(request: HttpRequest, slug: str, assessment_id: str, stopped: str) -> HttpResponse:
    """Opens a section that a rule has stopped, with the reason."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_CHART, select_related=RELATED
    )
    member = access.member(request)
    if stopped not in PROVOCATIVE:
        return HttpResponseRedirect(address("section", assessment, section=stopped))
    if reads_only(assessment, member):
        return HttpResponseRedirect(address("report", assessment))
    record = draft_record(assessment)
    stops = stopping(record.screen)
    form = WhyForm(request.POST or None, initial={"key": new_key(), "kind": Kind.OPENED.value})
    status = 200
    if request.method == "POST":
        rule = stops[0].rule if stops else ""
        status = _answered(request, assessment, rule, form, section=stopped)
    if not stops or (request.method == "POST" and status == 200):
        return HttpResponseRedirect(address("section", assessment, section=stopped))
    note_page_read(by=member, assessment=assessment, page="stopped")
    context = frame(assessment, member, record=record) | {
        "form": form,
        "stops": stops,
        "section": catalogue.section(stopped),
    }
    return render(request, "assessment/open_section.html", context, status=status)


@require_http_methods(["GET", "POST"])
def all_no(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Answers the open interview questions with no together, after listing them."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_CHART, select_related=RELATED
    )
    member = access.member(request)
    if reads_only(assessment, member):
        return HttpResponseRedirect(address("report", assessment))
    status = 200
    form = AllNoForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            done = answer_all_no(
                assessment=assessment,
                codes=form.cleaned_data["codes"].split(),
                by=member,
                key=form.cleaned_data["key"],
            )
        except ChartRefused as refusal:
            messages.error(request, str(refusal))
            status = 409
        except (KeyReused, UnusableKey):
            messages.error(request, _("This page came back incomplete. Look at the list again."))
            status = 422
        else:
            words = ngettext(
                "%(n)s question was answered no, marked as asked together.",
                "%(n)s questions were answered no, marked as asked together.",
                len(done),
            )
            messages.success(request, words % {"n": len(done)})
            return HttpResponseRedirect(address("section", assessment, section=SECTION))
    codes = asked_together(assessment)
    note_page_read(by=member, assessment=assessment, page="asked together")
    context = frame(assessment, member, record=draft_record(assessment)) | {
        "measures": [catalogue.measure(code) for code in codes],
        "form": AllNoForm(initial={"key": new_key(), "codes": " ".join(codes)}),
    }
    return render(request, "assessment/all_no.html", context, status=status)


@require_GET
def counts(request: HttpRequest, slug: str) -> HttpResponse:
    """How often each rule fired in this clinic, and what was answered."""
    member = access.member_or_403(request, Permission.READ_CHART)
    note_alerts_counted(by=member)
    return render(request, "assessment/alert_counts.html", {"rows": alert_counts(member)})


def _answered(
    request: HttpRequest, assessment: Assessment, rule: str, form: AnswerForm, *, section: str
) -> int:
    """Stores an answer; what is wrong goes to the form, and its status is answered."""
    if not form.is_valid():
        return 422
    given = form.answer(assessment.clinic.zone)
    if section:
        given |= {"section": section, "kind": Kind.OPENED.value}
    try:
        answer_alert(
            assessment=assessment,
            rule=rule,
            answer=AlertAnswer(**given),
            by=access.member(request),
            key=form.cleaned_data["key"],
        )
    except FieldsRefused as refusal:
        for name, text in refusal.errors.items():
            field = "on" if name == "told_at" else name
            form.add_error(field if field in form.fields else None, text)
        form.start_anew(key=new_key())
        return 422
    except ChartRefused as refusal:
        form.add_error(None, str(refusal))
        form.start_anew(key=new_key())
        return 409
    except (KeyReused, UnusableKey):
        form.add_error(None, _("This page came back incomplete. Check it and send it again."))
        form.start_anew(key=new_key())
        return 422
    return 200


def _taken_note(request: HttpRequest, assessment: Assessment, form: AnswerForm) -> HttpResponse:
    """Back to the screen; a script gets the alerts as they stand now."""
    if request.htmx:  # type: ignore[attr-defined]
        record: Record = draft_record(assessment)
        context: dict[str, Any] = {"strip": {"alerts": banners(assessment, record)}}
        return render(request, "layout/alerts.html", context)
    said = SAID.get(Kind(form.cleaned_data["kind"]))
    if said:
        messages.success(request, said)
    return HttpResponseRedirect(address("section", assessment, section=SECTION))
