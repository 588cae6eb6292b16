"""What a patient asks to have corrected, and what is decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.forms.fields import iso_date_field
from assessment.forms.keyed import KeyedForm
from assessment.models.releasing import LONGEST_ASKED


class LaidOutForm(KeyedForm):
    """Laid out by crispy, inside the page's own form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class LogRequestForm(LaidOutForm):
    """When it arrived, what it says, and which visit it is about where that was said."""

    received_on = iso_date_field(
        _("Received on"), error_messages={"required": _("Write when the request arrived.")}
    )
    assessment = forms.ChoiceField(
        label=_("About the visit of"),
        required=False,
        error_messages={
            "invalid_choice": _("Choose one of this patient's signed evaluations, or none.")
        },
    )
    asked = forms.CharField(
        label=_("What the patient asks for"),
        max_length=LONGEST_ASKED,
        help_text=_("In their own words. The answer is due sixty days after the request arrived."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what the patient asks for, in their words.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        visits: Sequence[tuple[str, str]],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        field: Any = self.fields["assessment"]
        field.choices = [("", _("not said")), *visits]


class DecisionForm(LaidOutForm):
    """Accepted or refused, why, and what the patient says against a refusal."""

    ACCEPTED, REFUSED = "accepted", "refused"

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("", _("Choose")), (ACCEPTED, _("Accepted")), (REFUSED, _("Refused"))],
        error_messages={"required": _("Accept or refuse the request.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_ASKED,
        help_text=_("The patient is told this, and it stands with the evaluation."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why. Nothing was decided yet.")},
    )
    disagreement = forms.CharField(
        label=_("What the patient says against a refusal"),
        required=False,
        max_length=LONGEST_ASKED,
        help_text=_("Their statement of disagreement, where they gave one."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
