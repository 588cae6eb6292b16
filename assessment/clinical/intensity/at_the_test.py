"""One test held against the tier in force: whether it lies above, or is to be left out.

It is said before the test is used, and a value that is entered all the same is kept. What a reason
of safety caps is said even where a higher tier was chosen with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from assessment.catalogue.types import Demand, IntensityRule, Load, Motion, Tier
from assessment.clinical.intensity.facts import (
    Advised,
    InForce,
    LeftOut,
    Reason,
    TierAdvice,
)

ISOMETRIC = frozenset({Load.ISOMETRIC_SUBMAXIMAL, Load.ISOMETRIC_MAXIMAL})


def tier_in_force(advice: TierAdvice, chosen: Tier | None, reason: str) -> InForce:
    """What tests are held against: the therapist's choice, above the suggestion with a reason."""
    if chosen is None:
        return InForce(tier=advice.tier, chosen=False, reason=reason)
    if chosen > advice.tier and not reason:
        return InForce(tier=advice.tier, chosen=False, wanted=chosen)
    return InForce(tier=chosen, chosen=True, reason=reason)


def held_against(
    code: str,
    demands: Sequence[Demand],
    setup: Mapping[str, str],
    advice: TierAdvice,
    force: InForce,
) -> Advised | None:
    """What is said at the test of a measure with these demands; nothing where it is suggested."""
    own = sorted((one for one in demands if _holds(one, setup)), key=lambda one: one.tier)
    easiest = own[0] if own else None
    left_out = [one for one in advice.left_out if _leaves_out(one.rule, code, easiest, setup)]
    bent = [one for one in advice.left_out if one not in left_out and _ends_bend(one.rule, easiest)]
    tier = easiest.tier if easiest else None
    why = _why(tier, advice, force)
    reasons = [*why, *(one.reason for one in (*left_out, *bent))]
    if reasons:
        return Advised(
            tier=tier,
            words=_joined(_above(tier, force, why), _left_out(bool(left_out)), _bent(bent)),
            reasons=tuple(dict.fromkeys(reasons)),
            bends_to=None if why or left_out else bent[0].rule.loaded_to,
        )
    return _harder_part(own[1:], advice, force)


def _leaves_out(
    rule: IntensityRule, code: str, demand: Demand | None, setup: Mapping[str, str]
) -> bool:
    """Whether a rule leaves a test out, as it is done in its easiest way."""
    if code in rule.codes:
        return True
    return demand is not None and (
        demand.load in rule.loads
        or _held_outside(rule, demand, setup)
        or _bends_beyond(rule, demand)
    )


def _held_outside(rule: IntensityRule, demand: Demand, setup: Mapping[str, str]) -> bool:
    """Whether isometric extension is held at an angle that is known and outside that of a rule."""
    if rule.isometric is None or demand.load not in ISOMETRIC:
        return False
    try:
        angle = Decimal(setup.get(demand.angle_field, ""))
        return not rule.isometric.low <= angle <= rule.isometric.high
    except InvalidOperation:
        return False


def _bends_beyond(rule: IntensityRule, demand: Demand) -> bool:
    """Whether a test bends the loaded knee further than a rule has it."""
    if rule.loaded_to is None or demand.high is None:
        return False
    return demand.motion is Motion.WEIGHT_BEARING and demand.high > rule.loaded_to


def _ends_bend(rule: IntensityRule, demand: Demand | None) -> bool:
    """Whether a rule says how far a loaded bend goes whose angle is what is read."""
    if rule.loaded_to is None or demand is None:
        return False
    return demand.motion is Motion.WEIGHT_BEARING and demand.reads_angle


def _harder_part(others: Sequence[Demand], advice: TierAdvice, force: InForce) -> Advised | None:
    """Of a graded test the part from a grade on, where that is beyond and the rest is not."""
    for one in others:
        left_out = [
            out.reason for out in advice.left_out if one.load in out.rule.loads and one.from_grade
        ]
        why = _why(one.tier, advice, force)
        if one.from_grade and (why or left_out):
            words = _joined(_above(one.tier, force, why), _left_out(bool(left_out)))
            return Advised(
                tier=one.tier,
                words=f"From grade {one.from_grade} on: {words}",
                reasons=tuple(dict.fromkeys([*why, *left_out])),
                part_from=one.from_grade,
            )
    return None


def _holds(demand: Demand, setup: Mapping[str, str]) -> bool:
    """Whether the test is done in this way, as far as its setup says."""
    asked = all(setup.get(code, option) == option for code, option in demand.when.items())
    other = any(setup.get(code) == option for code, option in demand.unless.items())
    return asked and not other


def _why(tier: Tier | None, advice: TierAdvice, force: InForce) -> tuple[Reason, ...]:
    """The reasons that a test of this tier lies above; none where it does not."""
    if tier is None:
        return ()
    if not force.chosen:
        return advice.deciding if tier > force.tier else ()
    safety = tuple(
        one for one in advice.reasons if one.safety and one.tier is not None and tier > one.tier
    )
    chosen = Reason(rule="", version="", source="", words=f"You chose {force.tier.name}.")
    return (*safety, chosen) if tier > force.tier else safety


def _above(tier: Tier | None, force: InForce, why: tuple[Reason, ...]) -> str:
    """How far a test lies above what is held against it."""
    if tier is None or not why:
        return ""
    caps = [one.tier for one in why if one.tier is not None]
    # Of a tier that was chosen only reasons of safety name one: the lowest tier suggested.
    if force.chosen and caps and min(caps) < force.tier:
        return f"{tier.name}, above the {min(caps).name} suggested"
    whose = "you chose" if force.chosen else "suggested"
    return f"{tier.name}, above the {force.tier.name} {whose}"


def _joined(*words: str) -> str:
    return "; ".join(one for one in words if one)


def _left_out(left_out: bool) -> str:
    return "better left out today" if left_out else ""


def _bent(bent: Sequence[LeftOut]) -> str:
    return f"no loaded bend beyond {bent[0].rule.loaded_to}°" if bent else ""
