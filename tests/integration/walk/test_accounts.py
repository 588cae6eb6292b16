"""The pages that belong to no clinic: signing in, one-time links, and a person's own account."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse

from clinics.access import Role
from clinics.models import User
from tests.conftest import HttpsClient
from tests.integration.walk.routes import Route, routes
from tests.integration.walk.walking import Walk
from tests.integration.walk.world import OTHER, SLUGS, STEM, UNPROVEN, Premises

LOGIN = (302, "/accounts/login/")
PROVE = (302, "/accounts/reauthenticate/")
FACTOR = (302, "/accounts/2fa/")
SHOWN, GONE, NO, WRONG = (200, ""), (410, ""), (404, ""), (405, "")
Told = tuple[int, str]

# To GET and to an empty POST: anonymous, signed in, and signed in without a second factor.
EXPECTED: dict[str, tuple[tuple[Told, Told], tuple[Told, Told], tuple[Told, Told]]] = {
    "account_login": ((SHOWN, SHOWN), ((302, "/"), (302, "/")), (FACTOR, FACTOR)),
    "account_logout": ((LOGIN, LOGIN), (SHOWN, LOGIN), (SHOWN, LOGIN)),
    "account_inactive": ((SHOWN, WRONG), (SHOWN, WRONG), (FACTOR, FACTOR)),
    "account_reauthenticate": ((LOGIN, LOGIN), (SHOWN, SHOWN), (SHOWN, SHOWN)),
    "account_change_password": ((LOGIN, LOGIN), (SHOWN, SHOWN), (FACTOR, FACTOR)),
    "account_reset_password": ((SHOWN, SHOWN), (SHOWN, SHOWN), (FACTOR, FACTOR)),
    "account_reset_password_done": ((SHOWN, WRONG), (SHOWN, WRONG), (FACTOR, FACTOR)),
    "account_reset_password_from_key": ((SHOWN, SHOWN), (SHOWN, SHOWN), (FACTOR, FACTOR)),
    "account_reset_password_from_key_done": ((SHOWN, WRONG), (SHOWN, WRONG), (FACTOR, FACTOR)),
    "mfa_index": ((LOGIN, LOGIN), (SHOWN, WRONG), (SHOWN, WRONG)),
    "mfa_authenticate": ((LOGIN, LOGIN), ((302, "/"), (302, "/")), (FACTOR, FACTOR)),
    "mfa_reauthenticate": ((LOGIN, LOGIN), (SHOWN, SHOWN), (FACTOR, FACTOR)),
    "mfa_activate_totp": ((LOGIN, LOGIN), (PROVE, PROVE), (PROVE, PROVE)),
    "mfa_deactivate_totp": ((LOGIN, LOGIN), (PROVE, PROVE), (FACTOR, FACTOR)),
    "mfa_view_recovery_codes": ((LOGIN, LOGIN), (NO, WRONG), (FACTOR, FACTOR)),
    "mfa_generate_recovery_codes": ((LOGIN, LOGIN), (PROVE, PROVE), (FACTOR, FACTOR)),
    "mfa_download_recovery_codes": ((LOGIN, LOGIN), (NO, NO), (FACTOR, FACTOR)),
    "mfa_list_webauthn": ((LOGIN, LOGIN), (SHOWN, WRONG), (FACTOR, FACTOR)),
    "mfa_add_webauthn": ((LOGIN, LOGIN), (PROVE, PROVE), (PROVE, PROVE)),
    "mfa_reauthenticate_webauthn": ((LOGIN, LOGIN), (PROVE, PROVE), (FACTOR, FACTOR)),
    "mfa_remove_webauthn": ((LOGIN, LOGIN), (PROVE, PROVE), (FACTOR, FACTOR)),
    "mfa_edit_webauthn": ((LOGIN, LOGIN), (PROVE, PROVE), (FACTOR, FACTOR)),
    "clinics:sessions": (
        (LOGIN, LOGIN),
        (SHOWN, (302, "/accounts/sessions/")),
        (FACTOR, FACTOR),
    ),
    "clinics:end_session": ((LOGIN, LOGIN), (WRONG, NO), (FACTOR, FACTOR)),
    "clinics:choose": ((LOGIN, LOGIN), ((302, "/c/"), WRONG), (FACTOR, FACTOR)),
    "clinics:locked": ((LOGIN, LOGIN), ((302, "/"), SHOWN), ((302, "/"), SHOWN)),
    "clinics:present": ((LOGIN, LOGIN), (SHOWN, WRONG), (FACTOR, FACTOR)),
    "clinics:profile": ((LOGIN, LOGIN), (SHOWN, SHOWN), (FACTOR, FACTOR)),
    "clinics:preferences": ((LOGIN, LOGIN), (SHOWN, SHOWN), (FACTOR, FACTOR)),
    "clinics:join": ((GONE, GONE), (GONE, GONE), (FACTOR, FACTOR)),
    "clinics:join_link": (
        ((302, "/accounts/join/"), WRONG),
        ((302, "/accounts/join/"), WRONG),
        (FACTOR, FACTOR),
    ),
    "clinics:reset": ((GONE, GONE), (GONE, GONE), (FACTOR, FACTOR)),
    "clinics:reset_link": (
        ((302, "/accounts/new-password/"), WRONG),
        ((302, "/accounts/new-password/"), WRONG),
        (FACTOR, FACTOR),
    ),
}
ACCOUNT_ROUTES = [route for route in routes() if not route.of_a_clinic]
NEW_PASSWORD = "eleven otters in a canoe 29"


def address(route: Route, here: Premises) -> str:
    given = {"uidb36": "1", "key": "set-password", "pk": 1}
    given["token"] = here.tokens["reset" if route.name == "clinics:reset_link" else "invitation"]
    return reverse(route.name, kwargs={name: given[name] for name in route.kwargs})


def walked(walk: Walk, user: User | None, column: int) -> list[str]:
    here, wrong = walk.world.premises[SLUGS[0]], []
    for route in ACCOUNT_ROUTES:
        for method, wanted in zip(("GET", "POST"), EXPECTED[route.name][column], strict=True):
            answer = walk.undone.call(walk.world.browser(user), method, address(route, here))
            if answer.status != wanted[0] or not answer.location.startswith(wanted[1]):
                wrong.append(f"{method} {route.name}: {answer.status} {answer.location}")
            if answer.changed:
                wrong.append(f"{method} {route.name}: something changed")
            if STEM[OTHER[SLUGS[0]]] in answer.text:
                wrong.append(f"{method} {route.name}: shows the other clinic")
    return wrong


def test_every_address_without_a_clinic_is_expected_here() -> None:
    assert {route.name for route in ACCOUNT_ROUTES} == set(EXPECTED)


def test_nobody_signed_in(walk: Walk) -> None:
    assert walked(walk, None, 0) == []


@pytest.mark.parametrize("role", Role)
def test_a_person_on_their_own_account(walk: Walk, role: Role) -> None:
    assert walked(walk, walk.world.premises[SLUGS[0]].members[role].user, 1) == []


def test_a_person_without_a_second_factor(walk: Walk) -> None:
    assert walked(walk, walk.world.premises[SLUGS[0]].outsiders[UNPROVEN], 2) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_holder_of_an_invitation_sees_that_clinics_name_and_may_join_it(
    walk: Walk, slug: str
) -> None:
    holder = walk.world.browsers[slug]
    page = walk.undone.call(holder, "GET", reverse("clinics:join"))
    assert page.status == 200
    assert f"{STEM[slug]}clinic" in page.text
    assert f"{STEM[slug]}person" not in page.text
    assert STEM[OTHER[slug]] not in page.text
    typed = {
        "full_name": "Nell Newcomer",
        "password": NEW_PASSWORD,
        "password_again": NEW_PASSWORD,
    }
    joined = walk.undone.call(holder, "POST", reverse("clinics:join"), typed)
    assert (joined.status, joined.changed) == (302, True)


@pytest.mark.parametrize("name", ["mfa_remove_webauthn", "mfa_edit_webauthn"])
def test_somebody_elses_passkey_is_not_found(walk: Walk, name: str) -> None:
    here, there = walk.world.premises[SLUGS[0]], walk.world.premises[OTHER[SLUGS[0]]]
    member = here.members[Role.THERAPIST]
    with transaction.atomic():
        passkey = Authenticator.objects.create(
            user=there.members[Role.THERAPIST].user,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": STEM[there.slug]},
        )
        browser = HttpsClient()
        browser.force_login(member.user)
        proof = {"password": here.passwords[Role.THERAPIST]}
        browser.post(reverse("account_reauthenticate"), proof)
        path = reverse(name, kwargs={"pk": passkey.pk})
        answers = [browser.get(path), browser.post(path, {"name": "Mine now"})]
        passkey.refresh_from_db()
        transaction.set_rollback(True)
    assert [answer.status_code for answer in answers] == [404, 404]
    assert not any(STEM[there.slug] in answer.content.decode().lower() for answer in answers)
    assert passkey.data == {"name": STEM[there.slug]}
