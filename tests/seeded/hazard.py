"""What a hazard is: how it harms, what stands against it, and how a test shows that it does."""

from __future__ import annotations

from dataclasses import dataclass

from tests.seeded.fault import Edit


@dataclass(frozen=True, kw_only=True)
class Control:
    """What stands against a hazard. Each of the tests turns red while `broken` breaks it.

    A test is named by its node id; without brackets it stands for all its cases.
    """

    code: str
    says: str
    how_broken: str
    broken: tuple[Edit, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Hazard:
    """A way in which the app could harm somebody."""

    code: str
    name: str
    cause: str
    harm: str
    controls: tuple[Control, ...]
