"""A table out of the bytes of a CSV file, or the reasons why it cannot be read, with their places.

Nothing is guessed that could end in a wrong name: the text is UTF-8 or it is refused, and a row is
counted as a spreadsheet counts it, the headings being row 1.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patients.dates import readings_of
from patients.files.encodings import text_of
from patients.files.reasons import UnreadableFile, place
from patients.text import folded, tidy_line

MOST_BYTES = 2_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 40
LONGEST_CELL = 1_000
MOST_PLACES = 20
LONGEST_HEADING = 100
SEPARATORS = ",;\t"
# Control characters but for the tab and the end of a line, and halves of characters.
REFUSED = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff]")

Record = tuple[int, list[str]]


@dataclass(frozen=True)
class Row:
    """One row with its number in the file; `cells` are as they stand there, and may be too few."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Headings, no two alike, and the rows below them that hold anything.

    `text` is the file as text, from which `read_text` makes this table again.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    text: str


def read_file(content: bytes) -> Table:
    """The table in the bytes of a file. Raises `UnreadableFile`."""
    if len(content) > MOST_BYTES:
        raise UnreadableFile(too_large())
    return read_text(text_of(content))


def read_text(text: str) -> Table:
    """The table in a text. Raises `UnreadableFile`."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    # A line end takes two bytes when a browser sends the text back.
    if len(plain.encode("utf-8", "surrogatepass")) + plain.count("\n") > MOST_BYTES:
        raise UnreadableFile(too_large())
    if not plain.strip():
        raise UnreadableFile(_("The file is empty."))
    separator = _separator(plain)
    _refuse_characters(plain, separator)
    records = list(_records(plain, separator))
    headings = _headings(records)
    rows = [
        Row(number, tuple(_without_surplus(cells, len(headings))))
        for number, cells in records[1:]
        if any(cell.strip() for cell in cells)
    ]
    _refuse_amounts(headings, rows)
    return Table(headings, tuple(rows), plain)


def too_large() -> str:
    """Why a file is refused before it is read."""
    return _("The file is larger than 2 MB. Divide it, each part with its row of headings.")


def _separator(text: str) -> str:
    """What stands between the cells: that which gives the first rows the same number of cells."""

    def fits(separator: str) -> tuple[bool, int]:
        lengths = []
        try:
            for _number, cells in _records(text[: LONGEST_CELL * MOST_COLUMNS], separator, False):
                if any(cells):
                    lengths.append(len(cells))
                if len(lengths) == 2:
                    break
        except UnreadableFile:
            return False, 0
        return len(set(lengths)) == 1 and lengths[0] > 1, max(lengths, default=0)

    return max(SEPARATORS, key=fits)


def _records(text: str, separator: str, strict: bool = True) -> Iterator[Record]:
    """Each row with its number. Raises `UnreadableFile` where quotation marks do not match."""
    number = 0
    try:
        lines = io.StringIO(text, newline="")
        for cells in csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=strict):
            number += 1
            yield number, cells
    except csv.Error as error:
        if "limit" in str(error):
            reason = _(
                "Row %(row)d: a cell is far too long. Perhaps it begins with a quotation mark that "
                "nothing ends."
            )
        else:
            reason = _(
                "Row %(row)d: a cell begins with a quotation mark that does not end it. Write a "
                "quotation mark within a cell twice, and put one at the end of the cell."
            )
        raise UnreadableFile(reason % {"row": number + 1}) from None


def _refuse_characters(text: str, separator: str) -> None:
    """No text of ours holds a control character or half a character: the places are named."""
    if REFUSED.search(text) is None:
        return
    found = []
    headings: list[str] = []
    for number, cells in _records(text, separator, strict=False):
        headings = headings or cells
        for column, cell in enumerate(cells):
            if match := REFUSED.search(cell):
                found.append(
                    _("%(place)s: a character that cannot be stored (U+%(code)s). Delete it.")
                    % {"place": place(number, headings, column), "code": f"{ord(match[0]):04X}"}
                )
    raise UnreadableFile(*_first(found))


def _headings(records: Sequence[Record]) -> tuple[str, ...]:
    """The first row as headings. Raises `UnreadableFile` where it cannot be one."""
    cells = [tidy_line(cell.replace("\n", " ")) for cell in records[0][1]]
    while cells and not cells[-1] and not _holds_anything(records, len(cells) - 1):
        cells.pop()
    if not any(cells):
        raise UnreadableFile(
            _("Row 1 is empty. It has to hold the headings, such as Family name, Given name.")
        )
    if len(cells) > MOST_COLUMNS:
        raise UnreadableFile(
            _("Row 1 has %(columns)d columns; at most %(most)d can be read.")
            % {"columns": len(cells), "most": MOST_COLUMNS}
        )
    if problems := [*_unusable(cells), *_repeated(cells)]:
        raise UnreadableFile(*_first(problems))
    return tuple(cells)


def _unusable(headings: Sequence[str]) -> Iterator[str]:
    for number, heading in enumerate(headings, start=1):
        if not heading:
            yield _("Row 1, column %(column)d has no heading.") % {"column": number}
        elif len(heading) > LONGEST_HEADING:
            yield _("Row 1, column %(column)d: the heading is longer than %(most)d characters.") % {
                "column": number,
                "most": LONGEST_HEADING,
            }
        elif "@" in heading or heading.isdigit() or readings_of(heading):
            yield _(
                "Row 1, column %(column)d holds “%(text)s”, which is no heading. "
                "Put a row of headings above the first patient."
            ) % {"column": number, "text": heading}


def _repeated(headings: Sequence[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for number, heading in enumerate(headings, start=1):
        first = seen.setdefault(folded(heading), number)
        if heading and first != number:
            yield _(
                "Row 1: columns %(one)d and %(other)d are both headed “%(heading)s”. "
                "Give each a heading of its own."
            ) % {"one": first, "other": number, "heading": heading}


def _refuse_amounts(headings: Sequence[str], rows: Sequence[Row]) -> None:
    if not rows:
        raise UnreadableFile(_("There is no row below the headings."))
    if len(rows) > MOST_ROWS:
        raise UnreadableFile(
            ngettext(
                "The file has %(rows)d row; at most %(most)d can be imported at once.",
                "The file has %(rows)d rows; at most %(most)d can be imported at once. "
                "Divide it, each part with its row of headings.",
                len(rows),
            )
            % {"rows": len(rows), "most": MOST_ROWS}
        )
    long = [
        _("%(place)s: %(length)d characters; a cell holds at most %(most)d.")
        % {
            "place": place(row.number, headings, column),
            "length": len(cell),
            "most": LONGEST_CELL,
        }
        for row in rows
        for column, cell in enumerate(row.cells)
        if len(cell) > LONGEST_CELL
    ]
    if long:
        raise UnreadableFile(*_first(long))


def _holds_anything(records: Sequence[Record], column: int) -> bool:
    return any(len(cells) > column and cells[column].strip() for _number, cells in records)


def _without_surplus(cells: Sequence[str], columns: int) -> Sequence[str]:
    """Without the empty cells that a spreadsheet writes beyond the last heading."""
    kept = list(cells)
    while len(kept) > columns and not kept[-1].strip():
        kept.pop()
    return kept


def _first(reasons: Sequence[str]) -> list[str]:
    more = len(reasons) - MOST_PLACES
    if more <= 0:
        return list(reasons)
    return [
        *reasons[:MOST_PLACES],
        ngettext("And %d further place.", "And %d further places.", more) % more,
    ]
