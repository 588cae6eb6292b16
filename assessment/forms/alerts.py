"""What is answered to a red-flag rule: acted on, not followed, resolved, opened in spite of it."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.forms.fields import iso_date_field
from assessment.forms.keyed import KeyedForm
from assessment.models import AlertResponse

AREA = forms.Textarea(attrs={"rows": 3})


class AnswerForm(KeyedForm):
    """What every answer has; `kind` says which it is."""

    kind = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self.laid_out()

    def laid_out(self) -> Layout:
        return Layout(*(Field(name) for name in self.fields))

    def answer(self, zone: tzinfo) -> dict[str, Any]:
        """What the service is given; what is missing is the service's to say."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("key", "on", "at")
        }


class DoneForm(AnswerForm):
    """What was done, who was told and when, and what the patient was told."""

    what = forms.CharField(label=_("What was done"), required=False, widget=AREA)
    told = forms.CharField(
        label=_("Who was told"), required=False, help_text=_("Name and place, or service.")
    )
    on = iso_date_field(_("On"), required=False)
    at = forms.TimeField(
        label=_("At"),
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Type the time as hours and minutes: 09:20.")},
    )
    patient_told = forms.CharField(
        label=_("What was said to the patient"), required=False, widget=AREA
    )

    def laid_out(self) -> Layout:
        return Layout(
            Field("key"),
            Field("kind"),
            Field("what"),
            Field("told"),
            Div(
                Field("on", wrapper_class="col-6"),
                Field("at", wrapper_class="col-6"),
                css_class="row",
            ),
            Field("patient_told"),
        )

    def answer(self, zone: tzinfo) -> dict[str, Any]:
        day, time = self.cleaned_data.get("on"), self.cleaned_data.get("at")
        told_at = datetime.combine(day, time, zone) if day and time else None
        return {**super().answer(zone), "told_at": told_at}


class OverrideForm(AnswerForm):
    """Why the recommendation is not followed."""

    reason = forms.ChoiceField(
        label=_("Why it is not followed"),
        required=False,
        choices=[("", _("Choose a reason")), *AlertResponse.Reason.choices],
    )
    what = forms.CharField(label=_("In your words"), required=False, widget=AREA)


class WhyForm(AnswerForm):
    """Why: for opening a stopped section, for resolving a flag of an earlier visit."""

    what = forms.CharField(label=_("Why"), required=False, widget=AREA)


class AllNoForm(KeyedForm):
    """The questions that the page listed, so that no other is answered."""

    codes = forms.CharField(required=False, widget=forms.HiddenInput)
