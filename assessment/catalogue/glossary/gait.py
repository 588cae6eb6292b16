"""Weight-bearing, gait, and what is seen in squat and step."""

from __future__ import annotations

from assessment.catalogue.sources import (
    EASTLACK_1991,
    LATERAL_STEP_DOWN,
    LHSC_WEIGHT_BEARING,
    SINGLE_LEG_SQUAT_2017,
)
from assessment.catalogue.types import Term

GAIT = (
    Term(
        code="non_weight_bearing",
        label="Non-weight-bearing",
        names=("NWB",),
        words=("non weight bearing",),
        text="No load on the leg; the foot stays off the floor.",
        explains=("weight_bearing",),
        see=("toe_touch_weight_bearing", "partial_weight_bearing"),
    ),
    Term(
        code="toe_touch_weight_bearing",
        label="Toe-touch weight-bearing",
        names=("TTWB", "touch-down weight-bearing", "TDWB"),
        words=("toe touch", "touch-down"),
        text="The foot touches the floor for balance only. It is quoted both as no load and as up "
        "to about 20 %, so ask the surgeon what is meant and write that down.",
        sources=(LHSC_WEIGHT_BEARING,),
        explains=("weight_bearing",),
        see=("non_weight_bearing", "partial_weight_bearing"),
    ),
    Term(
        code="partial_weight_bearing",
        label="Partial weight-bearing",
        names=("PWB",),
        words=("partial weight bearing",),
        text="Only a part of body weight on the leg, and the part is always said: percent or "
        "kilograms. At least one hospital reads the abbreviation as “protected”, so Vastus spells "
        "the term out.",
        sources=(LHSC_WEIGHT_BEARING,),
        explains=("weight_bearing",),
        see=("toe_touch_weight_bearing", "weight_bearing_as_tolerated"),
    ),
    Term(
        code="weight_bearing_as_tolerated",
        label="Weight-bearing as tolerated",
        names=("WBAT",),
        text="The patient loads the leg as far as symptoms allow; there is no set limit.",
        explains=("weight_bearing",),
        see=("partial_weight_bearing", "full_weight_bearing"),
    ),
    Term(
        code="full_weight_bearing",
        label="Full weight-bearing",
        names=("FWB",),
        words=("full weight bearing",),
        text="No limit to the load on the leg.",
        explains=("weight_bearing",),
        see=("weight_bearing_as_tolerated",),
    ),
    Term(
        code="gait_deviation",
        label="Gait deviation",
        text="Something that differs from usual walking, charted by side and severity as it was "
        "seen. Observers agree only slightly to moderately, so deviations are not added up and "
        "their change is not judged against an error.",
        sources=(EASTLACK_1991,),
        explains=("gait_conditions",),
        see=("antalgic_gait", "stiff_knee_gait", "quadriceps_avoidance"),
    ),
    Term(
        code="antalgic_gait",
        label="Antalgic gait",
        words=("antalgic",),
        text="The step on the painful leg is cut short to get off it quickly.",
        see=("gait_deviation",),
    ),
    Term(
        code="stiff_knee_gait",
        label="Stiff-knee gait",
        words=("stiff-knee", "stiff knee"),
        text="The knee bends little while it carries weight and while it swings.",
        see=("circumduction", "loading_response"),
    ),
    Term(
        code="loading_response",
        label="Loading response",
        words=("loading-response",),
        text="The moment just after the heel meets the floor, when weight comes onto the leg and "
        "the knee normally gives a little, held by the quadriceps. Less bend here can go with a "
        "weak or inhibited quadriceps, fluid in the knee, or pain.",
        see=("quadriceps_avoidance", "stance_swing"),
    ),
    Term(
        code="stance_swing",
        label="Stance and swing",
        words=("mid-stance", "terminal stance", "terminal swing", "initial contact"),
        text="The two parts of a step: in stance the foot is on the ground (initial contact, "
        "loading response, mid-stance, terminal stance), in swing it is in the air.",
        see=("loading_response",),
    ),
    Term(
        code="quadriceps_avoidance",
        label="Quadriceps avoidance",
        text="In early stance the knee is kept nearly straight, often with the trunk leaning "
        "forward, so that the quadriceps has little to hold.",
        see=("loading_response", "extensor_thrust"),
    ),
    Term(
        code="extensor_thrust",
        label="Extensor thrust",
        names=("recurvatum thrust",),
        text="In mid-stance the knee snaps back into extension or beyond. Weakness of the "
        "quadriceps and tightness of the calf are two of the things to look at.",
        see=("hyperextension", "quadriceps_avoidance"),
    ),
    Term(
        code="varus_valgus_thrust",
        label="Varus or valgus thrust",
        words=("varus thrust", "valgus thrust"),
        text="Under load the knee jerks outward (varus) or inward (valgus) and comes back.",
        see=("dynamic_valgus",),
    ),
    Term(
        code="trendelenburg",
        label="Trendelenburg",
        names=("pelvic drop",),
        words=("trendelenburg gait", "compensated trendelenburg"),
        text="Standing on one leg, the pelvis sinks on the other side. Compensated: the trunk "
        "leans over the standing leg instead. Either points the examination to the hip abductors.",
        see=("dynamic_valgus",),
        explains=("hip_abduction_force",),
    ),
    Term(
        code="dynamic_valgus",
        label="Dynamic valgus",
        names=("medial collapse",),
        text="Under load the knee moves inward over the foot while the thigh turns in. It is a "
        "movement seen in a task, not the standing shape of the leg.",
        see=("trendelenburg", "single_leg_squat", "lateral_step_down"),
    ),
    Term(
        code="circumduction",
        label="Circumduction",
        text="The leg swings outward in an arc because it bends too little to swing straight.",
        see=("hip_hike", "vaulting", "stiff_knee_gait"),
    ),
    Term(
        code="hip_hike",
        label="Hip hike",
        words=("hip hiking",),
        text="The pelvis is lifted on the side of the swinging leg so that the foot comes "
        "free of the floor.",
        see=("circumduction", "vaulting"),
    ),
    Term(
        code="vaulting",
        label="Vaulting",
        text="The patient rises on the toes of the standing leg so that the other foot "
        "comes free of the floor.",
        see=("circumduction", "hip_hike"),
    ),
    Term(
        code="single_leg_squat",
        label="Single-leg squat",
        text="Slow squats on one leg, watched from the front: overall impression, trunk, pelvis, "
        "hip, knee. Raters agree with themselves better than with each other, so the ticks are "
        "kept and the therapist sets the grade.",
        sources=(SINGLE_LEG_SQUAT_2017,),
        see=("dynamic_valgus", "lateral_step_down"),
    ),
    Term(
        code="lateral_step_down",
        label="Lateral step-down",
        words=("step-down",),
        text="The patient stands on a step on the tested leg and lowers the other heel to the "
        "floor beside it. Arms, trunk, pelvis, knee and steadiness score from 0, good, to 6. The "
        "knee counts once, by how far inward it goes, so 6 is the most there can be.",
        sources=(LATERAL_STEP_DOWN,),
        explains=("lateral_step_down",),
        see=("single_leg_squat", "dynamic_valgus"),
    ),
)
