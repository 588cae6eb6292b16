"""What the patient tells: why they come, where and when it hurts, what helps, what they want."""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.sources import NPRS_FORMAT
from assessment.catalogue.types import (
    ANSWERS,
    Better,
    Kind,
    Limit,
    Measure,
    Option,
    Section,
    SetupField,
    VisitKind,
)
from assessment.catalogue.units import RATING

LATER_VISITS = frozenset({VisitKind.REASSESSMENT, VisitKind.DISCHARGE})

REASON = "Reason and onset"
SITE = "site_"
SITES = "Where the symptoms are"
AGGRAVATING = "What brings the symptoms on"
EASING = "What eases the symptoms"
COMPLAINTS = "Instability, swelling, locking"
BACKGROUND = "Background"
DEMANDS = "Activity and goals"


def _told(
    code: str,
    label: str,
    group: str,
    *,
    how: str,
    core_at: frozenset[VisitKind] = frozenset(),
    asked_at: frozenset[VisitKind] = frozenset(VisitKind),
    key_result: bool = False,
) -> Measure:
    return Measure(
        code=code,
        label=label,
        key_result=key_result,
        kind=Kind.TEXT,
        better=Better.NONE,
        multiline=True,
        group=group,
        how=how,
        core_at=core_at,
        asked_at=asked_at,
    )


def _named(code: str, label: str, group: str, *, how: str) -> Measure:
    return Measure(code=code, label=label, kind=Kind.TEXT, better=Better.NONE, group=group, how=how)


def _chosen(
    code: str,
    label: str,
    group: str,
    *options: tuple[str, str],
    how: str,
    sided: bool = False,
) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.CHOICE,
        better=Better.NONE,
        sided=sided,
        group=group,
        how=how,
        options=tuple(Option(code=one, label=words) for one, words in options),
    )


OFF_THE_KNEE = (("thigh", "thigh"), ("lower_leg", "lower leg"))

# Said of a site and a side; not part of whether two visits compare.
FELT = (
    SetupField(
        code="quality",
        label="kind",
        kind=Kind.CHOICE,
        sided=True,
        compared=False,
        options=(
            Option(code="pain", label="pain"),
            Option(code="ache", label="dull ache"),
            Option(code="sharp", label="sharp or stabbing"),
            Option(code="burning", label="burning"),
            Option(code="tingling", label="tingling"),
            Option(code="numbness", label="numbness"),
            Option(code="stiffness", label="stiffness"),
            Option(code="swelling", label="swelling"),
            Option(code="weakness", label="weakness"),
        ),
        how="The one word that fits best; more of it in the reason for evaluation.",
    ),
    SetupField(
        code="intensity",
        label="intensity",
        kind=Kind.QUANTITY,
        unit=RATING,
        hard=Limit(low=Decimal(0), high=Decimal(10)),
        sided=True,
        compared=False,
        how="0 none, 10 the worst imaginable, at its worst in the last 7 days.",
        figures=NPRS_FORMAT,
    ),
)


def _site(code: str, label: str) -> Measure:
    return Measure(
        code=f"{SITE}{code}",
        label=label,
        kind=Kind.ANSWER,
        better=Better.NONE,
        sided=True,
        group=SITES,
        options=ANSWERS,
        setup=FELT,
        setup_title="Kind and intensity",
        body_site=next((words for part, words in OFF_THE_KNEE if code.startswith(part)), "knee"),
    )


def _rated(code: str, label: str, group: str, *, better: Better, how: str) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=better,
        group=group,
        unit=RATING,
        hard=Limit(low=Decimal(0), high=Decimal(10)),
        how=how,
        sources=(NPRS_FORMAT,),
    )


def _aggravating(code: str, label: str) -> Measure:
    return _rated(
        f"aggravating_{code}",
        label,
        AGGRAVATING,
        better=Better.LOWER,
        how="0 no symptoms, 10 the worst imaginable, in the last 7 days. Blank if never done.",
    )


def _easing(code: str, label: str) -> Measure:
    return _rated(
        f"easing_{code}",
        label,
        EASING,
        better=Better.NONE,
        how="0 no relief, 10 complete relief. Blank if never tried.",
    )


HISTORY = Section(
    code="history",
    label="History",
    assistants=False,
    measures=(
        _told(
            "reason_for_evaluation",
            "Reason for evaluation",
            REASON,
            how="What brings the patient today, in their own words.",
            core_at=frozenset({VisitKind.INITIAL}),
            key_result=True,
        ),
        _chosen(
            "onset",
            "Onset",
            REASON,
            ("acute_trauma", "acute trauma"),
            ("sudden_without_trauma", "sudden, without trauma"),
            ("gradual", "gradual"),
            ("after_surgery", "after surgery"),
            how="How it began, whenever that was.",
        ),
        _told(
            "mechanism",
            "Mechanism",
            REASON,
            how="What happened: position, force, direction, what was felt or heard.",
        ),
        _chosen(
            "course",
            "Course so far",
            REASON,
            ("improving", "improving"),
            ("unchanged", "unchanged"),
            ("worsening", "worsening"),
            ("fluctuating", "up and down"),
            how="Over the last weeks, as the patient sees it.",
        ),
        _told(
            "adherence",
            "Adherence since the last visit",
            REASON,
            how="What was done of the programme, how often, and what got in the way.",
            asked_at=LATER_VISITS,
        ),
        _site("anterior", "Front of the knee, around or behind the kneecap"),
        _site("superior_pole", "Superior pole of the patella"),
        _site("inferior_pole", "Inferior pole of the patella"),
        _site("quadriceps_tendon", "Quadriceps tendon"),
        _site("patellar_tendon", "Patellar tendon"),
        _site("tibial_tubercle", "Tibial tubercle"),
        _site("medial_joint_line", "Medial joint line"),
        _site("lateral_joint_line", "Lateral joint line"),
        _site("popliteal", "Back of the knee"),
        _site("diffuse", "Whole knee, no single place"),
        _site("thigh_anterior", "Front of the thigh"),
        _site("thigh_posterior", "Back of the thigh"),
        _site("thigh_medial", "Inner side of the thigh"),
        _site("thigh_lateral", "Outer side of the thigh"),
        _site("lower_leg_anterior", "Front of the lower leg"),
        _site("lower_leg_posterior", "Back of the lower leg"),
        _aggravating("stairs_up", "Going up stairs"),
        _aggravating("stairs_down", "Going down stairs"),
        _aggravating("squatting", "Squatting"),
        _aggravating("kneeling", "Kneeling"),
        _aggravating("prolonged_sitting", "Sitting for long"),
        _aggravating("rising_from_chair", "Rising from a chair"),
        _aggravating("walking", "Walking"),
        _aggravating("running", "Running"),
        _aggravating("jumping_landing", "Jumping and landing"),
        _named(
            "other_activity_1",
            "Another activity, first",
            AGGRAVATING,
            how="One that matters to the patient and is not listed.",
        ),
        _aggravating("other_activity_1_rating", "First other activity, rated"),
        _named(
            "other_activity_2",
            "Another activity, second",
            AGGRAVATING,
            how="A further one; rate it below.",
        ),
        _aggravating("other_activity_2_rating", "Second other activity, rated"),
        _easing("rest", "Rest"),
        _easing("cold", "Cold"),
        _easing("heat", "Heat"),
        _easing("medicine", "Medicine"),
        _easing("taping_brace", "Taping or brace"),
        _easing("movement", "Movement"),
        _chosen(
            "giving_way",
            "Instability, giving way",
            COMPLAINTS,
            ("never", "never"),
            ("unsure", "feels unsure, has not given way"),
            ("demanding", "gives way in demanding activity"),
            ("daily", "gives way in daily life"),
            how="The most ordinary activity in which it happens.",
            sided=True,
        ),
        _chosen(
            "swelling_reported",
            "Swelling",
            COMPLAINTS,
            ("never", "never"),
            ("after_demanding", "after demanding activity"),
            ("after_daily", "after daily activity"),
            ("constant", "all the time"),
            how="As the patient reports it, whatever is found today.",
            sided=True,
        ),
        _chosen(
            "morning_stiffness",
            "Stiffness in the morning",
            COMPLAINTS,
            ("none", "none"),
            ("up_to_30", "up to 30 minutes"),
            ("over_30", "more than 30 minutes"),
            how="Of the knee, after getting up.",
        ),
        _chosen(
            "locking",
            "Locking, catching",
            COMPLAINTS,
            ("never", "never"),
            ("catches", "catches and frees itself"),
            ("locks", "locks and has to be freed"),
            ("locked_now", "locked now"),
            how="Locked: cannot be moved on until something gives. Stiffness alone is not.",
            sided=True,
        ),
        _told(
            "earlier_injury_surgery",
            "Earlier injury and surgery",
            BACKGROUND,
            how="Of either leg or the back: what, which side, when.",
        ),
        _told(
            "comorbidities",
            "Other conditions that matter",
            BACKGROUND,
            how="What changes testing, healing or loading.",
        ),
        _told(
            "medicines",
            "Medicines",
            BACKGROUND,
            how="Name and dose; blood thinners, steroids and pain relief above all.",
        ),
        _told(
            "imaging",
            "Imaging",
            BACKGROUND,
            how="What was done, on which side, when, and what it showed.",
        ),
        _chosen(
            "activity_level",
            "Activity level",
            DEMANDS,
            ("inactive", "mostly sitting"),
            ("light", "light: walking, housework"),
            ("moderate", "moderate: exercise without turning or jumping"),
            ("high", "high: running, heavy work, recreational sport"),
            ("competitive", "competitive sport with turning or jumping"),
            how="At present, as the patient describes it.",
        ),
        _chosen(
            "recent_load_rise",
            "Recent rise in load",
            DEMANDS,
            ("yes", "yes"),
            ("no", "no"),
            ("not_assessed", "not assessed"),
            how="More, or more often, than the knee recovered from.",
        ),
        _told(
            "work_demands",
            "Work demands",
            DEMANDS,
            how="Standing, lifting, stairs, driving: how much, how long.",
        ),
        _told(
            "sport_demands", "Sport demands", DEMANDS, how="Which sport, how often, at what level."
        ),
        _told(
            "kneeling_demands",
            "Kneeling demands",
            DEMANDS,
            how="At work, at home or in prayer: how long, on what.",
        ),
        _told(
            "patient_goals",
            "The patient's own goals",
            DEMANDS,
            how="What they want to be able to do, in their own words.",
            key_result=True,
        ),
    ),
)
