"""One finding of a visit against the same finding of an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from assessment.catalogue.units import unit as unit_of_code
from assessment.clinical.change import (
    Change,
    judge,
    judge_grades,
    not_comparable,
    nothing_to_compare,
)
from assessment.clinical.comparability import compare_setups
from assessment.clinical.patient_activities import NOTHING_SHARED, over, shared
from assessment.clinical.yardstick import Yardstick


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A reading or result of one visit: a canonical number, or the rank of a grade.

    `unit` is the unit's code, `setup` its comparability key, `rater` whoever measured (any stable
    text). `why_not` says why it takes no part (carried, stopped by pain, not computed). `parts` are
    the values by identity that a mean was made of.
    """

    value: Decimal | None = None
    ordinal: int | None = None
    unit: str = ""
    setup: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rater: str = ""
    why_not: str = ""
    parts: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))


def compare(
    reference: Finding, now: Finding, by: Yardstick, *, decimal_separator: str = "."
) -> Change:
    """The change from `reference` to `now`, judged; or why none is worked out."""
    for when, one in (("then", reference), ("now", now)):
        if one.why_not:
            return nothing_to_compare(f"{when}: {one.why_not}")
    if by.is_change:
        return not_comparable(("it is a change already, and two of them are never subtracted",))
    if reference.unit and now.unit and reference.unit != now.unit:
        before, after = unit_of_code(reference.unit), unit_of_code(now.unit)
        return not_comparable((f"{before.label} against {after.label}",))
    if by.wanted:
        return _of_parts(reference, now, by, decimal_separator)
    setups = compare_setups(
        by.fields,
        reference.setup,
        now.setup,
        without=by.without,
        decimal_separator=decimal_separator,
    )
    if not setups.comparable:
        return not_comparable(setups.reasons, setups.cautions)
    same_rater = reference.rater == now.rater if reference.rater and now.rater else None
    cautions = setups.cautions if same_rater is not False else (*setups.cautions, "another rater")
    if reference.ordinal is not None and now.ordinal is not None:
        return judge_grades(
            reference=reference.ordinal,
            now=now.ordinal,
            better=by.better,
            errors=by.errors,
            setup=now.setup,
            same_rater=same_rater,
            cautions=cautions,
        )
    unit = unit_of_code(now.unit) if now.unit else by.unit
    if reference.value is None or now.value is None or unit is None:
        return nothing_to_compare("not a number both times")
    return judge(
        reference=reference.value,
        now=now.value,
        unit=unit,
        better=by.better,
        true_zero=by.true_zero,
        errors=by.errors,
        important=by.important,
        setup=now.setup,
        same_rater=same_rater,
        best=by.best,
        cautions=cautions,
        decimal_separator=decimal_separator,
    )


def _of_parts(reference: Finding, now: Finding, by: Yardstick, decimal_separator: str) -> Change:
    """The change of a mean, over the parts that both have: those of one visit alone tell nothing
    of a change.
    """
    both = shared(reference.parts, now.parts, by, decimal_separator=decimal_separator)
    if both is None or by.unit is None:
        return not_comparable((NOTHING_SHARED,))
    judged_by = over(by, both.count)
    change = judge(
        reference=both.then,
        now=both.now,
        unit=by.unit,
        better=by.better,
        true_zero=by.true_zero,
        errors=judged_by.errors,
        important=judged_by.important,
        best=by.best,
        cautions=both.cautions,
        decimal_separator=decimal_separator,
    )
    return replace(change, apart=both.apart)
