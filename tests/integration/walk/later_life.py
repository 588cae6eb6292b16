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
    Notice,
    ReleaseForm,
    Review,
    ReviewAnswer,
    ReviewRequest,
)
from assessment.services.amendment_requests import Decision, decide_request, log_request
from assessment.services.releasing import ReleaseDetails, release
from clinics.access import Role
from clinics.receipts import new_key
from patients.dates import today_at
from patients.models import (
    BreakGlass,
    BreakGlassReview,
    PatientMerge,
    PatientStatusChange,
    PatientUnmerge,
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
    reviewer = here.members[Role.REVIEWER].user
    signed = here.thing("assessment_id", "signed")
    own: dict[str, Any] = {"clinic": here.clinic, "assessment": signed, "by": therapist}
    said: dict[str, Any] = {
        "author_name": word(here.slug, "staff"),
        "author_credentials": word(here.slug, "staff"),
        "zone": here.clinic.time_zone,
    }
    ReviewRequest.objects.create(**own, version_number=1, reviewer=reviewer, note=chart)
    review = Review.objects.create(
        **own | {"by": reviewer}, **said, version_number=1, outcome="question", comment=chart
    )
    ReviewAnswer.objects.create(**own, **said, review=review, text=chart)
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
    merge = PatientMerge.objects.create(
        **own,
        survivor=apart,
        merged=here.thing("patient_id", "assigned"),
        reason=reason,
        plan={"because": reason},
    )
    PatientUnmerge.objects.create(**own, merge=merge, reason=reason, left={"because": reason})
    PatientStatusChange.objects.create(**own, patient=apart, kind="restored", reason=reason)
    opened = BreakGlass.objects.create(
        **own, patient=apart, reason=reason, until=timezone.now() + timedelta(minutes=1)
    )
    BreakGlassReview.objects.create(**own, access=opened, finding="justified", comment=reason)
