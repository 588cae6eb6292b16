"""The form of one goal, as a visit says it."""

from __future__ import annotations

from typing import Any

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.catalogue.types import Measure
from assessment.forms.rows import RowForm
from assessment.models import GoalStatus, Side

LONGEST_TARGET = 60


class GoalForm(RowForm):
    """What the patient wants to do, and the measure and target that tell how far it is."""

    statement = forms.CharField(
        label=_("Goal"),
        max_length=1000,
        help_text=_("What the patient wants to be able to do, in their words or yours."),
        error_messages={"required": _("Write what the patient wants to be able to do.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    measure = forms.ChoiceField(
        label=_("Measured by"),
        required=False,
        help_text=_("Optional. Its baseline and last value then stand beside the goal."),
    )
    side = forms.ChoiceField(
        label=_("Side"), choices=Side.choices, initial=Side.NONE, widget=forms.RadioSelect
    )
    target = forms.CharField(
        label=_("Target"),
        required=False,
        max_length=LONGEST_TARGET,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    keep = forms.BooleanField(
        label=_("Keep it: this target is meant"), required=False, widget=forms.HiddenInput
    )
    due = forms.DateField(
        label=_("Target date"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Type the date as year-month-day with digits: 2026-03-11.")},
    )
    status = forms.ChoiceField(
        label=_("Status"),
        choices=GoalStatus.choices,
        widget=forms.RadioSelect,
        help_text=_("As you judge it. Nothing sets it for you."),
    )
    remark = forms.CharField(
        label=_("Remark on the status"),
        required=False,
        max_length=300,
        help_text=_("Needed where the goal is dropped: why."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self,
        *args: Any,
        measures: list[tuple[str, list[Measure]]],
        how: str = "",
        new: bool = False,
        **kwargs: Any,
    ) -> None:
        """`how` says how a target of the goal's measure is typed; a `new` goal is open."""
        self._new = new
        super().__init__(*args, **kwargs)
        choices: list[Any] = [("", _("Nothing that is measured here"))]
        choices += [(label, [(one.code, one.label) for one in group]) for label, group in measures]
        self.fields["measure"].choices = choices  # type: ignore[attr-defined]
        self.fields["target"].help_text = how or _(
            "With its unit: 350 N, 120 deg, 3 /10; a grade as it is written: 4+."
        )

    def laid_out(self) -> Layout:
        if self._new:
            del self.fields["status"], self.fields["remark"]
        shown = [] if self._new else [InlineRadios("status"), Field("remark")]
        return Layout(
            Field("key"),
            Field("started_from"),
            Field("statement"),
            Field("measure"),
            InlineRadios("side"),
            Div(Field("target"), Field("due"), css_class="field-pair"),
            Field("keep"),
            *shown,
        )

    def ask_to_keep(self) -> None:
        """Offers the answer to a target that is beyond what is usual."""
        self.fields["keep"].widget = forms.CheckboxInput()
        self.fields["keep"].widget.attrs["class"] = "form-check-input"
