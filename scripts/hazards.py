#!/usr/bin/env python3
"""The hazard log as a page, and whether every test that it names was there and ran.

`python -m scripts.hazards` writes `docs/hazards.md`. `make test` asks `not_run` at its end.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

from tests.seeded.hazards import CONTROLS, HAZARDS

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "hazards.md"
HEAD = """# Hazard log

How this app could harm somebody, what stands against it, and which test shows that it does. Written
by `make hazards` from `tests/seeded/hazards.py`; a test turns red where the page is out of date or
names a test that is not there, `make test` where a named test did not run or did not pass, and
`make seeded-faults` where a control is broken and its tests do not notice.

No clinician has reviewed it yet. It is no safety case: whoever runs the app for patients writes
their own, with a clinical safety officer where the law asks for one.
"""


def page() -> str:
    """The page as it should be."""
    parts = [HEAD]
    for hazard in HAZARDS:
        parts.append(
            f"\n## {hazard.code} {hazard.name}\n\n"
            f"Cause: {hazard.cause} Harm: {hazard.harm}\n\n"
            "| control | what stands against it | broken by way of trial | tests |\n"
            "|---|---|---|---|\n"
        )
        parts += [
            f"| {one.code} | {one.says} | {one.how_broken} | "
            f"{'<br>'.join(f'`{test}`' for test in one.tests)} |\n"
            for one in hazard.controls
        ]
    return "".join(parts)


def not_run(passed: Collection[str]) -> list[str]:
    """The tests of the log of which no case is among those that passed."""
    whole = {name.partition("[")[0] for name in passed}
    named = dict.fromkeys(test for control in CONTROLS for test in control.tests)
    return [one for one in named if one not in (passed if "[" in one else whole)]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(HAZARDS)} hazards, {len(CONTROLS)} controls")
    sys.exit(0)
