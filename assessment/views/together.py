"""Answering several measures of a section at once: listed first, then asked, then set."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assessment.catalogue.types import TAKE_BACK, WITHIN_NORMAL_LIMITS, Section
from assessment.forms.section import field_view
from assessment.forms.together import TogetherForm, WhichForm
from assessment.models import Assessment, NotTested
from assessment.selectors.loading import load_chart
from assessment.selectors.records import draft_record, earlier_visits
from assessment.selectors.shown import Shown
from assessment.selectors.together import Listed, groups_of, listed
from assessment.services.errors import ChartRefused
from assessment.services.reading import note_page_read
from assessment.services.recording import section_permission
from assessment.services.together import answer_together
from assessment.views.charting import RELATED, section_of
from assessment.views.frame import address, frame, reads_only
from clinics import access
from clinics.receipts import KeyReused, UnusableKey, new_key


@require_http_methods(["GET", "POST"])
def together(request: HttpRequest, slug: str, assessment_id: str, section: str) -> HttpResponse:
    """Lists what one answer would set in a section, and sets what stays ticked."""
    here = section_of(section)
    assessment = access.get_or_404(
        request,
        Assessment,
        assessment_id,
        section_permission(here, write=True),
        select_related=RELATED,
    )
    member = access.member(request)
    if reads_only(assessment, member):
        return HttpResponseRedirect(address("report", assessment))
    shown = Shown(load_chart(assessment), earlier_visits(assessment))
    # What is sent without its list is held against everything that it could answer.
    which = WhichForm(request.GET or request.POST or None, groups=groups_of(shown, here))
    offered = _offered(shown, here, which)
    form = TogetherForm(request.POST or None, offered=[one.field for one in offered])
    status = 200
    if form.is_bound:
        status = _set(request, assessment, here, form)
        if status == HttpResponseRedirect.status_code:
            return HttpResponseRedirect(address("section", assessment, section=here.code))
    note_page_read(by=member, assessment=assessment, page="answered together")
    what = which.cleaned_data["what"] if which.is_valid() else ""
    context = frame(assessment, member, record=draft_record(assessment)) | {
        "section": here,
        "which": which,
        "what": what,
        "key": new_key(),
        "lines": _lines(offered, form),
        "section_url": address("section", assessment, section=here.code),
        "normal": what == WITHIN_NORMAL_LIMITS,
        "back": what == TAKE_BACK,
    }
    return render(request, "assessment/together.html", context, status=status)


def _offered(shown: Shown, here: Section, which: WhichForm) -> tuple[Listed, ...]:
    if not which.is_valid():
        return ()
    asked = which.cleaned_data
    return listed(shown, here, what=asked["what"], side=asked["side"], group=asked["group"])


def _set(request: HttpRequest, assessment: Assessment, here: Section, form: TogetherForm) -> int:
    """Sets what is ticked; the status of the page that says so or why not."""
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(str(one) for one in errors))
        return 422
    try:
        done = answer_together(
            assessment=assessment,
            section=here,
            what=form.cleaned_data["what"],
            fields=form.cleaned_data["fields_ticked"],
            by=access.member(request),
            key=form.cleaned_data["key"],
        )
    except ChartRefused as refusal:
        messages.error(request, str(refusal))
        return 409
    except (KeyReused, UnusableKey):
        messages.error(request, _("This page came back incomplete. Look at the list again."))
        return 422
    messages.success(request, _done(len(done), back=form.cleaned_data["what"] == TAKE_BACK))
    return HttpResponseRedirect.status_code


def _done(count: int, *, back: bool) -> str:
    if back:
        words = ngettext(
            "%(n)s value was taken back and is blank again.",
            "%(n)s values were taken back and are blank again.",
            count,
        )
    else:
        words = ngettext(
            "%(n)s value was set, marked as set in bulk.",
            "%(n)s values were set, each marked as set in bulk.",
            count,
        )
    return words % {"n": count}


def _lines(offered: tuple[Listed, ...], form: TogetherForm) -> list[dict[str, Any]]:
    """What would be set or taken back, ticked; of a page that was refused, as it was ticked."""
    reasons = dict(NotTested.choices)
    ticked = set(form.data.getlist("fields_ticked")) if form.is_bound else None  # type: ignore[attr-defined]
    return [
        {
            "field": one.field,
            "label": field_view(one.where, "").label,
            "said": reasons.get(one.said, one.said),
            "ticked": ticked is None or one.field in ticked,
        }
        for one in offered
    ]
