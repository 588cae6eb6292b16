"""The red-flag screen as a record keeps it: what each rule came to, in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ScreenRule:
    """What one red-flag rule came to, in words, with its version as it was then.

    `because` is what made it fire, `missing` what was not assessed and could still change it.
    `done` are lines on what was done about it, or why nothing was; `seen` says that somebody took
    note of it, `settled` that somebody acted on it or said why not. A rule that did not fire has
    its code, version and state alone.
    """

    rule: str
    version: int
    state: str
    name: str = ""
    level: str = ""
    level_name: str = ""
    action: str = ""
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    source: str = ""
    provisional: bool = False
    done: tuple[str, ...] = ()
    seen: bool = False
    settled: bool = False


@dataclass(frozen=True, kw_only=True)
class EarlierFlag:
    """A rule that fired at an earlier visit and stays open until somebody resolves it.

    `since` is that visit's date (ISO) and `visit` its id, which records of earlier releases lack;
    `resolved` says why it is no longer open.
    """

    rule: str
    name: str
    level: str
    level_name: str
    since: str
    because: tuple[str, ...] = ()
    resolved: str = ""
    visit: str = ""


@dataclass(frozen=True, kw_only=True)
class Screen:
    """What the red-flag screen came to, in words; restricted items take no part.

    `lines` are decision rules and scores, `inputs` what the rules read, by code. What was signed
    before rules were worked out has neither, and no rules. `opened` are the sections that were
    opened although a rule had stopped them.
    """

    status: str
    text: str
    answered_yes: tuple[str, ...] = ()
    not_assessed: tuple[str, ...] = ()
    answered_no: int = 0
    asked: int = 0
    rules: tuple[ScreenRule, ...] = ()
    lines: tuple[str, ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()
    earlier: tuple[EarlierFlag, ...] = ()
    opened: tuple[str, ...] = ()

    @property
    def fired(self) -> tuple[ScreenRule, ...]:
        """The rules that fired, the most urgent first."""
        return tuple(one for one in self.rules if one.level)

    @property
    def open_earlier(self) -> tuple[EarlierFlag, ...]:
        """What an earlier visit found and nobody has resolved."""
        return tuple(one for one in self.earlier if not one.resolved)
