"""Importing files through the page, as a browser without scripts does it."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from clinics.access import Member
from tests.conftest import HttpsClient
from tests.integration.patients.pages import address

HEADINGS = "Number,Family name,Given name,Birth date,Sex,Telephone,Email,Address"
ORTIZ = (
    "10442,Ortiz,Beatriz,2002-03-11,female,+44 117 496 0931,"
    'b.ortiz@example.org,"1 Hill St, Bristol"'
)
MARSH = "10443,Marsh,Jonas,2 Dec 1969,M,,,"
TAGS = re.compile(r"<[^>]+>")


def sheet(*rows: str, headings: str = HEADINGS) -> bytes:
    """A file with these rows below the headings."""
    return "\r\n".join([headings, *rows, ""]).encode()


def invented(number: int, start: int = 10000, *, patient_number: str = "") -> str:
    """An invented person like few others in the file."""
    syllables = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo")
    letters, rest = [], number * 7919 + start
    for _letter in range(5):
        letters.append(syllables[rest % 14])
        rest //= 14
    family, given = "".join(letters).title(), "".join(reversed(letters[:3])).title()
    born = date.fromordinal(date(1930, 1, 1).toordinal() + (number * 37) % 30000)
    return f"{patient_number or start + number},{family},{given},{born.isoformat()},F,,,"


class Fields(HTMLParser):
    """The fields of the forms of a page, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.sent: dict[str, str] = {}
        self._select = self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in given or self._select not in self.sent:
                self.sent[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._area = name
            self.sent[name] = ""
        elif tag == "input" and name and _is_sent(given):
            self.sent[name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            # The line end after the tag is no part of the text; a browser sends CRLF.
            text = self.sent[self._area].removeprefix("\n")
            self.sent[self._area] = text.replace("\n", "\r\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] += data


def _is_sent(given: dict[str, str]) -> bool:
    kind = given.get("type")
    return kind not in ("file", "submit") and (kind != "checkbox" or "checked" in given)


def choose(browser: HttpsClient, member: Member, content: bytes, name: str = "p.csv") -> Any:
    """The page that answers to a file."""
    file = SimpleUploadedFile(name, content, content_type="text/csv")
    return browser.post(address(member, "import"), {"file": file})


def press(browser: HttpsClient, member: Member, page: Any, act: str, **said: str) -> Any:
    """What answers to the preview when it is sent with one of its buttons."""
    sent = Fields(page.content.decode()).sent
    sent.pop("csrfmiddlewaretoken", None)
    return browser.post(address(member, "import"), {**sent, **said, "act": act})


def words(page: Any) -> str:
    """The text of a page without its tags, as one line."""
    return " ".join(unescape(TAGS.sub(" ", page.content.decode())).split())


def rows_of(answer: Any) -> list[list[str]]:
    """The rows of a CSV file that was sent to the browser."""
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
