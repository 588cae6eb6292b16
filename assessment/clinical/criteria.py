"""One criterion of a readiness list against the chart: whether it holds, and what it rests on.

Not met if any part is not; else not assessed if any part is not; else met. Numbers are compared as
they are, never rounded first.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from assessment.catalogue.types import Bound, Criterion, Reads
from assessment.catalogue.units import day_in_words, plain
from assessment.clinical.seen import Findings, Seen

YES, NO = "yes", "no"
INDEX, PER_MASS, BEFORE_SURGERY = "symmetry", "per_mass", "before_surgery"
NOT_INTERPRETABLE, NO_OTHER_SIDE = "LSI not interpretable", "no other side to compare with"

Found = tuple[bool | None, str]
"""Whether it holds (none where nobody knows), and what it rests on."""


def read(one: Criterion, findings: Findings) -> Found:
    """Whether a criterion holds by what was last said, and that in words."""
    return READERS[one.reads](one, findings)


def months_after(day: date, months: Decimal) -> date:
    """The day so many calendar months later, the last of a shorter month; half a month is 15 days.

    31 May and one month is 30 June.
    """
    whole = day.month - 1 + int(months)
    year, month = day.year + whole // 12, whole % 12 + 1
    last = monthrange(year, month)[1]
    return date(year, month, min(day.day, last)) + timedelta(days=15 if months % 1 else 0)


def _index(one: Criterion, findings: Findings) -> Found:
    if findings.no_other:
        return _not_compared(one, findings, NOT_INTERPRETABLE)
    seen = [(code, findings.find(INDEX, of=code)) for code in one.codes]
    if one.every:
        return _all(
            [None if said is None else _one_index(one, code, said, findings) for code, said in seen]
        )
    # Ways to measure the same: those that were used last, all of them.
    used = [(code, said) for code, said in seen if said is not None]
    if not used:
        return _all([])
    last = max(said.day for _code, said in used)
    return _all([_one_index(one, code, said, findings) for code, said in used if said.day == last])


def _one_index(one: Criterion, code: str, seen: Seen, findings: Findings) -> Found:
    epic = findings.find(BEFORE_SURGERY, of=code)
    beside = f"; to the other leg before surgery {epic.dated}" if epic and epic.answered else ""
    return _bounded(one, seen.value, one.amount), f"{_named(one, seen)}{seen.dated}{beside}"


def _value(one: Criterion, findings: Findings) -> Found:
    of = one.codes[0] if one.reads is Reads.PER_MASS else ""
    code = PER_MASS if of else one.codes[0]
    wanted = _amount(one, findings.sex)
    if wanted is None:
        return None, "sex is not recorded as female or male"
    return _all(
        [
            None if seen is None else (_bounded(one, seen.value, wanted), _said(side, seen))
            for side, seen in findings.of_sides(code, of=of)
        ]
    )


def _share(one: Criterion, findings: Findings) -> Found:
    return _compared(one, findings, _percent)


def _percent(one: Criterion, _code: str, own: Decimal, other: Decimal) -> tuple[bool | None, str]:
    if other == 0:
        return None, ""
    share = own / other * 100
    rounded = plain(share.quantize(Decimal("0.1")))
    return _bounded(one, share, one.amount), f", {rounded} %"


def _no_less(one: Criterion, findings: Findings) -> Found:
    return _compared(one, findings, _reaches)


def _reaches(one: Criterion, code: str, own: Decimal, other: Decimal) -> tuple[bool | None, str]:
    return (own <= other if code in one.falls else own >= other), ""


Comparing = Callable[[Criterion, str, Decimal, Decimal], tuple[bool | None, str]]


def _compared(one: Criterion, findings: Findings, judge: Comparing) -> Found:
    if findings.other is None:
        return _not_compared(one, findings, NO_OTHER_SIDE)
    found: list[Found | None] = []
    for code in one.codes:
        own = findings.find(code, findings.sides[0].value)
        other = findings.find(code, findings.other.value)
        if own is None or other is None:
            found.append(None)
            continue
        holds, more = None, ""
        if own.value is not None and other.value is not None:
            holds, more = judge(one, code, own.value, other.value)
        found.append((holds, f"{_named(one, own)}{own.dated}, other side {other.dated}{more}"))
    return _all(found)


def _not_compared(one: Criterion, findings: Findings, why: str) -> Found:
    """Why the sides are not compared, and both values as they are."""
    values = (findings.absolute(code) for code in one.codes)
    return None, "; ".join((f"{why}: {findings.no_other}", *(text for text in values if text)))


def _answer(one: Criterion, findings: Findings) -> Found:
    return _all(
        [
            None if seen is None else (_good(one, seen), f"{_named(one, seen)}{_said(side, seen)}")
            for code in one.codes
            for side, seen in findings.of_sides(code)
        ]
    )


def _since_surgery(one: Criterion, findings: Findings) -> Found:
    if findings.undated:
        return None, "an operation is recorded without its date"
    if findings.surgery is None or one.amount is None:
        return None, "no date of surgery recorded"
    if one.unit == "months":
        due = months_after(findings.surgery, one.amount)
    else:
        due = findings.surgery + timedelta(weeks=int(one.amount))
    return findings.on >= due, _days(findings, findings.surgery)


def _impact(one: Criterion, findings: Findings) -> Found:
    """What the restrictions in force say and what the clinician answered; a no outweighs a yes."""
    asked = findings.find(one.codes[0])
    said = {findings.impact, asked.choice if asked else None} & {YES, NO}
    words = "; ".join(
        part
        for part in (
            f"restrictions in force: {findings.impact}" if findings.impact else "",
            f"clinician: {asked.dated}" if asked else "",
        )
        if part
    )
    return (NO not in said if said else None), words or "nobody recorded it"


def _flags(_one: Criterion, findings: Findings) -> Found:
    """A flag stays open until it is resolved; that none is open holds for the day of the screen."""
    screened = findings.screened
    day = "" if screened is None else f" (screen of {day_in_words(screened)})"
    if findings.open_flags not in (YES, NO):
        return None, f"the screen is not complete{day}"
    if findings.open_flags == YES:
        return False, f"a red flag is open{day}"
    if screened is None:
        return None, "the day of the screen is not known"
    if screened != findings.on:
        return None, f"no red flag was open{day}, not screened since"
    return True, f"no red flag is open{day}"


def _shown(one: Criterion, findings: Findings) -> Found:
    said = [
        _said(side, seen)
        for code in one.codes
        for side, seen in findings.of_sides(code)
        if seen is not None
    ]
    if not one.codes and findings.surgery is not None:
        said = [_days(findings, findings.surgery)]
    return None, "; ".join(said) or "no value"


READERS: Mapping[Reads, Callable[[Criterion, Findings], Found]] = MappingProxyType(
    {
        Reads.INDEX: _index,
        Reads.VALUE: _value,
        Reads.PER_MASS: _value,
        Reads.SHARE: _share,
        Reads.NO_LESS: _no_less,
        Reads.ANSWER: _answer,
        Reads.SINCE_SURGERY: _since_surgery,
        Reads.IMPACT: _impact,
        Reads.FLAGS: _flags,
        Reads.SHOWN: _shown,
    }
)


def _all(found: Sequence[Found | None]) -> Found:
    """Not met if any is not; else not assessed if any is not; else met."""
    answers = [None if part is None else part[0] for part in found] or [None]
    words = "; ".join(part[1] for part in found if part is not None) or "no value"
    missing = sum(part is None for part in found)
    if missing and missing < len(found):
        words = f"{words}; {missing} without a value"
    if False in answers:
        return False, words
    return (None if None in answers else True), words


def _bounded(one: Criterion, number: Decimal | None, wanted: Decimal | None) -> bool | None:
    if number is None or wanted is None or one.bound is None:
        return None
    return {
        Bound.AT_LEAST: number >= wanted,
        Bound.ABOVE: number > wanted,
        Bound.AT_MOST: number <= wanted,
        Bound.BELOW: number < wanted,
    }[one.bound]


def _good(one: Criterion, seen: Seen) -> bool | None:
    return seen.choice in one.good if seen.choice else None


def _amount(one: Criterion, sex: str) -> Decimal | None:
    if one.amount_men is None:
        return one.amount
    return {"female": one.amount, "male": one.amount_men}.get(sex)


def _named(one: Criterion, seen: Seen) -> str:
    """What was measured, where a criterion reads several things: "Flexion: "."""
    return f"{seen.label}: " if seen.label and len(one.codes) > 1 else ""


def _said(side: str, seen: Seen) -> str:
    return f"{side} {seen.dated}".lstrip()


def _days(findings: Findings, surgery: date) -> str:
    days = (findings.on - surgery).days
    return f"{days} days, {days // 7} weeks, since {day_in_words(surgery)}"
