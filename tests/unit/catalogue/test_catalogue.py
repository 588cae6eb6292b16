"""Facts that hold for every section and measure there is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.types import (
    ANSWERS,
    Better,
    Derivation,
    Kind,
    Limit,
    Measure,
    Reviewed,
    SetupField,
    VisitKind,
)

MEASURES = [one for section in catalogue.SECTIONS for one in section.measures]
SETUP_FIELDS = [field for measure in MEASURES for field in measure.setup]
ASKED: list[Measure | SetupField] = [*MEASURES, *SETUP_FIELDS]
QUANTITIES = [one for one in ASKED if one.kind is Kind.QUANTITY]

EVER_SHIPPED = """
body_mass height
reason_for_evaluation onset mechanism course adherence
site_anterior site_superior_pole site_inferior_pole site_quadriceps_tendon site_patellar_tendon
site_tibial_tubercle site_medial_joint_line site_lateral_joint_line site_popliteal site_diffuse
site_thigh_anterior site_thigh_posterior site_thigh_medial site_thigh_lateral
site_lower_leg_anterior site_lower_leg_posterior
aggravating_stairs_up aggravating_stairs_down aggravating_squatting aggravating_kneeling
aggravating_prolonged_sitting aggravating_rising_from_chair aggravating_walking
aggravating_running aggravating_jumping_landing other_activity_1
aggravating_other_activity_1_rating other_activity_2 aggravating_other_activity_2_rating
easing_rest easing_cold easing_heat easing_medicine easing_taping_brace easing_movement
giving_way swelling_reported locking
earlier_injury_surgery comorbidities medicines imaging
activity_level work_demands sport_demands kneeling_demands patient_goals
injury_date injury_mechanism limb_procedure limb_procedure_name limb_procedure_date knee_implant
immunosuppression diabetes intravenous_drug_use skin_ulcer bleeding_risk cancer_history pregnancy
tendon_risk
fever_unwell hot_swollen_knee recent_injury cannot_take_4_steps cannot_straighten_or_lift
leg_swelling_vein_pain breathless_chest_pain bladder_bowel_saddle_sexual
weakness_numbness_buckling night_rest_pain weight_loss_sweats_fatigue cancer_now_or_past
growing_lump morning_stiffness_other_joints blood_immune_steroid wound_change red_flag_action
safeguarding_concern safeguarding_said safeguarding_seen safeguarding_done safeguarding_closed
knee_extension_passive knee_extension_active knee_flexion_passive knee_flexion_active
extension_lag knee_arc_passive knee_arc_active
thigh_girth_5_cm thigh_girth_10_cm thigh_girth_15_cm thigh_girth_20_cm
knee_extension_grade knee_flexion_grade
knee_extension_force knee_flexion_force hip_abduction_force knee_extension_torque
consent consent_limits chaperone interpreter interpreter_language present blood_pressure_systolic
blood_pressure_diastolic heart_rate temperature dorsalis_pedis_pulse posterior_tibial_pulse
capillary_refill sensation_l2 sensation_l3 sensation_l4 sensation_l5 sensation_s1
sensation_saphenous patellar_reflex achilles_reflex ankle_dorsiflexion_grade
great_toe_extension_grade pain_now pain_worst pain_best pain_with_activity pain_activity
effusion_stroke_test patellar_tap skin_temperature mid_patella_girth joint_line_girth weight_bearing
weight_bearing_percent weight_bearing_load weight_bearing_order assistive_device
assistive_device_hand brace gait_conditions gait_antalgic gait_stiff_knee
gait_knee_flexed_at_contact gait_reduced_loading_flexion gait_quadriceps_avoidance
gait_extensor_thrust gait_varus_thrust gait_valgus_thrust gait_trendelenburg gait_trunk_lean
gait_dynamic_valgus gait_excess_pronation gait_no_terminal_extension gait_reduced_swing_flexion
gait_circumduction gait_lag_at_terminal_swing gait_short_step gait_wide_base gait_speed gait_pain
stairs_up_pattern stairs_down_pattern stairs_lead_leg stairs_rail stairs_knee_collapse
stairs_trunk_lean stairs_pelvic_drop stairs_descent_avoidance stairs_pain squat_depth squat_pain
squat_pain_angle squat_dynamic_valgus squat_weight_shift squat_heel_rise squat_foot_pronation
squat_tibial_rotation squat_uneven_depth squat_trunk_lean squat_lumbar_flexion
single_leg_squat_overall single_leg_squat_trunk single_leg_squat_pelvis single_leg_squat_hip
single_leg_squat_knee single_leg_squat_grade single_leg_squat_pain step_down_height step_down_arms
step_down_trunk step_down_pelvis step_down_knee step_down_steadiness sit_to_stand_weight_shift
sit_to_stand_descent sit_to_stand_arms lateral_step_down tender_medial_facet tender_lateral_facet
tender_superior_pole tender_inferior_pole tender_quadriceps_tendon tender_patellar_tendon
tender_tibial_tubercle tender_fat_pad tender_medial_retinaculum tender_lateral_retinaculum
tender_medial_plica tender_adductor_tubercle tender_vastus_medialis_belly
tender_vastus_medialis_distal tender_medial_joint_line tender_lateral_joint_line
tender_medial_collateral tender_lateral_collateral tender_pes_anserinus tender_gerdy_tubercle
tender_lateral_epicondyle tender_fibular_head tender_popliteal_fossa tender_hamstring_tendons
tender_gastrocnemius_heads local_swelling scar palpation_note patellar_height patellar_displacement
patellar_tilt patellar_rotation patellar_glide_medial patellar_glide_lateral patellar_tracking
j_sign_severity patellar_crepitus patellar_apprehension extension_deficit extension_lag_as_read
leg_lean_mass knee_extension_isokinetic_60 knee_extension_isokinetic_120
knee_extension_isokinetic_180 knee_extension_isokinetic_240 knee_extension_isokinetic_300
knee_flexion_isokinetic_60 knee_flexion_isokinetic_120 knee_flexion_isokinetic_180
knee_flexion_isokinetic_240 knee_flexion_isokinetic_300 one_repetition_maximum_leg_extension
one_repetition_maximum_leg_curl one_repetition_maximum_leg_press quadriceps_set
quadriceps_set_co_contraction central_activation_ratio quadriceps_force_voluntary
quadriceps_force_with_burst central_activation_ratio_computed chair_stand timed_up_and_go
single_leg_balance limb_length y_balance_anterior y_balance_posteromedial y_balance_posterolateral
chair_stand_standard chair_stand_adapted y_balance_anterior_percent y_balance_posteromedial_percent
y_balance_posterolateral_percent y_balance_composite koos_pain koos_symptoms koos_adl koos_sport
koos_qol lefs akps koos_pf koos_12_pain koos_12_function koos_12_qol ikdc lysholm tegner acl_rsi
acl_rsi_short tsk_11 global_rating_of_change global_rating_of_change_11
patient_impression_of_change koos_12_summary exercise neuromuscular_training movement_retraining
manual_therapy taping_bracing
other_intervention education home_programme response_24_hours response_24_hours_note
pain_before_session pain_during_session pain_after_session fatigue_after_session
movement_after_session effusion_after_session response_note clinical_impression functional_problems
contributing_factors prognosis plan_of_care frequency_duration referrals agreed_with_patient
pain_line_usual pain_line_worst pain_line_activity straight_leg_raise_extension
hip_internal_rotation hip_external_rotation hip_extension_thomas rectus_femoris_knee_angle
prone_knee_bend prone_knee_bend_symptoms hamstrings_active hamstrings_passive ankle_lunge_distance
ankle_lunge_angle ankle_lunge_angle_straight heel_height_difference lower_leg_length
straight_leg_raise_lag heel_height_angle thigh_skinfold_15_cm calf_girth_10_cm
thigh_girth_15_cm_corrected hip_external_rotation_force hip_extension_force knee_flexion_torque
repetition_load_leg_extension repetition_count_leg_extension repetition_load_leg_curl
repetition_count_leg_curl repetition_load_leg_press repetition_count_leg_press
quadriceps_twitch_increment quadriceps_twitch_resting activation_aid_needed vastus_medialis_bulk
vastus_medialis_contraction onset_vastus_medialis onset_vastus_lateralis vastus_ratio
hamstrings_quadriceps_ratio_60 hamstrings_quadriceps_ratio_120 hamstrings_quadriceps_ratio_180
hamstrings_quadriceps_ratio_240 hamstrings_quadriceps_ratio_300 hamstrings_quadriceps_ratio_as_read
one_repetition_maximum_leg_extension_epley one_repetition_maximum_leg_extension_brzycki
one_repetition_maximum_leg_curl_epley one_repetition_maximum_leg_curl_brzycki
one_repetition_maximum_leg_press_epley one_repetition_maximum_leg_press_brzycki
quadriceps_activation_twitch vastus_onset_difference squat_pain_test resisted_extension_test
patellar_palpation_test kneeling_test patellar_compression_test patellar_tilt_test clarke_test
waldron_test eccentric_step_test coordination_test moving_apprehension_test lachman_test
anterior_drawer_test pivot_shift_test lever_sign_test posterior_drawer_test dial_test_30
dial_test_90 valgus_stress_0_test valgus_gapping_0 valgus_stress_30_test valgus_stress_30_pain_test
valgus_gapping_30 varus_stress_0_test varus_gapping_0 varus_stress_30_test varus_gapping_30
mcmurray_test joint_line_test thessaly_test ober_test noble_test patellofemoral_cluster
step_down_repetitions single_hop triple_hop crossover_hop timed_hop stair_climb_11 stair_climb_11_up
stair_climb_9 stair_climb_other
impact_or_low_bone long_term_steroid arthritis_known heavy_alcohol joint_injection_recent knee_hot
knee_swollen fracture_rule_exclusion patella_bone_tender fibular_head_tender
other_knee_bone_tender cannot_flex_to_90 unable_4_steps_immediately swelling_within_2_hours
tense_effusion open_wound limb_deformity high_energy_cannot_move shin_out_of_place gross_laxity
vascular_examined imaging_done kneecap_out_of_place kneecap_still_out first_dislocation
loose_body_signs straight_leg_raise cannot_extend_against_gravity tendon_gap patella_high_or_low
pop_at_onset new_fall raise_lost extensor_explained extension_blocked block_is_new
catching_unlocks pain_out_of_proportion stretch_pain tense_compartment new_tingling
tight_dressing_or_crush foot_pulse_weak refill_slow foot_cold_or_pale expanding_swelling
stable_arterial_disease ankle_brachial_index knee_motion_restricted skin_redness_spreading
red_streaks hot_bursa wound_discharge wound_opening rising_again leg_warm_or_discoloured
vein_tenderness entire_leg_swollen calf_3_cm_larger pitting_oedema collateral_veins
leg_paralysis_or_plaster bedridden_3_days surgery_within_12_weeks previous_deep_vein_thrombosis
other_diagnosis_as_likely claudication foot_rest_pain tissue_loss bladder_change saddle_numbness
rectal_change sexual_change both_legs_weak both_legs_pain_with_back_pain
quadriceps_weak_beyond_pain knee_jerk_reduced thigh_sensation_reduced new_foot_drop
groin_iliac_pain recent_groin_procedure nerve_known_stable weakness_explained_by_pain
bone_pain_unexplained bone_swelling lump_not_growing weight_loss pathological_fracture
night_pain_eases skeletally_immature knee_thigh_groin_pain limp hip_rotation_reduced
obligate_external_rotation leg_lies_rotated_out cannot_walk_with_crutches overweight
fever_past_week cannot_bear_weight severe_pain_on_passive_motion waking_at_night
bony_lump_or_tenderness hip_abduction_reduced limp_over_7_days limp_not_improving
groin_thigh_pain_on_impact hip_rotation_painful pain_on_weight_bearing load_spike
previous_stress_fracture pain_rising_with_impact focal_bone_tenderness low_energy_signs
hip_reproduces_pain knee_unremarkable stiffness_over_30_minutes several_joints
boggy_swelling_without_injury psoriasis_bowel_eye_infection tick_exposure gout_history
sudden_medial_rest_pain condyle_tenderness after_extreme_exercise dark_urine thigh_swollen_or_weak
not_improving disproportionate_pain crps_symptom_sensory crps_symptom_vasomotor
crps_symptom_sudomotor crps_symptom_motor crps_sign_sensory crps_sign_vasomotor
crps_sign_sudomotor crps_sign_motor no_other_diagnosis immediate_danger
irritability healing_stage test_tier test_tier_reason irritability_night_pain
irritability_pain_in_range irritability_active_passive irritability_disability
irritability_settling
recent_load_rise morning_stiffness foot_posture_index midfoot_width_change agility_t_test
landing_error_score kos_adls global_rating_of_function pfp_overuse pfp_muscle_performance
pfp_movement_coordination pfp_mobility_hyper pfp_mobility_hypo serves_as_progress_report
impact_allowed on_field_rehabilitation ikdc_15th_percentile graded_exposure energy_storage
driving_conditions work_tasks_tried work_arrangements readiness_running
readiness_hop_prerequisites readiness_delaware_oslo readiness_aspetar readiness_gokeler_welling
readiness_patellar_instability readiness_patellofemoral_pain readiness_tendinopathy
readiness_knee_replacement readiness_driving readiness_work
"""


def test_codes_ever_shipped() -> None:
    """A code is never deleted, only retired; a new one is added to the list."""
    assert set(EVER_SHIPPED.split()) == set(catalogue.all_codes())


def test_sections_stand_in_the_order_of_the_work() -> None:
    assert [one.code for one in catalogue.sections()] == [
        "visit",
        "history",
        "red_flags",
        "safeguarding",
        "neurovascular",
        "precautions",
        "pain",
        "gait",
        "squat",
        "palpation",
        "range_of_motion",
        "thigh_girth",
        "strength",
        "special_tests",
        "function",
        "outcome_measures",
        "interventions",
        "response",
        "impression",
        "plan",
    ]


@pytest.mark.parametrize("about", QUANTITIES, ids=lambda one: one.code)
def test_a_quantity_has_a_canonical_unit_that_may_be_typed(about: Measure | SetupField) -> None:
    assert about.unit is not None
    assert about.unit.to_canonical == 1
    assert about.unit in kinds.entry_units(about)
    assert {one.family for one in about.entry_units} <= {about.unit.family}


@pytest.mark.parametrize("about", QUANTITIES, ids=lambda one: one.code)
def test_soft_limits_lie_inside_hard_ones(about: Measure | SetupField) -> None:
    assert about.hard is not None
    for soft in about.soft:
        if soft.limit.low is not None and about.hard.low is not None:
            assert about.hard.low <= soft.limit.low
        if soft.limit.high is not None and about.hard.high is not None:
            assert soft.limit.high <= about.hard.high


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.code)
def test_options_are_there_exactly_where_one_is_picked(measure: Measure) -> None:
    picked = measure.kind in (Kind.GRADE, Kind.CHOICE, Kind.ANSWER)
    assert bool(measure.options) is picked
    codes = [one.code for one in measure.options]
    assert len(codes) == len(set(codes))
    if measure.kind is Kind.ANSWER:
        assert measure.options == ANSWERS
    if measure.kind is Kind.GRADE:
        assert [one.ordinal for one in measure.options] == list(range(len(codes)))


@pytest.mark.parametrize(
    "field", [one for one in SETUP_FIELDS if one.default], ids=lambda one: one.code
)
def test_a_default_of_a_setup_can_be_typed(field: SetupField) -> None:
    assert not kinds.of(field.kind).parse(field, field.default).questions


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.code)
def test_conditions_name_options_of_the_setup(measure: Measure) -> None:
    options = {field.code: {one.code for one in field.options} for field in measure.setup}
    whens = [one.when for one in measure.errors] + [one.when for one in measure.soft]
    for when in whens:
        for code, said in when.items():
            assert said in options[code]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.code)
def test_a_measure_with_limits_or_errors_names_its_sources(measure: Measure) -> None:
    if measure.hard or measure.soft:
        assert measure.sources
    for error in measure.errors:
        assert error.source.citation
        assert error.population
        assert error.amount > 0


def test_what_confounds_a_measure_is_a_grade_with_that_rank() -> None:
    confounders = [one for measure in MEASURES for one in measure.confounders]
    assert confounders
    for one in confounders:
        graded = catalogue.measure(one.measure)
        assert graded.kind is Kind.GRADE
        assert one.lowest in [option.ordinal for option in graded.options]
        assert one.why
        assert one.source.citation


def test_derived_measures_rest_on_measures_of_their_section() -> None:
    for section in catalogue.sections():
        codes = {one.code for one in section.measures}
        for derived in section.derived:
            assert set(derived.parts) <= codes
        for ordered in section.ordered:
            assert {ordered.smaller, ordered.larger} <= codes


def test_thigh_girth_has_no_published_error() -> None:
    assert all(not one.errors for one in catalogue.section("thigh_girth").measures)


def test_grades_have_no_symmetry() -> None:
    graded = [one for one in MEASURES if one.kind is Kind.GRADE]
    assert graded
    assert all(not one.derives for one in graded)


def test_what_something_is_derived_of_is_taken_on_both_sides() -> None:
    assert all(one.sided for one in MEASURES if one.derives)


def test_the_lowest_girth_site_has_no_deficit() -> None:
    derives = {
        one.code: Derivation.DEFICIT in one.derives
        for one in catalogue.section("thigh_girth").measures
        if one.code.startswith("thigh_girth")
    }
    assert derives == {
        "thigh_girth_5_cm": False,
        "thigh_girth_10_cm": True,
        "thigh_girth_15_cm": True,
        "thigh_girth_20_cm": True,
    }


def test_extension_improves_downwards_and_has_no_true_zero() -> None:
    extension = catalogue.measure("knee_extension_passive")
    assert extension.better is Better.LOWER
    assert not extension.true_zero


def core_at(visit: VisitKind) -> list[str]:
    return [one.code for one in catalogue.section("red_flags").measures if visit in one.core_at]


def test_the_first_visit_asks_fifteen_core_questions_and_two_signs() -> None:
    assert len(core_at(VisitKind.INITIAL)) == 17
    assert core_at(VisitKind.INITIAL)[-2:] == ["knee_hot", "knee_swollen"]
    assert "wound_change" not in core_at(VisitKind.INITIAL)


@pytest.mark.parametrize("visit", [VisitKind.REASSESSMENT, VisitKind.DISCHARGE])
def test_later_visits_ask_seven_core_questions_and_the_wound(visit: VisitKind) -> None:
    assert core_at(visit) == [
        "fever_unwell",
        "hot_swollen_knee",
        "cannot_take_4_steps",
        "leg_swelling_vein_pain",
        "breathless_chest_pain",
        "bladder_bowel_saddle_sexual",
        "weakness_numbness_buckling",
        "wound_change",
    ]


def test_every_core_question_says_which_rules_it_feeds() -> None:
    for one in catalogue.section("red_flags").measures:
        if one.core_at:
            assert {source.key[:3] for source in one.sources} == {"RF-"}


def test_only_safeguarding_is_restricted() -> None:
    assert [one.code for one in catalogue.sections() if one.restricted] == ["safeguarding"]
    closed = [one.code for one in catalogue.sections() if not one.assistants]
    assert closed == ["history", "safeguarding", "impression", "plan"]


def test_nothing_of_ours_calls_itself_verified() -> None:
    for measure in MEASURES:
        for source in (*measure.sources, *(one.source for one in measure.errors)):
            assert ("Vastus" in source.citation) is (source.reviewed is Reviewed.DESIGN)


NEW = Measure(
    code="calf_girth",
    label="Calf girth",
    kind=Kind.QUANTITY,
    better=Better.NONE,
    sided=True,
    unit=catalogue.measure("thigh_girth_10_cm").unit,
    hard=Limit(low=Decimal(10), high=Decimal(80)),
)


def test_a_section_can_be_longer_for_a_while() -> None:
    before = catalogue.all_codes()
    with catalogue.extended("thigh_girth", NEW):
        assert catalogue.measure("calf_girth") is NEW
        assert catalogue.section_of("calf_girth").measures[-1] is NEW
        assert catalogue.section("thigh_girth") in catalogue.sections()
        assert "calf_girth" in catalogue.all_codes()
    assert catalogue.all_codes() == before
    with pytest.raises(catalogue.UnknownCode, match="calf_girth"):
        catalogue.measure("calf_girth")


def test_a_code_cannot_be_there_twice() -> None:
    twice = replace(NEW, code="body_mass")
    with (
        pytest.raises(ValueError, match="body_mass twice"),
        catalogue.extended("thigh_girth", twice),
    ):
        pass
    assert catalogue.section_of("body_mass").code == "visit"


def test_unknown_codes_are_named() -> None:
    with pytest.raises(catalogue.UnknownCode, match="no section “hearing”"):
        catalogue.section("hearing")
    with pytest.raises(catalogue.UnknownCode, match="derived measure “body_mass”"):
        catalogue.derived_measure("body_mass")
    with pytest.raises(catalogue.UnknownCode):
        catalogue.section_of("nothing")
    assert catalogue.derived_measure("extension_lag").parts[0] == "knee_extension_active"
