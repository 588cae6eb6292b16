"""Vastus as a process of its own, for tests that go through a real server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.database import DatabaseCopy

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class LiveSite:
    """`url` has no slash at its end. `database` is the copy the site works on."""

    url: str
    database: DatabaseCopy
    log: Path


@contextmanager
def serving(database: DatabaseCopy, log: Path) -> Iterator[LiveSite]:
    """Gunicorn on a free port under the local profile, until the block ends.

    The listening socket is opened here and handed over, so the address answers at once: a request
    made before gunicorn is up waits in the socket's queue.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"),
        *("--bind", f"fd://{listener.fileno()}", "--workers", "1", "config.wsgi"),
    ]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VASTUS_PROFILE": "local",
        "VASTUS_STATIC_FILES": "source",
        "VASTUS_LOG": "plain",
        "DATABASE_URL": database.url,
    }
    with log.open("wb") as lines:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=lines,
            stderr=subprocess.STDOUT,
            pass_fds=[listener.fileno()],
        )
    listener.close()
    try:
        yield LiveSite(f"http://127.0.0.1:{port}", database, log)
        if process.poll() is not None:
            raise AssertionError(f"The site ended by itself:\n{log.read_text(encoding='utf-8')}")
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
