"""The text in a file's bytes: UTF-8, with or without its mark. Everything else is refused by name.

A file in another encoding can be read as text in many ways, of which all but one give wrong names.
"""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _

from patients.files.reasons import UnreadableFile, place

# The longer mark first: UTF-32 begins like UTF-16.
MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
OTHER_FILES = {
    b"PK\x03\x04": "Excel or ZIP",
    b"\xd0\xcf\x11\xe0": "Excel 97",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "gzip",
    b"{\\rtf": "RTF",
    b"SQLite format 3\x00": "SQLite",
}
UTF8_MARK = "\ufeff"


def text_of(content: bytes) -> str:
    """The text of a file. Raises `UnreadableFile` saying what the file is and how to save it."""
    if not content:
        raise UnreadableFile(_("The file is empty."))
    for mark, name in MARKS.items():
        if content.startswith(mark):
            raise UnreadableFile(
                _("The file is text in %(encoding)s.") % {"encoding": name} + " " + _how_to_save()
            )
    for start, name in OTHER_FILES.items():
        if content.startswith(start):
            raise UnreadableFile(
                _("This is a file of another kind (%(kind)s), not CSV.") % {"kind": name}
                + " "
                + _how_to_save()
            )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableFile(_undecodable(content)) from None
    # Every second byte of plain text in UTF-16 is NUL.
    if text.count("\0") * 5 > len(text):
        raise UnreadableFile(
            _("The file is not text in UTF-8: much of it is NUL, as in UTF-16 or a program's file.")
            + " "
            + _how_to_save()
        )
    return text.removeprefix(UTF8_MARK)


def _undecodable(content: bytes) -> str:
    """Where the first bytes stand that are no UTF-8, and what they mean."""
    where, halves = _first_place(content)
    if halves:
        return _(
            "%(place)s holds half of a character, which cannot be stored. Delete it, or type the "
            "text again."
        ) % {"place": where}
    return (
        _("%(place)s is not UTF-8; the file was perhaps saved as Windows-1252 or Latin-1.")
        % {"place": where}
        + " "
        + _how_to_save()
    )


def _first_place(content: bytes) -> tuple[str, bool]:
    try:
        text, halves = content.decode("utf-8", "surrogatepass"), True
    except UnicodeDecodeError:
        text, halves = content.decode("utf-8", "surrogateescape"), False
    text = text.removeprefix(UTF8_MARK).replace("\r\n", "\n").replace("\r", "\n")
    separator = max(",;\t", key=text.partition("\n")[0].count)
    headings: list[str] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=separator), 1):
            headings = headings or cells
            for column, cell in enumerate(cells):
                if any("\ud800" <= character <= "\udfff" for character in cell):
                    return place(number, headings, column), halves
    except csv.Error:
        pass
    line = text[: next(i for i, c in enumerate(text) if "\ud800" <= c <= "\udfff")].count("\n")
    return _("Row %(row)d") % {"row": line + 1}, halves


def _how_to_save() -> str:
    return _(
        "Save it from your spreadsheet as “CSV UTF-8”; in LibreOffice choose the character set "
        "“Unicode (UTF-8)”."
    )
