"""Each read and each write leaves exactly what is written down, each refusal one event."""

from __future__ import annotations

import pytest

from clinics.access import Role
from tests.integration.walk.events import EVENTS
from tests.integration.walk.trail import CLINIC_ROUTES, Trail


def test_every_address_of_a_clinic_says_what_it_leaves() -> None:
    assert set(EVENTS) == {route.name for route in CLINIC_ROUTES}


@pytest.mark.parametrize("role", Role)
def test_every_read_write_and_refusal_leaves_what_is_written_down(trail: Trail, role: Role) -> None:
    assert trail.walked(role).trail == []
