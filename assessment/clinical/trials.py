"""Several trials of one measure: the value that stands for them, and how far they lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assessment.catalogue.types import Better, Measure, TrialCheck, Unit
from assessment.catalogue.units import PERCENT, shown

BEST = "best"
MEAN = "mean"


def statistic_of(trials: Sequence[Decimal], statistic: str, better: Better) -> Decimal:
    """The mean of the trials, or the best by the measure's own direction.

    Raises `ValueError` without trials, for another statistic, and for the best of a measure that
    has no better or worse.
    """
    if not trials:
        raise ValueError("no trials")
    if statistic == MEAN:
        return mean(trials)
    if statistic != BEST:
        raise ValueError(f"“{statistic}” is not a statistic of trials")
    if better is Better.HIGHER:
        return max(trials)
    if better is Better.LOWER:
        return min(trials)
    raise ValueError("a measure without better or worse has no best trial")


def chosen_statistic(measure: Measure, said: str) -> str:
    """The statistic recorded in the setup; else the one the measure prescribes; else the mean."""
    if said:
        return said
    prescribed = [one.default for one in measure.setup if one.code == "statistic"]
    return prescribed[0] if prescribed and prescribed[0] else MEAN


def mean(trials: Sequence[Decimal]) -> Decimal:
    """Arithmetic mean of at least one trial."""
    return sum(trials, Decimal(0)) / len(trials)


def spread(trials: Sequence[Decimal]) -> Decimal:
    """Highest less lowest of at least one trial."""
    return max(trials) - min(trials)


def coefficient_of_variation(trials: Sequence[Decimal]) -> Decimal | None:
    """Sample standard deviation in percent of the mean; `None` for one trial or a mean of 0."""
    middle = mean(trials)
    if len(trials) < 2 or middle == 0:
        return None
    squares = sum(((one - middle) ** 2 for one in trials), Decimal(0))
    deviation = (squares / (len(trials) - 1)).sqrt()
    return deviation / abs(middle) * 100


def too_far_apart(
    trials: Sequence[Decimal], check: TrialCheck, unit: Unit, *, decimal_separator: str = "."
) -> str:
    """What to tell the clinician when trials lie too far apart, or nothing."""
    if len(trials) < 2:
        return ""
    if check.relative:
        varies = coefficient_of_variation(trials)
        if varies is None or varies <= check.amount:
            return ""
        found = f"coefficient of variation {_said(varies, PERCENT, decimal_separator)}"
        limit = _said(check.amount, PERCENT, decimal_separator)
    else:
        apart = spread(trials)
        if apart <= check.amount:
            return ""
        found = f"{_said(apart, unit, decimal_separator)} from lowest to highest"
        limit = _said(check.amount, unit, decimal_separator)
    return (
        f"The trials differ much: {found}, more than {limit}."
        f"{_outlier_text(trials, unit, decimal_separator)} Leave out a failed one or repeat."
    )


def outlier(trials: Sequence[Decimal]) -> Decimal | None:
    """The trial that lies furthest from the mean of the others; none of fewer than three.

    `None` too where two trials lie equally far: which one failed is not for arithmetic to say.
    """
    if len(trials) < 3:
        return None
    apart = [
        (abs(one - mean([*trials[:at], *trials[at + 1 :]])), one) for at, one in enumerate(trials)
    ]
    furthest = max(distance for distance, _one in apart)
    found = {one for distance, one in apart if distance == furthest}
    return found.pop() if len(found) == 1 else None


def _outlier_text(trials: Sequence[Decimal], unit: Unit, decimal_separator: str) -> str:
    found = outlier(trials)
    if found is None:
        return ""
    return f" {_said(found, unit, decimal_separator)} lies furthest from the others."


def _said(value: Decimal, unit: Unit, decimal_separator: str) -> str:
    return shown(value, unit, decimal_separator=decimal_separator)
