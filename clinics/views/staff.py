"""Who works in the clinic: list, invite, change roles, end, hand over a reset link."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinics import mail, selectors
from clinics.access import Permission, get_or_404, member, member_or_403
from clinics.forms import InviteForm, RolesForm
from clinics.models import Membership, OneTimeLink
from clinics.services import links, staff

_PERSON = ("user", "clinic")


@require_safe
def staff_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who works or worked here, and the invitations still open."""
    admin = member_or_403(request, Permission.MANAGE_STAFF)
    context = {
        "colleagues": selectors.colleagues(admin),
        "invitations": selectors.open_invitations(admin),
    }
    return render(request, "clinics/staff.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Makes an invitation; its link is shown here once."""
    admin = member_or_403(request, Permission.MANAGE_STAFF)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            issued = links.invite(by=admin, clinic=admin.clinic, **form.cleaned_data)
        except ValidationError as refused:
            form.take_errors(refused)
        else:
            path = reverse("clinics:join_link", kwargs={"token": issued.token})
            address = request.build_absolute_uri(path)
            mail.send_invitation(link=issued.link, address=address)
            context = {"issued": issued, "address": address}
            return render(request, "clinics/invitation_made.html", context)
    return render(request, "clinics/invite.html", {"form": form})


@require_POST
def withdraw_invitation(request: HttpRequest, slug: str, link_id: UUID) -> HttpResponse:
    """An open invitation stops working."""
    link = get_or_404(request, OneTimeLink, link_id, Permission.MANAGE_STAFF)
    links.withdraw_invitation(by=member(request), link=link)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("clinics:staff", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
def staff_member(request: HttpRequest, slug: str, membership_id: UUID) -> HttpResponse:
    """One person's roles here."""
    row = get_or_404(
        request, Membership, membership_id, Permission.MANAGE_STAFF, select_related=_PERSON
    )
    person = selectors.colleague(row)
    now = {"roles": list(person.roles), "valid_until": person.valid_until}
    form = RolesForm(request.POST) if request.method == "POST" else RolesForm(initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            staff.change_roles(by=member(request), user=row.user, **form.cleaned_data)
        except ValidationError as refused:
            form.take_errors(refused)
        else:
            messages.success(request, _("The roles are saved. They hold from now on."))
            return redirect("clinics:staff", slug=slug)
    return render(request, "clinics/staff_member.html", _person_context(request, person, form))


@require_POST
def end_membership(request: HttpRequest, slug: str, membership_id: UUID) -> HttpResponse:
    """Ends all of a person's roles here."""
    row = get_or_404(
        request, Membership, membership_id, Permission.MANAGE_STAFF, select_related=_PERSON
    )
    try:
        staff.end_membership(by=member(request), user=row.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("clinics:staff_member", slug=slug, membership_id=membership_id)
    messages.success(request, _("%(name)s no longer works here.") % {"name": row.user.full_name})
    return redirect("clinics:staff", slug=slug)


@require_POST
def make_reset_link(request: HttpRequest, slug: str, membership_id: UUID) -> HttpResponse:
    """Makes a link for a new password; it is shown here once, or only mailed."""
    row = get_or_404(
        request, Membership, membership_id, Permission.MANAGE_STAFF, select_related=_PERSON
    )
    try:
        issued = links.issue_reset_link(by=member(request), user=row.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("clinics:staff_member", slug=slug, membership_id=membership_id)
    path = reverse("clinics:reset_link", kwargs={"token": issued.token})
    address = request.build_absolute_uri(path)
    mail.send_reset_link(link=issued.link, address=address)
    context = {
        "issued": issued,
        "person": row.user,
        "address": address if issued.may_be_shown else "",
    }
    return render(request, "clinics/reset_link_made.html", context)


def _person_context(
    request: HttpRequest, person: selectors.Colleague, form: RolesForm
) -> dict[str, object]:
    return {"person": person, "form": form, "is_self": person.user.pk == request.user.pk}
