"""Whether somebody qualified has reviewed the measures and thresholds, and which.

`review.toml` beside this file stands for their signature (docs/content-review.md). There is none
until somebody gives it. It holds for one version of the catalogue only, and never for figures that
an installation decided for itself. Read once.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessment import catalogue
from assessment.catalogue.units import day_in_words

FILE = Path(__file__).parent / "review.toml"
ALL = "all"
GLOSSARY = "glossary"
NOT_YET = "not yet reviewed by a clinician"

WORDS = ("reviewer", "credentials", "catalogue_version")
KEYS = (*WORDS, "reviewed_on", "scope", "remarks")


class ReviewUnusable(ValueError):
    """The review file cannot be read; `problems` say why, each in a sentence."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


@dataclass(frozen=True, kw_only=True)
class ContentReview:
    """One review: by whom, when, of which version, and of which sections ("all", or codes)."""

    reviewer: str
    credentials: str
    reviewed_on: datetime.date
    catalogue_version: str
    scope: tuple[str, ...] = (ALL,)
    remarks: str = ""

    @property
    def signed(self) -> str:
        """Who reviewed it, and when."""
        return f"{self.reviewer}, {self.credentials}, on {day_in_words(self.reviewed_on)}"

    def covers(self, section: str) -> bool:
        """Whether it holds for this section of the catalogue in force (or the glossary)."""
        return self.of_this_version and (ALL in self.scope or section in self.scope)

    @property
    def of_this_version(self) -> bool:
        """Whether it is a review of the catalogue in force."""
        return self.catalogue_version == catalogue.CATALOGUE_VERSION


def read(path: Path) -> ContentReview | None:
    """The review in a file, none where there is no file; raises `ReviewUnusable`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ReviewUnusable(
            [f"The file {path} cannot be read ({type(error).__name__})."]
        ) from error
    return parse(text)


def parse(text: str) -> ContentReview:
    """The review that the text of such a file says; raises `ReviewUnusable`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReviewUnusable([f"The review file is not TOML: {error}."]) from error
    problems = list(_problems(data))
    if problems:
        raise ReviewUnusable(problems)
    scope = data["scope"]
    return ContentReview(
        reviewer=data["reviewer"].strip(),
        credentials=data["credentials"].strip(),
        reviewed_on=data["reviewed_on"],
        catalogue_version=data["catalogue_version"],
        scope=(ALL,) if scope == ALL else tuple(scope),
        remarks=data.get("remarks", "").strip(),
    )


def _problems(data: dict[str, Any]) -> Iterator[str]:
    for key in sorted(set(data) - set(KEYS)):
        yield f"“{key}” is no key of a review. There are: {', '.join(KEYS)}."
    for key in WORDS:
        if not isinstance(data.get(key), str) or not data[key].strip():
            yield f"“{key}” is missing: put it in quotes."
    if type(data.get("reviewed_on")) is not datetime.date:
        yield "“reviewed_on” is missing or no date. Write it as 2027-03-02, without quotes."
    if not isinstance(data.get("remarks", ""), str):
        yield "“remarks” is no text."
    yield from _scope_problems(data.get("scope"))


def _scope_problems(scope: object) -> Iterator[str]:
    if scope == ALL:
        return
    known = [*(one.code for one in catalogue.SECTIONS), GLOSSARY]
    if not isinstance(scope, list) or not scope:
        yield '“scope” is missing: "all", or a list of sections.'
        return
    for one in scope:
        if one not in known:
            yield f"“{one}” is no section. There are: {', '.join(known)}."


_current = None
_read = False


def in_force() -> ContentReview | None:
    """The review as it was read at the start; none where nobody gave one or it cannot be used."""
    global _current, _read
    if not _read:
        try:
            _current = read(FILE)
        except ReviewUnusable:
            # The system check says why, and Vastus does not start.
            _current = None
        _read = True
    return _current


@contextmanager
def reviewed(review: ContentReview | None) -> Iterator[None]:
    """For as long as the block runs, this review is in force (for tests)."""
    global _current, _read
    before = (_current, _read)
    _current, _read = review, True
    try:
        yield
    finally:
        _current, _read = before


def state() -> str:
    """How far measures and thresholds are reviewed, in a sentence or two."""
    review = in_force()
    said = _state(review)
    if catalogue.decided_here() and review is not None and review.of_this_version:
        return f"{said} Figures that this installation decided itself are not part of the review."
    return said


def _state(review: ContentReview | None) -> str:
    what = "Measures and thresholds are"
    if review is None:
        return f"{what} {NOT_YET}."
    if not review.of_this_version:
        return (
            f"{what} {NOT_YET} in version {catalogue.CATALOGUE_VERSION}: the review by "
            f"{review.signed}, is of version {review.catalogue_version}."
        )
    version = f"version {review.catalogue_version}"
    if ALL in review.scope:
        return f"Measures and thresholds ({version}) were reviewed by {review.signed}."
    labels = {one.code: one.label for one in catalogue.SECTIONS} | {GLOSSARY: "Glossary"}
    named = ", ".join(labels[one] for one in labels if one in review.scope)
    return (
        f"Of measures and thresholds ({version}) these were reviewed by {review.signed}: {named}. "
        f"All others are {NOT_YET}."
    )


def words_state() -> str:
    """How far the words of the glossary are reviewed."""
    review = in_force()
    if review is not None and review.covers(GLOSSARY):
        return f"They were reviewed by {review.signed}."
    return f"They are {NOT_YET}."


def section_state(section: str) -> str:
    """How far one section is reviewed, in a few words."""
    review = in_force()
    if review is not None and review.covers(section):
        return f"reviewed by {review.signed}"
    return NOT_YET
