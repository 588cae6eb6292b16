"""What the forms of a list's rows share: a key, what an edit started from, what stands now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _

from assessment.forms.keyed import KeyedForm
from patients.dates import written


class RowForm(KeyedForm):
    """A row of a list, for adding or for changing it. The service says what is wrong with it."""

    started_from = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self.laid_out()

    def laid_out(self) -> Layout:
        """The fields in their places, hidden ones with them."""
        return Layout(*self.fields)

    def take_errors(self, errors: Mapping[str, str]) -> None:
        """Shows what the service refused, each message at its field."""
        for name, message in errors.items():
            self.add_error(name if name in self.fields else None, message)

    def show_stored(self, stored: Mapping[str, Any]) -> None:
        """Says at each field that differs what stands there now; what was typed stays."""
        typed = dict(self.cleaned_data)
        for name, value in stored.items():
            if name in self.fields and typed.get(name) != value:
                said = _("Stored now: %(stored)s. Yours stands in the field and is not saved.")
                self.add_error(name, said % {"stored": self._shown(name, value)})

    def _shown(self, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, date):
            return written(value)
        flat: dict[Any, Any] = {}
        for code, label in getattr(self.fields[name], "choices", ()):
            flat |= dict(label) if isinstance(label, (list, tuple)) else {code: label}
        return str(flat.get(value, value)) or _("empty")


def started_from_version(said: str) -> int:
    """The version that a page started from; 0, which is nobody's, for anything else."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
