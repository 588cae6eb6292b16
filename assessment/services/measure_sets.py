"""What a clinic shows first for a kind of episode, and the order in which a person works."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from assessment import catalogue
from assessment.catalogue.measure_sets import default_first, shows_whole
from assessment.catalogue.order_of_work import WorkOrder
from assessment.catalogue.types import EpisodeKind
from assessment.models import MeasureSetChange, Showing, WorkOrderChoice
from assessment.selectors.measure_sets import MeasureSet, set_of
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.models import Clinic
from clinics.receipts import Answer, digest_of, once


class SetChanged(Exception):
    """A colleague changed the set since the page was made; `str()` says what to do."""


def arrange(
    *, kind: EpisodeKind, started: Collection[str], wanted: Collection[str], by: Member, key: str
) -> int:
    """Shows first what was ticked, folds what was unticked; answers the version of the set.

    `started` are the codes that were ticked when the page was made, so that only what was changed
    on it changes the set: two people at once never undo each other's work. Raises `UnknownCode` for
    a code that no section has, `ValueError` for one that is never folded.
    """
    require(by, Permission.MANAGE_CLINIC)
    changed = sorted(set(started) ^ set(wanted))
    for code in changed:
        if shows_whole(catalogue.section_of(catalogue.measure(code).code)):
            raise ValueError(f"{code} is never folded")
    first = {code: code in set(wanted) for code in changed}

    def act() -> Answer:
        return {"version": _write(kind, first, by)}

    digest = digest_of({"kind": kind.value, "first": first})
    return int(once(by=by, key=key, purpose="set.arrange", digest=digest, act=act)["version"])


def back_to_default(*, kind: EpisodeKind, version: int, by: Member, key: str) -> int:
    """Shows first what the catalogue does; answers the version of the set.

    Raises `SetChanged` when the set is no longer the one that was looked at.
    """
    require(by, Permission.MANAGE_CLINIC)

    def act() -> Answer:
        with transaction.atomic():
            current = _locked_set(kind, by)
            if current.version != version:
                raise SetChanged(
                    _("A colleague changed this set meanwhile. Look at it again, then decide.")
                )
            defaults = {
                code: code in default_first(catalogue.section_of(code), kind)
                for code in current.differing
            }
            return {"version": _write(kind, defaults, by)}

    digest = digest_of({"kind": kind.value, "version": version})
    return int(once(by=by, key=key, purpose="set.default", digest=digest, act=act)["version"])


def order_sections(*, order: WorkOrder, by: Member) -> None:
    """Remembers how a person works through the sections; said again it changes nothing."""
    require(by, Permission.READ_CHART)
    with transaction.atomic():
        chosen, made = WorkOrderChoice.objects.select_for_update().get_or_create(
            user=by.user, defaults={"order": order.value}
        )
        if chosen.order == order.value and not made:
            return
        chosen.order = order.value
        chosen.save(update_fields=["order", "updated_at"])
        audit.record(
            by=by, verb=Verb.PROFILE_CHANGED, instance=by.user, detail={"fields": "work_order"}
        )


def _write(kind: EpisodeKind, first: Mapping[str, bool], by: Member) -> int:
    """Writes down what is not so already; the version of the set afterwards."""
    with transaction.atomic():
        current = _locked_set(kind, by)
        news = {
            code: shown
            for code, shown in first.items()
            if (code in current.first(catalogue.section_of(code))) is not shown
        }
        if not news:
            return current.version
        number = current.version + 1
        for code, shown in news.items():
            MeasureSetChange.objects.create(
                clinic=by.clinic,
                kind=kind.value,
                measure=code,
                showing=_showing(kind, code, shown),
                number=number,
                by=by.user,
            )
        audit.record(
            by=by,
            verb=Verb.MEASURE_SET_CHANGED,
            instance=by.clinic,
            version=number,
            detail={"kind": kind.value, "measures": " ".join(sorted(news))},
        )
    return number


def _locked_set(kind: EpisodeKind, by: Member) -> MeasureSet:
    """The clinic's set as it stands; who else arranges the clinic waits until this is done."""
    Clinic.objects.select_for_update(no_key=True).get(pk=by.clinic.pk)
    rows = MeasureSetChange.objects.of_clinic(by.clinic).filter(kind=kind.value)
    return set_of(kind, rows.order_by("number"))


def _showing(kind: EpisodeKind, code: str, shown: bool) -> Showing:
    """What agrees with the catalogue is said as such, and follows it when it changes."""
    if shown is (code in default_first(catalogue.section_of(code), kind)):
        return Showing.DEFAULT
    return Showing.FIRST if shown else Showing.FOLDED
