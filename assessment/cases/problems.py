"""What is wrong with a case file: where in the file, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_SHOWN = 50
LONGEST_NAME = 40


@dataclass(frozen=True)
class Problem:
    """One thing wrong; `path` is where it stands (`visits[1].findings[3].unit`)."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class CaseRefused(Exception):
    """The file is not taken; nothing of it was stored."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        shown = [str(one) for one in problems[:MOST_SHOWN]]
        if len(problems) > MOST_SHOWN:
            shown.append(f"and {len(problems) - MOST_SHOWN} more")
        super().__init__("\n".join(shown))
        self.problems = tuple(problems)


def refused(path: str, message: str) -> CaseRefused:
    """A refusal for one problem."""
    return CaseRefused([Problem(path, message)])


def below(path: str, key: str) -> str:
    """The path of an entry of an object; a hostile name is shown as what it is made of."""
    name = printable(key)
    return f"{path}.{name}" if path else name


def at(path: str, index: int) -> str:
    """The path of an element of a list."""
    return f"{path}[{index}]"


def printable(text: str) -> str:
    """Text of a file, safe to show at a terminal: short, nothing that cannot be seen."""
    short = text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in short
    )
