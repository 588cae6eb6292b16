"""Fixed-font lines: wrapping, headings, columns. Knows nothing of assessments."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest

WIDTH = 100
LABEL = 16
GLUE = "\N{NO-BREAK SPACE}"


def wrapped(text: str, width: int = WIDTH, indent: int = 0, hanging: int = 0) -> list[str]:
    """The text in lines of at most `width`, its own line breaks kept, nothing cut off.

    A word longer than a line is broken, never dropped. Every line is indented, so that what
    somebody typed cannot pass for a heading of the note; lines after the first hang further in.
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines += textwrap.wrap(
            paragraph,
            width=width,
            initial_indent=" " * (indent if not lines else indent + hanging),
            subsequent_indent=" " * (indent + hanging),
            break_on_hyphens=False,
        ) or [""]
    return lines


def heading(text: str) -> list[str]:
    """A heading with a rule under it and an empty line before."""
    return ["", *wrapped(text), "-" * WIDTH]


def packed(pieces: Iterable[str], indent: int) -> list[str]:
    """Pieces between bars, a line broken between two of them where it can be."""
    glued = " | ".join(piece.replace(" ", GLUE) for piece in pieces if piece)
    return [line.replace(GLUE, " ") for line in wrapped(glued, indent=indent, hanging=2)]


def labelled(label: str, text: str, indent: int = 0) -> list[str]:
    """A label in its column, the text beside it; a long label stands on a line of its own."""
    column = LABEL + indent
    body = wrapped(text, WIDTH - column)
    head = wrapped(label, WIDTH - indent)
    if len(head) > 1 or len(label) >= LABEL:
        return [*(" " * indent + line for line in head), *(" " * column + one for one in body)]
    first, *rest = body
    return [
        f"{' ' * indent}{label:<{LABEL}}{first}".rstrip(),
        *(f"{' ' * column}{one}".rstrip() for one in rest),
    ]


def columns(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Cells beside each other, each wrapped to its width, one space between them."""
    stacks = [
        wrapped(cell, width) if cell else [] for cell, width in zip(cells, widths, strict=True)
    ]
    return [
        " ".join(f"{part:<{width}}" for part, width in zip(parts, widths, strict=True)).rstrip()
        for parts in zip_longest(*stacks, fillvalue="")
    ]
