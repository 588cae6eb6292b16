"""A measured 0 and a value below 0 are values: they stand in every output as any other does."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.types import Kind, Measure
from assessment.catalogue.units import plain
from assessment.kinds.address import sides
from assessment.models import Assessment
from clinics.access import Member
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import record_of, save
from tests.integration.assessment.pages import page_of, text_of
from tests.integration.assessment.test_export_record import export

pytestmark = pytest.mark.once


def takes(measure: Measure, number: Decimal) -> bool:
    """Whether a number lies within what a measure takes."""
    return (
        measure.kind is Kind.QUANTITY
        and not measure.retired
        and (measure.hard is None or measure.hard.holds(number))
    )


def lowest(measure: Measure) -> Decimal:
    """The lowest whole number that a measure takes, where it lies below 0; else 0."""
    if measure.hard is None or measure.hard.low is None or measure.hard.low >= 0:
        return Decimal(0)
    return measure.hard.low.to_integral_value()


def typed(measure: Measure, number: Decimal) -> str:
    """A number as it is typed, with the word for its sign."""
    if measure.direction_words and number:
        return f"{measure.direction_words[1]} {plain(abs(number))}"
    return plain(number)


@pytest.mark.parametrize("below", [False, True], ids=["zero", "below zero"])
def test_it_stands_in_report_text_and_data(
    draft: Assessment, therapist: Member, browser: HttpsClient, below: bool
) -> None:
    expected: list[tuple[str, str, str]] = []
    for section in catalogue.sections():
        if section.restricted:
            continue
        states = {}
        for measure in section.measures:
            number = lowest(measure) if below else Decimal(0)
            if not takes(measure, number) or (below and number == 0):
                continue
            for side in sides(measure.sided):
                states[f"{measure.code}.{side.value}"] = typed(measure, number)
                text = kinds.quantity_text(measure, number)
                expected.append((measure.code, side.value, text))
        if states:
            answer = save(draft, section.code, states, by=therapist, keep=True)
            assert answer.complete, [one for one in answer.fields if one.message]
    assert len(expected) > 1

    record = record_of(draft)
    outputs = {
        "text": " ".join(export(draft, "text").split()),
        "report": text_of(browser.get(page_of(draft, "report"))),
    }
    data = {
        (one["code"], one["side"]): one
        for one in json.loads(export(draft, "json"))["record"]["items"]
        if not one["of"]
    }
    for code, side, text in expected:
        item = record.find(code, side)
        assert item is not None, code
        assert item.value is not None, code
        assert item.text.startswith(text), code
        assert Decimal(data[code, side]["value"]) == Decimal(item.value)
        for name, output in outputs.items():
            assert item.text in output, (code, name)
