"""How the charting page is laid out for the person who reads it; never what it says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from assessment.forms.section import FieldView
from clinics.models import User

Thing = TypeVar("Thing")
LEFT = "left"
METRIC = frozenset({"mm", "cm", "m"})


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Which side stands first, and the units (by label) that a blank field offers first."""

    left_first: bool = False
    units: frozenset[str] = frozenset()

    @classmethod
    def of(cls, user: User) -> Reader:
        """As the person has set it."""
        return cls(left_first=user.first_side == LEFT, units=user.typed_units)

    def in_order(self, right_first: tuple[Thing, ...]) -> tuple[Thing, ...]:
        """What stands right first, in this person's order."""
        return right_first[::-1] if self.left_first else right_first

    def offering(self, view: FieldView) -> FieldView:
        """A blank field with this person's unit chosen; what is charted keeps its own.

        Centimetres are chosen over inches. A measure in millimetres or metres keeps them: its
        figure in centimetres would still look right, ten or a hundred times too large.
        """
        if view.state or view.companion:
            return view
        offered = [code for code, _label in view.units]
        mine = next((code for code in offered if code in self.units), "")
        return view if {mine, *offered[:1]} <= METRIC else replace(view, companion=mine)


ANYBODY = Reader()
