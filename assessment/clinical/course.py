"""What several visits come to: a pattern of one measure, and of what the goals are tied to.

A pattern is read from changes that were judged against measurement error, between visits far enough
apart. It is a prompt with its reasons, never a decision. Too few comparable visits are told as such
and never called a plateau.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assessment.catalogue.types import CourseRules, Pattern
from assessment.catalogue.units import day_in_words
from assessment.clinical.change import Change, Verdict
from assessment.clinical.compare import Finding, compare
from assessment.clinical.yardstick import Yardstick

IMPROVED, WORSENED = "improved", "worsened"
BETTER = "better"
NO_PLATEAU = "a plateau cannot be judged"
IMPORTANT_ALL_THE_SAME = (Verdict.IMPORTANT_ERROR_UNKNOWN, Verdict.IMPORTANT_NOT_CERTAIN)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A finding that counts, with its day and as it was shown."""

    on: date
    finding: Finding
    text: str

    @property
    def words(self) -> str:
        """The value with its day: "310 N (28 Apr 2026)"."""
        return f"{self.text} ({self.day})"

    @property
    def day(self) -> str:
        """Its day in words."""
        return day_in_words(self.on)


@dataclass(frozen=True, kw_only=True)
class MeasureCourse:
    """The pattern of one measure and why; `met` where its last value reaches the target.

    `may_matter` says that it got better by what patients call important, although no published
    error, or the error itself, leaves open whether that is real.
    """

    label: str
    pattern: Pattern
    why: str
    met: bool = False
    may_matter: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EpisodeCourse:
    """What the goals' measures come to together, with the course of each and other signs."""

    pattern: Pattern
    measures: tuple[MeasureCourse, ...]
    signs: tuple[str, ...]
    why_not: str = ""


def measure_course(
    label: str,
    seen: Sequence[Seen],
    by: Yardstick,
    rules: CourseRules,
    *,
    met: bool,
    decimal_separator: str,
) -> MeasureCourse:
    """The pattern of a measure by its values that count, the oldest first."""
    judged = _Judged(by, decimal_separator)
    if len(seen) < 2:
        once = f"measured once, {seen[0].words}" if seen else "not measured in this episode"
        return _not_judged(label, once, met)
    now, before = seen[-1], seen[-2]
    alike = [one for one in seen if judged(one, now).comparable]
    if before not in alike:
        return _not_judged(label, f"{now.words}: {judged(before, now).verdict_text}", met)
    last = judged(before, now)
    if last.without_error:
        why = f"{_step(before, now, last)}; {last.without_error}, so that {NO_PLATEAU}"
        return MeasureCourse(
            label=label,
            pattern=Pattern.NOT_JUDGED,
            why=why,
            met=met,
            may_matter=_may_matter(last),
        )
    apart = _far_apart(alike, rules.days_apart)
    stretches = [(before, now, last)]
    stretches += [(one, now, judged(one, now)) for one in apart[-2:-1] if one is not before]
    for word, pattern in ((WORSENED, Pattern.REGRESS), (IMPROVED, Pattern.PROGRESSING)):
        for start, end, change in stretches:
            if change.word == word:
                return MeasureCourse(
                    label=label,
                    pattern=pattern,
                    why=f"{_step(start, end, change)}, beyond {_error(change)}",
                    met=met,
                    sources=(change.source,),
                )
    counted = apart[-rules.in_a_row - 1 :]
    return _without_improvement(label, counted, (before, now), judged, rules, met)


def episode_course(
    measures: Sequence[MeasureCourse], signs: Sequence[str], rules: CourseRules
) -> EpisodeCourse:
    """What the courses come to together. A setback outweighs progress, progress a plateau.

    A plateau is said only where every goal's measure that can be judged, and has not reached its
    target, shows one, and nothing that cannot be judged looks better by what would matter.
    """
    patterns = {one.pattern for one in measures}
    judged = {one.pattern for one in measures if not one.met} & {Pattern.HOLD, Pattern.PLATEAU}
    hopeful = [one.label for one in measures if one.may_matter]
    why_not = ""
    if signs or Pattern.REGRESS in patterns:
        pattern = Pattern.REGRESS
    elif measures and all(one.met for one in measures):
        pattern = Pattern.MET
    elif Pattern.PROGRESSING in patterns:
        pattern = Pattern.PROGRESSING
    elif judged == {Pattern.PLATEAU} and hopeful:
        pattern = Pattern.NOT_JUDGED
        why_not = f"better by what would matter, though not beyond error: {', '.join(hopeful)}"
    elif judged:
        pattern = Pattern.PLATEAU if judged == {Pattern.PLATEAU} else Pattern.HOLD
    else:
        pattern = Pattern.NOT_JUDGED
        why_not = (
            f"that takes {rules.in_a_row} comparable reassessments after the baseline, "
            f"{rules.days_apart} days or more apart, of a measure with a published error"
        )
    return EpisodeCourse(
        pattern=pattern, measures=tuple(measures), signs=tuple(signs), why_not=why_not
    )


def effusion_sign(label: str, before: Seen, now: Seen, rules: CourseRules) -> str:
    """That effusion went up by the grades that are a setback; empty where it did not."""
    if before.finding.ordinal is None or now.finding.ordinal is None:
        return ""
    if now.finding.ordinal - before.finding.ordinal < rules.effusion_steps:
        return ""
    return f"{label}: {before.words} to {now.words}"


def pain_sign(label: str, before: Seen, now: Seen, rules: CourseRules) -> str:
    """That a pain rose by as much as is a setback when it lasted; empty where it did not."""
    first, second = before.finding.value, now.finding.value
    if first is None or second is None or second - first < rules.pain_rise:
        return ""
    return f"{label}: {before.words} to {now.words}, and more symptoms for over 24 hours"


@dataclass(frozen=True)
class _Judged:
    """One value against an earlier one."""

    by: Yardstick
    separator: str

    def __call__(self, before: Seen, now: Seen) -> Change:
        return compare(before.finding, now.finding, self.by, decimal_separator=self.separator)


def _far_apart(seen: Sequence[Seen], days: int) -> list[Seen]:
    """The last value, the last one so many days before it, and so on back; oldest first."""
    found: list[Seen] = []
    for one in reversed(seen):
        if not found or (found[-1].on - one.on).days >= days:
            found.append(one)
    return found[::-1]


def _without_improvement(
    label: str,
    counted: Sequence[Seen],
    last: tuple[Seen, Seen],
    judged: _Judged,
    rules: CourseRules,
    met: bool,
) -> MeasureCourse:
    """What there is to say where the last step was no more than error: by the stretch before it.

    Steps that are each within error can come to more than it together. `counted` are the values far
    enough apart; where that is the newest alone, the `last` two are told.
    """
    row = counted if len(counted) > 1 else last
    steps = [judged(one, other) for one, other in pairwise(row)]
    whole = judged(row[0], row[-1])
    words = {one.word for one in steps}
    values = ", ".join(one.words for one in row)
    without_error = [one.without_error for one in (*steps, whole) if one.without_error]
    if whole.word and whole.word not in words:
        pattern = Pattern.PROGRESSING if whole.word == IMPROVED else Pattern.REGRESS
        why = f"{_step(row[0], row[-1], whole)}, in small steps, beyond {_error(whole)}"
    elif IMPROVED in words:
        pattern, why = Pattern.HOLD, f"{values}: improved within that time, not since {row[-2].day}"
    elif without_error:
        pattern = Pattern.NOT_JUDGED
        why = f"{values}: {without_error[0]} for some of these steps, so that {NO_PLATEAU}"
    elif len(counted) <= rules.in_a_row:
        pattern = Pattern.HOLD
        again = len(counted) - 1
        why = (
            f"{values}: no improvement beyond {_error(whole)}, for the first time; with {again} "
            f"comparable {'reassessment' if again == 1 else 'reassessments'} of {rules.in_a_row}, "
            f"{rules.days_apart} days or more apart, {NO_PLATEAU}"
        )
    else:
        pattern = Pattern.PLATEAU
        why = (
            f"{values}: no improvement beyond {_error(whole)}, across {rules.in_a_row} "
            f"reassessments in a row, {rules.days_apart} days or more apart"
        )
        if all(one.direction == BETTER for one in steps):
            why = f"{why}; each step was better, all of them within that error"
    return MeasureCourse(
        label=label,
        pattern=pattern,
        why=why,
        met=met,
        may_matter=any(_may_matter(one) for one in (*steps, whole)),
        sources=tuple(dict.fromkeys(one.source for one in (*steps, whole) if one.source)),
    )


def _not_judged(label: str, why: str, met: bool) -> MeasureCourse:
    return MeasureCourse(label=label, pattern=Pattern.NOT_JUDGED, why=why, met=met)


def _error(change: Change) -> str:
    """The size of the error alone; of which level, rater and mean the tables say."""
    size = change.threshold.partition(", ")[0].partition(" (")[0]
    return f"measurement error ({size})"


def _step(before: Seen, now: Seen, change: Change) -> str:
    return f"{before.words} to {now.words}, {change.change_text}"


def _may_matter(change: Change) -> bool:
    return change.direction == BETTER and change.verdict in IMPORTANT_ALL_THE_SAME
