"""Tests that commit work on a copy; the engine is set up as the design demands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import connection, connections, transaction

from tests.database import DatabaseCopy, together

ROOT = Path(__file__).resolve().parents[2]


def group_names() -> list[str]:
    return sorted(Group.objects.values_list("name", flat=True))


def test_a_commit_stays_on_the_copy(committed_db: DatabaseCopy) -> None:
    with transaction.atomic():
        Group.objects.create(name="written")
    assert group_names() == ["written"]


def test_the_next_copy_starts_clean(committed_db: DatabaseCopy) -> None:
    assert group_names() == []


@pytest.mark.django_db
def test_the_shared_database_never_sees_a_commit() -> None:
    assert group_names() == []


def test_threads_work_on_the_same_copy_over_connections_of_their_own(
    committed_db: DatabaseCopy,
) -> None:
    def write(name: str) -> int:
        Group.objects.create(name=name)
        return id(connections["default"])

    identities = together(lambda: write("one"), lambda: write("two"))
    assert len(set(identities)) == 2
    assert group_names() == ["one", "two"]


def test_another_process_reaches_the_copy_through_its_address(committed_db: DatabaseCopy) -> None:
    Group.objects.create(name="seen from outside")
    script = (
        "import django; django.setup();"
        "from django.contrib.auth.models import Group; print(Group.objects.get().name)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": committed_db.url},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.strip() == "seen from outside"


def test_the_database_is_set_up_to_keep_what_it_acknowledged(committed_db: DatabaseCopy) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            found = {}
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
                cursor.execute(f"PRAGMA {name}")
                found[name] = cursor.fetchone()[0]
            assert found == {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "busy_timeout": 20000,
            }
            assert connection.transaction_mode == "IMMEDIATE"
        else:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone()[0] == "on"
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone()[0] == "4s"
            assert connection.settings_dict["ATOMIC_REQUESTS"] is True
