"""The red flags on page one: what the screen came to, which rules fired, what was done."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.outputs.findings import Note, notes_of
from assessment.outputs.words import date_in_words, joined, lower_first
from assessment.record import EarlierFlag, Record, Screen, ScreenRule


def flags_of(record: Record) -> tuple[Note, ...]:
    """The screen as notes; a record without one says that nobody screened."""
    screen = record.screen
    if screen is None:
        return (Note(label="Red flags", text="not screened at this visit"),)
    return notes_of(
        ("Red flags", screen.text),
        *((_heading(one), _about(one)) for one in screen.fired),
        *((f"Open since {date_in_words(one.since)}", _open(one)) for one in screen.open_earlier),
        *(("Resolved", _resolved(one)) for one in screen.earlier if one.resolved),
        ("Rules and scores", " ".join(screen.lines)),
        ("Answered yes", _unsaid(screen.answered_yes, screen.text)),
        ("Not assessed", _unsaid(screen.not_assessed, screen.text)),
        ("Opened although stopped", joined(screen.opened)),
        ("Screen", _counts(screen)),
    )


def _heading(one: ScreenRule) -> str:
    return f"{one.level}, {lower_first(one.level_name)}"


def _about(one: ScreenRule) -> str:
    """A rule that fired: what made it, what is recommended, what was answered, and its version."""
    provisional = " (provisional: reported by the patient only)" if one.provisional else ""
    answered = joined((*one.done, "" if one.settled else "nothing is recorded as done"))
    return (
        f"{one.name}{provisional}. Found: {joined(one.because)}. Recommended: {one.action} "
        f"Answer: {answered}. ({one.rule}, version {one.version})"
    )


def _open(one: EarlierFlag) -> str:
    found = f" Found then: {joined(one.because)}." if one.because else ""
    return f"{one.level} {one.name}: open.{found}"


def _resolved(one: EarlierFlag) -> str:
    return f"{one.level} {one.name} of {date_in_words(one.since)}: {one.resolved}"


def _counts(screen: Screen) -> str:
    """How many of the items that were due were answered."""
    if not screen.asked:
        return ""
    missing = len(screen.not_assessed)
    return f"{screen.asked} due: {screen.asked - missing} answered, {missing} not assessed"


def _unsaid(entries: Sequence[str], said: str) -> str:
    """The entries, unless a text names every one of them already."""
    return "" if all(entry in said for entry in entries) else joined(entries)
