"""What shows first in each section, by what the episode of care is about.

A set hides nothing: what it does not name is one action away, and what is core at a visit, answered
or measured before shows anyway. A section without an entry here shows whole, which is right for the
short ones. Every choice below is a design decision of Vastus, made from the measures
reference and not yet reviewed by a clinician; a clinic changes it on a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from assessment.catalogue.progress_report import IS_REPORT
from assessment.catalogue.readiness import READINESS, kept_measure
from assessment.catalogue.subcategories import SUBCATEGORIES
from assessment.catalogue.types import EpisodeKind, Section

# A screen that is shortened screens for less: these show whole, and no clinic folds them.
ALWAYS_WHOLE = frozenset({"red_flags", "safeguarding"})

PFP = EpisodeKind.PATELLOFEMORAL_PAIN
ACL = EpisodeKind.ACL_RECONSTRUCTION
MENISCUS = EpisodeKind.MENISCUS
REPLACEMENT = EpisodeKind.KNEE_REPLACEMENT
TENDON = EpisodeKind.TENDON_REPAIR
INSTABILITY = EpisodeKind.PATELLAR_INSTABILITY
OSTEOARTHRITIS = EpisodeKind.OSTEOARTHRITIS
OTHER = EpisodeKind.OTHER

Kinds = tuple[EpisodeKind, ...]
ATHLETES: Kinds = (PFP, ACL, MENISCUS, INSTABILITY)
OPERATED: Kinds = (ACL, REPLACEMENT, TENDON)
DEGENERATIVE: Kinds = (REPLACEMENT, OSTEOARTHRITIS)
KNEECAP: Kinds = (PFP, INSTABILITY)


@dataclass(frozen=True)
class SectionSet:
    """What one section shows first: `always`, and by code of measure for which kinds besides."""

    always: tuple[str, ...] = ()
    besides: Mapping[str, Kinds] = field(default_factory=lambda: MappingProxyType({}))

    def first(self, kind: EpisodeKind) -> frozenset[str]:
        """The codes that show first for this kind of episode."""
        return frozenset(self.always) | {
            code for code, kinds in self.besides.items() if kind in kinds
        }

    @property
    def named(self) -> frozenset[str]:
        """Every code that the set names for some kind."""
        return frozenset(self.always) | frozenset(self.besides)


MEASURE_SETS: Mapping[str, SectionSet] = MappingProxyType(
    {
        # Blood pressure and pulse where people are older; temperature where a wound is.
        "visit": SectionSet(
            always=("consent", "chaperone", "interpreter", "body_mass", "height"),
            besides={
                "blood_pressure_systolic": (*DEGENERATIVE, OTHER),
                "blood_pressure_diastolic": (*DEGENERATIVE, OTHER),
                "heart_rate": (*DEGENERATIVE, OTHER),
                "temperature": OPERATED,
            },
        ),
        # What the therapist chooses; what a level goes by is open to who wants the suggestion.
        "precautions": SectionSet(
            always=("irritability", "healing_stage", "test_tier", "test_tier_reason"),
        ),
        # The story, then the sites and activities that tell this problem from its neighbours; what
        # eases and the free activities wait until there is something to say about them.
        "history": SectionSet(
            always=(
                *("reason_for_evaluation", "onset", "mechanism", "course", "adherence"),
                *("site_anterior", "site_diffuse"),
                *("aggravating_stairs_down", "aggravating_walking"),
                *("giving_way", "swelling_reported", "locking"),
                *("earlier_injury_surgery", "comorbidities", "medicines", "imaging"),
                *("activity_level", "work_demands", "patient_goals"),
            ),
            besides={
                "site_superior_pole": (PFP, TENDON),
                "site_inferior_pole": (PFP, TENDON),
                "site_quadriceps_tendon": (TENDON,),
                "site_patellar_tendon": (PFP, ACL, TENDON),
                "site_tibial_tubercle": (TENDON,),
                "site_medial_joint_line": (ACL, MENISCUS, OSTEOARTHRITIS, INSTABILITY, OTHER),
                "site_lateral_joint_line": (ACL, MENISCUS, OSTEOARTHRITIS, OTHER),
                "site_popliteal": (MENISCUS, OSTEOARTHRITIS, REPLACEMENT, OTHER),
                "aggravating_stairs_up": (PFP, REPLACEMENT, TENDON, OSTEOARTHRITIS),
                "aggravating_squatting": (PFP, ACL, MENISCUS, TENDON, INSTABILITY, OTHER),
                "aggravating_kneeling": (PFP, ACL, MENISCUS, REPLACEMENT, TENDON),
                "aggravating_prolonged_sitting": (PFP,),
                "aggravating_rising_from_chair": (REPLACEMENT, TENDON, OSTEOARTHRITIS, OTHER),
                "aggravating_running": ATHLETES,
                "aggravating_jumping_landing": (PFP, ACL, INSTABILITY),
                "recent_load_rise": (PFP,),
                "morning_stiffness": (OSTEOARTHRITIS, OTHER),
                "sport_demands": (*ATHLETES, TENDON, OTHER),
                "kneeling_demands": (PFP, MENISCUS, REPLACEMENT, TENDON, OSTEOARTHRITIS),
            },
        ),
        # One pulse, the roots that reach the front of the knee, one reflex, one muscle: a screen.
        # After an operation or a dislocation the vessels, the nerve at the scar and the foot too.
        "neurovascular": SectionSet(
            always=(
                *("dorsalis_pedis_pulse", "sensation_l3", "sensation_l4"),
                *("patellar_reflex", "ankle_dorsiflexion_grade"),
            ),
            besides={
                "posterior_tibial_pulse": (*OPERATED, INSTABILITY, OTHER),
                "capillary_refill": (*OPERATED, INSTABILITY, OTHER),
                "sensation_l5": (OTHER,),
                "sensation_s1": (OTHER,),
                "sensation_saphenous": (*OPERATED, MENISCUS, INSTABILITY),
                "achilles_reflex": (OTHER,),
                "great_toe_extension_grade": (*OPERATED, INSTABILITY, OTHER),
            },
        ),
        # Girth at the joint follows swelling over weeks, which matters after operations.
        "pain": SectionSet(
            always=(
                *("pain_now", "pain_worst", "pain_best", "pain_with_activity", "pain_activity"),
                *("effusion_stroke_test", "skin_temperature"),
            ),
            # The line of 100 mm is what studies of this pain used; rating in numbers is for all.
            besides={
                "pain_line_usual": (PFP,),
                "pain_line_worst": (PFP,),
                "patellar_tap": (MENISCUS, REPLACEMENT, OSTEOARTHRITIS, OTHER),
                "mid_patella_girth": (*OPERATED, MENISCUS, OSTEOARTHRITIS),
                "joint_line_girth": OPERATED,
            },
        ),
        # What a weak or guarded quadriceps looks like is watched for in everybody; the rest by
        # what the problem usually brings (measures reference, section 9).
        "gait": SectionSet(
            always=(
                *("weight_bearing", "weight_bearing_percent", "weight_bearing_load"),
                *("assistive_device", "gait_conditions", "gait_antalgic"),
                *("gait_reduced_loading_flexion", "gait_quadriceps_avoidance"),
                *("gait_speed", "gait_pain"),
                *("stairs_up_pattern", "stairs_down_pattern", "stairs_pain"),
            ),
            besides={
                "weight_bearing_order": (*OPERATED, MENISCUS, INSTABILITY),
                "assistive_device_hand": (*OPERATED, MENISCUS, OSTEOARTHRITIS),
                "brace": (ACL, MENISCUS, TENDON, INSTABILITY, OSTEOARTHRITIS),
                "gait_stiff_knee": (*OPERATED, MENISCUS, OSTEOARTHRITIS, OTHER),
                "gait_knee_flexed_at_contact": (*OPERATED, MENISCUS),
                "gait_extensor_thrust": (ACL, TENDON),
                "gait_varus_thrust": (MENISCUS, OSTEOARTHRITIS),
                "gait_valgus_thrust": (INSTABILITY, OSTEOARTHRITIS),
                "gait_trendelenburg": (*KNEECAP, *DEGENERATIVE, OTHER),
                "gait_trunk_lean": (*KNEECAP, *DEGENERATIVE),
                "gait_dynamic_valgus": (*KNEECAP, ACL),
                "gait_excess_pronation": KNEECAP,
                "gait_no_terminal_extension": (*OPERATED, MENISCUS, OSTEOARTHRITIS, OTHER),
                "gait_reduced_swing_flexion": OPERATED,
                "gait_circumduction": (REPLACEMENT, TENDON),
                "gait_lag_at_terminal_swing": (*OPERATED, INSTABILITY),
                "gait_short_step": (*DEGENERATIVE, OTHER),
                "gait_wide_base": DEGENERATIVE,
                "stairs_lead_leg": (*DEGENERATIVE, TENDON),
                "stairs_rail": (*DEGENERATIVE, TENDON, OTHER),
                "stairs_knee_collapse": (*OPERATED, INSTABILITY),
                "stairs_pelvic_drop": KNEECAP,
                "stairs_descent_avoidance": (PFP, ACL, TENDON, OSTEOARTHRITIS, OTHER),
            },
        ),
        # Tasks on one leg for who goes back to sport; rising from a chair for who cannot yet.
        "squat": SectionSet(
            always=(
                *("squat_depth", "squat_pain", "squat_pain_angle"),
                *("squat_dynamic_valgus", "squat_weight_shift"),
            ),
            besides={
                "squat_heel_rise": (PFP,),
                "squat_foot_pronation": KNEECAP,
                "squat_uneven_depth": (*OPERATED, MENISCUS),
                "squat_trunk_lean": (*ATHLETES, TENDON),
                **dict.fromkeys(
                    (
                        *("single_leg_squat_overall", "single_leg_squat_trunk"),
                        *("single_leg_squat_pelvis", "single_leg_squat_hip"),
                        *("single_leg_squat_knee", "single_leg_squat_grade"),
                        *("single_leg_squat_pain", "step_down_height", "step_down_arms"),
                        *("step_down_trunk", "step_down_pelvis", "step_down_knee"),
                        "step_down_steadiness",
                    ),
                    ATHLETES,
                ),
                "sit_to_stand_weight_shift": (*OPERATED, OSTEOARTHRITIS, OTHER),
                "sit_to_stand_descent": (*DEGENERATIVE, TENDON, OTHER),
                "sit_to_stand_arms": (*DEGENERATIVE, TENDON, OTHER),
            },
        ),
        # Sites by what hurts in this problem and by where a graft was taken; the kneecap's position
        # and movement where the problem is the kneecap, its mobility after every operation.
        "palpation": SectionSet(
            always=(
                *("tender_medial_joint_line", "tender_lateral_joint_line"),
                *("local_swelling", "palpation_note"),
            ),
            besides={
                "tender_medial_facet": (*KNEECAP, OSTEOARTHRITIS, OTHER),
                "tender_lateral_facet": (*KNEECAP, OSTEOARTHRITIS, OTHER),
                "tender_superior_pole": (PFP, TENDON),
                "tender_inferior_pole": (PFP, TENDON),
                "tender_quadriceps_tendon": (PFP, ACL, TENDON),
                "tender_patellar_tendon": (PFP, ACL, TENDON, OTHER),
                "tender_tibial_tubercle": (PFP, TENDON),
                "tender_fat_pad": (PFP, ACL, REPLACEMENT),
                "tender_medial_retinaculum": KNEECAP,
                "tender_lateral_retinaculum": KNEECAP,
                "tender_medial_plica": (PFP,),
                "tender_adductor_tubercle": (INSTABILITY,),
                "tender_vastus_medialis_belly": (PFP, TENDON),
                "tender_vastus_medialis_distal": (*KNEECAP, ACL, TENDON),
                "tender_medial_collateral": (ACL, MENISCUS, INSTABILITY, OTHER),
                "tender_lateral_collateral": (ACL, MENISCUS, OTHER),
                "tender_pes_anserinus": (ACL, *DEGENERATIVE, OTHER),
                "tender_lateral_epicondyle": (PFP, OTHER),
                "tender_popliteal_fossa": (ACL, MENISCUS, *DEGENERATIVE, OTHER),
                "tender_hamstring_tendons": (ACL,),
                "scar": (*OPERATED, MENISCUS, INSTABILITY),
                "patellar_height": (*KNEECAP, TENDON),
                "patellar_displacement": KNEECAP,
                "patellar_tilt": KNEECAP,
                "patellar_rotation": (PFP,),
                "patellar_glide_medial": (*KNEECAP, *OPERATED),
                "patellar_glide_lateral": (*KNEECAP, *OPERATED),
                "patellar_tracking": (*KNEECAP, REPLACEMENT),
                "j_sign_severity": KNEECAP,
                "patellar_crepitus": (*KNEECAP, *DEGENERATIVE, OTHER),
                "patellar_apprehension": KNEECAP,
            },
        ),
        # What a letter or an old chart states without saying how is entered where it is needed.
        "range_of_motion": SectionSet(
            always=(
                *("knee_extension_passive", "knee_extension_active"),
                *("knee_flexion_passive", "knee_flexion_active"),
            ),
            besides={
                "straight_leg_raise_extension": (REPLACEMENT, TENDON),
                "hip_internal_rotation": (*KNEECAP, OSTEOARTHRITIS),
                "hip_external_rotation": KNEECAP,
                "hip_extension_thomas": (PFP, OSTEOARTHRITIS),
                "rectus_femoris_knee_angle": (PFP,),
                "prone_knee_bend": (PFP, TENDON),
                "prone_knee_bend_symptoms": (PFP,),
                "foot_posture_index": (PFP,),
                "hamstrings_passive": (PFP, MENISCUS, REPLACEMENT),
                "ankle_lunge_distance": KNEECAP,
                "heel_height_difference": (ACL,),
            },
        ),
        # The lowest site mixes swelling with muscle: of use where both change, after operations.
        "thigh_girth": SectionSet(
            always=("thigh_girth_10_cm", "thigh_girth_15_cm", "thigh_girth_20_cm"),
            besides={
                "thigh_girth_5_cm": (*OPERATED, MENISCUS),
                "calf_girth_10_cm": (*OPERATED,),
            },
        ),
        # Grades screen, dynamometry measures. Isokinetic speeds, the one-repetition maximum and
        # activation need what few clinics have: a clinic that has it ticks it.
        "strength": SectionSet(
            always=(
                *("knee_extension_grade", "knee_flexion_grade"),
                *("knee_extension_force", "knee_flexion_force"),
            ),
            besides={
                "hip_abduction_force": (*KNEECAP, ACL, *DEGENERATIVE, OTHER),
                "hip_external_rotation_force": KNEECAP,
                "hip_extension_force": (PFP, OSTEOARTHRITIS),
                "knee_extension_torque": (ACL, TENDON),
                "quadriceps_set": (*OPERATED, MENISCUS, INSTABILITY),
                "quadriceps_set_co_contraction": (*OPERATED, MENISCUS, INSTABILITY),
                "activation_aid_needed": OPERATED,
                "vastus_medialis_bulk": (PFP, ACL, TENDON, INSTABILITY),
                "vastus_medialis_contraction": (*OPERATED, INSTABILITY),
            },
        ),
        # By what the problem brings to mind. A graft is tried by the gentlest test alone, a
        # repaired tendon by none that loads it; a joint that was replaced still has its collateral
        # ligaments. The tests that change little show first nowhere.
        "special_tests": SectionSet(
            besides={
                "joint_line_test": (ACL, MENISCUS, OSTEOARTHRITIS, OTHER),
                "squat_pain_test": (PFP, OTHER),
                "resisted_extension_test": (PFP, OTHER),
                "patellar_palpation_test": (PFP, OTHER),
                "kneeling_test": (PFP,),
                "patellar_tilt_test": (*KNEECAP, TENDON),
                "eccentric_step_test": (PFP,),
                "moving_apprehension_test": (INSTABILITY,),
                "lachman_test": (ACL, MENISCUS, OTHER),
                "pivot_shift_test": (OTHER,),
                "anterior_drawer_test": (OTHER,),
                "posterior_drawer_test": (ACL, OTHER),
                "valgus_stress_30_test": (ACL, MENISCUS, INSTABILITY, *DEGENERATIVE, OTHER),
                "valgus_gapping_30": (ACL, *DEGENERATIVE),
                "varus_stress_30_test": (ACL, MENISCUS, *DEGENERATIVE, OTHER),
                "varus_gapping_30": (ACL, *DEGENERATIVE),
                "mcmurray_test": (MENISCUS, OTHER),
                "thessaly_test": (MENISCUS, OTHER),
                "ober_test": (PFP,),
                "noble_test": (PFP,),
            },
        ),
        # Hops for who goes back to sport, stairs for who is to climb them again. A hop is offered,
        # never asked for: strength, effusion and precautions come first.
        "function": SectionSet(
            always=("single_leg_balance",),
            besides={
                "chair_stand": (*DEGENERATIVE, TENDON, MENISCUS, OTHER),
                "timed_up_and_go": (*DEGENERATIVE, TENDON, OTHER),
                "limb_length": ATHLETES,
                "y_balance_anterior": ATHLETES,
                "y_balance_posteromedial": ATHLETES,
                "y_balance_posterolateral": ATHLETES,
                "step_down_repetitions": (PFP, INSTABILITY),
                "single_hop": ATHLETES,
                "triple_hop": (ACL,),
                "crossover_hop": (ACL,),
                "timed_hop": (ACL,),
                "stair_climb_11": (REPLACEMENT,),
                "stair_climb_other": (TENDON, *DEGENERATIVE),
            },
        ),
        # One or two forms that fit the problem: nobody fills in ten.
        "outcome_measures": SectionSet(
            always=("global_rating_of_change",),
            besides={
                "lefs": (TENDON, MENISCUS, *DEGENERATIVE, OTHER),
                "akps": KNEECAP,
                "koos_pf": KNEECAP,
                **dict.fromkeys(
                    ("koos_pain", "koos_symptoms", "koos_adl", "koos_sport", "koos_qol"),
                    (ACL, MENISCUS, *DEGENERATIVE),
                ),
                "ikdc": (ACL, MENISCUS),
                "tegner": (ACL, INSTABILITY),
                "acl_rsi": (ACL,),
                "tsk_11": (ACL,),
            },
        ),
        "response": SectionSet(
            always=(
                *("response_24_hours", "response_24_hours_note"),
                *("pain_before_session", "pain_during_session", "pain_after_session"),
                *("movement_after_session", "effusion_after_session", "response_note"),
            ),
            besides={"fatigue_after_session": (*OPERATED, PFP)},
        ),
        # The subcategories belong to one kind of episode; elsewhere they are one action away.
        "impression": SectionSet(
            always=(
                *("clinical_impression", "functional_problems", "contributing_factors"),
                "prognosis",
            ),
            besides={one.measure: (PFP,) for one in SUBCATEGORIES},
        ),
        # What only the clinician knows of a return, and the lists that are kept, where they belong.
        "plan": SectionSet(
            always=(
                *("plan_of_care", "frequency_duration", "referrals", "agreed_with_patient"),
                IS_REPORT,
            ),
            besides={
                "impact_allowed": (ACL,),
                "on_field_rehabilitation": (ACL,),
                "graded_exposure": (PFP,),
                **{kept_measure(one.code): one.kinds for one in READINESS},
            },
        ),
    }
)


def shows_whole(section: Section) -> bool:
    """Whether nothing of the section is ever folded, whatever a clinic wishes."""
    return section.restricted or section.code in ALWAYS_WHOLE


def default_first(section: Section, kind: EpisodeKind) -> frozenset[str]:
    """The codes that the catalogue itself shows first in a section."""
    every = frozenset(one.code for one in section.measures)
    if shows_whole(section) or section.code not in MEASURE_SETS:
        return every
    return MEASURE_SETS[section.code].first(kind) & every


def first_codes(section: Section, kind: EpisodeKind, changes: Mapping[str, bool]) -> frozenset[str]:
    """The codes that show first where a clinic changed some: `changes` says shown or not, by code.

    A code that the section does not have, or no longer has, changes nothing.
    """
    default = default_first(section, kind)
    if shows_whole(section):
        return default
    return frozenset(
        one.code for one in section.measures if changes.get(one.code, one.code in default)
    )
