"""The demo's courses: nineteen invented patients, one of them recorded twice; the longer ones in a
file each.
"""

from assessment.demo.course import Course
from assessment.demo.courses.acl_reconstruction import ACL_RECONSTRUCTION
from assessment.demo.courses.knee_replacement import KNEE_REPLACEMENT
from assessment.demo.courses.meniscus import MENISCUS
from assessment.demo.courses.nordhavn import LEFT_REPLACEMENT, ONE_KNEECAP, WITHOUT_SURGERY
from assessment.demo.courses.osteoarthritis import OSTEOARTHRITIS
from assessment.demo.courses.patellar_instability import PATELLAR_INSTABILITY
from assessment.demo.courses.patellofemoral_pain import PATELLOFEMORAL_PAIN
from assessment.demo.courses.riverside import (
    BEFORE_SURGERY,
    BOTH_KNEES,
    CHILD,
    DISCHARGED,
    LONG_COURSE,
    TENDINOPATHY,
)
from assessment.demo.courses.runner import RUNNER
from assessment.demo.courses.second_record import SECOND_RECORD
from assessment.demo.courses.stopped_by_a_red_flag import STOPPED_BY_A_RED_FLAG
from assessment.demo.courses.tendon_repair import TENDON_REPAIR
from assessment.demo.courses.two_operated_sides import FIRST_KNEE, SECOND_KNEE

COURSES: tuple[Course, ...] = (
    ACL_RECONSTRUCTION,
    PATELLOFEMORAL_PAIN,
    KNEE_REPLACEMENT,
    OSTEOARTHRITIS,
    RUNNER,
    PATELLAR_INSTABILITY,
    MENISCUS,
    TENDON_REPAIR,
    STOPPED_BY_A_RED_FLAG,
    FIRST_KNEE,
    SECOND_KNEE,
    BOTH_KNEES,
    LONG_COURSE,
    DISCHARGED,
    BEFORE_SURGERY,
    CHILD,
    TENDINOPATHY,
    SECOND_RECORD,
    ONE_KNEECAP,
    WITHOUT_SURGERY,
    LEFT_REPLACEMENT,
)

__all__ = ["COURSES"]
