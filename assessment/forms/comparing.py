"""Which two visits of an episode are to be compared."""

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

    def __init__(
        self, data: Mapping[str, Any] | None, *, visits: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data, initial=_ends(visits))
        self.use_required_attribute = False
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.choices = list(visits)
                field.widget.attrs["class"] = "form-select"

    def clean(self) -> dict[str, Any]:
        chosen: dict[str, Any] = self.cleaned_data
        if chosen.get("a") and chosen.get("a") == chosen.get("b"):
            self.add_error("b", _("Choose another visit than the first: these are the same one."))
        return chosen


def _ends(visits: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The first and the last, to begin with."""
    return {"a": visits[0][0], "b": visits[-1][0]} if visits else {}
