"""The details of a visit: when it was, which knee it is about, which leg leads."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.models import DominantLeg, InvolvedSide, VisitKind


class VisitForm(forms.Form):
    """Date and time are the clinic's; the involved side is this visit's own and may change."""

    kind = forms.ChoiceField(label=_("Kind of visit"), choices=VisitKind.choices)
    on = forms.DateField(
        label=_("Date"), input_formats=["%Y-%m-%d"], widget=forms.DateInput(attrs={"type": "date"})
    )
    at = forms.TimeField(
        label=_("Time"),
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    involved_side = forms.ChoiceField(
        label=_("Involved side at this visit"),
        choices=InvolvedSide.choices,
        widget=forms.RadioSelect,
        help_text=_("Symmetry is worked out from this. With both or neither there is no index."),
    )
    dominant_leg = forms.ChoiceField(
        label=_("Dominant leg (the one to kick with)"),
        choices=DominantLeg.choices,
        initial=DominantLeg.UNKNOWN,
        widget=forms.RadioSelect,
    )
    late_reason = forms.CharField(
        label=_("Why it is entered late"),
        max_length=500,
        required=False,
        help_text=_("Only for a visit on an earlier day. It is marked as a late entry."),
    )
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("key"),
            Field("version"),
            Field("kind"),
            Div(
                Field("on", wrapper_class="col-6"),
                Field("at", wrapper_class="col-6"),
                css_class="row",
            ),
            Field("late_reason"),
            Field("involved_side"),
            Field("dominant_leg"),
        )
