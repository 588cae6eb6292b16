"""Diagnosis codes checked: suggestions, each with its rule; nothing is ever changed by itself.

A side is what the list says of a code, never a digit of it. A code that the list does not have is
taken as it is, and said not to be in the list of that year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assessment.catalogue.types import Code, InvolvedSide

RIGHT, LEFT, BOTH, NONE, UNSPECIFIED = "right", "left", "both", "none", "unspecified"
WORDS = {RIGHT: "right", LEFT: "left", BOTH: "both sides"}
FULL = 7
FILLER = "X"
"""What stands in the places of a code that has fewer than six characters before its 7th."""
MANY = 25


@dataclass(frozen=True, kw_only=True)
class CodeRules:
    """The list of codes and what their rules ask for.

    `seventh` are the 7th characters of an injury, `own_seventh` those of codes that begin so.
    """

    codes: Sequence[Code]
    year: str
    replaced: Mapping[str, str]
    after_replacement: str
    aftercare: str
    injury: str
    seventh: frozenset[str]
    own_seventh: Mapping[str, frozenset[str]]
    side_labels: Mapping[str, str]
    by_code: Mapping[str, Code] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {bare(one.code): one for one in self.codes})


@dataclass(frozen=True, kw_only=True)
class Coded:
    """A diagnosis of a visit: its place in the list, its side, and its code as typed."""

    place: int
    side: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What is worth checking of a code."""

    rule: str
    place: int
    text: str


def bare(code: str) -> str:
    """A code without its point, in capitals: how two spellings of one are the same."""
    return code.strip().upper().replace(".", "")


def entry(code: str, rules: CodeRules) -> Code | None:
    """What the list has of a code, its 7th character aside; the family of one that is too short."""
    plain = bare(code)
    whole = rules.by_code.get(plain)
    if whole is not None:
        return whole
    stem = rules.by_code.get(plain[:-1])
    if stem is not None and stem.seventh and len(plain) == FULL:
        return stem
    families = (one for one in rules.codes if one.family and plain.startswith(bare(one.code)))
    family = next(families, None)
    if family is None or len(plain) < FULL - 1:
        return family
    return _member(plain, family, rules)


def _member(plain: str, family: Code, rules: CodeRules) -> Code | None:
    """A code of a family with its side and its twin; none where the family has no such code."""
    if len(plain) > (FULL if family.seventh else FULL - 1):
        return None
    for right, left, unsaid in family.members:
        for code, side, twin in (
            (right, RIGHT, left),
            (left, LEFT, right),
            (unsaid, UNSPECIFIED, ""),
        ):
            if bare(code) == plain[: FULL - 1]:
                label = f"{family.label}, {rules.side_labels[side]}"
                alone = replace(family, family=False, members=())
                return replace(alone, code=code, label=label, side=side, twin=twin)
    return None


def found(asked: str, rules: CodeRules) -> list[Code]:
    """The codes that a search finds: by the beginning of a code, or by all of its words."""
    words = asked.casefold().split()
    if not words:
        return []
    start = bare(asked)
    by_code = [one for one in rules.codes if bare(one.code).startswith(start)]
    stem = entry(asked, rules)
    by_words = [one for one in rules.codes if all(word in _searched(one) for word in words)]
    return list(dict.fromkeys((*by_code, *((stem,) if stem else ()), *by_words)))[:MANY]


def checked(
    diagnoses: Sequence[Coded], complaint: InvolvedSide, rules: CodeRules
) -> list[Suggestion]:
    """Everything worth checking of a visit's codes, in the order of the list."""
    coded = [one for one in diagnoses if one.code]
    codes = {bare(one.code) for one in coded}
    told = [part for one in coded for part in _of_one(one, complaint, codes, rules)]
    told += _after_replacement(coded, complaint, codes, rules)
    told += _aftercare_first(coded, rules)
    return sorted(told, key=lambda one: one.place)


def seventh_missing(code: str, rules: CodeRules) -> str:
    """Why a code is no whole one yet, with what is mostly meant in rehabilitation; else empty."""
    plain = bare(code)
    if not plain:
        return ""
    known = rules.by_code.get(plain)
    # Every code of an injury has one, whether the list has it or not.
    short = plain.startswith(rules.injury) and len(plain) < FULL
    if not short and not (known is not None and known.seventh):
        return ""
    example = _example(plain, rules)
    such_as = f", such as {example}" if example else ""
    return (
        f"{code.strip().upper()} lacks its 7th character. D is the one for rehabilitation after "
        f"active treatment{such_as}; A stands for active treatment, S for a sequela."
    )


def _example(plain: str, rules: CodeRules) -> str:
    """The whole code that may be meant; empty where what lacks is more than the 7th character.

    A code of fewer than six characters is filled up with X: S83.91 and D are S83.91XD.
    """
    stem = plain if plain[-1].isdigit() else plain[:-1]
    filled = stem.ljust(FULL - 1, FILLER)
    if filled != plain and filled not in rules.by_code:
        return ""
    return f"{filled[:3]}.{filled[3:]}D"


def _of_one(
    one: Coded, complaint: InvolvedSide, codes: set[str], rules: CodeRules
) -> Iterable[Suggestion]:
    missing = seventh_missing(one.code, rules)
    if missing:
        yield _told("DX-7TH", one, missing)
    known = entry(one.code, rules)
    if known is None:
        yield _told("DX-LIST", one, f"{one.code} is not in the list of {rules.year}.")
        return
    if not missing:
        yield from _wrong_seventh(one, known, rules)
    if known.family:
        if not missing:
            text = (
                f"{one.code} is no whole code: what is still to be added says which part and side."
            )
            yield _told("DX-WHOLE", one, text)
        return
    if known.side == UNSPECIFIED:
        yield _told("DX-UNSPECIFIED", one, f"{one.code} does not say which side: {known.label}.")
    yield from _other_side(one, known, complaint, codes)


def _wrong_seventh(one: Coded, known: Code, rules: CodeRules) -> Iterable[Suggestion]:
    """The last character of a code that does not lack its 7th one, where its kind has one."""
    if not known.seventh:
        return
    plain = bare(one.code)
    own = (some for begins, some in rules.own_seventh.items() if plain.startswith(bare(begins)))
    allowed = next(own, rules.seventh)
    if plain[-1] not in allowed:
        said = ", ".join(sorted(allowed))
        yield _told("DX-7TH", one, f"{one.code} ends in no 7th character of its kind: {said}.")


def _other_side(
    one: Coded, known: Code, complaint: InvolvedSide, codes: set[str]
) -> Iterable[Suggestion]:
    """A code of one side against the side of its diagnosis, and of the complaint."""
    if known.side not in WORDS:
        return
    said = WORDS[known.side]
    if one.side == BOTH and known.side != BOTH:
        yield from _both(one, known, codes)
    elif one.side in WORDS and known.side != one.side:
        instead = f" {known.twin} is the one for {WORDS[one.side]}." if known.twin else ""
        text = f"{one.code} is for {said}, the diagnosis says {WORDS[one.side]}.{instead}"
        yield _told("DX-SIDE", one, text)
    if complaint.value in (RIGHT, LEFT) and known.side != complaint.value:
        text = f"{one.code} is for {said}, the complaint of this visit is {complaint.value}."
        yield _told("DX-COMPLAINT", one, text)


def _both(one: Coded, known: Code, codes: set[str]) -> Iterable[Suggestion]:
    if known.both:
        text = f"The diagnosis is of both sides: {known.both} says both in one code."
        yield _told("DX-BOTH", one, text)
    elif known.twin and not any(code.startswith(bare(known.twin)) for code in codes):
        text = (
            f"The diagnosis is of both sides, and no one code says both: {known.code} and "
            f"{known.twin} are both needed."
        )
        yield _told("DX-BOTH", one, text)


def _after_replacement(
    coded: Sequence[Coded], complaint: InvolvedSide, codes: set[str], rules: CodeRules
) -> Iterable[Suggestion]:
    """Aftercare of a joint replacement wants the joint of its side beside it."""
    joints = [one for one in rules.replaced.values() if bare(one) in codes]
    for one in coded:
        if bare(one.code) != bare(rules.after_replacement):
            continue
        side = one.side if one.side in rules.replaced else complaint.value
        beside = rules.replaced.get(side)
        # Both knees being artificial says it of either.
        fits = {beside, rules.replaced[BOTH]} & {*joints} if beside else joints
        if fits:
            continue
        which = f"add {beside} ({WORDS[side]})" if beside else "add the code of the joint"
        stands = f"has {', '.join(joints)} beside it" if joints else "stands alone"
        text = f"{one.code} {stands}: {which}, which says which joint was replaced."
        yield _told("DX-JOINT", one, text)


def _aftercare_first(coded: Sequence[Coded], rules: CodeRules) -> Iterable[Suggestion]:
    """Rehabilitation of an injury is led by the injury, not by aftercare."""
    injuries = [one for one in coded if bare(one.code).startswith(rules.injury)]
    if injuries and bare(coded[0].code).startswith(bare(rules.aftercare)):
        text = (
            f"{coded[0].code} stands first, and {injuries[0].code} is an injury: its "
            "rehabilitation is coded with the injury first and 7th character D, not as aftercare."
        )
        yield _told("DX-INJURY-FIRST", coded[0], text)


def _told(rule: str, one: Coded, text: str) -> Suggestion:
    return Suggestion(rule=rule, place=one.place, text=text)


def _searched(one: Code) -> str:
    return f"{one.code} {one.label} {one.group} {one.words}".casefold()
