from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessment.selectors.proof import Proof
from assessment.selectors.versions import Finding, Integrity
from assessment.services.verifying import Tally, verify_clinic
from clinics.models import Clinic

SCHEMA = "vastus.verification/1"
# What the command ends with: anything damaged, or only what no key is at hand for.
STATUS = {Integrity.VALID: 0, Integrity.DAMAGED: 1, Integrity.UNVERIFIABLE: 2}
UNKNOWN_CLINIC = 3
WORDS = {
    Integrity.VALID: "valid",
    Integrity.DAMAGED: "damaged",
    Integrity.UNVERIFIABLE: "cannot be verified",
}


class Command(BaseCommand):
    help = (
        "Proves every signed version of every evaluation. Ends with 0 when all are valid, 1 when "
        "any is damaged, 2 when some cannot be verified because their key is not at hand."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--clinic", metavar="SLUG", help="this clinic alone")
        parser.add_argument(
            "--json", action="store_true", help="one JSON document instead of lines"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        clinics = Clinic.objects.order_by("slug")
        if options["clinic"]:
            clinics = clinics.filter(slug=options["clinic"])
            if not clinics:
                raise CommandError("There is no clinic of this name.", returncode=UNKNOWN_CLINIC)
        counted = []
        told = []
        for clinic in clinics:
            tally = Tally()
            found = []
            for proof in verify_clinic(clinic=clinic, tally=tally):
                if options["json"]:
                    found += [_as_data(proof, one) for one in proof.findings]
                else:
                    self._lines(clinic, proof)
            counted.append(tally)
            if options["json"]:
                told.append({"clinic": clinic.slug, **_counts(tally), "findings": found})
            else:
                self.stdout.write(f"{clinic.slug}: {_in_words(tally)}")
        if options["json"]:
            self.stdout.write(json.dumps({"schema": SCHEMA, "clinics": told}, indent=2))
        worst = {tally.worst for tally in counted}
        if Integrity.DAMAGED in worst:
            raise CommandError(
                "Signed records are damaged. Compare those named above with a backup.",
                returncode=STATUS[Integrity.DAMAGED],
            )
        if Integrity.UNVERIFIABLE in worst:
            raise CommandError(
                "Some signed records cannot be verified: their keys are not among "
                "VASTUS_RECORD_KEYS. Put those keys back.",
                returncode=STATUS[Integrity.UNVERIFIABLE],
            )

    def _lines(self, clinic: Clinic, proof: Proof) -> None:
        for one in proof.findings:
            what = f"version {one.number}" if one.number else "the record"
            self.stdout.write(
                f"{clinic.slug} {proof.assessment} {what}: {WORDS[one.integrity]}: "
                f"{one.fault.label}"
            )


def _as_data(proof: Proof, one: Finding) -> dict[str, Any]:
    return {
        "evaluation": proof.assessment,
        "version": one.number or None,
        "result": one.integrity.value,
        "found": one.fault.value,
    }


def _counts(tally: Tally) -> dict[str, int]:
    return {
        "evaluations": tally.evaluations,
        "versions": sum(tally.versions.values()),
        **{found.value: number for found, number in tally.versions.items()},
        "records_damaged": tally.records,
    }


def _in_words(tally: Tally) -> str:
    counts = ", ".join(f"{number} {WORDS[found]}" for found, number in tally.versions.items())
    whole = f"; {tally.records} evaluations do not fit as a whole" if tally.records else ""
    return (
        f"{sum(tally.versions.values())} signed versions of {tally.evaluations} evaluations: "
        f"{counts}{whole}."
    )
