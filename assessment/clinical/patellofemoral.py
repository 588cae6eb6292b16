"""Patellofemoral subcategories: which findings point to each, and what was not examined.

They guide and decide nothing: the clinician picks, and several can stand side by side. Overuse
without other impairment is offered only once the others were examined and show nothing; what was
not examined stands in the way, and is named. No muscle is ever a diagnosis.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assessment.catalogue.types import Judged, Sign, Subcategory, Way
from assessment.clinical.seen import Findings, Seen

INDEX = "symmetry"
NO_CUT_OFF = "no published cut-off"


class Reading(StrEnum):
    """How one finding is read."""

    POINTS = "points"
    NOTHING = "nothing"
    NOT_JUDGED = "not_judged"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What one sign comes to: how it is read, and the findings in words."""

    sign: Sign
    reading: Reading
    text: str


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """One subcategory with its findings. `missing` says what stands in the way of offering it."""

    about: Subcategory
    evidence: tuple[Evidence, ...]
    missing: tuple[str, ...] = ()

    @property
    def pointing(self) -> tuple[str, ...]:
        """The findings that point to it."""
        return tuple(one.text for one in self.evidence if one.reading is Reading.POINTS)

    @property
    def not_assessed(self) -> tuple[str, ...]:
        """What nobody examined, by its label."""
        return tuple(
            one.sign.label
            for one in self.evidence
            if one.reading is Reading.NOT_ASSESSED and not one.sign.extra
        )

    @property
    def not_judged(self) -> tuple[str, ...]:
        """What was examined and is judged by the clinician alone."""
        return tuple(one.text for one in self.evidence if one.reading is Reading.NOT_JUDGED)

    @property
    def offered(self) -> bool:
        """Whether it is offered to be picked."""
        return not self.missing

    @property
    def text(self) -> str:
        """How many findings point to it, and how much is open."""
        count = len(self.pointing)
        said = f"{count} {'finding points' if count == 1 else 'findings point'} to it"
        if self.not_assessed:
            return f"{said}; not assessed: {', '.join(self.not_assessed)}"
        return said


def weigh(
    subcategories: Iterable[Subcategory],
    findings: Findings,
    picked: Mapping[str, str],
    *,
    does_not: str,
) -> list[Weighed]:
    """Every subcategory with its findings; `picked` are the clinician's answers by measure.

    `does_not` is the answer that says that one does not apply.
    """
    found = [
        Weighed(about=one, evidence=tuple(_evidence(sign, findings) for sign in one.signs))
        for one in subcategories
    ]
    others = [one for one in found if not one.about.without_others]
    return [
        Weighed(
            about=one.about,
            evidence=one.evidence,
            missing=_in_the_way(others, picked, does_not) if one.about.without_others else (),
        )
        for one in found
    ]


def _in_the_way(
    others: Sequence[Weighed], picked: Mapping[str, str], does_not: str
) -> tuple[str, ...]:
    """Why the one without other impairment is not offered, one reason a subcategory."""
    said = []
    for one in others:
        answer = picked.get(one.about.measure)
        if one.pointing:
            said.append(f"{one.about.label}: {'; '.join(one.pointing)}")
        elif one.not_assessed:
            said.append(f"{one.about.label}: not assessed: {', '.join(one.not_assessed)}")
        elif answer != does_not and (answer or one.not_judged):
            open_values = "; ".join(one.not_judged)
            why = f": {open_values}" if open_values else ""
            said.append(f"{one.about.label}: nobody has said that it does not apply{why}")
    return tuple(said)


def _evidence(sign: Sign, findings: Findings) -> Evidence:
    """All ways in which it was examined together; one that points outweighs the others."""
    read = [_read(way, findings) for way in sign.ways]
    used = [one for one in read if one is not None]
    readings = [one[0] for one in used]
    for reading in (Reading.POINTS, Reading.NOT_ASSESSED, Reading.NOT_JUDGED, Reading.NOTHING):
        if reading in readings:
            texts = [text for one, text in used if one is reading]
            return Evidence(sign=sign, reading=reading, text=f"{sign.label} {'; '.join(texts)}")
    return Evidence(sign=sign, reading=Reading.NOT_ASSESSED, text=f"{sign.label} not assessed")


def _read(way: Way, findings: Findings) -> tuple[Reading, str] | None:
    """One way of examining; none where it was not used on any side."""
    if way.judged is Judged.INDEX:
        return _index(way, findings)
    sides = findings.of_sides(way.code)
    seen = [(side, one) for side, one in sides if one is not None]
    if not seen:
        return None
    judged = [(_one(way, one), f"{side} {one.dated}".lstrip()) for side, one in seen]
    for reading in (Reading.POINTS, Reading.NOT_ASSESSED, Reading.NOT_JUDGED):
        mine = [text for found, text in judged if found is reading]
        if mine:
            return reading, "; ".join(mine)
    unseen = len(seen) < len(sides)
    return (
        Reading.NOT_ASSESSED if unseen else Reading.NOTHING,
        "; ".join(text for _found, text in judged),
    )


def _index(way: Way, findings: Findings) -> tuple[Reading, str] | None:
    """The involved side against the other; without an index both values, judged by nobody.

    Then each involved side has to have a number: a reason why there is none assessed nothing.
    """
    if findings.no_other:
        values = findings.absolute(way.code)
        if not values:
            return None
        own = [findings.find(way.code, side.value) for side in findings.sides]
        if any(one is None or one.value is None for one in own):
            return Reading.NOT_ASSESSED, values
        return Reading.NOT_JUDGED, f"{values}, {NO_CUT_OFF}: {findings.no_other}"
    seen = findings.find(INDEX, of=way.code)
    if seen is None:
        return None
    if seen.value is None or way.amount is None:
        return Reading.NOT_ASSESSED, seen.dated
    points = seen.value < way.amount
    return (Reading.POINTS if points else Reading.NOTHING), f"{seen.dated} of the other side"


def _one(way: Way, seen: Seen) -> Reading:
    if not seen.answered:
        return Reading.NOT_ASSESSED
    if way.judged is Judged.CLINICIAN:
        return Reading.NOT_JUDGED
    if way.judged is Judged.ANSWER:
        return Reading.NOTHING if seen.choice in way.good else Reading.POINTS
    return _at_least(seen.value, way.amount)


def _at_least(value: Decimal | None, amount: Decimal | None) -> Reading:
    if value is None or amount is None:
        return Reading.NOT_ASSESSED
    return Reading.POINTS if value >= amount else Reading.NOTHING
