"""What all forms of patients share: a key, and for edits what they started from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.core.exceptions import ValidationError

from clinics.receipts import new_key
from patients.editing import Conflict, Edit, EditConflict, Settlement

if TYPE_CHECKING:
    AnyModelForm = forms.ModelForm[Any]
    AnyFormSet = forms.BaseFormSet[Any]
else:
    AnyModelForm = forms.ModelForm
    AnyFormSet = forms.BaseFormSet

HIGHEST_VERSION = 2_000_000_000


def side_by_side(*names: str) -> Div:
    """Fields in one row where there is room."""
    return Div(*(Field(name) for name in names), css_class="field-pair")


class KeyedForm(forms.BaseForm):
    """A form that acts once, however often it is sent; takes the errors of the services.

    A base for what `forms.Form` and `forms.ModelForm` share; the key is no declared field, so that
    a form without one still says everything else that is wrong with it.
    """

    key_name = "key"

    @property
    def key(self) -> str:
        """The key of this form: the one sent, or a fresh one for a form that is shown."""
        if not hasattr(self, "_key"):
            self._key = str(self.data.get(self.key_name, "")) if self.is_bound else new_key()
        return self._key

    def take_errors(self, error: ValidationError) -> None:
        """Show what a service refused, each message at its field where the form has it."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


class StartedForm(KeyedForm):
    """A form that edits a row: it remembers what each field started from.

    Each field carries its first value hidden beside it, so that the service can tell what was
    changed here from what was changed elsewhere.
    """

    instance: Any
    _meta: Any
    conflict: EditConflict | None = None

    def __init__(self, *arguments: Any, instance: Any = None, **options: Any) -> None:
        # Validating writes what was typed on the instance, which the page shows as it is stored.
        super().__init__(*arguments, instance=copy(instance), **options)  # type: ignore[call-arg]
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def version(self) -> int:
        """The version that the form started from; 0 when it was not sent."""
        return read_version(self.data.get(self.add_prefix("version"))) if self.is_bound else 0

    @property
    def version_now(self) -> int:
        """The version to be sent with the next save: the one whose values the page shows."""
        version: int = self.instance.version
        return self.version if self.is_bound and self.conflict is None else version

    def values(self) -> dict[str, Any]:
        """What the row's fields hold."""
        return {name: self.cleaned_data.get(name) for name in self._meta.fields}

    def started(self) -> dict[str, Any]:
        """What the fields started from, as it is stored; without those that were not sent."""
        found: dict[str, Any] = {}
        for name in self._meta.fields:
            field = self.fields[name]
            initial_name = self.add_initial_prefix(self.add_prefix(name))
            sent = field.hidden_widget().value_from_datadict(self.data, self.files, initial_name)
            if sent is None:
                continue
            try:
                value = field.to_python(sent)
                found[name] = self.instance._meta.get_field(name).to_python(value)
            except ValidationError:
                continue
        return found

    def settled(self) -> dict[str, Settlement]:
        """What was chosen for each conflict that was shown."""
        return settlements(self.data)

    def edit(self) -> Edit:
        """All of it, for the service."""
        return Edit(
            values=self.values(),
            version=self.version,
            started=self.started(),
            settled=self.settled(),
        )

    def take_conflict(self, conflict: EditConflict) -> None:
        """Show both values of what was changed on both sides, to choose from."""
        self.conflict = conflict

    def conflicts(self) -> Sequence[Conflict]:
        """The conflicts to be settled before this form can be saved."""
        return self.conflict.conflicts if self.conflict is not None else ()

    def settled_before(self) -> dict[str, Settlement]:
        """The choices already made that still hold, to be sent again."""
        asked = {conflict.key for conflict in self.conflicts()}
        return {key: choice for key, choice in self.settled().items() if key not in asked}


def settlements(data: Mapping[str, Any]) -> dict[str, Settlement]:
    """The choices among the fields sent: "settle-phone" is "mine" or "stored"."""
    prefix = "settle-"
    return {
        name.removeprefix(prefix): Settlement(data[name])
        for name in data
        if name.startswith(prefix) and data[name] in set(Settlement)
    }


def read_version(sent: object) -> int:
    """A version as sent; 0, which is nobody's version, for anything else."""
    text = str(sent or "")
    if text.isascii() and text.isdigit() and len(text) <= 10:
        return min(int(text), HIGHEST_VERSION)
    return 0


def laid_out(*rows: Any) -> FormHelper:
    """A crispy helper for fields within a form element that the template writes."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*rows)
    return helper
