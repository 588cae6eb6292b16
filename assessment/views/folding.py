"""How a section's rows are laid out: what shows first in its groups, the rest folded below.

Everything stands in the one form, so that what is folded is posted as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from django.utils.translation import ngettext

from assessment.forms.section import FieldView


class Foldable(Protocol):
    """What the layout reads of a row."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def fields(self) -> tuple[FieldView, ...]: ...


@dataclass(frozen=True, kw_only=True)
class Fold:
    """Rows that are one action away, under their groups where there are several."""

    groups: tuple[Group, ...]
    elsewhere: bool = False

    @property
    def rows(self) -> tuple[Foldable, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def code(self) -> str:
        """Names the fold on the page: by its first row."""
        return self.rows[0].code

    @property
    def title(self) -> str:
        """How many measures are in it."""
        count = len(self.rows)
        if self.elsewhere:
            words = ngettext(
                "%(n)s measure in another position", "%(n)s measures in other positions", count
            )
        else:
            words = ngettext("%(n)s more measure", "%(n)s more measures", count)
        return words % {"n": count}

    @property
    def names(self) -> tuple[str, ...]:
        """What is in it: its groups where it has several, else its measures."""
        groups = tuple(dict.fromkeys(one.label for one in self.groups if one.label))
        return groups or tuple(row.label for row in self.rows)

    @property
    def open(self) -> bool:
        """Whether something in it has to be seen: refused, asked about, or in conflict."""
        return any(field.tone for row in self.rows for field in row.fields)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rows under one heading, with the rest of that group folded at its end."""

    label: str
    rows: tuple[Foldable, ...]
    more: Fold | None = None
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A section as laid out.

    `rest` holds the groups of which nothing shows first, `elsewhere` what is taken in another
    position of the patient than the one the page is about.
    """

    groups: tuple[Group, ...]
    rest: Fold | None
    elsewhere: Fold | None


def laid_out(
    rows: Sequence[Foldable],
    *,
    first: frozenset[str],
    here: Callable[[str], bool],
    hints: Mapping[str, str] | None = None,
) -> Layout:
    """Lays out rows by code: `first` shows, `here` says whether a row is taken at this stop.

    With `hints` each group keeps its place, and one of which nothing shows says what opens it.
    """
    groups: list[Group] = []
    rest: list[Group] = []
    for label, members in _by_group([row for row in rows if here(row.code)]):
        shown = tuple(row for row in members if row.code in first)
        more = tuple(row for row in members if row.code not in first)
        if shown:
            folded = Fold(groups=(Group(label="", rows=more),)) if more else None
            groups.append(Group(label=label, rows=shown, more=folded))
        elif hints is not None:
            fold = Fold(groups=(Group(label="", rows=more),))
            groups.append(Group(label=label, rows=(), more=fold, hint=hints.get(label, "")))
        else:
            rest.append(Group(label=label, rows=more))
    elsewhere = tuple(
        Group(label=label, rows=members)
        for label, members in _by_group([row for row in rows if not here(row.code)])
    )
    return Layout(
        groups=tuple(groups),
        rest=Fold(groups=tuple(rest)) if rest else None,
        elsewhere=Fold(groups=elsewhere, elsewhere=True) if elsewhere else None,
    )


def _by_group(rows: Sequence[Foldable]) -> list[tuple[str, tuple[Foldable, ...]]]:
    return [(label, tuple(members)) for label, members in groupby(rows, key=lambda row: row.group)]
