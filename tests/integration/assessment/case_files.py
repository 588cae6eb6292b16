"""Case files brought in and taken out at the command line, as a person does it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import CommandError, call_command

from assessment.cases.case import Case
from assessment.cases.format import case_in
from assessment.cases.resolving import Given, resolved
from assessment.models import Assessment, UnplacedFinding, reading_models
from patients.models import EpisodeOfCare

ROOT = Path(__file__).resolve().parents[3]
CASES = ROOT / "tests" / "cases"
AMINA, FREJA = "amina.khan@riverside.example", "freja.lindqvist@nordhavn.example"
RIVERSIDE, NORDHAVN = ("riverside", AMINA), ("nordhavn", FREJA)
START = "2026-01-12"


@dataclass(frozen=True)
class Told:
    """What the command said, and whether it took every file."""

    taken: bool
    out: str
    err: str


def example() -> dict[str, Any]:
    """The example of docs/case-format.md."""
    text = (ROOT / "docs" / "case-format.md").read_text(encoding="utf-8")
    block = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert block is not None
    found: dict[str, Any] = json.loads(block[1])
    return found


def bring(
    *files: Path, into: tuple[str, str] = RIVERSIDE, start: str = START, options: Sequence[str] = ()
) -> Told:
    """Imports files; a refusal is told, not raised."""
    slug, email = into
    out, err = StringIO(), StringIO()
    arguments = [*map(str, files), "--clinic", slug, "--as", email]
    if start:
        arguments += ["--start", start]
    try:
        call_command("import_case", *arguments, *options, stdout=out, stderr=err)
    except CommandError as refused:
        return Told(False, out.getvalue(), f"{err.getvalue()}{refused}")
    return Told(True, out.getvalue(), err.getvalue())


def taken_out(episode: EpisodeOfCare, email: str = AMINA) -> str:
    """The episode's case file."""
    out = StringIO()
    call_command("export_case", str(episode.pk), "--as", email, stdout=out)
    return out.getvalue()


def episode_in(slug: str) -> EpisodeOfCare:
    """The clinic's only episode."""
    return EpisodeOfCare.objects.get(clinic__slug=slug)


def written(folder: Path, data: object, name: str = "case.json") -> Path:
    """A file of this content: bytes as they are, anything else as JSON."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return path


def rows() -> dict[str, int]:
    """How many rows each table of ours holds."""
    return {
        model._meta.label: model._default_manager.count()
        for label in ("clinics", "patients", "assessment")
        for model in apps.get_app_config(label).get_models()
    }


def stored_readings(episode: EpisodeOfCare) -> int:
    return sum(
        model.objects.filter(assessment__episode=episode).count()
        for model in reading_models().values()
    )


def listed(episode: EpisodeOfCare) -> int:
    return UnplacedFinding.objects.filter(assessment__episode=episode).count()


def visits_of(episode: EpisodeOfCare) -> list[Assessment]:
    return list(Assessment.objects.filter(episode=episode))


def differences(one: str, other: str) -> list[tuple[str, str]]:
    """The lines by which two files differ, pair by pair; they have as many lines."""
    pairs = zip(one.splitlines(), other.splitlines(), strict=True)
    return [(before.strip(), after.strip()) for before, after in pairs if before != after]


def said_in(raw: bytes, given: Given, units: frozenset[tuple[str, str]] = frozenset()) -> Case:
    """The case of a file with everything settled and in one order, to be set beside another.

    `units` are the measures whose unit another file leaves out, with that unit.
    """
    case = resolved(case_in(raw), given)
    return replace(
        case,
        visits=tuple(
            replace(
                visit,
                setups=tuple(sorted(visit.setups, key=repr)),
                findings=tuple(
                    sorted(
                        (
                            replace(one, unit="") if (one.measure, one.unit) in units else one
                            for one in visit.findings
                        ),
                        key=lambda one: (one.measure, one.side, one.trial),
                    )
                ),
            )
            for visit in case.visits
        ),
    )


def counted(data: Mapping[str, Any]) -> int:
    """How many findings a file brings."""
    return sum(len(visit["findings"]) for visit in data["visits"])
