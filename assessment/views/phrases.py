"""Keeping phrases: a person's own, and the clinic's. The charting page asks here for both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessment.forms.phrases import PhraseForm
from assessment.forms.rows import started_from_version
from assessment.models import Phrase, Whose
from assessment.selectors.phrases import phrases_kept, phrases_offered
from assessment.services.phrases import change_phrase, keep_phrase, remove_phrase
from assessment.views.frame import sent
from assessment.views.rows import GONE, SAVED, Stored, attempt, done, started
from clinics import access
from clinics.access import Member
from clinics.receipts import new_key


@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, slug: str) -> HttpResponse:
    """A person's own phrases in this clinic; to a script, what is offered where they write."""
    member = access.member_or_403(request, Whose.OWN.permission)
    if request.htmx:  # type: ignore[attr-defined]
        offered = {"offered": phrases_offered(member)}
        return render(request, "assessment/phrases_offered.html", offered)
    return _page(request, member, Whose.OWN)


@require_http_methods(["GET", "POST"])
def of_clinic(request: HttpRequest, slug: str) -> HttpResponse:
    """The phrases that the clinic keeps for everybody who charts in it."""
    member = access.member_or_403(request, Whose.CLINIC.permission)
    return _page(request, member, Whose.CLINIC)


def _page(request: HttpRequest, member: Member, whose: Whose) -> HttpResponse:
    form = PhraseForm(sent(request), initial=started())
    act, said = _act(request, form, member, whose)
    status = attempt(form, act, stored=lambda: _stored(_about(form, member, whose)))
    if status == SAVED:
        return done(request, said, request.path)
    about = form.cleaned_data.get("phrase") if form.is_bound and form.is_valid() else None
    if status == GONE:
        form.add_error(None, _("This phrase was removed meanwhile. What you typed can be added."))
        form.start_anew(key=new_key(), phrase="", started_from="")
        about, status = None, 409
    rows = phrases_kept(whose, member)
    context = {
        "whose": whose.value,
        "forms": [_form_of(row, form if row.pk == about else None) for row in rows],
        "adding": PhraseForm(initial=started()) if about in {row.pk for row in rows} else form,
        "of_clinic": [one for one in phrases_offered(member) if one.owner_id is None]
        if whose is Whose.OWN
        else (),
    }
    return render(request, "assessment/phrases.html", context, status=status)


def _act(
    request: HttpRequest, form: PhraseForm, member: Member, whose: Whose
) -> tuple[Callable[[], None], str]:
    """What the form asks for, and what is said once it is done."""
    remove = "remove" in request.POST

    def act() -> None:
        data = form.cleaned_data
        own: dict[str, Any] = {"whose": whose, "by": member, "key": data["key"]}
        words = {"name": data["name"], "text": data["text"]}
        if data["phrase"] is None:
            keep_phrase(**own, **words)
            return
        own |= {
            "phrase_id": data["phrase"],
            "version": started_from_version(data["started_from"]),
        }
        if remove:
            remove_phrase(**own)
        else:
            change_phrase(**own, **words)

    return act, _("The phrase is removed.") if remove else _("The phrase is kept.")


def _form_of(row: Phrase, typed: PhraseForm | None) -> dict[str, Any]:
    """A phrase with its form: as it stands, or as it was typed and not taken."""
    if typed is not None:
        typed.auto_id = f"%s-{row.pk}"
        return {"row": row, "form": typed, "open": True}
    initial = started(_stored(row)) | {"phrase": row.pk}
    return {"row": row, "form": PhraseForm(initial=initial, place=str(row.pk)), "open": False}


def _about(form: PhraseForm, member: Member, whose: Whose) -> Phrase | None:
    wanted: UUID | None = form.cleaned_data["phrase"]
    return next((one for one in phrases_kept(whose, member) if one.pk == wanted), None)


def _stored(row: Phrase | None) -> Stored | None:
    return None if row is None else ({"name": row.name, "text": row.text}, str(row.version))
