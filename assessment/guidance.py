"""Guidance over Records: what the rules make of what was last said of each finding.

What a therapist keeps becomes Items of the Record, each with its rule, version, values and words,
so that a signed evaluation reads the same after a rule has changed. Plain Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assessment.catalogue.impression import IMPRESSION, PATELLOFEMORAL
from assessment.catalogue.plan import KEEP, PLAN
from assessment.catalogue.readiness import BEFORE_HOPS, READINESS, kept_measure
from assessment.catalogue.subcategories import (
    AGE_OF_OSTEOARTHRITIS,
    APPLIES,
    DOES_NOT,
    SUBCATEGORIES,
)
from assessment.catalogue.types import Kind, Side
from assessment.clinical.osteoarthritis import Pattern, osteoarthritis_pattern
from assessment.clinical.patellofemoral import Weighed, weigh
from assessment.clinical.readiness import Counted, CountedList, count, counted
from assessment.clinical.seen import Findings
from assessment.findings import NOTHING_ELSE, Elsewhere, findings_of
from assessment.record import Header, Item, Record

AGGRAVATING = "aggravating_"
_BEFORE_HOPS = frozenset(code for one in BEFORE_HOPS.criteria for code in one.codes)
RULE, VERSION, RESULT, WANTED, VALUE = "rule", "version", "result", "wanted", "value"
NOT_OFFERED = "not_offered"
"""Facts of an Item that says what a rule came to."""


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
