"""Opening, editing, closing and reopening an episode of care."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.forms.base import (
    AnyModelForm,
    KeyedForm,
    StartedForm,
    laid_out,
    read_version,
    side_by_side,
)
from patients.forms.fields import HOW_TO_WRITE_A_DATE, WrittenDateField
from patients.models import EpisodeOfCare


class EpisodeForm(StartedForm, AnyModelForm):
    """Opens an episode, or edits the one it is given."""

    class Meta:
        model = EpisodeOfCare
        fields = ("kind", "side", "problem", "onset_date", "opened_on", "precautions")
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {
            "onset_date": WrittenDateField,
            "opened_on": WrittenDateField,
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "problem": forms.TextInput(attrs={"autocomplete": "off"}),
            "precautions": forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "problem": _("In the words the team uses, such as “ACL reconstruction, week 9”."),
            "onset_date": HOW_TO_WRITE_A_DATE + " " + _("Leave it empty if it is not known."),
            "precautions": _("What the surgeon or you restrict. Shown on every clinical page."),
        }

    helper = laid_out(
        side_by_side("kind", "side"),
        "problem",
        side_by_side("onset_date", "opened_on"),
        "precautions",
    )


class VersionedForm(KeyedForm, forms.Form):
    """A small form about a row, sent with the version that was seen."""

    @property
    def version(self) -> int:
        """The version that was seen."""
        return read_version(self.data.get("version"))


class CloseEpisodeForm(VersionedForm):
    """The day on which an episode ends."""

    closed_on = WrittenDateField(label=_("Closed on"))
    helper = laid_out("closed_on")

    def __init__(self, *arguments: Any, today: date, **options: Any) -> None:
        super().__init__(*arguments, **options | {"initial": {"closed_on": today}})


class ReopenEpisodeForm(VersionedForm):
    """Confirms that an episode be open again."""
