"""What happens to a record after its first signature, as rows: each text holds the clinic's word.

Whoever builds the service of one of these tables makes its row here through that service.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from assessment.models import (
    AmendmentRequest,
    Assessment,
    HandOver,
    KeptBeyond,
    Notice,
    ReleaseForm,
    ReviewOutcome,
)
from assessment.services import merging
from assessment.services.amendment_requests import Decision, decide_request, log_request
from assessment.services.releasing import ReleaseDetails, release
from assessment.services.reviewing import ReviewWords, add_review, answer_review, ask_for_review
from clinics.access import Role
from clinics.receipts import new_key
from patients.dates import today_at
from patients.editing import Edit
from patients.models import BreakGlass, BreakGlassReview, Patient, PatientMerge, PatientStatusChange
from patients.services import (
    declare_none_given,
    edit_patient,
    lift_restriction,
    record_restriction,
)

if TYPE_CHECKING:
    from tests.integration.walk.world import Premises


def later_life(here: Premises) -> None:
    """One row of each table that a record gains later: about the assigned patient, or apart."""
    _of_charts(here)
    _of_patients(here)


def _of_charts(here: Premises) -> None:
    from tests.integration.walk.world import word

    chart, draft = word(here.slug, "chart"), word(here.slug, "draft")
    therapist = here.members[Role.THERAPIST].user
    signed = here.thing("assessment_id", "signed")
    own: dict[str, Any] = {"clinic": here.clinic, "assessment": signed, "by": therapist}
    _reviewed(here, signed, chart)
    drafted = here.thing("assessment_id", "draft")
    HandOver.objects.create(
        **own | {"assessment": drafted},
        from_user=here.members[Role.ASSISTANT].user,
        to_user=therapist,
        reason=draft,
    )
    Notice.objects.create(
        clinic=here.clinic,
        assessment=drafted,
        recipient=here.members[Role.ASSISTANT].user,
        kind="taken_over",
        detail=draft,
        by=therapist,
    )
    KeptBeyond.objects.create(
        clinic=here.clinic,
        assessment=drafted,
        measure="single_hop",
        side="left",
        state="90 cm",
        limits=f"Brace {draft}",
        why="other",
        words=draft,
        recorded_by=therapist,
    )
    _releases(here, signed)
    _requests(here, signed)


def _releases(here: Premises, signed: Assessment) -> None:
    """The admin gave a signed evaluation out, in either form."""
    from tests.integration.walk.world import password_of, word

    admin = here.members[Role.ADMIN]
    here.things["release_id"] = {
        form.value: release(
            assessment=signed,
            version=1,
            details=ReleaseDetails(
                purpose=word(here.slug, "staff"), recipient=word(here.slug, "staff"), form=form
            ),
            password=password_of(admin, here),
            by=admin,
            key=new_key(),
        )
        for form in ReleaseForm
    }


def _requests(here: Premises, signed: Assessment) -> None:
    """The patient asked for a correction; one request is open, one was refused, one accepted."""
    from tests.integration.walk.world import word

    therapist, said = here.members[Role.THERAPIST], word(here.slug, "person")

    def logged() -> AmendmentRequest:
        return log_request(
            patient=signed.patient,
            received_on=today_at(here.clinic),
            asked=said,
            assessment=signed,
            by=here.members[Role.FRONT_DESK],
            key=new_key(),
        )

    here.things["request_id"] = {"open": logged(), "refused": logged(), "accepted": logged()}
    for name, decision in (
        ("refused", Decision(accepted=False, reason=said, disagreement=said)),
        ("accepted", Decision(accepted=True, reason=said)),
    ):
        decide_request(
            request=here.thing("request_id", name), decision=decision, by=therapist, key=new_key()
        )


def _reviewed(here: Premises, signed: Assessment, text: str) -> None:
    """The reviewer asks about one evaluation and is answered; another they still have to read."""
    therapist, reviewer = here.members[Role.THERAPIST], here.members[Role.REVIEWER]
    for name in ("signed", "amending"):
        ask_for_review(
            assessment=here.thing("assessment_id", name),
            reviewer=reviewer.user,
            note=text,
            by=therapist,
            key=new_key(),
        )
    review = add_review(
        assessment=signed,
        words=ReviewWords(version=1, outcome=ReviewOutcome.QUESTION, comment=text),
        by=reviewer,
        key=new_key(),
    )
    answer_review(review=review, text=text, by=therapist, key=new_key())
    here.things["review_id"] = {"signed": review}


def _of_patients(here: Premises) -> None:
    from tests.integration.walk.world import word

    admin = here.members[Role.ADMIN].user
    apart = here.thing("patient_id", "apart")
    own: dict[str, Any] = {
        "clinic": here.clinic,
        "by": admin,
        "name": word(here.slug, "staff"),
    }
    reason = word(here.slug, "apart")
    _merged_twice(here, apart, reason)
    _restricted(here)
    PatientStatusChange.objects.create(**own, patient=apart, kind="restored", reason=reason)
    opened = BreakGlass.objects.create(
        **own, patient=apart, reason=reason, until=timezone.now() + timedelta(minutes=1)
    )
    BreakGlassReview.objects.create(**own, access=opened, finding="justified", comment=reason)


def _restricted(here: Premises) -> None:
    """What the surgeon keeps from the leg: one that stands, one that was lifted, and none said."""
    from tests.integration.walk.world import word

    therapist = here.members[Role.THERAPIST]
    own: dict[str, Any] = {"by": therapist, "episode": here.thing("episode_id", "open")}
    today, who = today_at(here.clinic), word(here.slug, "episode")
    values = {
        "side": "left",
        "restricts": "range",
        "option": "limit",
        "low": -5,
        "high": 155,
        "level": 3,
        "who": who,
        "detail": who,
        "valid_from": today,
    }
    standing = record_restriction(**own, key=new_key(), values=values)
    ended = record_restriction(**own, key=new_key(), values=values | {"side": "right"})
    lift_restriction(
        by=therapist,
        key=new_key(),
        restriction=ended,
        values={"evidence": "letter", "detail": who, "ended_on": today},
    )
    declare_none_given(
        **own,
        key=new_key(),
        values={"side": "right", "who": who, "detail": who, "declared_on": today},
    )
    here.things["restriction_id"] = {"standing": standing, "ended": ended}


def _merged_twice(here: Premises, apart: Patient, reason: str) -> None:
    """A second record of the patient kept apart: merged, taken back after an edit, merged again."""
    from tests.integration.walk.world import password_of, register_patient

    admin = here.members[Role.ADMIN]
    own: dict[str, Any] = {"by": admin, "reason": reason, "password": password_of(admin, here)}
    double = register_patient(here.members[Role.THERAPIST], reason, "", number=f"{reason} 2")

    def merged() -> PatientMerge:
        apart.refresh_from_db()
        double.refresh_from_db()
        seen = (apart.version, double.version)
        return merging.merge(
            **own, key=new_key(), survivor=apart, merged=double, seen=seen, taken=frozenset()
        )

    undone = merged()
    apart.refresh_from_db()
    changed = Edit(values={"email": f"second@{reason}.example"}, version=apart.version)
    edit_patient(by=admin, key=new_key(), patient=apart, edit=changed)
    apart.refresh_from_db()
    double.refresh_from_db()
    seen = (apart.version, double.version)
    merging.take_back(**own, key=new_key(), merge=undone, seen=seen)
    here.things["merge_id"] = {"undone": undone, "standing": merged()}
    apart.refresh_from_db()
    assigned = here.thing("patient_id", "assigned")
    here.things["other_id"] = {"assigned": apart, "apart": assigned}
