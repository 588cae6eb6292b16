from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from assessment.management.people import active_user
from assessment.models import Assessment
from assessment.outputs.structured import as_json
from assessment.outputs.text import text_note
from assessment.services.errors import ChartRefused
from assessment.services.exporting import take_out
from assessment.views.facts import signed_info, standing
from clinics.access import AccessRefused, Member, NotFound, member_of
from clinics.models import User
from clinics.services import refusals

FORMATS = ("json", "text")
UNKNOWN = "No evaluation has this id in a clinic where this person works. Check the id and --as."


class Command(BaseCommand):
    help = (
        "Writes one evaluation out: the version that readers see, or a draft marked DRAFT. "
        "The restricted part is never in it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", help="id of the evaluation, as in its address")
        parser.add_argument("--format", choices=FORMATS, required=True)
        parser.add_argument(
            "--as",
            dest="email",
            metavar="EMAIL",
            required=True,
            help="who exports: somebody who may read this evaluation; it is in the audit log",
        )

        parser.add_argument(
            "--all-versions",
            action="store_true",
            help="with the versions before it, each of which has to verify; json only",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        every_version = options["all_versions"]
        if every_version and options["format"] != "json":
            raise CommandError("--all-versions goes with --format json.")
        user = active_user(options["email"])
        assessment, member = _found(options["id"], user)
        try:
            found, record = take_out(
                assessment=assessment,
                form=options["format"],
                by=member,
                every_version=every_version,
            )
        except AccessRefused as refused:
            refusals.note(refused)
            raise CommandError(f"{user.email} may not read this evaluation.") from refused
        except ChartRefused as refused:
            raise CommandError(str(refused)) from refused
        if found.chain.findings:
            self.stderr.write(
                "An earlier version of this evaluation cannot be verified: the key it was signed "
                "with is not among VASTUS_RECORD_KEYS."
            )
        written = (
            as_json(
                record,
                signed_info(found, every_version=every_version),
                state=assessment.state,
            )
            if options["format"] == "json"
            else text_note(record, **standing(found))
        )
        self.stdout.write(written, ending="")


def _found(typed: str, user: User) -> tuple[Assessment, Member]:
    """The evaluation, and the person at work in its clinic; a stranger learns nothing of it."""
    try:
        pk = UUID(typed)
    except ValueError:
        raise CommandError(
            f"“{typed}” is no id of an evaluation. Copy it from the evaluation's address."
        ) from None
    assessment = (
        Assessment.objects.select_related("clinic", "patient__merged_into", "episode", "author")
        .filter(pk=pk)
        .first()
    )
    if assessment is None:
        raise CommandError(UNKNOWN)
    member = member_of(user, assessment.clinic.slug)
    if member is None:
        refusals.note(NotFound(user=user))
        raise CommandError(UNKNOWN)
    return assessment, member
