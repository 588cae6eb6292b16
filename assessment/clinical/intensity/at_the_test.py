"""One test held against the tier in force: whether it lies above, or is to be left out.

It is said before the test is used, and a value that is entered all the same is kept. What a reason
of safety caps is said even where a higher tier was chosen with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.catalogue.types import Demand, Tier
from assessment.clinical.intensity.facts import Advised, InForce, Reason, TierAdvice


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
    easiest = own[:1]
    left_out = [
        one.reason
        for one in advice.left_out
        if code in one.rule.codes or any(demand.load in one.rule.loads for demand in easiest)
    ]
    tier = easiest[0].tier if easiest else None
    why = _why(tier, advice, force)
    reasons = [*why, *left_out]
    if reasons:
        return Advised(
            tier=tier,
            words=_words(tier, force, why, left_out=bool(left_out)),
            reasons=tuple(dict.fromkeys(reasons)),
        )
    return _harder_part(own[1:], advice, force)


def _harder_part(others: Sequence[Demand], advice: TierAdvice, force: InForce) -> Advised | None:
    """Of a graded test the part from a grade on, where that is beyond and the rest is not."""
    for one in others:
        left_out = [
            out.reason for out in advice.left_out if one.load in out.rule.loads and one.from_grade
        ]
        why = _why(one.tier, advice, force)
        if one.from_grade and (why or left_out):
            words = _words(one.tier, force, why, left_out=bool(left_out))
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


def _words(tier: Tier | None, force: InForce, why: tuple[Reason, ...], *, left_out: bool) -> str:
    said = []
    if why and tier is not None:
        caps = [one.tier for one in why if one.tier is not None]
        # Of a tier that was chosen only reasons of safety name one: the lowest tier suggested.
        by_safety = force.chosen and caps and min(caps) < force.tier
        held = min(caps) if by_safety else force.tier
        whose = "you chose" if force.chosen and not by_safety else "suggested"
        said.append(f"{tier.name}, above the {held.name} {whose}")
    if left_out:
        said.append("better left out today")
    return "; ".join(said)
