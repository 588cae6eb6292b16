"""The procedures of an episode as rows of its form; two empty rows wait at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from patients.forms.base import AnyFormSet, AnyModelForm, StartedForm
from patients.forms.fields import WrittenDateField
from patients.models import Procedure
from patients.services import ProcedureEntry
from patients.services.procedures import FIELDS

PREFIX = "procedures"
FOLDED = FIELDS[FIELDS.index("graft") :]
LINES = ("name", "surgeon", "detail", "implant", "facility", "also_done", "complications")
MOST_ROWS = 30
EMPTY_ROWS = 2


class ProcedureForm(StartedForm, AnyModelForm):
    """One procedure. Which one it is, and its version, travel beside the fields."""

    newer_version: int | None = None

    class Meta:
        model = Procedure
        fields = FIELDS
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"date": WrittenDateField}
        widgets: ClassVar[dict[str, forms.Widget]] = {
            name: forms.TextInput(attrs={"autocomplete": "off"}) for name in LINES
        }

    @property
    def procedure_id(self) -> UUID | None:
        """The procedure that this row is about; `None` for a new one."""
        sent = self.data.get(self.add_prefix("id")) if self.is_bound else self.initial.get("id")
        try:
            return UUID(str(sent)) if sent else None
        except ValueError:
            return None

    @property
    def version_now(self) -> int:
        """The version to be sent with this row: the one whose values the page shows."""
        if self.newer_version is not None:
            return self.newer_version
        return self.version if self.is_bound else int(self.initial.get("version", 0))

    @property
    def says_more(self) -> bool:
        """Whether the folded part needs to be seen."""
        return any(self[name].value() or self[name].errors for name in FOLDED)

    @property
    def to_be_removed(self) -> bool:
        """Whether the row is ticked for removal."""
        return bool(self.cleaned_data.get(DELETION_FIELD_NAME))

    def entry(self, row: int) -> ProcedureEntry:
        """The row for the service."""
        return ProcedureEntry(
            row=row,
            procedure_id=self.procedure_id,
            version=self.version,
            values=self.values(),
            started=self.started(),
            settled=self.settled(),
            remove=self.to_be_removed,
        )


class Procedures(AnyFormSet):
    """All rows of one episode's form."""

    def entries(self) -> list[ProcedureEntry]:
        """The rows that say something, for the service."""
        return [
            form.entry(row)
            for row, form in enumerate(self.forms)
            if form.procedure_id is not None or (form.has_changed() and not form.to_be_removed)
        ]

    def take_errors(self, error: ValidationError) -> ValidationError | None:
        """Show what a service refused of a row; answers what belongs elsewhere."""
        if not hasattr(error, "error_dict"):
            return error
        elsewhere: dict[str, Any] = {}
        for name, errors in error.error_dict.items():
            prefix, _dash, rest = name.partition("-")
            row, _dash, field = rest.partition("-")
            if prefix == self.prefix and row.isdigit() and int(row) < len(self.forms):
                self.forms[int(row)].add_error(field, errors)
            else:
                elsewhere[name] = errors
        return ValidationError(elsewhere) if elsewhere else None

    def take_conflict(self, stored: Sequence[Procedure]) -> None:
        """Send the rows next time with the versions of the procedures as they are now."""
        versions = {one.pk: one.version for one in stored}
        for form in self.forms:
            form.newer_version = versions.get(form.procedure_id)

    def add_fields(self, form: ProcedureForm, index: int | None) -> None:
        """Add the removal tick, with words of ours."""
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].label = _("Remove this procedure")


_ProcedureForms: Any = forms.formset_factory(
    ProcedureForm,
    formset=Procedures,
    extra=EMPTY_ROWS,
    can_delete=True,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
    validate_max=True,
)


def procedures_of(stored: Sequence[Procedure] = ()) -> Procedures:
    """The rows to show for the procedures of an episode."""
    names = ProcedureForm._meta.fields or ()
    initial = [
        {"id": one.pk, "version": one.version, **{name: getattr(one, name) for name in names}}
        for one in stored
    ]
    formset: Procedures = _ProcedureForms(initial=initial, prefix=PREFIX)
    return formset


def procedures_sent(data: Mapping[str, Any]) -> Procedures:
    """The rows that were sent."""
    formset: Procedures = _ProcedureForms(data=data, prefix=PREFIX)
    return formset
