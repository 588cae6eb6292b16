"""What stands in one field of a chart, and what is still asked about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from assessment import kinds
from assessment.catalogue.types import Section
from assessment.kinds.address import addresses
from assessment.models import Reading as ReadingRow
from assessment.models import SetupValue
from assessment.selectors.beyond import HeldBeyond
from assessment.selectors.values import default_value


@dataclass(frozen=True)
class Stored:
    """What stands in one field: its state as one line of text, by whom and when."""

    state: str = ""
    question: str = ""
    kept: bool = False
    version: int = 0
    by: str = ""
    at: datetime | None = None
    row: ReadingRow | SetupValue | None = None
    beyond: HeldBeyond | None = None

    @property
    def open_question(self) -> str:
        """A soft limit or a restriction that nobody has answered yet."""
        limit = "" if self.beyond is None or self.beyond.settled else self.beyond.question
        soft = "" if self.kept else self.question
        return " ".join(part for part in (limit, soft) if part)


NOTHING = Stored()


@cache
def prescribed(section: Section, separator: str) -> Mapping[str, Stored]:
    """What stands in the fields of a section's setups while nobody said otherwise."""
    return {
        one.name: Stored(
            state=kinds.of(one.about.kind).typed(
                one.about, default_value(one.setup_field), decimal_separator=separator
            )
        )
        for one in addresses(section)
        if one.setup_field is not None and one.setup_field.default
    }
