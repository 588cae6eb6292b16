"""How hard tests were suggested to be, as a report prints it: read from the record alone."""

from __future__ import annotations

from assessment.outputs.findings import Note
from assessment.outputs.words import joined
from assessment.record.intensity import AdviceReason, Intensity

HEADING = "Suggested intensity of testing"
SECTION = "precautions"
UNREVIEWED = "a proposal that no clinician has reviewed"
NO_REASON = "no reason was given"


def intensity_notes(kept: Intensity) -> tuple[Note, ...]:
    """The suggestion in words: what, why by which rules, from what, and what was done beyond it."""
    facts = (
        ("Suggested at most", f"{kept.tier}, {kept.tier_words}; {UNREVIEWED}"),
        ("Tests held against", f"{kept.in_force}, as chosen" if kept.chosen else kept.in_force),
        *(("Because", _reason(one)) for one in kept.reasons),
        ("Suggested by what was charted", joined(kept.suggested)),
        ("Made of", joined((f"{name} {text}" for name, text in kept.inputs))),
        ("Tested beyond it", _beyond(kept)),
        ("Reason to test above it", "" if kept.beyond else kept.reason),
    )
    return tuple(Note(label=label, text=text) for label, text in facts if text)


def _reason(one: AdviceReason) -> str:
    return f"{one.text} Rule {one.rule}, version {one.version}; {one.source}"


def _beyond(kept: Intensity) -> str:
    if not kept.beyond:
        return ""
    why = f"reason: {kept.reason}" if kept.reason else NO_REASON
    return f"{joined(kept.beyond, ', ')}; {why}"
