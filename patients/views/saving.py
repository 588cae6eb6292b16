"""Handing a form to a service, and showing what the service answers in the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clinics.receipts import KeyReused, UnusableKey
from patients.editing import EditConflict
from patients.forms.base import KeyedForm, StartedForm
from patients.models import Patient
from patients.services import takes_nothing

Saved = TypeVar("Saved")


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; `None` when the page is only opened."""
    return request.POST if request.method == "POST" else None


def led_away(request: HttpRequest, patient: Patient) -> HttpResponse | None:
    """To the patient's page, where a record takes nothing new; none for one that does."""
    if patient.in_use:
        return None
    messages.warning(request, takes_nothing(patient))
    person = patient.person
    return redirect("assessment:patient", slug=person.clinic.slug, patient_id=person.pk)


def status_of(form: KeyedForm) -> int:
    """409 where others changed the same meanwhile, else 200."""
    return 409 if getattr(form, "conflict", None) is not None else 200


def attempt(
    form: KeyedForm,
    save: Callable[[], Saved],
    *,
    take_errors: Callable[[ValidationError], None] | None = None,
) -> tuple[bool, Saved | None]:
    """Whether the service accepted the form, and its answer; what it refused stands in the form."""
    try:
        return True, save()
    except ValidationError as error:
        (take_errors or form.take_errors)(error)
    except EditConflict as conflict:
        if isinstance(form, StartedForm):
            form.take_conflict(conflict)
        else:
            form.add_error(
                None,
                _("%(who)s changed this meanwhile. Look at it as it is now, then decide again.")
                % {"who": conflict.changed_by},
            )
    except KeyReused:
        form.add_error(
            None,
            _(
                "This form was saved before with other content. What it saved then stands; "
                "open the page again to change it."
            ),
        )
    except UnusableKey:
        form.add_error(None, _("This form is incomplete. Open the page again and save once more."))
    return False, None
