"""What a visit of a case file says of the activities that the patient named."""

from __future__ import annotations

from assessment.cases.case import Activity
from assessment.cases.fields import Fields
from assessment.catalogue.patient_activities import AS_BEFORE, NOT_RATED, UNABLE

MOST_ACTIVITIES = 20
"""More than are rated at once: a visit can drop some and name others."""
HIGHEST_NUMBER = 9_999
LONGEST_STATEMENT, LONGEST_WHY = 200, 300
WAYS = ("rating", "reason", "dropped")


def activities_in(visit: Fields) -> tuple[Activity, ...]:
    """What a visit says of activities, each of them once."""
    found: list[Activity] = []
    for said in visit.objects("activities", most=MOST_ACTIVITIES):
        one = _activity(said)
        first = next((other for other in found if other.number == one.number), None)
        if one.number and first is not None:
            said.complain(
                "number", f"A visit says an activity once: {first.path} is this one as well."
            )
        found.append(one)
    return tuple(found)


def _activity(said: Fields) -> Activity:
    found = Activity(
        number=said.whole("number", 1, HIGHEST_NUMBER, required=True) or 0,
        statement=said.text("statement", required=True, most=LONGEST_STATEMENT),
        rating=said.whole("rating", UNABLE, AS_BEFORE),
        reason=said.one_of("reason", tuple(one.value for one in NOT_RATED), default=""),
        dropped=said.text("dropped", most=LONGEST_WHY),
        path=said.path,
    )
    given = [way for way in WAYS if said.has(way)]
    if len(given) != 1:
        said.complain("", f"Give one of {', '.join(WAYS)}; here: {', '.join(given) or 'none'}.")
    said.done()
    return found
