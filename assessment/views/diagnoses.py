"""Adding, changing and removing the diagnoses of a visit; the list stands on its impression."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessment.forms.diagnosis import CodeSearchForm, DiagnosisForm
from assessment.forms.rows import RowForm, started_from_version
from assessment.models import Assessment, Diagnosis
from assessment.selectors.diagnoses import SECTION, diagnoses_of, diagnosis_of, diagnosis_text
from assessment.selectors.diagnosis_codes import YEAR, codes_found, every_code, listed
from assessment.services.diagnoses import (
    DiagnosisWords,
    add_diagnosis,
    change_diagnosis,
    remove_diagnosis,
)
from assessment.views.charting import RELATED
from assessment.views.frame import address, sent
from assessment.views.rows import (
    GONE,
    SAVED,
    Stored,
    attempt,
    done,
    elsewhere,
    row_page,
    started,
    words_of,
)
from clinics import access
from clinics.access import Member, Permission
from clinics.receipts import new_key

PAGE = "diagnosis"
TEMPLATE = "assessment/diagnosis_form.html"
LONGEST_SEARCH = 60


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str, assessment_id: UUID) -> HttpResponse:
    """Adds a diagnosis at the end of the list."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_JUDGEMENT, select_related=RELATED
    )
    by = access.member(request)
    if away := elsewhere(request, assessment):
        return away
    form = DiagnosisForm(sent(request), initial=started() | _picked(request))
    status = attempt(
        form,
        lambda: add_diagnosis(
            assessment=assessment,
            words=words_of(form, DiagnosisWords),
            by=by,
            key=form.cleaned_data["key"],
        ),
    )
    if status == SAVED:
        return done(request, _("The diagnosis is added."), _list(assessment))
    return _add_page(request, assessment, by, form, status)


@require_http_methods(["GET", "POST"])
def change(
    request: HttpRequest, slug: str, assessment_id: UUID, diagnosis_id: UUID
) -> HttpResponse:
    """Changes a diagnosis, or its place in the list."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_JUDGEMENT, select_related=RELATED
    )
    by = access.member(request)
    rows = diagnoses_of(assessment)
    row = next((one for one in rows if one.pk == diagnosis_id), None)
    if away := elsewhere(request, assessment, found=row is not None):
        return away
    initial = started(_stored(row)) | _picked(request)
    form = DiagnosisForm(sent(request), places=len(rows), initial=initial)
    status = attempt(
        form,
        lambda: change_diagnosis(
            assessment=assessment,
            diagnosis_id=diagnosis_id,
            words=words_of(form, DiagnosisWords),
            version=started_from_version(form.cleaned_data["started_from"]),
            by=by,
            key=form.cleaned_data["key"],
        ),
        stored=lambda: _stored(diagnosis_of(assessment, diagnosis_id)),
    )
    if status == SAVED:
        return done(request, _("The diagnosis is saved."), _list(assessment))
    if status == GONE or row is None:
        return _gone(request, assessment, by)
    return row_page(
        request,
        assessment,
        by,
        form,
        status,
        page=PAGE,
        heading=_("Change a diagnosis"),
        save=_("Save the diagnosis"),
        back=_list(assessment),
        template=TEMPLATE,
        removal={
            "url": address("remove_diagnosis", assessment, diagnosis_id=str(diagnosis_id)),
            "label": _("Remove this diagnosis"),
        },
        **_search(request),
    )


@require_http_methods(["GET", "POST"])
def remove(
    request: HttpRequest, slug: str, assessment_id: UUID, diagnosis_id: UUID
) -> HttpResponse:
    """Asks, then removes a diagnosis."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_JUDGEMENT, select_related=RELATED
    )
    by = access.member(request)
    row = diagnosis_of(assessment, diagnosis_id)
    if away := elsewhere(request, assessment, found=row is not None):
        return away
    form = RowForm(sent(request), initial=started(_stored(row)))
    status = attempt(
        form,
        lambda: remove_diagnosis(
            assessment=assessment,
            diagnosis_id=diagnosis_id,
            version=started_from_version(form.cleaned_data["started_from"]),
            by=by,
            key=form.cleaned_data["key"],
        ),
        stored=lambda: _stored(diagnosis_of(assessment, diagnosis_id)),
    )
    if status == SAVED or row is None:
        return done(request, _("The diagnosis is removed."), _list(assessment))
    row.refresh_from_db()
    return row_page(
        request,
        assessment,
        by,
        form,
        status,
        page=PAGE,
        template="assessment/row_removal.html",
        heading=_("Remove a diagnosis"),
        about=_("This diagnosis will be removed from the evaluation:"),
        text=diagnosis_text(row),
        save=_("Remove the diagnosis"),
        back=_list(assessment),
    )


def _list(assessment: Assessment) -> str:
    return f"{address('section', assessment, section=SECTION)}#diagnoses"


def _add_page(
    request: HttpRequest, assessment: Assessment, by: Member, form: DiagnosisForm, status: int
) -> HttpResponse:
    return row_page(
        request,
        assessment,
        by,
        form,
        status,
        page=PAGE,
        heading=_("Add a diagnosis"),
        save=_("Add the diagnosis"),
        action=address("add_diagnosis", assessment),
        back=_list(assessment),
        template=TEMPLATE,
        **_search(request),
    )


def _picked(request: HttpRequest) -> dict[str, str]:
    """A code that was picked from what a search found: into the field, for the clinician to save.

    Its words and its side stay the clinician's.
    """
    found = listed(request.GET.get("code", "")[:LONGEST_SEARCH])
    return {"code": found.code} if found is not None else {}


def _search(request: HttpRequest) -> dict[str, Any]:
    """The search for a code and what it found; the whole list for the field that offers it."""
    asked = request.GET.get("q", "")[:LONGEST_SEARCH]
    return {
        "search": CodeSearchForm(initial={"q": asked}),
        "asked": asked,
        "results": codes_found(asked),
        "every_code": every_code(),
        "year": YEAR,
        "here": request.path,
    }


def _gone(request: HttpRequest, assessment: Assessment, by: Member) -> HttpResponse:
    """What was typed about a diagnosis that somebody removed meanwhile, to be added again."""
    form = DiagnosisForm(request.POST)
    form.add_error(None, _("Somebody removed this diagnosis meanwhile. Your words can be added."))
    form.start_anew(key=new_key())
    return _add_page(request, assessment, by, form, 409)


def _stored(row: Diagnosis | None) -> Stored | None:
    if row is None:
        return None
    names = ("text", "side", "code", "primary", "place")
    return {name: getattr(row, name) for name in names}, str(row.version)
