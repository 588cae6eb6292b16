"""What must hold before the app serves: every address is declared, every clinic's row is scoped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.urls import URLPattern, URLResolver, get_resolver

from clinics.models import Clinic
from clinics.scope import Scope, ScopedQuerySet


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver: its full name (empty if it has none) and its path."""

    name: str
    path: str


def addresses(
    resolver: URLResolver | None = None, path: str = "/", namespace: str = ""
) -> Iterator[Address]:
    """Every pattern below `resolver` (the whole site if none), depth first."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry, here, inner)
        elif isinstance(entry, URLPattern):
            yield Address(name=f"{namespace}{entry.name}" if entry.name else "", path=here)


@register("urls")
def every_address_stands_in_the_table(
    app_configs: Sequence[Any] | None, **_kwargs: Any
) -> list[CheckMessage]:
    """`config.url_table` and the resolver name the same addresses."""
    from config.url_table import URL_TABLE

    found = list(addresses())
    errors: list[CheckMessage] = []
    for address in found:
        if not address.name:
            errors.append(Error(f"The address {address.path} has no name.", id="clinics.E001"))
        elif address.name not in URL_TABLE:
            errors.append(
                Error(
                    f"The address {address.name} ({address.path}) is not in config/url_table.py.",
                    hint="Add it with its resource and action.",
                    id="clinics.E002",
                )
            )
    errors.extend(
        Error(
            f"config/url_table.py names {name}, which does not exist.",
            hint="Remove the entry or correct the name.",
            id="clinics.E003",
        )
        for name in sorted(set(URL_TABLE) - {address.name for address in found})
    )
    return errors


@register("security")
def the_signing_key_is_at_hand(
    app_configs: Sequence[Any] | None, **_kwargs: Any
) -> list[CheckMessage]:
    """What is signed from now on can be verified."""
    if settings.RECORD_KEY_ID in settings.RECORD_KEYS:
        return []
    return [
        Error(
            f"The key that signs records, {settings.RECORD_KEY_ID}, is not among the keys.",
            hint="Put it into VASTUS_RECORD_KEYS, in the first place.",
            id="clinics.E007",
        )
    ]


@register("models")
def every_row_of_a_clinic_is_scoped(
    app_configs: Sequence[Any] | None, **_kwargs: Any
) -> list[CheckMessage]:
    """A model with a `clinic` declares a scope, a scoped manager, and is never without a clinic."""
    errors: list[CheckMessage] = []
    for model in apps.get_models():
        try:
            clinic = model._meta.get_field("clinic")
        except FieldDoesNotExist:
            continue
        if clinic.related_model is not Clinic:
            continue
        if not isinstance(getattr(model, "scope", None), Scope):
            errors.append(
                Error(
                    f"{model._meta.label} belongs to a clinic and declares no scope.",
                    hint='Add scope = Scope(clinic="clinic").',
                    obj=model,
                    id="clinics.E004",
                )
            )
        if not isinstance(model._default_manager.all(), ScopedQuerySet):
            errors.append(
                Error(
                    f"{model._meta.label} belongs to a clinic and its queries are not scoped.",
                    hint="Add objects = ScopedQuerySet.as_manager().",
                    obj=model,
                    id="clinics.E005",
                )
            )
        if getattr(clinic, "null", False):
            errors.append(
                Error(
                    f"{model._meta.label} may stand without a clinic.",
                    hint="Make the clinic required.",
                    obj=model,
                    id="clinics.E006",
                )
            )
    return errors
