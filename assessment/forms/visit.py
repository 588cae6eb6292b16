"""The details of a visit: when it was, which knee it is about, which leg leads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assessment.forms.acts import prose
from assessment.forms.keyed import KeyedForm
from assessment.models import DominantLeg, InvolvedSide, VisitKind
from patients.dates import written
from patients.text import refused_in_line, tidy_line


class VisitForm(KeyedForm):
    """Date and time are the clinic's; the involved side is this visit's own and may change."""

    kind = forms.ChoiceField(label=_("Kind of visit"), choices=VisitKind.choices)
    on = forms.DateField(
        label=_("Date"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Type the date as year-month-day with digits: 2026-03-11.")},
    )
    at = forms.TimeField(
        label=_("Time"),
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Type the time as hours and minutes: 09:20.")},
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
        help_text=_(
            "Only for a visit on an earlier day or on paper. It is marked as a late entry."
        ),
    )
    from_paper = forms.BooleanField(
        label=_("It was written on paper at the visit"),
        required=False,
        help_text=_("The report then says: late entry, from paper."),
    )
    paper_author = forms.CharField(
        label=_("Who wrote it on paper, if somebody else"),
        max_length=200,
        required=False,
        help_text=_("Name and credentials, as they stand on the paper."),
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_late_reason(self) -> str:
        return prose(self.cleaned_data["late_reason"])

    def clean_paper_author(self) -> str:
        name = tidy_line(self.cleaned_data["paper_author"])
        if refused_in_line(name) is not None:
            raise forms.ValidationError(
                _("This holds an invisible control character. Remove it, or type it anew.")
            )
        return name

    def clean_version(self) -> int:
        """The version that the page started from; 0, which is nobody's, for anything else."""
        said = self.cleaned_data["version"]
        return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0

    def show_stored(self, stored: Mapping[str, Any]) -> None:
        """Says at each field that differs what stands there now; what was typed stays."""
        typed = dict(self.cleaned_data)
        for name, value in stored.items():
            if typed.get(name) != value:
                said = _now("Stored now: %(stored)s. Yours stands in the field and is not saved.")
                self.add_error(name, said % {"stored": self._shown(name, value)})

    def _shown(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return written(value)
        if isinstance(value, time):
            return value.strftime("%H:%M")
        if isinstance(value, bool):
            return _now("yes") if value else _now("no")
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value)) or _now("empty")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
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
            Field("from_paper"),
            Field("paper_author"),
            Field("involved_side"),
            Field("dominant_leg"),
        )
