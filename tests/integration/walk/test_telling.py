"""A test turns red when any one call that leaves word in the audit trail is taken out."""

from __future__ import annotations

import ast

import pytest

from clinics.access import Role
from tests.architecture.tree import ROOT
from tests.integration.conftest import WithoutCall
from tests.integration.walk.telling import Site, event_makers, sites, switched, unswitched
from tests.integration.walk.trail import Request, Trail
from tests.integration.walk.watched import WATCHED_BY, WATCHES

# Taken out in Python and noticed there, whichever database is below.
pytestmark = pytest.mark.once

SITES = sites()
# By how many of the requests that left word through a call it is tried without it.
TRIED = 6


def test_only_the_audit_makes_events() -> None:
    assert event_makers() == ["clinics.audit:record_each", "clinics.audit:_event"]


def test_who_leaves_word_is_called_by_its_own_name_in_a_function() -> None:
    assert unswitched() == []


def test_every_call_that_the_walk_went_through_is_known(walked: Trail) -> None:
    assert walked.strays == set()


def test_with_every_call_in_its_place_nothing_is_noticed(walked: Trail) -> None:
    first = [request for site in SITES for request in tried(walked, site)[:1]]
    with switched():
        assert [line for one in unlike(first) for line in walked.judged(one)] == []


@pytest.mark.parametrize("site", SITES, ids=str)
def test_the_walk_turns_red_without_any_one_call(walked: Trail, site: Site) -> None:
    """What it does not notice is left to the tests named in `watched.py`."""
    with switched(str(site)):
        noticed = next((line for one in tried(walked, site) for line in walked.judged(one)), "")
    watched = str(site) in WATCHED_BY
    assert noticed or watched, "Nothing misses it: name a test that does in watched.py."
    assert not (noticed and watched), f"The walk misses it, watched.py need not: {noticed}"


def test_what_the_walk_does_not_notice_is_about_calls_there_are_each_once() -> None:
    watched = [one for file in WATCHES.values() for calls in file.values() for one in calls]
    assert sorted(watched) == sorted(WATCHED_BY)
    assert set(watched) <= {str(site) for site in SITES}


def test_who_watches_is_a_test_without_parameters() -> None:
    """With parameters or by another name it would not be run again."""
    for file, tests in WATCHES.items():
        tree = ast.parse((ROOT / "tests" / "integration" / file).read_text("utf-8"))
        plain = {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            and not any("parametrize" in ast.unparse(one) for one in node.decorator_list)
        }
        assert {test.rpartition("::")[2] for test in tests} <= plain, file


def test_a_test_that_passes_without_the_call_is_told_so(request: pytest.FixtureRequest) -> None:
    again = WithoutCall.from_parent(request.node.parent, name="again", callobj=lambda: None)
    with pytest.raises(pytest.fail.Exception, match="nothing was noticed"):
        again.runtest()


@pytest.fixture
def walked(trail: Trail) -> Trail:
    """As every role: the first test waits for it."""
    for role in Role:
        trail.walked(role)
    return trail


def unlike(requests: list[Request]) -> list[Request]:
    """Each once."""
    known = {(one.member.user.pk, one.method, one.case.address): one for one in requests}
    return list(known.values())


def tried(trail: Trail, site: Site) -> list[Request]:
    """Those of one address that were opened, and those that were sent, differ most."""
    through = trail.through[str(site)]
    differing = {(one.method, one.case.route.name): one for one in reversed(through)}
    return unlike([*differing.values(), *through])[:TRIED]
