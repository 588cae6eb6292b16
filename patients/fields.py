"""Model fields that store text in one normal form and refuse what cannot be seen.

`full_clean` and every ModelForm pass through `to_python`, so a name typed, imported or posted by a
script ends up the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from patients.text import tidy_line, tidy_prose
from patients.validators import validate_line, validate_prose

if TYPE_CHECKING:
    _Line = models.CharField[str, str]
    _Prose = models.TextField[str, str]
else:
    _Line = models.CharField
    _Prose = models.TextField


class LineField(_Line):
    """One line of text: NFC, single spaces, nothing invisible."""

    default_validators = [*models.CharField.default_validators, validate_line]

    def to_python(self, value: Any) -> Any:
        """The value in the form in which it is stored."""
        text = super().to_python(value)
        return tidy_line(text) if isinstance(text, str) else text


class ProseField(_Prose):
    """Several lines of text: NFC, plain line ends, no control characters."""

    default_validators = [*models.TextField.default_validators, validate_prose]

    def to_python(self, value: Any) -> Any:
        """The value in the form in which it is stored."""
        text = super().to_python(value)
        return tidy_prose(text) if isinstance(text, str) else text

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Also check the length, which Django leaves to the form for long text."""
        text = super().clean(value, model_instance)
        if self.max_length is not None and len(text) > self.max_length:
            raise ValidationError(
                _("This is %(length)d characters long; at most %(limit)d fit here."),
                code="max_length",
                params={"length": len(text), "limit": self.max_length},
            )
        return text
