from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assessment.demo.loading import AlreadyThere, load_demo
from clinics.models import Clinic


class Command(BaseCommand):
    help = "Loads the demo: two clinics with their staff and invented patients."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where a clinic exists already"
        )

        parser.add_argument(
            "--with-published-passwords",
            action="store_true",
            help="load it in the production profile too, where anybody could sign in",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and Clinic.objects.exists():
            return
        if settings.PRODUCTION and not options["with_published_passwords"]:
            raise CommandError(
                "The demo's passwords are published, and this is the production profile: anybody "
                "could sign in. Set VASTUS_PROFILE=local, or say --with-published-passwords."
            )
        try:
            loaded = load_demo()
        except AlreadyThere as found:
            raise CommandError(
                "The demo, or a clinic or account with the same name, is there already; nothing "
                f"was changed. {found}"
            ) from found
        self.stdout.write(
            f"The demo is loaded: {loaded.clinics} clinics, {loaded.patients} invented patients, "
            f"{loaded.visits} visits."
        )
        self.stdout.write("Sign in with an account from clinics/demo_accounts.json.")
