"""Tests that watch a call which leaves word in the audit trail are run again without that call."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack
from typing import Any, ClassVar

import pytest

from tests.integration.walk.watched import WATCHED_BY

# Fixtures of this folder; those above it make the database and write no audit trail.
HERE = "tests/integration"


class WithoutCall(pytest.Function):
    """A test that must not pass while one call is silent; it passes by itself beside this one.

    Its own fixtures are made without the call as well.
    """

    silent = ""
    under_way: ClassVar[list[str]] = []

    def setup(self) -> None:
        from tests.integration.walk.telling import switched

        self._silence = ExitStack()
        self._silence.enter_context(switched(self.silent))
        self.under_way.append(self.nodeid)
        self._silence.callback(self.under_way.pop)
        super().setup()

    def teardown(self) -> None:
        super().teardown()
        self._silence.close()

    def runtest(self) -> None:
        try:
            super().runtest()
        except Exception:
            return
        pytest.fail(f"nothing was noticed without {self.silent}")


@pytest.hookimpl(wrapper=True)
def pytest_pycollect_makeitem(collector: Any) -> Generator[None, Any, Any]:
    made = yield
    if not isinstance(made, list):
        return made
    again = []
    for item in made:
        for site in (site for site, test in WATCHED_BY.items() if test == item.nodeid):
            name = f"{item.name}[without {site}]"
            other = WithoutCall.from_parent(collector, name=name, callobj=item.obj)
            other.silent = site
            other.add_marker(pytest.mark.once)
            again.append(other)
    return [*made, *again]


def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> None:
    """What later tests use as well is not made without a call."""
    if (
        WithoutCall.under_way
        and fixturedef.scope != "function"
        and fixturedef.baseid.startswith(HERE)
    ):
        pytest.fail(f"{WithoutCall.under_way[-1]}: {fixturedef.argname} is for several tests")
