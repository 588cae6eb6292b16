"""Doing a thing once, however often its form is sent.

A page gives each save a key. The first request with a key acts and leaves its answer; every later
one with the same key gets that answer and does nothing. Two at the same moment: the second waits
for the first.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from clinics.identifiers import new_id
from clinics.models.receipt import Receipt
from clinics.scope import Member

KEY = re.compile(r"[0-9A-Za-z_-]{8,64}", re.ASCII)

Answer = dict[str, Any]


class UnusableKey(ValueError):
    """The key is missing or malformed: the page was not made by Vastus."""


class KeyReused(ValueError):
    """The key came back with other content. `answer` is what its first use did."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("This form was already saved with other content.")
        self.answer = answer


def new_key() -> str:
    """A fresh key for a form."""
    return str(new_id())


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of what was sent, in hex; the order of the names does not matter."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def once(*, by: Member, key: str, purpose: str, digest: str, act: Callable[[], Answer]) -> Answer:
    """What `act` answers, having acted at most once for this person and key.

    The receipt and what `act` does are one transaction: when `act` raises, nothing is kept and the
    key is free again. Raises `KeyReused` when the key came before with another purpose or digest,
    `UnusableKey` when it is no key.
    """
    if not KEY.fullmatch(key):
        raise UnusableKey("The form has no usable key. Open it again and save once more.")
    with transaction.atomic():
        receipt = _claim(by, key, purpose, digest)
        if receipt is None:
            return _answered(by, key, purpose, digest)
        answer = act()
        receipt.answer = answer
        receipt.save(update_fields=["answer"])
        return answer


def _claim(by: Member, key: str, purpose: str, digest: str) -> Receipt | None:
    """The receipt of a key that nobody used; on PostgreSQL this waits for who is just using it."""
    if Receipt.objects.of_clinic(by.clinic).filter(user=by.user, key=key).exists():
        return None
    try:
        with transaction.atomic():
            return Receipt.objects.create(
                clinic=by.clinic, user=by.user, key=key, purpose=purpose, request_digest=digest
            )
    except IntegrityError:
        return None


def _answered(by: Member, key: str, purpose: str, digest: str) -> Answer:
    receipt = Receipt.objects.of_clinic(by.clinic).get(user=by.user, key=key)
    answer: Answer = receipt.answer or {}
    if (receipt.purpose, receipt.request_digest) != (purpose, digest):
        raise KeyReused(answer)
    return answer
