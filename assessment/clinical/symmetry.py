"""One side against the other: differences, limb symmetry index, deficits.

An index needs one involved side and two comparable limbs. With both knees involved, or none, there
is no index; a difference between the sides that names the weaker one may stand in its place. With
both knees operated on the other leg is no reference, and there is no percentage of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import gt, lt

from assessment.catalogue.types import DominantLeg, InvolvedSide, Side, Unit
from assessment.catalogue.units import PERCENT, shown, shown_signed
from assessment.clinical.result import (
    Formula,
    Obstacle,
    ReasonCode,
    Result,
    computed,
    not_computed,
)
from assessment.clinical.standing import Standing

INDEX = Formula(says="limb symmetry index = involved / uninvolved x 100")
INVERTED_INDEX = Formula(says="limb symmetry index = uninvolved / involved x 100, time scored")
DEFICIT = Formula(says="deficit = 100 - limb symmetry index")
GIRTH_DEFICIT = Formula(says="deficit = uninvolved - involved, in percent of uninvolved")
INVOLVED_DIFFERENCE = Formula(says="difference = involved - uninvolved")
PLAIN_DIFFERENCE = Formula(says="difference = right - left")
SYMMETRY_INDEX = Formula(says="symmetry index = |right - left| / mean of both sides x 100")
BEFORE_SURGERY = Formula(says="involved now / uninvolved before surgery x 100 (EPIC)")
INVERTED_BEFORE_SURGERY = Formula(
    says="uninvolved before surgery / involved now x 100 (EPIC), time scored"
)
BETWEEN_SIDES = Formula(says="difference between sides = (larger - smaller) / larger x 100")
BY_DOMINANCE = Formula(says="non-dominant / dominant x 100")
INVERTED_BY_DOMINANCE = Formula(says="dominant / non-dominant x 100, time scored")

_BOTH_INVOLVED = Obstacle(reason=ReasonCode.BILATERAL, why="both knees are involved")
BOTH_OPERATED = Obstacle(reason=ReasonCode.BILATERAL, why="both knees were operated on")
_NONE_INVOLVED = Obstacle(reason=ReasonCode.NO_INVOLVED, why="neither knee is involved")


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Both sides of one measure, and what stands between comparing them.

    `obstacles` are those of the pair (an ordered scale, setups that differ); each side has its
    own. `basis` says what the values are when not the readings themselves, `words` how their
    sign is said.
    """

    right: Standing
    left: Standing
    unit: Unit
    involved: InvolvedSide
    both_operated: bool = False
    dominant: DominantLeg = DominantLeg.UNKNOWN
    obstacles: tuple[Obstacle, ...] = ()
    basis: str = ""
    words: tuple[str, str] | None = None
    decimal_separator: str = "."

    def in_order(self) -> tuple[Standing, Standing] | None:
        """Involved and uninvolved side; `None` when both or neither is involved."""
        if self.involved is InvolvedSide.RIGHT:
            return self.right, self.left
        if self.involved is InvolvedSide.LEFT:
            return self.left, self.right
        return None

    def hindrances(self) -> list[Obstacle]:
        """What the sides themselves and the pair have against a comparison."""
        own = [one.obstacle for one in (self.right, self.left) if one.obstacle is not None]
        return [*own, *self.obstacles]

    def inputs(self) -> tuple[str, ...]:
        """The values that go in, as shown, right before left."""
        said = (
            one.said(self.unit, words=self.words, decimal_separator=self.decimal_separator)
            for one in (self.right, self.left)
        )
        basis = (self.basis,) if self.basis else ()
        return (*(one for one in said if one), *basis)

    def with_basis(self, text: str) -> str:
        """The text of a result, with what it was worked out from when not from the readings."""
        return f"{text} ({self.basis})" if self.basis else text

    def shown(self, value: Decimal, unit: Unit) -> str:
        """A value in the clinic's way of writing decimals."""
        return shown(value, unit, decimal_separator=self.decimal_separator)


def limb_symmetry_index(pair: Pair, *, inverted: bool) -> Result:
    """Involved in percent of uninvolved; upside down for time-scored tests (smaller is better)."""
    formula = INVERTED_INDEX if inverted else INDEX
    sides = pair.in_order()
    obstacles = [*pair.hindrances(), *_sidedness(pair)]
    if sides is None:
        return not_computed(formula, obstacles, pair.inputs())
    over, under = sides[::-1] if inverted else sides
    if under.value == 0:
        obstacles.append(_zero(under))
    if obstacles:
        return not_computed(formula, obstacles, pair.inputs())
    numerator, denominator = _values((over, under))
    index = numerator / denominator * 100
    text = pair.with_basis(pair.shown(index, PERCENT))
    result = computed(formula, index, PERCENT, text, pair.inputs())
    return replace(result, limbs=(*_values(sides), pair.unit.code))


def symmetry_deficit(pair: Pair, index: Decimal) -> Result:
    """What an index lacks to 100 %; "no deficit" where the involved side is the better one."""
    value = 100 - index
    text = pair.shown(value, PERCENT) if value > 0 else "no deficit"
    return computed(DEFICIT, value, PERCENT, text, pair.inputs())


def girth_deficit(pair: Pair) -> Result:
    """How much smaller the involved side is, in the measure's unit, with percent of the other."""
    sides = pair.in_order()
    obstacles = [*pair.hindrances(), *_sidedness(pair)]
    if sides is None or obstacles:
        return not_computed(GIRTH_DEFICIT, obstacles, pair.inputs())
    involved, uninvolved = _values(sides)
    value = uninvolved - involved
    if value <= 0:
        text = "no deficit"
    else:
        percent = pair.shown(value / uninvolved * 100, PERCENT)
        text = f"{pair.shown(value, pair.unit)} ({percent})"
    return computed(GIRTH_DEFICIT, value, pair.unit, text, pair.inputs())


def side_difference(pair: Pair) -> Result:
    """Signed: involved less uninvolved, or right less left without a single involved side."""
    sides = pair.in_order()
    formula = PLAIN_DIFFERENCE if sides is None else INVOLVED_DIFFERENCE
    obstacles = pair.hindrances()
    if obstacles:
        return not_computed(formula, obstacles, pair.inputs())
    first, second = _values(sides or (pair.right, pair.left))
    value = first - second
    text = shown_signed(value, pair.unit, decimal_separator=pair.decimal_separator)
    return computed(formula, value, pair.unit, text, pair.inputs())


def difference_between_sides(pair: Pair, *, inverted: bool) -> Result:
    """For two involved knees, or none: how far the weaker side falls short, and which it is.

    Of a time-scored test the weaker side is the slower one.
    """
    obstacles = pair.hindrances()
    if not obstacles and not any(_values((pair.right, pair.left))):
        obstacles = [Obstacle(reason=ReasonCode.ZERO_DENOMINATOR, why="both sides are 0")]
    if obstacles:
        return not_computed(BETWEEN_SIDES, obstacles, pair.inputs())
    right, left = _values((pair.right, pair.left))
    larger = max(right, left)
    value = (larger - min(right, left)) / larger * 100
    if right == left:
        text = f"{pair.shown(value, PERCENT)}, sides equal"
    else:
        weaker = Side.RIGHT if (right < left) is not inverted else Side.LEFT
        text = f"{pair.shown(value, PERCENT)}, {weaker.value} weaker"
    return computed(BETWEEN_SIDES, value, PERCENT, pair.with_basis(text), pair.inputs())


def dominance_ratio(pair: Pair, *, inverted: bool) -> Result:
    """Non-dominant in percent of dominant leg, where neither knee is involved.

    Upside down for time-scored tests, so that less than 100 % is the weaker non-dominant leg.
    """
    formula = INVERTED_BY_DOMINANCE if inverted else BY_DOMINANCE
    obstacles = pair.hindrances()
    legs = _by_dominance(pair)
    if legs is None:
        why = "the dominant leg is not known"
        obstacles = [*obstacles, Obstacle(reason=ReasonCode.MISSING, why=why)]
        return not_computed(formula, obstacles, pair.inputs())
    dominant, other = legs
    over, under = (dominant, other) if inverted else (other, dominant)
    if not obstacles and not under.value:
        obstacles = [_zero(under)]
    if obstacles:
        return not_computed(formula, obstacles, pair.inputs())
    numerator, denominator = _values((over, under))
    value = numerator / denominator * 100
    text = pair.with_basis(f"{pair.shown(value, PERCENT)}, {dominant.side.value} leg dominant")
    return computed(formula, value, PERCENT, text, pair.inputs())


def symmetry_index(pair: Pair) -> Result:
    """The difference of both sides in percent of their mean, as other papers print it.

    Another number than the deficit of a limb symmetry index; it never stands without its name.
    """
    obstacles = pair.hindrances()
    if not obstacles and not any(_values((pair.right, pair.left))):
        obstacles = [Obstacle(reason=ReasonCode.ZERO_DENOMINATOR, why="both sides are 0")]
    if obstacles:
        return not_computed(SYMMETRY_INDEX, obstacles, pair.inputs())
    right, left = _values((pair.right, pair.left))
    value = abs(right - left) / ((right + left) / 2) * 100
    text = pair.with_basis(pair.shown(value, PERCENT))
    return computed(SYMMETRY_INDEX, value, PERCENT, text, pair.inputs())


def index_before_surgery(
    involved_now: Standing,
    uninvolved_before: Standing,
    unit: Unit,
    obstacles: Sequence[Obstacle],
    *,
    inverted: bool,
    decimal_separator: str,
) -> Result:
    """The involved side now in percent of the uninvolved one before surgery (EPIC).

    The other limb loses strength after an operation as well; what it had before does not.
    `obstacles` say what stands between the two visits. Source: Wellsandt et al. 2017.
    """
    formula = INVERTED_BEFORE_SURGERY if inverted else BEFORE_SURGERY
    inputs = (
        f"now {involved_now.said(unit, decimal_separator=decimal_separator)}",
        f"before surgery {uninvolved_before.said(unit, decimal_separator=decimal_separator)}",
    )
    over, under = (
        (uninvolved_before, involved_now) if inverted else (involved_now, uninvolved_before)
    )
    numerator, denominator = _values((over, under))
    found = [*obstacles, *([] if denominator else [_zero(under)])]
    if found:
        return not_computed(formula, found, inputs)
    value = numerator / denominator * 100
    text = shown(value, PERCENT, decimal_separator=decimal_separator)
    return computed(formula, value, PERCENT, text, inputs)


Limbs = tuple[Decimal, Decimal]
"""The involved and the uninvolved value of one visit."""


def gained_by_loss(before: Limbs, now: Limbs, *, lower_is_better: bool) -> bool:
    """Whether symmetry rose, the uninvolved side got worse, and the involved one no better."""
    better = lt if lower_is_better else gt
    return (
        better(now[0] * before[1], before[0] * now[1])
        and better(before[1], now[1])
        and not better(now[0], before[0])
    )


def raw_limbs_text(
    before: Limbs,
    now: Limbs,
    unit: Unit,
    *,
    lower_is_better: bool,
    decimal_separator: str,
) -> str:
    """What stands beside every change of symmetry: how each limb itself changed."""
    involved, uninvolved = (
        shown_signed(change, unit, decimal_separator=decimal_separator)
        for change in (now[0] - before[0], now[1] - before[1])
    )
    text = f"involved {involved}, uninvolved {uninvolved}"
    if gained_by_loss(before, now, lower_is_better=lower_is_better):
        return f"{text}: symmetry rose because the uninvolved side lost"
    return text


def _sidedness(pair: Pair) -> list[Obstacle]:
    if pair.involved is InvolvedSide.BOTH:
        return [_BOTH_INVOLVED]
    if pair.involved is InvolvedSide.NONE:
        return [_NONE_INVOLVED]
    return [BOTH_OPERATED] if pair.both_operated else []


def _zero(standing: Standing) -> Obstacle:
    return Obstacle(
        reason=ReasonCode.ZERO_DENOMINATOR, why=f"{standing.side.value} is 0, cannot divide by it"
    )


def _by_dominance(pair: Pair) -> tuple[Standing, Standing] | None:
    """The dominant leg and the other one."""
    if pair.dominant is DominantLeg.RIGHT:
        return pair.right, pair.left
    if pair.dominant is DominantLeg.LEFT:
        return pair.left, pair.right
    return None


def _values(sides: tuple[Standing, Standing]) -> tuple[Decimal, Decimal]:
    first, second = sides
    if first.value is None or second.value is None:
        raise ValueError("both sides need a value; ask for the hindrances first")
    return first.value, second.value
