"""Two hundred broken CSV files, made by code from a fixed seed: sound rows with one thing wrong.

Each says which place or which reason its refusal has to name.
"""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.integration.patients.files import HEADINGS, invented, sheet

SEED = 20261123
COLUMNS = HEADINGS.split(",")
Making = Callable[[random.Random], Iterator["BrokenFile"]]


@dataclass(frozen=True)
class BrokenFile:
    """A file, and the words by which the page has to say what is wrong with it and where."""

    kind: str
    content: bytes
    named: tuple[str, ...]


def broken_files() -> list[BrokenFile]:
    """All of them, the same at each call."""
    rng = random.Random(SEED)
    return [one for making in MAKINGS for one in making(rng)]


def sound_rows(rng: random.Random, most: int = 12) -> list[list[str]]:
    """Cells of rows that nothing speaks against."""
    first = rng.randrange(1000)
    count = rng.randint(3, most)
    return [invented(first + number).split(",") for number in range(count)]


def _written(rows: list[list[str]], headings: str = HEADINGS) -> bytes:
    return sheet(*[",".join(cells) for cells in rows], headings=headings)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _one_cell(rng: random.Random, kind: str, column: str, text: str) -> BrokenFile:
    """Sound rows of which one cell says `text`."""
    rows = sound_rows(rng)
    at = rng.randrange(len(rows))
    rows[at][COLUMNS.index(column)] = _quoted(text)
    return BrokenFile(kind, _written(rows), (f"Row {at + 2} {column}",))


def _cells(kind: str, column: str, texts: tuple[str, ...]) -> Making:
    def making(rng: random.Random) -> Iterator[BrokenFile]:
        for text in texts:
            yield _one_cell(rng, kind, column, text)

    return making


DATES = (
    *("soon", "2001-02-30", "30 Feb 2001", "11/03/2002", "3.11.2002", "2099-01-01", "1802-01-01"),
    *("37326", "02-03-11", "11 Foo 2002", "2002-13-01", "0000-00-00", "2002-03", "11/3/02"),
    *("2002-03-11T00:00", "99/99/9999", "٢٠٠٢-٠٣-١١", "2002-03-11 2002-03-12"),
)
SEXES = ("left", "right", "both", "1", "yes", "female male", "Left knee", "?", "=F", "fm", "n/a")
NUMBERS = ("#17", "10;442", "-5", "１２", "1" * 21, "1\u200b2", "=17", "a_b", "10442!", "' OR 1=1")
NAMES = (
    *(
        "",
        "=cmd|' /C calc'!A0",
        "+Plus",
        "-Minus",
        "@SUM(1)",
        "＝Wide",
        "Ort\u202eiz",
        "Or\u200btiz",
    ),
    *("x" * 101, "Ortiz\nBeatriz", "\ufeffOrtiz", "Ort\u2028iz", "Or\u00adtiz", "Ort\ue000iz"),
)
PHONES = ("call me", "12", "+", "=1+1", "-5555555", "@home", "020 7946 0018" * 4, "+44-", "+alt")
EMAILS = ("at home", "a@", "@b.org", "x@y", "=a@b.org", "a b@c.org", "x" * 250 + "@b.org", "a@b..c")
ADDRESSES = ("x" * 501, "1 Hill\u202eSt", "=HYPERLINK(1)", "@1 Hill St", "-1 Hill St", "\u2067x")


def _ragged(rng: random.Random) -> Iterator[BrokenFile]:
    for missing in (1, 2, 5, 7, -1, -2, -7, -30):
        rows = sound_rows(rng)
        at = rng.randrange(len(rows))
        rows[at] = rows[at][:-missing] if missing > 0 else rows[at] + ["surplus"] * -missing
        last = COLUMNS[min(len(rows[at]), len(COLUMNS)) - 1]
        said = f"The row has {len(rows[at])} cells and there are 8 headings."
        yield BrokenFile("ragged", _written(rows), (f"Row {at + 2} {last}", said))


def _several(rng: random.Random) -> Iterator[BrokenFile]:
    faults = (("Birth date", DATES), ("Sex", SEXES), ("Telephone", PHONES), ("Email", EMAILS))
    for _file in range(10):
        rows = sound_rows(rng, most=40)
        named = []
        for at in sorted(rng.sample(range(len(rows)), 3)):
            column, texts = rng.choice(faults)
            rows[at][COLUMNS.index(column)] = _quoted(rng.choice(texts))
            named.append(f"Row {at + 2} {column}")
        yield BrokenFile("several", _written(rows), (*named, "3 rows cannot be imported"))


def _duplicates(rng: random.Random) -> Iterator[BrokenFile]:
    for again in ("number", "clinic number", "person", "clinic person") * 4:
        rows = sound_rows(rng)
        at = rng.randrange(1, len(rows))
        earlier = rng.randrange(at)
        if again == "number":
            rows[at][0] = rows[earlier][0]
            named = (f"Row {at + 2} Number", f"Row {earlier + 2} has the same number.")
        elif again == "clinic number":
            rows[at][0] = "10442"
            named = (f"Row {at + 2} Number 10442", "Another patient of the clinic has this number.")
        elif again == "person":
            rows[at][1:5] = rows[earlier][1:5]
            named = (
                f"Row {at + 2} ",
                f"row {earlier + 2} of this file: same name, same birth date",
            )
        else:
            rows[at][1:4] = ["ORTÍZ", "beatriz", "2002-03-11"]
            named = (f"Row {at + 2} ORTÍZ", "may be ORTIZ, Beatriz, No. 10442: same name")
        yield BrokenFile(f"the same {again}", _written(rows), named)


def _encodings(rng: random.Random) -> Iterator[BrokenFile]:
    for encoding, said in (
        *(("utf-16", "UTF-16"), ("utf-32", "UTF-32")),
        *(("utf-16-le", "not text in UTF-8"), ("utf-16-be", "not text in UTF-8")),
    ):
        text = _written(sound_rows(rng)).decode()
        yield BrokenFile("encoding", text.encode(encoding), (said, "CSV UTF-8"))
    for encoding, name in (
        *(("cp1252", "Müller"), ("latin-1", "Zoë"), ("iso8859-15", "Œuvré"), ("cp1250", "Łuczak")),
        *(
            ("shift_jis", "田中"),
            ("cp1251", "Иванов"),
            ("gb18030", "王伟"),
            ("mac-roman", "Étienne"),
        ),
    ):
        rows = sound_rows(rng)
        at = rng.randrange(len(rows))
        rows[at][1] = name
        place = f"Row {at + 2}, column “Family name” is not UTF-8"
        content = _written(rows).decode().encode(encoding)
        yield BrokenFile("encoding", content, (place, "CSV UTF-8"))
    for bad in (b"\xc0\xaf", b"\xe2\x82", b"\xf5\x80\x80\x80", b"\xff", b"\x80"):
        rows = sound_rows(rng)
        at = rng.randrange(len(rows))
        rows[at][2] = "MARK"
        content = _written(rows).replace(b"MARK", b"Be" + bad + b"a")
        yield BrokenFile("encoding", content, (f"Row {at + 2}, column “Given name” is not UTF-8",))


def _characters(rng: random.Random) -> Iterator[BrokenFile]:
    for code in (0x00, 0x01, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x85, 0x9F):
        rows = sound_rows(rng)
        at, column = rng.randrange(len(rows)), rng.randrange(8)
        rows[at][column] = f"a{chr(code)}b"
        said = f"Row {at + 2}, column “{COLUMNS[column]}”: a character that cannot be stored"
        yield BrokenFile("control character", _written(rows), (said, f"(U+{code:04X})"))
    for half in ("\ud800", "\udfff", "\ude00"):
        rows = sound_rows(rng)
        at = rng.randrange(len(rows))
        rows[at][7] = "MARK"
        content = _written(rows).replace(b"MARK", half.encode("utf-8", "surrogatepass"))
        said = f"Row {at + 2}, column “Address” holds half of a character"
        yield BrokenFile("half a character", content, (said,))


def _headings(rng: random.Random) -> Iterator[BrokenFile]:
    for headings, *named in (
        (invented(7), "Row 1, column 1 holds “10007”, which is no heading."),
        ("Name,Vorname,2002-03-11,d,e,f,g,h", "Row 1, column 3 holds “2002-03-11”"),
        ("a,b,c,d,e,f,x@example.org,h", "Row 1, column 7 holds “x@example.org”"),
        ("Number,Phone,phone,d,e,f,g,h", "Row 1: columns 2 and 3 are both headed “phone”."),
        ("a,b,c,d,É,f,g,e", "Row 1: columns 5 and 8 are both headed “e”."),
        ("Number,,Given name,d,e,f,g,h", "Row 1, column 2 has no heading."),
        ("a,b,c,d,e,f,g," + "h" * 101, "Row 1, column 8: the heading is longer than 100"),
        (",,,,,,,", "Row 1 is empty."),
        ("", "Row 1 is empty."),
        ("a,b,c,d,e,f,g,h", "No column is Family name yet."),
        ("Number,Surname,c,d,e,f,g,h", "No column is Given name yet."),
        ("Number,b,Forename,d,e,f,g,h", "No column is Family name yet."),
        ("Name\x00,b,c,d,e,f,g,h", "Row 1, column 1: a character that cannot be stored (U+0000)"),
        (",".join(f"c{n}" for n in range(41)), "Row 1 has 41 columns; at most 40 can be read."),
    ):
        yield BrokenFile("headings", _written(sound_rows(rng), headings), tuple(named))
    yield BrokenFile("headings", sheet(), ("There is no row below the headings.",))
    yield BrokenFile("headings", sheet("", ",,,"), ("There is no row below the headings.",))


def _quotes(rng: random.Random) -> Iterator[BrokenFile]:
    for broken in ('"Ortiz', '"Ortiz"s', '"Ort"iz"', '"', '"Ortiz" "'):
        rows = sound_rows(rng)
        at = rng.randrange(len(rows))
        rows[at][1] = broken
        said = f"Row {at + 2}: a cell begins with a quotation mark that does not end it."
        yield BrokenFile("quotation marks", _written(rows), (said,))


def _sizes(rng: random.Random) -> Iterator[BrokenFile]:
    for nothing in (b"", b"\xef\xbb\xbf", b"\r\n\r\n", b" \n\t\n"):
        yield BrokenFile("empty", nothing, ("The file is empty.",))
    row = invented(1).encode()
    large = ("The file is larger than 2 MB.",)
    yield BrokenFile("too large", sheet() + (row + b"\r\n") * 60_000, large)
    yield BrokenFile("too large", sheet() + b"x" * 2_000_000, large)
    yield BrokenFile("too large", sheet() + b"\n" * 1_000_001, large)
    yield BrokenFile("far too large", b"x" * 3_000_000, large)
    for surplus in (1, 1000):
        rows = [invented(number) for number in range(5000 + surplus)]
        said = f"The file has {5000 + surplus} rows; at most 5000 can be imported at once."
        yield BrokenFile("too many rows", sheet(*rows), (said,))
    for length in (1001, 5000, 100_000):
        rows = sound_rows(rng)
        at = rng.randrange(len(rows))
        rows[at][7] = "x" * length
        said = f"Row {at + 2}, column “Address”: {length} characters; a cell holds at most 1000."
        yield BrokenFile("long cell", _written(rows), (said,))
    rows = [*sound_rows(rng), ["x" * 200_000]]
    said = f"Row {len(rows) + 1}: a cell is far too long."
    yield BrokenFile("long cell", _written(rows), (said,))


def _other_files(rng: random.Random) -> Iterator[BrokenFile]:
    workbook = io.BytesIO()
    with zipfile.ZipFile(workbook, "w") as file:
        file.writestr(zipfile.ZipInfo("xl/workbook.xml"), "<workbook/>")
    for content, said in (
        (workbook.getvalue(), "Excel or ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + rng.randbytes(500), "Excel 97"),
        (b"%PDF-1.7\n" + rng.randbytes(500), "PDF"),
        (b"\x89PNG\r\n\x1a\n" + rng.randbytes(500), "PNG"),
        (b"\xff\xd8\xff\xe0" + rng.randbytes(500), "JPEG"),
        (gzip.compress(sheet(invented(1)), mtime=0), "gzip"),
        (b"{\\rtf1 Ortiz}", "RTF"),
        (b"\x00" * 400, "much of it is NUL"),
        (b"\xc3" + rng.randbytes(400), "is not UTF-8"),
        (b"<svg onload=alert(1)>\n<g/>", "No column is Family name yet."),
        (b'{"family_name": "Ortiz"}\n{"family_name": "Marsh"}', "No column is Family name yet."),
        (b"<!doctype html>\n<script>alert(1)</script>", "No column is Family name yet."),
    ):
        yield BrokenFile("another kind of file", content, (said,))


MAKINGS: tuple[Making, ...] = (
    _cells("date", "Birth date", DATES),
    _cells("sex", "Sex", SEXES),
    _cells("number", "Number", NUMBERS),
    _cells("family name", "Family name", NAMES),
    _cells("given name", "Given name", NAMES),
    _cells("telephone", "Telephone", PHONES),
    _cells("email", "Email", EMAILS),
    _cells("address", "Address", ADDRESSES),
    _several,
    _ragged,
    _duplicates,
    _encodings,
    _characters,
    _headings,
    _quotes,
    _sizes,
    _other_files,
)
