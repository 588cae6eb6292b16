"""Phrases: kept, changed and removed by whose they are."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessment.models import Phrase, Whose
from assessment.services import texts
from assessment.services.errors import ChartRefused, FieldsRefused, RowGone, StaleRow
from clinics import audit
from clinics.access import Member, require
from clinics.audit import Verb
from clinics.models import Clinic
from clinics.receipts import Answer, digest_of, once

MOST = 200
LONGEST_NAME, LONGEST_TEXT = 60, 2_000


def keep_phrase(*, whose: Whose, name: str, text: str, by: Member, key: str) -> None:
    """Keeps a new phrase, once a key. Raises `FieldsRefused`, `ChartRefused`."""
    require(by, whose.permission)

    def act() -> Answer:
        rows = _held(whose, by)
        if rows.count() >= MOST:
            raise ChartRefused(
                _("There are %(most)s phrases already. Remove one that nobody uses.")
                % {"most": MOST}
            )
        row = Phrase(clinic=by.clinic, owner=by.user if whose is Whose.OWN else None)
        row.name, row.text = _read(rows, name, text)
        row.save(force_insert=True)
        _tell(Verb.PHRASE_KEPT, row, whose, by)
        return {"id": str(row.pk)}

    digest = digest_of({"whose": whose, "name": name, "text": text})
    once(by=by, key=key, purpose="phrase.keep", digest=digest, act=act)


def change_phrase(
    *, whose: Whose, phrase_id: UUID, version: int, name: str, text: str, by: Member, key: str
) -> None:
    """Changes a phrase as it was seen, once a key.

    What stands in a chart already stays as it is. Raises `FieldsRefused`, `StaleRow`, `RowGone`.
    """
    require(by, whose.permission)

    def act() -> Answer:
        rows = _held(whose, by)
        row = _seen(rows, phrase_id, version)
        row.name, row.text = _read(rows.exclude(pk=row.pk), name, text)
        row.version += 1
        row.save()
        _tell(Verb.PHRASE_CHANGED, row, whose, by)
        return {"version": row.version}

    digest = digest_of({"id": phrase_id, "version": version, "name": name, "text": text})
    once(by=by, key=key, purpose="phrase.change", digest=digest, act=act)


def remove_phrase(*, whose: Whose, phrase_id: UUID, version: int, by: Member, key: str) -> None:
    """Removes a phrase as it was seen, once a key. Raises `StaleRow`, `RowGone`."""
    require(by, whose.permission)

    def act() -> Answer:
        row = _seen(_held(whose, by), phrase_id, version)
        _tell(Verb.PHRASE_REMOVED, row, whose, by)
        row.delete()
        return {}

    digest = digest_of({"id": phrase_id, "version": version})
    once(by=by, key=key, purpose="phrase.remove", digest=digest, act=act)


def _held(whose: Whose, by: Member) -> QuerySet[Phrase]:
    """The phrases in question; who else keeps one in the clinic waits until this is done."""
    Clinic.objects.select_for_update(no_key=True).get(pk=by.clinic.pk)
    owner = by.user if whose is Whose.OWN else None
    return Phrase.objects.of_clinic(by.clinic).filter(owner=owner)


def _seen(rows: QuerySet[Phrase], phrase_id: UUID, version: int) -> Phrase:
    row = rows.filter(pk=phrase_id).first()
    if row is None:
        raise RowGone(_("This phrase was removed since you opened the page."))
    if row.version != version:
        raise StaleRow(
            _("Somebody changed this phrase since you opened it. Check it and save again.")
        )
    return row


def _read(others: QuerySet[Phrase], name: str, text: str) -> tuple[str, str]:
    """Name and text as they are stored; raises `FieldsRefused` with what is wrong at which."""
    errors: dict[str, str] = {}
    read_name = texts.gathered(texts.line, name, most=LONGEST_NAME, errors=errors, field="name")
    read_text = texts.gathered(texts.prose, text, most=LONGEST_TEXT, errors=errors, field="text")
    if not read_name and "name" not in errors:
        errors["name"] = _("Give it a short name, by which it is found.")
    if not read_text and "text" not in errors:
        errors["text"] = _("Write the text that is put in.")
    if read_name and others.filter(name__iexact=read_name).exists():
        errors["name"] = _("Another phrase here is called so. Choose another name.")
    if errors:
        raise FieldsRefused(errors)
    return read_name, read_text


def _tell(verb: Verb, row: Phrase, whose: Whose, by: Member) -> None:
    audit.record(by=by, verb=verb, instance=row, detail={"whose": whose.value})
