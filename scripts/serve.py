#!/usr/bin/env python3
"""Serves Vastus on this machine: prepares the database, then runs the server and its worker.

Both end together: on Ctrl-C, on a request to end, or as soon as one of them ends by itself. PORT
and DATABASE_URL are honoured; tables are made under VASTUS_OWNER_DATABASE_URL where that is set.
Standard library only.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
DEMO_ACCOUNTS = ROOT / "clinics" / "demo_accounts.json"
DEFAULT_PORT = "8000"
STOP_SECONDS = 35
PR_SET_PDEATHSIG = 1


def chosen_port() -> int:
    """PORT, when a server may listen there; otherwise the run ends with a sentence."""
    text = os.environ.get("PORT", "").strip() or DEFAULT_PORT
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        sys.exit(f"PORT is {text!r}. Set it to a number from 1 to 65535.")
    try:
        # With SO_REUSEADDR, as gunicorn listens: a port that was just left counts as free.
        socket.create_server(("127.0.0.1", int(text))).close()
    except PermissionError:
        sys.exit(f"Port {text} may not be used by this account. Choose another: PORT=8000 make run")
    except OSError:
        sys.exit(f"Port {text} is in use. Stop what runs there or choose: PORT=8001 make run")
    return int(text)


def manage(*arguments: str) -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def prepare() -> None:
    """Tables, the cache's table, and the demo where there is no clinic yet."""
    owner = os.environ.get("VASTUS_OWNER_DATABASE_URL") or os.environ.get("DATABASE_URL", "")
    for step in (
        ["migrate", "--verbosity", "0"],
        ["createcachetable"],
        ["load_demo", "--if-empty"],
    ):
        environment = os.environ | {"DATABASE_URL": owner}
        done = subprocess.run(manage(*step), cwd=ROOT, env=environment, check=False)
        if done.returncode:
            sys.exit(f"Vastus did not start: manage.py {step[0]} failed (see above).")


def announce(port: int) -> None:
    print(f"\nVastus: http://localhost:{port}    (Ctrl-C ends it)")
    if DEMO_ACCOUNTS.exists():
        accounts = json.loads(DEMO_ACCOUNTS.read_text(encoding="utf-8"))
        columns = ("clinic", "role", "email", "password")
        widths = [max(len(str(account[name])) for account in accounts) for name in columns]
        print("\nDemo sign-ins, if the demo is loaded:")
        for account in accounts:
            cells = (
                str(account[name]).ljust(width) for name, width in zip(columns, widths, strict=True)
            )
            print("  " + "  ".join(cells).rstrip())
    print(flush=True)


def end_with_parent() -> None:
    """Linux: a child whose supervisor was killed is asked to end."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def tell_end(process: subprocess.Popen[bytes], changed: threading.Event) -> None:
    process.wait()
    changed.set()


def serve(port: int) -> int:
    """Runs until a signal or until one process ends; 0 only after a signal."""
    environment = os.environ | {"PORT": str(port)}
    commands = {
        "server": [
            *(sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"),
            *("--no-control-socket", "config.wsgi"),
        ],
        "worker": manage("db_worker", "--interval", "2"),
    }
    asked = threading.Event()
    changed = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        asked.set()
        changed.set()

    for interruption in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(interruption, ask)
    # In sessions of their own: Ctrl-C reaches the supervisor alone, which ends them in order.
    processes = {
        name: subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
        for name, command in commands.items()
    }
    for process in processes.values():
        threading.Thread(target=tell_end, args=(process, changed), daemon=True).start()
    while not changed.wait(timeout=1):
        continue
    ended = [name for name, process in processes.items() if process.poll() is not None]
    for process in processes.values():
        if process.poll() is None:
            process.terminate()
    for process in processes.values():
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if asked.is_set():
        return 0
    print(f"The {' and the '.join(ended)} ended by itself, so Vastus has stopped.", file=sys.stderr)
    return 1


def main() -> int:
    port = chosen_port()
    prepare()
    announce(port)
    return serve(port)


if __name__ == "__main__":
    sys.exit(main())
