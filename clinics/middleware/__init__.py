"""What every request passes through. Each class stands in `MIDDLEWARE` by the name given here."""

from clinics.middleware.refusals import Refusals
from clinics.middleware.response_headers import ResponseHeaders
from clinics.middleware.second_factor import SecondFactor
from clinics.middleware.session_limits import SessionLimits
from clinics.middleware.sign_in_required import SignInRequired
from clinics.middleware.unusable_input import RefuseUnusableInput

__all__ = [
    "Refusals",
    "RefuseUnusableInput",
    "ResponseHeaders",
    "SecondFactor",
    "SessionLimits",
    "SignInRequired",
]
