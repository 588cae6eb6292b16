"""The restricted part: a concern about safety, in its own section with its own permission."""

from __future__ import annotations

from assessment.catalogue.sources import RF_29
from assessment.catalogue.types import ANSWERS, Better, Kind, Measure, Section, VisitKind


def _recorded(code: str, label: str, how: str) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.TEXT,
        better=Better.NONE,
        multiline=True,
        how=how,
        sources=(RF_29,),
    )


SAFEGUARDING = Section(
    code="safeguarding",
    label="Safeguarding",
    intro="Restricted. Never printed, exported or copied forward. Ask in private.",
    restricted=True,
    assistants=False,
    measures=(
        Measure(
            code="safeguarding_concern",
            label="A concern about safety, or a story that does not fit",
            kind=Kind.ANSWER,
            better=Better.NONE,
            options=ANSWERS,
            how="Does the injury fit the story, the age and the mobility? Is somebody afraid, or "
            "controlled? Always asked under 18.",
            core_at=frozenset({VisitKind.INITIAL}),
            sources=(RF_29,),
        ),
        Measure(
            code="immediate_danger",
            label="Immediate danger",
            kind=Kind.ANSWER,
            better=Better.NONE,
            options=ANSWERS,
            how="Somebody could come to harm today.",
            sources=(RF_29,),
        ),
        _recorded("safeguarding_said", "What was said, by whom", "Word for word."),
        _recorded("safeguarding_seen", "What was seen", "Facts, not conclusions."),
        _recorded(
            "safeguarding_done",
            "What was done",
            "Who was told, when, by which local procedure, with what outcome; or why nothing was.",
        ),
        _recorded(
            "safeguarding_closed",
            "Why a concern of an earlier visit is no longer open",
            "Who decided it, when, and on what. Until then it stays open at every visit.",
        ),
    ),
)
