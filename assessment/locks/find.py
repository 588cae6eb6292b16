"""Which tables are locked, guarded and bound to a clinic: read from the models."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db import models

OUR_APPS = ("clinics", "patients", "assessment")


@dataclass(frozen=True)
class Parent:
    """A foreign key whose row must belong to the same clinic (or the same `shared` column).

    Where the parent may leave that `unsaid`, one that does binds nobody: a patient's request that
    names no evaluation can be answered in any of theirs.
    """

    column: str
    table: str
    shared: str
    unsaid: bool = False

    @property
    def says(self) -> str:
        """SQL that is true where the parent says something that a row can differ from."""
        if not self.unsaid:
            return "1 = 1"
        return (
            f"EXISTS (SELECT 1 FROM {self.table} "
            f"WHERE id = NEW.{self.column} AND {self.shared} IS NOT NULL)"
        )


@dataclass(frozen=True)
class Table:
    """One table and what the database holds about it.

    `keys` are the sets of columns under which a row is unique, the primary key first: what
    `INSERT OR REPLACE` would silently delete by. `beside` are the columns that name the assessment
    to which an append-only row is added: none is added to a discarded draft.
    """

    name: str
    chart: bool
    append_only: bool
    is_assessment: bool
    parents: tuple[Parent, ...]
    keys: tuple[tuple[str, ...], ...]
    beside: tuple[str, ...] = ()

    @property
    def guarded(self) -> bool:
        return self.chart or self.append_only or self.is_assessment or bool(self.parents)


def tables() -> list[Table]:
    """Every table of ours that the database has to hold something about, by name."""
    models_of_ours = (
        model for label in OUR_APPS for model in apps.get_app_config(label).get_models()
    )
    found = (_table(model) for model in models_of_ours)
    return sorted((table for table in found if table.guarded), key=lambda table: table.name)


def assessment_columns() -> list[str]:
    """Columns of an assessment that stay as they are while its state changes under lock."""
    moving = {"state", "version_number", "submission_round", "amender_id", "updated_at"}
    model = apps.get_model("assessment", "Assessment")
    columns = (str(field.column) for field in model._meta.concrete_fields)
    return [column for column in columns if column not in moving]


def _table(model: type[models.Model]) -> Table:
    chart_row = apps.get_model("assessment", "Setup").__mro__[1]
    return Table(
        name=model._meta.db_table,
        chart=issubclass(model, chart_row),
        append_only=bool(getattr(model, "append_only", False)),
        is_assessment=model._meta.label == "assessment.Assessment",
        parents=_parents(model),
        keys=_keys(model),
        beside=_beside(model),
    )


def _beside(model: type[models.Model]) -> tuple[str, ...]:
    if not getattr(model, "append_only", False) or getattr(model, "of_discarded", False):
        return ()
    assessment = apps.get_model("assessment", "Assessment")
    return tuple(
        str(field.column)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is assessment
    )


def _parents(model: type[models.Model]) -> tuple[Parent, ...]:
    if not _has(model, "clinic"):
        return ()
    # A patient, an episode or an assessment shared by child and parent must be the same one.
    return tuple(
        Parent(
            field.column,
            field.related_model._meta.db_table,
            f"{shared}_id",
            unsaid=field.related_model._meta.get_field(shared).null,
        )
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and isinstance(field.related_model, type)
        for shared in ("clinic", "patient", "episode", "assessment")
        if field.name != shared and _has(model, shared) and _has(field.related_model, shared)
    )


def _keys(model: type[models.Model]) -> tuple[tuple[str, ...], ...]:
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    unique: list[tuple[str, ...]] = [
        (field.name,)
        for field in model._meta.concrete_fields
        if field.unique and not field.primary_key
    ]
    unique += [tuple(together) for together in model._meta.unique_together]
    unique += [
        tuple(constraint.fields)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields
    ]
    primary = next(str(field.column) for field in model._meta.concrete_fields if field.primary_key)
    return ((primary,), *(tuple(columns[name] for name in names) for names in unique))


def _has(model: type[models.Model], name: str) -> bool:
    return any(
        isinstance(field, models.ForeignKey) and field.name == name
        for field in model._meta.concrete_fields
    )
