"""Saving what was typed in a section: validated, merged field by field, never an overwrite.

A save sends for each changed field what stood there when the clinician started, and what stands
there now. Where the chart has moved on to a third value the field is a conflict for the clinician
to settle. A refused value holds up nothing else. The same key gives the same answer, however often
it is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment import kinds
from assessment.catalogue.types import Kind, Measure, Section, SetupField
from assessment.clinical.instruments import CODING
from assessment.kinds.address import (
    REASON_MARK,
    SETUP,
    Address,
    address,
    measure_addresses,
    reason_in,
)
from assessment.kinds.base import Refused, Value
from assessment.kinds.neutral_zero import looks_like_a_range
from assessment.models import (
    Assessment,
    NotTested,
    Reading,
    SectionStatus,
    Setup,
    SetupValue,
    reading_model,
)
from assessment.selectors.chart import Chart, Stored, default_value
from assessment.selectors.loading import load_chart
from assessment.services.errors import ChartLocked
from assessment.services.participating import took_part
from assessment.services.ranges import ends_of
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.receipts import Answer, digest_of, once


class Outcome(StrEnum):
    """What became of one changed field."""

    SAVED = "saved"
    UNCHANGED = "unchanged"
    QUESTION = "question"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One field that changed on the page: what stood there, what stands there now."""

    field: str
    started_from: str
    to: str
    keep: bool = False


@dataclass(frozen=True, kw_only=True)
class FieldAnswer:
    """What became of one change. `stored` is what stands in the chart now.

    `also` are other fields that the same typing filled, as three numbers fill extension and
    flexion; `message` then says in words what was taken.
    """

    field: str
    outcome: Outcome
    stored: str = ""
    message: str = ""
    stored_by: str = ""
    stored_at: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SaveAnswer:
    """What became of a save: the section's version, when, and each field's answer."""

    version: int
    saved_at: str
    fields: tuple[FieldAnswer, ...]

    @property
    def wrote(self) -> bool:
        """Whether anything of it went into the chart."""
        return any(one.outcome in (Outcome.SAVED, Outcome.QUESTION) for one in self.fields)

    @property
    def complete(self) -> bool:
        """Whether every change is in the chart."""
        return not any(one.outcome in (Outcome.REFUSED, Outcome.CONFLICT) for one in self.fields)


def section_permission(section: Section, *, write: bool) -> Permission:
    """What a person needs for a section: the restricted part and judgement have their own."""
    if section.restricted:
        return Permission.WRITE_RESTRICTED if write else Permission.READ_RESTRICTED
    if not write:
        return Permission.READ_CHART
    return Permission.WRITE_CHART if section.assistants else Permission.WRITE_JUDGEMENT


def save_section(
    *, assessment: Assessment, section: Section, changes: Sequence[Change], by: Member, key: str
) -> SaveAnswer:
    """Saves the changes to one section and says what became of each.

    What was saved under a key is said to be saved also when the assessment was signed since.
    Raises `ChartLocked` when the assessment is not open, `AccessRefused` without the right,
    `UnknownField` for a field that the section does not have.
    """
    require(by, section_permission(section, write=True), assessment)
    digest = digest_of(
        {
            "assessment": str(assessment.pk),
            "section": section.code,
            "changes": [asdict(one) for one in changes],
        }
    )
    answered: SaveAnswer | None = None

    def act() -> Answer:
        nonlocal answered
        answered = _save(lock_open(assessment.pk), section, changes, by)
        return _receipt(answered)

    with transaction.atomic():
        kept = once(by=by, key=key, purpose="save_section", digest=digest, act=act)
        return answered or _again(assessment, section, changes, by, kept)


def lock_open(assessment_id: UUID) -> Assessment:
    """The assessment, its row locked until the transaction ends; raises ChartLocked unless open."""
    locked = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("clinic", "patient", "episode", "author", "amender")
        .get(pk=assessment_id)
    )
    if locked.locked:
        raise ChartLocked(
            _("This evaluation is %(state)s and can no longer be changed. Nothing was saved.")
            % {"state": locked.get_state_display().lower()}
        )
    return locked


def _save(
    assessment: Assessment, section: Section, changes: Sequence[Change], by: Member
) -> SaveAnswer:
    chart = load_chart(assessment, only=section)
    status, _made = SectionStatus.objects.get_or_create(
        assessment=assessment, section=section.code, defaults={"clinic": assessment.clinic}
    )
    now = timezone.now()
    writer = _Writer(chart, section, by, status.version + 1)
    answers = writer.apply_all(changes)
    writer.ask_again()
    if writer.wrote:
        status.version += 1
        status.saved_by = by.user
        status.saved_at = now
        status.save(update_fields=["version", "saved_by", "saved_at"])
        took_part(assessment, by)
        audit.record(
            by=by,
            verb=Verb.CHART_SAVED,
            instance=assessment,
            version=status.version,
            detail={"section": section.code, "fields": " ".join(sorted(writer.wrote))},
        )
    return SaveAnswer(version=status.version, saved_at=now.isoformat(), fields=answers)


class _Writer:
    """Applies changes to one section's rows within the caller's transaction."""

    def __init__(self, chart: Chart, section: Section, by: Member, version: int) -> None:
        self.chart = chart
        self.section = section
        self.by = by
        self.version = version
        self.model = reading_model(section.code)
        self.wrote: set[str] = set()

    def apply_all(self, changes: Sequence[Change]) -> tuple[FieldAnswer, ...]:
        """Each change answered in the order it came; three numbers for a range go last, so that
        what was typed or cleared in the range's other field stands by then.
        """
        last = [looks_like_a_range(one.to) for one in changes]
        found: dict[int, FieldAnswer] = {}
        for at in sorted(range(len(changes)), key=lambda at: last[at]):
            found[at] = self.apply(changes[at])
        return tuple(found[at] for at in range(len(changes)))

    def apply(self, change: Change) -> FieldAnswer:
        where = address(self.section, change.field)
        stored = self.chart.stored(self.section, where)
        if looks_like_a_range(change.to) and self.wrote:
            self._look_again()
            stored = self.chart.stored(self.section, where)
            change = self._seen(change, where)
        if change.to == stored.state and not (change.keep and stored.open_question):
            return self._answer(change, Outcome.UNCHANGED, stored)
        if change.to != stored.state and stored.state != change.started_from:
            return self._answer(change, Outcome.CONFLICT, stored, message=_met())
        try:
            self._refuse_what_loses_its_place(where, change)
            ranged = self._ranged(where, change)
            if ranged is not None:
                return ranged
            reason, value = self._parse(where, change.to)
        except Refused as refusal:
            return self._answer(change, Outcome.REFUSED, stored, message=str(refusal))
        row = self._write(where, stored, reason, value, keep=change.keep)
        self.wrote.add(change.field)
        question = getattr(row, "question", "") if row is not None else ""
        outcome = Outcome.QUESTION if question and not change.keep else Outcome.SAVED
        return FieldAnswer(
            field=change.field,
            outcome=outcome,
            stored=self._state(where, reason, value),
            message=question if outcome == Outcome.QUESTION else "",
        )

    def _ranged(self, where: Address, change: Change) -> FieldAnswer | None:
        """Three numbers typed for a range: both its ends are written, or neither is."""
        ends = ends_of(self.section, where, change.to, decimal_separator=self.chart.separator)
        if ends is None:
            return None
        taken: list[tuple[Address, Stored, Value]] = []
        for one, state in ends:
            stored = self.chart.stored(self.section, one)
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
            row = self._write(one, stored, "", value, keep=change.keep)
            asked = asked or bool(getattr(row, "question", "") and not change.keep)
            self.wrote.add(one.name)
        self._look_again()
        words = ", ".join(
            f"{one.measure.label.lower()} {kinds.of(one.measure.kind).text(one.measure, value)}"
            for one, _stored, value in taken
        )
        return FieldAnswer(
            field=change.field,
            outcome=Outcome.QUESTION if asked else Outcome.SAVED,
            stored=self.chart.stored(self.section, where).state,
            message=_("%(typed)s was taken as: %(words)s.") % {"typed": change.to, "words": words},
            also=tuple(one.name for one, _state in ends),
        )

    def _look_again(self) -> None:
        """Reads the section anew: what this save wrote so far stands in it."""
        self.chart = load_chart(self.chart.assessment, only=self.section)

    def _seen(self, change: Change, where: Address) -> Change:
        """The change, starting from what the same save wrote into this field a moment ago."""
        ends = ends_of(self.section, where, change.to, decimal_separator=self.chart.separator)
        stood = {one.name: self.chart.stored(self.section, one).state for one, _state in ends or ()}
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
            state = self.chart.stored(self.section, one).state
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
        stored = self.chart.stored(self.section, where)
        if outcome in (Outcome.SAVED, Outcome.QUESTION):
            message = stored.question if outcome is Outcome.QUESTION else ""
            ends = ends_of(self.section, where, change.to, decimal_separator=self.chart.separator)
            return FieldAnswer(
                field=change.field,
                outcome=outcome,
                stored=stored.state,
                message=message,
                also=tuple(one.name for one, _state in ends or ()),
            )
        message = ""
        if outcome is Outcome.CONFLICT:
            message = _met()
        elif outcome is Outcome.REFUSED:
            message = self._refusal(where, change.to)
        return self._answer(change, outcome, stored, message=message)

    def _refusal(self, where: Address, state: str) -> str:
        try:
            self._parse(where, state)
        except Refused as refusal:
            return str(refusal)
        return _("This was not saved. Check it and save it again.")

    def ask_again(self) -> None:
        """What is usual can depend on the setup: where it changed, values are looked at again."""
        changed = {field.split(".")[0] for field in self.wrote if f".{SETUP}." in field}
        if not changed:
            return
        self._look_again()
        for measure in self.section.measures:
            if measure.code in changed:
                self._ask_again(measure)

    def _ask_again(self, measure: Measure) -> None:
        for where in measure_addresses(measure):
            stored = self.chart.stored(self.section, where)
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

    def _write(
        self, where: Address, stored: Stored, reason: str, value: Value | None, *, keep: bool
    ) -> Reading | SetupValue | None:
        row = stored.row
        if value is None and not reason:
            if row is not None:
                row.delete()
            return None
        columns: dict[str, Any] = {
            "entered": str(value.entered) if value and value.entered is not None else "",
            "unit_entered": value.unit if value else "",
            "value": value.number if value else None,
            "choice": value.choice if value else "",
            "text": value.text if value else "",
            "version": self.version,
            "recorded_by": self.by.user,
            "recorded_at": timezone.now(),
        }
        if where.setup_field is not None:
            made_setup = self._write_setup(where, where.setup_field, row, columns)
            if where.measure.instrument is not None:
                # Which numbers its items may have depends on it, in the same save as well.
                self._look_again()
            return made_setup
        question = " ".join(value.questions) if value else ""
        columns |= {"reason": reason, "question": question, "kept": bool(question and keep)}
        if isinstance(row, Reading):
            for name, content in columns.items():
                setattr(row, name, content)
            row.save()
            return row
        made = self.model(
            clinic=self.chart.assessment.clinic,
            assessment=self.chart.assessment,
            measure=where.measure.code,
            setup=self._setup(where.measure) if where.measure.setup else None,
            side=where.side.value,
            trial=where.trial,
            **columns,
        )
        made.save(force_insert=True)
        return made

    def _write_setup(
        self, where: Address, field: SetupField, row: object, columns: dict[str, Any]
    ) -> SetupValue:
        if isinstance(row, SetupValue):
            for name, content in columns.items():
                setattr(row, name, content)
            row.save()
            return row
        setup = self._setup(where.measure)
        # Making the setup may just have written this field's default.
        made, _new = SetupValue.objects.update_or_create(
            setup=setup,
            field=field.code,
            side=where.side.value,
            defaults={
                "clinic": self.chart.assessment.clinic,
                "assessment": self.chart.assessment,
                **columns,
            },
        )
        return made

    def _setup(self, measure: Measure) -> Setup:
        """The measure's setup; made with the catalogue's defaults when its first answer comes."""
        setup = self.chart.setups.get(measure.code)
        if setup is None:
            setup = Setup(
                clinic=self.chart.assessment.clinic,
                assessment=self.chart.assessment,
                measure=measure.code,
            )
            setup.save(force_insert=True)
            self.chart.setups[measure.code] = setup
            for one in measure.setup:
                if one.default and self.chart.prescribes:
                    self._write_default(setup, one)
        return setup

    def _write_default(self, setup: Setup, field: SetupField) -> None:
        value = default_value(field)
        SetupValue.objects.create(
            clinic=setup.clinic,
            assessment=setup.assessment,
            setup=setup,
            field=field.code,
            entered=str(value.entered) if value.entered is not None else "",
            unit_entered=value.unit,
            value=value.number,
            choice=value.choice,
            text=value.text,
            version=self.version,
            recorded_by=self.by.user,
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


def _in_words(state: str) -> str:
    """What stands in a field, as a reader sees it."""
    reason = reason_in(state)
    return str(NotTested(reason).label) if reason else state


def _met() -> str:
    return _("Somebody else changed this field since you opened it.")


def _receipt(answer: SaveAnswer) -> Answer:
    """What is kept of an answer: no text of the chart, which lives in the chart alone."""
    return {
        "version": answer.version,
        "saved_at": answer.saved_at,
        "outcomes": [one.outcome.value for one in answer.fields],
    }


def _again(
    assessment: Assessment, section: Section, changes: Sequence[Change], by: Member, kept: Answer
) -> SaveAnswer:
    """The answer to a save that was answered before."""
    writer = _Writer(load_chart(assessment, only=section), section, by, kept["version"])
    return SaveAnswer(
        version=kept["version"],
        saved_at=kept["saved_at"],
        fields=tuple(
            writer.again(change, Outcome(outcome))
            for change, outcome in zip(changes, kept["outcomes"], strict=True)
        ),
    )
