"""The neutral form of an assessment: what every output reads, of drafts and signed versions alike.

A Record is self-contained. `from_payload` consults no catalogue, so a signed evaluation reads the
same after the catalogue has changed.
"""

from assessment.record.parts import (
    BY_INVOLVED_SIDE,
    FROM_PAPER,
    INVOLVED_LIMB,
    INVOLVED_SIDE,
    LIMB_UNIT,
    SCHEMA,
    UNINVOLVED_LIMB,
    Comparison,
    Header,
    Item,
    Record,
    Reference,
    SectionSummary,
    Unplaced,
)
from assessment.record.payload import (
    canonical,
    digest,
    from_payload,
    restricted_from_payload,
    restricted_payload,
    to_payload,
)
from assessment.record.screen import EarlierFlag, Screen, ScreenRule

__all__ = [
    "BY_INVOLVED_SIDE",
    "FROM_PAPER",
    "INVOLVED_LIMB",
    "INVOLVED_SIDE",
    "LIMB_UNIT",
    "SCHEMA",
    "UNINVOLVED_LIMB",
    "Comparison",
    "EarlierFlag",
    "Header",
    "Item",
    "Record",
    "Reference",
    "Screen",
    "ScreenRule",
    "SectionSummary",
    "Unplaced",
    "canonical",
    "digest",
    "from_payload",
    "restricted_from_payload",
    "restricted_payload",
    "to_payload",
]
