"""Names and other single lines as people type them, made safe to store and to print."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Zero-width joiner and non-joiner belong to the spelling of names in several scripts.
_ALLOWED_FORMAT = frozenset({"\u200c", "\u200d"})


def single_line(value: str) -> str:
    """`value` in Unicode form NFC with single blanks; refuses invisible control characters.

    A character that turns the direction of reading can make one name look like another.
    """
    text = " ".join(unicodedata.normalize("NFC", value).split())
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
            if character in _ALLOWED_FORMAT:
                continue
            raise ValidationError(
                _("This holds an invisible character. Type it again instead of pasting it."),
                code="control_character",
            )
    return text
