"""Choosing a file of patients, saying what its columns are, and deciding what becomes of its rows.

The file travels in the page from one step to the next: nothing of it is stored before it is
imported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinics.held_form import CARRIED_FILE
from patients.dates import DateOrder, written
from patients.files.mapping import FIELDS, Plan, guessed, label_of, problems_of
from patients.files.preview import JudgedRow, Preview
from patients.files.reading import MOST_BYTES, Table, read_file, read_text, too_large
from patients.files.reasons import UnreadableFile
from patients.forms.base import KeyedForm, laid_out
from patients.models import DuplicateOverride, Patient
from patients.services import Decision

MOST_EXAMPLES = 3
MOST_SHOWN = 10
# Rows that are not ready are named one by one up to this many; the download names them all.
MOST_NAMED = 200
DATE_ORDERS = (
    (DateOrder.NOT_SAID, gettext_lazy("the year first (2002-03-11) or the month in letters")),
    (DateOrder.DAY_FIRST, gettext_lazy("day first: 11/03/2002 is 11 Mar 2002")),
    (DateOrder.MONTH_FIRST, gettext_lazy("month first: 03/11/2002 is 11 Mar 2002")),
)


class FileForm(forms.Form):
    """Takes a CSV file; `reasons` are why it cannot be read.

    `size` is that of the whole request: a far too large file never arrives.
    """

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("At most 2 MB and 5,000 rows, in UTF-8."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file.")},
    )
    helper = laid_out("file")

    def __init__(self, *arguments: Any, size: int = 0, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.table: Table | None = None
        self.reasons: tuple[str, ...] = ()
        if size > MOST_BYTES:
            self.fields["file"].error_messages["required"] = too_large()

    def clean_file(self) -> Any:
        """The file, which `table` then holds as rows."""
        file = self.cleaned_data["file"]
        try:
            if (file.size or 0) > MOST_BYTES:
                raise UnreadableFile(too_large())
            self.table = read_file(file.read())
        except UnreadableFile as unreadable:
            self.reasons = unreadable.reasons
            raise forms.ValidationError(_("Choose the file again when it is mended.")) from None
        return file

    def refuse(self, unreadable: UnreadableFile) -> None:
        """Show why the file that came back with its page cannot be used."""
        self.errors.clear()
        self.reasons = unreadable.reasons
        self.add_error("file", _("Choose the file again when it is mended."))


@dataclass(frozen=True, kw_only=True)
class AskedColumn:
    """A column of the file, with what stands first in it and the field it is taken for."""

    position: int
    heading: str
    examples: tuple[str, ...]
    field: str

    @property
    def name(self) -> str:
        """The name of its choice in the form."""
        return f"column-{self.position}"


@dataclass(frozen=True, kw_only=True)
class AskedRow:
    """A row that may be somebody who is known, and whether it was said to be somebody else."""

    row: JudgedRow
    ticked: bool

    @property
    def name(self) -> str:
        """The name of its tick in the form."""
        return f"other-{self.row.number}"


class ImportForm(KeyedForm, forms.Form):
    """What becomes of a file: unbound as it was chosen, bound with what a person said of it."""

    dates = forms.ChoiceField(
        label=gettext_lazy("Birth dates are written"),
        choices=DATE_ORDERS,
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    leave_out = forms.BooleanField(required=False)
    reason = forms.CharField(required=False, max_length=300)

    def __init__(self, data: Mapping[str, Any] | None = None, *, table: Table) -> None:
        super().__init__(data)
        self.table = table
        self.preview: Preview | None = None

    @classmethod
    def carried(cls, data: Mapping[str, Any]) -> ImportForm:
        """The form as it came back with its file. Raises `UnreadableFile`."""
        return cls(data, table=read_text(str(data.get(CARRIED_FILE, ""))))

    @property
    def carrier(self) -> str:
        """The name under which the file travels."""
        return CARRIED_FILE

    @property
    def plan(self) -> Plan:
        """The columns and the order of dates, as guessed or as chosen."""
        if not self.is_bound:
            return Plan(columns=guessed(self.table.headings))
        chosen = [
            str(self.data.get(f"column-{position}", ""))
            for position in range(len(self.table.headings))
        ]
        order = str(self.data.get("dates", ""))
        return Plan(
            columns=tuple(name if name in FIELDS else "" for name in chosen),
            dates=DateOrder(order) if order in set(DateOrder) else DateOrder.NOT_SAID,
        )

    def plan_problems(self) -> list[str]:
        """Why the rows cannot be looked at yet."""
        return list(problems_of(self.plan, self.table.headings))

    def decision(self) -> Decision:
        """What was decided about the rows that were shown."""
        numbers = {str(row.number) for row in self.table.rows}
        ticked = {name.removeprefix("other-") for name in self.data if name.startswith("other-")}
        return Decision(
            seen=str(self.data.get("seen", "")),
            others=frozenset(int(number) for number in ticked & numbers),
            reason=str(self.data.get("reason", "")),
            leave_out=bool(self.data.get("leave_out")),
        )

    def standing(self) -> Decision:
        """The same, as long as the rows shown are those it was decided about."""
        made = self.decision()
        if self.preview is None or made.seen == self.preview.digest:
            return made
        return Decision(seen=made.seen, reason=made.reason)

    def columns(self) -> Sequence[AskedColumn]:
        """Every column, to be mapped."""
        return [
            AskedColumn(
                position=position, heading=heading, examples=self._examples(position), field=field
            )
            for position, (heading, field) in enumerate(
                zip(self.table.headings, self.plan.columns, strict=True)
            )
        ]

    def choices(self) -> Sequence[tuple[str, str]]:
        """What a column can be."""
        return [("", _("leave out")), *((field, label_of(field)) for field in FIELDS)]

    def shown_fields(self) -> Sequence[str]:
        """The labels of the fields in which rows are shown."""
        return [label_of(field) for field in FIELDS]

    def first_ready(self) -> Sequence[Sequence[str]]:
        """The first rows as they would be stored, in words, a value for each of the fields."""
        if self.preview is None:
            return []
        return [
            [_in_words(one, field) for field in FIELDS] for one in self.preview.ready[:MOST_SHOWN]
        ]

    def asked(self) -> Sequence[AskedRow]:
        """The rows to be decided one by one, as many as a page shows."""
        if self.preview is None:
            return []
        others = self.standing().others
        return [
            AskedRow(row=one, ticked=one.number in others)
            for one in self.preview.asked[:MOST_NAMED]
        ]

    def wrong(self) -> Sequence[JudgedRow]:
        """The rows that cannot be imported, as many as a page shows."""
        return self.preview.wrong[:MOST_NAMED] if self.preview else []

    def not_shown(self) -> int:
        """How many rows that are not ready stand in the download alone."""
        if self.preview is None:
            return 0
        return len(self.preview.wrong[MOST_NAMED:]) + len(self.preview.asked[MOST_NAMED:])

    def not_ready(self) -> Sequence[JudgedRow]:
        """The rows that stay out as things are decided now."""
        return self.preview.parted(self.standing().others)[1] if self.preview else []

    @property
    def longest_reason(self) -> int | None:
        """How long a reason can be, in characters."""
        return DuplicateOverride._meta.get_field("reason").max_length

    def _examples(self, position: int) -> tuple[str, ...]:
        found = []
        for row in self.table.rows:
            if position < len(row.cells) and (text := " ".join(row.cells[position].split())):
                found.append(text[:30])
            if len(found) == MOST_EXAMPLES:
                break
        return tuple(found)


def _in_words(one: JudgedRow, field: str) -> str:
    """A value as it would be stored, in words."""
    value = one.entered.values.get(field)
    if field == "number" and not value:
        return _("next free number")
    if isinstance(value, date):
        return written(value)
    if field == "sex":
        return str(Patient.Sex(value or Patient.Sex.UNKNOWN).label)
    return str(value or "")
