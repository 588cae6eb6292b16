"""Drafts that change hands: taking one over, and an admin's list of whose drafts are open."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assessment.forms.handing_over import ReassignForm, TakeOverForm
from assessment.models import Assessment
from assessment.selectors.handing_over import Holder, holders, who_may_chart
from assessment.services.errors import ChartRefused
from assessment.services.handing_over import note_drafts_listed, reassign, take_over
from assessment.services.reading import note_page_read
from assessment.services.signing import already
from assessment.views.charting import RELATED
from assessment.views.frame import address, frame, sent
from clinics import access
from clinics.access import Permission
from clinics.receipts import KeyReused, UnusableKey, new_key


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Makes a colleague's draft one's own, with the reason; the colleague is told."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.TAKE_OVER, select_related=RELATED
    )
    member = access.member(request)
    if request.method == "GET" and (assessment.locked or assessment.holder == member.user):
        why = already(assessment) if assessment.locked else _("This is yours already: chart on.")
        messages.info(request, why)
        return HttpResponseRedirect(address("chart", assessment))
    form = TakeOverForm(
        sent(request), initial={"key": new_key(), "holder": str(assessment.holder.pk)}
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            take_over(
                assessment=assessment,
                reason=form.cleaned_data["reason"],
                holder=form.cleaned_data["holder"],
                by=member,
                key=form.cleaned_data["key"],
            )
            messages.success(request, _("This draft is yours now. Its author was told."))
            return HttpResponseRedirect(address("chart", assessment))
        except ChartRefused as refusal:
            assessment.refresh_from_db()
            form.add_error(None, str(refusal))
            form.start_anew(key=new_key(), holder=str(assessment.holder.pk))
            status = 409
        except (KeyReused, UnusableKey):
            form.add_error(None, _("This page came back incomplete. Check it and send it again."))
            form.start_anew(key=new_key())
    note_page_read(by=member, assessment=assessment, page="taking over")
    context = frame(assessment, member) | {"form": form}
    return render(request, "assessment/take_over.html", context, status=status)


@require_http_methods(["GET", "POST"])
def drafts(request: HttpRequest, slug: str) -> HttpResponse:
    """Whose drafts are open, by person; POST gives those chosen to somebody else. Reads none."""
    member = access.member_or_403(request, Permission.REASSIGN)
    people = holders(member)
    open_drafts = {str(one.pk): one for holder in people for one in holder.drafts}
    takers = {str(user.pk): user for user in who_may_chart(member.clinic)}
    form = ReassignForm(
        sent(request),
        drafts=list(open_drafts),
        people=[(pk, user.full_name) for pk, user in takers.items()],
        initial={"key": new_key()},
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        chosen = [open_drafts[pk] for pk in form.cleaned_data["drafts"]]
        to = takers[form.cleaned_data["to"]]
        try:
            reassign(
                assessments=chosen,
                to=to,
                reason=form.cleaned_data["reason"],
                by=member,
                key=form.cleaned_data["key"],
            )
        except ChartRefused as refusal:
            form.add_error(None, str(refusal))
            form.start_anew(key=new_key())
            status = 409
        except (KeyReused, UnusableKey):
            form.add_error(None, _("This page came back incomplete. Check it and send it again."))
            form.start_anew(key=new_key())
        else:
            done = ngettext(
                "%(n)s draft was handed to %(name)s.",
                "%(n)s drafts were handed to %(name)s.",
                len(chosen),
            )
            messages.success(request, done % {"n": len(chosen), "name": to.full_name})
            return redirect("assessment:drafts", slug=member.clinic.slug)
    note_drafts_listed(by=member)
    context = {"people": people, "form": form, "chosen": _chosen(form, people)}
    return render(request, "assessment/drafts.html", context, status=status)


def _chosen(form: ReassignForm, people: list[Holder]) -> set[UUID]:
    """Which drafts are ticked: as sent, or all those of people who left."""
    if form.is_bound:
        ticked = set(form.data.getlist("drafts")) if hasattr(form.data, "getlist") else set()
        return {one.pk for holder in people for one in holder.drafts if str(one.pk) in ticked}
    return {one.pk for holder in people if not holder.works_here for one in holder.drafts}
