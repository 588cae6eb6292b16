"""Two clinics at work, alike in everything but the words in their records.

Each clinic's texts carry invented words that stand nowhere else. A page that shows one to somebody
who may not read what it stands in has a hole.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import models
from django.urls import reverse

from assessment.catalogue.types import EpisodeKind
from assessment.models import (
    Assessment,
    Discarding,
    DominantLeg,
    InvolvedSide,
    NextReview,
    Origin,
    OutcomeKind,
    PatientActivity,
    PlannedReview,
    UnplacedFinding,
    VisitKind,
    VisitSource,
    Whose,
)
from assessment.selectors.patient_activities import DROP, standing_activities
from assessment.selectors.signing import review
from assessment.services import amending, diagnoses, discarding, goals, patient_activities, signing
from assessment.services.follow_up import OutcomeEntry, record_outcome
from assessment.services.measure_sets import arrange
from assessment.services.phrases import keep_phrase
from assessment.services.screening import AlertAnswer, answer_alert
from assessment.services.visits import VisitDetails, start_visit
from clinics import access
from clinics.access import Member, Role
from clinics.demo import FILE, DemoClinics, make_demo_clinics
from clinics.models import Clinic, Membership, User
from clinics.receipts import new_key
from clinics.services import clinics, links, profile, staff
from patients.dates import today_at
from patients.models import DuplicateOverride, EpisodeOfCare, Patient, ReviewerAssignment
from patients.services import (
    LikelyDuplicates,
    ProcedureEntry,
    add_contact,
    assign_reviewer,
    close_episode,
    open_episode,
    register,
)
from tests.conftest import HttpsClient
from tests.integration.assessment import charting

SLUGS = ("riverside", "nordhavn")
OTHER = {"riverside": "nordhavn", "nordhavn": "riverside"}
# What every word of a clinic begins with.
STEM = {"riverside": "zyqriv", "nordhavn": "zyqnor"}
PHONE = {"riverside": "+44 117 496 0931", "nordhavn": "+45 7010 9462"}
BORN = {"riverside": date(1991, 4, 17), "nordhavn": date(1991, 4, 17)}

# What each clinic folds of the measure set for patellofemoral pain.
FOLDED_BY = {"riverside": "mechanism", "nordhavn": "course"}

# Besides one for each role: people whose account or membership lets them in nowhere.
FORMER, DISABLED, UNPROVEN = "former", "disabled", "unproven"


# Whose they are, the kind of their words, and who keeps them.
PHRASES = (
    (Whose.OWN, "ownphrase", Role.THERAPIST),
    (Whose.CLINIC, "phrase", Role.ADMIN),
)


def word(slug: str, kind: str) -> str:
    """The clinic's word for a kind of text: staff, clinic, person, apart, episode, chart ..."""
    return f"{STEM[slug]}{kind}"


@dataclass
class Premises:
    """One clinic: its members by role, and one of each thing that an address can name."""

    slug: str
    clinic: Clinic
    members: dict[Role, Member]
    passwords: dict[Role, str]
    outsiders: dict[str, User] = field(default_factory=dict)
    things: dict[str, dict[str, models.Model]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def thing(self, kwarg: str, variant: str) -> Any:
        return self.things[kwarg][variant]


@dataclass
class World:
    """Both clinics, with a browser for each person, and for who holds the clinic's invitation."""

    premises: dict[str, Premises]
    browsers: dict[Any, HttpsClient] = field(default_factory=dict)

    def browser(self, user: User | None) -> HttpsClient:
        """The person's browser, signed in; without a person one that nobody signed in with."""
        return self.browsers[user.pk if user else None]


def make_world() -> World:
    """Makes both clinics through the services, and signs everybody in."""
    demo = make_demo_clinics()
    world = World({slug: _premises(slug, demo) for slug in SLUGS})
    world.browsers[None] = HttpsClient()
    for here in world.premises.values():
        people = [member.user for member in here.members.values()]
        for user in [*people, *here.outsiders.values()]:
            if user != here.outsiders[UNPROVEN]:
                _prove(user)
            browser = world.browsers[user.pk] = HttpsClient()
            browser.force_login(user)
    for here in world.premises.values():
        User.objects.filter(pk=here.outsiders[DISABLED].pk).update(is_active=False)
        holder = world.browsers[here.slug] = HttpsClient()
        holder.get(reverse("clinics:join_link", kwargs={"token": here.tokens["invitation"]}))
    return world


def _prove(user: User) -> None:
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())


def _premises(slug: str, demo: DemoClinics) -> Premises:
    admin = demo.members[slug, Role.ADMIN]
    clinics.change_settings(
        by=admin,
        name=f"{word(slug, 'clinic')} Practice",
        time_zone=demo.clinics[slug].time_zone,
        decimal_separator=".",
        idle_minutes=30,
        review_rule="none",
    )
    accounts = json.loads(FILE.read_text(encoding="utf-8"))
    here = Premises(
        slug=slug,
        clinic=Clinic.objects.get(slug=slug),
        members={},
        passwords={Role(one["role"]): one["password"] for one in accounts if one["clinic"] == slug},
    )
    for role in Role:
        here.members[role] = _renamed(demo.members[slug, role].user, here)
    for state in (FORMER, DISABLED, UNPROVEN):
        user = staff.create_account(
            email=f"{state}.{word(slug, 'staff')}@{slug}.example",
            full_name=f"{state} {word(slug, 'staff')}",
            password="slow tide over stones 71",
        )
        staff.add_member(clinic=here.clinic, user=user, roles=[Role.THERAPIST])
        here.outsiders[state] = user
    staff.end_membership(by=here.members[Role.ADMIN], user=here.outsiders[FORMER])
    _care(here)
    _charts(here)
    _reminders(here)
    add_later_life(here)
    add_restricted_record(here)
    _staff(here)
    arrange(
        kind=EpisodeKind.PATELLOFEMORAL_PAIN,
        started=[FOLDED_BY[slug]],
        wanted=[],
        by=here.members[Role.ADMIN],
        key=new_key(),
    )
    for whose, kind, role in PHRASES:
        text = word(slug, kind)
        keep_phrase(whose=whose, name=text, text=text, by=here.members[role], key=new_key())
    return here


def add_later_life(here: Premises) -> None:
    """What happens to records after their signature, with a word of the clinic in every text."""
    from tests.integration.walk.later_life import later_life

    later_life(here)


def add_restricted_record(here: Premises) -> None:
    """A patient who is for the care team alone."""
    from tests.integration.walk.restricted import restricted_record

    restricted_record(here)


def _renamed(user: User, here: Premises) -> Member:
    staff_word = word(here.slug, "staff")
    profile.change_profile(
        by=user,
        full_name=f"{user.full_name} {staff_word}",
        credentials=f"PT {staff_word}",
        licence=f"L {staff_word}",
    )
    email = f"{user.email.partition('@')[0]}.{staff_word}@{here.slug}.example"
    User.objects.filter(pk=user.pk).update(email=email)
    found = access.member_of(User.objects.get(pk=user.pk), here.slug)
    assert found is not None
    return found


def _care(here: Premises) -> None:
    """A patient whom the reviewer may read, with all that hangs on one, and one kept apart."""
    therapist, admin = here.members[Role.THERAPIST], here.members[Role.ADMIN]
    assigned = register_patient(therapist, word(here.slug, "person"), PHONE[here.slug])
    apart = register_patient(therapist, word(here.slug, "apart"), "")
    here.things["patient_id"] = {"assigned": assigned, "apart": apart}
    here.things["contact_id"] = {
        name: add_contact(
            by=therapist,
            key=new_key(),
            patient=patient,
            values={
                "role": "surgeon",
                "name": f"Dr {patient.family_name}",
                "organisation": f"{patient.family_name} Hospital",
                "phone": PHONE[here.slug],
                "email": f"surgeon@{patient.family_name}.example",
            },
        )
        for name, patient in (("assigned", assigned), ("apart", apart))
    }
    closed = open_episode_of(therapist, assigned, word(here.slug, "episode"))
    close_episode(
        by=therapist,
        key=new_key(),
        episode=closed,
        version=closed.version,
        closed_on=today_at(here.clinic),
    )
    here.things["episode_id"] = {
        "open": open_episode_of(therapist, assigned, word(here.slug, "episode")),
        "closed": EpisodeOfCare.objects.get(pk=closed.pk),
        "apart": open_episode_of(therapist, apart, word(here.slug, "apart")),
    }
    reviewer = here.members[Role.REVIEWER].user
    for name, patient in (("current", assigned), ("over", apart)):
        here.things.setdefault("assignment_id", {})[name] = assign_reviewer(
            by=admin,
            key=new_key(),
            patient=patient,
            reviewer=reviewer,
            until=today_at(here.clinic),
            purpose=f"Second opinion {word(here.slug, 'staff')}",
        )
    over = here.things["assignment_id"]["over"]
    yesterday = today_at(here.clinic) - timedelta(days=1)
    ReviewerAssignment.objects.filter(pk=over.pk).update(until=yesterday)
    DuplicateOverride.objects.create(
        clinic=here.clinic,
        patient=assigned,
        resembles=apart,
        resemblance=word(here.slug, "person"),
        reason=word(here.slug, "person"),
        decided_by=therapist.user,
    )


def register_patient(by: Member, name: str, phone: str, *, number: str = "") -> Patient:
    """A patient whose every text says `name`."""
    values = {
        "family_name": name,
        "given_name": f"{name} Maria",
        "number": number or name,
        "birth_date": BORN[by.clinic.slug],
        "sex": "female",
        "phone": phone,
        "email": f"patient@{name}.example",
        "address": f"1 {name} Street",
    }
    try:
        return register(by=by, key=new_key(), values=values)
    except LikelyDuplicates as likely:
        seen = frozenset(one.patient.pk for one in likely.found)
        return register(by=by, key=new_key(), values=values, seen=seen, reason=f"Sister {name}")


def open_episode_of(by: Member, patient: Patient, name: str) -> EpisodeOfCare:
    return open_episode(
        by=by,
        key=new_key(),
        patient=patient,
        values={
            "kind": "acl_reconstruction",
            "problem": f"Reconstruction {name}",
            "side": "left",
            "precautions": f"Brace {name}",
        },
        procedures=[
            ProcedureEntry(
                row=0,
                values={
                    "name": f"Graft {name}",
                    "side": "left",
                    "surgeon": f"Dr {name}",
                    "detail": f"Hamstring {name}",
                    "implant": f"Button {name}",
                    "facility": f"Hospital {name}",
                    "also_done": f"Meniscus {name}",
                    "complications": f"Stiff {name}",
                },
            )
        ],
    )


def _charts(here: Premises) -> None:
    """An evaluation in every state."""
    therapist, assistant = here.members[Role.THERAPIST], here.members[Role.ASSISTANT]
    episode = here.thing("episode_id", "open")
    apart = here.thing("episode_id", "apart")
    charts: dict[str, Assessment] = {}
    here.things["assessment_id"] = charts  # type: ignore[assignment]

    def charted(name: str, by: Member, at: EpisodeOfCare, kind: str) -> Assessment:
        day = date(2026, 3, 3) + timedelta(days=len(charts))
        charts[name] = started(by, at, day, word(here.slug, kind))
        fill(charts[name], by, word(here.slug, kind), here)
        judge(charts[name], name, word(here.slug, kind), here)
        return charts[name]

    def again(name: str) -> Assessment:
        charts[name].refresh_from_db()
        return charts[name]

    sign(charted("signed", therapist, episode, "chart"), therapist, here)
    signing.add_addendum(
        assessment=again("signed"),
        text=f"Later {word(here.slug, 'chart')}",
        by=therapist,
        key=new_key(),
    )
    charting.plan(
        charted("void_signed", therapist, episode, "chart"),
        by=therapist,
        reason=word(here.slug, "chart"),
    )
    sign(charts["void_signed"], therapist, here)
    signing.void(assessment=again("void_signed"), reason=word(here.slug, "chart"), by=therapist)
    sign(charted("amending", therapist, episode, "chart"), therapist, here)
    amending.start_amendment(
        assessment=again("amending"), reason=word(here.slug, "chart"), by=therapist, key=new_key()
    )
    sign(charted("apart", therapist, apart, "apart"), therapist, here, "apart")
    _begun_from_an_import(charted("draft", therapist, episode, "draft"), word(here.slug, "draft"))
    charted("assistants_draft", assistant, episode, "draft")
    returned = charted("returned", assistant, episode, "draft")
    submit(returned, assistant, here)
    signing.return_for_correction(
        assessment=again("returned"), comment=word(here.slug, "draft"), by=therapist
    )
    _raise_an_emergency(again("returned"), assistant, word(here.slug, "draft"))
    submit(charted("awaiting", assistant, episode, "draft"), assistant, here)
    charted("void", therapist, episode, "draft")
    signing.void(assessment=again("void"), reason=word(here.slug, "draft"), by=therapist)
    for name in charts:
        again(name)
    _discarded(here, episode)


def _discarded(here: Premises, episode: EpisodeOfCare) -> None:
    """A draft that its author discarded, took back and discarded again: its word is on no page."""
    therapist, text = here.members[Role.THERAPIST], word(here.slug, "gone")
    draft = started(therapist, episode, date(2026, 3, 2), text)
    fill(draft, therapist, text, here)
    _rated(draft, text, therapist)
    discarding.discard(assessment=draft, flags_known=True, by=therapist)
    discarding.take_back(discarding=Discarding.objects.get(assessment=draft), by=therapist)
    discarding.discard(assessment=draft, flags_known=True, by=therapist)
    here.things["discarding_id"] = {"discarded": Discarding.objects.get(assessment=draft, number=2)}


def _raise_an_emergency(draft: Assessment, by: Member, text: str) -> None:
    """A rule that stops testing fires, and somebody says what was done."""
    charting.save(draft, "red_flags", {"breathless_chest_pain.none": "yes"}, by=by)
    answer = AlertAnswer(
        kind="done",
        what=f"Called {text}",
        told=f"Somebody {text}",
        told_at=draft.visit_at,
        patient_told=f"Wait {text}",
    )
    answer_alert(assessment=draft, rule="RF-10", answer=answer, by=by, key=new_key())


def _begun_from_an_import(draft: Assessment, text: str) -> None:
    """Makes a draft one that an import began."""
    Assessment.objects.filter(pk=draft.pk).update(origin=Origin.BEGUN)
    own = {"clinic": draft.clinic, "assessment": draft}
    columns = ("citation", "licence", "read_at", "how_read", "notes", "label", "date_note")
    VisitSource.objects.create(
        **own, **dict.fromkeys((*columns, "late_reason", "signed_in_source"), text)
    )
    UnplacedFinding.objects.create(**own, number=1, as_printed=text, why=text)


def _reminders(here: Premises) -> None:
    """What is planned: of either patient, and by a visit that is void. Both are reminded."""
    planned = PlannedReview.objects.filter(clinic=here.clinic).select_related("assessment")
    charts = here.things["assessment_id"]
    names = {"open": "amending", "apart": "apart", "over": "void_signed"}
    here.things["planned_id"] = {
        name: planned.get(assessment=charts[chart]) for name, chart in names.items()
    }
    for name, kind in (("open", "person"), ("apart", "apart")):
        record_outcome(
            planned=here.thing("planned_id", name),
            entry=OutcomeEntry(
                outcome=OutcomeKind.MESSAGE_LEFT, note=f"With {word(here.slug, kind)}"
            ),
            seen="",
            by=here.members[Role.FRONT_DESK],
            key=new_key(),
        )


def started(by: Member, episode: EpisodeOfCare, day: date, text: str) -> Assessment:
    details = VisitDetails(
        kind=VisitKind.INITIAL,
        on=day,
        at=time(9, 20),
        involved_side=InvolvedSide.LEFT,
        dominant_leg=DominantLeg.RIGHT,
        late_reason=f"On paper {text}",
        from_paper=True,
        paper_author=text,
    )
    return start_visit(episode=episode, details=details, by=by, key=new_key())


# The words of a chart, by section: one measure each that takes some.
WRITTEN_BY_ALL = {
    "visit": "present",
    "pain": "pain_activity",
    "precautions": "test_tier_reason",
    "gait": "gait_conditions",
    "palpation": "palpation_note",
    "interventions": "exercise",
    "response": "response_note",
}
WRITTEN_BY_THERAPISTS = {
    "history": "mechanism",
    "impression": "clinical_impression",
    "plan": "plan_of_care",
}


def fill(assessment: Assessment, by: Member, text: str, here: Premises) -> None:
    """What an assistant may write, and for a therapist judgement and the restricted part too."""
    therapist = here.members[Role.THERAPIST]
    charting.save(assessment, "red_flags", {"limb_procedure_name.none": f"Graft {text}"}, by=by)
    force = {"knee_extension_force.right": "402 N", "knee_extension_force.setup.device": text}
    charting.save(assessment, "strength", force, by=by)
    marked = {"hip_abduction_force.right": "90 N"}
    marked["hip_abduction_force.right.validity"] = f"invalid Slipped {text}"
    charting.save(assessment, "strength", marked, by=by)
    for section, measure in WRITTEN_BY_ALL.items():
        charting.save(assessment, section, {f"{measure}.none": f"Noted {text}"}, by=by)
    if by is therapist:
        for section, measure in WRITTEN_BY_THERAPISTS.items():
            charting.save(assessment, section, {f"{measure}.none": f"Wrote {text}"}, by=by)
        restricted = {
            "safeguarding_said.none": word(here.slug, "restricted"),
            "safeguarding_concern.none": "yes",
            "safeguarding_done.none": "The safeguarding lead was told.",
        }
        charting.save(assessment, "safeguarding", restricted, by=by)


def judge(assessment: Assessment, name: str, text: str, here: Premises) -> None:
    """A diagnosis and a goal, which are a therapist's whoever charts the rest; an activity."""
    therapist = here.members[Role.THERAPIST]
    said = diagnoses.DiagnosisWords(text=f"Pain {text}", side="left", code="M25.562")
    here.things.setdefault("diagnosis_id", {})[name] = diagnoses.add_diagnosis(
        assessment=assessment, words=said, by=therapist, key=new_key()
    )
    wanted = goals.GoalWords(
        statement=f"Stairs {text}",
        measure="knee_extension_force",
        side="left",
        target="350 N",
        remark=text,
    )
    here.things.setdefault("goal_id", {})[name] = goals.set_goal(
        assessment=assessment, words=wanted, by=therapist, key=new_key()
    )
    here.things.setdefault("activity_id", {})[name] = _rated(assessment, text, therapist)


def _rated(assessment: Assessment, text: str, by: Member) -> PatientActivity:
    """The one activity of the episode, in this visit's words."""
    words = patient_activities.ActivityWords(statement=f"Kneel {text}", answer="4")
    stands = next(iter(standing_activities(assessment)), None)
    if stands is None:
        made = patient_activities.name_activity(
            assessment=assessment, words=words, by=by, key=new_key()
        )
        _dropped(assessment, text, by)
        return made
    patient_activities.rate_activity(
        assessment=assessment,
        activity_id=stands.activity.pk,
        words=words,
        started_from=stands.token,
        by=by,
        key=new_key(),
    )
    return stands.activity


def _dropped(assessment: Assessment, text: str, by: Member) -> None:
    """A second activity, which is rated no longer."""
    words = patient_activities.ActivityWords(statement=f"Hop {text}", answer="2")
    patient_activities.name_activity(assessment=assessment, words=words, by=by, key=new_key())
    stands = standing_activities(assessment)[-1]
    patient_activities.rate_activity(
        assessment=assessment,
        activity_id=stands.activity.pk,
        words=patient_activities.ActivityWords(
            statement=stands.said.statement, answer=DROP, why=text
        ),
        started_from=stands.token,
        by=by,
        key=new_key(),
    )


def password_of(member: Member, here: Premises) -> str:
    """With which this member of the clinic signs."""
    return next(here.passwords[role] for role in member.roles)


def sign(assessment: Assessment, by: Member, here: Premises, kind: str = "chart") -> None:
    """Settles and signs."""
    _finish(signing.sign, assessment, by, here, kind)


def submit(assessment: Assessment, by: Member, here: Premises) -> None:
    """Settles and submits for co-signature."""
    _finish(signing.submit, assessment, by, here, "draft")


def _finish(
    act: Callable[..., object], assessment: Assessment, by: Member, here: Premises, kind: str
) -> None:
    seen = review(assessment, restricted_part=signing.sees_restricted(assessment, by))
    reasons = {one.section: word(here.slug, kind) for one in seen.unanswered}
    signing.give_reasons(assessment=assessment, reasons=reasons, by=by)
    if not NextReview.objects.filter(assessment=assessment).exists():
        charting.plan(assessment, by=by, weeks=6)
    assessment.refresh_from_db()
    act(
        assessment=assessment,
        digest_seen=review(assessment).digest,
        password=password_of(by, here),
        by=by,
    )


def _staff(here: Premises) -> None:
    admin = here.members[Role.ADMIN]
    issued = links.invite(
        by=admin,
        clinic=here.clinic,
        email=f"newcomer.{word(here.slug, 'staff')}@{here.slug}.example",
        roles=[Role.STUDENT],
    )
    reset = links.issue_reset_link(by=admin, user=here.members[Role.STUDENT].user)
    here.tokens = {"invitation": issued.token, "reset": reset.token}
    here.things["link_id"] = {"invitation": issued.link}
    memberships = Membership.objects.filter(clinic=here.clinic)
    here.things["membership_id"] = {
        "colleague": memberships.get(user=here.members[Role.STUDENT].user),
        "admin": memberships.get(user=admin.user),
        "former": memberships.get(user=here.outsiders[FORMER]),
    }
