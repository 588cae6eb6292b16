"""A form that acts once, however often it is sent."""

from __future__ import annotations

from django import forms


class KeyedForm(forms.Form):
    """Carries the key under which the service acts, which also says what is wrong with one."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def start_anew(self, **hidden: str) -> None:
        """Gives the page that is shown again new hidden values: a fresh key, a version."""
        self.data = {**dict(self.data.items()), **hidden}
