"""What colleagues did with a person's charts since they last looked."""

from __future__ import annotations

from assessment.models import Notice
from clinics.access import Member, Permission

LISTED = 20


def notices_of(member: Member) -> list[Notice]:
    """This person's notices that they did not put away yet, the latest first.

    About charts that they may read today: who lost a patient or a role is told nothing more.
    """
    return list(
        Notice.objects.for_user(member, Permission.READ_CHART)
        .filter(recipient=member.user, seen_at=None)
        .select_related("assessment__patient__merged_into", "assessment__clinic", "by")
        .order_by("-at", "-id")[:LISTED]
    )
