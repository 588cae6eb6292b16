"""How a section's rows are laid out: what shows, what is folded where, and what opens by itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from assessment.forms.section import FieldView
from assessment.views.folding import Fold, Layout, laid_out

NAMES = ("a1", "a2", "a3", "b1", "b2", "c1")


@dataclass(frozen=True)
class Line:
    """A row as far as the layout reads it; its group is its first letter."""

    code: str
    tone: str = ""
    grouped: bool = True
    fields: tuple[FieldView, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self,
            "fields",
            (
                FieldView(
                    name=self.code,
                    label=self.label,
                    kind="text",
                    side="none",
                    text="",
                    companion="",
                    state="",
                    started_from="",
                    tone=self.tone,
                ),
            ),
        )

    @property
    def label(self) -> str:
        return self.code.upper()

    @property
    def group(self) -> str:
        return self.code[0] if self.grouped else ""


def lay(first: Collection[str], here: Collection[str] = NAMES, **tones: str) -> Layout:
    rows = [Line(code, tones.get(code, "")) for code in NAMES]
    return laid_out(rows, first=frozenset(first), here=lambda code: code in here)


def shown(layout: Layout) -> dict[str, list[str]]:
    return {group.label: [row.code for row in group.rows] for group in layout.groups}


def folded(fold: Fold | None) -> list[str]:
    return [row.code for row in fold.rows] if fold else []


def test_a_group_of_which_some_shows_keeps_the_rest_at_its_end() -> None:
    layout = lay({"a1", "a3", "b1", "b2", "c1"})
    assert shown(layout) == {"a": ["a1", "a3"], "b": ["b1", "b2"], "c": ["c1"]}
    assert [folded(group.more) for group in layout.groups] == [["a2"], [], []]
    assert layout.rest is None
    assert layout.groups[0].more is not None
    assert layout.groups[0].more.names == ("A2",)


def test_groups_of_which_nothing_shows_are_folded_together_at_the_sections_end() -> None:
    layout = lay({"a1", "a2", "a3"})
    assert shown(layout) == {"a": ["a1", "a2", "a3"]}
    assert folded(layout.rest) == ["b1", "b2", "c1"]
    assert layout.rest is not None
    assert layout.rest.names == ("b", "c")
    assert [group.label for group in layout.rest.groups] == ["b", "c"]


def test_a_section_without_groups_is_folded_at_its_end() -> None:
    rows = [Line(code, grouped=False) for code in NAMES]
    layout = laid_out(rows, first=frozenset({"a1", "b2"}), here=lambda _code: True)
    assert shown(layout) == {"": ["a1", "b2"]}
    assert folded(layout.groups[0].more) == ["a2", "a3", "b1", "c1"]


def test_what_is_taken_in_another_position_stands_apart_whether_it_shows_first_or_not() -> None:
    layout = lay({"a1", "b1"}, here={"a1", "a2"})
    assert shown(layout) == {"a": ["a1"]}
    assert folded(layout.groups[0].more) == ["a2"]
    assert folded(layout.elsewhere) == ["a3", "b1", "b2", "c1"]


def test_every_row_stands_on_the_page_once() -> None:
    for first in ((), ("a1",), NAMES, ("b2", "c1")):
        for here in (NAMES, ("a1", "b1"), ()):
            layout = lay(first, here)
            every = [code for codes in shown(layout).values() for code in codes]
            every += [code for group in layout.groups for code in folded(group.more)]
            every += folded(layout.rest) + folded(layout.elsewhere)
            assert sorted(every) == sorted(NAMES)


def test_a_fold_is_open_when_something_in_it_has_to_be_seen() -> None:
    for tone in ("refused", "conflict", "question"):
        layout = lay({"a1"}, a2=tone)
        assert layout.groups[0].more is not None and layout.groups[0].more.open
        assert layout.rest is not None and not layout.rest.open
