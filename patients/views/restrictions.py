"""Recording, renewing and lifting restrictions of a limb, and declaring that none was given.

What is in force, and in which words, stands on the list of the episode.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinics.access import Member, Permission, get_or_404, member
from patients.dates import today_at
from patients.forms.base import KeyedForm
from patients.forms.restrictions import LiftLimitForm, NoneGivenForm, RestrictionForm
from patients.models import EpisodeOfCare, Restriction
from patients.selectors import age_today
from patients.services import (
    declare_none_given,
    lift_restriction,
    note_read,
    record_restriction,
    renew_restriction,
)
from patients.views.saving import attempt, sent

RELATED = ("clinic", "patient__merged_into")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str, episode_id: UUID) -> HttpResponse:
    """Records a restriction of the episode."""
    episode = get_or_404(
        request, EpisodeOfCare, episode_id, Permission.WRITE_JUDGEMENT, select_related=RELATED
    )
    by = member(request)
    form = RestrictionForm(sent(request), today=today_at(by.clinic))
    return _page(
        request,
        by,
        episode,
        form,
        save=lambda: record_restriction(by=by, key=form.key, episode=episode, values=form.values()),
        said=_("The restriction is recorded."),
        heading=_("Record a restriction"),
        button=_("Record it"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, slug: str, restriction_id: UUID) -> HttpResponse:
    """Puts a newer restriction in the place of one."""
    restriction = _restriction(request, restriction_id)
    by = member(request)
    if away := _ended(request, slug, restriction):
        return away
    form = RestrictionForm(sent(request), today=today_at(by.clinic), renews=restriction)
    return _page(
        request,
        by,
        restriction.episode,
        form,
        save=lambda: renew_restriction(
            by=by, key=form.key, restriction=restriction, values=form.values()
        ),
        said=_("The restriction is renewed; the older one stays in the list as superseded."),
        heading=_("Renew or change a restriction"),
        button=_("Put it in the place of the older one"),
        restriction=restriction,
        helper=form.renewal_helper,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: HttpRequest, slug: str, restriction_id: UUID) -> HttpResponse:
    """Lifts a restriction with evidence."""
    restriction = _restriction(request, restriction_id)
    by = member(request)
    if away := _ended(request, slug, restriction):
        return away
    form = LiftLimitForm(sent(request), today=today_at(by.clinic))
    return _page(
        request,
        by,
        restriction.episode,
        form,
        save=lambda: lift_restriction(
            by=by, key=form.key, restriction=restriction, values=form.values()
        ),
        said=_("The restriction is lifted; it stays in the list with what lifted it."),
        heading=_("Lift a restriction"),
        button=_("Lift it"),
        restriction=restriction,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def none_given(request: HttpRequest, slug: str, episode_id: UUID) -> HttpResponse:
    """Declares that no restriction was given for a leg."""
    episode = get_or_404(
        request, EpisodeOfCare, episode_id, Permission.WRITE_JUDGEMENT, select_related=RELATED
    )
    by = member(request)
    form = NoneGivenForm(sent(request), today=today_at(by.clinic))
    return _page(
        request,
        by,
        episode,
        form,
        save=lambda: declare_none_given(by=by, key=form.key, episode=episode, values=form.values()),
        said=_("It is written down that none was given."),
        heading=_("Declare that none was given"),
        button=_("Declare it"),
        about=_(
            "Only after somebody was asked. Without it, and without a restriction entered, "
            "restrictions after surgery count as unknown."
        ),
    )


def _restriction(request: HttpRequest, restriction_id: UUID) -> Restriction:
    return get_or_404(
        request,
        Restriction,
        restriction_id,
        Permission.WRITE_JUDGEMENT,
        select_related=("end", "episode__clinic", "episode__patient__merged_into"),
    )


def _ended(request: HttpRequest, slug: str, restriction: Restriction) -> HttpResponse | None:
    """To the list, where a restriction has come to its end meanwhile."""
    if getattr(restriction, "end", None) is None or request.method == "POST":
        return None
    messages.warning(request, _("This restriction was lifted or renewed meanwhile."))
    return redirect("assessment:restrictions", slug=slug, episode_id=restriction.episode_id)


def _page(
    request: HttpRequest,
    by: Member,
    episode: EpisodeOfCare,
    form: KeyedForm,
    *,
    save: Callable[[], object],
    said: str,
    heading: str,
    button: str,
    about: str = "",
    restriction: Restriction | None = None,
    helper: Any = None,
) -> HttpResponse:
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            saved, _nothing = attempt(form, save)
            if saved:
                messages.success(request, said)
                return redirect(
                    "assessment:restrictions", slug=episode.clinic.slug, episode_id=episode.pk
                )
    else:
        note_read(by=by, row=episode)
    patient = episode.patient.person
    context = {
        "form": form,
        "helper": helper or getattr(form, "helper", None),
        "episode": episode,
        "patient": patient,
        "age": age_today(member=by, patient=patient),
        "heading": heading,
        "button": button,
        "about": about,
        "restriction": restriction,
    }
    return render(request, "patients/restriction.html", context, status=status)
