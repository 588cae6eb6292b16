"""Primary keys: UUID version 7, so that rows sort by when they were made."""

from __future__ import annotations

from uuid import UUID

import uuid6


def new_id() -> UUID:
    """A fresh UUIDv7 as a standard-library `UUID`."""
    return UUID(int=uuid6.uuid7().int)
