"""Answers as text in three-valued logic: not assessed is never no."""

from __future__ import annotations

import pytest

from assessment.clinical.answers import all_of, any_of


@pytest.mark.parametrize(
    ("answers", "anything", "everything"),
    [
        (["yes", None, "no"], "yes", "no"),
        (["no", None], None, "no"),
        (["yes", None], "yes", None),
        (["no", "no"], "no", "no"),
        (["yes", "yes"], "yes", "yes"),
        ([None], None, None),
        (["not_assessed", "no"], None, "no"),
        ([], "no", "yes"),
    ],
)
def test_any_and_all(
    answers: list[str | None], anything: str | None, everything: str | None
) -> None:
    assert (any_of(answers), all_of(answers)) == (anything, everything)
