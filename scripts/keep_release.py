#!/usr/bin/env python3
"""Keeps what a release leaves behind: its demo, signed, as a database of either engine.

`make release NAME=0002-spine` writes `tests/releases/NAME/`: the SQLite file, the PostgreSQL dump
(plain SQL), both compressed, and a manifest of what is in them. The suite migrates each of them and
finds every count and signature again, so that no later migration loses or alters a record.

The records are signed with a key of the test suite, which protects nothing.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RELEASES = ROOT / "tests" / "releases"
KEY = "release:" + "5a4b3c2d" * 8
FILES = {"sqlite": "vastus.sqlite3.xz", "postgresql": "vastus.sql.xz"}


def manage(*arguments: str, **environment: str) -> None:
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        check=True,
        cwd=ROOT,
        env=os.environ | {"VASTUS_PROFILE": "local", "VASTUS_RECORD_KEYS": KEY} | environment,
    )


def fill(url: str) -> None:
    manage("migrate", "--verbosity=0", DATABASE_URL=url)
    manage("createcachetable", DATABASE_URL=url)
    manage("load_demo", DATABASE_URL=url)


def contents(url: str) -> dict[str, Any]:
    """Rows of each table of ours, and each signed payload's digest, by assessment and number."""
    os.environ |= {
        "DATABASE_URL": url,
        "VASTUS_PROFILE": "local",
        "VASTUS_RECORD_KEYS": KEY,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from tests.releases.contents import contents_of

    return contents_of()


def keep_sqlite(folder: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "vastus.sqlite3"
        url = f"sqlite:///{file}"
        fill(url)
        found = contents(url)
        whole = Path(place) / "whole.sqlite3"
        database = sqlite3.connect(file)
        database.execute("VACUUM INTO ?", [str(whole)])
        database.close()
        compress(folder / FILES["sqlite"], whole.read_bytes())
    return found


def keep_postgresql(folder: Path) -> dict[str, Any]:
    """Runs inside `scripts/postgres.py run`, whose server DATABASE_URL names."""
    url = os.environ["DATABASE_URL"]
    fill(url)
    found = contents(url)
    dump = subprocess.run(
        ["pg_dump", "--no-owner", "--no-privileges", "--inserts", "--dbname", url],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    # psql's own commands are none of a database's: the test runs the rest as plain SQL.
    lines = [line for line in dump.splitlines() if not line.startswith("\\")]
    compress(folder / FILES["postgresql"], "\n".join(lines).encode())
    return found


def compress(file: Path, content: bytes) -> None:
    file.write_bytes(lzma.compress(content, preset=9 | lzma.PRESET_EXTREME))
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes")


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("Say which release: make release NAME=0002-spine")
    name, engine = sys.argv[1], (sys.argv[2:] or ["sqlite"])[0]
    folder = RELEASES / name
    folder.mkdir(parents=True, exist_ok=True)
    found = keep_postgresql(folder) if engine == "postgresql" else keep_sqlite(folder)
    manifest = folder / "manifest.json"
    kept = json.loads(manifest.read_text()) if manifest.exists() else {}
    kept[engine] = found | {
        "sha256": hashlib.sha256((folder / FILES[engine]).read_bytes()).hexdigest()
    }
    manifest.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
