"""A long section costs as many statements as a short one, and time in proportion to its measures.

`make long-sections` prints the table; times are compared within one run and never asserted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment import catalogue
from assessment.catalogue.decisions import FORCE_LIMITS
from assessment.catalogue.types import (
    Better,
    Derivation,
    Kind,
    Limit,
    Measure,
    SetupField,
)
from assessment.catalogue.units import NEWTON
from assessment.models import Assessment
from assessment.selectors.loading import load_chart
from clinics.access import Member
from clinics.receipts import new_key
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import save
from tests.integration.assessment.pages import section_of

pytestmark = pytest.mark.once

SECTION = "interventions"
LENGTHS = (10, 40, 160)
REPEATED = 3
# The session's clock, which is noted every few seconds, stands still.
UNATTENDED = {"X-Background": "1"}
DEVICE = SetupField(code="device", label="device", kind=Kind.TEXT)


def grips(number: int) -> tuple[Measure, ...]:
    """So many measures of both sides with a setup, a symmetry index and three trials."""
    return tuple(
        Measure(
            code=f"grip_{at}",
            label=f"Grip {at}",
            kind=Kind.QUANTITY,
            better=Better.HIGHER,
            sided=True,
            unit=NEWTON,
            hard=Limit(low=Decimal(0), high=Decimal(900)),
            trials=3,
            setup=(DEVICE,),
            derives=(Derivation.DIFFERENCE, Derivation.SYMMETRY),
            sources=(FORCE_LIMITS,),
        )
        for at in range(number)
    )


def measured(act: Callable[[], object]) -> tuple[int, float]:
    """The statements of an act, and the shortest of several times it took, in milliseconds."""
    with CaptureQueriesContext(connection) as captured:
        act()
    statements = len(captured)
    times = []
    for _again in range(REPEATED):
        began = perf_counter()
        act()
        times.append((perf_counter() - began) * 1000)
    return statements, min(times)


class Page:
    """The section's page, opened, and saved field by field as it is while somebody types."""

    def __init__(self, draft: Assessment, browser: HttpsClient) -> None:
        self.draft = draft
        self.browser = browser
        self.typed = 0

    def opened(self) -> None:
        answer = self.browser.get(section_of(self.draft, SECTION), headers=UNATTENDED)
        assert answer.status_code == 200

    def saved(self) -> None:
        self.typed += 1
        form = {
            "key": new_key(),
            "grip_0.right": str(self.typed),
            "grip_0.right.from": self.stands(),
        }
        answer = self.browser.post(
            section_of(self.draft, SECTION), form, headers={"HX-Request": "true"} | UNATTENDED
        )
        assert answer.status_code == 200

    def stands(self) -> str:
        """What stands in the first field."""
        section = catalogue.section(SECTION)
        return load_chart(self.draft, only=section).fields(section)["grip_0.right"].state


def test_statements_stay_as_they_are_however_long_a_section_is(
    draft: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    page = Page(draft, browser)
    table = ["", "measures | opened: statements, ms, ms each | saved: statements, ms, ms each"]
    opened, saved = set(), set()
    page.opened()  # The first page of a session notes more than the next one.
    for length in LENGTHS:
        with catalogue.extended(SECTION, *grips(length)):
            states = {
                f"grip_{at}.{side}": f"{300 + at}"
                for at in range(length)
                for side in ("right", "left")
            }
            assert save(draft, SECTION, states, by=therapist).complete
            reads, reading = measured(page.opened)
            writes, writing = measured(page.saved)
            assert page.stands() == str(page.typed)
        opened.add(reads)
        saved.add(writes)
        table.append(
            f"{length:8} | {reads}, {reading:.0f}, {reading / length:.2f} "
            f"| {writes}, {writing:.0f}, {writing / length:.2f}"
        )
    sys.stdout.write("\n".join(table))
    assert len(opened) == len(saved) == 1
