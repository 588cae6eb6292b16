"""Without JavaScript every section is one form: it is stored, and an error keeps what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assessment import catalogue
from assessment.catalogue.types import Kind, Measure, Section
from assessment.kinds.address import Address, sides
from assessment.models import Assessment
from assessment.selectors.loading import load_chart
from clinics.access import Member
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import start
from tests.integration.assessment.pages import section_of, sent_by, text_of

pytestmark = pytest.mark.django_db

SECTIONS = [one.code for one in catalogue.sections()]
ERROR = re.compile(r'class="field-error">([^<]+)')
NONSENSE = "no such <answer> at all"


def answer_to(measure: Measure) -> str:
    """Something that a measure takes, as it is typed or chosen."""
    if measure.kind is Kind.TEXT:
        return "Two lines\nof words, <b>not</b> markup"
    if measure.options:
        return measure.options[0].code
    if measure.kind is Kind.ANSWER:
        return "no"
    if measure.kind is Kind.DATE:
        return "2026-01-12"
    if measure.direction_words:
        return "0"
    soft = measure.soft[0].limit if measure.soft else None
    low = soft.low if soft else None
    return str(low if low is not None else 1)


def field_of(measure: Measure) -> Address:
    return Address(measure=measure, side=sides(measure.sided)[0])


def fields(section: Section, page: str) -> list[Address]:
    """The first field of each kind of answer that the section's page has."""
    found: dict[Kind, Address] = {}
    for measure in section.measures:
        where = field_of(measure)
        if f'name="{where.name}"' in page and not measure.instrument and not measure.accepted:
            found.setdefault(measure.kind, where)
    return list(found.values())


@pytest.fixture
def draft(therapist: Member, episode: EpisodeOfCare) -> Assessment:
    return start(therapist, episode)


@pytest.mark.parametrize("code", SECTIONS)
def test_every_section_is_stored_and_keeps_what_it_refuses(
    draft: Assessment, therapist: Member, sign_in: Callable[..., HttpsClient], code: str
) -> None:
    section, browser = catalogue.section(code), sign_in(therapist.user)
    page = browser.get(section_of(draft, code))
    wanted = fields(section, text_of(page))
    assert wanted, "nothing of this section can be answered"
    typed = {one.name: answer_to(one.measure) for one in wanted}
    saved = browser.post(section_of(draft, code), sent_by(page, **typed))
    assert saved.status_code == 302, ERROR.findall(text_of(saved))
    stored = {one.name: load_chart(draft).stored(section, one) for one in wanted}
    assert [name for name, one in stored.items() if not one.state] == []

    page = browser.get(section_of(draft, code))
    refused = [one for one in wanted if one.measure.kind is not Kind.TEXT]
    if not refused:
        return
    wrong = refused[0].name
    answer = browser.post(section_of(draft, code), sent_by(page, **{wrong: NONSENSE}))
    assert answer.status_code == 422
    after = load_chart(draft).stored(section, refused[0])
    assert after.state == stored[wrong].state, "what was stored stands"
    assert 'class="field-error"' in text_of(answer)
    if refused[0].measure.kind is Kind.QUANTITY:
        assert "no such &lt;answer&gt; at all" in text_of(answer)
