"""How a worked example is written down: a number, what it says, what was found and expected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Example = Callable[[], tuple[object, object]]
"""Works the example out and gives what was found and what the table expects, in this order."""


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    number: int
    says: str
    example: Example

    def __str__(self) -> str:
        return f"row {self.number}: {self.says}"


@dataclass
class Table:
    """The rows of one part of the table."""

    rows: list[Row] = field(default_factory=list)

    def row(self, number: int, says: str) -> Callable[[Example], Example]:
        """Puts an example into the table under its number."""

        def kept(example: Example) -> Example:
            self.rows.append(Row(number, says, example))
            return example

        return kept
