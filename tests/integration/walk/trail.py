"""Each role's requests with what they left in the audit trail, and through which calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.db import connection

from clinics.access import Role
from clinics.models import Outcome
from clinics.verbs import Verb
from tests.integration.walk.calls import Answer
from tests.integration.walk.events import EVENTS
from tests.integration.walk.routes import Pace, routes
from tests.integration.walk.telling import switched
from tests.integration.walk.walking import Request, Walk, nobody_listens
from tests.integration.walk.world import SLUGS

CLINIC_ROUTES = [route for route in routes() if route.of_a_clinic]
# Assistant and student are narrowed like the therapist, and the others read no chart: they are
# tried with a few things.
IN_EVERY_VARIANT = frozenset({Role.THERAPIST, Role.REVIEWER})


@dataclass
class Found:
    """What was wrong on a walk: with the answers, and with what the audit trail says of them."""

    answers: list[str] = field(default_factory=list)
    trail: list[str] = field(default_factory=list)


@dataclass
class Trail:
    """Walks as each role once, in the first clinic; `through` keeps by which requests a call left
    word.
    """

    walk: Walk
    through: dict[str, list[Request]] = field(default_factory=lambda: defaultdict(list))
    strays: set[str] = field(default_factory=set)
    _found: dict[Role, Found] = field(default_factory=dict)

    def walked(self, role: Role) -> Found:
        """What was wrong, in words."""
        if role not in self._found:
            self._found[role] = self._walked(role)
        return self._found[role]

    def judged(self, request: Request) -> Iterator[str]:
        """The request is sent again, and what it leaves is judged."""
        if request.method == "POST":
            # A key that comes back is answered from its receipt.
            request = replace(request, body=self.walk.body(request.member, request.case))
        yield from self._told(request, self.walk.called(request))

    def _walked(self, role: Role) -> Found:
        found = Found()
        member = self.walk.world.premises[SLUGS[0]].members[role]
        pace = _pace(role)

        def listen(request: Request, answer: Answer) -> None:
            if request.case.whose == "own" and self._meant(request):
                found.trail += self._told(request, answer)
                for site in switches.spoke:
                    self.through[site].append(request)
            switches.spoke.clear()

        with switched() as switches:
            self.walk.listener = listen
            try:
                for route in CLINIC_ROUTES:
                    found.answers += self.walk.as_member(member, route, pace)
            finally:
                self.walk.listener = nobody_listens
        self.strays |= switches.strays
        return found

    def _meant(self, request: Request) -> bool:
        """Whether it is not a form sent empty that is meant to be filled."""
        if request.method == "GET" or request.body:
            return True
        return not self.walk.body(request.member, request.case)

    def _told(self, request: Request, answer: Answer) -> Iterator[str]:
        acts = request.method == "POST" and self.walk.acts(request.member, request.case)
        yield from judged(request, answer, acts=acts)


def _pace(role: Role) -> Pace:
    # Scopes are the same expressions on both databases: PostgreSQL tries each address and role.
    if connection.vendor != "sqlite":
        return Pace.ONE
    return Pace.EVERY if role in IN_EVERY_VARIANT else Pace.SOME


def judged(request: Request, answer: Answer, *, acts: bool) -> Iterator[str]:
    """What the answer to one request left. Where a form did what it is for, it left its verb; sent
    about what was done already it may have kept a receipt alone, which is no event.
    """
    method, case = request.method, request.case
    leaves = EVENTS[case.route.name]
    told = " ".join(sorted(Verb(event.verb).name for event in answer.events))
    if answer.status in (403, 404):
        outcomes = [event.outcome for event in answer.events]
        if outcomes not in ([Outcome.REFUSED], [Outcome.NOT_FOUND]):
            yield f"{method} {case}: refused, and the trail says {told or 'nothing'}"
    elif method == "GET" and answer.status == 200:
        if told not in leaves.opened:
            yield f"GET {case}: {told or 'nothing'} instead of {' or '.join(leaves.opened)}"
    elif method == "POST" and told not in leaves.done:
        # What is only taken out changes nothing, and stands in the trail like what is done.
        taken_out = acts and bool(leaves.done) and answer.status == 200
        if taken_out or (answer.changed and (told or acts)):
            yield f"POST {case}: {told or 'nothing'} instead of {' or '.join(leaves.done)}"
