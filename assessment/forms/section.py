"""The fields of a section as a page shows them, and the changes that a posted section makes.

Every field is posted as its text, a choice beside it (unit, direction, or why it was not tested),
and what stood there when the page was made: with JavaScript only what changed, without it the
whole form. Both come here and go on to the same service.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from assessment.catalogue.types import (
    Kind,
    Measure,
    Section,
    SetupField,
    Side,
)
from assessment.catalogue.units import day_in_words
from assessment.kinds import marks
from assessment.kinds.address import REASON_MARK, Address, addresses, reason_in
from assessment.models import NotTested, Validity

# Letters of the longest answer that reads as a figure, and of the longest told in a line.
FIGURE = 4
LONGEST_SAID = 80
COUNTS = (
    (Validity.VALID.value, _l("counts")),
    (Validity.STOPPED_BY_PAIN.value, Validity.STOPPED_BY_PAIN.label),
    (Validity.INVALID.value, Validity.INVALID.label),
)
SIDE_WORDS = {Side.RIGHT: "right", Side.LEFT: "left", Side.NONE: ""}


@dataclass(frozen=True, kw_only=True)
class BeyondView:
    """That a field's answer goes beyond a restriction: what is asked, and the reasons offered."""

    question: str
    limits: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    because: str = ""
    because_words: str = ""
    refused: bool = False


@dataclass(frozen=True, kw_only=True)
class FieldView:
    """One field as shown: what stands in it, what it was, and what the clinician is told."""

    name: str
    label: str
    kind: str
    side: str
    text: str
    companion: str
    state: str
    started_from: str
    units: tuple[tuple[str, str], ...] = ()
    directions: tuple[str, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, str, str], ...] = ()
    unit_label: str = ""
    multiline: bool = False
    message: str = ""
    tone: str = ""
    short_label: str = ""
    stored_state: str = ""
    stored_text: str = ""
    stored_as: str = ""
    stored_by: str = ""
    trial: int = 0
    beyond: BeyondView | None = None
    carried: str = ""
    saved_by: str = ""

    @property
    def has_companion(self) -> bool:
        """Whether a unit, a direction or a reason can be chosen beside the field."""
        return len(self.units) > 1 or bool(self.directions) or bool(self.reasons)

    @property
    def shown(self) -> str:
        """What stands in the field, in words where it is a choice, with its unit where it has."""
        gap = "" if self.unit_label in ("°", "°/s") else " "
        written = f"{self.state}{gap}{self.unit_label}".rstrip()
        if self.kind == Kind.DATE.value and self.state:
            return day_in_words(date.fromisoformat(self.state))
        return next((label for code, label, _why in self.options if code == self.text), written)

    @property
    def said(self) -> str:
        """What stands in the field, also where that is a reason, a mark and why, or nothing."""
        reason = next((label for code, label in self.reasons if code == self.companion), "")
        if reason or not self.text:
            return reason or _("empty")
        beside = self.companion if self.kind == Kind.CHOICE.value else ""
        words = ", ".join(one for one in (self.shown, beside) if one)
        return textwrap.shorten(words, LONGEST_SAID, placeholder=" …")

    @property
    def of_figures(self) -> bool:
        """Whether its answers are figures, such as 4- or 1+, and are set as large as numbers."""
        return all(len(label) <= FIGURE for _code, label, _why in self.options)

    @property
    def not_tested(self) -> bool:
        return bool(reason_in(self.companion))


def view_of(address: Address, state: str) -> FieldView:
    """A field of a reading, of how it was taken, or of whether it counts."""
    return mark_view(address, state) if address.validity else field_view(address, state)


def field_view(address: Address, state: str) -> FieldView:
    """A field with what stands in it, split into its text and the choice beside it."""
    about = address.about
    text, companion = split(address, state)
    words = [address.measure.label]
    if address.setup_field is not None:
        words.append(address.setup_field.label)
    if address.side is not Side.NONE:
        words.append(SIDE_WORDS[address.side])
    if address.trial:
        words.append(_trial(address))
    reading = address.setup_field is None and address.trial == 0
    return FieldView(
        name=address.name,
        label=", ".join(words),
        short_label=_short(address),
        kind=about.kind.value,
        side=address.side.value,
        text=text,
        companion=companion,
        state=state,
        started_from=state,
        units=tuple((unit.label, unit.label) for unit in about.entry_units),
        directions=getattr(about, "direction_words", None) or (),
        reasons=tuple((f"!{code}", str(label)) for code, label in NotTested.choices)
        if reading and about.kind is not Kind.TEXT
        else (),
        options=_options(about),
        unit_label=_unit_label(about),
        multiline=getattr(about, "multiline", False),
        trial=address.trial,
    )


def mark_view(address: Address, state: str) -> FieldView:
    """Whether a value counts, as a field: a choice, and beside it the pain reached or why not."""
    code, said = marks.split(state)
    about = marks.side_words(address)
    return FieldView(
        name=address.name,
        label=", ".join(one for one in (address.measure.label, about) if one),
        short_label=about[:1].upper() + about[1:],
        kind=Kind.CHOICE.value,
        side=address.side.value,
        text=code,
        companion=said,
        state=state,
        started_from=state,
        options=tuple((value, str(label), "") for value, label in COUNTS),
        trial=address.trial,
    )


def split(address: Address, state: str) -> tuple[str, str]:
    """A state as the text in the field and the choice beside it."""
    if address.validity:
        return marks.split(state)
    about = address.about
    if about.kind is not Kind.TEXT and reason_in(state):
        return "", state
    if about.kind is not Kind.QUANTITY or not state:
        return state, ""
    for word in getattr(about, "direction_words", None) or ():
        if state.startswith(f"{word} "):
            return state.removeprefix(f"{word} ").split(" ")[0].rstrip("°"), word
    number, _gap, unit = state.partition(" ")
    return number, unit


def join(address: Address, text: str, companion: str) -> str:
    """The state that a field's text and the choice beside it make together.

    A reason beside a number stays with the number, so that the service can refuse the pair.
    """
    if address.validity:
        return marks.join(text, companion)
    text = text.strip() if not getattr(address.about, "multiline", False) else text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    about = address.about
    if reason_in(companion) and about.kind is not Kind.TEXT:
        return f"{text} {companion}" if text else companion
    if about.kind is not Kind.QUANTITY:
        return text
    if not text:
        return companion if companion.startswith(REASON_MARK) else ""
    if companion in (getattr(about, "direction_words", None) or ()):
        return text if _is_zero(text) else f"{companion} {text}"
    units = {label for unit in about.entry_units for label in (unit.label, *unit.typed)}
    says_unit = any(text.casefold().endswith(unit.casefold()) for unit in units if unit)
    return f"{text} {companion}" if companion and not says_unit else text


class SeenForm(forms.Form):
    """The version of a section up to which an open page shows what was saved."""

    seen = forms.IntegerField(min_value=0, max_value=2_000_000_000)


@dataclass(frozen=True, kw_only=True)
class Posted:
    """One field as it came from the page."""

    address: Address
    started_from: str
    to: str
    keep: bool
    text: str
    companion: str
    because: str = ""
    because_words: str = ""
    carry: bool = False
    confirm: bool = False

    @property
    def changed(self) -> bool:
        asked = self.keep or bool(self.because) or self.carry or self.confirm
        return self.to != self.started_from or asked


def posted_fields(section: Section, data: Mapping[str, str]) -> list[Posted]:
    """The fields that a request carries: those that say what they started from."""
    found = []
    for address in (*addresses(section), *_marks(section)):
        started_from = data.get(f"{address.name}.from")
        if started_from is None:
            continue
        if data.get("mine") == address.name:
            # A conflict settled by keeping what was typed: the stored value was seen.
            started_from = data.get(f"{address.name}.stored", started_from)
        text = data.get(address.name, "")
        companion = data.get(f"{address.name}.as", "")
        found.append(
            Posted(
                address=address,
                started_from=started_from.replace("\r\n", "\n").replace("\r", "\n"),
                to=join(address, text, companion),
                keep=data.get(f"{address.name}.keep") == "1",
                text=text,
                companion=companion,
                because=data.get(f"{address.name}.because", ""),
                because_words=data.get(f"{address.name}.because_words", ""),
                carry=_asks(data, "carry", address),
                confirm=_asks(data, "confirm", address),
            )
        )
    return found


def _asks(data: Mapping[str, str], what: str, address: Address) -> bool:
    """Whether a script, or a button of the plain form, asks for this of a field."""
    return data.get(f"{address.name}.{what}") == "1" or data.get(what) == address.name


@cache
def _marks(section: Section) -> list[Address]:
    return [one for measure in section.measures for one in marks.mark_addresses(section, measure)]


def as_typed(view: FieldView, posted: Posted) -> FieldView:
    """The field with what the clinician typed, so that a refusal loses nothing.

    It still starts from what it started from: sent again, it overwrites nothing unseen.
    """
    text, companion = posted.text, posted.companion
    if posted.address.about.kind is not Kind.QUANTITY and not posted.address.validity:
        # A choice and the reason why there is none come from one list of options.
        text, companion = split(posted.address, posted.text)
    return replace(view, text=text, companion=companion, started_from=posted.started_from)


def _options(about: Measure | SetupField) -> tuple[tuple[str, str, str], ...]:
    return tuple((one.code, one.label, one.definition) for one in about.options)


def _short(address: Address) -> str:
    return _trial(address).capitalize() if address.trial else address.about.label


def _trial(address: Address) -> str:
    """What a trial is called: its number, or of a form the item's own name."""
    if address.measure.instrument is not None:
        return address.about.label
    return _("trial %(number)s") % {"number": address.trial}


def _unit_label(about: Measure | SetupField) -> str:
    if len(about.entry_units) == 1:
        return about.entry_units[0].label
    return about.unit.label if about.unit and not about.entry_units else ""


def _is_zero(text: str) -> bool:
    return not text.strip("0.,") and any(mark == "0" for mark in text)
