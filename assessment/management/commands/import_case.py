from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessment.cases.format import case_in
from assessment.cases.problems import CaseRefused
from assessment.cases.resolving import Given, resolved
from assessment.management.people import person_at_work
from assessment.services.importing import Imported, import_case
from clinics.access import AccessRefused, Member
from clinics.services import refusals


class Command(BaseCommand):
    help = (
        "Brings case files (vastus.case/1, docs/case-format.md) into a clinic. Each file is taken "
        "whole or not at all; what is wrong is said by path. Visits are signed as an import that "
        "names its source, never as a clinician."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="case files, JSON in UTF-8")
        parser.add_argument("--clinic", required=True, metavar="SLUG", help="the clinic's address")
        parser.add_argument(
            "--as",
            dest="email",
            metavar="EMAIL",
            required=True,
            help="who imports: a therapist of the clinic; it is in the audit log",
        )
        parser.add_argument(
            "--start", metavar="YYYY-MM-DD", help="the day from which a file counts its offsets"
        )
        parser.add_argument(
            "--side",
            choices=("right", "left"),
            default="",
            help="the knee that a file calls involved, where the file does not say which",
        )
        parser.add_argument(
            "--undated",
            metavar="YYYY-MM-DD",
            help="the day under which a visit stands that its source does not date",
        )
        parser.add_argument(
            "--another-person",
            metavar="REASON",
            default="",
            help="why somebody who resembles a patient of the clinic is not that patient",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = person_at_work(options["email"], options["clinic"])
        given = Given(
            start=_day(options["start"], "--start"),
            side=options["side"],
            undated=_day(options["undated"], "--undated"),
        )
        failed = 0
        for name in options["files"]:
            try:
                imported = _import(Path(name), given, by, options["another_person"])
            except CaseRefused as refused:
                failed += 1
                self.stderr.write(f"{name}: refused, nothing of it was stored")
                for line in str(refused).splitlines():
                    self.stderr.write(f"  {line}")
            except AccessRefused as refused:
                refusals.note(refused)
                raise CommandError(f"{by.user.email} may not import cases here.") from refused
            else:
                self.stdout.write("\n".join(_told(name, imported)))
        if failed:
            raise CommandError(f"{failed} of {len(options['files'])} files were refused.")


def _import(path: Path, given: Given, by: Member, another_person: str) -> Imported:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
    case = resolved(case_in(raw), given)
    return import_case(case=case, by=by, another_person=another_person)


def _told(name: str, imported: Imported) -> list[str]:
    """What came of a file: the counts, what has no place, what was unusual and kept."""
    brought = imported.stored + len(imported.listed)
    lines = [
        f"{name}: episode {imported.episode.pk}, {imported.visits} visits, {brought} findings = "
        f"{imported.stored} stored + {len(imported.listed)} listed"
    ]
    if imported.diagnoses or imported.goals or imported.reviews:
        lines.append(
            f"  diagnoses: {imported.diagnoses}, goals as visits say them: {imported.goals}, "
            f"next reviews: {imported.reviews}"
        )
    if imported.activities:
        lines.append(f"  activities as visits rate them: {imported.activities}")
    lines += [f"  {one.path}: no place: {one.as_printed} ({one.why})" for one in imported.listed]
    lines += [f"  {one.path}: kept as it is: {one.question}" for one in imported.kept]
    if imported.over is not None:
        lines.append(
            f"  {imported.over.path}: was due {imported.over.due_on.isoformat()}, before this "
            "import: it is not on the follow-up list"
        )
    return lines


def _day(typed: str | None, option: str) -> date | None:
    if typed is None:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise CommandError(
            f"{option} {typed} is no day. Write it as year-month-day: 2026-03-11."
        ) from None
