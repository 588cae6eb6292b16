"""What may not depend on which side is which, or on which of two visits came first."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import catalogue
from assessment.catalogue.types import (
    Better,
    Derivation,
    DominantLeg,
    InvolvedSide,
    Kind,
    Measure,
    Side,
)
from assessment.clinical.change import Verdict, judge
from assessment.clinical.derive import Derived, derive
from assessment.clinical.readings import Context, Reading
from assessment.clinical.yardstick import Yardstick, measure_yardstick, pair_yardstick

FEW = 20
"""Examples for each of very many measures."""

OTHER_SIDE = {Side.RIGHT: Side.LEFT, Side.LEFT: Side.RIGHT, Side.NONE: Side.NONE}
OTHER_KNEE = {
    InvolvedSide.RIGHT: InvolvedSide.LEFT,
    InvolvedSide.LEFT: InvolvedSide.RIGHT,
    InvolvedSide.BOTH: InvolvedSide.BOTH,
    InvolvedSide.NONE: InvolvedSide.NONE,
}
OTHER_LEG = {DominantLeg.RIGHT: DominantLeg.LEFT, DominantLeg.LEFT: DominantLeg.RIGHT}

COMPARED_BY_SIDE = [
    (section, measure)
    for section in catalogue.sections()
    for measure in section.measures
    if measure.sided and measure.derives
]


def within(measure: Measure, share: Decimal) -> Decimal:
    """A value of the measure between its limits."""
    hard = measure.hard
    low = hard.low if hard and hard.low is not None else Decimal(0)
    high = hard.high if hard and hard.high is not None else Decimal(100)
    return low + (high - low) * share


def values(found: list[Derived]) -> dict[tuple[str, str, Side], Decimal | None]:
    return {(one.code, one.of, one.side): one.result.value for one in found}


@pytest.mark.parametrize(
    ("section", "measure"), COMPARED_BY_SIDE, ids=[one[1].code for one in COMPARED_BY_SIDE]
)
@settings(max_examples=FEW)
@given(
    right=st.decimals(0, 1, places=3),
    left=st.decimals(0, 1, places=3),
    involved=st.sampled_from(list(InvolvedSide)),
    dominant=st.sampled_from([DominantLeg.RIGHT, DominantLeg.LEFT]),
)
def test_swapping_sides_and_the_involved_side_together_changes_nothing(
    section: catalogue.Section,
    measure: Measure,
    right: Decimal,
    left: Decimal,
    involved: InvolvedSide,
    dominant: DominantLeg,
) -> None:
    def worked_out(*, swapped: bool) -> dict[tuple[str, str, Side], Decimal | None]:
        given_ = {Side.RIGHT: within(measure, right), Side.LEFT: within(measure, left)}
        readings = [
            Reading(
                measure=measure.code,
                side=side,
                number=given_[OTHER_SIDE[side] if swapped else side],
            )
            for side in (Side.RIGHT, Side.LEFT)
        ]
        context = Context(
            involved=OTHER_KNEE[involved] if swapped else involved,
            dominant=OTHER_LEG[dominant] if swapped else dominant,
            body_mass=Decimal(70),
        )
        return values(derive(section, readings, context))

    as_it_was, turned = worked_out(swapped=False), worked_out(swapped=True)
    one_involved = involved in (InvolvedSide.RIGHT, InvolvedSide.LEFT)
    for (code, of, side), value in as_it_was.items():
        found = turned[code, of, OTHER_SIDE[side]]
        if code == Derivation.DIFFERENCE.value and not one_involved:
            # Right less left where no side is the involved one: swapped it has the other sign.
            assert found == (None if value is None else -value)
        else:
            assert found == value


JUDGED: list[tuple[str, Yardstick]] = [
    (one.code, measure_yardstick(one))
    for section in catalogue.sections()
    for one in section.measures
    if one.kind is Kind.QUANTITY and one.unit is not None
] + [
    (derived.code, pair_yardstick(section, derived))
    for section in catalogue.sections()
    for derived in section.derived
]

REAL = (Verdict.REAL_AND_IMPORTANT, Verdict.REAL_NOT_IMPORTANT, Verdict.REAL_IMPORTANCE_UNKNOWN)
OPPOSITE = {"improved": "worsened", "worsened": "improved", "better": "worse", "worse": "better"}


@pytest.mark.parametrize(("code", "by"), JUDGED, ids=[one[0] for one in JUDGED])
@settings(max_examples=FEW)
@given(
    before=st.decimals(-50, 300, places=2),
    now=st.decimals(-50, 300, places=2),
    same_rater=st.sampled_from([True, False, None]),
)
def test_a_verdict_never_contradicts_itself_when_the_visits_are_swapped(
    code: str, by: Yardstick, before: Decimal, now: Decimal, same_rater: bool | None
) -> None:
    assert by.unit is not None
    setup = dict(by.errors[0].when) if by.errors else {}
    forth, back = (
        judge(
            reference=one,
            now=other,
            unit=by.unit,
            better=by.better,
            true_zero=by.true_zero,
            errors=by.errors,
            important=by.important,
            setup=setup,
            same_rater=same_rater,
        )
        for one, other in ((before, now), (now, before))
    )
    assert forth.verdict == back.verdict
    assert forth.change is not None and back.change is not None
    assert forth.change == -back.change
    assert forth.word == OPPOSITE.get(back.word, "")
    assert forth.direction == OPPOSITE.get(back.direction, "")
    if forth.word:
        assert forth.verdict in REAL
    if by.better not in (Better.HIGHER, Better.LOWER):
        assert (forth.word, forth.direction) == ("", "")
