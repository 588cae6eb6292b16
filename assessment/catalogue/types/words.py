"""The closed vocabularies of the catalogue: sides, kinds, provenance, states of review."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """The side a single value belongs to; `NONE` for what has no side."""

    RIGHT = "right"
    LEFT = "left"
    NONE = "none"


class InvolvedSide(StrEnum):
    """Which knee an episode, or one visit of it, is about."""

    RIGHT = "right"
    LEFT = "left"
    BOTH = "both"
    NONE = "none"


class DominantLeg(StrEnum):
    """The leg one kicks with; `UNKNOWN` until somebody asked."""

    RIGHT = "right"
    LEFT = "left"
    BOTH = "both"
    UNKNOWN = "unknown"


WITHIN_NORMAL_LIMITS = "within_normal_limits"
"""An answer for several observations at once; each measure says which option that is."""

TAKE_BACK = "take_back"
"""In place of an answer: what was answered so is blank again."""


class VisitKind(StrEnum):
    """What a visit is for; decides which core items are due."""

    INITIAL = "initial"
    REASSESSMENT = "reassessment"
    DISCHARGE = "discharge"


class EpisodeKind(StrEnum):
    """What an episode of care is about; decides which measures show first."""

    PATELLOFEMORAL_PAIN = "pfp"
    ACL_RECONSTRUCTION = "acl_reconstruction"
    MENISCUS = "meniscus"
    KNEE_REPLACEMENT = "knee_replacement"
    TENDON_REPAIR = "tendon_repair"
    PATELLAR_INSTABILITY = "patellar_instability"
    OSTEOARTHRITIS = "osteoarthritis"
    OTHER = "other"


class Position(StrEnum):
    """How the patient is placed; one order of the work turns the patient over once."""

    STANDING = "standing"
    SITTING = "sitting"
    SUPINE = "supine"
    SIDE_LYING = "side_lying"
    PRONE = "prone"


class Kind(StrEnum):
    """The kind of answer a measure takes; `assessment.kinds` holds one class for each."""

    QUANTITY = "quantity"
    GRADE = "grade"
    ANSWER = "answer"
    CHOICE = "choice"
    TEXT = "text"
    DATE = "date"


class Better(StrEnum):
    """Which way is improvement. There is no default: every measure declares it."""

    HIGHER = "higher"
    LOWER = "lower"
    TARGET = "target"
    NONE = "none"


class Provenance(StrEnum):
    """How a value came into this visit."""

    MEASURED = "measured"
    CONFIRMED = "confirmed"
    CARRIED = "carried"
    REPORTED = "reported"
    BULK = "bulk"


class Validity(StrEnum):
    """Whether the therapist lets a value count."""

    VALID = "valid"
    STOPPED_BY_PAIN = "stopped_by_pain"
    INVALID = "invalid"


class NotTested(StrEnum):
    """Why there is no value. Blank is none of these: blank is not answered."""

    NOT_TESTED = "not_tested"
    PAIN = "pain"
    UNABLE = "unable"
    DECLINED = "declined"
    NOT_APPLICABLE = "not_applicable"
    RESTRICTION = "restriction"
    NO_TIME = "no_time"


class Reviewed(StrEnum):
    """How far a figure can be relied on: tag of the reference pages."""

    VERIFIED = "verified"
    RECALLED_HIGH = "recalled_high"
    RECALLED_MEDIUM = "recalled_medium"
    CUSTOM = "custom"
    DESIGN = "design"
