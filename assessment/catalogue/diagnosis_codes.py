"""ICD-10-CM codes that are often used at the knee, each with its side as stored here.

The side is never read from a digit: 4 is right and 5 left in one family, 1 and 2 in most. Labels
are in our own words. A code that is not in this list may be right all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from assessment.catalogue.types import Code

YEAR = "FY2026"

RIGHT, LEFT, BOTH, NONE, UNSPECIFIED = "right", "left", "both", "none", "unspecified"

REPLACED = {RIGHT: "Z96.651", LEFT: "Z96.652", BOTH: "Z96.653"}
"""What stands beside aftercare of a joint replacement: which knee is artificial."""
AFTER_REPLACEMENT = "Z47.1"
AFTERCARE = "Z47."
"""How codes of aftercare begin."""
INJURY = "S"
"""How codes of injuries begin."""
SEVENTH = frozenset("ADS")
"""7th characters of an injury: active treatment, after active treatment, sequela."""
OWN_SEVENTH = {
    "S82.": frozenset("ABCDEFGHJKMNPQRS"),
    "M84.3": frozenset("ADGKPS"),
}
"""7th characters of fractures, by how their codes begin: how open, and how the bone heals."""

PATELLA = "Kneecap"
SYMPTOMS = "Symptoms"
MUSCLE = "Muscle"
OSTEOARTHRITIS = "Osteoarthritis"
TENDON = "Tendon, bursa, plica"
MENISCUS = "Meniscus and cartilage, current injury"
OLD_MENISCUS = "Meniscus and instability, old"
LIGAMENT = "Ligament"
DISLOCATION = "Dislocation"
EXTENSORS = "Quadriceps and patellar tendon, injury"
FRACTURE = "Fracture"
AFTERCARE_GROUP = "Aftercare and status"
OTHER = "Other"

SIDE_LABELS = {RIGHT: "right", LEFT: "left", UNSPECIFIED: "side not said"}


def _sided(
    label: str,
    group: str,
    right: str,
    left: str,
    unspecified: str,
    *,
    both: str = "",
    seventh: bool = False,
    words: str = "",
) -> Iterator[Code]:
    """The right one, the left one, and the one that does not say."""
    for code, side, twin in (
        (right, RIGHT, left),
        (left, LEFT, right),
        (unspecified, UNSPECIFIED, ""),
    ):
        yield Code(
            code=code,
            label=f"{label}, {SIDE_LABELS[side]}",
            group=group,
            side=side,
            seventh=seventh,
            twin=twin,
            both=both,
            words=words,
        )


def _one(code: str, label: str, group: str, side: str = NONE, *, words: str = "") -> Code:
    return Code(code=code, label=label, group=group, side=side, words=words)


def _family(
    code: str,
    label: str,
    group: str,
    *members: tuple[str, str, str],
    seventh: bool = False,
    words: str = "",
) -> Code:
    """Codes that are listed under how they begin; each member is right, left, and not said."""
    return Code(
        code=code,
        label=label,
        group=group,
        side=UNSPECIFIED,
        seventh=seventh,
        family=True,
        members=members,
        words=words,
    )


OLD_TEARS = (
    ("M23.200", "M23.201", "M23.202"),
    ("M23.203", "M23.204", "M23.205"),
    ("M23.206", "M23.207", "M23.209"),
    ("M23.211", "M23.212", "M23.219"),
    ("M23.221", "M23.222", "M23.229"),
    ("M23.231", "M23.232", "M23.239"),
    ("M23.241", "M23.242", "M23.249"),
    ("M23.251", "M23.252", "M23.259"),
    ("M23.261", "M23.262", "M23.269"),
)
OTHER_OLD_DAMAGE = (
    ("M23.300", "M23.301", "M23.302"),
    ("M23.303", "M23.304", "M23.305"),
    ("M23.306", "M23.307", "M23.309"),
    ("M23.311", "M23.312", "M23.319"),
    ("M23.321", "M23.322", "M23.329"),
    ("M23.331", "M23.332", "M23.339"),
    ("M23.341", "M23.342", "M23.349"),
    ("M23.351", "M23.352", "M23.359"),
    ("M23.361", "M23.362", "M23.369"),
)
KNEECAP_FRACTURES = (
    ("S82.001", "S82.002", "S82.009"),
    ("S82.011", "S82.012", "S82.013"),
    ("S82.014", "S82.015", "S82.016"),
    ("S82.021", "S82.022", "S82.023"),
    ("S82.024", "S82.025", "S82.026"),
    ("S82.031", "S82.032", "S82.033"),
    ("S82.034", "S82.035", "S82.036"),
    ("S82.041", "S82.042", "S82.043"),
    ("S82.044", "S82.045", "S82.046"),
    ("S82.091", "S82.092", "S82.099"),
)


CODES: tuple[Code, ...] = (
    *_sided(
        "Patellofemoral disorder",
        PATELLA,
        "M22.2X1",
        "M22.2X2",
        "M22.2X9",
        words="pain PFP anterior knee runner",
    ),
    *_sided(
        "Softening of the kneecap's cartilage",
        PATELLA,
        "M22.41",
        "M22.42",
        "M22.40",
        words="chondromalacia patellae",
    ),
    *_sided(
        "Kneecap dislocates again and again",
        PATELLA,
        "M22.01",
        "M22.02",
        "M22.00",
        words="recurrent dislocation patella instability",
    ),
    *_sided(
        "Kneecap slips partly, again and again",
        PATELLA,
        "M22.11",
        "M22.12",
        "M22.10",
        words="recurrent subluxation patella instability",
    ),
    *_sided(
        "Other derangement of the kneecap",
        PATELLA,
        "M22.3X1",
        "M22.3X2",
        "M22.3X9",
        words="patella",
    ),
    *_sided(
        "Other disorder of the kneecap", PATELLA, "M22.8X1", "M22.8X2", "M22.8X9", words="patella"
    ),
    *_sided("Pain in the knee", SYMPTOMS, "M25.561", "M25.562", "M25.569"),
    *_sided(
        "Fluid in the knee", SYMPTOMS, "M25.461", "M25.462", "M25.469", words="effusion swelling"
    ),
    *_sided("Stiff knee", SYMPTOMS, "M25.661", "M25.662", "M25.669", words="stiffness"),
    *_sided(
        "Unstable knee, other",
        SYMPTOMS,
        "M25.361",
        "M25.362",
        "M25.369",
        words="instability giving way",
    ),
    *_sided("Pain in the thigh", SYMPTOMS, "M79.651", "M79.652", "M79.659"),
    _one("R26.2", "Difficulty in walking", SYMPTOMS, words="gait"),
    _one("R26.89", "Other problem of gait and mobility", SYMPTOMS, words="walking limp"),
    _one("R29.6", "Repeated falls", SYMPTOMS, words="fall"),
    *_sided(
        "Wasted muscle of the thigh",
        MUSCLE,
        "M62.551",
        "M62.552",
        "M62.559",
        words="atrophy wasting quadriceps",
    ),
    *_sided(
        "Wasted muscle of the lower leg",
        MUSCLE,
        "M62.561",
        "M62.562",
        "M62.569",
        words="atrophy wasting calf",
    ),
    _one("M62.81", "Muscle weakness all over", MUSCLE, words="generalised weakness generalized"),
    _one(
        "M17.0", "Osteoarthritis of both knees, primary", OSTEOARTHRITIS, BOTH, words="bilateral OA"
    ),
    *_sided(
        "Osteoarthritis of one knee, primary",
        OSTEOARTHRITIS,
        "M17.11",
        "M17.12",
        "M17.10",
        both="M17.0",
        words="OA unilateral",
    ),
    _one(
        "M17.2",
        "Osteoarthritis of both knees, after injury",
        OSTEOARTHRITIS,
        BOTH,
        words="bilateral post-traumatic OA",
    ),
    *_sided(
        "Osteoarthritis of one knee, after injury",
        OSTEOARTHRITIS,
        "M17.31",
        "M17.32",
        "M17.30",
        both="M17.2",
        words="post-traumatic OA unilateral",
    ),
    *_sided(
        "Tendinitis of the patellar tendon",
        TENDON,
        "M76.51",
        "M76.52",
        "M76.50",
        words="tendinopathy jumper patellar",
    ),
    *_sided(
        "Other enthesopathy of the leg",
        TENDON,
        "M76.891",
        "M76.892",
        "M76.899",
        words="quadriceps tendon tendinopathy",
    ),
    *_sided(
        "Bursitis in front of the kneecap",
        TENDON,
        "M70.41",
        "M70.42",
        "M70.40",
        words="prepatellar bursa",
    ),
    *_sided("Plica of the knee", TENDON, "M67.51", "M67.52", "M67.50"),
    *_sided("Iliotibial band", TENDON, "M76.31", "M76.32", "M76.30", words="ITB tract runner"),
    *_sided(
        "Bucket-handle tear of the medial meniscus",
        MENISCUS,
        "S83.211",
        "S83.212",
        "S83.219",
        seventh=True,
    ),
    *_sided(
        "Other tear of the medial meniscus", MENISCUS, "S83.241", "S83.242", "S83.249", seventh=True
    ),
    *_sided(
        "Other tear of the lateral meniscus",
        MENISCUS,
        "S83.281",
        "S83.282",
        "S83.289",
        seventh=True,
    ),
    *_sided(
        "Tear of the knee's cartilage",
        MENISCUS,
        "S83.31X",
        "S83.32X",
        "S83.30X",
        seventh=True,
        words="articular cartilage",
    ),
    _family(
        "M23.2",
        "Meniscus damaged by an old tear",
        OLD_MENISCUS,
        *OLD_TEARS,
        words="derangement",
    ),
    _family(
        "M23.3",
        "Other damage of a meniscus",
        OLD_MENISCUS,
        *OTHER_OLD_DAMAGE,
        words="derangement",
    ),
    *_sided(
        "Unstable knee, chronic",
        OLD_MENISCUS,
        "M23.51",
        "M23.52",
        "M23.50",
        words="instability chronic",
    ),
    *_sided(
        "Sprain of the medial collateral ligament",
        LIGAMENT,
        "S83.411",
        "S83.412",
        "S83.419",
        seventh=True,
        words="MCL",
    ),
    *_sided(
        "Sprain of the lateral collateral ligament",
        LIGAMENT,
        "S83.421",
        "S83.422",
        "S83.429",
        seventh=True,
        words="LCL",
    ),
    *_sided(
        "Sprain of the anterior cruciate ligament",
        LIGAMENT,
        "S83.511",
        "S83.512",
        "S83.519",
        seventh=True,
        words="ACL tear rupture",
    ),
    *_sided(
        "Sprain of the posterior cruciate ligament",
        LIGAMENT,
        "S83.521",
        "S83.522",
        "S83.529",
        seventh=True,
        words="PCL tear rupture",
    ),
    *_sided(
        "Sprain of another part of the knee",
        LIGAMENT,
        "S83.8X1",
        "S83.8X2",
        "S83.8X9",
        seventh=True,
    ),
    *_sided(
        "Sprain of the knee, part not said", LIGAMENT, "S83.91X", "S83.92X", "S83.90X", seventh=True
    ),
    *_sided(
        "Kneecap partly out, sideways",
        DISLOCATION,
        "S83.011",
        "S83.012",
        "S83.013",
        seventh=True,
        words="lateral subluxation patella",
    ),
    *_sided(
        "Kneecap out, sideways",
        DISLOCATION,
        "S83.014",
        "S83.015",
        "S83.016",
        seventh=True,
        words="lateral dislocation patella",
    ),
    *_sided(
        "Knee out of joint",
        DISLOCATION,
        "S83.104",
        "S83.105",
        "S83.106",
        seventh=True,
        words="dislocation",
    ),
    *_sided(
        "Strain of quadriceps or patellar tendon",
        EXTENSORS,
        "S76.111",
        "S76.112",
        "S76.119",
        seventh=True,
        words="muscle fascia rupture",
    ),
    *_sided(
        "Cut of quadriceps or patellar tendon",
        EXTENSORS,
        "S76.121",
        "S76.122",
        "S76.129",
        seventh=True,
        words="laceration",
    ),
    *_sided(
        "Other injury of quadriceps or patellar tendon",
        EXTENSORS,
        "S76.191",
        "S76.192",
        "S76.199",
        seventh=True,
    ),
    _family(
        "S82.0",
        "Fracture of the kneecap",
        FRACTURE,
        *KNEECAP_FRACTURES,
        seventh=True,
        words="patella",
    ),
    _one(
        "Z47.1",
        "Aftercare of a joint replacement",
        AFTERCARE_GROUP,
        words="TKA arthroplasty rehabilitation",
    ),
    *_sided(
        "Artificial knee",
        AFTERCARE_GROUP,
        "Z96.651",
        "Z96.652",
        "Z96.659",
        both="Z96.653",
        words="TKA replacement status",
    ),
    _one(
        "Z96.653",
        "Artificial knee, both sides",
        AFTERCARE_GROUP,
        BOTH,
        words="TKA replacement status bilateral",
    ),
    _one("Z47.89", "Other orthopaedic aftercare", AFTERCARE_GROUP, words="orthopedic"),
    _one("Z98.890", "State after an operation, other", AFTERCARE_GROUP, words="surgery status"),
    *_sided("Damage of the femoral nerve", OTHER, "G57.21", "G57.22", "G57.20", both="G57.23"),
    _one("G57.23", "Damage of the femoral nerve, both sides", OTHER, BOTH, words="bilateral"),
    *_sided(
        "Complex regional pain syndrome, type I, leg",
        OTHER,
        "G90.521",
        "G90.522",
        "G90.529",
        both="G90.523",
        words="CRPS",
    ),
    _one(
        "G90.523",
        "Complex regional pain syndrome, type I, both legs",
        OTHER,
        BOTH,
        words="CRPS bilateral",
    ),
    *_sided(
        "Stress fracture of the femur",
        OTHER,
        "M84.351",
        "M84.352",
        "M84.353",
        seventh=True,
        words="bone stress injury",
    ),
    *_sided(
        "Osteochondrosis of the tibial tubercle",
        OTHER,
        "M92.521",
        "M92.522",
        "M92.529",
        both="M92.523",
        words="Osgood Schlatter",
    ),
    _one(
        "M92.523",
        "Osteochondrosis of the tibial tubercle, both sides",
        OTHER,
        BOTH,
        words="Osgood Schlatter bilateral",
    ),
    *_sided(
        "Osteochondritis dissecans of the knee", OTHER, "M93.261", "M93.262", "M93.269", words="OCD"
    ),
    *_sided("Baker cyst", OTHER, "M71.21", "M71.22", "M71.20", words="popliteal synovial"),
)
