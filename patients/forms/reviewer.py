"""Letting a reviewer read a patient, and ending that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clinics.models import User
from patients.forms.base import KeyedForm, laid_out, side_by_side
from patients.forms.fields import WrittenDateField
from patients.models import ReviewerAssignment
from patients.validators import validate_line


class AssignReviewerForm(KeyedForm, forms.Form):
    """Who may read the patient, until when, what for."""

    reviewer = forms.TypedChoiceField(label=_("Reviewer"))
    until = WrittenDateField(label=_("Until and including"))
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=ReviewerAssignment._meta.get_field("purpose").max_length,
        validators=[validate_line],
        help_text=_("Why this person reads the chart, such as “second opinion before surgery”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    helper = laid_out(side_by_side("reviewer", "until"), "purpose")

    def __init__(self, *arguments: Any, reviewers: Sequence[User], **options: Any) -> None:
        super().__init__(*arguments, **options)
        by_id = {str(one.pk): one for one in reviewers}
        field: Any = self.fields["reviewer"]
        field.choices = [("", "---------"), *((pk, str(one)) for pk, one in by_id.items())]
        field.coerce = by_id.get
        field.empty_value = None


class EndAssignmentForm(KeyedForm, forms.Form):
    """Confirms that a reviewer's access ends now."""
