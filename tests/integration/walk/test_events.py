"""Each read and each write leaves exactly what is written down, each refusal one event."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from clinics.access import Role
from clinics.models import Outcome
from clinics.verbs import Verb
from tests.integration.walk.calls import Answer
from tests.integration.walk.events import EVENTS
from tests.integration.walk.routes import Case, Pace, own_cases, routes
from tests.integration.walk.walking import Walk
from tests.integration.walk.world import SLUGS

CLINIC_ROUTES = [route for route in routes() if route.of_a_clinic]


def test_every_address_of_a_clinic_says_what_it_leaves() -> None:
    assert set(EVENTS) == {route.name for route in CLINIC_ROUTES}


@pytest.mark.parametrize("role", Role)
def test_every_read_write_and_refusal_leaves_what_is_written_down(walk: Walk, role: Role) -> None:
    assert list(told_wrongly(walk, role)) == []


def told_wrongly(walk: Walk, role: Role, only: frozenset[str] = frozenset()) -> Iterator[str]:
    """Where the trail says something else, in words."""
    member = walk.world.premises[SLUGS[0]].members[role]
    for route in CLINIC_ROUTES:
        if only and route.name not in only:
            continue
        for case in own_cases(route, walk.world, SLUGS[0], Pace.SOME):
            yield from judged(case, "GET", walk.called(member, "GET", case), acts=False)
            answer = walk.called(member, "POST", case, walk.body(member, case))
            yield from judged(case, "POST", answer, acts=walk.acts(member, case))


def judged(case: Case, method: str, answer: Answer, *, acts: bool) -> Iterator[str]:
    """What the answer to one request left. Where a form did what it is for, it left its verb; sent
    about what was done already it may have kept a receipt alone, which is no event.
    """
    leaves = EVENTS[case.route.name]
    told = " ".join(sorted(Verb(event.verb).name for event in answer.events))
    if answer.status in (403, 404):
        outcomes = [event.outcome for event in answer.events]
        if outcomes not in ([Outcome.REFUSED], [Outcome.NOT_FOUND]):
            yield f"{method} {case}: refused, and the trail says {told or 'nothing'}"
    elif method == "GET" and answer.status == 200:
        if told not in leaves.opened:
            yield f"GET {case}: {told or 'nothing'} instead of {' or '.join(leaves.opened)}"
    elif method == "POST" and answer.changed and told not in leaves.done and (told or acts):
        yield f"POST {case}: {told or 'nothing'} instead of {' or '.join(leaves.done)}"
