"""The walk turns red when any one scope call is taken out of views, services or selectors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from clinics.access import Role
from tests.integration.walk.faults import Fault, all_faults, planted
from tests.integration.walk.routes import Pace, Route, routes
from tests.integration.walk.selectors import SELECTORS
from tests.integration.walk.services import SERVICES, strangers
from tests.integration.walk.walking import Walk
from tests.integration.walk.world import SLUGS, World

# Removed in Python and noticed by the walk, whichever database is below.
pytestmark = pytest.mark.once

# What nobody notices when it is taken out, and why that opens nothing.
UNNOTICED: dict[str, str] = {
    "clinics.services.staff:_rows_to_change:require": "asked again under the lock, freshly read",
    "assessment.views.charting:chart:member": "says which page leads on; that one asks itself",
    "assessment.views.alerts:alert:member": "says which page leads on; that one asks itself",
    "assessment.views.alerts:open_section:member": "says which page leads on; that one asks itself",
    "assessment.views.alerts:_answered:member": "the service asks again",
}
# Who notices soonest: those who may least, then those who act.
NOTICING = (
    *(Role.FRONT_DESK, Role.ASSISTANT, Role.THERAPIST, Role.ADMIN, Role.REVIEWER),
    Role.PRIVACY_OFFICER,
)
FAULTS = all_faults()


def test_services_and_selectors_refuse_by_themselves(walk: Walk) -> None:
    places = {name.partition(",")[0] for name in (*SERVICES, *SELECTORS)}
    assert [line for place in sorted(places) for line in probed(walk.world, place)] == []


def test_every_service_and_selector_with_a_scope_call_is_asked() -> None:
    called = {
        f"{fault.module}:{fault.function}" for fault in FAULTS if ".views" not in fault.module
    }
    assert called == {name.partition(",")[0] for name in (*SERVICES, *SELECTORS)}


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_the_walk_turns_red_when_any_one_scope_call_is_removed(walk: Walk, fault: Fault) -> None:
    with planted(fault):
        noticed = first_difference(walk, fault)
    assert bool(noticed) is (where(fault) not in UNNOTICED)


def first_difference(walk: Walk, fault: Fault) -> str:
    """What is noticed first; a page that breaks is noticed too."""
    try:
        return next(differences(walk, fault), "")
    except Exception as broken:
        return repr(broken)


def differences(walk: Walk, fault: Fault) -> Iterator[str]:
    """What the walk finds wrong at the addresses that the fault can reach."""
    if ".views" not in fault.module:
        yield from probed(walk.world, f"{fault.module}:{fault.function}")
        return
    for role in NOTICING:
        member = walk.world.premises[SLUGS[0]].members[role]
        for route in routes_of(fault):
            yield from walk.as_member(member, route, Pace.SOME)


def routes_of(fault: Fault) -> list[Route]:
    """The addresses that the function answers; all of its module's for a part of them."""
    of_module = [
        (route, view)
        for route in routes()
        if route.of_a_clinic and (view := route.view).__module__ == fault.module
    ]
    exact = [route for route, view in of_module if view.__name__ == fault.function]
    return exact or [route for route, _view in of_module]


def where(fault: Fault) -> str:
    return f"{fault.module}:{fault.function}:{fault.call}"


def probed(world: World, place: str) -> list[str]:
    """What is wrong with the service or selector at `module:function`."""
    wrong = []
    for name, service in SERVICES.items():
        if name.partition(",")[0] == place:
            wrong += [f"{name}: {line}" for line in strangers(world, service)]
    for name, probe in SELECTORS.items():
        if name.partition(",")[0] == place:
            wrong += [f"{name}: {line}" for line in probe(world)]
    return wrong
