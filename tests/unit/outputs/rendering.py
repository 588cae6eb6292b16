"""The three outputs of one record, and what a reader finds in them."""

from __future__ import annotations

import html
import re
from typing import Any

from django.template.loader import render_to_string

from assessment.outputs.report import report_view
from assessment.outputs.structured import as_json
from assessment.outputs.text import text_note
from assessment.record import Record, to_payload
from tests.unit.outputs.records import ADDENDUM, DIGEST, SIGNATURE, signed_info

SIGNED: dict[str, Any] = {
    "state": "signed",
    "version": 1,
    "signatures": (SIGNATURE,),
    "addenda": (ADDENDUM,),
    "digest": DIGEST,
}
DRAFT: dict[str, Any] = {"state": "draft", "version": None, "signatures": ()}


def as_text(record: Record, **standing: Any) -> str:
    """The text note, signed unless told otherwise."""
    return text_note(record, **(standing or SIGNED))


def as_page(record: Record, **standing: Any) -> str:
    """The body of the report as HTML, signed unless told otherwise."""
    view = report_view(record, **(standing or SIGNED))
    return render_to_string("assessment/report_body.html", {"report": view})


def as_data(record: Record) -> str:
    """The structured output of the record as a signed version."""
    return as_json(record, signed_info(to_payload(record)))


def every_output(record: Record) -> dict[str, str]:
    """All outputs by name, the page as the words that a reader sees."""
    return {"text": as_text(record), "page": words(as_page(record)), "json": as_data(record)}


def words(page: str) -> str:
    """The text of a page without its markup."""
    return html.unescape(re.sub(r"<[^>]*>", " ", page))


def squeezed(text: str) -> str:
    """The text without white space, small: lines and columns break it at different places."""
    return re.sub(r"\s+", "", text).lower()


def rows(page: str) -> list[str]:
    """The table rows of a page, as markup."""
    return re.findall(r"<tr\b.*?</tr>", page, flags=re.DOTALL)


def cell(row: str, side: str) -> str:
    """The words of one side's cell of a row."""
    found = re.search(rf'<td[^>]*data-side="{side}"[^>]*>(.*?)</td>', row, flags=re.DOTALL)
    return words(found.group(1)).strip() if found else ""
