"""What is known of somebody about to be registered, as it is stored, whoever brings it.

A form, a file and a script pass through here, so that a patient ends up the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from patients.duplicates import Newcomer
from patients.editing import Values, cleaned
from patients.models import Patient
from patients.search import search_text_of
from patients.text import name_key, phone_key


def entered(values: Mapping[str, Any]) -> Values:
    """As `cleaned`, with the names required, and the number left for later when none was given."""
    numbered = bool(str(values.get("number") or "").strip())
    typed = {name: value for name, value in values.items() if name != "number" or numbered}
    required = {name: values.get(name, "") for name in ("family_name", "given_name")}
    return {"number": "", **cleaned(Patient, {**required, **typed})}


def newcomer_of(known: Values) -> Newcomer:
    """What the search for likely duplicates needs of `entered` values."""
    return Newcomer(
        given_name=known["given_name"],
        family_name=known["family_name"],
        birth_date=known.get("birth_date"),
        phone=known.get("phone", ""),
    )


def mirror(patient: Patient) -> None:
    """Write the fields by which a patient is found from those they mirror."""
    patient.search_text = search_text_of(patient)
    patient.name_key = name_key(patient.given_name, patient.family_name)
    patient.phone_key = phone_key(patient.phone)
