"""Vastus as a process of its own, for tests that go through a real server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.database import DatabaseCopy

ROOT = Path(__file__).resolve().parent.parent


class LiveSite:
    """Gunicorn under the local profile, at an address that stays while it stops and starts again.

    `url` has no slash at its end. `database` is the copy the site works on.
    """

    def __init__(self, database: DatabaseCopy, log: Path) -> None:
        self.database = database
        self.log = log
        self._port = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """The listening socket is opened here and handed over, so the address answers at once: a
        request made before gunicorn is up waits in the socket's queue.
        """
        listener = socket.create_server(("127.0.0.1", self._port))
        self._port = listener.getsockname()[1]
        command = [
            *(sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"),
            *("--bind", f"fd://{listener.fileno()}", "--workers", "1", "config.wsgi"),
        ]
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "VASTUS_PROFILE": "local",
            "VASTUS_STATIC_FILES": "source",
            "VASTUS_LOG": "plain",
            "DATABASE_URL": self.database.url,
        }
        with self.log.open("ab") as lines:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                stdout=lines,
                stderr=subprocess.STDOUT,
                pass_fds=[listener.fileno()],
            )
        listener.close()

    def stop(self) -> None:
        """From now on nothing answers at the address."""
        process, self._process = self._process, None
        if process is None:
            return
        ended = process.poll() is not None
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if ended:
            raise AssertionError(
                f"The site ended by itself:\n{self.log.read_text(encoding='utf-8')}"
            )

    @contextmanager
    def away(self) -> Iterator[None]:
        """For as long as the block runs nothing answers at the address."""
        self.stop()
        try:
            yield
        finally:
            self.start()


@contextmanager
def serving(database: DatabaseCopy, log: Path) -> Iterator[LiveSite]:
    """A site on a free port, until the block ends."""
    site = LiveSite(database, log)
    site.start()
    try:
        yield site
    finally:
        site.stop()
