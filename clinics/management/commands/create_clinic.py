from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from clinics.models import DecimalSeparator
from clinics.roles import Role
from clinics.services.clinics import create_clinic
from clinics.services.links import invite
from clinics.site_address import site_address


class Command(BaseCommand):
    help = "Makes a clinic and prints a one-time link with which its first admin joins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--slug", required=True, help="short name in the address")
        parser.add_argument("--name", required=True)
        parser.add_argument("--admin-email", required=True)
        parser.add_argument("--time-zone", default="Europe/London", help="default %(default)s")
        parser.add_argument(
            "--decimal-separator", choices=DecimalSeparator.values, default=DecimalSeparator.POINT
        )
        parser.add_argument("--site", default="", help="e.g. https://vastus.example.org")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                clinic = create_clinic(
                    slug=options["slug"],
                    name=options["name"],
                    time_zone=options["time_zone"],
                    decimal_separator=options["decimal_separator"],
                )
                issued = invite(clinic=clinic, email=options["admin_email"], roles=[Role.ADMIN])
        except ValidationError as refused:
            raise CommandError("\n".join(_sentences(refused))) from refused
        path = reverse("clinics:join_link", kwargs={"token": issued.token})
        self.stdout.write(f"{clinic.name} is made. Hand this link to {issued.link.email}:")
        self.stdout.write(site_address(options["site"]) + path)
        self.stdout.write("It works once, for 72 hours, and is not shown again.")


def _sentences(refused: ValidationError) -> list[str]:
    if not hasattr(refused, "error_dict"):
        return refused.messages
    return [f"{field}: {' '.join(texts)}" for field, texts in refused.message_dict.items()]
