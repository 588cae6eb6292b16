"""Three-valued logic that remembers what it rests on: yes, no, and not assessed, which is never no.

Kleene's logic. A truth carries the codes of what made it yes, and of what was not assessed and
could still change it, so that whoever is told a result can be told why.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Truth:
    """One answer: `True`, `False`, or `None` for not assessed.

    `because` are the codes that made it yes, `missing` those that were not assessed.
    """

    value: bool | None
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def yes(self) -> bool:
        return self.value is True

    @property
    def no(self) -> bool:
        return self.value is False

    @property
    def open(self) -> bool:
        """Not assessed: neither yes nor no."""
        return self.value is None


def known(value: bool | None, code: str) -> Truth:
    """The truth of one answer that has a code."""
    if value is None:
        return Truth(None, missing=(code,))
    return Truth(value, because=(code,) if value else ())


def any_of(*truths: Truth) -> Truth:
    """Yes if any is yes; else not assessed if any is; else no."""
    if any(one.yes for one in truths):
        return Truth(True, because=_because(truths))
    if any(one.open for one in truths):
        return Truth(None, missing=_missing(truths))
    return Truth(False)


def all_of(*truths: Truth) -> Truth:
    """No if any is no; else not assessed if any is; else yes."""
    if any(one.no for one in truths):
        return Truth(False)
    if any(one.open for one in truths):
        return Truth(None, missing=_missing(truths))
    return Truth(True, because=_because(truths))


def at_least(needed: int, *truths: Truth) -> Truth:
    """Whether so many are yes; not assessed while it depends on what was not assessed."""
    yes = sum(one.yes for one in truths)
    if yes >= needed:
        return Truth(True, because=_because(truths))
    if yes + sum(one.open for one in truths) >= needed:
        return Truth(None, missing=_missing(truths))
    return Truth(False)


def unless(truth: Truth) -> Truth:
    """Yes unless this is known: what would explain a finding does so only once it was assessed."""
    return Truth(not truth.yes)


def open_or_yes(truth: Truth) -> Truth:
    """A question that opens others counts as yes until it is answered with no."""
    return Truth(not truth.no, because=truth.because)


def opposite(truth: Truth) -> Truth:
    """Yes for no, no for yes; not assessed stays so."""
    return Truth(None if truth.value is None else not truth.value, missing=truth.missing)


def _because(truths: tuple[Truth, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for one in truths for code in one.because if one.yes))


def _missing(truths: tuple[Truth, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for one in truths for code in one.missing if one.open))
