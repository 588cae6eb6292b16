"""A clinic's measure sets: which measures show first for each kind of episode."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessment.catalogue.measure_sets import default_first
from assessment.catalogue.types import Section
from assessment.forms.keyed import KeyedForm
from assessment.forms.measure_sets import MeasureSetForm, VersionForm, started_from
from assessment.models import VisitKind
from assessment.selectors.measure_sets import MeasureSet, clinic_sets
from assessment.services.measure_sets import SetChanged, arrange, back_to_default
from clinics import access
from clinics.access import Member, Permission
from clinics.receipts import KeyReused, UnusableKey, new_key
from patients.models import EpisodeOfCare


@dataclass(frozen=True, kw_only=True)
class Box:
    """One measure to tick."""

    code: str
    label: str
    ticked: bool
    default: bool
    core: str

    @property
    def differs(self) -> bool:
        return self.ticked is not self.default


@dataclass(frozen=True, kw_only=True)
class BoxGroup:
    label: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, kw_only=True)
class SectionBoxes:
    """A section's measures to tick, by group, and how many show first."""

    code: str
    label: str
    groups: tuple[BoxGroup, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(box for group in self.groups for box in group.boxes)

    @property
    def first(self) -> tuple[Box, ...]:
        return tuple(box for box in self.boxes if box.ticked)


@require_GET
def measure_sets(request: HttpRequest, slug: str) -> HttpResponse:
    """The kinds of episode, each with how many measures show first and how it differs."""
    member = access.member_or_403(request, Permission.MANAGE_CLINIC)
    sets = [
        {
            "kind": one.kind.value,
            "label": EpisodeOfCare.Kind(one.kind.value).label,
            "first": sum(len(one.first(section)) for section in one.choosable),
            "all": sum(len(section.measures) for section in one.choosable),
            "differing": len(one.differing),
        }
        for one in clinic_sets(member)
    ]
    return render(request, "assessment/measure_sets.html", {"sets": sets})


@require_http_methods(["GET", "POST"])
def measure_set(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """One kind of episode: its sections, with a box to tick for each measure."""
    member = access.member_or_403(request, Permission.MANAGE_CLINIC)
    current = _set(member, kind)
    if request.method == "GET":
        return _page(request, current, MeasureSetForm())
    form = MeasureSetForm(request.POST)
    done = form.is_valid() and _done(
        form,
        lambda: arrange(
            kind=current.kind,
            started=form.cleaned_data["started"],
            wanted=form.cleaned_data["first"],
            by=member,
            key=form.cleaned_data["key"],
        ),
    )
    if not done:
        return _page(request, current, form, status=422)
    messages.success(request, _("The measure set is saved. Open charts show it from now on."))
    return redirect("assessment:measure_set", slug=slug, kind=kind)


@require_POST
def default_set(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Goes back to what the catalogue shows first."""
    member = access.member_or_403(request, Permission.MANAGE_CLINIC)
    current = _set(member, kind)
    form = VersionForm(request.POST)
    done = form.is_valid() and _done(
        form,
        lambda: back_to_default(
            kind=current.kind,
            version=form.cleaned_data["version"],
            by=member,
            key=form.cleaned_data["key"],
        ),
    )
    if not done:
        return _page(request, current, form, status=409)
    messages.success(request, _("This set is the catalogue's again."))
    return redirect("assessment:measure_set", slug=slug, kind=kind)


def _set(member: Member, kind: str) -> MeasureSet:
    """The set of a kind of episode in the address; not found for a kind that there is not."""
    for one in clinic_sets(member):
        if one.kind == kind:
            return one
    raise access.NotFound(member=member)


def _done(form: KeyedForm, act: Callable[[], int]) -> bool:
    """Whether the service acted; why it did not stands in the form."""
    try:
        act()
    except SetChanged as refusal:
        form.add_error(None, str(refusal))
    except KeyReused:
        form.add_error(
            None, _("This page was already saved with other content. Check it and save again.")
        )
    except UnusableKey:
        form.add_error(None, _("This page came back incomplete. Check it and save it again."))
    else:
        return True
    return False


def _page(
    request: HttpRequest, current: MeasureSet, form: KeyedForm, *, status: int = 200
) -> HttpResponse:
    ticked = {code for section in current.choosable for code in current.first(section)}
    typed, started = ticked, started_from(ticked)
    if isinstance(form, MeasureSetForm) and form.is_bound:
        # What was ticked stays ticked, and still starts from what the page was made with.
        typed = form.ticked
        started = form.data.get("started") or started
    context: dict[str, Any] = {
        "kind": current.kind.value,
        "label": EpisodeOfCare.Kind(current.kind.value).label,
        "set": current,
        "differing": len(current.differing),
        "sections": [_boxes(current, section, typed) for section in current.choosable],
        "first": len(typed),
        "form": form,
        "key": new_key(),
        "default_key": new_key(),
        "started": started,
    }
    return render(request, "assessment/measure_set.html", context, status=status)


def _boxes(current: MeasureSet, section: Section, ticked: set[str]) -> SectionBoxes:
    default = default_first(section, current.kind)
    by_group: dict[str, list[Box]] = {}
    for measure in section.measures:
        if measure.retired:
            continue
        box = Box(
            code=measure.code,
            label=measure.label,
            ticked=measure.code in ticked,
            default=measure.code in default,
            core=", ".join(
                str(VisitKind(one.value).label).lower() for one in sorted(measure.core_at)
            ),
        )
        by_group.setdefault(measure.group, []).append(box)
    groups = tuple(BoxGroup(label=label, boxes=tuple(boxes)) for label, boxes in by_group.items())
    return SectionBoxes(code=section.code, label=section.label, groups=groups)
