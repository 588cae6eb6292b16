"""Whether a muscle grade fell by a whole grade: plus and minus alone do not count."""

from __future__ import annotations

from assessment.catalogue.screening_figures import GRADE_DROP

STEPS = 3
"""A plus and a minus are a third of a grade: 3+, 4-, 4 are three steps."""


def whole_grade_lost(before: str, now: str) -> bool | None:
    """Whether the grade now lies at least one whole grade below; none without two grades."""
    first, last = _steps(before), _steps(now)
    if first is None or last is None:
        return None
    return first - last >= GRADE_DROP.value * STEPS


def _steps(grade: str) -> int | None:
    """A grade in thirds; none for what is none."""
    digit, sign = grade[:1], grade[1:]
    if not digit.isdigit() or sign not in ("", "+", "-"):
        return None
    return int(digit) * STEPS + {"": 0, "+": 1, "-": -1}[sign]
