from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from assessment.cases.writing import case_text
from assessment.management.people import active_user
from assessment.services.errors import ChartRefused
from assessment.services.exporting import take_out_case
from clinics.access import AccessRefused, Member, NotFound, member_of
from clinics.models import User
from clinics.services import refusals
from patients.models import EpisodeOfCare, Patient, records_of

UNKNOWN = "No episode has this id in a clinic where this person works. Check the id and --as."


class Command(BaseCommand):
    help = (
        "Writes an episode of care out as a case file (vastus.case/1, docs/case-format.md): its "
        "visits as they were signed, and drafts as drafts. The restricted part is never in it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", help="id of the episode, or of a patient who has just one")
        parser.add_argument(
            "--as",
            dest="email",
            metavar="EMAIL",
            required=True,
            help="who exports: somebody who may read these charts; it is in the audit log",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = active_user(options["email"])
        episode, member = _found(options["id"], user)
        try:
            case, behind = take_out_case(episode=episode, by=member)
        except AccessRefused as refused:
            refusals.note(refused)
            raise CommandError(f"{user.email} may not read these charts.") from refused
        except ChartRefused as refused:
            raise CommandError(str(refused)) from refused
        if behind.void:
            self.stderr.write(f"{behind.void} void visits are not in it.")
        if behind.reminders:
            self.stderr.write(f"{behind.reminders} records of a reminder are not in it.")
        if behind.reviews:
            self.stderr.write(
                f"{behind.reviews} next reviews of drafts, which hold no longer, are not in it."
            )
        self.stdout.write(case_text(case), ending="")


def _found(typed: str, user: User) -> tuple[EpisodeOfCare, Member]:
    """The episode, and the person at work in its clinic; a stranger learns nothing of it."""
    try:
        pk = UUID(typed)
    except ValueError:
        raise CommandError(
            f"“{typed}” is no id. Copy it from the episode's or the patient's address."
        ) from None
    episodes = EpisodeOfCare.objects.select_related("clinic", "patient__merged_into")
    found = list(episodes.filter(pk=pk))
    patient = None if found else Patient.objects.filter(pk=pk).first()
    if patient is not None:
        found = list(episodes.filter(patient__in=records_of(patient)))
    if not found:
        raise CommandError(UNKNOWN)
    member = member_of(user, found[0].clinic.slug)
    if member is None:
        refusals.note(NotFound(user=user))
        raise CommandError(UNKNOWN)
    if len(found) > 1:
        named = ", ".join(f"{one.pk} ({one.opened_on:%Y-%m-%d})" for one in found)
        raise CommandError(f"This patient has several episodes. Give the id of one: {named}.")
    return found[0], member
