"""A part of a record from its JSON. What a part does not know is refused, not dropped."""

from __future__ import annotations

from dataclasses import fields
from typing import Any


def build(cls: type[Any], data: dict[str, Any], **built: Any) -> Any:
    """The part of that class; `built` are its own parts, made before."""
    known = {one.name for one in fields(cls)}
    unknown = set(data) - known
    if unknown:
        raise ValueError(f"{cls.__name__} has no {', '.join(sorted(unknown))}")
    return cls(**{**{key: _tuples(value) for key, value in data.items()}, **built})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value
