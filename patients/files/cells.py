"""One cell of a file that spreadsheets open: what would run as a formula is written harmlessly.

A spreadsheet takes a cell that begins with one of `FORMULA_STARTS` for a formula. It is written
with an apostrophe before it, and read back without; the two are exact inverses, so that a list
taken out and read in again is the same.
"""

from __future__ import annotations

import re

# The last four are their wide forms, which spreadsheets for East Asian languages read alike.
FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
_RUNS = re.compile(rf"'*[{re.escape(FORMULA_STARTS)}]")
_WRITTEN = re.compile(rf"'+[{re.escape(FORMULA_STARTS)}]")


def harmless(value: str) -> str:
    """The value as it is written: with an apostrophe where a spreadsheet would run it."""
    return f"'{value}" if _RUNS.match(value) else value


def taken_back(cell: str) -> str:
    """The value that `harmless` wrote as `cell`."""
    return cell[1:] if _WRITTEN.match(cell) else cell


def runs_as_formula(cell: str) -> bool:
    """Whether a spreadsheet would run the cell as it stands in the file."""
    return cell[:1] in FORMULA_STARTS if cell else False
