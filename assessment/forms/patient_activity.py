"""The form of one activity that the patient named, as a visit rates it."""

from __future__ import annotations

from typing import Any

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.catalogue.patient_activities import AS_BEFORE, DROPPED, NOT_RATED, PROMPT, UNABLE
from assessment.forms.rows import RowForm
from assessment.kinds.address import REASON_MARK

DROP = f"{REASON_MARK}{DROPPED}"
RATINGS = [(str(number), str(number)) for number in range(UNABLE, AS_BEFORE + 1)]
REASONS = [(f"{REASON_MARK}{one.value}", words.capitalize()) for one, words in NOT_RATED.items()]


class ActivityForm(RowForm):
    """What the patient finds hard, and how they rate it now. Nothing is chosen beforehand."""

    statement = forms.CharField(
        label=_("Activity"),
        max_length=200,
        help_text=PROMPT.name,
        error_messages={"required": _("Write what the patient finds hard to do.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    answer = forms.ChoiceField(
        label=PROMPT.rate,
        help_text=PROMPT.scale,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the patient's rating, 0 to 10, or why there is none.")
        },
    )
    why = forms.CharField(
        label=_("Why it is rated no longer"),
        required=False,
        max_length=300,
        help_text=_("Only for an activity that is rated no longer. What was rated stays."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, new: bool = False, **kwargs: Any) -> None:
        """One that is `new` is not dropped at once."""
        self._new = new
        super().__init__(*args, **kwargs)
        choices = [*RATINGS, *REASONS]
        if not new:
            choices.append((DROP, str(_("Rated no longer"))))
        self.fields["answer"].choices = choices  # type: ignore[attr-defined]

    def laid_out(self) -> Layout:
        if self._new:
            del self.fields["why"]
        shown = [] if self._new else [Field("why")]
        return Layout(
            Field("key"),
            Field("started_from"),
            Field("statement"),
            InlineRadios("answer"),
            *shown,
        )
