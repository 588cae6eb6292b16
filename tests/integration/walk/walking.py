"""One step of the walk: an actor calls an address, and everything about the answer is judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import ResolverMatch, resolve

from clinics.access import Member, Role
from config.url_table import URL_TABLE
from tests.integration.walk import matrix
from tests.integration.walk.bodies import ACTS_ON, Body, body_for
from tests.integration.walk.calls import Answer, Undone
from tests.integration.walk.routes import Case, Pace, Route, other_cases, own_cases
from tests.integration.walk.world import OTHER, PHONE, STEM, World, word

LINK = re.compile(r'(?:href|hx-get)="(/c/[^"?#]+)')
# What a form may answer to somebody who may send it: done, look again, or changed meanwhile.
DECIDED = frozenset({200, 302, 409, 422})


def _about_safety(case: Case) -> bool:
    """Whether an address is one of the restricted part, where a therapist alone gets in."""
    return case.route.name == "assessment:restricted" or (
        case.named.get("section") == "safeguarding"
    )


@dataclass(frozen=True)
class Request:
    """A page opened or a form sent by somebody."""

    member: Member
    method: str
    case: Case
    body: Body | None = None


def nobody_listens(_request: Request, _answer: Answer) -> None:
    """A walk that nobody follows."""


@dataclass
class Walk:
    """Walks as members, and keeps what was wrong in words; `listener` is told of every call."""

    world: World
    undone: Undone
    listener: Callable[[Request, Answer], None] = nobody_listens

    def as_member(self, member: Member, route: Route, pace: Pace) -> Iterator[str]:
        """The cases of one address, opened and sent; yields what is wrong."""
        slug = member.clinic.slug
        own = list(own_cases(route, self.world, slug, pace))
        for case in [*other_cases(route, self.world, slug, pace), *own]:
            # Another method than the page has is refused before anything is looked up: tried once.
            if route.name not in matrix.ONLY_ACT or case is own[0]:
                yield from self.opened(member, case)
            if route.name in matrix.ONLY_SHOW and case is not own[0]:
                continue
            body = self.body(member, case)
            # To who may not send it, it makes no difference what is in it.
            decides = case in own and self._expected(member, "POST", case) is None
            if not body or (decides and pace is not Pace.ONE):
                yield from self.sent(member, case, {})
            if body:
                yield from self.sent(member, case, body)

    def opened(self, member: Member, case: Case) -> Iterator[str]:
        """The page is opened."""
        answer = self._heard(Request(member, "GET", case))
        wanted = self._expected(member, "GET", case)
        if answer.status != wanted:
            yield self._says(member, "GET", case, f"{answer.status} instead of {wanted}")
        if answer.changed:
            yield self._says(member, "GET", case, "reading changed something")
        yield from self._shown(member, "GET", case, answer)
        if answer.status == 200:
            yield from self._offered(member, case, answer)

    def sent(self, member: Member, case: Case, body: Body) -> Iterator[str]:
        """The form is sent, empty or filled."""
        what = "filled POST" if body else "empty POST"
        answer = self._heard(Request(member, "POST", case, body))
        wanted = self._expected(member, "POST", case)
        if wanted is None:
            if answer.status not in DECIDED:
                yield self._says(member, what, case, f"{answer.status}")
            if (
                body
                and self.acts(member, case)
                and not (answer.changed and answer.status in (200, 302))
            ):
                yield self._says(member, what, case, f"{answer.status} and did not act")
        else:
            if answer.status != wanted:
                yield self._says(member, what, case, f"{answer.status} instead of {wanted}")
            if answer.changed:
                yield self._says(member, what, case, "a refusal changed something")
        yield from self._shown(member, what, case, answer)

    def called(self, request: Request) -> Answer:
        browser = self.world.browser(request.member.user)
        return self.undone.call(browser, request.method, request.case.address, request.body)

    def _heard(self, request: Request) -> Answer:
        answer = self.called(request)
        self.listener(request, answer)
        return answer

    def body(self, member: Member, case: Case) -> Body:
        if case.about is None and case.route.thing:
            return {}
        section = case.named.get("section", "")
        return body_for(case.route.name, self.world, member, case.about, section)

    def _expected(self, member: Member, method: str, case: Case) -> int | None:
        (role,) = member.roles
        entry = case.route.entry
        name = case.route.name
        if name in (matrix.ONLY_ACT if method == "GET" else matrix.ONLY_SHOW):
            return 405
        if case.whose != "own":
            return 404
        return matrix.expected(name, entry.resource, entry.action, method, role, case.named)

    def acts(self, member: Member, case: Case) -> bool:
        name = case.route.name
        if name in ("patients:search", "assessment:review"):
            return False
        # The walk's charts are the therapist's own, and a colleague reviews them.
        if name == "assessment:add_review" and Role.REVIEWER not in member.roles:
            return False
        # The draft to discard, and the discarded one, are the therapist's own.
        own = ("assessment:discard", "assessment:take_back_draft")
        if name in own and Role.THERAPIST not in member.roles:
            return False
        wanted = ACTS_ON.get(name, {})
        return all(case.named.get(kwarg) == variant for kwarg, variant in wanted.items())

    def _shown(self, member: Member, what: str, case: Case, answer: Answer) -> Iterator[str]:
        slug = member.clinic.slug
        (role,) = member.roles
        for foreign in (STEM[OTHER[slug]], PHONE[OTHER[slug]]):
            if foreign in answer.text:
                yield self._says(member, what, case, f"shows the other clinic's {foreign}")
        for kind, letters in matrix.SHOWN_TO.items():
            letters += matrix.ALSO_SHOWN_TO.get((case.route.name, kind), "")
            allowed = role in {matrix.LETTERS[letter] for letter in letters}
            if not allowed and word(slug, kind) in answer.text:
                yield self._says(member, what, case, f"shows {word(slug, kind)}")
        if matrix.SAFETY_RULE in answer.text and not _about_safety(case):
            yield self._says(member, what, case, "shows what the rule about safety came to")
        for event in answer.events:
            if "RF-29" in str(event.detail):
                yield self._says(member, what, case, f"audit: {event} names the rule about safety")
            told = (event.actor_id, event.clinic_id, event.roles)
            if told not in (
                (member.user.pk, member.clinic.pk, role.value),
                (member.user.pk, member.clinic.pk, ""),
            ):
                yield self._says(member, what, case, f"audit: {event} as {event.roles}")

    def _offered(self, member: Member, case: Case, answer: Answer) -> Iterator[str]:
        """A page offers no link that its reader would be refused, nor one into another clinic."""
        (role,) = member.roles
        for path in sorted(set(LINK.findall(answer.text))):
            match = resolve(path)
            named = self._named(match, member.clinic.slug)
            if named is None:
                continue
            entry = URL_TABLE[match.view_name]
            wanted = matrix.expected(
                match.view_name, entry.resource, entry.action, "GET", role, named
            )
            if match.kwargs["slug"] != member.clinic.slug or wanted not in (200, 302):
                yield self._says(member, "GET", case, f"offers {path}")

    def _named(self, match: ResolverMatch, slug: str) -> dict[str, str] | None:
        """The variants of the things that a link names; none for a thing that the walk has not."""
        named = {"section": match.kwargs.get("section", "")}
        for kwarg, pk in match.kwargs.items():
            if kwarg.endswith("_id"):
                known = self.world.premises[slug].things[kwarg]
                variant = next((name for name, one in known.items() if one.pk == pk), None)
                if variant is None:
                    return None
                named[kwarg] = variant
        return named

    def _says(self, member: Member, what: str, case: Case, wrong: str) -> str:
        role = Role(next(iter(member.roles))).value
        return f"{what} {case} as {member.clinic.slug}'s {role}: {wrong}"
