"""Rows for tests of the database's own rules, made without services."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from assessment import catalogue
from assessment.models import (
    Abandonment,
    ActivityAtVisit,
    AlertResponse,
    Amendment,
    AmendmentDecision,
    AmendmentRequest,
    Assessment,
    Diagnosis,
    Discarding,
    FollowUpOutcome,
    Goal,
    GoalAtVisit,
    KeptBeyond,
    Meaning,
    NextReview,
    Participation,
    PatientActivity,
    PlannedReview,
    ReadingMark,
    RedFlagAlert,
    ReturnForCorrection,
    Review,
    ReviewAnswer,
    SectionStatus,
    Setup,
    SetupValue,
    SignedVersion,
    State,
    Submission,
    TakingBack,
    UnplacedFinding,
    VisitSource,
    Voiding,
    reading_models,
)
from clinics.models import Clinic, User
from patients.models import (
    BreakGlass,
    BreakGlassReview,
    EpisodeOfCare,
    NoRestrictions,
    Patient,
    PatientMerge,
    PatientUnmerge,
    Restriction,
    RestrictionEnd,
)

AT = datetime(2026, 4, 28, 9, 20, tzinfo=UTC)


def make_clinic(slug: str = "riverside") -> Clinic:
    return Clinic.objects.create(slug=slug, name=slug.title(), time_zone="Europe/London")


def make_user(email: str = "amina.khan@example.org") -> User:
    return User.objects.create(email=email, full_name="Amina Khan", credentials="PT")


def make_patient(clinic: Clinic, user: User, number: str = "10442") -> Patient:
    return Patient.objects.create(
        clinic=clinic,
        number=number,
        family_name="Ortiz",
        given_name="Beatriz",
        birth_date=date(2002, 3, 11),
        updated_by=user,
    )


def make_episode(patient: Patient, user: User) -> EpisodeOfCare:
    return EpisodeOfCare.objects.create(
        clinic=patient.clinic,
        patient=patient,
        kind="acl_reconstruction",
        problem="Left ACL reconstruction",
        side="left",
        opened_on=date(2026, 3, 1),
        updated_by=user,
    )


def make_draft(episode: EpisodeOfCare, user: User) -> Assessment:
    return Assessment.objects.create(
        clinic=episode.clinic,
        patient=episode.patient,
        episode=episode,
        kind="initial",
        visit_at=AT,
        visit_date=AT.date(),
        visit_zone="Europe/London",
        involved_side="left",
        author=user,
    )


def fill(assessment: Assessment, user: User) -> None:
    """One row in every chart table."""
    own = {"clinic": assessment.clinic, "assessment": assessment}
    setup = Setup.objects.create(**own, measure="knee_extension_force")
    SetupValue.objects.create(**own, setup=setup, field="fixation", choice="belt", recorded_by=user)
    for section, model in reading_models().items():
        first = catalogue.section(section).measures[0]
        model.objects.create(**own, measure=first.code, text="as charted", recorded_by=user)
    ReadingMark.objects.create(
        **own, measure="knee_extension_force", side="left", pain=6, recorded_by=user
    )
    SectionStatus.objects.create(**own, section="strength", version=1)
    Participation.objects.create(**own, user=user)
    NextReview.objects.create(**own, kind="weeks", weeks=6, recorded_by=user)
    KeptBeyond.objects.create(
        **own, measure="single_hop", state="90 cm", limits="a", why="by_chance", recorded_by=user
    )
    RedFlagAlert.objects.create(
        **own,
        rule="RF-10",
        rule_version=1,
        level="L1",
        wording="emergency",
        inputs_digest="a",
        raised_by=user,
    )
    AlertResponse.objects.create(**own, rule="RF-10", level="L1", kind="seen", by=user)
    VisitSource.objects.create(**own, citation="A case report")
    UnplacedFinding.objects.create(**own, number=1, as_printed="10 units", why="no such measure")
    Diagnosis.objects.create(
        **own, place=1, text="Knee pain", side="left", primary=True, recorded_by=user
    )
    GoalAtVisit.objects.create(
        **own,
        episode=assessment.episode,
        goal=make_goal(assessment, user),
        statement="Stairs",
        recorded_by=user,
    )
    ActivityAtVisit.objects.create(
        **own,
        episode=assessment.episode,
        activity=make_activity(assessment, user),
        statement="Stairs",
        rating=4,
        recorded_by=user,
    )


def make_activity(assessment: Assessment, user: User) -> PatientActivity:
    """That the patient named an activity at this visit; what it says is not said yet."""
    return PatientActivity.objects.create(
        clinic=assessment.clinic,
        episode=assessment.episode,
        number=PatientActivity.objects.filter(episode=assessment.episode).count() + 1,
        named_at=assessment,
        by=user,
    )


def make_goal(assessment: Assessment, user: User) -> Goal:
    """That the episode has a goal, set at this visit; what it says is not said yet."""
    return Goal.objects.create(
        clinic=assessment.clinic,
        episode=assessment.episode,
        number=Goal.objects.filter(episode=assessment.episode).count() + 1,
        set_at=assessment,
        by=user,
    )


def add_version(assessment: Assessment, user: User, number: int = 1) -> SignedVersion:
    return SignedVersion.objects.create(
        clinic=assessment.clinic,
        assessment=assessment,
        number=number,
        payload="{}",
        schema="s",
        renderer="r",
        catalogue_version="c",
        app_version="a",
        sha256="0" * 64,
        mac="0" * 64,
        key_id="test",
        by=user,
        signer_name=user.full_name,
        meaning=Meaning.AUTHOR,
        zone="Europe/London",
        offset_minutes=60,
        digest_seen="0" * 64,
    )


def add_submission(assessment: Assessment, user: User, number: int = 1) -> Submission:
    return Submission.objects.create(
        clinic=assessment.clinic,
        assessment=assessment,
        round=number,
        by=user,
        signer_name=user.full_name,
        meaning=Meaning.SUBMITTED,
        zone="Europe/London",
        offset_minutes=60,
        digest_seen="0" * 64,
    )


def add_return(assessment: Assessment, user: User, number: int = 1) -> ReturnForCorrection:
    return ReturnForCorrection.objects.create(
        clinic=assessment.clinic, assessment=assessment, round=number, by=user, comment="Why"
    )


def add_plan(assessment: Assessment, user: User, due_on: date = date(2026, 6, 9)) -> PlannedReview:
    return PlannedReview.objects.create(
        clinic=assessment.clinic,
        assessment=assessment,
        counted_from=assessment,
        version=SignedVersion.objects.filter(assessment=assessment).first()
        or add_version(assessment, user),
        kind="date",
        due_on=due_on,
        by=user,
    )


def add_outcome(planned: PlannedReview, user: User) -> FollowUpOutcome:
    return FollowUpOutcome.objects.create(
        clinic=planned.clinic,
        assessment=planned.assessment,
        planned=planned,
        review=planned.review,
        outcome="message_left",
        by=user,
    )


def add_amendment(
    assessment: Assessment, user: User, number: int = 2, attempt: int = 1
) -> Amendment:
    return Amendment.objects.create(
        clinic=assessment.clinic,
        assessment=assessment,
        number=number,
        attempt=attempt,
        by=user,
        reason="Why",
    )


def add_abandonment(assessment: Assessment, user: User, number: int = 2) -> Abandonment:
    return Abandonment.objects.create(
        clinic=assessment.clinic, assessment=assessment, number=number, by=user
    )


def add_voiding(assessment: Assessment, user: User) -> Voiding:
    return Voiding.objects.create(
        clinic=assessment.clinic, assessment=assessment, by=user, reason="Why", name="Amina"
    )


def add_amendment_decision(assessment: Assessment, user: User) -> AmendmentDecision:
    own = {"clinic": assessment.clinic, "patient": assessment.patient, "by": user, "name": "A"}
    request = AmendmentRequest.objects.create(
        **own, received_on=AT.date(), due_on=AT.date(), asked="The side is wrong"
    )
    return AmendmentDecision.objects.create(**own, request=request, accepted=True, reason="It is")


def add_review_answer(assessment: Assessment, user: User) -> ReviewAnswer:
    own = {"clinic": assessment.clinic, "assessment": assessment, "by": user}
    said = {"author_name": "A", "zone": "UTC"}
    review = Review.objects.create(
        **own, **said, version_number=1, outcome="question", comment="Which?"
    )
    return ReviewAnswer.objects.create(**own, **said, review=review, text="The left")


def add_unmerge(patient: Patient, user: User) -> PatientUnmerge:
    own = {"clinic": patient.clinic, "by": user, "name": "A"}
    twin = make_patient(patient.clinic, user, "2")
    merge = PatientMerge.objects.create(
        **own, survivor=patient, merged=twin, reason="registered twice", plan={}
    )
    return PatientUnmerge.objects.create(**own, merge=merge, reason="two people", left={})


def add_break_glass_review(patient: Patient, user: User) -> BreakGlassReview:
    own = {"clinic": patient.clinic, "by": user, "name": "A"}
    opened = BreakGlass.objects.create(
        **own, patient=patient, reason="in pain", until=timezone.now() + timedelta(minutes=60)
    )
    return BreakGlassReview.objects.create(**own, access=opened, finding="justified")


def add_restriction_end(episode: EpisodeOfCare, user: User) -> RestrictionEnd:
    """A restriction that was lifted, beside a declaration that none was given on the other leg."""
    own = {"clinic": episode.clinic, "by": user, "name": "A"}
    day = AT.date()
    NoRestrictions.objects.create(**own, episode=episode, side="right", who="Dr X", declared_on=day)
    given = Restriction.objects.create(
        **own,
        episode=episode,
        side="left",
        restricts="impact",
        option="not_allowed",
        level=3,
        who="Dr X",
        valid_from=day,
    )
    return RestrictionEnd.objects.create(
        **own,
        restriction=given,
        kind="lifted",
        evidence="letter",
        detail="letter of today",
        ended_on=day,
    )


def add_discarding(assessment: Assessment, user: User, number: int = 1) -> Discarding:
    return Discarding.objects.create(
        clinic=assessment.clinic, assessment=assessment, number=number, by=user
    )


def add_taking_back(assessment: Assessment, user: User, number: int = 1) -> TakingBack:
    return TakingBack.objects.create(
        clinic=assessment.clinic, assessment=assessment, number=number, by=user
    )


def bring_to(assessment: Assessment, state: State, user: User) -> None:
    """Takes a draft to a state the way the database lets one go there."""
    rows = Assessment.objects.filter(pk=assessment.pk)
    if state is State.AWAITING:
        add_submission(assessment, user)
        rows.update(state=State.AWAITING, submission_round=1)
    elif state in (State.SIGNED, State.AMENDING):
        add_version(assessment, user)
        rows.update(state=State.SIGNED, version_number=1)
        if state is State.AMENDING:
            add_amendment(assessment, user)
            rows.update(state=State.AMENDING, amender=user)
    elif state is State.VOID:
        add_voiding(assessment, user)
        rows.update(state=State.VOID)
    elif state is State.DISCARDED:
        add_discarding(assessment, user)
        rows.update(state=State.DISCARDED)
    assessment.refresh_from_db()
