"""The demo's courses, one file for each invented patient."""

from assessment.demo.course import Course
from assessment.demo.courses.acl_reconstruction import ACL_RECONSTRUCTION
from assessment.demo.courses.knee_replacement import KNEE_REPLACEMENT
from assessment.demo.courses.osteoarthritis import OSTEOARTHRITIS
from assessment.demo.courses.patellar_instability import PATELLAR_INSTABILITY
from assessment.demo.courses.patellofemoral_pain import PATELLOFEMORAL_PAIN
from assessment.demo.courses.runner import RUNNER

COURSES: tuple[Course, ...] = (
    ACL_RECONSTRUCTION,
    PATELLOFEMORAL_PAIN,
    KNEE_REPLACEMENT,
    OSTEOARTHRITIS,
    RUNNER,
    PATELLAR_INSTABILITY,
)

__all__ = ["COURSES"]
