"""Why a file cannot be read, and how a place in it is named."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _


class UnreadableFile(ValueError):
    """Nothing of a file can be used before it is mended; `reasons` are for people."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("unreadable file")
        self.reasons = reasons


def place(row: int, headings: Sequence[str], column: int) -> str:
    """Where a cell stands, as its spreadsheet shows it: "Row 7, column “Telephone”"."""
    if row > 1 and column < len(headings) and headings[column].strip():
        return _("Row %(row)d, column “%(heading)s”") % {
            "row": row,
            "heading": headings[column].strip()[:40],
        }
    return _("Row %(row)d, column %(column)d") % {"row": row, "column": column + 1}
