"""scripts/postgres.py: a server around a command, two roles, and nothing left behind."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

# What the script does is the same, on whichever database the tests run.
pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = str(ROOT / "scripts" / "postgres.py")
REPORT = "import json, os; print(json.dumps(dict(os.environ)))"
REPORT_AND_STAY = (
    "import json, os, sys; print(json.dumps(dict(os.environ)), flush=True); sys.stdin.read()"
)


def environment(**variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | variables


def start(server: str = "auto") -> tuple[subprocess.Popen[str], dict[str, str]]:
    """The running script, and the environment its command was given."""
    process = subprocess.Popen(
        [
            *(sys.executable, SCRIPT, "run", "--server", server, "--"),
            *(sys.executable, "-c", REPORT_AND_STAY),
        ],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline().startswith("PostgreSQL ")
    return process, json.loads(process.stdout.readline())


def server_pid(url: str) -> int:
    """The process id of the server's first process."""
    connection = psycopg2.connect(url)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    status = Path(f"/proc/{backend}/stat").read_text(encoding="utf-8")
    connection.close()
    return int(status.rpartition(")")[2].split()[1])


def finish(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=60)


def wait_for_end(handle: int, seconds: float) -> bool:
    """True when the process behind a pidfd ended within `seconds`."""
    ended, _, _ = select.select([handle], [], [], seconds)
    os.close(handle)
    return bool(ended)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_no_server_is_left_when_the_script_is_ended(ending: signal.Signals) -> None:
    process, given = start()
    server = os.pidfd_open(server_pid(given["DATABASE_URL"]))
    process.send_signal(ending)
    assert wait_for_end(server, 30)
    finish(process)


def test_the_binaries_of_the_wheel_serve_where_no_server_is_installed() -> None:
    process, given = start("embedded")
    connection = psycopg2.connect(given["DATABASE_URL"])
    assert connection.server_version >= 180000
    connection.close()
    finish(process)


def test_the_application_reads_and_writes_rows_but_changes_no_table() -> None:
    process, given = start()
    owner = psycopg2.connect(given["DATABASE_URL"])
    owner.autocommit = True
    application = psycopg2.connect(given["VASTUS_APP_DATABASE_URL"])
    application.autocommit = True
    with owner.cursor() as cursor:
        cursor.execute("CREATE TABLE charted (id bigserial PRIMARY KEY, value text)")
    with application.cursor() as cursor:
        cursor.execute("INSERT INTO charted (value) VALUES ('a')")
        cursor.execute("UPDATE charted SET value = 'b'")
        cursor.execute("SELECT value FROM charted")
        assert cursor.fetchall() == [("b",)]
        for statement in (
            "DROP TABLE charted",
            "ALTER TABLE charted DISABLE TRIGGER ALL",
            "TRUNCATE charted",
            "CREATE TABLE other (id int)",
            "CREATE DATABASE other",
            "SET session_replication_role = replica",
        ):
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute(statement)
    application.close()
    owner.close()
    finish(process)


def test_a_server_named_by_database_url_is_used_as_it_is() -> None:
    url = "postgresql://someone:secret@db.example.org/theirs"
    shown = subprocess.run(
        [sys.executable, SCRIPT, "run", "--", sys.executable, "-c", REPORT],
        env=environment(DATABASE_URL=url),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(shown.stdout.splitlines()[-1])["DATABASE_URL"] == url


def test_the_command_s_own_result_is_the_script_s_result() -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "run", "--", sys.executable, "-c", "raise SystemExit(7)"],
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 7
