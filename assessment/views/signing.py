"""From draft to signature: what is open, what would be signed, and who signs or returns it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessment import catalogue
from assessment.forms.acts import AddendumForm, ReasonForm, SignForm
from assessment.forms.follow_up import NextReviewForm
from assessment.models import Assessment, ReviewKind, State
from assessment.outputs.report import report_view
from assessment.selectors.lists import correspondence
from assessment.selectors.planning import plan_to_keep
from assessment.selectors.signing import SigningReview, review
from assessment.services import signing
from assessment.services.errors import ChartRefused, NameNotChecked
from assessment.services.planning import ReviewChoice, ReviewRefused, choose_next_review
from assessment.services.reading import note_left_out, note_page_read
from assessment.services.recording import section_permission
from assessment.views.charting import RELATED
from assessment.views.frame import address, frame, sent
from clinics import access
from clinics.access import Permission
from clinics.receipts import KeyReused, UnusableKey, new_key
from clinics.services.confirming import WrongPassword

Act = Callable[..., Any]


@require_http_methods(["GET", "POST"])
def review_page(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """What is open and exactly what would be signed; POST signs, submits or co-signs it."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.READ_CHART, select_related=RELATED
    )
    member = access.member(request)
    access.require(member, _signing_permission(assessment, member), assessment)
    if assessment.state in (State.SIGNED, State.VOID):
        messages.info(request, signing.already(assessment))
        return HttpResponseRedirect(address("report", assessment))
    if request.method == "GET":
        return _review(request, assessment, SignForm())
    form = SignForm(request.POST)
    if not form.is_valid():
        return _review(request, assessment, form, status=422)
    try:
        _act(assessment, member)(
            assessment=assessment,
            digest_seen=form.cleaned_data["digest"],
            password=form.cleaned_data["password"],
            by=member,
            name_checked=form.cleaned_data["name_checked"],
        )
    except NameNotChecked as refusal:
        form.add_error("name_checked", str(refusal))
        return _review(request, assessment, form, status=422)
    except WrongPassword as refusal:
        form.add_error("password", str(refusal))
        return _review(request, assessment, form, status=422)
    except ChartRefused as refusal:
        assessment.refresh_from_db()
        if not _may_act(assessment, member):
            messages.warning(request, str(refusal))
            return HttpResponseRedirect(address("report", assessment))
        form.add_error(None, str(refusal))
        return _review(request, assessment, form, status=409)
    return HttpResponseRedirect(address("report", assessment))


@require_POST
def reasons(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Why core items were left unanswered, one reason a section, and when the next review is.

    Each is saved by itself: what is refused of one stays on the page and takes nothing with it.
    """
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_CHART, select_related=RELATED
    )
    given = {
        name.removeprefix("reason."): request.POST.get(name, "")
        for name in request.POST
        if name.startswith("reason.")
    }
    member = access.member(request)
    wanted = {one.section for one in _open_to(assessment, member).unanswered}
    chosen = NextReviewForm(request.POST)
    refused = False
    try:
        if given:
            signing.give_reasons(
                assessment=assessment,
                reasons={section: text for section, text in given.items() if section in wanted},
                by=member,
            )
    except ChartRefused as refusal:
        messages.error(request, str(refusal))
        refused = True
    if chosen.says_something and not _chosen(assessment, chosen, member):
        refused = True
    if refused and _may_act(assessment, member):
        return _review(
            request, assessment, SignForm(), status=422, reasons=given, next_review=chosen
        )
    return HttpResponseRedirect(address("review", assessment))


def _chosen(assessment: Assessment, form: NextReviewForm, member: access.Member) -> bool:
    """Whether the next review was saved as the form says; what is wrong stands in the form."""
    if not form.is_valid():
        return False
    data = form.cleaned_data
    try:
        choose_next_review(
            assessment=assessment,
            choice=ReviewChoice(
                kind=ReviewKind(data["kind"]),
                due_on=data.get("due_on"),
                weeks=data.get("weeks"),
                visits=data.get("visits"),
                reason=data.get("reason", ""),
            ),
            version=data["version"],
            by=member,
            key=data["key"],
        )
    except ReviewRefused as refusal:
        form.add_error(refusal.field, str(refusal))
    except ChartRefused as refusal:
        form.add_error(None, str(refusal))
    except KeyReused:
        form.add_error(
            None, _("A next review was already saved from this page. Check it, then save again.")
        )
    except UnusableKey:
        form.add_error(None, _("This page came back incomplete. Check it and send it again."))
    return form.is_valid()


@require_POST
def hand_back(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Returns a submission to its author with a comment."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.COSIGN, select_related=RELATED
    )
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            signing.return_for_correction(
                assessment=assessment,
                comment=form.cleaned_data["reason"],
                by=access.member(request),
            )
        except ChartRefused as refusal:
            messages.error(request, str(refusal))
        else:
            done = _("Returned to %(name)s.") % {"name": assessment.author.full_name}
            messages.success(request, done)
        return HttpResponseRedirect(address("chart", assessment))
    if assessment.state != State.AWAITING:
        return HttpResponseRedirect(address("chart", assessment))
    return _review(request, assessment, SignForm(), status=422, return_form=form)


@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Declares an evaluation void, with the reason."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.VOID, select_related=RELATED
    )
    form = ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            signing.void(
                assessment=assessment,
                reason=form.cleaned_data["reason"],
                by=access.member(request),
            )
        except ChartRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("This evaluation is void. It stays readable and marked."))
            return HttpResponseRedirect(address("chart", assessment))
    return _form_page(request, assessment, form, "assessment/void.html")


@require_http_methods(["GET", "POST"])
def addendum(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Adds a remark beside a signed evaluation."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.SIGN, select_related=RELATED
    )
    form = AddendumForm(sent(request), initial={"key": new_key()})
    if request.method == "POST" and form.is_valid():
        try:
            signing.add_addendum(
                assessment=assessment,
                text=form.cleaned_data["text"],
                by=access.member(request),
                key=form.cleaned_data["key"],
            )
        except ChartRefused as refusal:
            form.add_error(None, str(refusal))
        except KeyReused:
            form.add_error(None, _("An addendum was already added from this page."))
            form.start_anew(key=new_key())
        except UnusableKey:
            form.add_error(None, _("This page came back incomplete. Check it and send it again."))
            form.start_anew(key=new_key())
        else:
            messages.success(request, _("Addendum added."))
            return HttpResponseRedirect(address("chart", assessment))
    return _form_page(request, assessment, form, "assessment/addendum.html")


def _form_page(
    request: HttpRequest,
    assessment: Assessment,
    form: ReasonForm | AddendumForm,
    template: str,
) -> HttpResponse:
    member = access.member(request)
    note_page_read(by=member, assessment=assessment, page="beside the record")
    context = frame(assessment, member) | {"form": form}
    return render(request, template, context, status=422 if form.is_bound else 200)


def _signing_permission(assessment: Assessment, member: access.Member) -> Permission:
    if assessment.state == State.AWAITING:
        return Permission.COSIGN
    # An amendment is a therapist's own; nobody submits one.
    if assessment.state == State.AMENDING:
        return Permission.SIGN
    return Permission.SIGN if member.may(Permission.SIGN) else Permission.SUBMIT


def _may_act(assessment: Assessment, member: access.Member) -> bool:
    """Whether this person may still sign, submit or co-sign it as it stands."""
    return assessment.state not in (State.SIGNED, State.VOID) and member.may(
        _signing_permission(assessment, member)
    )


def _is_theirs(assessment: Assessment, member: access.Member) -> bool:
    """Whether it is this person's to sign or submit; a submission is any therapist's to co-sign."""
    return assessment.state == State.AWAITING or assessment.holder == member.user


def _act(assessment: Assessment, member: access.Member) -> Act:
    acts: dict[Permission, Act] = {
        Permission.COSIGN: signing.cosign,
        Permission.SIGN: signing.sign,
        Permission.SUBMIT: signing.submit,
    }
    return acts[_signing_permission(assessment, member)]


def _review(
    request: HttpRequest,
    assessment: Assessment,
    form: SignForm,
    *,
    status: int = 200,
    reasons: Mapping[str, str] | None = None,
    return_form: ReasonForm | None = None,
    next_review: NextReviewForm | None = None,
) -> HttpResponse:
    """The page before signing. What was refused comes back: reasons, a return, a next review."""
    member = access.member(request)
    note_page_read(by=member, assessment=assessment, page="signing")
    found = _open_to(assessment, member).with_reasons(reasons or {})
    note_left_out(by=member, left_out=found.left_out, page="signing")
    form.initial["digest"] = found.digest
    stored = NextReviewForm.stored(found.chosen_review)
    if next_review is not None and next_review.says_something:
        # Whoever was shown what stands now may send theirs again, under a key of its own.
        hidden = {"next-key": new_key(), "next-version": str(stored["version"])}
        next_review.start_anew(**hidden)
    else:
        next_review = NextReviewForm(initial=stored | {"key": new_key()})
    context = frame(assessment, member, record=found.record) | {
        "review": found,
        "form": form,
        "digest": found.digest,
        "report": report_view(found.record, state=assessment.state, version=None, signatures=[]),
        "permission": _signing_permission(assessment, member).value,
        "holder": None if _is_theirs(assessment, member) else assessment.holder,
        "next_number": assessment.version_number + 1,
        "returns": correspondence(assessment),
        "return_form": return_form or ReasonForm(),
        "next_review": next_review,
        "kept": plan_to_keep(assessment) if assessment.state != State.AWAITING else None,
        "may_open": {
            one.code
            for one in catalogue.sections()
            if member.may(section_permission(one, write=False))
        },
    }
    # The page itself is what the strip's button would lead to.
    context["strip"]["actions"] = []
    return render(request, "assessment/review.html", context, status=status)


def _open_to(assessment: Assessment, member: access.Member) -> SigningReview:
    """The review as this person may see it."""
    return review(assessment, restricted_part=signing.sees_restricted(assessment, member))
