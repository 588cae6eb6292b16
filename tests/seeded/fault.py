"""What a seeded fault is: a sentence, what it does to the sources, and who notices."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A change of one file, by its path from the root: `old`, found there once, becomes `new`."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A mistake behind a trap ("T6"). Each of the `red` tests fails while it is in.

    A test is named by its node id; without brackets it stands for all its cases, of which one has
    to fail.
    """

    trap: str
    says: str
    edits: tuple[Edit, ...]
    red: tuple[str, ...]
