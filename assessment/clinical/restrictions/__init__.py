"""Restrictions after surgery: what is in force on a limb, and what goes beyond it.

Plain functions over plain data. The rules are RS-1 to RS-9 of the safety reference; each answer
names the ones it rests on. Levels and orders are proposals that no clinician has reviewed.
"""

from assessment.clinical.restrictions.checking import (
    Beyond,
    TestAsked,
    beyond,
    beyond_before,
    beyond_target,
)
from assessment.clinical.restrictions.data import (
    Given,
    NoneGiven,
    Operation,
    Standing,
    standing,
)
from assessment.clinical.restrictions.in_force import Limit, in_force, limits_for
from assessment.clinical.restrictions.released import Release, release_of
from assessment.clinical.restrictions.unknown import Unknown, restrictions_unknown
from assessment.clinical.restrictions.words import limit_words, numbers_words, short_words

RULES_VERSION = "2"
"""Raised whenever a rule here comes to another answer; a signed record keeps it."""

__all__ = [
    "RULES_VERSION",
    "Beyond",
    "Given",
    "Limit",
    "NoneGiven",
    "Operation",
    "Release",
    "Standing",
    "TestAsked",
    "Unknown",
    "beyond",
    "beyond_before",
    "beyond_target",
    "in_force",
    "limit_words",
    "limits_for",
    "numbers_words",
    "release_of",
    "restrictions_unknown",
    "short_words",
    "standing",
]
