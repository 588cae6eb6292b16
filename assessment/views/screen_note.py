"""What stands above the red-flag questions: what the screen came to, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from assessment.catalogue.red_flags import RED_FLAGS as SECTION
from assessment.catalogue.screening_blocks import BLOCKS
from assessment.catalogue.types import Block
from assessment.models import Assessment
from assessment.record import Record, Screen, ScreenRule
from assessment.views.alert_strip import alert_url, open_words

RED_FLAGS = SECTION.code
_GROUPS = {one.code: one.group for one in SECTION.measures}
_ALWAYS = ("Context", "Core questions", "Signs before loading", "What was done")


def _most_of(group: str) -> Block:
    """The block that holds most of a group's questions."""
    return max(BLOCKS, key=lambda block: [_GROUPS[code] for code in block.items].count(group))


OPENED_BY = {
    group: _most_of(group).opened_by
    for group in dict.fromkeys(_GROUPS.values())
    if group not in _ALWAYS
}
"""What opens each group of questions, by its heading."""
SHAPES = {"negative": "tick", "incomplete": "broken"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A rule, or a flag of an earlier visit, with the way to its page."""

    level: str
    text: str
    action: str
    url: str
    settled: bool
    rule: ScreenRule | None = None


@dataclass(frozen=True, kw_only=True)
class ScreenNote:
    """The screen in words and shape. `open_rules` lack an answer that was due."""

    status: str
    shape: str
    text: str
    missing: tuple[str, ...]
    lines: tuple[str, ...]
    fired: tuple[Line, ...]
    cautions: tuple[ScreenRule, ...]
    earlier: tuple[Line, ...]
    open_rules: tuple[str, ...]
    all_no_url: str


def screen_note(record: Record, assessment: Assessment) -> ScreenNote | None:
    """The note of a visit that is being written."""
    screen = record.screen
    if screen is None:
        return None
    return ScreenNote(
        status=screen.status,
        shape=SHAPES.get(screen.status, "stop"),
        text=screen.text,
        missing=screen.not_assessed,
        lines=screen.lines,
        fired=tuple(_fired(one, assessment) for one in screen.fired if one.level != "L4"),
        cautions=tuple(one for one in screen.fired if one.level == "L4"),
        earlier=_earlier(screen, assessment),
        open_rules=tuple(one.name for one in screen.rules if one.state == "incomplete"),
        all_no_url=reverse(
            "assessment:all_no",
            kwargs={"slug": assessment.clinic.slug, "assessment_id": assessment.pk},
        ),
    )


def _fired(one: ScreenRule, assessment: Assessment) -> Line:
    return Line(
        level=one.level,
        text=f"{one.level_name}: {one.name}",
        action=one.action,
        url=alert_url(assessment, one.rule),
        settled=one.settled,
        rule=one,
    )


def _earlier(screen: Screen, assessment: Assessment) -> tuple[Line, ...]:
    return tuple(
        Line(
            level=one.level,
            text=open_words(one),
            action="; ".join(one.because),
            url=alert_url(assessment, one.rule),
            settled=False,
        )
        for one in screen.open_earlier
    )
