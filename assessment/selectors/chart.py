"""The rows of one assessment, as pages, calculations and the record read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from uuid import UUID

from assessment import catalogue, kinds
from assessment.catalogue.types import (
    DominantLeg,
    InvolvedSide,
    Measure,
    Provenance,
    Section,
    SetupField,
    Side,
    Validity,
)
from assessment.catalogue.units import plain
from assessment.clinical.readings import Context, Reading
from assessment.clinical.restrictions import Limit
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.screen import Screening
from assessment.earlier import EarlierVisits
from assessment.kinds.address import Address, addresses, reason_state
from assessment.kinds.base import Value
from assessment.kinds.marks import Mark, mark_of
from assessment.models import (
    Assessment,
    KeptBeyond,
    NextReview,
    Origin,
    ReadingMark,
    SectionStatus,
    Setup,
    SetupValue,
)
from assessment.models import Reading as ReadingRow
from assessment.selectors.beyond import HeldBeyond, held_beyond
from assessment.selectors.measure_sets import MeasureSet
from assessment.selectors.operations import Operations
from assessment.selectors.restrictions import Restricted, restricted_at
from assessment.selectors.stored import NOTHING, Stored, prescribed
from assessment.selectors.values import (
    answers_to_items,
    canonical_number,
    default_text,
    default_value,
    setup_field_of,
    validity_of,
    value_of,
)
from patients.models import Procedure


class Chart:
    """All rows of one assessment, by section and by field name."""

    def __init__(
        self,
        assessment: Assessment,
        *,
        rows: dict[str, list[ReadingRow]],
        setups: Sequence[Setup],
        setup_values: Sequence[SetupValue],
        statuses: Sequence[SectionStatus],
        measure_set: MeasureSet,
        next_review: NextReview | None,
        marks: Sequence[ReadingMark] = (),
        limits: Sequence[Limit] = (),
        kept_beyond: Sequence[KeptBeyond] = (),
        operations: Operations | None = None,
        carried_of: Mapping[UUID, date] | None = None,
    ) -> None:
        self.assessment = assessment
        self.measure_set = measure_set
        self.separator = assessment.clinic.decimal_separator
        # What a source does not say of how a thing was taken is not filled in for it.
        self.prescribes = assessment.origin == Origin.CHARTED
        self._rows = rows
        self.setups = {setup.measure: setup for setup in setups}
        self.statuses = {status.section: status for status in statuses}
        self.next_review = next_review
        self._marks = {(one.measure, one.side, one.trial): one for one in marks}
        self.limits = tuple(limits)
        self.kept_beyond = list(kept_beyond)
        self.operations = operations or Operations([assessment.patient])
        # The day of the visit that each carried value is of.
        self.carried_of: Mapping[UUID, date] = carried_of or {}
        self.screened: dict[EarlierVisits, tuple[ScreenFacts, Screening]] = {}
        self._beyond: dict[UUID, HeldBeyond | None] = {}
        self._fields: dict[str, dict[str, Stored]] = {}
        self._setup_values: dict[str, list[SetupValue]] = {}
        for one in setup_values:
            self._setup_values.setdefault(one.setup.measure, []).append(one)

    @cached_property
    def procedures(self) -> list[Procedure]:
        """The procedures that count at the visit."""
        visit = self.assessment
        return self.operations.counting(visit.patient, visit.episode, visit.visit_date)

    @cached_property
    def restricted(self) -> Restricted:
        """What is known of the limbs at the visit."""
        return restricted_at(self.assessment, self.limits, self.procedures)

    def rows(self, section: str) -> list[ReadingRow]:
        """A section's rows; raises KeyError for one that was not loaded."""
        return self._rows[section]

    def fields(self, section: Section) -> dict[str, Stored]:
        """What stands in each answered field of a section, by field name."""
        if section.code not in self._fields:
            self._fields[section.code] = self._read(section)
        return self._fields[section.code]

    def stored(self, section: Section, address: Address) -> Stored:
        return self.fields(section).get(address.name, NOTHING)

    def mark(self, row: ReadingRow) -> Mark:
        """What the clinician says of a reading: whether it counts, the pain reached, why not."""
        said = self._marks.get((row.measure, row.side, row.trial))
        return Mark(
            validity=Validity(row.validity),
            pain=said.pain if said else None,
            why=said.why if said else "",
        )

    def version(self, section: str) -> int:
        status = self.statuses.get(section)
        return status.version if status else 0

    def setup_texts(self, measure: Measure, side: Side) -> dict[str, str]:
        """A measure's setup on one side, by field code: choice codes, texts, canonical numbers."""
        prescribed = measure.setup if self.prescribes else ()
        texts = {field.code: default_text(field) for field in prescribed if field.default}
        for one in self._setup_values.get(measure.code, []):
            if one.side in (Side.NONE.value, side.value):
                number = canonical_number(setup_field_of(measure, one.field), one)
                texts[one.field] = one.choice or one.text if number is None else plain(number)
        return texts

    def setup_shown(self, measure: Measure, field: SetupField, side: Side) -> str:
        """One thing about a measure's setup as a reader sees it."""
        for one in self._setup_values.get(measure.code, []):
            if one.field == field.code and one.side in (Side.NONE.value, side.value):
                value = value_of(field, one)
                break
        else:
            value = default_value(field)
        return kinds.of(field.kind).text(field, value, decimal_separator=self.separator)

    def readings(self, section: Section) -> list[Reading]:
        """The section's answers in the form that clinical functions read, trials gathered."""
        found = []
        by_measure: dict[str, dict[str, list[ReadingRow]]] = {}
        for row in self.rows(section.code):
            by_measure.setdefault(row.measure, {}).setdefault(row.side, []).append(row)
        for measure in section.measures:
            by_side = by_measure.get(measure.code, {})
            for side, rows in sorted(by_side.items(), key=lambda pair: pair[0] != "right"):
                found.append(self._reading(measure, Side(side), rows))
        return found

    @cached_property
    def both_operated(self) -> bool:
        """Whether both knees had been operated on by the day of the visit."""
        visit = self.assessment
        return self.operations.both_sides(visit.patient, visit.episode, visit.visit_date)

    def context(self) -> Context:
        """What calculations read of the visit itself."""
        measure = catalogue.measure("body_mass")
        mass = None
        for row in self.rows("visit"):
            # As of any other reading: one that waits, was carried or does not count takes no part.
            if (
                row.measure == measure.code
                and not self.waits(row)
                and row.provenance != Provenance.CARRIED.value
                and row.validity == Validity.VALID.value
            ):
                mass = canonical_number(measure, row)
        return Context(
            involved=InvolvedSide(self.assessment.involved_side),
            both_operated=self.both_operated,
            dominant=DominantLeg(self.assessment.dominant_leg),
            body_mass=mass,
            body_mass_date=self.setup_texts(measure, Side.NONE).get("weighed_on", ""),
            visit_date=self.assessment.visit_date.isoformat(),
            ranks=self._confounding_ranks(),
        )

    def _confounding_ranks(self) -> dict[tuple[str, Side], int]:
        """The grades of this visit that stand in the way of reading another measure."""
        codes = {
            confounder.measure
            for section in catalogue.sections()
            for measure in section.measures
            for confounder in measure.confounders
        }
        return {
            (row.measure, Side(row.side)): rank
            for code in codes
            for row in self.rows(catalogue.section_of(code).code)
            if row.measure == code and row.provenance != Provenance.CARRIED.value
            if (rank := kinds.ordinal(catalogue.measure(code), row.choice)) is not None
        }

    def open_questions(self) -> list[tuple[Section, Address, str]]:
        """Soft limits asked and not answered, over all sections."""
        return [
            (section, one, stored.open_question)
            for section in catalogue.sections()
            for one in addresses(section)
            if (stored := self.fields(section).get(one.name)) and stored.open_question
        ]

    def waits(self, row: ReadingRow) -> bool:
        """Whether an answer waits for the clinician: unusual, or beyond a restriction."""
        held = self.beyond_limits(row)
        return bool(row.question and not row.kept) or (held is not None and not held.settled)

    def beyond_limits(self, row: ReadingRow) -> HeldBeyond | None:
        """The restrictions that an answer goes beyond, with why it is kept; none if it does not."""
        if not self.limits or row.reason or row.provenance == Provenance.CARRIED.value:
            # What was carried was not done again today.
            return None
        if row.pk not in self._beyond:
            measure = catalogue.measure(row.measure)
            self._beyond[row.pk] = held_beyond(
                measure.item(row.trial),
                row,
                self.limits,
                self.kept_beyond,
                setup=self.setup_texts(measure, Side(row.side)),
                state=self._typed(_address(measure, row), value_of(measure.item(row.trial), row)),
                number=canonical_number(measure.item(row.trial), row),
            )
        return self._beyond[row.pk]

    def forget(self, row: ReadingRow) -> None:
        """Looks at an answer anew the next time: it, or why it is kept, was just written."""
        self._beyond.pop(row.pk, None)

    def _reading(self, measure: Measure, side: Side, rows: list[ReadingRow]) -> Reading:
        standing = next((row for row in rows if row.trial == 0), None)
        # A value that still waits for the clinician's "keep" takes no part in any result, nor does
        # a trial that the clinician has marked as not counting.
        trials = [
            number
            for row in sorted(rows, key=lambda row: row.trial)
            if row.trial and not self.waits(row)
            if row.validity == Validity.VALID.value
            if (number := canonical_number(measure.item(row.trial), row)) is not None
        ]
        if measure.instrument is not None:
            trials = []
        number = canonical_number(measure, standing) if standing else None
        reason = standing.reason if standing else ""
        if standing and self.waits(standing):
            number, reason = None, "to_confirm"
        return Reading(
            measure=measure.code,
            side=side,
            number=number,
            choice=standing.choice if standing else "",
            text=standing.text if standing else "",
            reason=reason,
            trials=tuple(trials),
            items=answers_to_items(measure, rows),
            setup=self.setup_texts(measure, side),
            validity=validity_of(standing, rows, counting=bool(trials)),
            provenance=Provenance(standing.provenance if standing else Provenance.MEASURED),
        )

    def _read(self, section: Section) -> dict[str, Stored]:
        # What the measures' descriptions prescribe stands there until said otherwise.
        fields = dict(prescribed(section, self.separator)) if self.prescribes else {}
        answered = {(row.measure, row.side, row.trial): row for row in self.rows(section.code)}
        said = {
            (measure.code, one.field, one.side): one
            for measure in section.measures
            for one in self._setup_values.get(measure.code, ())
        }
        for one in addresses(section) if answered or said else ():
            row: ReadingRow | SetupValue | None
            if one.setup_field is not None:
                row = said.get((one.measure.code, one.setup_field.code, one.side.value))
            else:
                row = answered.get((one.measure.code, one.side.value, one.trial))
            if row is None:
                continue
            fields[one.name] = self._stored(one, row)
            if isinstance(row, ReadingRow):
                fields[mark_of(one).name] = Stored(
                    state=self.mark(row).state,
                    version=row.version,
                    by=fields[one.name].by,
                    row=row,
                )
        return fields

    def _stored(self, one: Address, row: ReadingRow | SetupValue) -> Stored:
        reason = getattr(row, "reason", "")
        state = reason_state(reason) if reason else self._typed(one, value_of(one.about, row))
        return Stored(
            state=state,
            question=getattr(row, "question", ""),
            kept=getattr(row, "kept", False),
            version=row.version,
            by=row.recorded_by.full_name,
            at=row.recorded_at,
            row=row,
            beyond=self.beyond_limits(row) if isinstance(row, ReadingRow) else None,
        )

    def _typed(self, one: Address, value: Value) -> str:
        return kinds.of(one.about.kind).typed(one.about, value, decimal_separator=self.separator)


def _address(measure: Measure, row: ReadingRow) -> Address:
    return Address(measure=measure, side=Side(row.side), trial=row.trial)
