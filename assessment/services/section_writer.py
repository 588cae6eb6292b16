"""Applying what was typed to one section: each field saved, refused, asked about or in conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from assessment import kinds
from assessment.catalogue.types import Kind, Measure, Section
from assessment.clinical.instruments import CODING
from assessment.kinds.address import (
    REASON_MARK,
    SETUP,
    VALIDITY,
    Address,
    address,
    measure_addresses,
    reason_in,
)
from assessment.kinds.base import Refused, Value
from assessment.kinds.neutral_zero import looks_like_a_range
from assessment.models import NotTested, Reading, SetupValue
from assessment.selectors.chart import Chart
from assessment.selectors.stored import Stored
from assessment.selectors.values import value_of
from assessment.services import carrying, marking
from assessment.services.beyond import LimitWriter, refuse_without_words
from assessment.services.changes import Change, FieldAnswer, Outcome
from assessment.services.ranges import ends_of
from assessment.services.section_rows import SectionRows
from clinics.access import Member


class SectionWriter:
    """Applies changes to one section's rows within the caller's transaction."""

    def __init__(self, chart: Chart, section: Section, by: Member, version: int) -> None:
        self.section = section
        self.rows = SectionRows(chart, section, by, version)
        self.limits = LimitWriter(self.rows)
        self.wrote: set[str] = set()

    @property
    def chart(self) -> Chart:
        """The section as it stands, with what this save wrote when it was last looked at."""
        return self.rows.chart

    def stored(self, where: Address) -> Stored:
        """What stands in a field."""
        return self.chart.stored(self.section, where)

    def apply_all(self, changes: Sequence[Change]) -> tuple[FieldAnswer, ...]:
        """Each change answered in the order it came; three numbers for a range go last, so that
        what was typed or cleared in the range's other field stands by then, and marks of values
        after the values.
        """
        last = [(is_mark(one.field), looks_like_a_range(one.to)) for one in changes]
        found: dict[int, FieldAnswer] = {}
        for at in sorted(range(len(changes)), key=lambda at: last[at]):
            found[at] = self.apply(changes[at])
        return tuple(found[at] for at in range(len(changes)))

    def apply(self, change: Change) -> FieldAnswer:
        where = address(self.section, change.field)
        stored = self.stored(where)
        if looks_like_a_range(change.to) and self.wrote:
            self.rows.look_again()
            stored = self.stored(where)
            change = self._seen(change, where)
        if where.validity:
            return self._marked(where, change)
        if change.carry or change.confirm:
            return self._carried(where, change, stored)
        if change.to == stored.state and not (
            (change.keep or change.because) and stored.open_question
        ):
            return self._answer(change, Outcome.UNCHANGED, stored)
        if change.to != stored.state and stored.state != change.started_from:
            return self._answer(change, Outcome.CONFLICT, stored, message=_met())
        try:
            self._refuse_what_loses_its_place(where, change)
            refuse_without_words(change)
            ranged = self._ranged(where, change)
            if ranged is not None:
                return ranged
            reason, value = self._parse(where, change.to)
        except Refused as refusal:
            return self._answer(change, Outcome.REFUSED, stored, message=str(refusal))
        if isinstance(stored.row, Reading) and change.to != stored.state:
            self.limits.drop(stored.row)
        row = self.rows.write(
            where, stored, reason, value, keep=change.keep or bool(change.because)
        )
        self.wrote.add(change.field)
        question = self._asked(row, change)
        return FieldAnswer(
            field=change.field,
            outcome=Outcome.QUESTION if question else Outcome.SAVED,
            stored=self._state(where, reason, value),
            message=question,
        )

    def _marked(self, where: Address, change: Change) -> FieldAnswer:
        """Whether a value counts: the same save may just have written or cleared it."""
        if self.wrote:
            self.rows.look_again()
        stored = self.stored(where)
        if change.to == stored.state:
            return self._answer(change, Outcome.UNCHANGED, stored)
        if stored.state != change.started_from:
            return self._answer(change, Outcome.CONFLICT, stored, message=_met())
        try:
            mark = marking.mark_in(change.to, stored.row)
        except Refused as refusal:
            return self._answer(change, Outcome.REFUSED, stored, message=str(refusal))
        self.rows.mark(stored.row, mark)
        self.wrote.add(change.field)
        return FieldAnswer(field=change.field, outcome=Outcome.SAVED, stored=mark.state)

    def _carried(self, where: Address, change: Change, stored: Stored) -> FieldAnswer:
        """An earlier value taken over, or one that was, found the same today."""
        if stored.state != change.started_from:
            return self._answer(change, Outcome.CONFLICT, stored, message=_met())
        try:
            if change.carry:
                row = carrying.take_over(self.rows, where, stored)
            else:
                row = carrying.confirm(self.rows, stored)
        except Refused as refusal:
            return self._answer(change, Outcome.REFUSED, stored, message=str(refusal))
        self.wrote.add(change.field)
        self.chart.forget(row)
        question = self._asked(row, change) if change.confirm else ""
        state = self._state(where, "", value_of(where.about, row))
        return FieldAnswer(
            field=change.field,
            outcome=Outcome.QUESTION if question else Outcome.SAVED,
            stored=state,
            message=question,
            also=(change.field,) if change.carry else (),
        )

    def _asked(self, row: Reading | SetupValue | None, change: Change) -> str:
        """What is asked about what was just written; empty where nothing waits."""
        if not isinstance(row, Reading):
            return ""
        limit = self.limits.settle(row, change)
        soft = "" if row.kept else row.question
        return " ".join(part for part in (limit, soft) if part)

    def _ranged(self, where: Address, change: Change) -> FieldAnswer | None:
        """Three numbers typed for a range: both its ends are written, or neither is."""
        ends = ends_of(self.section, where, change.to, decimal_separator=self.chart.separator)
        if ends is None:
            return None
        taken: list[tuple[Address, Stored, Value]] = []
        for one, state in ends:
            stored = self.stored(one)
            if one.name != change.field and stored.state not in ("", state):
                raise Refused(
                    _("%(label)s holds “%(state)s” already. Clear it first, or type one number.")
                    % {"label": one.measure.label, "state": _in_words(stored.state)}
                )
            _reason, value = self._parse(one, state)
            if value is not None:
                taken.append((one, stored, value))
        asked = False
        for one, stored, value in taken:
            if isinstance(stored.row, Reading):
                self.limits.drop(stored.row)
            row = self.rows.write(one, stored, "", value, keep=change.keep or bool(change.because))
            asked = bool(self._asked(row, replace(change, to=self._state(one, "", value)))) or asked
            self.wrote.add(one.name)
        self.rows.look_again()
        words = ", ".join(
            f"{one.measure.label.lower()} {kinds.of(one.measure.kind).text(one.measure, value)}"
            for one, _stored, value in taken
        )
        return FieldAnswer(
            field=change.field,
            outcome=Outcome.QUESTION if asked else Outcome.SAVED,
            stored=self.stored(where).state,
            message=_("%(typed)s was taken as: %(words)s.") % {"typed": change.to, "words": words},
            also=tuple(one.name for one, _state in ends),
        )

    def _seen(self, change: Change, where: Address) -> Change:
        """The change, starting from what the same save wrote into this field a moment ago."""
        ends = ends_of(self.section, where, change.to, decimal_separator=self.chart.separator)
        stood = {one.name: self.stored(one).state for one, _state in ends or ()}
        if ends and all(stood[one.name] == state for one, state in ends):
            return replace(change, to=stood[where.name], started_from=stood[where.name])
        return change

    def _refuse_what_loses_its_place(self, where: Address, change: Change) -> None:
        """A setup that says how items are numbered has to fit those that stand."""
        field = where.setup_field
        instrument = where.measure.instrument
        if field is None or instrument is None or field.code != CODING:
            return
        _reason, value = self._parse(where, change.to)
        setup = self.chart.setup_texts(where.measure, where.side)
        setup[field.code] = value.choice if value else ""
        for one in measure_addresses(where.measure):
            state = self.stored(one).state
            if not one.trial or not state:
                continue
            try:
                kinds.of(one.about.kind).parse(one.about, state, setup=setup)
            except Refused:
                raise Refused(
                    _("%(item)s is %(state)s, no answer in that way. Clear the items first.")
                    % {"item": one.about.label, "state": state}
                ) from None

    def again(self, change: Change, outcome: Outcome) -> FieldAnswer:
        """What was said of a change when it was first sent, beside what stands there now."""
        where = address(self.section, change.field)
        stored = self.stored(where)
        if outcome in (Outcome.SAVED, Outcome.QUESTION):
            message = stored.question if outcome is Outcome.QUESTION else ""
            ends = None
            if not where.validity:
                ends = ends_of(
                    self.section, where, change.to, decimal_separator=self.chart.separator
                )
            return FieldAnswer(
                field=change.field,
                outcome=outcome,
                stored=stored.state,
                message=message,
                also=(change.field,)
                if change.carry
                else tuple(one.name for one, _state in ends or ()),
            )
        message = ""
        if outcome is Outcome.CONFLICT:
            message = _met()
        elif outcome is Outcome.REFUSED:
            message = self._refusal(where, change.to)
        return self._answer(change, outcome, stored, message=message)

    def _refusal(self, where: Address, state: str) -> str:
        try:
            if where.validity:
                marking.mark_in(state, self.stored(where).row)
            else:
                self._parse(where, state)
        except Refused as refusal:
            return str(refusal)
        return _("This was not saved. Check it and save it again.")

    def ask_again(self) -> None:
        """What is usual can depend on the setup: where it changed, values are looked at again."""
        changed = {field.split(".")[0] for field in self.wrote if f".{SETUP}." in field}
        if not changed:
            return
        self.rows.look_again()
        for measure in self.section.measures:
            if measure.code in changed:
                self._ask_again(measure)

    def _ask_again(self, measure: Measure) -> None:
        for where in measure_addresses(measure):
            stored = self.stored(where)
            row = stored.row
            if not isinstance(row, Reading) or not row.entered:
                continue
            _reason, value = self._parse(where, stored.state)
            question = " ".join(value.questions) if value else ""
            if question != row.question:
                row.question, row.kept = question, False
                row.save(update_fields=["question", "kept"])

    def _parse(self, where: Address, state: str) -> tuple[str, Value | None]:
        if not state.strip():
            return "", None
        if state.startswith(REASON_MARK) and where.about.kind is not Kind.TEXT:
            reason = reason_in(state)
            if not reason or where.setup_field is not None or where.trial:
                raise Refused(_("This is not a reason for leaving it untested."))
            return reason, None
        value = kinds.of(where.about.kind).parse(
            where.about,
            state,
            decimal_separator=self.chart.separator,
            setup=self.chart.setup_texts(where.measure, where.side),
        )
        return "", value

    def _state(self, where: Address, reason: str, value: Value | None) -> str:
        if reason:
            return f"!{reason}"
        if value is None:
            return ""
        return kinds.of(where.about.kind).typed(
            where.about, value, decimal_separator=self.chart.separator
        )

    @staticmethod
    def _answer(change: Change, outcome: Outcome, stored: Stored, message: str = "") -> FieldAnswer:
        return FieldAnswer(
            field=change.field,
            outcome=outcome,
            stored=stored.state,
            message=message or stored.open_question,
            stored_by=stored.by,
            stored_at=stored.at.isoformat() if stored.at else "",
        )


def is_mark(field: str) -> bool:
    """Whether a field is not a reading but says whether one counts."""
    return field.endswith(f".{VALIDITY}")


def _in_words(state: str) -> str:
    """What stands in a field, as a reader sees it."""
    reason = reason_in(state)
    return str(NotTested(reason).label) if reason else state


def _met() -> str:
    return _("Somebody else changed this field since you opened it.")
