"""A patient whose record is restricted: the assistant is on the care team, the therapist is not.

Whoever finds patients finds the name, with the word `closed`; what stands in the chart holds the
word `kept`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from assessment.models import PlannedReview
from clinics.access import Role
from clinics.receipts import new_key
from patients.models import BreakGlass, CareTeamMember
from patients.services import add_contact
from patients.services.care_team import restrict

if TYPE_CHECKING:
    from tests.integration.walk.world import Premises


def restricted_record(here: Premises) -> None:
    """Charted and signed by the therapist, then restricted, and opened once by a colleague."""
    from tests.integration.walk import world

    therapist, admin = here.members[Role.THERAPIST], here.members[Role.ADMIN]
    colleague = here.outsiders[world.UNPROVEN]
    kept, staff = world.word(here.slug, "kept"), world.word(here.slug, "staff")
    patient = world.register_patient(therapist, world.word(here.slug, "closed"), "")
    contact = {"role": "gp", "name": f"Dr {patient.family_name}"}
    here.things["contact_id"]["restricted"] = add_contact(
        by=therapist, key=new_key(), patient=patient, values=contact
    )
    episode = world.open_episode_of(therapist, patient, kept)
    here.things["episode_id"]["restricted"] = episode
    chart = world.started(therapist, episode, date(2026, 4, 20), kept)
    here.things["assessment_id"]["restricted"] = chart
    world.fill(chart, therapist, kept, here)
    world.judge(chart, "restricted", kept, here)
    world.sign(chart, therapist, here, "kept")
    chart.refresh_from_db()
    here.things["planned_id"]["restricted"] = PlannedReview.objects.get(assessment=chart)
    restrict(
        by=admin,
        key=new_key(),
        patient=patient,
        reason=f"Works here {staff}",
        team=[here.members[Role.ASSISTANT].user.pk, colleague.pk],
    )
    patient.refresh_from_db()
    here.things["patient_id"]["restricted"] = patient
    here.things["other_id"]["restricted"] = here.thing("patient_id", "assigned")
    here.things["place_id"] = {
        "current": CareTeamMember.objects.get(patient=patient, user=colleague)
    }
    began = timezone.now() - timedelta(days=9)
    waiting = BreakGlass.objects.create(
        clinic=here.clinic,
        patient=patient,
        by=here.outsiders[world.FORMER],
        name=staff,
        reason=f"Fell in the gym {staff}",
        at=began,
        until=began + timedelta(minutes=60),
    )
    judged = BreakGlass.objects.get(clinic=here.clinic, review__isnull=False)
    here.things["access_id"] = {"judged": judged, "waiting": waiting}
