"""Finding another record of the same person, merging the two, and deciding about a record."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.forms.keyed import KeyedForm

LONGEST_REASON = 300
CHOICE = "take-"
MERGED = "merged"


def _version() -> forms.IntegerField:
    """Which version the page showed; one that did not come back is nobody's."""
    return forms.IntegerField(
        required=False, min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput
    )


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write why. Nothing was done yet.")},
    )


class _Decision(KeyedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, forms.IntegerField):
                found[name] = found.get(name) or 0
        return found


class FindRecordForm(forms.Form):
    """The number of the other record."""

    number = forms.CharField(
        label=_("Number of the other record"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type the number of the other record.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class MergeForm(_Decision):
    """Why two records are one person's, confirmed by the password."""

    survivor_version = _version()
    merged_version = _version()
    reason = _reason(_("Why these are one person"))
    password = forms.CharField(
        label=_("Your password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    @property
    def taken(self) -> frozenset[str]:
        """The fields of which the other record's value was chosen."""
        return frozenset(
            name.removeprefix(CHOICE)
            for name in self.data
            if name.startswith(CHOICE) and self.data[name] == MERGED
        )

    @property
    def seen(self) -> tuple[int, int]:
        """The versions of both records that the page showed."""
        return self.cleaned_data["survivor_version"], self.cleaned_data["merged_version"]


class TakeBackForm(MergeForm):
    """Why two records are not one person's after all."""

    reason = _reason(_("Why these are two people"))


class StandingForm(_Decision):
    """Why a record is void, or in use again."""

    version = _version()
    reason = _reason(_("Why"))
