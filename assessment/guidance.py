"""Guidance over Records: what was last said of each finding, and what the rules make of it.

What a therapist keeps becomes Items of the Record, each with its rule, version, values and words,
so that a signed evaluation reads the same after a rule has changed. Plain Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from assessment import catalogue
from assessment.catalogue.impression import IMPRESSION, PATELLOFEMORAL
from assessment.catalogue.plan import KEEP, PLAN
from assessment.catalogue.readiness import BEFORE_HOPS, READINESS, kept_measure
from assessment.catalogue.subcategories import (
    AGE_OF_OSTEOARTHRITIS,
    APPLIES,
    DOES_NOT,
    SUBCATEGORIES,
)
from assessment.catalogue.types import InvolvedSide, Kind, Side
from assessment.clinical.answers import NO, YES
from assessment.clinical.osteoarthritis import Pattern, osteoarthritis_pattern
from assessment.clinical.patellofemoral import Weighed, weigh
from assessment.clinical.readiness import Counted, CountedList, count, counted
from assessment.clinical.seen import Findings, Key, Seen
from assessment.earlier import NOT_ASSESSED, key_of
from assessment.judgement import CARRIED, NO_NUMBER, number, why_not
from assessment.record import BY_INVOLVED_SIDE, Header, Item, Record, Screen

AGGRAVATING = "aggravating_"
RULE, VERSION, RESULT, WANTED, VALUE = "rule", "version", "result", "wanted", "value"
NOT_OFFERED = "not_offered"
"""Facts of an Item that says what a rule came to."""


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """What guidance needs and no Record says; nothing (`None`) is never read as a no.

    `surgery` is the day of the last operation, none while one is `undated`. `impact` is whether the
    restrictions in force allow it, `open_flags` whether a red flag that needs a doctor at once or
    today is open, by the screen of the day `screened`: each yes, no, or nobody knows.
    """

    surgery: date | None = None
    undated: bool = False
    operated: bool = True
    both_operated: bool = False
    impact: str | None = None
    open_flags: str | None = None
    screened: date | None = None


NOTHING_ELSE = Elsewhere()
_BEFORE_HOPS = frozenset(code for one in BEFORE_HOPS.criteria for code in one.codes)
URGENT = frozenset({"L1", "L2"})


def flags_of(screen: Screen | None) -> str | None:
    """Whether a red flag that needs a doctor is open: only a whole screen says that none is.

    What was signed before rules were worked out is open by any yes.
    """
    if screen is None:
        return None
    levels = {one.level for one in screen.fired} | {one.level for one in screen.open_earlier}
    if levels & URGENT or (screen.answered_yes and not screen.rules):
        return YES
    return NO if screen.status in ("negative", "positive") else None


def findings_of(
    items: Iterable[Item],
    header: Header,
    earlier: Sequence[Record] = (),
    *,
    on: date,
    elsewhere: Elsewhere = NOTHING_ELSE,
) -> Findings:
    """What was last said of each finding: at this visit, else at the most recent one before it."""
    seen: dict[Key, Seen] = {}
    unmeasured: Unmeasured = {}
    _add(seen, unmeasured, items, header, header.involved_code)
    for record in reversed(earlier):
        _add(seen, unmeasured, record.items, record.header, header.involved_code)
    return Findings(
        on=on,
        involved=InvolvedSide(header.involved_code),
        seen=seen,
        surgery=elsewhere.surgery,
        undated=elsewhere.undated,
        operated=elsewhere.operated,
        both_operated=elsewhere.both_operated,
        sex=header.sex.casefold(),
        age=int(header.age) if header.age.isdecimal() else None,
        impact=elsewhere.impact,
        open_flags=elsewhere.open_flags,
        screened=elsewhere.screened,
    )


def findings_so_far(records: Sequence[Record], *, on: date, elsewhere: Elsewhere) -> Findings:
    """The same from the visits of an episode, the oldest first; there has to be one."""
    last = records[-1]
    return findings_of(last.items, last.header, records[:-1], on=on, elsewhere=elsewhere)


def readiness_of(findings: Findings) -> list[CountedList]:
    """Every readiness list, counted."""
    return counted(READINESS, findings, before_hops=BEFORE_HOPS)


def ready_to_hop(
    items: Iterable[Item],
    header: Header,
    earlier: Sequence[Record] = (),
    *,
    on: date,
    elsewhere: Elsewhere = NOTHING_ELSE,
) -> bool | None:
    """Whether the prerequisites of hop tests are all met; none where one is not assessed."""
    found = findings_of(
        _read_before_hops(items),
        header,
        [replace(one, items=tuple(_read_before_hops(one.items))) for one in earlier],
        on=on,
        elsewhere=elsewhere,
    )
    counts = count(BEFORE_HOPS, found, testable=False)
    if counts.complete:
        return True
    return False if counts.not_met else None


def _read_before_hops(items: Iterable[Item]) -> Iterable[Item]:
    """The few findings that the prerequisites are read from."""
    return (one for one in items if one.code in _BEFORE_HOPS or one.of in _BEFORE_HOPS)


def subcategories_of(findings: Findings) -> list[Weighed]:
    """Every patellofemoral subcategory with what points to it."""
    picked = {
        one.measure: seen.choice
        for one in SUBCATEGORIES
        if (seen := findings.find(one.measure)) is not None
    }
    return weigh(SUBCATEGORIES, findings, picked, does_not=DOES_NOT)


def pattern_of(findings: Findings) -> Pattern:
    """The pattern of osteoarthritis."""
    pains = sorted(code for code, _side, _of in findings.seen if code.startswith(AGGRAVATING))
    return osteoarthritis_pattern(findings, from_age=AGE_OF_OSTEOARTHRITIS.value, pains=pains)


def keeps_guidance(items: Iterable[Item]) -> bool:
    """Whether the therapist keeps a list in the note, or has picked a subcategory."""
    said = {item.code: item.choice for item in items}
    return bool(_kept(said) or _picked(said))


def guidance_items(items: Sequence[Item], findings: Findings) -> list[Item]:
    """What the therapist keeps of guidance, as Items: each list and subcategory as it stands."""
    said = {item.code: item.choice for item in items}
    kept, picked = _kept(said), _picked(said)
    weighed = subcategories_of(findings) if picked else []
    found = [_weighed(one) for one in weighed if one.about.measure in picked]
    for one in readiness_of(findings) if kept else ():
        if kept_measure(one.about.code) in kept:
            found += [_head(one), *(_line(one, line) for line in one.criteria)]
    return found


def picked_against_rules(items: Iterable[Item]) -> list[tuple[str, str, tuple[str, ...]]]:
    """What was picked though the rules do not offer it: its measure, its label, and why not."""
    subcategories = {f"subcategory.{one.code}": one for one in SUBCATEGORIES}
    found = []
    for item in items:
        why = tuple(text for fact, text in item.facts if fact == NOT_OFFERED)
        about = subcategories.get(item.code)
        if about is not None and why:
            found.append((about.measure, about.label, why))
    return found


def _kept(said: dict[str, str]) -> set[str]:
    codes = {kept_measure(one.code) for one in READINESS}
    return {code for code in codes if said.get(code) == KEEP}


def _picked(said: dict[str, str]) -> set[str]:
    return {one.measure for one in SUBCATEGORIES if said.get(one.measure) == APPLIES}


Unmeasured = dict[tuple[str, str], Seen]
"""Why a measure has no value that counts, by its code and side, from the last visit with such."""


def _add(
    seen: dict[Key, Seen],
    unmeasured: Unmeasured,
    items: Iterable[Item],
    header: Header,
    involved: str,
) -> None:
    """What one visit says, where no later one said anything.

    A result says nothing any more once what it was made of has been refused at a later visit: the
    reason for that stands in its place.
    """
    silent: Unmeasured = {}
    for item in _standing(items):
        # An index of the time when another knee was the involved one is another quantity.
        if item.code in BY_INVOLVED_SIDE and item.of and header.involved_code != involved:
            continue
        why = why_not(item)
        # What was carried is the value of an earlier visit, and stands there with its day.
        if why == CARRIED:
            continue
        said = _seen(item, why, header)
        if not item.derived and not said.answered:
            silent.setdefault((item.code, item.side), said)
        seen.setdefault(key_of(item), _refused(item, unmeasured) or said)
    for place, one in silent.items():
        unmeasured.setdefault(place, one)


def _standing(items: Iterable[Item]) -> list[Item]:
    """What stands for each side; a reason that was given at a trial, where nothing else does."""
    every = list(items)
    told = {key_of(item) for item in every if not item.trial}
    return [item for item in every if not item.trial or (item.reason and key_of(item) not in told)]


def _refused(item: Item, unmeasured: Unmeasured) -> Seen | None:
    """Why what a result was made of has no value at a later visit; none where nothing is known."""
    if not item.derived:
        return None
    parts = (item.of,) if item.of else _parts().get(item.code, ())
    found = (
        one
        for (code, side), one in unmeasured.items()
        if code in parts and (Side.NONE.value in (item.side, side) or side == item.side)
    )
    return max(found, key=lambda one: one.day, default=None)


@cache
def _parts() -> dict[str, tuple[str, ...]]:
    """What each result of several measures is made of, by its code."""
    return {one.code: one.parts for section in catalogue.sections() for one in section.derived}


def _seen(item: Item, why: str, header: Header) -> Seen:
    when, day = header.visit_date_text, header.visit_date
    # Of a result that belongs to a measure, the measure's own name.
    label = item.label.partition(": ")[0] if item.of else item.label
    if why not in ("", NO_NUMBER):
        # A value that does not count is shown with why, and judged by nothing.
        text = why if item.value is None or item.reason else f"{item.text}, {why}"
        return Seen(text=text, label=label, when=when, day=day)
    return Seen(
        text=item.text,
        label=label,
        when=when,
        day=day,
        value=number(item),
        choice="" if item.choice == NOT_ASSESSED else item.choice,
    )


def _weighed(one: Weighed) -> Item:
    about = one.about
    pointing = f": {'; '.join(one.pointing)}" if one.pointing else ""
    against = f" Not offered by the rules: {'; '.join(one.missing)}." if one.missing else ""
    return Item(
        section=IMPRESSION.code,
        code=f"subcategory.{about.code}",
        label=f"{about.label}: findings",
        side=Side.NONE.value,
        kind=Kind.TEXT.value,
        group=PATELLOFEMORAL,
        text=f"{one.text}{pointing}. {about.cut_off[:1].upper()}{about.cut_off[1:]}.{against}",
        facts=(
            (RULE, f"subcategory.{about.code}"),
            (VERSION, str(about.version)),
            (RESULT, str(len(one.pointing))),
            *((VALUE, text) for text in one.pointing),
            *((NOT_OFFERED, text) for text in one.missing),
        ),
        sources=(about.source.citation,),
    )


def _head(one: CountedList) -> Item:
    about = one.about
    return Item(
        section=PLAN.code,
        code=f"readiness.{about.code}",
        label=about.label,
        side=Side.NONE.value,
        kind=Kind.TEXT.value,
        group=about.label,
        text=one.text,
        facts=(
            (RULE, f"readiness.{about.code}"),
            (VERSION, str(about.version)),
            (RESULT, f"{one.met} of {one.of}"),
        ),
    )


def _line(whole: CountedList, line: Counted) -> Item:
    about = line.criterion
    return Item(
        section=PLAN.code,
        code=f"readiness.{whole.about.code}.{about.code}",
        label=about.label,
        side=Side.NONE.value,
        kind=Kind.TEXT.value,
        group=whole.about.label,
        text=f"{line.words}: {line.value}; asked for: {about.wanted}",
        facts=(
            (RULE, f"readiness.{whole.about.code}.{about.code}"),
            (VERSION, str(about.version)),
            (RESULT, line.outcome.value),
            (WANTED, about.wanted),
            (VALUE, line.value),
        ),
        sources=(about.source.citation,),
    )
