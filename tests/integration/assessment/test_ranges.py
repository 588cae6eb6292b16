"""A range of motion typed into one field as three numbers fills extension and flexion."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assessment import catalogue
from assessment.models import Assessment
from assessment.selectors.loading import load_chart
from assessment.services.changes import Change, FieldAnswer, Outcome
from assessment.services.recording import save_section
from clinics.access import Member
from clinics.receipts import new_key
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import open_left_knee, start
from tests.integration.assessment.pages import section_of

EXTENSION, FLEXION = "knee_extension_passive.left", "knee_flexion_passive.left"


@pytest.fixture
def draft(therapist: Member) -> Assessment:
    return start(therapist, open_left_knee(therapist))


def typed(
    draft: Assessment,
    by: Member,
    fields: Mapping[str, str],
    *,
    key: str = "",
    before: Mapping[str, str] | None = None,
) -> dict[str, FieldAnswer]:
    """Saves what was typed into fields of range of motion; they stood empty or as said."""
    answer = save_section(
        assessment=draft,
        section=catalogue.section("range_of_motion"),
        changes=[
            Change(field=name, started_from=(before or {}).get(name, ""), to=to)
            for name, to in fields.items()
        ],
        by=by,
        key=key or new_key(),
    )
    return {one.field: one for one in answer.fields}


def stands(draft: Assessment) -> dict[str, str]:
    """What stands in the fields of passive motion on the left."""
    section = catalogue.section("range_of_motion")
    fields = load_chart(draft).fields(section)
    return {name: fields[name].state for name in (EXTENSION, FLEXION) if name in fields}


@pytest.mark.parametrize(
    ("field", "range_", "extension", "flexion", "words"),
    [
        (EXTENSION, "5-0-140", "hyperextends 5", "140", "hyperextends 5°"),
        (FLEXION, "0-10-120", "lacks 10", "120", "lacks 10°"),
        (FLEXION, "0-0-135", "0", "135", "0°"),
    ],
)
def test_both_ends_are_written_and_said_in_words(
    draft: Assessment,
    therapist: Member,
    field: str,
    range_: str,
    extension: str,
    flexion: str,
    words: str,
) -> None:
    answer = typed(draft, therapist, {field: range_})[field]
    assert answer.outcome is Outcome.SAVED
    assert answer.also == (EXTENSION, FLEXION)
    assert answer.message == (
        f"{range_} was taken as: knee extension, passive {words}, knee flexion, passive {flexion}°."
    )
    assert stands(draft) == {EXTENSION: extension, FLEXION: flexion}


def test_the_other_end_is_never_overwritten(draft: Assessment, therapist: Member) -> None:
    typed(draft, therapist, {FLEXION: "128"})
    answer = typed(draft, therapist, {EXTENSION: "5-0-140"})[EXTENSION]
    assert answer.outcome is Outcome.REFUSED
    assert answer.message.startswith("Knee flexion, passive holds “128” already.")
    assert stands(draft) == {FLEXION: "128"}
    assert typed(draft, therapist, {EXTENSION: "5-0-128"})[EXTENSION].outcome is Outcome.SAVED


def test_a_number_typed_beside_the_range_is_kept_and_the_range_refused_in_words(
    draft: Assessment, therapist: Member
) -> None:
    answers = typed(draft, therapist, {EXTENSION: "5-0-140", FLEXION: "130"})
    assert answers[FLEXION].outcome is Outcome.SAVED
    assert answers[EXTENSION].outcome is Outcome.REFUSED
    assert answers[EXTENSION].message.startswith("Knee flexion, passive holds “130” already.")
    assert stands(draft) == {FLEXION: "130"}


def test_a_range_beyond_its_limits_writes_neither_end(draft: Assessment, therapist: Member) -> None:
    answer = typed(draft, therapist, {EXTENSION: "5-0-180"})[EXTENSION]
    assert answer.outcome is Outcome.REFUSED
    assert "0 to 170" in answer.message
    assert stands(draft) == {}


def test_an_unusual_end_is_asked_about_and_takes_part_once_kept(
    draft: Assessment, therapist: Member
) -> None:
    answer = typed(draft, therapist, {EXTENSION: "0-10-80"})[EXTENSION]
    assert answer.outcome is Outcome.QUESTION
    section = catalogue.section("range_of_motion")
    assert "80° is unusual" in load_chart(draft).fields(section)[FLEXION].open_question


def test_the_same_save_sent_again_says_the_same(draft: Assessment, therapist: Member) -> None:
    key = new_key()
    first = typed(draft, therapist, {EXTENSION: "5-0-140"}, key=key)[EXTENSION]
    again = typed(draft, therapist, {EXTENSION: "5-0-140"}, key=key)[EXTENSION]
    assert (again.outcome, again.also) == (first.outcome, first.also)
    assert stands(draft) == {EXTENSION: "hyperextends 5", FLEXION: "140"}


def test_elsewhere_three_numbers_are_no_number(draft: Assessment, therapist: Member) -> None:
    name = "extension_deficit.left"
    answer = typed(draft, therapist, {name: "5-0-140"})[name]
    assert answer.outcome is Outcome.REFUSED


def test_the_page_shows_both_ends_in_their_fields(draft: Assessment, browser: HttpsClient) -> None:
    found = browser.post(
        section_of(draft, "range_of_motion"),
        {
            "key": new_key(),
            EXTENSION: "5-0-140",
            f"{EXTENSION}.as": "",
            f"{EXTENSION}.from": "",
        },
        headers={"HX-Request": "true"},
    )
    page = found.content.decode()
    assert f'data-fill="{EXTENSION}" data-text="5" data-as="hyperextends"' in page
    assert f'data-fill="{FLEXION}" data-text="140" data-as=""' in page
    assert "5-0-140 was taken as: knee extension, passive hyperextends 5°" in page


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({EXTENSION: "lacks 5", FLEXION: "5-0-140"}, FLEXION),
        ({FLEXION: "135", EXTENSION: "5-0-140"}, EXTENSION),
    ],
)
def test_a_number_saved_with_it_in_the_other_end_is_not_overwritten(
    draft: Assessment, therapist: Member, fields: dict[str, str], refused: str
) -> None:
    answers = typed(draft, therapist, fields)
    assert answers[refused].outcome is Outcome.REFUSED
    assert "holds" in answers[refused].message
    (kept,) = [name for name in fields if name != refused]
    assert stands(draft) == {kept: fields[kept]}


def test_what_the_other_end_says_in_the_same_save_may_be_the_same(
    draft: Assessment, therapist: Member
) -> None:
    answers = typed(draft, therapist, {EXTENSION: "lacks 5", FLEXION: "0-5-140"})
    assert [one.outcome for one in answers.values()] == [Outcome.SAVED, Outcome.SAVED]
    assert stands(draft) == {EXTENSION: "lacks 5", FLEXION: "140"}


def test_the_other_end_cleared_in_the_same_save_is_free(
    draft: Assessment, therapist: Member
) -> None:
    typed(draft, therapist, {FLEXION: "130"})
    answers = typed(draft, therapist, {EXTENSION: "5-0-140", FLEXION: ""}, before={FLEXION: "130"})
    assert answers[EXTENSION].outcome is Outcome.SAVED
    assert stands(draft) == {EXTENSION: "hyperextends 5", FLEXION: "140"}


def test_the_same_range_in_both_fields_is_one_range(draft: Assessment, therapist: Member) -> None:
    answers = typed(draft, therapist, {EXTENSION: "5-0-140", FLEXION: "5-0-140"})
    assert {one.outcome for one in answers.values()} == {Outcome.SAVED, Outcome.UNCHANGED}
    assert stands(draft) == {EXTENSION: "hyperextends 5", FLEXION: "140"}


def test_a_reason_in_the_other_end_is_named_in_words(draft: Assessment, therapist: Member) -> None:
    typed(draft, therapist, {FLEXION: "!pain"})
    answer = typed(draft, therapist, {EXTENSION: "5-0-140"})[EXTENSION]
    assert answer.message.startswith("Knee flexion, passive holds “not tested: pain” already.")
