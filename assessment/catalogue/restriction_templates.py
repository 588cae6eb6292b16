"""What is commonly restricted after operations at the knee. Reference only; protocols differ.

Nothing of it holds by itself: a therapist adopts each line for a patient, and it then says
"template, not surgeon order". Most of it was read of one surgeon's or one clinic's protocol.
"""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.sources import (
    APTA_TKA,
    CHICAGO_TENDON,
    CTO_BPTB,
    CTO_MENISCUS,
    GUNDERSEN_ORIF,
    KNEEJOINTSURG,
    KRYCH_2020,
    LAPRADE_2017,
    PATTON_MPFL,
    SACORTHO_TTO,
    SPORTSCHICAGO_ACL,
)
from assessment.catalogue.types import (
    AppliesTo,
    ProcedureKind,
    RestrictionTemplate,
    Restricts,
    Source,
    TemplateLine,
)

WORDING = "Reference only; protocols differ. Ask the surgeon first."


def _line(
    code: str,
    restricts: Restricts,
    option: str,
    source: Source,
    weeks: tuple[int, int | None] = (0, None),
    low: int | None = None,
    high: int | None = None,
    applies_to: AppliesTo = AppliesTo.ALL,
) -> TemplateLine:
    return TemplateLine(
        code=code,
        restricts=restricts,
        option=option,
        source=source,
        from_week=weeks[0],
        to_week=weeks[1],
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        applies_to=applies_to,
    )


TEMPLATES: tuple[RestrictionTemplate, ...] = (
    RestrictionTemplate(
        code="acl",
        kind=ProcedureKind.ACL_RECONSTRUCTION,
        name="Template, ACL reconstruction",
        note="Changed by meniscal or cartilage work done in the same operation.",
        lines=(
            _line("weight", Restricts.WEIGHT_BEARING, "wbat", CTO_BPTB, (0, 2)),
            _line(
                "brace",
                Restricts.BRACE,
                "locked",
                CTO_BPTB,
                (0, 1),
                low=0,
                applies_to=AppliesTo.WALKING,
            ),
            _line(
                "open_chain",
                Restricts.OPEN_CHAIN,
                "arc",
                SPORTSCHICAGO_ACL,
                (6, 14),
                low=40,
                high=90,
            ),
            _line("impact", Restricts.IMPACT, "not_allowed", CTO_BPTB, (0, 12)),
        ),
    ),
    RestrictionTemplate(
        code="meniscus",
        kind=ProcedureKind.MENISCAL_REPAIR,
        name="Template, meniscal repair",
        note="The tear decides: peripheral, complex, radial and root tears are treated apart.",
        lines=(
            _line("range", Restricts.RANGE, "limit", CTO_MENISCUS, (0, 4), low=0, high=70),
            _line("depth", Restricts.CLOSED_CHAIN_DEPTH, "up_to", CTO_MENISCUS, (0, 4), high=90),
            _line("rotation", Restricts.ROTATION, "not_allowed", CTO_MENISCUS, (0, 6)),
            _line("flexion", Restricts.RESISTED_FLEXION, "not_allowed", CTO_MENISCUS, (0, 6)),
        ),
    ),
    RestrictionTemplate(
        code="root",
        kind=ProcedureKind.ROOT_REPAIR,
        name="Template, meniscal root or radial repair",
        lines=(
            _line("weight", Restricts.WEIGHT_BEARING, "ttwb", LAPRADE_2017, (0, 6)),
            _line("range", Restricts.RANGE, "limit", LAPRADE_2017, (0, 6), low=0, high=90),
            _line("depth", Restricts.CLOSED_CHAIN_DEPTH, "up_to", LAPRADE_2017, (0, 16), high=90),
        ),
    ),
    RestrictionTemplate(
        code="replacement",
        kind=ProcedureKind.KNEE_REPLACEMENT,
        name="Template, knee replacement",
        note="Usually no fixed limit of range: full extension and useful flexion are worked for.",
        lines=(_line("weight", Restricts.WEIGHT_BEARING, "wbat", APTA_TKA, (0, 6)),),
    ),
    RestrictionTemplate(
        code="mpfl",
        kind=ProcedureKind.MPFL_RECONSTRUCTION,
        name="Template, MPFL reconstruction",
        lines=(
            _line("weight", Restricts.WEIGHT_BEARING, "extension_only", PATTON_MPFL, (0, 6)),
            _line("range", Restricts.RANGE, "limit", PATTON_MPFL, (0, 2), low=0, high=90),
            _line("range_later", Restricts.RANGE, "limit", PATTON_MPFL, (2, 6), low=0, high=120),
            _line("open_chain", Restricts.OPEN_CHAIN, "not_allowed", PATTON_MPFL, (0, 6)),
            _line("patella", Restricts.PATELLA, "not_lateral", PATTON_MPFL),
        ),
    ),
    RestrictionTemplate(
        code="tubercle",
        kind=ProcedureKind.TUBERCLE_OSTEOTOMY,
        name="Template, tibial tubercle osteotomy",
        note="Weight and resisted extension wait for the bone to be seen healed.",
        lines=(
            _line("weight", Restricts.WEIGHT_BEARING, "ttwb", SACORTHO_TTO, (0, 6)),
            _line("range", Restricts.RANGE, "limit", SACORTHO_TTO, (0, 2), low=0, high=90),
            _line("open_chain", Restricts.OPEN_CHAIN, "not_allowed", SACORTHO_TTO),
            _line("leg_raise", Restricts.STRAIGHT_LEG_RAISE, "brace_locked", SACORTHO_TTO, (0, 6)),
            _line("patella", Restricts.PATELLA, "not_lateral", SACORTHO_TTO, (0, 6)),
        ),
    ),
    RestrictionTemplate(
        code="tendon",
        kind=ProcedureKind.TENDON_REPAIR,
        name="Template, quadriceps or patellar tendon repair",
        lines=(
            _line("weight", Restricts.WEIGHT_BEARING, "extension_only", CHICAGO_TENDON, (0, 6)),
            _line("range", Restricts.RANGE, "limit", CHICAGO_TENDON, (0, 2), low=0, high=30),
            _line("range_2", Restricts.RANGE, "limit", CHICAGO_TENDON, (2, 4), low=0, high=60),
            _line("range_4", Restricts.RANGE, "limit", CHICAGO_TENDON, (4, 6), low=0, high=90),
            _line("extension", Restricts.ACTIVE_EXTENSION, "not_allowed", CHICAGO_TENDON, (0, 4)),
            _line("open_chain", Restricts.OPEN_CHAIN, "not_allowed", CHICAGO_TENDON, (0, 12)),
        ),
    ),
    RestrictionTemplate(
        code="patella",
        kind=ProcedureKind.PATELLA_FIXATION,
        name="Template, fixation of a patella fracture",
        lines=(
            _line("weight", Restricts.WEIGHT_BEARING, "extension_only", GUNDERSEN_ORIF, (0, 6)),
            _line("range", Restricts.RANGE, "limit", GUNDERSEN_ORIF, (0, 2), low=0, high=30),
            _line("extension", Restricts.ACTIVE_EXTENSION, "not_allowed", GUNDERSEN_ORIF, (0, 2)),
        ),
    ),
    RestrictionTemplate(
        code="cartilage_femoral",
        kind=ProcedureKind.CARTILAGE_FEMORAL,
        name="Template, cartilage procedure of the femoral condyle",
        lines=(
            _line("weight", Restricts.WEIGHT_BEARING, "ttwb", KRYCH_2020, (0, 6)),
            _line("open_chain", Restricts.OPEN_CHAIN, "not_allowed", KNEEJOINTSURG, (0, 12)),
            _line("impact", Restricts.IMPACT, "not_allowed", KNEEJOINTSURG, (0, 26)),
        ),
    ),
    RestrictionTemplate(
        code="cartilage_patellar",
        kind=ProcedureKind.CARTILAGE_PATELLAR,
        name="Template, cartilage procedure of patella or trochlea",
        note="Record the arc in which the lesion makes contact from the operation note.",
        lines=(
            _line("weight", Restricts.WEIGHT_BEARING, "extension_only", KNEEJOINTSURG, (0, 6)),
            _line("brace", Restricts.BRACE, "hinged", KNEEJOINTSURG, (0, 6), low=0, high=30),
            _line("open_chain", Restricts.OPEN_CHAIN, "not_allowed", KNEEJOINTSURG, (0, 16)),
        ),
    ),
)


def template(code: str) -> RestrictionTemplate:
    """The template of a code; raises `LookupError`."""
    for one in TEMPLATES:
        if one.code == code:
            return one
    raise LookupError(code)
