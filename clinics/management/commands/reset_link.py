from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from clinics.models import User
from clinics.services.links import issue_reset_link_as_operator
from clinics.site_address import site_address


class Command(BaseCommand):
    help = "Prints a one-time link with which a person sets a new password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--site", default="", help="e.g. https://vastus.example.org")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError("Nobody signs in with this e-mail address.")
        try:
            issued = issue_reset_link_as_operator(user=user)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        path = reverse("clinics:reset_link", kwargs={"token": issued.token})
        self.stdout.write(site_address(options["site"]) + path)
        self.stdout.write("It works once, for one hour, and is not shown again.")
