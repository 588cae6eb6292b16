#!/usr/bin/env python3
"""Names what the tests need and this machine lacks, each with the line that installs it."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

from tests.chromium import chromium


def missing_parts() -> list[str]:
    """One sentence for each missing part."""
    sentences = []
    if chromium() is None:
        sentences.append(
            "Chromium, for the browser tests: apt-get install -y chromium-headless-shell "
            "(or set CHROMIUM to its path)"
        )
    playwright = importlib.util.find_spec("playwright")
    if playwright is None or not playwright.origin:
        sentences.append("The Python environment: make env")
    else:
        node = Path(playwright.origin).parent / "driver" / "node"
        started = subprocess.run([str(node), "--version"], check=False, capture_output=True)
        if started.returncode:
            sentences.append(
                "A library of playwright's driver: apt-get install -y libatomic1\n"
                f"    ({started.stderr.decode(errors='replace').strip()[:200]})"
            )
    return sentences


if __name__ == "__main__":
    parts = missing_parts()
    for sentence in parts:
        print(f"Missing: {sentence}", file=sys.stderr)
    sys.exit(1 if parts else 0)
