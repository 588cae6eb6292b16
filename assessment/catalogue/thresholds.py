"""The file in which an installation decides figures for itself (docs/operations.md).

Read once when Vastus starts. Everything that is wrong with it is said at once, with the number of
the entry, and nothing of it is used.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from assessment.catalogue.checking import citation_lacks
from assessment.catalogue.figures import entries
from assessment.catalogue.own_figures import Decision, Entry, overridable
from assessment.catalogue.types import Constant, Reviewed, Score, Section, Source

LEVELS = {90: 90, 95: 95, "none": None}
ALWAYS = ("measure", "figure", "decided_by", "decided_on", "reason")
WITH_A_FIGURE = ("source", "population")
KEYS = (*ALWAYS, *WITH_A_FIGURE, "amount", "level", "relative", "remove")


class ThresholdsUnusable(ValueError):
    """The file cannot be used; `problems` say why, each in a sentence."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


def read(
    path: Path, sections: Iterable[Section], constants: Iterable[Constant]
) -> tuple[Decision, ...]:
    """What the file decides about these sections and constants; raises `ThresholdsUnusable`."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ThresholdsUnusable(
            [f"The file {path} cannot be read ({type(error).__name__})."]
        ) from error
    return parse(text, sections, constants)


def parse(
    text: str, sections: Iterable[Section], constants: Iterable[Constant]
) -> tuple[Decision, ...]:
    """What the text of such a file decides; raises `ThresholdsUnusable`."""
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ThresholdsUnusable([f"The file is not TOML: {error}."]) from error
    listed = data.get("figure")
    if set(data) != {"figure"} or not isinstance(listed, list) or not _tables(listed):
        raise ThresholdsUnusable(["The file holds entries under [[figure]] and nothing else."])
    known: dict[str, Entry | Constant] = {
        one.code: one for section in sections for one in entries(section)
    }
    known |= {one.code: one for one in constants}
    problems: list[str] = []
    found: list[Decision] = []
    for number, entry in enumerate(listed, 1):
        said = _Entry(number, entry, known)
        problems += said.problems
        if not said.problems:
            found.append(said.decision())
    problems += _decided_twice(found) + _bands_out_of_order(found, known)
    if problems:
        raise ThresholdsUnusable(problems)
    return tuple(found)


def _tables(listed: Iterable[object]) -> bool:
    return all(isinstance(one, dict) for one in listed)


class _Entry:
    """One entry as it is read: what it says, and what is wrong with it."""

    def __init__(
        self, number: int, data: Mapping[str, Any], known: Mapping[str, Entry | Constant]
    ) -> None:
        self.data = data
        self.name = f"Entry {number}"
        self.about = known.get(str(data.get("measure", "")))
        self.remove = data.get("remove") is True
        self.amount = _decimal(data.get("amount"))
        self.problems = [f"{self.name}: {one}" for one in self._problems()]

    def decision(self) -> Decision:
        """What it decides; only of an entry without problems."""
        data = self.data
        key = f"own-{data['measure']}-{data['figure']}"
        source = Source(key=key, citation=data.get("source", ""), reviewed=Reviewed.CUSTOM)
        return Decision(
            measure=data["measure"],
            figure=data["figure"],
            amount=None if self.remove else self.amount,
            source=source,
            population=data.get("population", ""),
            decided_by=data["decided_by"],
            decided_on=data["decided_on"].isoformat(),
            reason=data["reason"],
            level=LEVELS[data.get("level", "none")],
            relative=data.get("relative"),
        )

    def _problems(self) -> Iterable[str]:
        unknown = sorted(set(self.data) - set(KEYS))
        if unknown:
            yield f"“{unknown[0]}” is no key. There are: {', '.join(KEYS)}."
        for key in ALWAYS if self.remove else (*ALWAYS, *WITH_A_FIGURE):
            yield from self._missing(key)
        yield from self._about()
        yield from self._size()

    def _missing(self, key: str) -> Iterable[str]:
        value = self.data.get(key)
        if key == "decided_on":
            if type(value) is not datetime.date:
                yield "“decided_on” is missing or no date. Write it as 2026-11-20, without quotes."
        elif not isinstance(value, str) or not value.strip():
            yield f"“{key}” is missing."
        elif key == "source" and (lacks := citation_lacks(value)):
            yield f"the source lacks {lacks}: “{value}”."

    def _about(self) -> Iterable[str]:
        measure, figure = self.data.get("measure"), self.data.get("figure")
        if not (isinstance(measure, str) and measure and isinstance(figure, str) and figure):
            return
        if self.about is None:
            yield f"the catalogue has no measure “{measure}”."
            return
        codes = overridable(self.about)
        if figure not in codes:
            has = f"It has: {', '.join(codes)}." if codes else "It has none that may be decided."
            yield f"“{measure}” has no figure “{figure}”. {has}"

    def _size(self) -> Iterable[str]:
        figure = str(self.data.get("figure", ""))
        if self.remove:
            if "amount" in self.data:
                yield "it has an “amount” and is to “remove” the figure. Say one of the two."
            if figure.startswith("band:"):
                yield (
                    "a band can be given another end, not removed: scores would be named wrongly."
                )
            return
        if self.data.get("remove", False) is not False:
            yield "“remove” is true or left out."
        if self.amount is None:
            yield "“amount” is missing or no number. Write it in the measure's own unit."
        elif self.amount < 0 or (self.amount == 0 and not figure.startswith("band:")):
            yield f"the amount {self.amount} is not above 0."
        elif figure.startswith("band:") and self.amount != int(self.amount):
            yield f"the amount {self.amount} is no whole number of points."
        if figure.startswith("error"):
            level = self.data.get("level")
            if not isinstance(level, (int, str)) or level not in LEVELS:
                yield '“level” is 90, 95 or "none" (where the source does not say).'
            if not isinstance(self.data.get("relative", False), bool):
                yield "“relative” is true (per cent of the mean of both values) or false."
        elif {"level", "relative"} & set(self.data):
            yield "“level” and “relative” belong to a measurement error."


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _decided_twice(found: Iterable[Decision]) -> list[str]:
    seen: set[tuple[str, str]] = set()
    problems = []
    for one in found:
        if (one.measure, one.figure) in seen:
            problems.append(f"The figure “{one.figure}” of “{one.measure}” is decided twice.")
        seen.add((one.measure, one.figure))
    return problems


def _bands_out_of_order(
    found: Iterable[Decision], known: Mapping[str, Entry | Constant]
) -> list[str]:
    """Scores whose bands no longer rise to the highest score there is."""
    own = {(one.measure, one.figure): one.amount for one in found if one.amount is not None}
    problems = []
    for code in {measure for measure, figure in own if figure.startswith("band:")}:
        score = known[code]
        if not isinstance(score, Score):
            continue
        ends = [own.get((code, f"band:{one.label}"), Decimal(one.high)) for one in score.bands]
        if ends != sorted(set(ends)) or ends[-1] != score.highest:
            said = ", ".join(str(one) for one in ends)
            problems.append(
                f"The bands of “{code}” would end at {said}: they have to rise to "
                f"{score.highest}, the highest score."
            )
    return problems
