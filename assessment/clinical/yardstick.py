"""What a finding is measured by over time: its setup fields, direction, and measurement error.

The same for the reading of a measure, for what is derived from it, and for a derived measure, so
that one comparison serves them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assessment.catalogue.types import (
    Better,
    CountedWhen,
    Derivation,
    DerivedMeasure,
    ImportantChange,
    Kind,
    Measure,
    MeasurementError,
    Option,
    Section,
    SetupField,
    Unit,
)
from assessment.catalogue.units import NEWTON_METRE, PERCENT

DIFFERENCE = Derivation.DIFFERENCE.value
SYMMETRY = Derivation.SYMMETRY.value
DEFICIT = Derivation.DEFICIT.value
TORQUE = Derivation.TORQUE.value
PER_MASS = Derivation.PER_MASS.value
BETWEEN_SIDES = "between_sides"
BY_DOMINANCE = "dominance"
BEFORE_SURGERY = "before_surgery"
SYMMETRY_INDEX = "symmetry_index"

LEVER_ARM = "lever_arm"
SCALES = ("score", "mean_score", "points", "scale", "pain_line")
"""Families of units with a worst and a best end."""

INVOLVED_SIDE = SetupField(
    code="involved_side",
    label="involved side",
    kind=Kind.CHOICE,
    options=(
        Option(code="right", label="right"),
        Option(code="left", label="left"),
        Option(code="none", label="both or none"),
    ),
)
"""Of what compares the sides: once another knee is involved it is another quantity."""
BY_INVOLVED_SIDE = (DIFFERENCE, SYMMETRY, DEFICIT, BEFORE_SURGERY)

LABELS = {
    TORQUE: "torque",
    PER_MASS: "per kg",
    DIFFERENCE: "difference",
    SYMMETRY: "limb symmetry index",
    DEFICIT: "deficit",
    BETWEEN_SIDES: "difference between sides",
    BY_DOMINANCE: "non-dominant to dominant",
    SYMMETRY_INDEX: "symmetry index, of the mean",
    BEFORE_SURGERY: "involved now to uninvolved before surgery",
}


class UnknownFinding(LookupError):
    """The section neither measures nor derives this."""


@dataclass(frozen=True, kw_only=True)
class Yardstick:
    """What decides whether two findings may be compared, and what their change is judged by.

    `without` are the setup fields that do not matter for it; `unit` is `None` where there is none
    or where each finding says its own (per kilogram: of torque or of force). What `is_change` is a
    rating of change, never set against another. Of a mean of parts the figures hold from `wanted`
    parts on; of fewer the errors `of_few` decide.
    """

    label: str
    unit: Unit | None
    better: Better
    fields: tuple[SetupField, ...] = ()
    without: tuple[str, ...] = ()
    errors: tuple[MeasurementError, ...] = ()
    important: tuple[ImportantChange, ...] = ()
    true_zero: bool = True
    best: Decimal | None = None
    key_result: bool = False
    trendable: bool = True
    is_change: bool = False
    wanted: int = 0
    of_few: tuple[MeasurementError, ...] = ()


def yardstick(section: Section, code: str, of: str = "") -> Yardstick:
    """The yardstick of a measure, of a derived measure, or of what is derived of a measure.

    `of` is the measure's code for derived results ("torque" of "knee_extension_force"), else empty.
    Raises `UnknownFinding`.
    """
    if of:
        return derived_yardstick(_measure(section, of), code)
    for derived in section.derived:
        if derived.code == code:
            return pair_yardstick(section, derived)
    return measure_yardstick(_measure(section, code))


def measure_yardstick(measure: Measure) -> Yardstick:
    """The yardstick of a measure's own reading."""
    return Yardstick(
        label=measure.label,
        unit=measure.unit,
        better=measure.better,
        fields=measure.setup,
        errors=measure.errors,
        important=measure.important,
        true_zero=measure.true_zero,
        best=_best(measure),
        key_result=measure.key_result,
        trendable=measure.kind is Kind.QUANTITY and not measure.is_change,
        is_change=measure.is_change,
    )


def pair_yardstick(section: Section, derived: DerivedMeasure) -> Yardstick:
    """The yardstick of a result from several measures; each one's setup decides comparability."""
    fields = {
        field.code: field for code in derived.parts for field in _measure(section, code).setup
    }
    return Yardstick(
        label=derived.label,
        unit=derived.unit,
        better=derived.better,
        fields=tuple(fields.values()),
        without=_decided_by(derived),
        errors=derived.errors,
        important=derived.important,
        true_zero=derived.true_zero,
        key_result=derived.key_result,
    )


def _decided_by(derived: DerivedMeasure) -> tuple[str, ...]:
    """The setup field that decides about the result itself: it is in the value, not beside it."""
    return (derived.setup_field,) if isinstance(derived, CountedWhen) else ()


def derived_yardstick(measure: Measure, code: str) -> Yardstick:
    """The yardstick of what is derived from one measure; raises `UnknownFinding`.

    Torque keeps the relative errors of its force, since a lever arm only multiplies. Else a result
    has the errors that were published for it, as of the symmetry of hops, and none is inferred.
    """
    if code not in LABELS:
        raise UnknownFinding(f"nothing called “{code}” is derived of {measure.code}")
    unit, better, without = _unit_better_without(measure, code)
    return Yardstick(
        label=f"{measure.label}: {LABELS[code]}",
        unit=unit,
        better=better,
        fields=(*measure.setup, INVOLVED_SIDE) if code in BY_INVOLVED_SIDE else measure.setup,
        without=without,
        errors=_errors_of_derived(measure, code),
        true_zero=measure.true_zero and code not in (DIFFERENCE, DEFICIT),
        key_result=measure.key_result and code in _key_codes(measure),
    )


def _errors_of_derived(measure: Measure, code: str) -> tuple[MeasurementError, ...]:
    own = tuple(one.error for one in measure.derived_errors if one.derivation.value == code)
    multiplied = tuple(one for one in measure.errors if one.relative) if code == TORQUE else ()
    return (*own, *multiplied)


def _unit_better_without(
    measure: Measure, code: str
) -> tuple[Unit | None, Better, tuple[str, ...]]:
    if code == DIFFERENCE:
        return measure.unit, Better.NONE, ()
    own_deficit = Derivation.DEFICIT in measure.derives
    unit, better = {
        TORQUE: (NEWTON_METRE, measure.better),
        PER_MASS: (None, measure.better),
        SYMMETRY: (PERCENT, Better.HIGHER),
        DEFICIT: (measure.unit if own_deficit else PERCENT, Better.LOWER),
        BETWEEN_SIDES: (PERCENT, Better.LOWER),
        BY_DOMINANCE: (PERCENT, Better.NONE),
        BEFORE_SURGERY: (PERCENT, Better.HIGHER),
        SYMMETRY_INDEX: (PERCENT, Better.LOWER),
    }[code]
    return unit, better, (LEVER_ARM,)


def _key_codes(measure: Measure) -> tuple[str, ...]:
    """Which derived results stand on page one; the difference where nothing says more."""
    more = {Derivation.SYMMETRY, Derivation.DEFICIT} & set(measure.derives)
    own = (TORQUE, SYMMETRY, DEFICIT, BETWEEN_SIDES)
    return own if more else (*own, DIFFERENCE)


def _best(measure: Measure) -> Decimal | None:
    """The best score there is, for scores with both ends; a measured quantity has no ceiling."""
    if measure.unit is None or measure.unit.family not in SCALES or measure.hard is None:
        return None
    if measure.better is Better.LOWER:
        return measure.hard.low
    return measure.hard.high if measure.better is Better.HIGHER else None


def _measure(section: Section, code: str) -> Measure:
    for one in section.measures:
        if one.code == code:
            return one
    raise UnknownFinding(f"the section {section.code} does not measure “{code}”")
