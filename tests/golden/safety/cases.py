"""The test cases of the safety reference, as data: each is tried plainly and charted.

Unless a case says otherwise every item is answered no; the patient is 30 years old.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assessment.catalogue.red_flags import RED_FLAGS
from assessment.catalogue.types import Kind, VisitKind
from assessment.clinical.screening.facts import LimbProcedure, ScreenFacts

ITEMS = tuple(one.code for one in RED_FLAGS.measures if one.kind is Kind.ANSWER)
CHOICES = {
    "fracture_rule_exclusion": "none",
    "straight_leg_raise": "able",
    "cancer_history": "none",
}


@dataclass(frozen=True, kw_only=True)
class Case:
    """One scenario: `yes` and `not_assessed` are item codes parted by spaces.

    `fires` says rule, level and, behind a slash, the words of its action; `not_fired` must not.
    """

    row: str
    says: str
    age: int | None = 30
    onset: str = "gradual"
    mechanism: str = "none"
    days: int | None = None
    procedures: tuple[LimbProcedure, ...] = ()
    yes: str = ""
    not_assessed: str = ""
    choices: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    visit: VisitKind = VisitKind.INITIAL
    grade_drop: bool = False
    fires: tuple[str, ...] = ()
    not_fired: str = ""
    nothing: bool = False
    status: str = ""
    ottawa: str = ""
    pittsburgh: str = ""
    missing: str = ""

    @property
    def answers(self) -> dict[str, bool]:
        """Every item as answered."""
        yes, unknown = set(self.yes.split()), set(self.not_assessed.split())
        assert yes | unknown <= {*ITEMS, *CHOICES, "onset", "injury_mechanism"}, yes | unknown
        return {code: code in yes for code in ITEMS if code not in unknown}

    @property
    def chosen(self) -> dict[str, str]:
        """Every choice as made."""
        unknown = set(self.not_assessed.split())
        made = {
            **CHOICES,
            "onset": self.onset,
            "injury_mechanism": self.mechanism,
            **self.choices,
        }
        return {code: one for code, one in made.items() if code not in unknown}

    def facts(self) -> ScreenFacts:
        """The case as the rules read it."""
        return ScreenFacts(
            visit=self.visit,
            answers=self.answers,
            choices=self.chosen,
            numbers={code: Decimal(one) for code, one in self.numbers.items()},
            age=self.age,
            days_since_injury=self.days,
            procedures=self.procedures,
            grade_drop=self.grade_drop,
        )


def operated(days: int, *, anaesthesia: bool | None = True) -> tuple[LimbProcedure, ...]:
    return (LimbProcedure(days=days, anaesthesia=anaesthesia),)


def injured(row: str, says: str, **rest: object) -> Case:
    """A case after a twist two days ago, unless the row says otherwise."""
    case = Case(
        row=row,
        says=says,
        onset="acute_trauma",
        mechanism="twist",
        days=2,
    )
    told = {"yes": "recent_injury " + str(rest.pop("yes", "")), **rest}
    return replace(case, **told)  # type: ignore[arg-type]


CASES: tuple[Case, ...] = (
    injured(
        "1",
        "54 years, walks four steps, bends 110 degrees, nothing tender",
        age=54,
        ottawa="negative",
        not_fired="RF-01",
    ),
    injured("2", "55 years, the same", age=55, fires=("RF-01 L2",), ottawa="positive"),
    injured(
        "3",
        "kneecap tender, no other bone",
        yes="patella_bone_tender",
        fires=("RF-01 L2",),
        ottawa="positive",
    ),
    injured(
        "4",
        "kneecap tender, other bone not assessed",
        yes="patella_bone_tender",
        not_assessed="other_knee_bone_tender",
        ottawa="incomplete",
        missing="other_knee_bone_tender",
        not_fired="RF-01",
        status="incomplete",
    ),
    injured(
        "6",
        "could not walk at once, limps four steps now",
        yes="unable_4_steps_immediately",
        ottawa="negative",
        not_fired="RF-01",
    ),
    injured(
        "8",
        "8 days ago, head of fibula tender",
        days=8,
        yes="fibular_head_tender",
        ottawa="not_applicable",
        fires=("RF-04 L3/radiograph_usual",),
        not_fired="RF-01",
    ),
    injured(
        "9",
        "exactly 7 days ago, head of fibula tender",
        days=7,
        yes="fibular_head_tender",
        fires=("RF-01 L2",),
        ottawa="positive",
    ),
    injured(
        "10",
        "50 years, fall, walks four steps",
        age=50,
        mechanism="fall",
        not_fired="RF-02",
        pittsburgh="negative",
    ),
    injured(
        "11",
        "51 years, fall, walks four steps",
        age=51,
        mechanism="fall",
        fires=("RF-02 L2",),
        pittsburgh="positive",
    ),
    injured(
        "13",
        "11 years, fall on the knee, walks four steps",
        age=11,
        mechanism="fall",
        fires=("RF-02 L2",),
        pittsburgh="positive",
    ),
    Case(
        row="14",
        says="60 years, gradual pain at the front of the knee",
        age=60,
        not_fired="RF-01 RF-02",
        ottawa="closed",
        pittsburgh="closed",
        nothing=True,
    ),
    injured(
        "15",
        "58 years, gave way with a pop, no straight leg raise, gap above the kneecap",
        age=58,
        yes="tendon_gap pop_at_onset cannot_straighten_or_lift",
        choices={"straight_leg_raise": "unable"},
        fires=("RF-05 L2/torn", "RF-01 L2"),
    ),
    injured(
        "16",
        "14 years, landed from a jump, cannot raise the leg",
        age=14,
        mechanism="jump_landing",
        choices={"straight_leg_raise": "unable"},
        fires=("RF-05 L1/child",),
    ),
    injured(
        "17",
        "17 years, cannot raise the leg after landing",
        age=17,
        mechanism="jump_landing",
        choices={"straight_leg_raise": "unable"},
        fires=("RF-05 L1/child",),
    ),
    injured(
        "19",
        "40 years, fall, straight leg raise not assessed",
        age=40,
        mechanism="fall",
        not_assessed="straight_leg_raise",
        status="incomplete",
        missing="straight_leg_raise",
        not_fired="RF-05",
    ),
    Case(
        row="21",
        says="knee replaced 20 days ago, could raise the leg last week, stumbled with a pop",
        age=66,
        onset="after_surgery",
        procedures=operated(20),
        yes="pop_at_onset new_fall raise_lost knee_implant",
        choices={"straight_leg_raise": "unable"},
        fires=("RF-05 L2/torn",),
    ),
    Case(
        row="22",
        says="66 years, hot, swollen, painful for 3 days, no fever, no injury",
        age=66,
        onset="sudden_without_trauma",
        yes="knee_hot knee_swollen knee_motion_restricted hot_swollen_knee",
        fires=("RF-06 L1/emergency",),
    ),
    injured(
        "24",
        "injury 2 days ago, hot, swollen, restricted, no fever, injected last week",
        age=35,
        yes="knee_hot knee_swollen knee_motion_restricted hot_swollen_knee joint_injection_recent",
        fires=("RF-06 L1/emergency",),
    ),
    Case(
        row="25",
        says="60 years, known osteoarthritis, cool mild effusion, 15 minutes of stiffness",
        age=60,
        yes="arthritis_known knee_swollen",
        nothing=True,
        not_fired="RF-06 RF-21",
    ),
    Case(
        row="27",
        says="knee replaced 3 weeks ago, wound oozes, no fever",
        age=66,
        onset="after_surgery",
        procedures=operated(21),
        yes="wound_discharge knee_implant",
        fires=("RF-07 L2/local",),
    ),
    Case(
        row="28",
        says="knee replaced 3 weeks ago, wound oozes, 38.6 degrees and rigors",
        age=66,
        onset="after_surgery",
        procedures=operated(21),
        yes="wound_discharge knee_implant fever_unwell",
        numbers={"temperature": "38.6"},
        fires=("RF-07 L1/ill",),
    ),
    Case(
        row="29",
        says="knee replaced 6 weeks ago, cool, dry scar, swelling goes down",
        age=66,
        onset="after_surgery",
        procedures=operated(42),
        yes="knee_implant",
        nothing=True,
        not_fired="RF-07",
    ),
    Case(
        row="30",
        says="cruciate ligament 10 days ago: calf 3.0 cm larger, pitting oedema, tender veins",
        onset="after_surgery",
        procedures=operated(10),
        yes="calf_3_cm_larger pitting_oedema vein_tenderness surgery_within_12_weeks",
        fires=("RF-09 L2/likely",),
    ),
    Case(
        row="32",
        says="new one-sided swelling, operation exactly 12 weeks ago, calf 3.0 cm larger",
        onset="after_surgery",
        procedures=operated(84),
        yes="leg_swelling_vein_pain calf_3_cm_larger",
        not_assessed="surgery_within_12_weeks",
        fires=("RF-09 L2/likely",),
    ),
    Case(
        row="34",
        says="suspected, items come to 1, another diagnosis as likely",
        yes="leg_swelling_vein_pain pitting_oedema other_diagnosis_as_likely",
        fires=("RF-09 L2/unlikely",),
    ),
    Case(
        row="36",
        says="after surgery, suddenly breathless, chest hurts on breathing",
        onset="after_surgery",
        procedures=operated(8),
        yes="breathless_chest_pain",
        fires=("RF-10 L1/emergency",),
    ),
    Case(
        row="38",
        says="sore after the gym a day ago, soft compartments, urine as ever, mild weakness",
        onset="sudden_without_trauma",
        yes="weakness_numbness_buckling",
        nothing=True,
        not_fired="RF-11 RF-28",
    ),
    Case(
        row="39",
        says="200 squats, thighs swollen and weak, urine like tea",
        onset="sudden_without_trauma",
        yes="after_extreme_exercise dark_urine thigh_swollen_or_weak",
        fires=("RF-28 L1/emergency",),
    ),
    injured(
        "40",
        "dashboard 2 days ago, the knee went back in, pulses not assessed",
        mechanism="dashboard",
        yes="shin_out_of_place",
        not_assessed="foot_pulse_weak",
        fires=("RF-13 L1/emergency",),
        status="positive_incomplete",
    ),
    Case(
        row="42",
        says="back pain, numb saddle for 3 days",
        yes="bladder_bowel_saddle_sexual saddle_numbness",
        fires=("RF-14 L1/emergency",),
    ),
    Case(
        row="43",
        says="back pain, only new erectile dysfunction",
        yes="bladder_bowel_saddle_sexual sexual_change",
        fires=("RF-14 L2/today",),
    ),
    Case(
        row="44",
        says="warfarin, groin pain, quadriceps 2 of 5, no knee jerk",
        age=60,
        yes="blood_immune_steroid bleeding_risk groin_iliac_pain quadriceps_weak_beyond_pain "
        "knee_jerk_reduced weakness_numbness_buckling",
        fires=("RF-15 L1/emergency",),
    ),
    Case(
        row="45",
        says="patellofemoral pain, 4+ of 5 because it hurts, reflex and feeling as expected",
        nothing=True,
        not_fired="RF-15",
    ),
    Case(
        row="46",
        says="4 of 5 at the last visit, 3 of 5 now, pain the same",
        visit=VisitKind.REASSESSMENT,
        grade_drop=True,
        fires=("RF-15 L2/lost_strength",),
    ),
    Case(
        row="47",
        says="24 years, unexplained pain in the femur for 3 weeks, at night",
        age=24,
        yes="bone_pain_unexplained night_rest_pain",
        fires=("RF-16 L2/young",),
    ),
    Case(
        row="49",
        says="62 years, osteoarthritis, wakes when turning, settles on moving the pillow",
        age=62,
        yes="arthritis_known night_pain_eases",
        fires=("RF-17 L4/eases",),
        status="negative",
    ),
    Case(
        row="50",
        says="12 years, overweight, knee pain, limp, hip turns outwards",
        age=12,
        yes="knee_thigh_groin_pain limp obligate_external_rotation overweight",
        fires=("RF-18 L2/today",),
    ),
    Case(
        row="51",
        says="12 years, the same, cannot walk even with crutches",
        age=12,
        yes="knee_thigh_groin_pain limp obligate_external_rotation cannot_walk_with_crutches",
        fires=("RF-18 L1/cannot_walk",),
    ),
    Case(
        row="53a",
        says="8 years, knee pain, internal rotation reduced",
        age=8,
        yes="knee_thigh_groin_pain hip_rotation_reduced",
        fires=("RF-18 L2/today",),
    ),
    Case(
        row="53b",
        says="16 years, knee pain, internal rotation reduced",
        age=16,
        yes="knee_thigh_groin_pain hip_rotation_reduced",
        fires=("RF-18 L2/today",),
    ),
    Case(
        row="54",
        says="7 years, knee pain, limp, abduction reduced, well, for 2 days",
        age=7,
        yes="knee_thigh_groin_pain limp hip_abduction_reduced",
        fires=("RF-19 L3/hip",),
        not_fired="RF-18",
    ),
    Case(
        row="56",
        says="13 years, tender tubercle, hip as expected, strong raise, no limp",
        age=13,
        yes="knee_thigh_groin_pain",
        nothing=True,
        not_fired="RF-05 RF-18",
    ),
    Case(
        row="57",
        says="5 years, limp for a day, 39 degrees, cannot bear weight",
        age=5,
        yes="limp fever_past_week cannot_bear_weight",
        fires=("RF-19 L1/emergency",),
    ),
    Case(
        row="58",
        says="stiff for 60 minutes, both knees and finger joints swollen",
        yes="morning_stiffness_other_joints stiffness_over_30_minutes several_joints",
        fires=("RF-21 L3/review",),
    ),
    injured(
        "60",
        "knee blocked 30 degrees short of straight, springy",
        yes="extension_blocked cannot_straighten_or_lift",
        fires=("RF-22 L2/blocked",),
    ),
    Case(
        row="61",
        says="clicks now and then, extends fully",
        not_fired="RF-22",
        nothing=True,
    ),
    Case(
        row="62",
        says="runner, pain from groin to knee on running, log roll hurts",
        yes="impact_or_low_bone groin_thigh_pain_on_impact hip_rotation_painful",
        fires=("RF-25 L2/urgent",),
    ),
    Case(
        row="63",
        says="Budapest: out of proportion, symptoms in 3 groups, signs in 2, nothing else",
        onset="after_surgery",
        procedures=operated(120),
        yes="disproportionate_pain crps_symptom_sensory crps_symptom_vasomotor crps_symptom_motor "
        "crps_sign_sensory crps_sign_motor no_other_diagnosis",
        fires=("RF-27 L3/criteria",),
    ),
    Case(
        row="86",
        says="25 years, gradual patellofemoral pain for 6 weeks, all core items no",
        age=25,
        nothing=True,
        status="negative",
    ),
    Case(
        row="90",
        says="declines the question about bladder and bowel",
        not_assessed="bladder_bowel_saddle_sexual",
        status="incomplete",
        missing="bladder_bowel_saddle_sexual",
        nothing=True,
    ),
)


def by_row(rows: Iterable[str]) -> list[Case]:
    wanted = set(rows)
    return [one for one in CASES if one.row in wanted]
