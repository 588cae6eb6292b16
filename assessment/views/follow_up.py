"""Who is due for a review, and what came of reminding them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from assessment.forms.follow_up import OutcomeForm
from assessment.models import FollowUpOutcome, OutcomeKind, PlannedReview
from assessment.selectors.follow_up import Due, Show, current_review, follow_up, outcomes_of
from assessment.services.errors import ChartRefused
from assessment.services.follow_up import (
    OutcomeEntry,
    OutcomeRefused,
    note_list_read,
    note_review_read,
    record_outcome,
)
from assessment.views.frame import sent
from clinics import access
from clinics.access import Member, Permission
from clinics.receipts import KeyReused, UnusableKey, new_key
from patients.dates import today_at, written

HOME = "home"
PATIENT = "patient"
PARTS = {
    Show.TO_DO: gettext_lazy("To do"),
    Show.OVERDUE: gettext_lazy("Overdue"),
    Show.WEEK: gettext_lazy("Due within a week"),
    Show.BOOKED: gettext_lazy("Booked"),
    Show.ALL: gettext_lazy("All planned"),
    Show.SETTLED: gettext_lazy("Declined or not needed"),
}


@require_GET
def due_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The clinic's follow-up list, a part of it at a time."""
    member = access.member_or_403(request, Permission.FOLLOW_UP)
    asked = request.GET.get("show", "")
    show = Show(asked) if asked in list(Show) else Show.TO_DO
    today = today_at(member.clinic)
    found = follow_up(member, on=today, show=show, page=request.GET.get("page", "1"))
    note_list_read(by=member, rows=found.rows, show=show.value)
    context = {
        "today": today,
        "show": show.value,
        "parts": [
            {"code": one.value, "label": label, "count": found.counts[one], "current": one is show}
            for one, label in PARTS.items()
        ],
        "rows": with_forms(found.rows, back=show.value),
        "page": found.page,
        "keep": urlencode({"show": show.value}) + "&",
        "planned_any": bool(found.counts[Show.ALL] or found.counts[Show.SETTLED]),
        "may_read_charts": member.may(Permission.READ_CHART),
    }
    return render(request, "assessment/follow_up.html", context)


@require_http_methods(["GET", "POST"])
def outcome(request: HttpRequest, slug: str, planned_id: str) -> HttpResponse:
    """One planned review with everything that came of reminding; POST adds an outcome."""
    planned = access.get_or_404(
        request,
        PlannedReview,
        planned_id,
        Permission.FOLLOW_UP,
        select_related=("assessment__patient__merged_into", "clinic"),
    )
    member = access.member(request)
    today = today_at(member.clinic)
    form = OutcomeForm(sent(request), about=planned)
    if request.method == "POST":
        saved = _recorded(planned, form, member)
        if saved is not None:
            messages.success(request, _said(saved, planned))
            return HttpResponseRedirect(_back(form.cleaned_data["back"], planned))
    note_review_read(by=member, planned=planned)
    row = current_review(member, planned, on=today)
    past = outcomes_of(planned)
    hidden = {"key": new_key(), "seen": str(past[0].pk) if past else ""}
    if form.is_bound:
        form.start_anew(**hidden)
    else:
        hidden["back"] = request.GET.get("back", "")[:32]
        form = OutcomeForm(about=planned, initial=hidden)
    context = {
        "today": today,
        "planned": planned,
        "patient": planned.assessment.person,
        "age": planned.assessment.person.age_on(today),
        "on": today,
        "row": row,
        "outcomes": past,
        "form": form,
        "may_read_charts": member.may(Permission.READ_CHART),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "assessment/follow_up_outcome.html", context, status=status)


def with_forms(rows: Any, *, back: str) -> list[dict[str, Any]]:
    """The rows of a list, each with the form for its next outcome."""
    return [{"due": one, "form": _fresh(one, back)} for one in rows]


def _fresh(row: Due, back: str) -> OutcomeForm:
    hidden = {
        "key": new_key(),
        "seen": str(row.last.pk) if row.last else "",
        "back": back,
    }
    return OutcomeForm(about=row.planned, initial=hidden)


def _recorded(planned: PlannedReview, form: OutcomeForm, member: Member) -> FollowUpOutcome | None:
    """The outcome that was added; none when it was refused, and the form says why."""
    if not form.is_valid():
        return None
    data = form.cleaned_data
    try:
        return record_outcome(
            planned=planned,
            entry=OutcomeEntry(
                outcome=OutcomeKind(data["outcome"]),
                booked_for=data["booked_for"],
                note=data["note"],
            ),
            seen=data["seen"],
            by=member,
            key=data["key"],
        )
    except OutcomeRefused as refusal:
        form.add_error(refusal.field, str(refusal))
    except ChartRefused as refusal:
        form.add_error(None, str(refusal))
    except KeyReused:
        form.add_error(None, _("An outcome was already saved from this page."))
    except UnusableKey:
        form.add_error(None, _("This page came back incomplete. Check it and send it again."))
    return None


def _said(saved: FollowUpOutcome, planned: PlannedReview) -> str:
    words = str(saved.get_outcome_display())
    if saved.booked_for is not None:
        words = _("Booked for %(day)s") % {"day": written(saved.booked_for)}
    return _("%(patient)s: %(outcome)s. It stands in the follow-up.") % {
        "patient": planned.assessment.person,
        "outcome": words,
    }


def _back(asked: str, planned: PlannedReview) -> str:
    """Where one came from: the part of the list, the home page, or the patient's page."""
    slug = planned.clinic.slug
    if asked == HOME:
        return reverse("assessment:home", kwargs={"slug": slug})
    if asked == PATIENT:
        about = {"slug": slug, "patient_id": planned.assessment.person.pk}
        return reverse("assessment:patient", kwargs=about)
    where = reverse("assessment:follow_up", kwargs={"slug": slug})
    return f"{where}?show={asked}" if asked in list(Show) else where
