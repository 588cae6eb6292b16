"""What the pages of diagnoses and goals share: handing a form to a service, showing its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from assessment.forms.goal import GoalForm
from assessment.forms.rows import RowForm
from assessment.models import Assessment
from assessment.services.errors import ChartRefused, FieldsRefused, RowGone, StaleRow
from assessment.services.goals import UnusualTarget
from assessment.services.reading import note_page_read
from assessment.views.frame import frame
from clinics.access import Member
from clinics.receipts import KeyReused, UnusableKey, new_key

SAVED = 0
Stored = tuple[Mapping[str, Any], str]


def attempt(
    form: RowForm, save: Callable[[], object], *, stored: Callable[[], Stored | None] | None = None
) -> int:
    """`SAVED`, or the status with which the form is shown again; it says then what is wrong.

    `stored` gives what stands now and its token, where somebody changed the row meanwhile. Raises
    `RowGone` where somebody removed it.
    """
    try:
        save()
    except FieldsRefused as refusal:
        form.take_errors(refusal.errors)
        if isinstance(refusal, UnusualTarget) and isinstance(form, GoalForm):
            form.ask_to_keep()
        return 422
    except RowGone:
        raise
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


def row_page(
    request: HttpRequest,
    assessment: Assessment,
    by: Member,
    form: RowForm,
    *,
    page: str,
    template: str = "assessment/row_form.html",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """The page of a row's form; `page` is what the audit trail calls it."""
    note_page_read(by=by, assessment=assessment, page=page)
    whole = frame(assessment, by) | {"form": form, "action": request.path} | context
    return render(request, template, whole, status=status)
