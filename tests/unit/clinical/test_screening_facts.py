"""How long ago an operation on the leg was, as far as anybody said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.catalogue.types import VisitKind
from assessment.clinical.screening.facts import PROCEDURES, LimbProcedure, ScreenFacts
from assessment.clinical.screening.truth import Truth

FORTNIGHT = Decimal(14)
YES, NO = Truth(True, because=(PROCEDURES,)), Truth(False)
OPEN = Truth(None, missing=(PROCEDURES,))


@pytest.mark.parametrize(
    ("procedures", "operated", "operation"),
    [
        (None, OPEN, OPEN),
        ((), NO, NO),
        ((LimbProcedure(days=14, anaesthesia=True),), YES, YES),
        ((LimbProcedure(days=15, anaesthesia=True),), NO, NO),
        ((LimbProcedure(days=None, anaesthesia=True),), OPEN, OPEN),
        ((LimbProcedure(days=3, anaesthesia=False),), YES, NO),
        ((LimbProcedure(days=3),), YES, OPEN),
        ((LimbProcedure(days=15), LimbProcedure(days=3, anaesthesia=True)), YES, YES),
    ],
)
def test_a_procedure_within_two_weeks(
    procedures: tuple[LimbProcedure, ...] | None, operated: Truth, operation: Truth
) -> None:
    facts = ScreenFacts(visit=VisitKind.INITIAL, procedures=procedures)
    assert facts.operated_within(FORTNIGHT) == operated
    assert facts.operation_within(FORTNIGHT) == operation
