"""Somebody at the database, with the locks off: one bit of one column, or a whole column."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction
from django.utils.dateparse import parse_datetime

from assessment import locks
from assessment.models import (
    Amendment,
    Assessment,
    Meaning,
    SignedVersion,
    State,
    Submission,
)
from assessment.selectors.signing import review
from assessment.services import signing
from assessment.services.planning import write_plan
from assessment.services.sealing import seal, signer_of
from clinics.access import Member
from patients.models import EpisodeOfCare
from tests.integration.assessment.charting import password_of, save, settle, start

ROOT = Path(__file__).resolve().parents[3]
AMINA = "amina.khan@riverside.example"
VERSIONS = SignedVersion._meta.db_table
ON_SQLITE = connection.vendor == "sqlite"


def cosigned(assistant: Member, therapist: Member, episode: EpisodeOfCare) -> Assessment:
    """Charted by an assistant with something restricted, handed over, and co-signed."""
    draft = start(assistant, episode)
    save(draft, "thigh_girth", {"thigh_girth_10_cm.right": "46.2 cm"}, by=assistant)
    save(draft, "safeguarding", {"safeguarding_said.none": "said in private"}, by=therapist)
    settle(draft, by=therapist)
    for act, by in ((signing.submit, assistant), (signing.cosign, therapist)):
        draft.refresh_from_db()
        act(
            assessment=draft,
            digest_seen=review(draft).digest,
            password=password_of(by),
            by=by,
        )
    draft.refresh_from_db()
    return draft


def amended(assessment: Assessment, by: Member) -> SignedVersion:
    """Its next version: one value corrected."""
    assessment.refresh_from_db()
    number = assessment.version_number + 1
    own = {"clinic": assessment.clinic, "assessment": assessment, "by": by.user}
    Amendment(**own, number=number, reason="Read wrongly").save(force_insert=True)
    assessment.state, assessment.amender = State.AMENDING, by.user
    assessment.save(update_fields=["state", "amender"])
    save(assessment, "thigh_girth", {"thigh_girth_10_cm.right": "46.4 cm"}, by=by)
    with transaction.atomic():
        locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
        shown = review(locked)
        version = seal(locked, shown, meaning=Meaning.AMENDED, signer=signer_of(by))
        write_plan(version=version, plan=shown.next_review, by=by)
    assessment.refresh_from_db()
    return version


@contextmanager
def locks_off() -> Iterator[None]:
    """Within the test's own transaction, and put back before it ends."""
    _settle_constraints()
    locks.remove(connection)
    try:
        yield
    finally:
        _settle_constraints()
        locks.install(connection)
        assert locks.missing(connection) == []


def _settle_constraints() -> None:
    """What waits for the end of the transaction would hold the tables on PostgreSQL."""
    if not ON_SQLITE:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def undone() -> Iterator[None]:
    """What happens within is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def raw(row: models.Model, column: str) -> bytes | None:
    """A column's bytes as text, whatever its type."""
    kind = "BLOB" if ON_SQLITE else "TEXT"
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT CAST("{column}" AS {kind}) FROM "{row._meta.db_table}" WHERE id = %s',
            [key(row)],
        )
        (found,) = cursor.fetchone()
    return found.encode() if isinstance(found, str) else found


def put(row: models.Model, column: str, content: bytes | None) -> bool:
    """Writes a column past everything; whether the database's own types and rules took it."""
    table = row._meta.db_table
    if ON_SQLITE:
        value, cast = content, "CAST(%s AS TEXT)"
    else:
        try:
            value = None if content is None else content.decode()
        except UnicodeDecodeError:
            return False
        if value is not None and "\0" in value:
            return False
        cast = f"CAST(%s AS {row._meta.get_field(field_of(row, column)).db_type(connection)})"
    if content is None:
        cast = "%s"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f'UPDATE "{table}" SET "{column}" = {cast} WHERE id = %s', [value, key(row)]
            )
            return cursor.rowcount == 1
    except DatabaseError:
        return False


def field_of(row: models.Model, column: str) -> str:
    return next(one.name for one in row._meta.concrete_fields if one.column == column)


def key(row: models.Model) -> str:
    return row.pk.hex if ON_SQLITE else str(row.pk)


def columns_of(model: type[models.Model]) -> list[str]:
    return [one.column for one in model._meta.concrete_fields]


def is_id(model: type[models.Model], column: str) -> bool:
    field = next(one for one in model._meta.concrete_fields if one.column == column)
    return isinstance(getattr(field, "target_field", field), models.UUIDField)


def means_the_same(row: models.Model, column: str, before: bytes, after: bytes) -> bool:
    """Whether both are read alike: SQLite keeps UUIDs and times as text, and neither the case of
    a UUID's letters nor what stands between a date and its time is part of the value.
    """
    if is_id(type(row), column):
        return before.lower() == after.lower()
    if not isinstance(row._meta.get_field(field_of(row, column)), models.DateTimeField):
        return False
    try:
        return parse_datetime(before.decode()) == parse_datetime(after.decode())
    except ValueError:
        return False


def flip(row: models.Model, column: str, place: int, bit: int) -> bool:
    """Flips one bit of one byte of a column; the next that its type takes, from `bit` on.

    A bit that leaves the value what it was is no tampering, and the next one is taken.
    """
    before = raw(row, column)
    if not before:
        # Nothing to flip: something is put there instead.
        other = Submission.objects.values_list("pk", flat=True).first()
        content = key(Submission(pk=other)) if column == "submission_id" else "0"
        return put(row, column, content.encode())
    for step in range(len(before) * 8):
        at = (place + step // 8) % len(before)
        after = bytearray(before)
        after[at] ^= 1 << (bit + step) % 8
        same = means_the_same(row, column, before, bytes(after))
        if not same and put(row, column, bytes(after)) and raw_after(row, column) != before:
            return True
    return False


def raw_after(row: models.Model, column: str) -> bytes | None:
    return None if column == "id" else raw(row, column)


def verify_records() -> dict[str, Any]:
    """What `verify_records --json` says, with the status it ends with."""
    out = StringIO()
    status = 0
    try:
        call_command("verify_records", "--clinic", "riverside", "--json", stdout=out)
    except CommandError as error:
        status = error.returncode
    (told,) = json.loads(out.getvalue())["clinics"]
    return {"status": status, **told}


def export(assessment: Assessment, *more: str, form: str = "json") -> str:
    out = StringIO()
    arguments = ("--format", form, "--as", AMINA, *more)
    call_command("export_record", str(assessment.pk), *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def refused(assessment: Assessment, *more: str) -> bool:
    try:
        export(assessment, *more)
    except CommandError as error:
        return "export" in str(error)
    return False
