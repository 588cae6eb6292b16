"""Each role's requests with what they left in the audit trail, and through which calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from clinics.access import Member, Role
from clinics.models import Outcome
from clinics.verbs import Verb
from tests.integration.walk.calls import Answer
from tests.integration.walk.events import EVENTS
from tests.integration.walk.routes import Case, Pace, own_cases, routes
from tests.integration.walk.telling import switched
from tests.integration.walk.walking import Walk
from tests.integration.walk.world import SLUGS

CLINIC_ROUTES = [route for route in routes() if route.of_a_clinic]


@dataclass(frozen=True)
class Request:
    """A page opened or a form sent by somebody."""

    member: Member
    method: str
    case: Case


@dataclass
class Trail:
    """Walks as each role once; `through` keeps by which requests a call left word."""

    walk: Walk
    through: dict[str, list[Request]] = field(default_factory=lambda: defaultdict(list))
    strays: set[str] = field(default_factory=set)
    _wrong: dict[Role, list[str]] = field(default_factory=dict)

    def walked(self, role: Role) -> list[str]:
        """Where the trail says something else than is written down, in words."""
        if role not in self._wrong:
            self._wrong[role] = list(self._walked(role))
        return self._wrong[role]

    def judged(self, request: Request) -> Iterator[str]:
        """The request is sent, and what it leaves is judged."""
        walk, member, case = self.walk, request.member, request.case
        acts = request.method == "POST" and walk.acts(member, case)
        body = walk.body(member, case) if request.method == "POST" else None
        answer = walk.called(member, request.method, case, body)
        yield from judged(case, request.method, answer, acts=acts)

    def _walked(self, role: Role) -> Iterator[str]:
        member = self.walk.world.premises[SLUGS[0]].members[role]
        with switched() as switches:
            for route in CLINIC_ROUTES:
                for case in own_cases(route, self.walk.world, SLUGS[0], Pace.SOME):
                    for method in ("GET", "POST"):
                        request = Request(member, method, case)
                        yield from self.judged(request)
                        for site in switches.spoke:
                            self.through[site].append(request)
                        switches.spoke.clear()
        self.strays |= switches.strays


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
    elif method == "POST" and told not in leaves.done:
        # What is only taken out changes nothing, and stands in the trail like what is done.
        taken_out = acts and bool(leaves.done) and answer.status == 200
        if taken_out or (answer.changed and (told or acts)):
            yield f"POST {case}: {told or 'nothing'} instead of {' or '.join(leaves.done)}"
