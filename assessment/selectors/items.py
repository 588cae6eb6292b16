"""From one section's rows to Items of a Record: what was answered, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from assessment import kinds
from assessment.catalogue.types import Kind, Measure, NotTested, Section, Side, Validity
from assessment.catalogue.units import plain
from assessment.clinical import instruments
from assessment.clinical.cut_offs import cut_off_notes
from assessment.clinical.derive import Derived, derive, warnings
from assessment.clinical.readings import Reading
from assessment.clinical.standing import TO_CONFIRM, standing_value
from assessment.clinical.trials import chosen_statistic
from assessment.kinds.address import sides
from assessment.kinds.options import ordinal
from assessment.models import Reading as ReadingRow
from assessment.record import INVOLVED_LIMB, LIMB_UNIT, UNINVOLVED_LIMB, Item
from assessment.selectors.beyond import HeldBeyond
from assessment.selectors.chart import Chart
from assessment.selectors.remarks import remarked
from assessment.selectors.screening import how_asked
from assessment.selectors.values import canonical_number, value_of

REASON_TEXT = {
    NotTested.NOT_TESTED: "not tested",
    NotTested.PAIN: "not tested: pain",
    NotTested.UNABLE: "not tested: unable",
    NotTested.DECLINED: "not tested: declined",
    NotTested.NOT_APPLICABLE: "not applicable",
    NotTested.RESTRICTION: "not tested: restriction",
    NotTested.NO_TIME: "not tested: no time",
}


NOT_ASSESSED = "not_assessed"


def section_items(chart: Chart, section: Section) -> list[Item]:
    """Every Item of a section in the catalogue's order, results beside what they follow from."""
    readings = chart.readings(section)
    context = chart.context()
    results = derive(section, readings, context, decimal_separator=chart.separator)
    found: list[Item] = []
    for measure in section.measures:
        found += _answers(chart, section, measure, readings)
        found += [
            _derived(chart, section, one, measure) for one in results if one.of == measure.code
        ]
    found += [_derived(chart, section, one, None) for one in results if not one.of]
    told = warnings(section, readings, context, decimal_separator=chart.separator)
    told += cut_off_notes(section, results, decimal_separator=chart.separator)
    return remarked(found, told)


def _answers(
    chart: Chart, section: Section, measure: Measure, readings: list[Reading]
) -> list[Item]:
    rows = {
        (row.side, row.trial): row
        for row in chart.rows(section.code)
        if row.measure == measure.code
    }
    found = []
    for side in sides(measure.sided):
        own = [rows[key] for key in sorted(rows) if key[0] == side.value]
        if not own:
            continue
        reading = next(one for one in readings if one.measure == measure.code and one.side is side)
        items = [_answer(chart, section, measure, row) for row in own]
        stands = (
            _by_items(chart, section, measure, reading, own)
            or _by_trials(chart, section, measure, reading, own)
            or _by_trials_that_do_not_count(chart, section, measure, reading, own)
        )
        if stands is not None:
            # With trials or items charted it is what they come to that stands for the side.
            items = [stands, *(item for item in items if item.trial)]
        found += items
    return found


def _answer(chart: Chart, section: Section, measure: Measure, row: ReadingRow) -> Item:
    about = measure.item(row.trial)
    number = canonical_number(about, row)
    unanswered_question = chart.waits(row)
    text = (
        REASON_TEXT[NotTested(row.reason)]
        if row.reason
        else kinds.of(about.kind).text(
            about, value_of(about, row), decimal_separator=chart.separator
        )
    )
    if number is not None and not row.trial:
        text = _banded(measure, text, number, chart.setup_texts(measure, Side(row.side)))
    return Item(
        **_about(section, measure),
        **_setup_facts(chart, measure, Side(row.side)),
        side=row.side,
        text=f"{text} (not confirmed)" if unanswered_question else text,
        value=None if number is None else plain(number),
        ordinal=ordinal(measure, row.choice) if row.choice else None,
        choice=row.choice,
        entered=row.entered,
        entered_unit=row.unit_entered,
        trial=row.trial,
        form_item=about.label if about is not measure else "",
        provenance=row.provenance,
        validity=TO_CONFIRM if unanswered_question else row.validity,
        reason=row.reason,
        kept=row.kept,
        pain=chart.mark(row).pain_said,
        why=chart.mark(row).why,
        **_beyond([held] if (held := chart.beyond_limits(row)) else []),
        trend=kinds.of(measure.kind).trendable
        and not measure.is_change
        and not row.trial
        and number is not None
        and not unanswered_question,
        rater=str(row.recorded_by_id),
        facts=how_asked(section, measure),
    )


def _by_trials(
    chart: Chart, section: Section, measure: Measure, reading: Reading, rows: list[ReadingRow]
) -> Item | None:
    if not reading.trials or measure.unit is None:
        return None
    number = standing_value(reading, measure)
    if number is None:
        return None
    statistic = chosen_statistic(measure, reading.setup.get("statistic", ""))
    return Item(
        **_about(section, measure),
        **_setup_facts(chart, measure, reading.side),
        side=reading.side.value,
        text=kinds.quantity_text(measure, number, decimal_separator=chart.separator),
        value=plain(number),
        provenance=reading.provenance.value,
        validity=reading.validity.value,
        formula=f"{statistic} of {len(reading.trials)} trials",
        inputs=tuple(
            kinds.quantity_text(measure, one, decimal_separator=chart.separator)
            for one in reading.trials
        ),
        trend=True,
        rater=str(rows[0].recorded_by_id),
        **_beyond([held for row in rows if (held := chart.beyond_limits(row))]),
    )


def _by_trials_that_do_not_count(
    chart: Chart, section: Section, measure: Measure, reading: Reading, rows: list[ReadingRow]
) -> Item | None:
    """What marked trials come to, with their mark, where a side has nothing that counts."""
    if reading.validity is Validity.VALID or reading.number is not None:
        return None
    marked = [
        number
        for row in rows
        if row.trial and row.validity == reading.validity.value
        if (number := canonical_number(measure.item(row.trial), row)) is not None
    ]
    if not marked or any(not row.trial for row in rows):
        return None
    return _by_trials(chart, section, measure, replace(reading, trials=tuple(marked)), rows)


def _beyond(held: Sequence[HeldBeyond]) -> dict[str, Any]:
    """What a finding goes beyond: told with it, and as facts; of trials the first that does.

    While it waits the question stands at its field, and tells the same.
    """
    told = tuple(dict.fromkeys(one.told for one in held if one.settled))
    return {"remarks": told, "beyond": held[0].facts if held else ()}


def _by_items(
    chart: Chart, section: Section, measure: Measure, reading: Reading, rows: list[ReadingRow]
) -> Item | None:
    """The score of an instrument's items, or why there is none."""
    if not reading.has_items:
        return None
    result = instruments.score(
        measure, reading.items, reading.setup, decimal_separator=chart.separator
    )
    text = result.text
    if result.value is not None:
        text = _banded(measure, text, result.value, reading.setup)
    return Item(
        **_about(section, measure),
        **_setup_facts(chart, measure, reading.side),
        side=reading.side.value,
        text=text,
        value=None if result.value is None else plain(result.value),
        reason="" if result.reason is None else result.reason.value,
        provenance=reading.provenance.value,
        validity=reading.validity.value,
        formula=result.formula,
        inputs=result.inputs,
        trend=result.value is not None,
        rater=str(rows[0].recorded_by_id),
    )


def _banded(measure: Measure, text: str, number: Decimal, setup: Mapping[str, str]) -> str:
    """A score with the name of its stretch, where one of the published sets of names is chosen."""
    named = instruments.band(measure, number, setup)
    return f"{text}, {named}" if named else text


def _about(section: Section, measure: Measure) -> dict[str, Any]:
    return {
        "section": section.code,
        "code": measure.code,
        "label": measure.label,
        "kind": measure.kind.value,
        "group": measure.group,
        "unit": measure.unit.ucum if measure.unit else "",
        "unit_label": measure.unit.label if measure.unit else "",
        "better": measure.better.value,
        "true_zero": measure.true_zero,
        "key_result": measure.key_result,
        "sources": tuple(source.citation for source in measure.sources),
    }


def _setup_facts(chart: Chart, measure: Measure, side: Side) -> dict[str, Any]:
    """How it was taken: as shown, and as the key by which visits are compared."""
    texts = chart.setup_texts(measure, side)
    shown = tuple(
        (field.label, chart.setup_shown(measure, field, side))
        for field in measure.setup
        if texts.get(field.code)
    )
    return {
        "setup": shown,
        "setup_text": ", ".join(f"{label.lower()} {text}" for label, text in shown),
        "compared": tuple(
            (field.code, texts[field.code]) for field in measure.setup if texts.get(field.code)
        ),
    }


def _derived(chart: Chart, section: Section, one: Derived, measure: Measure | None) -> Item:
    result = one.result
    return Item(
        section=section.code,
        code=one.code,
        of=one.of,
        label=one.label,
        side=one.side.value,
        kind=Kind.QUANTITY.value,
        group=measure.group if measure else "",
        text=result.text,
        value=None if result.value is None else plain(result.value),
        unit=one.unit.ucum if one.unit else "",
        unit_label=one.unit.label if one.unit else "",
        reason="" if result.reason is None else result.reason.value,
        derived=True,
        formula=result.formula,
        inputs=result.inputs,
        compared=one.compared,
        better=one.better.value,
        true_zero=one.true_zero,
        key_result=one.key_result,
        trend=one.trendable and result.value is not None,
        rater=_rater(chart, section, one),
        facts=_limbs(one),
    )


def _limbs(one: Derived) -> tuple[tuple[str, str], ...]:
    """Both raw limbs of what compares them, as canonical numbers, for every change of it."""
    if one.result.limbs is None:
        return ()
    involved, uninvolved, unit = one.result.limbs
    return (
        (INVOLVED_LIMB, plain(involved)),
        (UNINVOLVED_LIMB, plain(uninvolved)),
        (LIMB_UNIT, unit),
    )


def _rater(chart: Chart, section: Section, one: Derived) -> str:
    """Who measured what a result rests on; nobody where several people did."""
    pair = next((both for both in section.derived if both.code == one.code), None)
    codes = pair.parts if pair else (one.of,)
    raters = {
        str(row.recorded_by_id)
        for row in chart.rows(section.code)
        if row.measure in codes and one.side in (Side.NONE, Side(row.side))
    }
    return raters.pop() if len(raters) == 1 else ""


@cache
def offered(section: Section, visit: str) -> tuple[Measure, ...]:
    """The measures that a section asks at this kind of visit."""
    return tuple(
        measure
        for measure in section.measures
        if not measure.retired and visit in {kind.value for kind in measure.asked_at}
    )


def answered(chart: Chart, section: Section) -> set[tuple[str, str]]:
    """What has a value or a reason, by measure and side. "Not assessed" is no answer."""
    return {
        (row.measure, row.side) for row in chart.rows(section.code) if row.choice != NOT_ASSESSED
    }
