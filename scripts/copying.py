"""A copy of the tree to try changes in, without what belongs to the checkout alone."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_COPIED = (".git", ".venv", "var", "releases", "__pycache__", ".*_cache", ".hypothesis")


def copy_of_the_tree(place: Path) -> Path:
    """Copies it to a place that must not be there yet."""
    shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
    return place
