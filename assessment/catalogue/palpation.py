"""Palpation and patella: tenderness site by site, warmth, how the kneecap lies, glides and tracks.

The most painful place last. Signs of the kneecap are seen differently by different people: no
conclusion rests on one of them, and the Q-angle is not recorded.
"""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.answers import chosen, prose
from assessment.catalogue.decisions import SEVERITY_GRADES, TENDERNESS_GRADES, WORDS_FOR_FINDINGS
from assessment.catalogue.grades import deviation
from assessment.catalogue.sources import HIEMSTRA_2021, KOLOWICH_1990, NIJS_2006
from assessment.catalogue.types import (
    Accuracy,
    Better,
    Kind,
    Measure,
    Option,
    Position,
    Section,
    Source,
)

TENDERNESS = "Tenderness"
SURFACE = "Swelling and scar"
PATELLA = "Patella: position"
MOVEMENT = "Patella: movement"

TENDER = tuple(
    Option(code=code, label=label, ordinal=ordinal, definition=definition)
    for ordinal, (code, label, definition) in enumerate(
        (
            ("0", "none", "Pressed, not tender."),
            ("1", "tender", "The patient says it is tender."),
            ("2", "tender and winces", "And the face shows it."),
            ("3", "tender and withdraws", "And the leg moves away."),
            ("4", "will not allow touch", "The patient does not allow pressure."),
        )
    )
)

GLIDE = tuple(
    Option(
        code=text,
        label=f"{text} quadrants" if half != 2 else "1 quadrant",
        ordinal=half,
        definition=(
            "Hypomobile: below 1."
            if half < 2
            else "Usual: 1 to 2."
            if half <= 4
            else "Borderline: above 2."
            if half < 6
            else "Hypermobile: 3 or more."
        ),
    )
    for half, text in enumerate(("0", "0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4"))
)


APPREHENSION_IN_PAIN = Accuracy(
    condition="patellofemoral pain",
    population="people with knee pain",
    source=NIJS_2006,
    positive_ratio=Decimal("2.26"),
    negative_ratio=Decimal("0.5"),
    above=True,
)


def _site(code: str, label: str, *, position: Position | None = None) -> Measure:
    return Measure(
        code=f"tender_{code}",
        label=label,
        kind=Kind.GRADE,
        better=Better.LOWER,
        sided=True,
        options=TENDER,
        normal="0",
        group=TENDERNESS,
        how="One finger, firm and even; the place the patient points at comes last.",
        true_zero=False,
        body_site="knee",
        sources=(TENDERNESS_GRADES,),
        position=position,
    )


def _chosen(
    code: str,
    label: str,
    group: str,
    how: str,
    options: tuple[tuple[str, str], ...],
    *sources: Source,
    position: Position | None = None,
    key_result: bool = False,
    accuracy: tuple[Accuracy, ...] = (),
) -> Measure:
    return chosen(
        code,
        label,
        how,
        options,
        group=group,
        sided=True,
        body_site="knee",
        sources=sources or (WORDS_FOR_FINDINGS,),
        position=position,
        key_result=key_result,
        accuracy=accuracy,
    )


def _glide(code: str, label: str, how: str) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.GRADE,
        better=Better.NONE,
        sided=True,
        options=GLIDE,
        group=MOVEMENT,
        how=how,
        true_zero=False,
        body_site="knee",
        sources=(KOLOWICH_1990,),
    )


PALPATION = Section(
    code="palpation",
    label="Palpation and patella",
    position=Position.SUPINE,
    measures=(
        _site("medial_facet", "Medial facet of the patella"),
        _site("lateral_facet", "Lateral facet of the patella"),
        _site("superior_pole", "Superior pole of the patella"),
        _site("inferior_pole", "Inferior pole of the patella"),
        _site("quadriceps_tendon", "Quadriceps tendon"),
        _site("patellar_tendon", "Patellar tendon"),
        _site("tibial_tubercle", "Tibial tubercle"),
        _site("fat_pad", "Infrapatellar fat pad"),
        _site("medial_retinaculum", "Medial retinaculum"),
        _site("lateral_retinaculum", "Lateral retinaculum"),
        _site("medial_plica", "Medial plica"),
        _site("adductor_tubercle", "Adductor tubercle, medial patellofemoral ligament"),
        _site("vastus_medialis_belly", "Vastus medialis, belly"),
        _site("vastus_medialis_distal", "Vastus medialis, distal fibres"),
        _site("medial_joint_line", "Medial joint line"),
        _site("lateral_joint_line", "Lateral joint line"),
        _site("medial_collateral", "Medial collateral ligament"),
        _site("lateral_collateral", "Lateral collateral ligament"),
        _site("pes_anserinus", "Pes anserinus"),
        _site("gerdy_tubercle", "Gerdy tubercle"),
        _site("lateral_epicondyle", "Lateral femoral epicondyle"),
        _site("fibular_head", "Fibular head"),
        _site("popliteal_fossa", "Popliteal fossa", position=Position.PRONE),
        _site("hamstring_tendons", "Hamstring tendons", position=Position.PRONE),
        _site("gastrocnemius_heads", "Gastrocnemius heads", position=Position.PRONE),
        _chosen(
            "local_swelling",
            "Local swelling",
            SURFACE,
            "Not the effusion: a bursa, a cyst, soft tissue.",
            (
                ("none", "none"),
                ("prepatellar", "in front of the patella"),
                ("infrapatellar", "below the patella"),
                ("popliteal", "behind the knee"),
                ("other", "elsewhere"),
            ),
        ),
        _chosen(
            "scar",
            "Scar",
            SURFACE,
            "How it moves on what lies below.",
            (
                ("none", "no scar"),
                ("mobile", "mobile"),
                ("tethered", "tethered"),
                ("sensitive", "sensitive"),
                ("not_closed", "not closed"),
            ),
        ),
        prose(
            "palpation_note",
            "Anything else felt or seen",
            "A defect, a lump, bruising, wasting.",
            group=SURFACE,
        ),
        _chosen(
            "patellar_height",
            "Height",
            PATELLA,
            "Supine and seated, against the other side.",
            (("usual", "usual"), ("alta", "high (alta)"), ("baja", "low (baja)")),
        ),
        _chosen(
            "patellar_displacement",
            "Displacement",
            PATELLA,
            "Middle of the patella against both epicondyles, knee straight.",
            (("none", "centred"), ("lateral", "lateral"), ("medial", "medial")),
        ),
        _chosen(
            "patellar_tilt",
            "Tilt",
            PATELLA,
            "Whether the lateral edge can be lifted to level.",
            (("none", "level"), ("lateral", "lateral"), ("medial", "medial")),
        ),
        _chosen(
            "patellar_rotation",
            "Rotation",
            PATELLA,
            "Long axis of the patella against the thigh.",
            (("none", "in line"), ("outwards", "outwards"), ("inwards", "inwards")),
        ),
        _glide(
            "patellar_glide_medial",
            "Glide towards medial",
            "Knee at 20 to 30°, muscles off; in quarters of the width of the patella.",
        ),
        _glide(
            "patellar_glide_lateral",
            "Glide towards lateral",
            "Knee at 20 to 30°, muscles off; in quarters of the width of the patella. Stop when "
            "the patient tenses up.",
        ),
        _chosen(
            "patellar_tracking",
            "Tracking, last 30° of extension",
            MOVEMENT,
            "Seated, straightening slowly against gravity.",
            (
                ("central", "in the middle"),
                ("lateral_glide", "glides laterally"),
                ("j_sign", "J-sign: an abrupt lateral shift"),
            ),
            HIEMSTRA_2021,
            position=Position.SITTING,
        ),
        deviation(
            "j_sign_severity",
            "J-sign, how marked",
            "Where there is one.",
            group=MOVEMENT,
            sources=(HIEMSTRA_2021, SEVERITY_GRADES),
            position=Position.SITTING,
        ),
        _chosen(
            "patellar_crepitus",
            "Crepitus",
            MOVEMENT,
            "Hand on the patella through the range.",
            (
                ("none", "none"),
                ("fine", "fine"),
                ("coarse", "coarse"),
                ("painful", "with pain"),
            ),
            position=Position.SITTING,
        ),
        _chosen(
            "patellar_apprehension",
            "Apprehension",
            MOVEMENT,
            "Knee at 20 to 30°, patella pushed laterally.",
            (
                ("negative", "negative"),
                ("positive", "positive: tenses up or stops it"),
                ("equivocal", "equivocal"),
            ),
            HIEMSTRA_2021,
            accuracy=(APPREHENSION_IN_PAIN,),
        ),
    ),
)
