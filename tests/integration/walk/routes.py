"""Every address of the resolver, and the cases in which it is walked."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any
from uuid import UUID

from django.urls import resolve, reverse

from assessment import catalogue
from clinics import checks
from config.url_table import URL_TABLE, Entry
from tests.integration.walk.world import OTHER, Premises, World

NOBODY = UUID("01890000-0000-7000-8000-000000000000")
CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
# The kind of episode whose measure set both clinics arranged.
KIND = "pfp"
# What an address names by a word: that kind, a rule that fired in a draft, a section it stopped.
NAMED = {"kind": KIND, "rule": "RF-10", "stopped": "strength"}
# Where each role and each other clinic's thing is tried; a draft is tried with all sections.
SOME_SECTIONS = ("history", "strength", "safeguarding")


@dataclass(frozen=True)
class Route:
    """One address by name, with the names of what it takes."""

    name: str
    kwargs: tuple[str, ...]

    @property
    def entry(self) -> Entry:
        return URL_TABLE[self.name]

    @property
    def of_a_clinic(self) -> bool:
        return "slug" in self.kwargs

    @property
    def view(self) -> Callable[..., Any]:
        """The function that answers, without its decorators."""
        given: dict[str, Any] = dict.fromkeys(self.kwargs, NOBODY) | {"slug": "any", **NAMED}
        path = reverse(self.name, kwargs={name: given[name] for name in self.kwargs})
        view: Callable[..., Any] = inspect.unwrap(resolve(path).func)
        return view

    @property
    def thing(self) -> str:
        """The kwarg that names an object; empty for an address without one."""
        return next((one for one in self.kwargs if one.endswith("_id")), "")

    @property
    def row(self) -> str:
        """The kwarg that names a row of that object; empty for an address without one."""
        return next((one for one in self.kwargs if one.endswith("_id") and one != self.thing), "")


@dataclass(frozen=True)
class Case:
    """An address about one thing: `whose` is own, foreign, unknown, or elsewhere (another slug)."""

    route: Route
    whose: str
    variants: tuple[tuple[str, str], ...]
    address: str
    about: Any = None

    @property
    def named(self) -> dict[str, str]:
        return dict(self.variants)

    def __str__(self) -> str:
        words = " ".join(variant for _kwarg, variant in self.variants)
        return f"{self.route.name} ({' '.join([self.whose, words]).strip()})"


def routes() -> list[Route]:
    """Every pattern of the resolver, whoever made it."""
    return [
        Route(address.name, tuple(CONVERTER.findall(address.path)))
        for address in checks.addresses()
    ]


class Pace(Enum):
    """With how many things an address is walked."""

    EVERY = auto()
    SOME = auto()
    ONE = auto()


def own_cases(route: Route, world: World, slug: str, pace: Pace) -> Iterator[Case]:
    """The own clinic's things: in every variant, in some, or one that is open."""
    here = world.premises[slug]
    if not route.thing:
        yield _case(route, "own", slug, {}, None)
        return
    for variant, thing in here.things[route.thing].items():
        if pace is Pace.EVERY or variant in _samples(route, pace):
            for section in _sections(route, variant, pace):
                named = {route.thing: variant, **section}
                yield _case(route, "own", slug, named, thing, _row(route, here, variant))


def other_cases(route: Route, world: World, slug: str, pace: Pace) -> Iterator[Case]:
    """What must not be there: the other clinic's things, unknown ones, and its own address."""
    there = world.premises[OTHER[slug]]
    if not route.thing:
        yield _case(route, "elsewhere", OTHER[slug], {}, None)
        return
    section = {"section": "strength"} if "section" in route.kwargs else {}
    for variant in _samples(route, pace):
        named = {route.thing: variant, **section}
        thing, row = there.thing(route.thing, variant), _row(route, there, variant)
        yield _case(route, "foreign", slug, named, thing, row)
    yield _case(route, "elsewhere", OTHER[slug], named, thing, row)
    if pace is Pace.ONE:
        return
    here = world.premises[slug]
    own, row = here.thing(route.thing, variant), _row(route, here, variant)
    yield _case(route, "own thing elsewhere", OTHER[slug], named, own, row)
    yield _case(route, "unknown", slug, {route.thing: "nobody", **section}, None)


# On which a form would act if it reached the thing: see `bodies.ACTS_ON`.
SAMPLES: dict[str, tuple[str, ...]] = {
    "patient_id": ("restricted", "assigned"),
    "episode_id": ("restricted", "closed", "open"),
    "restriction_id": ("ended", "standing"),
    "contact_id": ("assigned",),
    "discarding_id": ("discarded",),
    "assignment_id": ("current",),
    "link_id": ("invitation",),
    "place_id": ("current",),
    "access_id": ("judged", "waiting"),
    "membership_id": ("colleague",),
    "review_id": ("signed",),
    "merge_id": ("undone", "standing"),
    "planned_id": ("apart", "over", "open"),
    "release_id": ("text", "print"),
    "request_id": ("refused", "open"),
    "assessment_id": ("restricted", "amending", "awaiting", "signed", "draft"),
}


def _samples(route: Route, pace: Pace) -> tuple[str, ...]:
    return SAMPLES[route.thing][-1:] if pace is Pace.ONE else SAMPLES[route.thing]


def _sections(route: Route, variant: str, pace: Pace) -> list[dict[str, str]]:
    if "section" not in route.kwargs:
        return [{}]
    if variant == "draft" and pace is Pace.EVERY:
        return [{"section": one.code} for one in catalogue.sections()]
    return [{"section": one} for one in SOME_SECTIONS]


def _row(route: Route, at: Premises, variant: str) -> Any:
    """The row of that thing which the address names as well."""
    return at.thing(route.row, variant) if route.row else None


def _case(
    route: Route,
    whose: str,
    slug: str,
    variants: dict[str, str],
    about: Any,
    row: Any = None,
) -> Case:
    given: dict[str, Any] = {"slug": slug}
    if route.thing:
        given[route.thing] = about.pk if about is not None else NOBODY
    if route.row:
        given[route.row] = row.pk if row is not None else NOBODY
    if "section" in route.kwargs:
        given["section"] = variants["section"]
    given |= {word: named for word, named in NAMED.items() if word in route.kwargs}
    return Case(
        route=route,
        whose=whose,
        variants=tuple(variants.items()),
        address=reverse(route.name, kwargs=given),
        about=about,
    )
