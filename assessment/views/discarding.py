"""Discarding a draft, what was discarded lately, and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessment import catalogue
from assessment.catalogue.types import Section
from assessment.forms.discarding import DiscardForm
from assessment.forms.section import posted_fields, view_of
from assessment.models import Assessment, Discarding
from assessment.selectors.discarding import discarded_by, discarding_of, fired_in, holds_restricted
from assessment.selectors.handing_over import others_who_charted
from assessment.selectors.held import held_by
from assessment.services import discarding as services
from assessment.services.errors import ChartRefused
from assessment.services.reading import note_page_read
from assessment.views.charting import RELATED
from assessment.views.frame import address, frame, sent, typed_by_another
from clinics import access, held_form
from clinics.access import Permission


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Asks, saying what is lost, and discards the author's own draft."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_CHART, select_related=RELATED
    )
    member = access.member(request)
    why_not = services.why_not_discarded(assessment, member)
    if why_not:
        messages.info(request, why_not)
        return HttpResponseRedirect(address("chart", assessment))
    form = DiscardForm(sent(request))
    status = 200
    if form.is_bound and form.is_valid():
        try:
            services.discard(
                assessment=assessment, flags_known=form.cleaned_data["flags_known"], by=member
            )
        except ChartRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(
                request, _("The draft is discarded. For 30 days you can take it back.")
            )
            return redirect("assessment:discarded", slug=member.clinic.slug)
    note_page_read(by=member, assessment=assessment, page="discarding")
    [(_visit, held)] = held_by([assessment])
    context = frame(assessment, member) | {
        "form": form,
        "held": held,
        "fired": fired_in(assessment),
        "others": others_who_charted(assessment),
        "restricted_too": holds_restricted(assessment, member),
    }
    return render(request, "assessment/discard.html", context, status=status)


@require_GET
def discarded(request: HttpRequest, slug: str) -> HttpResponse:
    """What this person discarded in the last thirty days."""
    member = access.member_or_403(request, Permission.WRITE_CHART)
    return render(request, "assessment/discarded.html", {"drafts": discarded_by(member)})


@require_POST
def take_back(request: HttpRequest, slug: str, discarding_id: str) -> HttpResponse:
    """The draft is one again."""
    found = access.get_or_404(
        request,
        Discarding,
        discarding_id,
        Permission.WRITE_CHART,
        select_related=("assessment__episode", "by", "clinic"),
    )
    try:
        draft = services.take_back(discarding=found, by=access.member(request))
    except ChartRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("assessment:discarded", slug=slug)
    messages.success(request, _("The draft is back as it stood. Chart on."))
    return HttpResponseRedirect(address("chart", draft))


def discarded_meanwhile(request: HttpRequest, assessment_id: object) -> HttpResponse | None:
    """Word that the draft of this id is discarded, for whoever could chart in it; else none.

    410 for the script, which keeps what was typed; without it a page that shows what a section's
    form held, to its typist alone.
    """
    try:
        found = discarding_of(UUID(str(assessment_id)), access.at_work(request))
    except ValueError:
        return None
    if found is None or typed_by_another(request):
        return None
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(_("This draft was discarded. Nothing was saved."), status=410)
    match = request.resolver_match
    saved = match.kwargs["section"] if match and match.url_name == "section" else None
    section = catalogue.section(saved) if saved and request.method == "POST" else None
    context = {
        "discarding": found,
        "own": found.by == request.user,
        "save": section is not None,
        "typed": _typed(request, section) if section else [],
        "address": request.get_full_path(),
        "fields": held_form.typed(request) if section else [],
    }
    return render(request, "assessment/discarded_meanwhile.html", context, status=410)


def _typed(request: HttpRequest, section: Section) -> list[tuple[str, str]]:
    posted = posted_fields(section, request.POST)
    return [
        (view_of(one.address, "").label, one.text or one.to)
        for one in posted
        if one.changed and one.to
    ]
