"""Red-flag screen: context first, then the core interview. Yes is always the abnormal answer.

A question that was not asked stays "not assessed"; the rules it feeds stand in its sources.
"""

from __future__ import annotations

from assessment.catalogue import sources as rules
from assessment.catalogue.types import (
    ANSWERS,
    Better,
    Kind,
    Measure,
    Option,
    Section,
    Source,
    VisitKind,
)

EVERY_VISIT = frozenset(VisitKind)
FIRST_VISIT = frozenset({VisitKind.INITIAL})
LATER_VISITS = frozenset({VisitKind.REASSESSMENT, VisitKind.DISCHARGE})

CONTEXT = "Context"
CORE = "Core questions"
ACTION = "What was done"


def _context(code: str, label: str, how: str, *feeds: Source) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.ANSWER,
        better=Better.NONE,
        options=ANSWERS,
        group=CONTEXT,
        how=how,
        sources=feeds,
    )


def _core(
    code: str,
    label: str,
    how: str,
    *feeds: Source,
    core_at: frozenset[VisitKind] = FIRST_VISIT,
    asked_at: frozenset[VisitKind] = EVERY_VISIT,
) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.ANSWER,
        better=Better.NONE,
        options=ANSWERS,
        group=CORE,
        how=how,
        core_at=core_at,
        asked_at=asked_at,
        sources=feeds,
    )


def _choice(
    code: str, label: str, how: str, options: tuple[tuple[str, str], ...], *feeds: Source
) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.CHOICE,
        better=Better.NONE,
        group=CONTEXT,
        options=tuple(Option(code=one, label=words) for one, words in options),
        how=how,
        sources=feeds,
    )


def _day(code: str, label: str, how: str, *feeds: Source) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.DATE,
        better=Better.NONE,
        group=CONTEXT,
        how=how,
        sources=feeds,
    )


def _words(
    code: str,
    label: str,
    group: str,
    how: str,
    *,
    multiline: bool = False,
    key_result: bool = False,
) -> Measure:
    return Measure(
        code=code,
        key_result=key_result,
        label=label,
        kind=Kind.TEXT,
        better=Better.NONE,
        multiline=multiline,
        group=group,
        how=how,
    )


RED_FLAGS = Section(
    code="red_flags",
    label="Red flags",
    intro="Yes is the abnormal answer. Nothing is chosen at the start; what was not asked is "
    "not assessed, and never counts as no.",
    measures=(
        _day(
            "injury_date",
            "Date of injury",
            "The latest one to this knee.",
            rules.RF_01,
            rules.RF_02,
        ),
        _choice(
            "injury_mechanism",
            "Kind of injury",
            "The one that fits best.",
            (
                ("none", "no injury"),
                ("blunt_blow", "blunt blow"),
                ("fall", "fall"),
                ("twist", "twist"),
                ("jump_landing", "jump or landing"),
                ("dashboard", "dashboard"),
                ("high_energy", "high energy"),
            ),
            rules.RF_02,
            rules.RF_03,
            rules.RF_13,
        ),
        _context(
            "limb_procedure",
            "Surgery, procedure or joint injection on this leg",
            "Ever on this leg, joint injections included.",
            rules.RF_07,
            rules.RF_09,
        ),
        _words("limb_procedure_name", "Which procedure", CONTEXT, "Name and side."),
        _day(
            "limb_procedure_date",
            "Date of the procedure",
            "The latest, where there were several.",
            rules.RF_07,
            rules.RF_09,
        ),
        _context(
            "knee_implant",
            "Implant or prosthetic joint in this knee",
            "Prosthesis, plate, screws, graft fixation.",
            rules.RF_06,
            rules.RF_07,
        ),
        _context(
            "immunosuppression",
            "Immunosuppression",
            "Disease or treatment that weakens the defence against infection.",
            rules.RF_06,
        ),
        _context("diabetes", "Diabetes", "Any type.", rules.RF_05, rules.RF_06),
        _context("intravenous_drug_use", "Intravenous drug use", "Now or recently.", rules.RF_06),
        _context("skin_ulcer", "Skin ulcer", "Open skin on this leg.", rules.RF_06),
        _context(
            "bleeding_risk",
            "Anticoagulant or bleeding disorder",
            "Tablets or injections that thin the blood, or an inherited disorder.",
            rules.RF_11,
            rules.RF_15,
            rules.RF_24,
        ),
        _choice(
            "cancer_history",
            "Cancer",
            "Now, treated lately, or in the past.",
            (
                ("none", "none known"),
                ("past", "in the past"),
                ("treated_6_months", "treated within 6 months"),
                ("active", "active"),
            ),
            rules.RF_09,
            rules.RF_16,
        ),
        _context(
            "pregnancy",
            "Pregnant, or up to 6 weeks after birth",
            "Ask where it can apply.",
            rules.RF_09,
        ),
        _context(
            "tendon_risk",
            "Long-term corticosteroid, fluoroquinolone, or renal failure",
            "Any of the three weakens tendon.",
            rules.RF_05,
        ),
        _core(
            "fever_unwell",
            "Fever, rigors or feeling ill",
            "Have you had a fever, shaking chills, or felt ill?",
            rules.RF_06,
            rules.RF_07,
            rules.RF_08,
            rules.RF_19,
            core_at=EVERY_VISIT,
        ),
        _core(
            "hot_swollen_knee",
            "Knee hot or swollen in the last 2 weeks",
            "Has the knee become hot or swollen in the last 2 weeks?",
            rules.RF_06,
            rules.RF_24,
            core_at=EVERY_VISIT,
        ),
        _core(
            "recent_injury",
            "Injury in the last 7 days, or since the last visit",
            "Has the knee or leg been injured in the last 7 days, or since you were last here?",
            rules.RF_01,
            rules.RF_02,
            rules.RF_03,
            rules.RF_04,
            rules.RF_05,
            rules.RF_13,
        ),
        _core(
            "cannot_take_4_steps",
            "Cannot take 4 steps now",
            "Is it impossible to take 4 steps, two on each leg? Limping counts as able.",
            rules.RF_01,
            rules.RF_02,
            rules.RF_04,
            core_at=EVERY_VISIT,
        ),
        _core(
            "cannot_straighten_or_lift",
            "Could not straighten or lift the leg since an event",
            "Since a particular moment, can you not straighten the knee or lift the leg?",
            rules.RF_05,
            rules.RF_22,
        ),
        _core(
            "leg_swelling_vein_pain",
            "New swelling of one leg, or calf or thigh vein pain",
            "Is one leg newly swollen, or is there new pain in the calf or along the thigh?",
            rules.RF_09,
            core_at=EVERY_VISIT,
        ),
        _core(
            "breathless_chest_pain",
            "Breathless, chest pain, coughing blood, faint",
            "Any sudden breathlessness, chest pain on breathing, coughing of blood, or fainting?",
            rules.RF_10,
            core_at=EVERY_VISIT,
        ),
        _core(
            "bladder_bowel_saddle_sexual",
            "New change of bladder, bowel, saddle feeling or sexual function",
            "Anything new in passing water, the bowels, the feeling between the legs, or sex?",
            rules.RF_14,
            core_at=EVERY_VISIT,
        ),
        _core(
            "weakness_numbness_buckling",
            "New or worsening weakness, numbness or buckling",
            "Is there new or growing weakness or numbness, or does the leg buckle?",
            rules.RF_11,
            rules.RF_12,
            rules.RF_13,
            rules.RF_14,
            rules.RF_15,
            core_at=EVERY_VISIT,
        ),
        _core(
            "night_rest_pain",
            "Rest or night pain that no position eases",
            "Is there pain at rest or at night that does not ease in any position?",
            rules.RF_16,
            rules.RF_17,
            rules.RF_25,
        ),
        _core(
            "weight_loss_sweats_fatigue",
            "Unexplained weight loss, night sweats or fatigue",
            "Have you lost weight without trying, sweated at night, or been unusually tired?",
            rules.RF_16,
            rules.RF_17,
        ),
        _core(
            "cancer_now_or_past",
            "Cancer now or in the past",
            "Have you, or have you ever had, cancer?",
            rules.RF_16,
            rules.RF_09,
        ),
        _core(
            "growing_lump",
            "Growing lump",
            "Is there a lump that is growing?",
            rules.RF_16,
        ),
        _core(
            "morning_stiffness_other_joints",
            "Morning stiffness over 30 minutes, or other swollen joints",
            "Are you stiff for more than 30 minutes in the morning, or are other joints swollen?",
            rules.RF_21,
        ),
        _core(
            "blood_immune_steroid",
            "Anticoagulant, bleeding disorder, immunosuppression or steroid",
            "Do you take blood thinners or steroids, bleed easily, or have a weakened defence?",
            rules.RF_05,
            rules.RF_06,
            rules.RF_11,
            rules.RF_15,
            rules.RF_24,
        ),
        _core(
            "wound_change",
            "Wound: discharge, spreading redness or opening since the last visit",
            "Is a wound weeping, opening, or red around it? No, where there is no wound.",
            rules.RF_07,
            rules.RF_08,
            core_at=LATER_VISITS,
            asked_at=LATER_VISITS,
        ),
        _words(
            "red_flag_action",
            "What was done about a red flag",
            ACTION,
            "What was done, who was told and when, what the patient was told.",
            multiline=True,
            key_result=True,
        ),
    ),
)
