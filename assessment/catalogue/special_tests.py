"""Special tests of the knee, by side: positive, negative or equivocal.

What a result is worth stands beside it as a likelihood ratio with the condition and its source.
Sensitivity and specificity are no probability that this patient has anything, and nothing here
confirms or excludes. A test that could not be done has a reason, as any other measure has.
"""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.decisions import WORDS_FOR_TESTS
from assessment.catalogue.sources import (
    ACL_APPRAISAL_2006,
    AHMAD_2009,
    COOK_2010,
    DIAL_TEST,
    DOBERSTEIN_2008,
    GOOSSENS_2015,
    KASTELEIN_2008,
    KOPKOW_2013,
    LAXITY_GRADES,
    NIJS_2006,
    NOBLE_REVIEW,
    NUNES_2013,
    PIVA_2006_LENGTH,
    RUBINSTEIN_1994,
    SMITH_2015,
    SOKAL_2022,
    VAN_ECK_2013,
)
from assessment.catalogue.types import (
    Accuracy,
    Better,
    Kind,
    Measure,
    Option,
    Position,
    PositiveCount,
    Section,
    SetupField,
    Source,
)
from assessment.catalogue.units import TESTS

PATELLOFEMORAL = "Patellofemoral joint"
ANTERIOR_CRUCIATE = "Anterior cruciate ligament"
POSTERIOR_CRUCIATE = "Posterior cruciate ligament and posterolateral corner"
COLLATERALS = "Collateral ligaments"
MENISCI = "Menisci"
ILIOTIBIAL_BAND = "Iliotibial band"

RESULTS = (("positive", "positive"), ("negative", "negative"), ("equivocal", "equivocal"))

PFP = "patellofemoral pain"
ACL_TEAR = "a tear of the anterior cruciate ligament"
MENISCAL_TEAR = "a tear of a meniscus"
_REVIEW = "systematic review"
_SUSPECTED = "people with a suspected tear"
_FRESH = "people with a fresh, complete tear, examined awake"
POOR = "poor: a result changes little"

GAPPING = tuple(
    Option(code=code, label=label, ordinal=ordinal, definition=definition)
    for ordinal, (code, label, definition) in enumerate(
        (
            ("none", "none", "No more than on the other side."),
            ("I", "grade I", "Opens less than 5 mm more than the other side."),
            ("II", "grade II", "Opens 5 to 10 mm more."),
            ("III", "grade III", "Opens more than 10 mm more."),
        )
    )
)
OBER_FORM = SetupField(
    code="form",
    label="form",
    kind=Kind.CHOICE,
    options=(
        Option(code="ober", label="Ober, knee at 90°"),
        Option(code="modified", label="modified Ober, knee straight"),
    ),
)


def _accuracy(
    condition: str,
    population: str,
    source: Source,
    sensitivity: str = "",
    specificity: str = "",
    *,
    positive: str = "",
    negative: str = "",
    below: bool = False,
    above: bool = False,
    note: str = "",
) -> Accuracy:
    """Shares from 0 to 1 as published, or the likelihood ratios where only those were printed."""

    def number(said: str) -> Decimal | None:
        return Decimal(said) if said else None

    return Accuracy(
        condition=condition,
        population=population,
        source=source,
        sensitivity=number(sensitivity),
        specificity=number(specificity),
        positive_ratio=number(positive),
        negative_ratio=number(negative),
        below=below,
        above=above,
        note=note,
    )


def _nijs(positive: str, *, below: bool = False, note: str = "") -> Accuracy:
    return _accuracy(
        PFP,
        "people with knee pain",
        NIJS_2006,
        positive=positive,
        negative="0.5",
        below=below,
        above=True,
        note=note,
    )


def _test(
    code: str,
    label: str,
    how: str,
    group: str,
    *accuracy: Accuracy,
    sources: tuple[Source, ...] = (),
    setup: tuple[SetupField, ...] = (),
    position: Position | None = None,
    body_site: str = "knee",
) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.CHOICE,
        better=Better.NONE,
        sided=True,
        options=tuple(Option(code=one, label=words) for one, words in RESULTS),
        normal="negative",
        group=group,
        how=how,
        setup=setup,
        body_site=body_site,
        sources=sources
        or tuple(dict.fromkeys(one.source for one in accuracy))
        or (WORDS_FOR_TESTS,),
        position=position,
        accuracy=accuracy,
    )


def _gapping(code: str, label: str) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.GRADE,
        better=Better.LOWER,
        sided=True,
        options=GAPPING,
        normal="none",
        group=COLLATERALS,
        how="How much more it opens than the other side.",
        true_zero=False,
        body_site="knee",
        sources=(LAXITY_GRADES,),
    )


CLUSTER_OF_PAIN = ("squat_pain_test", "resisted_extension_test", "patellar_palpation_test")

SPECIAL_TESTS = Section(
    code="special_tests",
    label="Special tests",
    position=Position.SUPINE,
    intro="The other side first. A likelihood ratio says how far a result moves what was thought "
    "before; by itself no test confirms or excludes anything.",
    measures=(
        _test(
            "squat_pain_test",
            "Squat brings on the pain",
            "Positive: pain behind or around the kneecap in a squat.",
            PATELLOFEMORAL,
            _accuracy(PFP, _REVIEW, NUNES_2013, "0.91", positive="1.8", negative="0.2"),
            position=Position.STANDING,
        ),
        _test(
            "resisted_extension_test",
            "Resisted knee extension brings on the pain",
            "Positive: the familiar pain in front of the knee.",
            PATELLOFEMORAL,
            _accuracy(
                PFP,
                "people with knee pain",
                COOK_2010,
                positive="2.2",
                note="interval from 0.99 to 5.2, which includes 1",
            ),
            position=Position.SITTING,
        ),
        _test(
            "patellar_palpation_test",
            "Palpation of the edges of the patella brings on the pain",
            "Positive: the familiar pain. One of the three that are counted together.",
            PATELLOFEMORAL,
            sources=(COOK_2010,),
        ),
        _test(
            "kneeling_test",
            "Kneeling brings on the pain",
            "Positive: the familiar pain.",
            PATELLOFEMORAL,
            _accuracy(PFP, _REVIEW, NUNES_2013, "0.84"),
            position=Position.STANDING,
        ),
        _test(
            "patellar_compression_test",
            "Patellar compression brings on the pain",
            "Patella pressed straight onto the femur. Positive: the familiar pain.",
            PATELLOFEMORAL,
            _accuracy(PFP, _REVIEW, NUNES_2013, "0.83"),
        ),
        _test(
            "patellar_tilt_test",
            "Patellar tilt test",
            "Positive: the lateral edge cannot be lifted to level.",
            PATELLOFEMORAL,
            _accuracy(PFP, _REVIEW, NUNES_2013, positive="5.4", negative="0.6"),
        ),
        _test(
            "clarke_test",
            "Clarke test (patellar grind)",
            "Patella held down while the thigh is tightened. Positive: pain, the contraction "
            "cannot be held. Hurts in many knees: better left out.",
            PATELLOFEMORAL,
            _accuracy(
                "chondromalacia",
                "people before arthroscopy",
                DOBERSTEIN_2008,
                "0.39",
                "0.67",
                note=POOR,
            ),
            _nijs("2", below=True, note=POOR),
        ),
        _test(
            "waldron_test",
            "Waldron test",
            "Hand on the patella in slow squats. Positive: pain with crepitus.",
            PATELLOFEMORAL,
            _nijs("2", below=True, note=POOR),
            position=Position.STANDING,
        ),
        _test(
            "eccentric_step_test",
            "Eccentric step test",
            "Slow step down. Positive: the familiar pain.",
            PATELLOFEMORAL,
            _nijs("2.34"),
            position=Position.STANDING,
        ),
        _test(
            "coordination_test",
            "Vastus medialis coordination test",
            "Supine, fist under the knee: slowly straighten. Positive: the last part is not "
            "controlled. It is a sign and says nothing about a cause.",
            PATELLOFEMORAL,
            _nijs("2.26"),
        ),
        _test(
            "moving_apprehension_test",
            "Moving patellar apprehension test",
            "Bend from straight with the patella pushed laterally, again with it pushed medially. "
            "Positive: apprehension with the first, gone with the second.",
            PATELLOFEMORAL,
            _accuracy(
                "patellar instability",
                "51 people",
                AHMAD_2009,
                "1.00",
                "0.884",
                note="one small study, in which nobody with instability tested negative",
            ),
        ),
        _test(
            "lachman_test",
            "Lachman test",
            "Knee at 20 to 30°, tibia drawn forwards. Positive: moves more, or a softer end than "
            "on the other side.",
            ANTERIOR_CRUCIATE,
            _accuracy(
                ACL_TEAR, "tears without other ligaments, pooled", SOKAL_2022, "0.81", "0.85"
            ),
            _accuracy(ACL_TEAR, "older pooled studies", ACL_APPRAISAL_2006, "0.86", "0.91"),
            _accuracy(ACL_TEAR, "fresh, complete tears, pooled", VAN_ECK_2013, "0.81", "0.81"),
        ),
        _test(
            "anterior_drawer_test",
            "Anterior drawer test",
            "Knee at 90°, foot fixed, tibia drawn forwards. Positive as above.",
            ANTERIOR_CRUCIATE,
            _accuracy(
                ACL_TEAR, "tears without other ligaments, pooled", SOKAL_2022, "0.83", "0.85"
            ),
            _accuracy(ACL_TEAR, _FRESH, VAN_ECK_2013, "0.38", "0.81"),
        ),
        _test(
            "pivot_shift_test",
            "Pivot shift test",
            "Positive: the tibia slides back with a clunk as the knee bends. Guarding hides it.",
            ANTERIOR_CRUCIATE,
            _accuracy(
                ACL_TEAR, "tears without other ligaments, pooled", SOKAL_2022, "0.55", "0.94"
            ),
            _accuracy(ACL_TEAR, _FRESH, VAN_ECK_2013, "0.28", "0.81"),
        ),
        _test(
            "lever_sign_test",
            "Lever sign",
            "Fist under the calf, thigh pressed down. Positive: the heel does not rise.",
            ANTERIOR_CRUCIATE,
            _accuracy(
                ACL_TEAR, "tears without other ligaments, pooled", SOKAL_2022, "0.83", "0.91"
            ),
        ),
        _test(
            "posterior_drawer_test",
            "Posterior drawer or sag",
            "Knee at 90°, tibia pushed back. Positive: moves back, the step in front is lost.",
            POSTERIOR_CRUCIATE,
            _accuracy(
                "a chronic isolated tear of the posterior cruciate ligament",
                "39 people, examined by experts",
                RUBINSTEIN_1994,
                "0.90",
                "0.99",
                note="a systematic review found the evidence insufficient",
            ),
            sources=(RUBINSTEIN_1994, KOPKOW_2013),
        ),
        *(
            _test(
                f"dial_test_{angle}",
                f"Dial test at {angle}°",
                "Feet turned out. Positive: more than 10° further than the other side. At 30° "
                "alone it points to the posterolateral corner, at 30° and 90° to the posterior "
                "cruciate ligament as well. Its accuracy is not verified.",
                POSTERIOR_CRUCIATE,
                sources=(DIAL_TEST,),
                position=Position.PRONE,
            )
            for angle in (30, 90)
        ),
        _test(
            "valgus_stress_0_test",
            "Valgus stress at 0°",
            "Positive: opens medially or hurts there, against the other side. Opening at 0° "
            "suggests that more than the collateral ligament is torn.",
            COLLATERALS,
            sources=(WORDS_FOR_TESTS,),
        ),
        _gapping("valgus_gapping_0", "Valgus opening at 0°"),
        _test(
            "valgus_stress_30_test",
            "Valgus stress at 30°: opens",
            "Positive: opens more than on the other side.",
            COLLATERALS,
            _accuracy(
                "a lesion of the medial collateral ligament",
                "people with a knee injury in general practice",
                KASTELEIN_2008,
                "0.91",
                "0.49",
            ),
        ),
        _test(
            "valgus_stress_30_pain_test",
            "Valgus stress at 30°: hurts",
            "Positive: pain on the inner side.",
            COLLATERALS,
            _accuracy(
                "a lesion of the medial collateral ligament",
                "people with a knee injury in general practice",
                KASTELEIN_2008,
                "0.78",
                "0.67",
            ),
        ),
        _gapping("valgus_gapping_30", "Valgus opening at 30°"),
        *(
            one
            for angle in (0, 30)
            for one in (
                _test(
                    f"varus_stress_{angle}_test",
                    f"Varus stress at {angle}°",
                    "Positive: opens laterally or hurts there, against the other side. No verified "
                    "accuracy.",
                    COLLATERALS,
                    sources=(WORDS_FOR_TESTS,),
                ),
                _gapping(f"varus_gapping_{angle}", f"Varus opening at {angle}°"),
            )
        ),
        _test(
            "mcmurray_test",
            "McMurray test",
            "From full flexion, turned in and out while straightening. Positive: a painful click "
            "or thud at the joint line.",
            MENISCI,
            _accuracy(MENISCAL_TEAR, "pooled studies", SMITH_2015, "0.61", "0.84"),
            _accuracy(MENISCAL_TEAR, _SUSPECTED, GOOSSENS_2015, "0.70", "0.45"),
        ),
        _test(
            "joint_line_test",
            "Tenderness of the joint line as a test",
            "Positive: the familiar pain when the joint line is pressed.",
            MENISCI,
            _accuracy(MENISCAL_TEAR, "pooled studies", SMITH_2015, "0.83", "0.83"),
        ),
        _test(
            "thessaly_test",
            "Thessaly test at 20°",
            "Standing on the leg, knee at 20°, turns the body in and out. Positive: pain at the "
            "joint line, or locking.",
            MENISCI,
            _accuracy(
                MENISCAL_TEAR,
                "pooled studies",
                SMITH_2015,
                "0.75",
                "0.87",
                note="the quality of those studies was poor",
            ),
            _accuracy(MENISCAL_TEAR, _SUSPECTED, GOOSSENS_2015, "0.64", "0.53"),
            position=Position.STANDING,
        ),
        _test(
            "ober_test",
            "Ober test",
            "On the other side, hip extended. Positive: the thigh does not come down to level. A "
            "test of length and of no condition.",
            ILIOTIBIAL_BAND,
            sources=(PIVA_2006_LENGTH,),
            setup=(OBER_FORM,),
            position=Position.SIDE_LYING,
            body_site="thigh",
        ),
        _test(
            "noble_test",
            "Noble compression test",
            "Thumb on the lateral epicondyle while the knee straightens. Positive: the familiar "
            "pain near 30°. No study of its validity was found.",
            ILIOTIBIAL_BAND,
            sources=(NOBLE_REVIEW,),
        ),
    ),
    derived=(
        PositiveCount(
            code="patellofemoral_cluster",
            label="Pain in squat, resisted extension and palpation, positive of three",
            tests=CLUSTER_OF_PAIN,
            figures=COOK_2010,
            needed=2,
            accuracy=_accuracy(
                PFP,
                "people with knee pain",
                COOK_2010,
                positive="4.0",
                note="interval 1.8 to 10.3",
            ),
            unit=TESTS,
            better=Better.NONE,
            sources=(COOK_2010,),
        ),
    ),
)
