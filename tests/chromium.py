"""Which Chromium the browser tests drive."""

from __future__ import annotations

import os
import shutil

# The same engine; the first has no window of its own and is the lighter one.
COMMANDS = ("chromium-headless-shell", "chromium")


def chromium() -> str | None:
    """The path in CHROMIUM, else the first command that is installed, else None."""
    found = (path for command in COMMANDS if (path := shutil.which(command)))
    return os.environ.get("CHROMIUM") or next(found, None)
