"""Asking for a review, saying what one found, answering a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.forms.keyed import KeyedForm
from assessment.models import ReviewOutcome
from assessment.models.reviewing import LONGEST_COMMENT


def _prose_field(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_COMMENT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        **options,
    )


class PlainKeyedForm(KeyedForm):
    """Whose `<form>` element and buttons stand in the template."""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper


class ReviewForm(PlainKeyedForm):
    """What a reviewer says of the version that the page shows."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("What you found"),
        choices=[("", _("Choose")), *ReviewOutcome.choices],
        error_messages={"required": _("Say whether you reviewed it, ask, or have a concern.")},
    )
    comment = _prose_field(
        _("Comment"),
        required=False,
        help_text=_("Needed for a question and a concern. It is printed with the report."),
    )

    def clean_version(self) -> int:
        """The version that the page showed; one that is nobody's for anything else."""
        said = self.cleaned_data["version"]
        return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else -1

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = self.cleaned_data
        asks = found.get("outcome") in (ReviewOutcome.QUESTION, ReviewOutcome.CONCERN)
        if asks and not found.get("comment", "").strip() and "comment" not in self.errors:
            self.add_error("comment", _("Write what you ask, or what concerns you."))
        return found


class AskForm(PlainKeyedForm):
    """Whom to ask, and what they should look at."""

    reviewer = forms.ChoiceField(
        label=_("Whom to ask"), error_messages={"required": _("Choose whom to ask.")}
    )
    note = _prose_field(
        _("What they should look at"),
        required=False,
        help_text=_("Only the person asked reads it, in their list of reviews."),
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reviewer"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Choose")), *people]
            field.error_messages["invalid_choice"] = _(
                "This person cannot be asked about this version any more. Choose somebody else."
            )


class AnswerForm(PlainKeyedForm):
    """The answer to a question or a concern."""

    text = _prose_field(
        _("Your answer"),
        help_text=_("It is printed with the report, below the question."),
        error_messages={"required": _("Write the answer.")},
    )
