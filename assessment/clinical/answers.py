"""Three-valued logic over answers as text: yes, no, not assessed (`None`), which is never no."""

from __future__ import annotations

from collections.abc import Iterable

YES = "yes"
NO = "no"


def any_of(answers: Iterable[str | None]) -> str | None:
    """Yes if any is yes; else not assessed (`None`) if any is; else no."""
    known = [_known(one) for one in answers]
    if YES in known:
        return YES
    return None if None in known else NO


def all_of(answers: Iterable[str | None]) -> str | None:
    """No if any is no; else not assessed (`None`) if any is; else yes."""
    known = [_known(one) for one in answers]
    if NO in known:
        return NO
    return None if None in known else YES


def _known(answer: str | None) -> str | None:
    return answer if answer in (YES, NO) else None
