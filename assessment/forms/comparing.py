"""Which two visits of an episode, or versions of an evaluation, are to be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

UNKNOWN = _("Choose one of the signed visits of this episode.")


class TwoVisitsForm(forms.Form):
    """Two different visits out of those given, as pairs of id and words. Sent as a query."""

    a = forms.ChoiceField(
        label=_("Visit"), error_messages={"invalid_choice": UNKNOWN, "required": UNKNOWN}
    )
    b = forms.ChoiceField(
        label=_("compared with"), error_messages={"invalid_choice": UNKNOWN, "required": UNKNOWN}
    )

    same = _("Choose another visit than the first: these are the same one.")

    def __init__(
        self, data: Mapping[str, Any] | None, *, choices: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data, initial=_ends(choices))
        self.use_required_attribute = False
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.choices = list(choices)
                field.widget.attrs["class"] = "form-select"

    def clean(self) -> dict[str, Any]:
        chosen: dict[str, Any] = self.cleaned_data
        if chosen.get("a") and chosen.get("a") == chosen.get("b"):
            self.add_error("b", self.same)
        return chosen


UNKNOWN_VERSION = _("Choose one of the versions of this evaluation.")


class TwoVersionsForm(TwoVisitsForm):
    """Two different versions of one evaluation, as pairs of name and words. Sent as a query."""

    a = forms.ChoiceField(
        label=_("Version"),
        error_messages={"invalid_choice": UNKNOWN_VERSION, "required": UNKNOWN_VERSION},
    )
    b = forms.ChoiceField(
        label=_("compared with"),
        error_messages={"invalid_choice": UNKNOWN_VERSION, "required": UNKNOWN_VERSION},
    )
    same = _("Choose another version than the first: these are the same one.")


def _ends(choices: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The first and the last, to begin with."""
    return {"a": choices[0][0], "b": choices[-1][0]} if choices else {}
