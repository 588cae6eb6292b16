"""The words that outputs put around findings. Labels and values come from the record itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from assessment.record import FROM_PAPER, Header, Item

RIGHT = "right"
LEFT = "left"
NONE = "none"

BETTER = "better"
WORSE = "worse"
SAME = "same"
UNKNOWN = "unknown"
TONES = {"improved": BETTER, "worsened": WORSE}
WITHIN_ERROR = ("within_error", "important_not_certain")

BASELINE, LAST = "baseline", "last"
BEFORE_SURGERY = "before_surgery"
ROLES = {
    BASELINE: "baseline",
    LAST: "last visit",
    BEFORE_SURGERY: "before surgery",
    "also": "also compared with",
}

PROVENANCE = {
    "confirmed": "confirmed unchanged",
    "carried": "carried, not re-measured",
    "reported": "reported by the patient",
    "bulk": "set in bulk",
}
VALIDITY = {"stopped_by_pain": "stopped by pain", "invalid": "does not count"}
LIMITED = "limited by pain"
NOT_TESTED = {
    "not_tested": "not tested",
    "pain": "not tested: pain",
    "unable": "not tested: unable",
    "declined": "not tested: declined",
    "not_applicable": "not applicable",
    "restriction": "not tested: restriction",
    "no_time": "not tested: no time",
}
HOW_ASKED = "how_asked"
ANSWERED = {
    ("asked", "yes"): "reported",
    ("asked", "no"): "asked, denied",
    ("examined", "yes"): "found",
    ("examined", "no"): "examined, absent",
}
"""The answers of the red-flag screen by how they were got; not assessed is never among them."""
NOT_ANSWERED = "not answered"
UNKNOWN_DATE = ("", "not known")
OTHER_DATA = "Other data"


def one_line(text: str) -> str:
    """The text with every run of white space, line breaks included, as one space."""
    return " ".join(text.split())


def joined(parts: Iterable[str], between: str = "; ") -> str:
    """The parts that say something, in one line."""
    return between.join(part for part in parts if part)


def capital(text: str) -> str:
    """The text with its first letter large; the rest is left as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text to stand inside a sentence; a word that is all capitals (LSI) keeps them."""
    first, _, _ = text.partition(" ")
    return text if first.isupper() else text[:1].lower() + text[1:]


def date_in_words(text: str) -> str:
    """An ISO date with its month in letters (3 Mar 2026); any other text as it is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%b} {day.year}"


def instant_in_words(at: datetime, zone: str) -> str:
    """An aware instant with its own offset and the name of its zone.

    Raises ValueError for a naive one: a time without an offset is not a time of signature.
    """
    if at.utcoffset() is None:
        raise ValueError("the time of a signature needs its offset")
    named = f"({zone})" if zone else ""
    day = date_in_words(at.date().isoformat())
    return joined((day, f"{at:%H:%M:%S}", at.isoformat()[-6:], named), " ")


def visit_time(header: Header) -> str:
    """When the visit began, with offset and zone; as it stands where it is no instant."""
    try:
        at = datetime.fromisoformat(header.visit_at)
    except ValueError:
        return header.visit_at
    zone = f"({header.visit_zone})" if header.visit_zone else ""
    offset = at.isoformat()[-6:] if at.utcoffset() is not None else ""
    return joined((f"{at:%H:%M}", offset, zone), " ")


def instant(header: Header) -> datetime:
    """When the visit began; where that cannot be read, midnight UTC of its date.

    Raises ValueError where the date cannot be read either.
    """
    try:
        at = datetime.fromisoformat(header.visit_at)
    except ValueError:
        at = datetime.fromisoformat(header.visit_date)
    return at if at.utcoffset() is not None else at.replace(tzinfo=UTC)


def time_of_day(header: Header) -> str:
    """The local time at which the visit began; empty where none is known."""
    try:
        return f"{datetime.fromisoformat(header.visit_at):%H:%M}"
    except ValueError:
        return ""


def late_entry(header: Header) -> tuple[str, str]:
    """The label, and behind it when and why the visit was entered late; empty where it was not."""
    paper = f"{FROM_PAPER}: "
    if header.late_entry.startswith(paper):
        return FROM_PAPER, header.late_entry.removeprefix(paper)
    return "Late entry", header.late_entry.removeprefix("Late entry, ")


def born(header: Header) -> str:
    """Birth date and age in words: "11 Mar 2002 (24 y)"; says so when it is not known."""
    if header.birth_date in UNKNOWN_DATE:
        return "birth date not known"
    age = f"{header.age} y" if header.age.isdecimal() else header.age
    return joined((date_in_words(header.birth_date), f"({age})" if age else ""), " ")


def side_word(side: str) -> str:
    """The side as it is printed: nothing where there is none."""
    return "" if side == NONE else side


def sided(side: str, text: str) -> str:
    """The text behind its side; alone where there is no side."""
    return joined((side_word(side), text), " ")


def shown(item: Item) -> str:
    """What a reader sees of an item; the reason in words where the item has no text of its own."""
    said = ANSWERED.get((dict(item.facts).get(HOW_ASKED, ""), item.choice))
    if said:
        return said
    if item.text:
        return item.text
    if item.reason:
        return NOT_TESTED.get(item.reason, item.reason.replace("_", " "))
    if item.choice:
        return item.choice
    return joined((item.value or "", item.unit_label), " ")


def is_blank(item: Item) -> bool:
    """Whether an item says nothing at all: not a value, not a reason."""
    return shown(item) == ""


def involved_sides(header: Header) -> tuple[str, ...]:
    """The sides a visit is about; both where both or neither is named."""
    code = header.involved_code
    return (code,) if code in (RIGHT, LEFT) else (RIGHT, LEFT)
