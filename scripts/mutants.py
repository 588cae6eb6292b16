#!/usr/bin/env python3
"""Changes the clinical code in one small place after another, and counts what no test notices.

`make mutants` works on a copy of the tree under `var/mutants`, with mutmut. Every function of the
packages that `[tool.mutmut]` names is changed, properties too: mutmut leaves functions alone that
have a decorator, so in the copy they are written without one, and another decorator ends the run.
What is left at the end is held against `tests/survivors`, where each survivor stands with the
reason why it was left. The result goes to `docs/mutants.md`. With `MODULES="course derive"` only
those modules are tried again, and the rest stands as the last whole run left it. Where there was
none, or another function has changed since, the table of those modules goes to the terminal alone.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.copying import ROOT, copy_of_the_tree

COPY = ROOT / "var" / "mutants"
MUTATED = COPY / "mutants"
RESULT = ROOT / "docs" / "mutants.md"
REASONS = ROOT / "tests" / "survivors"
NOTICED = ("killed", "timeout", "segfault", "suspicious")
LEFT = ("survived", "no tests")
UNTRIED = "not checked"
MOST = 10
"""Percent of the mutants that may survive, less than which is asked for."""
Reasons = Mapping[str, Mapping[str, str]]
"""By module and survivor, why it was left."""
NUMBERED = re.compile(r"^(?P<function>.+)__mutmut_\d+$")


@dataclass(frozen=True)
class Survivor:
    """A change that no test noticed: in which function, and the lines before and after it."""

    module: str
    function: str
    change: str

    @property
    def key(self) -> str:
        return f"{self.function}: {self.change}"


def main(modules: Sequence[str]) -> int:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = [Path(path) for path in settings["tool"]["mutmut"]["source_paths"]]
    paths = [path for package in packages for path in package.rglob("*.py")]
    if unknown := [one for one in modules if one not in {path.stem for path in paths}]:
        print(f"No module is called {' '.join(unknown)}.", file=sys.stderr)
        return 1
    _changeable_copy(packages, found=_found() if modules else {})
    named = [f"{_dotted(path)}.*" for path in paths if path.stem in modules]
    done = _mutmut("run", "--max-children", str(os.cpu_count() or 1), *named)
    if done:
        return done
    states = _states([])
    whole = not modules or UNTRIED not in states.values()
    if not whole:
        states = _states(named)
    survivors = list(_survivors(states))
    reasons = _reasons()
    table = written(states, survivors, reasons)
    print(table)
    wrong = list(wrong_with(states, survivors, reasons, everything=whole))
    for one in wrong:
        print(one, file=sys.stderr)
    if whole:
        RESULT.write_text(table, encoding="utf-8")
    return 1 if wrong else 0


def written(
    states: Mapping[str, str],
    survivors: Sequence[Survivor],
    reasons: Mapping[str, Mapping[str, str]],
) -> str:
    """The result as a page: the count of each module, then each survivor with its reason."""
    counts: dict[str, Counter[str]] = {}
    for mutant, state in states.items():
        counts.setdefault(_module(mutant), Counter())[state] += 1
    total = sum(counts.values(), Counter[str]())
    lines = [
        "# Mutants",
        "",
        "Written by `make mutants`. mutmut changed the functions of these modules in one small",
        "place after another (an operator, a number, a word, an argument left out), and for each",
        "change the tests named in `pyproject.toml` ran. What no test noticed survived and stands",
        "below with the reason why it was left. No function is left out; constants of a module and",
        "the catalogue are not changed: `make seeded-faults` and `check_catalogue` look at those.",
        "",
        f"{sum(total.values())} mutants: {_noticed(total)} noticed, {_left(total)} survived "
        f"({_percent(total)} %).",
        "",
        "| module | mutants | killed | ran too long | survived | % |",
        "|---|---:|---:|---:|---:|---:|",
        *(_row(f"`{module}`", count) for module, count in sorted(counts.items())),
        _row("together", total),
        "",
        "## Survivors",
    ]
    for module in sorted({one.module for one in survivors}):
        lines += ["", f"### {module}", ""]
        said = Counter(one.key for one in survivors if one.module == module)
        lines += [
            f"- `{key}`{f' ({count} times)' if count > 1 else ''}: "
            f"{reasons.get(module, {}).get(key, 'not looked at')}"
            for key, count in said.items()
        ]
    return "\n".join([*lines, ""])


def wrong_with(
    states: Mapping[str, str],
    survivors: Sequence[Survivor],
    reasons: Reasons,
    *,
    everything: bool = False,
) -> Iterator[str]:
    """What is wrong with a run: too many survivors, one without reason, a reason without one."""
    total = Counter(states.values())
    if strange := {one: count for one, count in total.items() if one not in NOTICED + LEFT}:
        yield f"Not finished: {strange}"
    if _left(total) * 100 >= MOST * sum(total.values()):
        yield f"{_left(total)} of {sum(total.values())} survived; less than {MOST} % may."
    there = {(one.module, one.key) for one in survivors}
    for module, key in sorted(there):
        if key not in reasons.get(module, {}):
            place = f"tests/survivors/{module.replace('.', '/')}.toml"
            line = f"{json.dumps(key, ensure_ascii=False)} = "
            yield f"{place} does not say why this was left:\n{line}"
    if everything:
        for module, said in reasons.items():
            for key in said:
                if (module, key) not in there:
                    yield f"{module}: no survivor any more, take it out of tests/survivors: {key}"


def _found() -> dict[Path, bytes]:
    """What earlier runs found, function by function, and which tests call which function."""
    files = [*MUTATED.rglob("*.meta"), *MUTATED.glob("mutmut-stats.json")]
    return {path: path.read_bytes() for path in files}


def _changeable_copy(packages: Sequence[Path], *, found: Mapping[Path, bytes]) -> None:
    """The tree without decorators, and beside it what was found before."""
    shutil.rmtree(COPY, ignore_errors=True)
    copy_of_the_tree(COPY)
    for path, content in found.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for package in packages:
        for path in (COPY / package).rglob("*.py"):
            path.write_text(without_decorators(path), encoding="utf-8")


KEPT_IN_PLACE = ("property", "cached_property", "cache")


def without_decorators(path: Path) -> str:
    """The module with `f = property(f)` behind each property in place of its decorator.

    Likewise where what a function gives is kept.
    """
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    functions = [one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.FunctionDef)]
    for one in sorted(functions, key=lambda one: one.lineno, reverse=True):
        if not one.decorator_list:
            continue
        decorators = [ast.unparse(decorator) for decorator in one.decorator_list]
        if len(decorators) > 1 or decorators[0] not in KEPT_IN_PLACE:
            raise SystemExit(f"{path.name}: {one.name} has a decorator, so it would be left out")
        indent = " " * one.col_offset
        put_on = f"{indent}{one.name} = {decorators[0]}({one.name})"
        lines.insert(one.end_lineno or one.lineno, put_on)
        del lines[one.decorator_list[0].lineno - 1]
    return "\n".join([*lines, ""])


def _mutmut(*arguments: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments], cwd=COPY, check=False
    ).returncode


def _states(named: Sequence[str]) -> dict[str, str]:
    """What became of each mutant, by its name."""
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", "results", "--all", "true"],
        cwd=COPY,
        capture_output=True,
        text=True,
        check=True,
    )
    rows = (line.strip().rpartition(": ") for line in done.stdout.splitlines() if line.strip())
    return {
        name: state
        for name, _, state in rows
        if not named or any(name.startswith(one.removesuffix("*")) for one in named)
    }


def _survivors(states: Mapping[str, str]) -> Iterator[Survivor]:
    """Each one that is left, with its change as mutmut shows it."""
    # mutmut reads its files from wherever it is asked.
    os.chdir(COPY)
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    for mutant, state in states.items():
        if state in LEFT:
            yield Survivor(_module(mutant), _function(mutant), _change(get_diff_for_mutant(mutant)))


def _change(diff: str) -> str:
    """The changed lines only, without their indentation: "before => after"."""
    lines = [line for line in diff.splitlines() if not line.startswith(("---", "+++"))]
    before, after = (
        " ".join(" ".join(line[1:].split()) for line in lines if line.startswith(sign))
        for sign in "-+"
    )
    return f"{before} => {after}".replace("`", "'")


def _reasons() -> dict[str, dict[str, str]]:
    """Why each survivor was left, by module; `tests/survivors` has a file for each of them."""
    return {
        ".".join(path.relative_to(REASONS).with_suffix("").parts): dict(
            tomllib.loads(path.read_text(encoding="utf-8"))
        )
        for path in sorted(REASONS.rglob("*.toml"))
    }


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts)


def _module(mutant: str) -> str:
    """The module of a mutant below the app: `clinical.derive`."""
    return mutant.rpartition(".")[0].removeprefix("assessment.")


def _function(mutant: str) -> str:
    found = NUMBERED.match(mutant.rpartition(".")[2])
    mangled = found["function"] if found else mutant
    return mangled.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")


def _noticed(count: Counter[str]) -> int:
    return sum(count[state] for state in NOTICED)


def _left(count: Counter[str]) -> int:
    return sum(count[state] for state in LEFT)


def _percent(count: Counter[str]) -> str:
    return f"{_left(count) / max(sum(count.values()), 1):.1%}".removesuffix("%")


def _row(name: str, count: Counter[str]) -> str:
    late = count["timeout"]
    return (
        f"| {name} | {sum(count.values())} | {_noticed(count) - late} | {late} | {_left(count)} "
        f"| {_percent(count)} |"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
