"""The pattern of knee osteoarthritis: a hint from age, pain and stiffness, and no diagnosis.

Source: NICE NG226. Without imaging, from an age on, with pain in activity and no stiffness in the
morning or not for long. A hot or swollen knee, an injury, or a course that does not fit asks for
more than this; the screen is where that stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assessment.clinical.answers import NO, YES, all_of, any_of
from assessment.clinical.seen import Findings

RULE, VERSION = "OA-PATTERN", 1
PAIN = "pain_with_activity"
STIFFNESS = "morning_stiffness"
SHORT = ("none", "up_to_30")


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """Whether the pattern is there: yes, no, or nobody knows (`None`), and what it rests on."""

    there: str | None
    met: tuple[str, ...]
    not_assessed: tuple[str, ...]


def osteoarthritis_pattern(
    findings: Findings, *, from_age: Decimal, pains: Iterable[str] = ()
) -> Pattern:
    """The pattern by its three parts; `pains` are ratings of activities beside the pain itself."""
    parts = {
        "age": _age(findings, from_age),
        "pain with activity": _pain(findings, (PAIN, *pains)),
        "stiffness in the morning of up to 30 minutes": _stiffness(findings),
    }
    return Pattern(
        there=all_of(parts.values()),
        met=tuple(label for label, answer in parts.items() if answer == YES),
        not_assessed=tuple(label for label, answer in parts.items() if answer is None),
    )


def _age(findings: Findings, from_age: Decimal) -> str | None:
    if findings.age is None:
        return None
    return YES if findings.age >= from_age else NO


def _pain(findings: Findings, codes: Iterable[str]) -> str | None:
    ratings = [
        None if seen is None or seen.value is None else YES if seen.value > 0 else NO
        for code in codes
        for _side, seen in findings.of_sides(code)
    ]
    known = [one for one in ratings if one is not None]
    return any_of(known) if known else None


def _stiffness(findings: Findings) -> str | None:
    seen = findings.find(STIFFNESS)
    if seen is None or not seen.choice:
        return None
    return YES if seen.choice in SHORT else NO
