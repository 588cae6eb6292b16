#!/usr/bin/env python3
"""Puts the faults of `tests/seeded` in, one by one, and lists which tests each turned red.

`make seeded-faults` works on copies of the tree in a temporary directory, never on the checkout.
First the named tests run there unharmed. Then each fault is put in, its tests run on SQLite, and
it is taken out again. A fault whose text is no longer there, that a named test does not notice, or
that breaks the program instead of misleading it, ends the run red. The table goes to the terminal
and to `docs/seeded-faults.md`; with `TRAPS="T6 T37"` only those faults are tried, and to the
terminal alone.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.copying import ROOT, copy_of_the_tree
from tests.seeded import FAULTS, Fault

RESULT = ROOT / "docs" / "seeded-faults.md"
COPIES = 2
LONGEST = 300
"""Seconds that the tests of one fault may take: a fault can make a loop endless."""
BROKEN = ("AttributeError", "ImportError", "NameError", "SyntaxError", "TypeError")
"""What a program fails with that does not run at all, which any test would notice."""


@dataclass(frozen=True)
class Ran:
    """What became of a run: each test case by its node id, and why it failed, if it did."""

    cases: dict[str, str]
    said: str

    @property
    def red(self) -> tuple[str, ...]:
        """The cases that failed."""
        return tuple(case for case, why in self.cases.items() if why)

    def of(self, test: str) -> dict[str, str]:
        """The cases that a named test stands for."""
        return {
            case: why
            for case, why in self.cases.items()
            if case == test or case.startswith(f"{test}[")
        }


@dataclass(frozen=True)
class Outcome:
    """A fault with the test cases that it turned red, and what is wrong with the fault itself."""

    fault: Fault
    red: tuple[str, ...]
    wrong: str = ""


def main(traps: Sequence[str]) -> int:
    faults = [one for one in FAULTS if not traps or one.trap in traps]
    if not faults:
        print(f"No fault is behind {' '.join(traps)}.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="seeded-faults-") as folder:
        copies = [copy_of_the_tree(Path(folder) / str(number)) for number in range(COPIES)]
        named = list(dict.fromkeys(test for fault in faults for test in fault.red))
        print(f"{len(faults)} faults, {len(named)} tests. Unharmed first ...", flush=True)
        unharmed = _run(copies[0], named)
        if wrong := _not_green(unharmed, named):
            print(wrong, unharmed.said, sep="\n")
            return 1
        outcomes = _all(faults, copies)
    table = written(outcomes)
    print(table)
    faulty = [one for one in outcomes if one.wrong]
    for one in faulty:
        print(f"{one.fault.trap}, {one.fault.says} {one.wrong}", file=sys.stderr)
    if not faulty and not traps:
        RESULT.write_text(table, encoding="utf-8")
    return 1 if faulty else 0


def written(outcomes: Sequence[Outcome]) -> str:
    """The result as a page: what was put in, and what it turned red."""
    traps = len({one.fault.trap for one in outcomes})
    red = sum(len(one.red) for one in outcomes)
    lines = [
        "# Seeded faults",
        "",
        "Written by `make seeded-faults`. Each mistake was put into a copy of the sources by",
        "itself (`tests/seeded/`), the tests it is meant for ran on SQLite, and those in its last",
        "column failed; without it they pass. A number in brackets says in how many cases.",
        "",
        f"{len(outcomes)} faults behind {traps} traps; {red} failures of tests. "
        f"Faults that nothing noticed: {sum(not one.red for one in outcomes)}.",
        "",
        "| trap | fault | tests turned red |",
        "|---|---|---|",
    ]
    lines += [
        f"| {one.fault.trap} | {one.fault.says} | {'<br>'.join(_counted(one.red))} |"
        for one in outcomes
    ]
    return "\n".join([*lines, ""])


def _counted(cases: Iterable[str]) -> list[str]:
    """Each test once, with how many of its cases failed where it has several."""
    counts: dict[str, int] = {}
    for case in cases:
        test = case.partition("[")[0]
        counts[test] = counts.get(test, 0) + 1
    return [
        f"`{test.removeprefix('tests/')}`" + (f" ({count})" if count > 1 else "")
        for test, count in counts.items()
    ]


def _all(faults: Sequence[Fault], copies: Sequence[Path]) -> list[Outcome]:
    """Every one of the faults in turn, on as many copies at once as there are."""
    free: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for place in copies:
        free.put(place)

    def tried(fault: Fault) -> Outcome:
        place = free.get()
        try:
            return _tried(fault, place)
        finally:
            free.put(place)
            print(".", end="", flush=True)

    with ThreadPoolExecutor(len(copies)) as workers:
        found = list(workers.map(tried, faults))
    print()
    return found


def _tried(fault: Fault, place: Path) -> Outcome:
    try:
        with _put_in(fault, place):
            ran = _run(place, fault.red)
    except LookupError as missing:
        return Outcome(fault, (), str(missing))
    missed = [test for test in fault.red if not any(ran.of(test).values())]
    broken = [case for case in ran.red if ran.cases[case].startswith(BROKEN)]
    wrong = ""
    if missed:
        wrong = f"Not noticed by {', '.join(missed)}.\n{ran.said}"
    elif broken:
        wrong = f"It breaks the program in {', '.join(broken)}.\n{ran.said}"
    return Outcome(fault, ran.red, wrong)


@contextmanager
def _put_in(fault: Fault, place: Path) -> Iterator[None]:
    """The fault is in the copy until the end of the block."""
    sound = {edit.path: (place / edit.path).read_text(encoding="utf-8") for edit in fault.edits}
    faulty = dict(sound)
    for edit in fault.edits:
        if faulty[edit.path].count(edit.old) != 1:
            raise LookupError(f"{edit.path} does not hold this text once: {edit.old!r}")
        faulty[edit.path] = faulty[edit.path].replace(edit.old, edit.new)
    try:
        for path, text in faulty.items():
            (place / path).write_text(text, encoding="utf-8")
        yield
    finally:
        for path, text in sound.items():
            (place / path).write_text(text, encoding="utf-8")


def _run(place: Path, tests: Sequence[str]) -> Ran:
    """The tests in a copy of the tree. Bytecode is not kept: a fault may be as long as the sound
    text and put in within the same second.
    """
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "VASTUS_TEST_TOTALS", "PYTHONPATH")
    } | {"PYTHONDONTWRITEBYTECODE": "1"}
    report = place / "seeded-faults.xml"
    report.unlink(missing_ok=True)
    command = [
        *(sys.executable, "-m", "pytest", "-q", "--tb=line", "-p", "no:cacheprovider"),
        *(f"--junitxml={report}", "-o", "junit_family=xunit1", *tests),
    ]
    try:
        done = subprocess.run(
            command,
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        return Ran({}, f"The tests took longer than {LONGEST} s.")
    said = f"{done.stdout[-3000:]}{done.stderr[-1000:]}"
    return Ran(_cases(report) if report.exists() else {}, said)


def _cases(report: Path) -> dict[str, str]:
    """Each test case of a run, and why it failed, if it did; one that did not begin is no case."""
    return {
        f"{case.get('file')}::{case.get('name')}": _why(case)
        for case in ET.parse(report).iter("testcase")
        if case.find("error") is None and case.find("skipped") is None
    }


def _why(case: ET.Element) -> str:
    failure = case.find("failure")
    return "" if failure is None else failure.get("message") or "failed"


def _not_green(unharmed: Ran, named: Sequence[str]) -> str:
    """What of the named tests is missing or fails without any fault."""
    missing = [test for test in named if not unharmed.of(test)]
    lines = [f"No such test: {test}" for test in missing]
    return "\n".join([*lines, *(f"Fails without a fault: {case}" for case in unharmed.red)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
