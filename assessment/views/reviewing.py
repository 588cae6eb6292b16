"""Reviews of signed evaluations: what waits, asking a colleague, reviewing, answering."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessment.forms.keyed import KeyedForm
from assessment.forms.reviewing import AnswerForm, AskForm, ReviewForm
from assessment.models import Assessment, Review, ReviewOutcome
from assessment.outputs.standing_out import changes_named, findings_among, flags_named, goals_named
from assessment.selectors.review_queue import MOST, Show, Waiting, review_queue
from assessment.selectors.reviewing import (
    answered_reviews,
    had_a_hand,
    requests_about,
    reviews_of,
    who_may_review,
    who_to_ask,
)
from assessment.services import reviewing
from assessment.services.errors import ChangedSinceRead, ChartRefused
from assessment.services.reading import note_page_read
from assessment.services.reviewing import ReviewWords, SaidWrong
from assessment.views.charting import RELATED
from assessment.views.frame import address, frame, sent
from assessment.views.reports import report_page
from clinics import access
from clinics.access import Permission
from clinics.receipts import KeyReused, UnusableKey, new_key
from patients.dates import today_at

PARTS = {
    Show.ALL: gettext_lazy("All"),
    Show.WORSE: gettext_lazy("Worse beyond error"),
    Show.APART: gettext_lazy("Not comparable"),
    Show.GOALS: gettext_lazy("Goal overdue"),
    Show.FLAGS: gettext_lazy("Red flag open"),
}


@require_GET
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for this person's review, a part of it at a time, and what was answered."""
    member = access.member_or_403(request, Permission.REVIEW)
    asked = request.GET.get("show", "")
    show = Show(asked) if asked in list(Show) else Show.ALL
    today = today_at(member.clinic)
    found = review_queue(member, on=today, show=show, page=request.GET.get("page", "1"))
    answered = answered_reviews(member)
    shown = (
        *(one.assessment for one in found.rows.object_list),
        *(one.assessment for one in found.damaged),
        *(one.assessment for one in answered),
    )
    reviewing.note_queue_read(by=member, charts=shown, show=show.value)
    context = {
        "today": today,
        "rule": member.clinic.review_rule,
        "parts": [
            {"code": one.value, "label": label, "count": found.counts[one], "current": one is show}
            for one, label in PARTS.items()
        ],
        "waiting_any": bool(found.counts[Show.ALL]),
        "rows": [_row(one) for one in found.rows.object_list],
        "page": found.rows,
        "keep": urlencode({"show": show.value}) + "&",
        "damaged": found.damaged,
        "more": found.more,
        "most": MOST,
        "answered": answered,
    }
    return render(request, "assessment/reviews.html", context)


def _row(waiting: Waiting) -> dict[str, Any]:
    """A row with what stands out, in the words of its record."""
    record = waiting.record
    return {
        "waiting": waiting,
        "worse": findings_among(record, waiting.worse),
        "worse_words": changes_named(record, waiting.worse),
        "apart": findings_among(record, waiting.apart),
        "apart_words": changes_named(record, waiting.apart),
        "goals": goals_named(waiting.overdue),
        "flags": flags_named(waiting.open_flags) if waiting.open_flags else "",
    }


@require_POST
def add(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Adds a review to the version that the report showed; what is refused comes back with it."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.REVIEW, select_related=RELATED
    )
    member = access.member(request)
    form = ReviewForm(request.POST)
    status = 422
    if form.is_valid():
        words = ReviewWords(
            version=form.cleaned_data["version"],
            outcome=ReviewOutcome(form.cleaned_data["outcome"]),
            comment=form.cleaned_data["comment"],
        )
        status = _tried(
            form,
            lambda: reviewing.add_review(
                assessment=assessment, words=words, by=member, key=form.cleaned_data["key"]
            ),
        )
    if status == 302:
        messages.success(request, _("Your review stands beside the signed evaluation."))
        return HttpResponseRedirect(address("report", assessment))
    assessment.refresh_from_db()
    form.start_anew(key=new_key(), version=str(assessment.version_number))
    return report_page(request, assessment, member, review=form, status=status)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Asks a colleague to review the version that readers see."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.SIGN, select_related=RELATED
    )
    member = access.member(request)
    # Sent a second time it names somebody who has just been asked: the service knows that.
    found = who_may_review if request.method == "POST" else who_to_ask
    people = {str(one.pk): one for one in found(assessment, member)}
    named = [(pk, one.printed_name) for pk, one in people.items()]
    form = AskForm(sent(request), people=named, initial={"key": new_key()})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            status = _tried(
                form,
                lambda: reviewing.ask_for_review(
                    assessment=assessment,
                    reviewer=people[form.cleaned_data["reviewer"]],
                    note=form.cleaned_data["note"],
                    by=member,
                    key=form.cleaned_data["key"],
                ),
            )
        if status == 302:
            name = people[form.cleaned_data["reviewer"]].full_name
            messages.success(request, _("%(name)s is asked for a review.") % {"name": name})
            return HttpResponseRedirect(address("report", assessment))
        form.start_anew(key=new_key())
    note_page_read(by=member, assessment=assessment, page="review request")
    context = frame(assessment, member) | {
        "form": form,
        "people": people,
        "asked": requests_about(assessment),
    }
    return render(request, "assessment/ask_review.html", context, status=status)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, review_id: str) -> HttpResponse:
    """A question or a concern about an evaluation; POST answers it."""
    review = access.get_or_404(
        request,
        Review,
        review_id,
        Permission.SIGN,
        select_related=tuple(f"assessment__{one}" for one in RELATED),
    )
    member = access.member(request)
    assessment = review.assessment
    form = AnswerForm(sent(request), initial={"key": new_key()})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            status = _tried(
                form,
                lambda: reviewing.answer_review(
                    review=review,
                    text=form.cleaned_data["text"],
                    by=member,
                    key=form.cleaned_data["key"],
                ),
            )
        if status == 302:
            messages.success(request, _("Your answer stands below the question."))
            return HttpResponseRedirect(reverse("assessment:home", kwargs={"slug": slug}))
        form.start_anew(key=new_key())
    note_page_read(by=member, assessment=assessment, page="review")
    context = frame(assessment, member) | {
        "review": review,
        "said": next(one for one in reviews_of(assessment) if one.review.pk == review.pk),
        "may_answer": had_a_hand(assessment, member.user),
        "form": form,
    }
    return render(request, "assessment/answer_review.html", context, status=status)


def _tried(form: KeyedForm, act: Callable[[], object]) -> int:
    """Does it: 302 where it is done, else the status with which the form says why not."""
    try:
        act()
    except SaidWrong as refusal:
        form.add_error(refusal.field, str(refusal))
        return 422
    except ChangedSinceRead as refusal:
        form.add_error(None, str(refusal))
        return 409
    except ChartRefused as refusal:
        form.add_error(None, str(refusal))
        return 422
    except KeyReused:
        form.add_error(
            None, _("This was already sent from this page, with other words. Check it, send again.")
        )
        return 422
    except UnusableKey:
        form.add_error(None, _("This page came back incomplete. Check it and send it again."))
        return 422
    return 302
