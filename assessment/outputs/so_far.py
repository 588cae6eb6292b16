"""What the visits so far come to, in words: a pattern with its reasons, which decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.catalogue.course_rules import COURSE_RULES
from assessment.catalogue.types import CourseRules, Pattern
from assessment.clinical.course import EpisodeCourse
from assessment.clinical.goals import Standing

LABELS = {
    Pattern.MET: "The targets that are measured are reached",
    Pattern.PROGRESSING: "Progressing",
    Pattern.HOLD: "No improvement beyond measurement error last time",
    Pattern.PLATEAU: "This looks like a plateau",
    Pattern.REGRESS: "Signs of a setback",
    Pattern.NOT_JUDGED: "Cannot judge plateau",
}
SHAPES = {
    Pattern.MET: "tick",
    Pattern.PROGRESSING: "better",
    Pattern.HOLD: "same",
    Pattern.PLATEAU: "same",
    Pattern.REGRESS: "worse",
    Pattern.NOT_JUDGED: "unknown",
}
JUDGED_SHAPES = {
    Standing.MET.value: "tick",
    Standing.WITHIN_ERROR.value: "same",
    Standing.NOT_MET.value: "open",
    Standing.NOT_JUDGED.value: "unknown",
}
"""The shape beside a goal, by how it was judged."""


@dataclass(frozen=True, kw_only=True)
class Reason:
    """What speaks for the pattern, or stands beside it."""

    text: str
    shape: str


@dataclass(frozen=True, kw_only=True)
class SoFar:
    """The pattern in words; `prompt` is what is worth going through, by the rule of `source`."""

    pattern: str
    label: str
    shape: str
    why_not: str
    reasons: tuple[Reason, ...]
    prompt: str
    source: str
    sources: tuple[str, ...]


def so_far(course: EpisodeCourse | None, *, rules: CourseRules = COURSE_RULES) -> SoFar | None:
    """The course of an episode in words; none where there is none."""
    if course is None:
        return None
    worse = SHAPES[Pattern.REGRESS]
    return SoFar(
        pattern=course.pattern.value,
        label=LABELS[course.pattern],
        shape=SHAPES[course.pattern],
        why_not=course.why_not,
        reasons=(
            *(Reason(text=one, shape=worse) for one in course.signs),
            *(
                Reason(
                    text=f"{one.label}: {one.why}{'; the target is reached' if one.met else ''}",
                    shape=SHAPES[Pattern.MET if one.met else one.pattern],
                )
                for one in course.measures
            ),
        ),
        prompt=rules.prompts[course.pattern],
        source=rules.source.citation,
        sources=tuple(dict.fromkeys(source for one in course.measures for source in one.sources)),
    )
