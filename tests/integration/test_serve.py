"""scripts/serve.py, the inside of `make run`: two processes that live and end together."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clinics.services.clinics import create_clinic
from tests.database import DatabaseCopy

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = str(ROOT / "scripts" / "serve.py")


def environment(port: int, **variables: str) -> dict[str, str]:
    local = {"VASTUS_PROFILE": "local", "DJANGO_SETTINGS_MODULE": "config.settings"}
    return os.environ | local | {"PORT": str(port)} | variables


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def running(database: DatabaseCopy, port: int) -> Iterator[subprocess.Popen[str]]:
    """The script, once gunicorn has said that it listens."""
    process = subprocess.Popen(
        [sys.executable, SCRIPT],
        env=environment(port, DATABASE_URL=database.url),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout
        told = []
        for line in process.stdout:
            told.append(line)
            if "Listening at" in line:
                break
        else:
            pytest.fail("".join(told))
        yield process
    finally:
        process.kill()
        process.communicate()


def children(process: subprocess.Popen[str]) -> dict[str, int]:
    """The server's and the worker's process id."""
    ids = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8").split()
    commands = {Path(f"/proc/{number}/cmdline").read_text("utf-8"): int(number) for number in ids}
    return {
        "server" if "gunicorn" in command else "worker": number
        for command, number in commands.items()
    }


def ends(handle: int) -> bool:
    ended, _, _ = select.select([handle], [], [], 40)
    os.close(handle)
    return bool(ended)


@pytest.fixture
def database(committed_db: DatabaseCopy) -> DatabaseCopy:
    """With a clinic, so that the demo stays out."""
    create_clinic(slug="own", name="Own Clinic", time_zone="Europe/London")
    return committed_db


def test_it_serves_and_ends_both_processes_on_an_interrupt(database: DatabaseCopy) -> None:
    port = free_port()
    with running(database, port) as process:
        page = urllib.request.urlopen(f"http://localhost:{port}/accounts/login/", timeout=40)
        assert page.status == 200
        handles = [os.pidfd_open(number) for number in children(process).values()]
        assert len(handles) == 2
        process.send_signal(signal.SIGINT)
        assert all(ends(handle) for handle in handles)
        assert process.wait(timeout=40) == 0


@pytest.mark.parametrize(("killed", "left"), [("worker", "server"), ("server", "worker")])
def test_when_one_process_dies_the_other_is_ended(
    database: DatabaseCopy, killed: str, left: str
) -> None:
    with running(database, free_port()) as process:
        found = children(process)
        handle = os.pidfd_open(found[left])
        os.kill(found[killed], signal.SIGKILL)
        assert ends(handle)
        told, _ = process.communicate(timeout=40)
        assert process.returncode == 1
        assert f"The {killed} ended by itself" in told


def test_no_process_is_left_when_the_supervisor_is_killed(database: DatabaseCopy) -> None:
    with running(database, free_port()) as process:
        handles = [os.pidfd_open(number) for number in children(process).values()]
        process.kill()
        assert all(ends(handle) for handle in handles)


def test_a_busy_port_is_named_before_anything_else_happens(tmp_path: Path) -> None:
    file = tmp_path / "untouched.sqlite3"
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        refused = subprocess.run(
            [sys.executable, SCRIPT],
            env=environment(port, DATABASE_URL=f"sqlite:///{file}"),
            capture_output=True,
            text=True,
            check=False,
        )
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Port {port} is in use.")
    assert not file.exists()


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_an_unusable_port_is_refused_with_a_sentence(port: str) -> None:
    refused = subprocess.run(
        [sys.executable, SCRIPT],
        env=os.environ | {"PORT": port},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.stderr.strip() == f"PORT is {port!r}. Set it to a number from 1 to 65535."
