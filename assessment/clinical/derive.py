"""Everything that follows from the readings of one section at one visit."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.catalogue.types import (
    Better,
    Derivation,
    InvolvedSide,
    Kind,
    Measure,
    Section,
    Side,
)
from assessment.catalogue.units import NEWTON_METRE
from assessment.clinical import symmetry, torque, yardstick
from assessment.clinical.combining import combined
from assessment.clinical.comparability import between_sides, joint_key
from assessment.clinical.derived import Derived, as_derived
from assessment.clinical.readings import Context, Reading
from assessment.clinical.result import Obstacle, ReasonCode, Result
from assessment.clinical.standing import Standing, has_number, standing, standing_value
from assessment.clinical.warnings import ClinicalWarning, warnings
from assessment.clinical.yardstick import derived_yardstick

SIDES = (Side.RIGHT, Side.LEFT)
LEVER_ARM = yardstick.LEVER_ARM


def derive(
    section: Section,
    readings: Sequence[Reading],
    context: Context,
    *,
    decimal_separator: str = ".",
) -> list[Derived]:
    """The results of a section in the order of its measures, those without a value included.

    A measure without a number on any side has none. Carried values, and those stopped or marked
    as not counting, take no part and are named as the reason.
    """
    found: list[Derived] = []
    for measure in section.measures:
        if measure.derives and has_number(readings, measure.code):
            found += _Derivations(measure, readings, context, decimal_separator).all()
    for derived in section.derived:
        found += combined(section, derived, readings, decimal_separator)
    return found


class _Derivations:
    """What follows from one measure; each that something is derived of is taken on both sides."""

    def __init__(
        self,
        measure: Measure,
        readings: Sequence[Reading],
        context: Context,
        decimal_separator: str,
    ) -> None:
        self.measure = measure
        self.context = context
        self.separator = decimal_separator
        self.sides = {side: standing(readings, measure, side) for side in SIDES}

    def all(self) -> list[Derived]:
        """Each declared derivation, each side before what compares the sides."""
        declared = self.measure.derives
        both = self.sides.values()
        found = [self._torque(one) for one in both if Derivation.TORQUE in declared]
        found += [self._per_mass(one) for one in both if Derivation.PER_MASS in declared]
        if Derivation.DIFFERENCE in declared:
            result = symmetry.side_difference(self._pair())
            found.append(self._derived(yardstick.DIFFERENCE, None, result))
        if Derivation.SYMMETRY in declared:
            found += self._symmetry()
        if Derivation.DEFICIT in declared and self._one_involved():
            result = symmetry.girth_deficit(self._pair())
            found.append(self._derived(yardstick.DEFICIT, None, result))
        return found

    def _torque(self, one: Standing) -> Derived:
        result = torque.torque(one, decimal_separator=self.separator)
        return self._derived(yardstick.TORQUE, one, result)

    def _per_mass(self, one: Standing) -> Derived:
        """Of torque where there is a lever arm or torque was read, else of force."""
        is_force = self.measure.unit is not None and self.measure.unit.family == "force"
        if is_force and torque.lever_arm(one.reading) is None:
            result = torque.force_per_mass(one, self.context, decimal_separator=self.separator)
        else:
            turning = torque.torque_standing(one) if is_force else one
            result = torque.torque_per_mass(turning, self.context, decimal_separator=self.separator)
        return self._derived(yardstick.PER_MASS, one, result)

    def _symmetry(self) -> list[Derived]:
        pair = self._pair_of_torque() or self._pair()
        inverted = self.measure.better is Better.LOWER
        index = symmetry.limb_symmetry_index(pair, inverted=inverted)
        found = [self._derived(yardstick.SYMMETRY, None, index)]
        if index.value is not None:
            deficit = symmetry.symmetry_deficit(pair, index.value)
            found.append(self._derived(yardstick.DEFICIT, None, deficit))
        if not self._one_involved():
            between = symmetry.difference_between_sides(pair, inverted=inverted)
            found.append(self._derived(yardstick.BETWEEN_SIDES, None, between))
        if self.context.involved is InvolvedSide.NONE:
            ratio = symmetry.dominance_ratio(pair, inverted=inverted)
            found.append(self._derived(yardstick.BY_DOMINANCE, None, ratio))
            index = symmetry.symmetry_index(pair)
            found.append(self._derived(yardstick.SYMMETRY_INDEX, None, index))
        return found

    def _one_involved(self) -> bool:
        return self.context.involved in (InvolvedSide.RIGHT, InvolvedSide.LEFT)

    def _pair(
        self, *, without: tuple[str, ...] = (), as_torque: bool = False, basis: str = ""
    ) -> symmetry.Pair:
        right, left = self.sides[Side.RIGHT], self.sides[Side.LEFT]
        if as_torque:
            right, left = torque.torque_standing(right), torque.torque_standing(left)
        unit = self.measure.unit
        if unit is None:
            raise ValueError(f"{self.measure.code} has no unit to compare sides in")
        return symmetry.Pair(
            right=right,
            left=left,
            unit=NEWTON_METRE if as_torque else unit,
            involved=self.context.involved,
            both_operated=self.context.both_operated,
            dominant=self.context.dominant,
            obstacles=self._obstacles(right, left, without),
            basis=basis,
            words=self.measure.direction_words,
            decimal_separator=self.separator,
        )

    def _pair_of_torque(self) -> symmetry.Pair | None:
        """The sides as torque, where both lever arms are known and differ."""
        arms = [torque.lever_arm(self.sides[side].reading) for side in SIDES]
        if Derivation.TORQUE not in self.measure.derives or None in arms or arms[0] == arms[1]:
            return None
        return self._pair(
            without=(LEVER_ARM,), as_torque=True, basis="from torque, the lever arms differ"
        )

    def _obstacles(
        self, right: Standing, left: Standing, without: tuple[str, ...]
    ) -> tuple[Obstacle, ...]:
        found = []
        if self.measure.kind is Kind.GRADE:
            why = "grades have an order and no size"
            found.append(Obstacle(reason=ReasonCode.ORDINAL, why=why))
        if right.reading is not None and left.reading is not None:
            differs = between_sides(
                self.measure.setup,
                right.reading,
                left.reading,
                without=without,
                decimal_separator=self.separator,
            )
            found += [Obstacle(reason=ReasonCode.NOT_COMPARABLE, why=why) for why in differs]
        return tuple(found)

    def _derived(self, code: str, side: Standing | None, result: Result) -> Derived:
        by = derived_yardstick(self.measure, code)
        of_sides = self.sides.values() if side is None else (side,)
        parts = {one.side.value: one.reading for one in of_sides if one.reading is not None}
        involved = self.context.involved.value if self._one_involved() else "none"
        compared = joint_key(by.fields, parts, without=by.without)
        return as_derived(
            by,
            code=code,
            of=self.measure.code,
            side=Side.NONE if side is None else side.side,
            result=result,
            compared=(*compared, (yardstick.INVOLVED_SIDE.code, involved))
            if code in yardstick.BY_INVOLVED_SIDE
            else compared,
        )


__all__ = ["ClinicalWarning", "Derived", "derive", "standing_value", "warnings"]
