"""What colleagues did with one's charts: seen, and off the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from assessment.services.notices import put_away
from clinics import access
from clinics.access import Permission


@require_POST
def seen(request: HttpRequest, slug: str) -> HttpResponse:
    """Puts away the notices that the home page showed; what came since stays there."""
    member = access.member_or_403(request, Permission.READ_CHART)
    put_away(notices=request.POST.getlist("notice"), by=member)
    return HttpResponseRedirect(reverse("assessment:home", kwargs={"slug": slug}))
