"""Opening, editing, closing and reopening an episode of care."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinics.access import Member, Permission, get_or_404, member
from patients.dates import today_at
from patients.forms import (
    CloseEpisodeForm,
    EpisodeForm,
    Procedures,
    ReopenEpisodeForm,
    procedures_of,
    procedures_sent,
)
from patients.models import EpisodeOfCare, Patient
from patients.selectors import age_today, procedures_of_episode
from patients.selectors.restrictions import standing_limits
from patients.services import (
    close_episode,
    edit_episode,
    note_read,
    open_episode,
    reopen_episode,
)
from patients.views.saving import attempt, led_away, sent, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def open_new(request: HttpRequest, slug: str, patient_id: UUID) -> HttpResponse:
    """Opens an episode of care, with the procedures that are known."""
    patient = get_or_404(request, Patient, patient_id, Permission.WRITE_JUDGEMENT)
    if elsewhere := led_away(request, patient):
        return elsewhere
    by = member(request)
    data = sent(request)
    form = EpisodeForm(data, initial={"opened_on": today_at(by.clinic)})
    procedures = procedures_of() if data is None else procedures_sent(data)
    if form.is_bound and all([form.is_valid(), procedures.is_valid()]):
        saved, _episode = attempt(
            form,
            lambda: open_episode(
                by=by,
                key=form.key,
                patient=patient,
                values=form.values(),
                procedures=procedures.entries(),
            ),
            take_errors=lambda error: _share(error, form, procedures),
        )
        if saved:
            messages.success(request, _("The episode is open."))
            return redirect("assessment:patient", slug=slug, patient_id=patient.pk)
    if not form.is_bound:
        note_read(by=by, row=patient)
    context = {**_about(patient, by), "form": form, "procedures": procedures}
    return render(request, "patients/episode.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, episode_id: UUID) -> HttpResponse:
    """Edits an episode and its procedures."""
    episode = _episode(request, episode_id)
    by = member(request)
    data = sent(request)
    stored = procedures_of_episode(member=by, episode=episode)
    form = EpisodeForm(data, instance=episode)
    procedures = procedures_of(stored) if data is None else procedures_sent(data)
    if form.is_bound and all([form.is_valid(), procedures.is_valid()]):
        saved, _nothing = attempt(
            form,
            lambda: edit_episode(
                by=by,
                key=form.key,
                episode=episode,
                edit=form.edit(),
                procedures=procedures.entries(),
            ),
            take_errors=lambda error: _share(error, form, procedures),
        )
        if saved:
            messages.success(request, _("The episode is saved."))
            return redirect("assessment:patient", slug=slug, patient_id=episode.patient.person.pk)
    if not form.is_bound:
        note_read(by=by, row=episode)
    if form.conflict is not None:
        procedures.take_conflict(stored)
    context = {
        **_about(episode.patient.person, by),
        "episode": episode,
        "form": form,
        "procedures": procedures,
    }
    return render(request, "patients/episode.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str, episode_id: UUID) -> HttpResponse:
    """Asks for the day, then closes an episode."""
    episode = _episode(request, episode_id)
    by = member(request)
    form = CloseEpisodeForm(sent(request), today=today_at(by.clinic))
    if form.is_bound and form.is_valid():
        saved, _nothing = attempt(
            form,
            lambda: close_episode(
                by=by,
                key=form.key,
                episode=episode,
                version=form.version,
                closed_on=form.cleaned_data["closed_on"],
            ),
        )
        if saved:
            messages.success(request, _("The episode is closed."))
            return redirect("assessment:patient", slug=slug, patient_id=episode.patient.person.pk)
    if not form.is_bound:
        note_read(by=by, row=episode)
    context = {
        **_about(episode.patient.person, by),
        "episode": episode,
        "form": form,
        "limits": standing_limits(episode, today_at(by.clinic)),
    }
    return render(request, "patients/close_episode.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, slug: str, episode_id: UUID) -> HttpResponse:
    """Asks, then opens a closed episode again."""
    episode = _episode(request, episode_id)
    by = member(request)
    form = ReopenEpisodeForm(sent(request))
    if form.is_bound and form.is_valid():
        saved, _nothing = attempt(
            form,
            lambda: reopen_episode(by=by, key=form.key, episode=episode, version=form.version),
        )
        if saved:
            messages.success(request, _("The episode is open again."))
            return redirect("assessment:patient", slug=slug, patient_id=episode.patient.person.pk)
    if not form.is_bound:
        note_read(by=by, row=episode)
    context = {**_about(episode.patient.person, by), "episode": episode, "form": form}
    return render(request, "patients/reopen_episode.html", context)


def _episode(request: HttpRequest, episode_id: UUID) -> EpisodeOfCare:
    return get_or_404(
        request,
        EpisodeOfCare,
        episode_id,
        Permission.WRITE_JUDGEMENT,
        select_related=["patient__merged_into"],
    )


def _about(patient: Patient, by: Member) -> dict[str, Any]:
    return {"patient": patient, "age": age_today(member=by, patient=patient)}


def _share(error: ValidationError, form: EpisodeForm, procedures: Procedures) -> None:
    """Show each message where it belongs: at a procedure's field or at the episode's."""
    rest = procedures.take_errors(error)
    if rest is not None:
        form.take_errors(rest)
