"""Findings for the rules of guidance, in few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assessment.catalogue.readiness import BEFORE_HOPS, READINESS
from assessment.catalogue.types import Criterion, InvolvedSide, Reads
from assessment.clinical.readiness import Counted, CountedList, counted
from assessment.clinical.seen import Findings, Key, Seen

WHEN = "3 Mar 2026"
ON = date(2026, 11, 26)
LISTS = {one.code: one for one in READINESS}

GOOD_INDEX = Decimal(95)


def number(value: str | int | Decimal, unit: str = "") -> Seen:
    return Seen(text=f"{value}{unit}", when=WHEN, value=Decimal(value))


def choice(code: str) -> Seen:
    return Seen(text=code, when=WHEN, choice=code)


def silent(why: str = "not tested: pain") -> Seen:
    return Seen(text=why, when=WHEN)


def findings(seen: Mapping[Key, Seen] | None = None, **said: object) -> Findings:
    """A left knee, seen on a day in November."""
    whole = Findings(on=ON, involved=InvolvedSide.LEFT, seen=dict(seen or {}))
    return replace(whole, **said)  # type: ignore[arg-type]


def meeting(one: Criterion) -> dict[Key, Seen]:
    """Findings of a left knee by which a criterion is met."""
    amount = one.amount if one.amount is not None else Decimal(0)
    better = amount + 1 if one.bound and one.bound.value in ("above", "at_least") else amount - 1
    if one.reads is Reads.INDEX:
        return {("symmetry", "none", code): number(GOOD_INDEX, " %") for code in one.codes}
    if one.reads is Reads.PER_MASS:
        return {("per_mass", "left", one.codes[0]): number("3.1", " N·m/kg")}
    if one.reads is Reads.VALUE:
        value = Decimal(0) if one.bound and one.bound.value == "at_most" else better
        if one.amount_men is not None:
            value = Decimal(70)
        return {(one.codes[0], "left", ""): number(value)}
    if one.reads in (Reads.SHARE, Reads.NO_LESS):
        return {(code, side, ""): number(0) for code in one.codes for side in ("right", "left")} | {
            ("knee_flexion_passive", side, ""): number(140, "°") for side in ("right", "left")
        }
    if one.reads is Reads.ANSWER:
        return {(code, "left", ""): choice(one.good[0]) for code in one.codes}
    return {}


def all_met(**said: object) -> Findings:
    """A left knee, operated on a year before, that meets every criterion of every list."""
    seen = {
        key: one
        for each in READINESS
        for line in each.criteria
        for key, one in meeting(line).items()
    }
    given: dict[str, object] = {
        "surgery": date(2025, 11, 26),
        "sex": "female",
        "impact": "yes",
        "open_flags": "no",
        "screened": ON,
    }
    return findings(seen, **(given | said))


def lists(found: Findings) -> dict[str, CountedList]:
    return {one.about.code: one for one in counted(READINESS, found, before_hops=BEFORE_HOPS)}


def line(found: Findings, whole: str, criterion: str) -> Counted:
    return next(one for one in lists(found)[whole].criteria if one.criterion.code == criterion)
