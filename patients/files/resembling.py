"""Who in a file is likely somebody the clinic has, or somebody else in the file.

The rule is `duplicates.resemblances`, as for one who is registered. Asking the database for each of
thousands of rows would take minutes, so that everybody is looked up in memory by the same keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from patients.dates import transposed
from patients.duplicates import MOST_SHOWN, Resemblance, newcomer_like, resemblances
from patients.models import Patient
from patients.text import words

# Each of thousands of rows is compared with so many: enough unless hundreds share a birth date, as
# where 1 Jan 1970 stands for "not known". The same name and the same telephone are compared first.
MOST_COMPARED = 50
# Marks who has no birth date among the keys, where None would mean everybody's.
UNDATED = "undated"


@dataclass(frozen=True, kw_only=True)
class Alike:
    """Who a row may be: a patient of the clinic, or the one in an earlier row, with the reasons."""

    patient: Patient
    reasons: tuple[Resemblance, ...]
    row: int | None = None

    @property
    def in_words(self) -> str:
        """Who, and why: "row 3: same name, same birth date"."""
        reasons = ", ".join(str(reason.value) for reason in self.reasons)
        who = (
            _("No. %s") % self.patient.number
            if self.row is None
            else _("row %d of this file") % self.row
        )
        return f"{self.patient}, {who}: {reasons}"

    @property
    def told(self) -> str:
        """The same as a key: it changes when what was seen changes."""
        who = self.patient.pk if self.row is None else self.row
        return f"{who} {' '.join(reason.name for reason in self.reasons)}"


class Acquaintances:
    """People by the keys under which likely duplicates are looked up."""

    def __init__(self, patients: Iterable[Patient] = ()) -> None:
        self._by_key: dict[Hashable, list[tuple[Patient, int | None]]] = defaultdict(list)
        for patient in patients:
            self.add(patient)

    def add(self, patient: Patient, *, row: int | None = None) -> None:
        """Make somebody known; `row` for one who stands in the file."""
        for key in _stored_under(patient):
            self._by_key[key].append((patient, row))

    def like(self, newcomer: Patient) -> tuple[Alike, ...]:
        """Those who may be the newcomer, in the order in which they became known."""
        sought = newcomer_like(newcomer)
        candidates: dict[int, tuple[Patient, int | None]] = {}
        for key in _looked_up_under(newcomer):
            for patient, row in self._by_key.get(key, ()):
                if len(candidates) == MOST_COMPARED:
                    break
                candidates.setdefault(id(patient), (patient, row))
        found: dict[Hashable, Alike] = {}
        for patient, row in candidates.values():
            if reasons := resemblances(sought, patient):
                # Who resembles a merged record may be the one that it was merged into.
                one = Alike(patient=patient.person, reasons=reasons, row=row)
                found.setdefault((one.patient.pk, row), one)
        return tuple(found.values())[:MOST_SHOWN]


def _stored_under(patient: Patient) -> Iterator[Hashable]:
    yield "name", patient.name_key
    if patient.phone_key:
        yield "phone", patient.phone_key
    if patient.birth_date is not None:
        yield patient.birth_date
    for word in _name_words(patient):
        yield word
        if patient.birth_date is None:
            yield UNDATED, word


def _looked_up_under(newcomer: Patient) -> Iterator[Hashable]:
    """As `duplicates._could_be` asks the database, the telling keys first."""
    yield "name", newcomer.name_key
    if newcomer.phone_key:
        yield "phone", newcomer.phone_key
    if newcomer.birth_date is None:
        yield from _name_words(newcomer)
        return
    yield newcomer.birth_date
    if other := transposed(newcomer.birth_date):
        yield other
    for word in _name_words(newcomer):
        yield UNDATED, word


def _name_words(patient: Patient) -> list[str]:
    return words(f"{patient.given_name} {patient.family_name}")
