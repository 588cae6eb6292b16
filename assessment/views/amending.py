"""The next version of a signed evaluation: opening it, giving it up, and setting versions apart."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from assessment.forms.acts import AmendForm
from assessment.forms.comparing import TwoVersionsForm
from assessment.models import AmendmentRequest, Assessment, State
from assessment.outputs.version_changes import version_changes
from assessment.selectors.amendment_requests import request_to_amend_for
from assessment.selectors.reports import version_line
from assessment.services import amending
from assessment.services.errors import ChartRefused
from assessment.services.reading import (
    note_left_out,
    note_page_read,
    note_unproved,
    note_versions_read,
)
from assessment.services.signing import already
from assessment.services.texts import LONGEST_REASON
from assessment.views.charting import RELATED
from assessment.views.facts import version_rows
from assessment.views.frame import address, frame, sent
from clinics import access
from clinics.access import Permission
from clinics.receipts import KeyReused, UnusableKey, new_key
from patients.dates import written

NOT_THIS_REQUEST = gettext_lazy(
    "The request that this page named was not accepted, or is about another evaluation. Nothing "
    "was opened: open the request again, or amend without it."
)


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Opens a signed evaluation for its next version, with the reason."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.AMEND, select_related=RELATED
    )
    member = access.member(request)
    if assessment.state != State.SIGNED and request.method == "GET":
        messages.info(request, already(assessment))
        return HttpResponseRedirect(address("chart", assessment))
    named = (request.POST if request.method == "POST" else request.GET).get("request", "")
    asked = request_to_amend_for(assessment, named, member)
    form = AmendForm(sent(request), initial=_because_of(asked) | {"key": new_key()})
    status = 422 if form.is_bound else 200
    if named and asked is None and form.is_bound:
        form.add_error(None, NOT_THIS_REQUEST)
        form.start_anew(request="")
    if form.is_bound and form.is_valid():
        try:
            amending.start_amendment(
                assessment=assessment,
                reason=form.cleaned_data["reason"],
                by=member,
                key=form.cleaned_data["key"],
                request=asked,
            )
        except (KeyReused, UnusableKey):
            form.add_error(None, _("This page came back incomplete. Check it and send it again."))
            form.start_anew(key=new_key())
        except ChartRefused as refusal:
            form.add_error(None, str(refusal))
            form.start_anew(key=new_key())
            assessment.refresh_from_db()
            status = 409
        else:
            return HttpResponseRedirect(address("chart", assessment))
    note_page_read(by=member, assessment=assessment, page="amending")
    context = frame(assessment, member) | {
        "form": form,
        "asked": asked,
        "next_number": assessment.version_number + 1,
    }
    return render(request, "assessment/amend.html", context, status=status)


def _because_of(asked: AmendmentRequest | None) -> dict[str, str]:
    """What the form holds to begin with where a patient's request is why."""
    if asked is None:
        return {}
    why = _("Asked for by the patient on %(day)s: %(asked)s") % {
        "day": written(asked.received_on),
        "asked": asked.asked,
    }
    return {"request": str(asked.pk), "reason": Truncator(why).chars(LONGEST_REASON)}


@require_http_methods(["GET", "POST"])
def abandon(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Gives an amendment up, after asking: its rows are again those that were signed."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.AMEND, select_related=RELATED
    )
    member = access.member(request)
    if request.method == "POST":
        try:
            amending.abandon_amendment(assessment=assessment, by=member)
        except ChartRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                _("The amendment was given up. Version %(number)s stands as it was signed.")
                % {"number": assessment.version_number},
            )
        return HttpResponseRedirect(address("report", assessment))
    if assessment.state != State.AMENDING:
        messages.info(request, already(assessment))
        return HttpResponseRedirect(address("chart", assessment))
    note_page_read(by=member, assessment=assessment, page="giving up")
    return render(request, "assessment/abandon.html", frame(assessment, member))


@require_GET
def versions(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """The versions of an evaluation, and any two of them set apart field by field."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.READ_CHART, select_related=RELATED
    )
    member = access.member(request)
    note_versions_read(by=member, assessment=assessment)
    found = version_line(assessment, writing=member.may(Permission.WRITE_CHART))
    note_unproved(by=member, assessment=assessment, chain=found.chain, page="versions")
    note_left_out(by=member, left_out=found.left_out, page="versions")
    line = {
        one.name: (one, one.record)
        for one in found.versions
        if one.sound and one.record is not None
    }
    shown = version_rows(found.versions)
    choices = [(one.name, one.words) for one in reversed(shown) if one.name in line]
    sent_form = request.GET if "a" in request.GET or "b" in request.GET else None
    form = TwoVersionsForm(sent_form, choices=choices) if len(choices) > 1 else None
    context = frame(assessment, member, proved=not found.chain.findings) | {
        "found": found,
        "versions": shown,
        "form": form,
        "changes": None,
    }
    if form is not None and form.is_valid():
        (before, was), (after, now) = (line[form.cleaned_data[name]] for name in ("a", "b"))
        context |= {
            "before": version_rows([before])[0],
            "after": version_rows([after])[0],
            "changes": version_changes(was, now),
            # That the restricted part differs is told to who may read it.
            "restricted_differs": member.may(Permission.READ_RESTRICTED)
            and before.restricted != after.restricted,
        }
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, "assessment/versions.html", context, status=status)
