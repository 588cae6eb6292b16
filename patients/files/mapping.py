"""Which column holds which of our fields: guessed from the headings, decided by a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from patients.dates import DateOrder
from patients.models import Patient
from patients.text import words

# In the order in which they are offered, and in which a list is written.
FIELDS = (
    "number",
    "family_name",
    "given_name",
    "birth_date",
    "sex",
    "phone",
    "email",
    "address",
)
REQUIRED = ("family_name", "given_name")
# Headings as other systems write them, without case, accents and anything between the words.
HEADINGS: dict[str, frozenset[str]] = {
    "number": frozenset(
        {
            *("number", "no", "nr", "id", "patientid", "patientno", "patientnr", "patientnumber"),
            *("mrn", "recordnumber", "chartnumber", "hospitalnumber", "clientid", "clientnumber"),
        }
    ),
    "family_name": frozenset(
        {"familyname", "surname", "lastname", "family", "last", "secondname", "patientlastname"}
    ),
    "given_name": frozenset(
        {"givenname", "givennames", "firstname", "forename", "forenames", "given", "first"}
        | {"christianname", "patientfirstname"}
    ),
    "birth_date": frozenset(
        {"birthdate", "dateofbirth", "dob", "born", "birthday", "patientdob", "birth"}
    ),
    "sex": frozenset({"sex", "gender", "sexmf", "gendermf"}),
    "phone": frozenset(
        {"telephone", "phone", "phonenumber", "telephonenumber", "tel", "mobile", "cell"}
        | {"mobilephone", "cellphone", "mobilenumber", "homephone", "telno", "phoneno"}
    ),
    "email": frozenset({"email", "emailaddress", "mail"}),
    "address": frozenset({"address", "homeaddress", "postaladdress", "fulladdress", "street"}),
}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a person decided about a file: each column's field ("" leaves it out), and the order
    of its dates.
    """

    columns: tuple[str, ...]
    dates: DateOrder = DateOrder.NOT_SAID

    def column_of(self, field: str) -> int | None:
        """The column that holds a field, counted from 0."""
        return self.columns.index(field) if field in self.columns else None


def label_of(field: str) -> str:
    """A field's name for people."""
    return str(Patient._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def guessed(headings: Sequence[str]) -> tuple[str, ...]:
    """The field that each heading names, "" where none does; a field is guessed once."""
    found: list[str] = []
    for heading in headings:
        named = next((field for field in FIELDS if _names(heading, field)), "")
        found.append("" if named in found else named)
    return tuple(found)


def problems_of(plan: Plan, headings: Sequence[str]) -> Iterator[str]:
    """What is wrong with a plan: two columns for one field, or none for a name."""
    for field in FIELDS:
        named = [
            f"“{heading}”"
            for heading, one in zip(headings, plan.columns, strict=True)
            if one == field
        ]
        if len(named) > 1:
            yield _("%(columns)s: only one column can be %(field)s. Leave the others out.") % {
                "columns": ", ".join(named),
                "field": label_of(field),
            }
        if not named and field in REQUIRED:
            yield _("No column is %(field)s yet. Choose the column that holds it.") % {
                "field": label_of(field)
            }


def _names(heading: str, field: str) -> bool:
    joined = "".join(words(heading))
    return joined in HEADINGS[field] or joined == "".join(words(label_of(field)))
