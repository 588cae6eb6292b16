"""Diagnosis codes: the list that is in force, searched and held against what a visit says."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.catalogue import diagnosis_codes as catalogue
from assessment.catalogue.types import Code, InvolvedSide
from assessment.clinical.diagnosis_codes import (
    Coded,
    CodeRules,
    Suggestion,
    checked,
    entry,
    found,
    seventh_missing,
)
from assessment.models import Diagnosis

YEAR = catalogue.YEAR
RULES = CodeRules(
    codes=catalogue.CODES,
    year=catalogue.YEAR,
    replaced=catalogue.REPLACED,
    after_replacement=catalogue.AFTER_REPLACEMENT,
    aftercare=catalogue.AFTERCARE,
    injury=catalogue.INJURY,
    seventh=catalogue.SEVENTH,
    own_seventh=catalogue.OWN_SEVENTH,
    side_labels=catalogue.SIDE_LABELS,
)


def every_code() -> Sequence[Code]:
    """The list, as a field offers it while one types."""
    return catalogue.CODES


def codes_found(asked: str) -> list[Code]:
    """What a search by code or by words finds."""
    return found(asked, RULES)


def listed(code: str) -> Code | None:
    """What the list has of a code."""
    return entry(code, RULES)


def suggestions_for(rows: Sequence[Diagnosis], involved: str) -> list[Suggestion]:
    """What is worth checking of the codes of one visit's diagnoses."""
    coded = [Coded(place=row.place, side=row.side, code=row.code) for row in rows]
    return checked(coded, InvolvedSide(involved), RULES)


def lacks_seventh(code: str) -> str:
    """Why a code is no whole one yet; empty for every other."""
    return seventh_missing(code, RULES)
