"""The few short forms around a signature: the password, a reason, an addendum."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.forms.keyed import KeyedForm
from patients.text import refused_in_prose, tidy_prose


def prose(text: str) -> str:
    """Text as it is stored; refuses characters that hide or turn what is written."""
    tidy = tidy_prose(text)
    if refused_in_prose(tidy) is not None:
        raise forms.ValidationError(
            _("This text holds an invisible control character. Remove it, or type it anew.")
        )
    return tidy


class SignForm(forms.Form):
    """The password again, bound to the digest of what the page showed."""

    # Any other digest than that of what would be signed is the service's to refuse.
    digest = forms.CharField(required=False, widget=forms.HiddenInput)
    password = forms.CharField(
        label=_("Your password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    # Asked for where another patient is called nearly the same; whether it is, the service says.
    name_checked = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class ReasonForm(forms.Form):
    """Why: for a return, for declaring an evaluation void."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why. Nothing was done yet.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_reason(self) -> str:
        return prose(self.cleaned_data["reason"])


class KeyedReasonForm(KeyedForm, ReasonForm):
    """Why, for what is done once however often it is sent."""


class AmendForm(KeyedReasonForm):
    """Why the next version is written, and the patient's request where that is why."""

    request = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class AddendumForm(KeyedForm):
    """What is added beside a signed evaluation."""

    text = forms.CharField(
        label=_("Addendum"), max_length=20000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_text(self) -> str:
        return prose(self.cleaned_data["text"])
