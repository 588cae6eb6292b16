from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from clinics.checks import addresses
from config.url_table import URL_TABLE


class Command(BaseCommand):
    help = "Lists every address: its name, path, resource and action."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON list instead of columns")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [
            {
                "name": address.name,
                "path": address.path,
                "resource": URL_TABLE[address.name].resource,
                "action": URL_TABLE[address.name].action,
            }
            for address in sorted(addresses(), key=lambda address: address.path)
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=2))
            return
        widths = [max(len(row[column]) for row in rows) for column in rows[0]]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row.values(), widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())
