"""The world is made once for all its tests, in a transaction that is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.integration.walk.calls import Undone
from tests.integration.walk.trail import Trail
from tests.integration.walk.walking import Walk
from tests.integration.walk.world import World, make_world

CALLS = pytest.StashKey[int]()


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def walk(world: World, pytestconfig: pytest.Config) -> Iterator[Walk]:
    walk = Walk(world, Undone())
    yield walk
    pytestconfig.stash[CALLS] = walk.undone.calls


@pytest.fixture(scope="package")
def trail(walk: Walk) -> Trail:
    return Trail(walk)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """How far the walk went."""
    if calls := config.stash.get(CALLS, 0):
        terminalreporter.write_line(f"the walk made {calls} calls")
