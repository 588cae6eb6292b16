"""The form of one diagnosis."""

from __future__ import annotations

from typing import Any

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.forms.rows import RowForm
from assessment.models import DiagnosisSide


class DiagnosisForm(RowForm):
    """Nothing is proposed: the words, the side and the code are the clinician's."""

    text = forms.CharField(
        label=_("Diagnosis"),
        max_length=300,
        help_text=_("In your own words, as it shall stand in the report."),
        error_messages={"required": _("Write the diagnosis in your own words.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    side = forms.ChoiceField(
        label=_("Side"),
        choices=DiagnosisSide.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say which side it is about, or that it has none.")},
    )
    code = forms.CharField(
        label=_("ICD-10-CM code"),
        max_length=16,
        required=False,
        help_text=_(
            "Optional, as your payer asks for it. Type a code or a word, and the field offers what "
            "fits; any other code is taken as well. It is kept as you type it."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "list": "icd-codes"}
        ),
    )
    keep = forms.BooleanField(
        label=_("Keep it: this code is meant as it stands"),
        required=False,
        widget=forms.HiddenInput,
    )
    primary = forms.BooleanField(
        label=_("Primary diagnosis. Only one is: the mark leaves any other."), required=False
    )

    def __init__(self, *args: Any, places: int = 0, **kwargs: Any) -> None:
        """`places` is how many diagnoses there are to be put in order; none for a new one."""
        self._places = places
        super().__init__(*args, **kwargs)

    def laid_out(self) -> Layout:
        more = []
        if self._places > 1:
            self.fields["place"] = forms.TypedChoiceField(
                label=_("Place in the list"),
                coerce=int,
                choices=[(place, place) for place in range(1, self._places + 1)],
            )
            more.append(Field("place"))
        return Layout(
            Field("key"),
            Field("started_from"),
            Field("text"),
            InlineRadios("side"),
            Div(Field("code"), *more, css_class="field-pair"),
            Field("keep"),
            Field("primary"),
        )

    def ask_to_keep(self) -> None:
        """Offers the answer to a code that lacks a character."""
        self.fields["keep"].widget = forms.CheckboxInput()
        self.fields["keep"].widget.attrs["class"] = "form-check-input"


class CodeSearchForm(forms.Form):
    """Looking a code up by its beginning or by words."""

    q = forms.CharField(
        label=_("Look up a code"),
        max_length=60,
        required=False,
        help_text=_("By the beginning of a code, or by words: meniscus, pain knee."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )
