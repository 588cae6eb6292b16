"""Proving a clinic's signed records, as whoever runs the server does: nobody signs in for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import IntegerField
from django.db.models.functions import Cast

from assessment.models import SignedVersion
from assessment.selectors.proof import Proof, proofs
from assessment.selectors.versions import Fault, Finding, Integrity, worst
from clinics import audit
from clinics.audit import Verb
from clinics.models import AuditEvent, Clinic

SIGNED = (Verb.CHART_SIGNED, Verb.CHART_COSIGNED, Verb.VISIT_ATTESTED)
AT_A_TIME = 500


@dataclass
class Tally:
    """How many versions came to what; `records` are those that do not fit as a whole."""

    evaluations: int = 0
    versions: dict[Integrity, int] = field(default_factory=lambda: dict.fromkeys(Integrity, 0))
    records: int = 0

    def add(self, proof: Proof) -> None:
        self.evaluations += 1
        for number in proof.numbers:
            found = [one for one in proof.findings if one.number == number]
            self.versions[worst(found)] += 1
        self.records += any(one.number == 0 for one in proof.findings)

    @property
    def worst(self) -> Integrity:
        if self.versions[Integrity.DAMAGED] or self.records:
            return Integrity.DAMAGED
        return Integrity.UNVERIFIABLE if self.versions[Integrity.UNVERIFIABLE] else Integrity.VALID


def verify_clinic(*, clinic: Clinic, tally: Tally) -> Iterator[Proof]:
    """Each evaluation with something wrong; counts all in `tally`, and leaves one event at the end.

    A version that the audit trail says was signed, and that is gone with all that told of it, is
    found as well.
    """
    missing: set[tuple[str, int]] = set()
    for proof in proofs(clinic):
        tally.add(proof)
        if proof.findings:
            yield proof
        missing |= {
            (proof.assessment, one.number) for one in proof.findings if one.fault is Fault.MISSING
        }
    for gone in _gone(clinic):
        if gone in missing:
            continue
        assessment, number = gone
        proof = Proof(assessment, (number,), (Finding(number, Fault.MISSING),))
        tally.add(proof)
        yield proof
    with transaction.atomic():
        audit.record_account(
            user=None,
            clinic=clinic,
            verb=Verb.RECORDS_VERIFIED,
            instance=clinic,
            outcome=audit.Outcome.OK if tally.worst is Integrity.VALID else audit.Outcome.FAILED,
            detail={
                **{found.value: str(number) for found, number in tally.versions.items()},
                "records_damaged": str(tally.records),
            },
        )


def _gone(clinic: Clinic) -> Iterator[tuple[str, int]]:
    """Versions that were signed by the audit trail and are not stored."""
    events = (
        AuditEvent.objects.filter(clinic_id=clinic.pk, verb__in=SIGNED, version__isnull=False)
        .order_by("pk")
        .values_list("object_id", "version")
    )
    some: list[tuple[str, int]] = []
    for pk, number in events.iterator(AT_A_TIME):
        some.append((str(pk), int(number or 0)))
        if len(some) == AT_A_TIME:
            yield from _not_stored(some)
            some = []
    yield from _not_stored(some)


def _not_stored(some: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    rows = SignedVersion.objects.filter(assessment__in={UUID(pk) for pk, _number in some})
    # Cast, because SQLite may hold what is no number there.
    numbered = rows.annotate(as_number=Cast("number", IntegerField()))
    stored = {(str(pk), one) for pk, one in numbered.values_list("assessment_id", "as_number")}
    yield from (one for one in some if one not in stored)
