"""The restrictions of an episode: their list, and reference templates to adopt lines of."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessment.catalogue.restriction_templates import TEMPLATES, WORDING, template
from assessment.catalogue.types import Side
from assessment.forms.restrictions import AdoptForm
from assessment.selectors.limit_lists import lines_of, operation_of, templates_for
from assessment.selectors.restrictions import declarations_of, restricted_on
from assessment.services.reading import note_restrictions_read
from assessment.services.restrictions import adopt_template
from assessment.views.frame import sent, similar_names
from assessment.views.limits import banner
from clinics import access
from clinics.access import Member, Permission
from clinics.receipts import KeyReused, UnusableKey, new_key
from patients.dates import today_at
from patients.models import EpisodeOfCare

RELATED = ("clinic", "patient__merged_into")
CODES = sorted({line.code for one in TEMPLATES for line in one.lines})


@require_GET
def of_episode(request: HttpRequest, slug: str, episode_id: UUID) -> HttpResponse:
    """The restrictions of an episode with how each stands."""
    episode = access.get_or_404(
        request, EpisodeOfCare, episode_id, Permission.READ_CHART, select_related=RELATED
    )
    member = access.member(request)
    note_restrictions_read(by=member, episode=episode)
    context = _about(episode, member) | {
        "lines": lines_of(episode, today_at(member.clinic)),
        "declared": declarations_of(episode),
        "may_write": episode.patient.person.in_use and member.may(Permission.WRITE_JUDGEMENT),
        "wording": WORDING,
    }
    return render(request, "assessment/restrictions.html", context)


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, slug: str, episode_id: UUID) -> HttpResponse:
    """Shows the templates; adopts the lines that were ticked."""
    episode = access.get_or_404(
        request, EpisodeOfCare, episode_id, Permission.WRITE_JUDGEMENT, select_related=RELATED
    )
    member = access.member(request)
    side, day = operation_of(episode)
    form = AdoptForm(
        sent(request),
        lines=CODES,
        today=today_at(member.clinic),
        initial={"side": side, "operated_on": day, "key": new_key()},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _adopted(form, episode, member):
            messages.success(request, _("The lines are adopted, each as a restriction."))
            return redirect("assessment:restrictions", slug=slug, episode_id=episode.pk)
        form.start_anew(key=new_key())
    else:
        note_restrictions_read(by=member, episode=episode)
    context = _about(episode, member) | {
        "form": form,
        "templates": templates_for(episode),
        "ticked": request.POST.getlist("lines"),
        "wording": WORDING,
    }
    return render(request, "assessment/restriction_templates.html", context, status=status)


def _adopted(form: AdoptForm, episode: EpisodeOfCare, member: Member) -> bool:
    data = form.cleaned_data
    try:
        adopt_template(
            by=member,
            key=data["key"],
            episode=episode,
            template=template(data["template"]),
            lines=data["lines"],
            side=Side(data["side"]),
            operated_on=data["operated_on"],
        )
    except LookupError:
        form.add_error(None, _("There is no such template. Nothing was adopted."))
    except ValidationError as refused:
        for text in refused.messages:
            form.add_error(None, text)
    except (KeyReused, UnusableKey):
        form.add_error(None, _("This page came back incomplete. Check it and send it again."))
    return not form.errors


def _about(episode: EpisodeOfCare, member: Member) -> dict[str, Any]:
    patient, today = episode.patient.person, today_at(member.clinic)
    found = restricted_on(episode, episode.patient, today)
    return {
        "patient": patient,
        "namesakes": similar_names(patient, member),
        "episode": episode,
        "on": today,
        "age": patient.age_on(today),
        "unknown": found.unknown,
        "limits": banner(found, episode.clinic.slug, episode.pk) | {"url": ""},
    }
