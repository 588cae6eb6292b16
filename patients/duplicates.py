"""Who is likely the same person as somebody about to be registered, and why.

Candidates come from the database by birth date, by the same with day and month exchanged, by name
and by telephone, in one statement whatever the size of the clinic; names are compared in Python,
without accents, hyphens, case and order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clinics.access import Member, Permission
from patients.dates import transposed
from patients.models import Patient
from patients.text import name_key, phone_key, words

MOST_CANDIDATES = 200
MOST_SHOWN = 10
# Shorter words differ by one letter far too often to call them similar (Ann, Anna; Li, Lu).
SHORTEST_SLIP = 4


class Resemblance(Enum):
    """One way in which two people are alike, in words."""

    SAME_NAME = _("same name")
    SIMILAR_NAME = _("similar name")
    SAME_FAMILY_NAME = _("same family name (twins?)")
    SAME_GIVEN_NAME = _("same given name (family name changed?)")
    SAME_BIRTH_DATE = _("same birth date")
    TRANSPOSED_BIRTH_DATE = _("birth date with day and month exchanged")
    NEARBY_BIRTH_DATE = _("birth date one digit apart")
    UNKNOWN_BIRTH_DATE = _("a birth date is not known")
    SAME_PHONE = _("same telephone")


SAME_NAMES = (Resemblance.SAME_NAME, Resemblance.SIMILAR_NAME)


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """What is known of a person who may be registered."""

    given_name: str
    family_name: str
    birth_date: date | None = None
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class LikelyDuplicate:
    """A patient of the clinic who may be the newcomer, with the reasons in words."""

    patient: Patient
    reasons: tuple[Resemblance, ...]

    @property
    def in_words(self) -> str:
        """The reasons as one line: "similar name, same birth date"."""
        return ", ".join(str(reason.value) for reason in self.reasons)


def likely_duplicates(
    *, by: Member, newcomer: Newcomer, besides: Patient | None = None
) -> tuple[LikelyDuplicate, ...]:
    """The patients of the clinic who may be the newcomer, most alike first, in one statement.

    Who resembles a merged record is shown the one that stands for the person. `besides` is the
    newcomer, where that is a patient already.
    """
    candidates = (
        Patient.objects.for_user(by, Permission.FIND_PATIENTS)
        .filter(~Q(standing=Patient.Standing.VOID), _could_be(newcomer))
        .select_related("merged_into")
        .order_by("family_name", "given_name", "number")[:MOST_CANDIDATES]
    )
    found = [
        LikelyDuplicate(patient=patient.person, reasons=reasons)
        for patient in candidates
        if patient.person != besides and (reasons := resemblances(newcomer, patient))
    ]
    persons: dict[Patient, LikelyDuplicate] = {}
    for one in sorted(found, key=_rank):
        persons.setdefault(one.patient, one)
    return tuple(persons.values())[:MOST_SHOWN]


def namesakes(*, by: Member, patient: Patient) -> tuple[Patient, ...]:
    """The clinic's other patients with the same or a similar name, in one statement.

    Whatever their birth date: who opens a chart or signs it may have taken the one for the other.
    """
    parts = words(f"{patient.given_name} {patient.family_name}")
    could = Q(name_key=name_key(patient.given_name, patient.family_name))
    for part in parts:
        could |= Q(search_text__contains=f" {part} ")
    others = (
        Patient.objects.for_user(by, Permission.FIND_PATIENTS)
        .filter(could, standing=Patient.Standing.CURRENT)
        .exclude(pk=patient.pk)
        .order_by("family_name", "given_name", "number")
    )
    sought = newcomer_like(patient)
    return tuple(one for one in others if _name_resemblance(sought, one) in SAME_NAMES)


def newcomer_like(patient: Patient) -> Newcomer:
    """What is known of a patient, to look for others like them."""
    return Newcomer(
        given_name=patient.given_name,
        family_name=patient.family_name,
        birth_date=patient.birth_date,
        phone=patient.phone,
    )


def resemblances(newcomer: Newcomer, patient: Patient) -> tuple[Resemblance, ...]:
    """Why a patient may be the newcomer; empty when too little speaks for it.

    A name or a date alone says nothing: two of name, date and telephone must agree, or a name with
    a birth date that is not known.
    """
    name = _name_resemblance(newcomer, patient)
    born = _birth_date_resemblance(newcomer.birth_date, patient.birth_date)
    phone = phone_key(newcomer.phone)
    same_phone = bool(phone) and phone == patient.phone_key
    whole_name = name in SAME_NAMES
    if name is None or born is None:
        alike = same_phone and (whole_name or born is Resemblance.SAME_BIRTH_DATE)
    elif name is Resemblance.SAME_NAME:
        alike = True
    elif whole_name:
        alike = born is not Resemblance.NEARBY_BIRTH_DATE or same_phone
    else:
        alike = born is Resemblance.SAME_BIRTH_DATE or same_phone
    if not alike:
        return ()
    reasons = [reason for reason in (name, born) if reason is not None]
    return (*reasons, Resemblance.SAME_PHONE) if same_phone else tuple(reasons)


def similar(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names are one slip apart, joined or not, or short of a middle name."""
    if not one or not other:
        return False
    if "".join(sorted(one)) == "".join(sorted(other)) or "".join(one) == "".join(other):
        return True
    fewer, more = sorted((list(one), list(other)), key=len)
    slips = 0
    left = list(more)
    for word in fewer:
        if word in left:
            left.remove(word)
            continue
        near = next((w for w in left if one_slip_apart(word, w)), None)
        if near is None:
            return _joined_similar(one, other)
        left.remove(near)
        slips += 1
    return slips <= 1 and len(fewer) >= 2


def one_slip_apart(one: str, other: str) -> bool:
    """Whether one letter was left out, added, changed, or swapped with its neighbour."""
    if one == other or max(len(one), len(other)) < SHORTEST_SLIP:
        return False
    if abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    rest, other_rest = one[start:], other[start:]
    return (
        rest[1:] == other_rest
        or rest == other_rest[1:]
        or rest[1:] == other_rest[1:]
        or (rest[:2] == other_rest[:2][::-1] and rest[2:] == other_rest[2:])
    )


def _joined_similar(one: Sequence[str], other: Sequence[str]) -> bool:
    """ "Ann Marie Smith" and "Annmarie Smith", in whatever order the parts are written."""
    return any(
        one_slip_apart("".join(one), joined) or "".join(one) == joined
        for joined in ("".join(other), "".join([*other[-1:], *other[:-1]]))
    )


def _could_be(newcomer: Newcomer) -> Q:
    """Everybody in the clinic who may resemble the newcomer; each part has an index."""
    parts = words(f"{newcomer.given_name} {newcomer.family_name}")
    could = Q(name_key=name_key(newcomer.given_name, newcomer.family_name))
    if phone := phone_key(newcomer.phone):
        could |= Q(phone_key=phone)
    shares_a_name = Q()
    for part in parts:
        shares_a_name |= Q(search_text__contains=f" {part} ")
    if newcomer.birth_date is None:
        return could | shares_a_name
    dates = {newcomer.birth_date, transposed(newcomer.birth_date) or newcomer.birth_date}
    return could | Q(birth_date__in=dates) | (Q(birth_date=None) & shares_a_name)


def _name_resemblance(newcomer: Newcomer, patient: Patient) -> Resemblance | None:
    given, family = words(newcomer.given_name), words(newcomer.family_name)
    other_given, other_family = words(patient.given_name), words(patient.family_name)
    if sorted(given + family) == sorted(other_given + other_family):
        return Resemblance.SAME_NAME
    if similar(given + family, other_given + other_family):
        return Resemblance.SIMILAR_NAME
    if _same_or_slip(family, other_family):
        return Resemblance.SAME_FAMILY_NAME
    if _same_or_slip(given, other_given):
        return Resemblance.SAME_GIVEN_NAME
    return None


def _same_or_slip(one: Sequence[str], other: Sequence[str]) -> bool:
    return "".join(one) == "".join(other) or one_slip_apart("".join(one), "".join(other))


def _birth_date_resemblance(one: date | None, other: date | None) -> Resemblance | None:
    if one is None or other is None:
        return Resemblance.UNKNOWN_BIRTH_DATE
    if one == other:
        return Resemblance.SAME_BIRTH_DATE
    if transposed(one) == other:
        return Resemblance.TRANSPOSED_BIRTH_DATE
    if sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True)) == 1:
        return Resemblance.NEARBY_BIRTH_DATE
    return None


def _rank(duplicate: LikelyDuplicate) -> tuple[int, int]:
    """Most alike first: the order in which the resemblances are declared is their weight."""
    order = list(Resemblance)
    return (
        min(order.index(reason) for reason in duplicate.reasons),
        sum(order.index(reason) for reason in duplicate.reasons),
    )
