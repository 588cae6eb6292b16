"""What a test's load asks of a knee that a restriction does not allow.

Each parameter has its own question; angles of arcs are held against the arc that is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from assessment.catalogue.types import (
    ALLOWED,
    Bearing,
    Demand,
    Load,
    Motion,
    Numbers,
    Restricts,
)
from assessment.clinical.restrictions.in_force import Limit, deciding_each
from assessment.clinical.restrictions.words import what_words

EXTENSION = frozenset({Load.GRAVITY, Load.DYNAMIC_MAXIMAL})
RESISTED = frozenset({Load.ISOMETRIC_SUBMAXIMAL, Load.ISOMETRIC_MAXIMAL, Load.DYNAMIC_MAXIMAL})
ISOMETRIC = frozenset({Load.ISOMETRIC_LIGHT, Load.ISOMETRIC_SUBMAXIMAL, Load.ISOMETRIC_MAXIMAL})
HARDEST: Mapping[str, frozenset[Load]] = MappingProxyType(
    {
        "none": frozenset(),
        "quad_sets": frozenset({Load.ISOMETRIC_LIGHT}),
        "submaximal": frozenset({Load.ISOMETRIC_LIGHT, Load.ISOMETRIC_SUBMAXIMAL}),
        "maximal_at": ISOMETRIC,
        "maximal": ISOMETRIC,
    }
)
"""Which isometric work an order about it allows."""

Asked = Callable[[Demand, Limit, "Sequence[Limit]", Decimal | None], bool]


def broken_by_load(
    demand: Demand, limits: Sequence[Limit], angle: Decimal | None
) -> Iterator[tuple[Limit, str, Decimal | None]]:
    """The limits other than of range that bear on a test, what it breaks, and at which angle.

    Nothing broken is said by no words. `angle` is the one that the test is held at or ended at, as
    far as it is known; it is named where it decides.
    """
    own = deciding_each(limits)
    for limit in own:
        bears = BEARS.get(limit.restricts)
        if bears is None or not limit.restricting or not bears(demand):
            continue
        if BREAKS[limit.restricts](demand, limit, own, angle):
            by_angle = limit.given.allowed.numbers is Numbers.RANGE
            what = f"{demand.label}: {what_words(limit.given)}"
            yield limit, what, angle if by_angle else None
        else:
            yield limit, "", None


def _extends(demand: Demand) -> bool:
    return demand.load in EXTENSION or demand.load in ISOMETRIC


def _breaks_active_extension(
    demand: Demand, limit: Limit, limits: Sequence[Limit], angle: Decimal | None
) -> bool:
    """No active extension covers tightening as well, unless isometric work is allowed by name.

    Gravity only leaves no resistance, an arc none at an angle outside it.
    """
    option = limit.given.option
    if demand.load in ISOMETRIC:
        return _tightens_beyond(demand, limit, angle) and not _isometric_allowed(
            demand, limit, limits
        )
    if option == "gravity_only":
        return demand.load is Load.DYNAMIC_MAXIMAL
    if option == "arc":
        return _leaves_arc(demand, limit, angle)
    return option == "not_allowed"


def _tightens_beyond(demand: Demand, limit: Limit, angle: Decimal | None) -> bool:
    """Whether tightening without movement is more than what active extension allows."""
    given = limit.given
    if given.option == "not_allowed" or demand.load is Load.ISOMETRIC_LIGHT:
        return given.option == "not_allowed"
    if given.option == "arc" and angle is not None:
        return _apart(angle, angle, given.low, given.high)
    return given.option == "gravity_only"


def _isometric_allowed(demand: Demand, limit: Limit, limits: Sequence[Limit]) -> bool:
    return any(
        demand.load in HARDEST[one.given.option]
        for one in limits
        if one.restricts is Restricts.ISOMETRIC_QUADRICEPS
        and not one.expired
        and one.side is limit.side
        and one.given.level >= limit.given.level
    )


def _breaks_open_chain(
    demand: Demand, limit: Limit, limits: Sequence[Limit], angle: Decimal | None
) -> bool:
    """Of isometric tests it is told and not asked: the order is about the moving knee."""
    if demand.load is not Load.DYNAMIC_MAXIMAL:
        return False
    option = limit.given.option
    if option == "arc":
        return _leaves_arc(demand, limit, angle)
    return True


def _breaks_isometric(
    demand: Demand, limit: Limit, limits: Sequence[Limit], angle: Decimal | None
) -> bool:
    """What may only be tightened gently is not tested through the arc, unless that is allowed."""
    given = limit.given
    if demand.load is Load.DYNAMIC_MAXIMAL:
        return given.option in ("none", "quad_sets", "submaximal") and not any(
            one.given.option != "not_allowed"
            for one in limits
            if one.restricts is Restricts.OPEN_CHAIN
            and not one.expired
            and one.side is limit.side
            and one.given.level >= given.level
        )
    if demand.load not in HARDEST[given.option]:
        return True
    if given.option != "maximal_at" or demand.load is Load.ISOMETRIC_LIGHT:
        return False
    low, high = (angle, angle) if angle is not None else (demand.high, demand.low)
    return _apart(low, high, given.low, given.high)


def _apart(
    low: Decimal | None, high: Decimal | None, least: Decimal | None, most: Decimal | None
) -> bool:
    """Whether `low` lies under the least angle, or `high` above the most."""
    under = low is not None and least is not None and low < least
    return under or (high is not None and most is not None and high > most)


def _leaves_arc(demand: Demand, limit: Limit, angle: Decimal | None) -> bool:
    """Whether a test extends the knee further than the arc, or starts from more flexion."""
    least, most = limit.given.low, limit.given.high
    if angle is not None:
        return least is not None and angle < least
    low = demand.low is not None and least is not None and demand.low < least
    return low or (demand.high is not None and most is not None and demand.high > most)


def _breaks_weight(
    demand: Demand, limit: Limit, limits: Sequence[Limit], angle: Decimal | None
) -> bool:
    """Weight as tolerated is told and not asked: only the patient knows how much that is.

    So is walking about where the knee may only bear straight or braced: it can be done so.
    """
    option = limit.given.option
    if option == "extension_only":
        bends = demand.motion is Motion.WEIGHT_BEARING and demand.high != 0
        return bends and demand.bearing >= Bearing.FULL
    return option in ("nwb", "ttwb", "pwb")


def _breaks_leg_raise(
    demand: Demand, limit: Limit, limits: Sequence[Limit], angle: Decimal | None
) -> bool:
    return limit.given.option == "not_allowed"


def _breaks_patella(
    demand: Demand, limit: Limit, limits: Sequence[Limit], angle: Decimal | None
) -> bool:
    if limit.given.option == "not_lateral":
        return demand.lateral_patella
    return limit.given.option == "none"


def _not_allowed(
    demand: Demand, limit: Limit, limits: Sequence[Limit], angle: Decimal | None
) -> bool:
    return limit.given.option != ALLOWED


BEARS: Mapping[Restricts, Callable[[Demand], bool]] = MappingProxyType(
    {
        Restricts.WEIGHT_BEARING: lambda one: one.bearing > Bearing.NONE,
        Restricts.ACTIVE_EXTENSION: _extends,
        Restricts.OPEN_CHAIN: lambda one: one.load in RESISTED,
        Restricts.RESISTED_FLEXION: lambda one: one.load is Load.RESISTED_FLEXION,
        Restricts.ISOMETRIC_QUADRICEPS: lambda one: (
            one.load in ISOMETRIC or one.load is Load.DYNAMIC_MAXIMAL
        ),
        Restricts.STRAIGHT_LEG_RAISE: lambda one: one.straight_leg_raise,
        Restricts.ROTATION: lambda one: one.load is Load.ROTATION_STRESS or one.pivots,
        Restricts.KNEELING: lambda one: one.kneels,
        Restricts.IMPACT: lambda one: one.load is Load.IMPACT,
        Restricts.PATELLA: lambda one: one.load is Load.PATELLAR_STRESS,
    }
)
"""On which tests a restriction bears. Brace, driving and the like are shown and bear on none."""
BREAKS: Mapping[Restricts, Asked] = MappingProxyType(
    {
        Restricts.WEIGHT_BEARING: _breaks_weight,
        Restricts.ACTIVE_EXTENSION: _breaks_active_extension,
        Restricts.OPEN_CHAIN: _breaks_open_chain,
        Restricts.RESISTED_FLEXION: _not_allowed,
        Restricts.ISOMETRIC_QUADRICEPS: _breaks_isometric,
        Restricts.STRAIGHT_LEG_RAISE: _breaks_leg_raise,
        Restricts.ROTATION: _not_allowed,
        Restricts.KNEELING: _not_allowed,
        Restricts.IMPACT: _not_allowed,
        Restricts.PATELLA: _breaks_patella,
    }
)
