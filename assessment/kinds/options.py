"""Answers picked from a list: ordered grades, yes / no / not assessed, and unordered choices."""

from __future__ import annotations

from collections.abc import Mapping

from assessment.catalogue.types import Measure, SetupField
from assessment.kinds.base import Refused, Value, quoted

_DASHES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})


class _Picked:
    """What the three kinds share: one option of the measure, by its code or its label."""

    trendable = False

    def parse(
        self,
        about: Measure | SetupField,
        typed: str,
        *,
        unit: str = "",
        decimal_separator: str = ".",
        setup: Mapping[str, str] | None = None,
    ) -> Value:
        """The option meant by its code or label, upper or lower case alike; raises `Refused`."""
        said = _plain(typed)
        for one in about.options:
            if said in (_plain(one.code), _plain(one.label)):
                return Value(choice=one.code)
        labels = ", ".join(one.label for one in about.options)
        what = f"{quoted(typed)} is not one of the answers." if said else "Nothing was chosen."
        raise Refused(f"{what} Choose one of: {labels}.")

    def typed(
        self, about: Measure | SetupField, value: Value, *, decimal_separator: str = "."
    ) -> str:
        """The option's code, which is what the field offers."""
        return value.choice

    def text(
        self, about: Measure | SetupField, value: Value, *, decimal_separator: str = "."
    ) -> str:
        """The option's label; the code itself for one that is offered no longer."""
        labels = {one.code: one.label for one in about.options}
        return labels.get(value.choice, value.choice)


class Grade(_Picked):
    """One step of an ordered scale. It has a rank and no number: never averaged or divided."""


class Choice(_Picked):
    """One of several answers without an order."""


class Answer(_Picked):
    """Yes, no, or not assessed, which is never read as no."""


def ordinal(about: Measure | SetupField, choice: str) -> int | None:
    """The rank of a grade; `None` for a choice without order or an option no longer offered."""
    return next((one.ordinal for one in about.options if one.code == choice), None)


def _plain(text: str) -> str:
    return " ".join(text.translate(_DASHES).casefold().split())
