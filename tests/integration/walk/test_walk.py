"""Every address as every actor, about every clinic's things, under the production profile."""

from __future__ import annotations

from itertools import product

import pytest

from clinics.access import Role
from config.url_table import URL_TABLE
from tests.integration.walk import matrix
from tests.integration.walk.routes import Pace, routes
from tests.integration.walk.trail import CLINIC_ROUTES, Trail
from tests.integration.walk.walking import Walk
from tests.integration.walk.world import SLUGS

# Counted here by hand, so that none drops out unnoticed.
ADDRESSES, ADDRESSES_OF_A_CLINIC = 143, 110


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_and_sends_what_it_may_and_nothing_else(trail: Trail, role: Role) -> None:
    assert trail.walked(role).answers == []


@pytest.mark.once
@pytest.mark.parametrize("role", Role)
def test_in_another_clinic_made_alike_it_is_the_same(walk: Walk, role: Role) -> None:
    """Walked with one thing of each kind."""
    member = walk.world.premises[SLUGS[1]].members[role]
    wrong = [line for route in CLINIC_ROUTES for line in walk.as_member(member, route, Pace.ONE)]
    assert wrong == []


def test_every_address_of_the_resolver_is_walked() -> None:
    walked = {route.name for route in routes()}
    assert len(walked) == len(routes()) == ADDRESSES
    assert len(CLINIC_ROUTES) == ADDRESSES_OF_A_CLINIC
    assert walked == set(URL_TABLE)
    declared = {(route.entry.resource, route.entry.action) for route in CLINIC_ROUTES}
    special = product(("judgement", "restricted part"), ("write", "write several"))
    derived = {*special, ("signature", "co-sign")}
    assert declared | derived == set(matrix.MAY)
