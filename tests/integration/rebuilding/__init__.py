"""The migrations of assessment, and after them one that rebuilds two locked tables."""

from __future__ import annotations

from pathlib import Path

import assessment.migrations

OURS = Path(str(assessment.migrations.__file__)).parent
LATEST = max(path.stem for path in OURS.glob("[0-9]*.py"))

__path__ = [*__path__, str(OURS)]
