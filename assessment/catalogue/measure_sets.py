"""What shows first in each section, by what the episode of care is about.

A set hides nothing: what it does not name is one action away, and what is core at a visit, answered
or measured before shows anyway. A section without an entry here shows whole, which is right for the
short ones. Every choice below is a design decision of Vastus (`DESIGN`), made from the measures
reference and not yet reviewed by a clinician; a clinic changes it on a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from assessment.catalogue.types import EpisodeKind, Section

# A screen that is shortened screens for less: these show whole, and no clinic folds them.
ALWAYS_WHOLE = frozenset({"red_flags", "safeguarding"})

PFP = EpisodeKind.PATELLOFEMORAL_PAIN
ACL = EpisodeKind.ACL_RECONSTRUCTION
MENISCUS = EpisodeKind.MENISCUS
REPLACEMENT = EpisodeKind.KNEE_REPLACEMENT
TENDON = EpisodeKind.TENDON_REPAIR
INSTABILITY = EpisodeKind.PATELLAR_INSTABILITY
OSTEOARTHRITIS = EpisodeKind.OSTEOARTHRITIS
OTHER = EpisodeKind.OTHER

Kinds = tuple[EpisodeKind, ...]
ATHLETES: Kinds = (PFP, ACL, MENISCUS, INSTABILITY)
OPERATED: Kinds = (ACL, REPLACEMENT, TENDON)
DEGENERATIVE: Kinds = (REPLACEMENT, OSTEOARTHRITIS)
KNEECAP: Kinds = (PFP, INSTABILITY)


@dataclass(frozen=True)
class SectionSet:
    """What one section shows first: `always`, and by code of measure for which kinds besides."""

    always: tuple[str, ...] = ()
    besides: Mapping[str, Kinds] = field(default_factory=lambda: MappingProxyType({}))

    def first(self, kind: EpisodeKind) -> frozenset[str]:
        """The codes that show first for this kind of episode."""
        return frozenset(self.always) | {
            code for code, kinds in self.besides.items() if kind in kinds
        }

    @property
    def named(self) -> frozenset[str]:
        """Every code that the set names for some kind."""
        return frozenset(self.always) | frozenset(self.besides)


MEASURE_SETS: Mapping[str, SectionSet] = MappingProxyType(
    {
        # The story, then the sites and activities that tell this problem from its neighbours; what
        # eases and the free activities wait until there is something to say about them.
        "history": SectionSet(
            always=(
                *("reason_for_evaluation", "onset", "mechanism", "course", "adherence"),
                *("site_anterior", "site_diffuse"),
                *("aggravating_stairs_down", "aggravating_walking"),
                *("giving_way", "swelling_reported", "locking"),
                *("earlier_injury_surgery", "comorbidities", "medicines", "imaging"),
                *("activity_level", "work_demands", "patient_goals"),
            ),
            besides={
                "site_superior_pole": (PFP, TENDON),
                "site_inferior_pole": (PFP, TENDON),
                "site_quadriceps_tendon": (TENDON,),
                "site_patellar_tendon": (PFP, ACL, TENDON),
                "site_tibial_tubercle": (TENDON,),
                "site_medial_joint_line": (ACL, MENISCUS, OSTEOARTHRITIS, INSTABILITY, OTHER),
                "site_lateral_joint_line": (ACL, MENISCUS, OSTEOARTHRITIS, OTHER),
                "site_popliteal": (MENISCUS, OSTEOARTHRITIS, REPLACEMENT, OTHER),
                "aggravating_stairs_up": (PFP, REPLACEMENT, TENDON, OSTEOARTHRITIS),
                "aggravating_squatting": (PFP, ACL, MENISCUS, TENDON, INSTABILITY, OTHER),
                "aggravating_kneeling": (PFP, ACL, MENISCUS, REPLACEMENT, TENDON),
                "aggravating_prolonged_sitting": (PFP,),
                "aggravating_rising_from_chair": (REPLACEMENT, TENDON, OSTEOARTHRITIS, OTHER),
                "aggravating_running": ATHLETES,
                "aggravating_jumping_landing": (PFP, ACL, INSTABILITY),
                "sport_demands": (*ATHLETES, TENDON, OTHER),
                "kneeling_demands": (PFP, MENISCUS, REPLACEMENT, TENDON, OSTEOARTHRITIS),
            },
        ),
    }
)


def shows_whole(section: Section) -> bool:
    """Whether nothing of the section is ever folded, whatever a clinic wishes."""
    return section.restricted or section.code in ALWAYS_WHOLE


def default_first(section: Section, kind: EpisodeKind) -> frozenset[str]:
    """The codes that the catalogue itself shows first in a section."""
    every = frozenset(one.code for one in section.measures)
    if shows_whole(section) or section.code not in MEASURE_SETS:
        return every
    return MEASURE_SETS[section.code].first(kind) & every


def first_codes(section: Section, kind: EpisodeKind, changes: Mapping[str, bool]) -> frozenset[str]:
    """The codes that show first where a clinic changed some: `changes` says shown or not, by code.

    A code that the section does not have, or no longer has, changes nothing.
    """
    default = default_first(section, kind)
    if shows_whole(section):
        return default
    return frozenset(
        one.code for one in section.measures if changes.get(one.code, one.code in default)
    )
