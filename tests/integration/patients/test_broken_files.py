"""Each of two hundred broken files is refused with its place or its reason, and stores nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from clinics.access import Member
from clinics.models import Receipt
from patients.models import Patient
from tests.conftest import HttpsClient
from tests.integration.patients.broken_files import MAKINGS, BrokenFile, broken_files
from tests.integration.patients.files import MARSH, ORTIZ, choose, press, sheet, words
from tests.integration.patients.pages import address

SignIn = Callable[[Any], HttpsClient]
FILES = broken_files()
PARTS = 8


@pytest.fixture
def browser(therapist: Member, sign_in: SignIn, beatriz: Patient) -> HttpsClient:
    return sign_in(therapist.user)


def test_there_are_two_hundred_of_them_and_they_are_the_same_each_time() -> None:
    assert broken_files() == FILES
    assert len(FILES) >= 200
    assert len({one.content for one in FILES}) == len(FILES)
    assert len({one.kind for one in FILES}) >= len(MAKINGS)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_broken_file_is_refused_with_its_place_and_stores_nothing(
    browser: HttpsClient, therapist: Member, part: int
) -> None:
    wrong = [line for one in FILES[part::PARTS] for line in complaints(browser, therapist, one)]
    assert wrong == []


def test_a_file_that_is_not_broken_would_be_noticed(
    browser: HttpsClient, therapist: Member
) -> None:
    """The judge above is no rubber stamp: it finds fault with a sound file, and a wrong place."""
    sound = BrokenFile("sound", sheet(MARSH), ())
    assert [line.partition(": ")[2] for line in complaints(browser, therapist, sound)] == [
        "was imported"
    ]
    elsewhere = BrokenFile("wrong place", sheet(ORTIZ), ("Row 3 Number",))
    assert [line.partition(": ")[2] for line in complaints(browser, therapist, elsewhere)] == [
        "does not name Row 3 Number"
    ]


def complaints(browser: HttpsClient, member: Member, one: BrokenFile) -> Iterator[str]:
    """What is wrong with how the pages answer to a file."""
    what = f"{one.kind} {one.content[:60]!r} {one.named}"
    before = Patient.objects.count(), Receipt.objects.count()
    page = choose(browser, member, one.content)
    if page.status_code != 200:
        yield f"{what}: answered {page.status_code}"
        return
    said = words(page)
    yield from (f"{what}: does not name {named}" for named in one.named if named not in said)
    if getattr(page.context["form"], "preview", None) is not None:
        press(browser, member, page, "import")
    elif (text := _as_text(one.content)) is not None:
        answer = browser.post(address(member, "import"), {"file_content": text, "act": "import"})
        if answer.status_code not in (200, 400):
            yield f"{what}: sent back, answered {answer.status_code}"
    if (Patient.objects.count(), Receipt.objects.count()) != before:
        yield f"{what}: was imported"


def _as_text(content: bytes) -> str | None:
    """The file as the hidden field of a page could bring it."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None
