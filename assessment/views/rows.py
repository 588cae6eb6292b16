"""What the pages of a list's rows share: handing a form to a service, showing its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from assessment.forms.diagnosis import DiagnosisForm
from assessment.forms.goal import GoalForm
from assessment.forms.rows import RowForm
from assessment.models import Assessment
from assessment.services.diagnoses import DiagnosisWords, IncompleteCode
from assessment.services.errors import ChartRefused, FieldsRefused, RowGone, StaleRow
from assessment.services.goals import GoalWords, UnusualTarget
from assessment.services.patient_activities import ActivityWords
from assessment.services.reading import note_page_read
from assessment.views.frame import address, frame
from clinics import access
from clinics.access import Member
from clinics.receipts import KeyReused, UnusableKey, new_key

SAVED = 0
GONE = 410
Stored = tuple[Mapping[str, Any], str]
"""A row as its form holds it, and the token that an edit of it starts from."""
Words = TypeVar("Words", DiagnosisWords, GoalWords, ActivityWords)


def elsewhere(
    request: HttpRequest, assessment: Assessment, *, found: bool = True
) -> HttpResponse | None:
    """The report, for who asks for a form of a locked visit.

    Raises `NotFound` where the row was not `found`. What was sent is answered all the same, so that
    nobody's words are lost.
    """
    if request.method != "GET":
        return None
    if assessment.locked:
        return HttpResponseRedirect(address("report", assessment))
    if not found:
        raise access.NotFound()
    return None


def started(stored: Stored | None = None) -> dict[str, Any]:
    """What a form starts with: a key of its own, and the row as it stands."""
    values, token = stored or ({}, "")
    return {"key": new_key(), "started_from": token, **values}


def words_of(form: RowForm, kind: type[Words]) -> Words:
    """What was typed, as the service takes it; what the form does not ask keeps its default."""
    data = form.cleaned_data
    return kind(**{one.name: data[one.name] for one in fields(kind) if one.name in data})


def attempt(
    form: RowForm, save: Callable[[], object], *, stored: Callable[[], Stored | None] | None = None
) -> int:
    """`SAVED`, or `GONE` where somebody removed the row, or the status to show the form with.

    The form says then what is wrong. `stored` gives what stands now, where somebody changed the row
    meanwhile.
    """
    if not form.is_bound:
        return 200
    if not form.is_valid():
        return 422
    try:
        save()
    except FieldsRefused as refusal:
        form.take_errors(refusal.errors)
        asked = (UnusualTarget, IncompleteCode)
        if isinstance(refusal, asked) and isinstance(form, (GoalForm, DiagnosisForm)):
            form.ask_to_keep()
        return 422
    except RowGone:
        return GONE
    except StaleRow as refusal:
        form.add_error(None, str(refusal))
        now = stored() if stored else None
        if now is not None:
            values, token = now
            form.show_stored(values)
            form.start_anew(key=new_key(), started_from=token)
        return 409
    except ChartRefused as refusal:
        form.add_error(None, str(refusal))
        return 409
    except KeyReused:
        form.add_error(
            None,
            _("This page was saved before with other content, which stands. Check what is there."),
        )
        form.start_anew(key=new_key())
        return 409
    except UnusableKey:
        form.add_error(None, _("This page came back incomplete. Check it and send it again."))
        form.start_anew(key=new_key())
        return 422
    return SAVED


def done(request: HttpRequest, said: str, where: str) -> HttpResponse:
    """Back to the list, which says what was done."""
    messages.success(request, said)
    return HttpResponseRedirect(where)


def row_page(
    request: HttpRequest,
    assessment: Assessment,
    by: Member,
    form: RowForm,
    status: int,
    *,
    page: str,
    template: str = "assessment/row_form.html",
    **context: Any,
) -> HttpResponse:
    """The page of a row's form; `page` is what the audit trail calls it."""
    note_page_read(by=by, assessment=assessment, page=page)
    whole = frame(assessment, by) | {"form": form, "action": request.path} | context
    return render(request, template, whole, status=status)
