"""Two items of two visits against each other, by the catalogue and the clinical rules of today.

Used when a draft is compared with what was signed before, and by the live reports over time.

Only what compares records over time asks the catalogue; what it does not know any more is compared
by what the items themselves say, and has no published error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from assessment import catalogue
from assessment.catalogue import patient_activities as activities
from assessment.catalogue import review
from assessment.catalogue.types import Better, Provenance, Unit, Validity
from assessment.catalogue.units import UNITS, unit
from assessment.clinical.change import Change, Verdict
from assessment.clinical.compare import Finding, compare
from assessment.clinical.measurement_error import error_amount, fitting_error, threshold_text
from assessment.clinical.own_figures import own_cut_offs, reasoned
from assessment.clinical.patient_activities import over, score_yardstick
from assessment.clinical.standing import TO_CONFIRM
from assessment.clinical.symmetry import gained_by_loss, raw_limbs_text
from assessment.clinical.yardstick import (
    UnknownFinding,
    Yardstick,
    measure_yardstick,
    yardstick,
)
from assessment.record import (
    INVOLVED_LIMB,
    LIMB_UNIT,
    UNINVOLVED_LIMB,
    Comparison,
    Header,
    Item,
)

NOT_COMPARABLE = "not comparable: "
CARRIED = "carried, not re-measured"
NO_NUMBER = "no value"
DOES_NOT_COUNT = {
    Validity.STOPPED_BY_PAIN.value: "stopped by pain",
    Validity.INVALID.value: "does not count",
    TO_CONFIRM: "waits to be confirmed",
}


def number(item: Item) -> Decimal | None:
    """The canonical number of an item, if it is one."""
    return None if item.value is None else Decimal(item.value)


def why_not(item: Item) -> str:
    """Why an item takes no part in comparisons and trends; empty where it does."""
    if item.provenance == Provenance.CARRIED.value:
        return CARRIED
    if item.validity not in ("", Validity.VALID.value):
        return DOES_NOT_COUNT.get(item.validity, item.validity)
    if item.reason:
        return item.text or item.reason
    return "" if item.value is not None or item.ordinal is not None else NO_NUMBER


def counts(item: Item) -> bool:
    """Whether an item was measured at its visit, is valid, and is a number or a grade."""
    return not why_not(item)


def yardstick_of(item: Item) -> Yardstick:
    """What the item is judged by: of the catalogue, or of the item alone once that forgot it."""
    own = activities.measure_of(item.section, item.code)
    if own is activities.SCORE:
        return score_yardstick(own, activities.ACTIVITY, wanted=activities.WANTED)
    if own is not None:
        return measure_yardstick(own)
    try:
        return yardstick(catalogue.section(item.section), item.code, item.of)
    except (catalogue.UnknownCode, UnknownFinding):
        unit = next((one for one in UNITS if one.ucum == item.unit), None)
        better = Better(item.better) if item.better in list(Better) else Better.NONE
        return Yardstick(label=item.label, unit=unit, better=better, true_zero=item.true_zero)


def change(reference: Item, now: Item, *, decimal_separator: str = ".") -> Change:
    """The change from one item to the other, judged; or why there is none."""
    by = yardstick_of(now)
    return compare(
        as_finding(reference, by), as_finding(now, by), by, decimal_separator=decimal_separator
    )


def comparison(
    reference: Item, now: Item, role: str, *, at: Header, decimal_separator: str = "."
) -> Comparison:
    """The judged change in the form in which records carry it; `at` heads the earlier visit."""
    judged = change(reference, now, decimal_separator=decimal_separator)
    if judged.comparable:
        judged = _with_limbs(judged, reference, now, decimal_separator)
    return Comparison(
        section=now.section,
        code=now.code,
        of=now.of,
        label=now.label,
        side=now.side,
        role=role,
        reference_text=reference.text,
        reference_assessment=at.assessment_id,
        reference_date=at.visit_date,
        now_text=now.text,
        change_text=judged.change_text,
        verdict=judged.verdict.value,
        verdict_text="; ".join((judged.verdict_text, *judged.cautions)),
        threshold=judged.threshold,
        source=judged.source,
        importance=judged.importance,
        importance_source=judged.importance_source,
        comparable=judged.comparable,
        direction=judged.word,
        key_result=now.key_result,
        own=judged.own,
    )


def _with_limbs(judged: Change, reference: Item, now: Item, separator: str) -> Change:
    """A change of symmetry with that of both limbs; what the other limb lost is no improvement."""
    before, after = _limbs(reference), _limbs(now)
    if before is None or after is None or before[1] != after[1]:
        return judged
    lower = _time_scored(now)
    text = raw_limbs_text(
        before[0], after[0], after[1], lower_is_better=lower, decimal_separator=separator
    )
    if gained_by_loss(before[0], after[0], lower_is_better=lower) and judged.word:
        said = judged.verdict_text.removeprefix(f"{judged.word}: ")
        change_text = judged.change_text.removesuffix(f", {judged.word}")
        judged = replace(judged, word="", verdict_text=said, change_text=change_text)
    return replace(judged, cautions=(text, *judged.cautions))


def _limbs(item: Item) -> tuple[tuple[Decimal, Decimal], Unit] | None:
    facts = dict(item.facts)
    if not item.derived or INVOLVED_LIMB not in facts:
        return None
    values = Decimal(facts[INVOLVED_LIMB]), Decimal(facts[UNINVOLVED_LIMB])
    return values, unit(facts[LIMB_UNIT])


def _time_scored(item: Item) -> bool:
    """Whether of the measure that is compared less is better."""
    try:
        return catalogue.measure(item.of).better is Better.LOWER
    except catalogue.UnknownCode:
        return False


def apart(reference: Item, now: Item, *, decimal_separator: str = ".") -> str:
    """Why two items may not be compared as they are shown, in words; empty where they may."""
    judged = change(reference, now, decimal_separator=decimal_separator)
    if judged.verdict is not Verdict.NOT_COMPARABLE:
        return judged.apart
    return judged.verdict_text.removeprefix(NOT_COMPARABLE)


def error_band(
    run: Sequence[Item], *, decimal_separator: str = "."
) -> tuple[Decimal, Decimal, str, str] | None:
    """Low and high of the measurement error around the first of a run of comparable items.

    With what was published, in words, and who published it; None where nobody did.
    """
    first = run[0]
    by, value = over(yardstick_of(first), len(first.parts)), number(first)
    raters = {one.rater for one in run}
    same_rater = None if "" in raters else len(raters) == 1
    error = fitting_error(by.errors, setup=dict(first.compared), same_rater=same_rater)
    if error is None or value is None or by.unit is None:
        return None
    amount = error_amount(error, value, value)
    threshold = threshold_text(
        error, amount, by.unit, same_rater=same_rater, decimal_separator=decimal_separator
    )
    return value - amount, value + amount, threshold, error.source.citation


def own_statements(
    items: Iterable[Item], comparisons: Iterable[Comparison], *, decimal_separator: str = "."
) -> tuple[str, ...]:
    """What stands at the foot: each finding that was judged by a figure of the installation's own.

    Of items only results with a value, which a cut-off in force now has named.
    """
    said = [f"{one.label}: {one.own}" for one in comparisons if one.own]
    for item in items:
        if item.derived and not item.of and item.value is not None:
            try:
                result = catalogue.derived_measure(item.code)
            except catalogue.UnknownCode:
                continue
            decided = own_cut_offs(result, decimal_separator=decimal_separator)
            said += [f"{item.label}: {what}: {reasoned(own)}" for what, own in decided]
    return tuple(dict.fromkeys(said))


def live_statements(comparisons: Iterable[Comparison]) -> tuple[str, ...]:
    """The foot of a view that judges afresh: how far its figures are reviewed, and whose they are.

    What a visit's results were called then stands in its own record.
    """
    return (review.state(), *own_statements((), comparisons))


def direction_words(section: str, code: str) -> tuple[str, str] | None:
    """The words for positive and negative values of a measure whose sign is not shown bare."""
    try:
        measures = catalogue.section(section).measures
    except catalogue.UnknownCode:
        return None
    return next((one.direction_words for one in measures if one.code == code), None)


def as_finding(item: Item, by: Yardstick) -> Finding:
    """An item as it is compared and judged."""
    units = (by.unit, *UNITS) if by.unit else UNITS
    return Finding(
        value=number(item),
        ordinal=item.ordinal,
        unit=next((one.code for one in units if one.ucum == item.unit), ""),
        setup=dict(item.compared),
        rater=item.rater,
        why_not=why_not(item),
        parts={identity: Decimal(value) for identity, value in item.parts},
    )
