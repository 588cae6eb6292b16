"""People whom no clinic lets in: nobody, a switched-off account, one without a second factor,
a former colleague, and the holder of an invitation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils.html import escape

from clinics.access import Role
from tests.conftest import HttpsClient
from tests.integration.walk import matrix
from tests.integration.walk.bodies import body_for
from tests.integration.walk.calls import Answer
from tests.integration.walk.routes import Case, Pace, own_cases, routes
from tests.integration.walk.walking import Walk
from tests.integration.walk.world import DISABLED, FORMER, OTHER, SLUGS, STEM, UNPROVEN, World, word

SIGN_IN, SECOND_FACTOR = "/accounts/login/?next=/c/", "/accounts/2fa/"


@dataclass(frozen=True)
class Outsider:
    """Somebody whom no page of a clinic answers; `sent_to` is where they are led instead.

    A form of somebody who was signed in stays in its page.
    """

    name: str
    sent_to: str
    keeps_what_was_typed: bool = False

    def browser(self, world: World, slug: str) -> HttpsClient:
        if self.name == "anonymous":
            return world.browser(None)
        if self.name == "link-holder":
            return world.browsers[slug]
        return world.browser(world.premises[slug].outsiders[self.name])


OUTSIDERS = (
    Outsider("anonymous", SIGN_IN),
    Outsider("link-holder", SIGN_IN),
    Outsider(DISABLED, SIGN_IN, keeps_what_was_typed=True),
    Outsider(UNPROVEN, SECOND_FACTOR),
    Outsider(FORMER, ""),
)


@pytest.mark.parametrize("outsider", OUTSIDERS, ids=lambda one: one.name)
def test_no_page_of_a_clinic_answers_an_outsider(walk: Walk, outsider: Outsider) -> None:
    wrong = [
        line
        for route in routes()
        if route.of_a_clinic
        for case in one_case(own_cases(route, walk.world, SLUGS[0], Pace.ONE))
        for line in refused(walk, outsider, case)
    ]
    assert wrong == []


def one_case(cases: Iterator[Case]) -> list[Case]:
    """The last: an open thing, on which a form would act."""
    return list(cases)[-1:]


def refused(walk: Walk, outsider: Outsider, case: Case) -> Iterator[str]:
    slug = SLUGS[0]
    browser = outsider.browser(walk.world, slug)
    for method, body in (("GET", None), ("POST", body_of(walk.world, case))):
        answer = walk.undone.call(browser, method, case.address, body)
        if not led_away(outsider, case, method, body, answer):
            yield f"{method} {case}: {answer.status} {answer.location}"
        if answer.changed:
            yield f"{method} {case}: something changed"
        # Their own name stands in their own menu, and what they typed is theirs to keep.
        text = answer.text.replace(word(slug, "staff"), "")
        for typed in (body or {}).values():
            text = text.replace(escape(str(typed)).lower(), "")
        if any(STEM[one] in text for one in (slug, OTHER[slug])):
            yield f"{method} {case}: shows a clinic's words"
        if any(event.clinic_id is not None for event in answer.events):
            yield f"{method} {case}: stands in a clinic's audit trail"


def led_away(
    outsider: Outsider, case: Case, method: str, body: dict[str, Any] | None, answer: Answer
) -> bool:
    if outsider.keeps_what_was_typed and method == "POST" and body:
        return answer.status == 401
    if outsider.sent_to:
        return answer.status == 302 and answer.location.startswith(outsider.sent_to)
    other = matrix.ONLY_ACT if method == "GET" else matrix.ONLY_SHOW
    return answer.status == (405 if case.route.name in other else 404)


def body_of(world: World, case: Case) -> dict[str, Any]:
    member = world.premises[SLUGS[0]].members[Role.THERAPIST]
    section = case.named.get("section", "")
    return body_for(case.route.name, world, member, case.about, section)
