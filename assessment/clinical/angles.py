"""The angle to a sine, in exact decimal arithmetic."""

from __future__ import annotations

from decimal import Decimal, localcontext

# Of 28 digits as Decimal reckons by default, with some to spare.
PI = Decimal("3.14159265358979323846264338327950288")
HALVINGS = 6
"""After so many the tangent is below 1/40, and the series is short."""


def arcsine_degrees(sine: Decimal) -> Decimal:
    """The angle of a sine, in degrees from -90 to 90. Raises `ValueError` beyond -1 to 1."""
    if not -1 <= sine <= 1:
        raise ValueError("a sine lies between -1 and 1")
    if abs(sine) in (0, 1):
        return sine * 90
    with localcontext() as context:
        context.prec += 8
        tangent = sine / (1 - sine * sine).sqrt()
        degrees = _arctangent(tangent) * 180 / PI
    return +degrees


def _arctangent(tangent: Decimal) -> Decimal:
    """Arctangent in radians: halved until its series ends soon, then doubled again."""
    for _ in range(HALVINGS):
        tangent = tangent / (1 + (1 + tangent * tangent).sqrt())
    total, power, place = Decimal(0), tangent, 1
    while (nearer := total + power / place) != total:
        total, power, place = nearer, -power * tangent * tangent, place + 2
    return total * Decimal(2) ** HALVINGS
