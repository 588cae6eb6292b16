"""A migration that rebuilds a locked table leaves every lock where it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import IntegrityError

from assessment import locks
from assessment.models import Assessment, History, State
from tests.database import DatabaseCopy
from tests.integration.assessment import rows


def test_the_locks_are_back_after_a_migration_that_rebuilds_history_and_assessment(
    committed_db: DatabaseCopy, settings: Any
) -> None:
    user = rows.make_user()
    patient = rows.make_patient(rows.make_clinic(), user)
    draft = rows.make_draft(rows.make_episode(patient, user), user)
    rows.fill(draft, user)
    rows.bring_to(draft, State.SIGNED, user)

    settings.MIGRATION_MODULES = {"assessment": "tests.integration.rebuilding"}
    call_command("migrate", verbosity=0)

    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM django_migrations WHERE app = 'assessment'")
        assert ("9999_rebuild",) in cursor.fetchall()
    assert locks.missing(connection) == []
    with pytest.raises(IntegrityError, match="vastus"), transaction.atomic():
        History.objects.filter(assessment=draft).update(text="changed")
    with pytest.raises(IntegrityError, match="vastus"), transaction.atomic():
        Assessment.objects.filter(pk=draft.pk).update(involved_side="right")
    with pytest.raises(IntegrityError, match="vastus"), transaction.atomic():
        Assessment.objects.filter(pk=draft.pk).update(state=State.DRAFT)
    with pytest.raises(IntegrityError, match="vastus"), transaction.atomic():
        Assessment.objects.filter(pk=draft.pk)._raw_delete("default")


def test_a_rebuild_without_the_function_would_lose_the_locks(committed_db: DatabaseCopy) -> None:
    """What the function is for: SQLite drops a rebuilt table's triggers without a word."""
    locks.remove(connection)
    assert len(locks.missing(connection)) > 50
    locks.install(connection)
    assert locks.missing(connection) == []
