"""Taking over a draft, and giving drafts to somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.forms.acts import KeyedReasonForm


class TakeOverForm(KeyedReasonForm):
    """Why, and whose it was when the page was opened."""

    holder = forms.UUIDField(widget=forms.HiddenInput)


class ReassignForm(KeyedReasonForm):
    """Which drafts go to whom, and why."""

    drafts = forms.MultipleChoiceField(
        label=_("Drafts"),
        error_messages={
            "required": _("Choose at least one draft."),
            "invalid_choice": _("One of these drafts is not open any more. Choose again."),
        },
    )
    to = forms.ChoiceField(
        label=_("Hand to"),
        error_messages={
            "required": _("Choose who charts on."),
            "invalid_choice": _("Choose somebody who charts in this clinic."),
        },
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        drafts: Sequence[str],
        people: Sequence[tuple[str, str]],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        self.use_required_attribute = False
        choices: dict[str, list[tuple[str, Any]]] = {
            "drafts": [(one, one) for one in drafts],
            "to": [("", _("Choose a person")), *people],
        }
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField) and name in choices:
                field.choices = choices[name]
        self.fields["to"].widget.attrs["class"] = "form-select"
