"""The world is made once for all its tests, in a transaction that is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.integration.walk.calls import Undone
from tests.integration.walk.walking import Walk
from tests.integration.walk.world import World, make_world


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def walk(world: World) -> Walk:
    return Walk(world, Undone())
