"""Pain during a test: when a result is limited by it, and when the test is to be stopped.

Neither makes a result invalid: that only the therapist says.
"""

from __future__ import annotations

from assessment.catalogue.types import PainRule


def is_limited(pain: int | None, rule: PainRule) -> bool:
    """Whether a result is limited by pain: said beside it, and it still counts."""
    return pain is not None and pain >= rule.limited_from


def stop_hint(pain: int | None, before: int | None, rule: PainRule) -> str:
    """What is said when a test was to be stopped; `before` is the pain before it."""
    if pain is None:
        return ""
    why = []
    if pain > rule.stop_above:
        why.append(f"above {rule.stop_above}")
    if before is not None and pain >= before + rule.stop_rise:
        why.append(f"{pain - before} above the {before} before")
    if not why:
        return ""
    return (
        f"Pain {pain}/10, {' and '.join(why)}: stop the test. A result stopped by pain is kept "
        "with its mark."
    )
