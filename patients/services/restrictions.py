"""Restrictions of a limb: recorded, renewed, lifted with evidence, adopted, or declared as none.

A restriction is never changed or deleted: what ends it is a row of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from assessment.catalogue.types import (
    RESTRICTED_THINGS,
    EndedBy,
    Evidence,
    Numbers,
    Restricts,
    SourceLevel,
)
from clinics.access import Member, Permission, require
from clinics.audit import Verb, record
from clinics.receipts import Answer, digest_of, once
from patients.dates import LONGEST_PLANNED, today_at
from patients.editing import cleaned
from patients.models import EpisodeOfCare, NoRestrictions, Restriction, RestrictionEnd
from patients.rules import Found, check
from patients.services.renewing import renewing_faults
from patients.services.rows import hold_not_void

LOWEST, HIGHEST, HEAVIEST = -20, 160, 300
"""Angles in degrees of flexion, and a load in percent or kilograms: what a form takes."""

Values = Mapping[str, Any]


def record_restriction(
    *, by: Member, key: str, episode: EpisodeOfCare, values: Values
) -> Restriction:
    """Record one restriction of one limb."""
    require(by, Permission.WRITE_JUDGEMENT, episode)
    entered = clean_restriction(values)

    def act() -> Answer:
        hold_not_void(episode.patient_id)
        made = _made(by, episode, entered)
        _note(by, Verb.RESTRICTION_RECORDED, made)
        return {"restriction": str(made.pk)}

    answer = once(
        by=by,
        key=key,
        purpose="restriction.record",
        digest=digest_of({"episode": episode.pk, **entered}),
        act=act,
    )
    return _found(by, answer["restriction"])


def renew_restriction(
    *, by: Member, key: str, restriction: Restriction, values: Values
) -> Restriction:
    """Put a newer restriction in the place of one that stands: the older one is superseded.

    Raises `ValidationError` by field for a lower source, and for what allows more without saying
    how that is known.
    """
    require(by, Permission.WRITE_JUDGEMENT, restriction)
    entered = clean_restriction(
        {**values, "side": restriction.side, "restricts": restriction.restricts}
    )
    check(lambda: renewing_faults(restriction, entered))

    def act() -> Answer:
        _hold_standing(by, restriction)
        made = _made(by, restriction.episode, entered)
        RestrictionEnd.objects.create(
            clinic=by.clinic,
            restriction=restriction,
            kind=EndedBy.SUPERSEDED.value,
            successor=made,
            ended_on=max(made.valid_from, restriction.valid_from),
            name=by.user.full_name,
            by=by.user,
        )
        _note(by, Verb.RESTRICTION_RENEWED, made)
        return {"restriction": str(made.pk)}

    answer = once(
        by=by,
        key=key,
        purpose="restriction.renew",
        digest=digest_of({"restriction": restriction.pk, **entered}),
        act=act,
    )
    return _found(by, answer["restriction"])


def lift_restriction(*, by: Member, key: str, restriction: Restriction, values: Values) -> None:
    """Lift a restriction, with what lifts it. It stays in the list with who lifted it, and why."""
    require(by, Permission.WRITE_JUDGEMENT, restriction)
    entered = cleaned(
        RestrictionEnd,
        {"evidence": "", "detail": "", "ended_on": today_at(by.clinic), **values},
    )
    check(lambda: _lifting_faults(entered, restriction, today_at(by.clinic)))

    def act() -> Answer:
        _hold_standing(by, restriction)
        RestrictionEnd.objects.create(
            clinic=by.clinic,
            restriction=restriction,
            kind=EndedBy.LIFTED.value,
            name=by.user.full_name,
            by=by.user,
            **entered,
        )
        _note(by, Verb.RESTRICTION_LIFTED, restriction)
        return {}

    once(
        by=by,
        key=key,
        purpose="restriction.lift",
        digest=digest_of({"restriction": restriction.pk, **entered}),
        act=act,
    )


def adopt_lines(
    *, by: Member, key: str, episode: EpisodeOfCare, lines: Sequence[Values]
) -> list[Restriction]:
    """Adopt the chosen lines of a reference template: each becomes a restriction of its own."""
    require(by, Permission.WRITE_JUDGEMENT, episode)
    if not lines:
        raise ValidationError(_("Tick the lines that hold for this patient. None was adopted."))
    entered = [clean_restriction({**one, "level": SourceLevel.TEMPLATE.value}) for one in lines]

    def act() -> Answer:
        hold_not_void(episode.patient_id)
        made = [_made(by, episode, one) for one in entered]
        record(
            by=by,
            verb=Verb.RESTRICTIONS_ADOPTED,
            instance=episode,
            detail={"restrictions": " ".join(str(one.pk) for one in made)},
        )
        return {"restrictions": [str(one.pk) for one in made]}

    answer = once(
        by=by,
        key=key,
        purpose="restriction.adopt",
        digest=digest_of({"episode": episode.pk, "lines": entered}),
        act=act,
    )
    return [_found(by, pk) for pk in answer["restrictions"]]


def declare_none_given(
    *, by: Member, key: str, episode: EpisodeOfCare, values: Values
) -> NoRestrictions:
    """Write down that somebody was asked and gave no restriction for a limb."""
    require(by, Permission.WRITE_JUDGEMENT, episode)
    today = today_at(by.clinic)
    entered = cleaned(NoRestrictions, {"side": "", "who": "", "declared_on": today, **values})
    check(lambda: _past(entered, "declared_on", today))

    def act() -> Answer:
        hold_not_void(episode.patient_id)
        made = NoRestrictions.objects.create(
            clinic=by.clinic, episode=episode, name=by.user.full_name, by=by.user, **entered
        )
        record(by=by, verb=Verb.NO_RESTRICTIONS_DECLARED, instance=made)
        return {"declared": str(made.pk)}

    answer = once(
        by=by,
        key=key,
        purpose="restriction.none",
        digest=digest_of({"episode": episode.pk, **entered}),
        act=act,
    )
    declared: NoRestrictions = NoRestrictions.objects.of_clinic(by.clinic).get(
        pk=answer["declared"]
    )
    return declared


def clean_restriction(values: Values) -> dict[str, Any]:
    """The values as they are stored; raises `ValidationError` by field.

    Numbers that the option does not carry are left out, and those that it does have to be there.
    """
    required = dict.fromkeys(("side", "restricts", "option", "level", "who", "valid_from"), "")
    typed = {name: value for name, value in values.items() if value is not None}
    entered = cleaned(Restriction, required | typed)
    check(lambda: _faults(entered))
    numbers = _numbers(entered)
    return entered | {
        "low": entered.get("low") if numbers in (Numbers.RANGE, Numbers.ANGLE) else None,
        "high": entered.get("high")
        if numbers in (Numbers.RANGE, Numbers.UP_TO, Numbers.LOAD)
        else None,
    }


def _numbers(entered: Values) -> Numbers:
    return RESTRICTED_THINGS[Restricts(entered["restricts"])].option(entered["option"]).numbers


def _faults(entered: Values) -> Found:
    thing = RESTRICTED_THINGS[Restricts(entered["restricts"])]
    if entered["option"] not in {one.code for one in thing.options}:
        return [("option", _("Choose what is still allowed of this."))]
    found = _number_faults(entered, _numbers(entered))
    until, valid_from = entered.get("until"), entered["valid_from"]
    if until is not None and until < valid_from:
        found.append(("until", _("This day is before the first one.")))
    return found


def _number_faults(entered: Values, numbers: Numbers) -> Found:
    low, high = entered.get("low"), entered.get("high")
    found: Found = []
    if numbers in (Numbers.RANGE, Numbers.ANGLE):
        found += _angle_faults("low", low)
    if numbers in (Numbers.RANGE, Numbers.UP_TO):
        found += _angle_faults("high", high)
    if numbers is Numbers.LOAD and (high is None or not 0 <= high <= HEAVIEST):
        found.append(("high", _("Give the load the leg may bear, 0 to %d.") % HEAVIEST))
    if not found and low is not None and high is not None and low > high:
        found.append(("high", _("This is less than where the range begins.")))
    return found


def _angle_faults(name: str, angle: Any) -> Found:
    if angle is None or not LOWEST <= angle <= HIGHEST:
        text = _("Give an angle of %(low)d to %(high)d°; hyperextension is below 0.")
        return [(name, text % {"low": LOWEST, "high": HIGHEST})]
    return []


def _lifting_faults(entered: Values, restriction: Restriction, today: date) -> Found:
    found: Found = []
    if entered["evidence"] not in set(Evidence):
        found.append(("evidence", _("Choose what lifts it. It still holds.")))
    if not entered["detail"]:
        text = _("Write which letter, who said so and when, or which criteria. It still holds.")
        found.append(("detail", text))
    if entered["ended_on"] < restriction.valid_from:
        found.append(("ended_on", _("This day is before the restriction began.")))
    return found + _past(entered, "ended_on", today)


def _past(entered: Values, name: str, today: date) -> Found:
    if entered[name] > today:
        return [(name, _("This date lies in the future."))]
    return []


def _made(by: Member, episode: EpisodeOfCare, entered: Values) -> Restriction:
    today = today_at(by.clinic)
    latest = today + LONGEST_PLANNED
    for name in ("valid_from", "until"):
        day = entered.get(name)
        if day is not None and day > latest:
            raise ValidationError({name: [_("This date lies more than two years ahead.")]})
    made: Restriction = Restriction.objects.create(
        clinic=by.clinic, episode=episode, name=by.user.full_name, by=by.user, **entered
    )
    return made


def _hold_standing(by: Member, restriction: Restriction) -> None:
    """Hold the person; raises `ValidationError` where the restriction came to its end meanwhile."""
    hold_not_void(restriction.episode.patient_id)
    if RestrictionEnd.objects.of_clinic(by.clinic).filter(restriction=restriction).exists():
        raise ValidationError(
            _("This restriction was lifted or renewed meanwhile. Look at the list again.")
        )


def _found(by: Member, pk: str) -> Restriction:
    found: Restriction = (
        Restriction.objects.of_clinic(by.clinic).select_related("episode").get(pk=pk)
    )
    return found


def _note(by: Member, verb: Verb, restriction: Restriction) -> None:
    record(by=by, verb=verb, instance=restriction)
