"""What is signed, submitted or void holds against every way of writing, on both databases."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.db.utils import IntegrityError

from assessment import locks
from assessment.locks.find import tables
from assessment.models import AppendOnlyRow, Assessment, ChartRow, Setup, State
from clinics.identifiers import new_id
from clinics.models import User
from tests.integration.assessment import rows

LOCKED = (State.AWAITING, State.SIGNED, State.VOID, State.DISCARDED)
CHART_MODELS = sorted(
    (model for model in apps.get_models() if issubclass(model, ChartRow)),
    key=lambda model: model.__name__,
)
APPEND_ONLY = sorted(
    (model for model in apps.get_models() if getattr(model, "append_only", False)),
    key=lambda model: model.__name__,
)
# Those that are added to an assessment; what takes a draft back is added to a discarded one.
OF_ASSESSMENTS = [
    model
    for model in APPEND_ONLY
    if issubclass(model, AppendOnlyRow) and model.__name__ != "TakingBack"
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return rows.make_user()


@pytest.fixture
def draft(user: User) -> Assessment:
    patient = rows.make_patient(rows.make_clinic(), user)
    found = rows.make_draft(rows.make_episode(patient, user), user)
    rows.fill(found, user)
    return found


@contextmanager
def refused(what: str = "vastus") -> Iterator[None]:
    with pytest.raises(IntegrityError, match=what), transaction.atomic():
        yield


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [as_stored(one) for one in values])


def as_stored(value: object) -> object:
    """A value as raw SQL has to give it: SQLite keeps a UUID as its hexadecimal digits."""
    if isinstance(value, UUID):
        return value.hex if connection.vendor == "sqlite" else str(value)
    return value


def table(model: type[Model]) -> str:
    return model._meta.db_table


def columns(model: type[Model], *, without: tuple[str, ...] = ()) -> str:
    return ", ".join(
        f'"{field.column}"' for field in model._meta.concrete_fields if field.column not in without
    )


def test_every_chart_table_is_found_from_the_models() -> None:
    assert {table(model) for model in CHART_MODELS} == {one.name for one in tables() if one.chart}
    assert len(CHART_MODELS) >= 10


@pytest.mark.parametrize("state", LOCKED)
@pytest.mark.parametrize("model", CHART_MODELS, ids=lambda model: model.__name__)
def test_no_row_of_a_locked_chart_is_changed_added_or_deleted(
    model: type[ChartRow], state: State, draft: Assessment, user: User
) -> None:
    rows.bring_to(draft, state, user)
    before = list(model.objects.filter(assessment=draft).values())
    row = model.objects.get(assessment=draft)
    with refused():
        row.save()
    with refused():
        model.objects.filter(pk=row.pk).update(clinic=draft.clinic)
    with refused():
        model.objects.bulk_update([row], ["clinic"])
    with refused("vastus|protected foreign keys"):
        model.objects.filter(pk=row.pk).delete()
    row.pk = new_id()
    with refused():
        model.objects.bulk_create([row])
    with refused():
        model.objects.bulk_create([row], ignore_conflicts=True)
    key = before[0]["id"]
    with refused():
        sql(f"UPDATE {table(model)} SET clinic_id = clinic_id WHERE id = %s", key)
    with refused():
        sql(f"DELETE FROM {table(model)} WHERE id = %s", key)
    with refused():
        sql(
            f"INSERT INTO {table(model)} ({columns(model)}) "
            f"SELECT %s, {columns(model, without=('id',))} FROM {table(model)} WHERE id = %s",
            new_id(),
            key,
        )
    assert list(model.objects.filter(assessment=draft).values()) == before


@pytest.mark.parametrize("state", LOCKED)
@pytest.mark.parametrize("model", CHART_MODELS, ids=lambda model: model.__name__)
def test_replacing_a_row_does_not_walk_past_the_lock(
    model: type[ChartRow], state: State, draft: Assessment, user: User
) -> None:
    rows.bring_to(draft, state, user)
    before = list(model.objects.filter(assessment=draft).values())
    key = before[0]["id"]
    if connection.vendor == "sqlite":
        with refused():
            sql(f"INSERT OR REPLACE INTO {table(model)} SELECT * FROM {table(model)}")
        with refused():
            sql(f"UPDATE OR REPLACE {table(model)} SET id = id WHERE id = %s", key)
    else:
        with refused():
            sql(
                f"INSERT INTO {table(model)} SELECT * FROM {table(model)} "
                "ON CONFLICT (id) DO UPDATE SET clinic_id = excluded.clinic_id"
            )
        with refused():
            sql("SET CONSTRAINTS ALL IMMEDIATE")
            sql(f"TRUNCATE {table(model)} CASCADE")
    assert list(model.objects.filter(assessment=draft).values()) == before


@pytest.mark.parametrize("state", LOCKED)
def test_a_row_cannot_be_moved_into_or_out_of_a_locked_chart(
    state: State, draft: Assessment, user: User
) -> None:
    other = rows.make_draft(draft.episode, user)
    setup = Setup.objects.create(
        clinic=other.clinic, assessment=other, measure="knee_flexion_force"
    )
    rows.bring_to(draft, state, user)
    with refused():
        Setup.objects.filter(pk=setup.pk).update(assessment=draft)
    with refused():
        Setup.objects.filter(assessment=draft).update(assessment=other)
    taken = Setup.objects.get(assessment=draft).pk
    with refused():
        Setup.objects.filter(pk=setup.pk).update(id=taken)
    if connection.vendor == "sqlite":
        with refused():
            sql("UPDATE OR REPLACE assessment_setup SET id = %s WHERE id = %s", taken, setup.pk)
        with refused():
            sql(
                "INSERT OR REPLACE INTO assessment_setup "
                "(id, clinic_id, assessment_id, measure, sequence) VALUES (%s, %s, %s, 'x', 9)",
                taken,
                other.clinic_id,
                other.pk,
            )


@pytest.mark.parametrize("state", LOCKED)
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("visit_date", date(2026, 4, 1)),
        ("involved_side", "right"),
        ("dominant_leg", "left"),
        ("visit_order", 7),
        ("late_reason", "changed"),
        ("kind", "discharge"),
        ("version_number", 5),
        ("submission_round", 5),
        ("updated_at", rows.AT),
    ],
)
def test_a_locked_assessment_keeps_its_own_columns(
    state: State, column: str, value: object, draft: Assessment, user: User
) -> None:
    rows.bring_to(draft, state, user)
    with refused():
        Assessment.with_discarded.filter(pk=draft.pk).update(**{column: value})
    with refused():
        sql(
            f"UPDATE assessment_assessment SET {column} = %s WHERE id = %s",
            value.isoformat() if isinstance(value, date) else value,
            draft.pk,
        )
    with refused():
        sql("DELETE FROM assessment_assessment WHERE id = %s", draft.pk)


Way = Callable[[Assessment, User], dict[str, object]]
ALLOWED: dict[tuple[State, State], list[Way]] = {}


def allow(before: State, after: State) -> Callable[[Way], None]:
    def keep(make: Way) -> None:
        ALLOWED.setdefault((before, after), []).append(make)

    return keep


@allow(State.DRAFT, State.AWAITING)
def _(one: Assessment, user: User) -> dict[str, object]:
    rows.add_submission(one, user)
    return {"submission_round": 1}


@allow(State.DRAFT, State.SIGNED)
def _(one: Assessment, user: User) -> dict[str, object]:
    rows.add_version(one, user)
    return {"version_number": 1}


@allow(State.AWAITING, State.SIGNED)
def _(one: Assessment, user: User) -> dict[str, object]:
    rows.add_version(one, user)
    return {"version_number": 1}


@allow(State.AWAITING, State.DRAFT)
def _(one: Assessment, user: User) -> dict[str, object]:
    rows.add_return(one, user)
    return {}


@allow(State.SIGNED, State.AMENDING)
def _(one: Assessment, user: User) -> dict[str, object]:
    rows.add_amendment(one, user)
    return {"amender": user}


@allow(State.AMENDING, State.SIGNED)
def _(one: Assessment, user: User) -> dict[str, object]:
    rows.add_version(one, user, number=2)
    return {"version_number": 2, "amender": None}


for _before in (State.DRAFT, State.AWAITING, State.SIGNED, State.AMENDING):

    @allow(_before, State.VOID)
    def _(one: Assessment, user: User) -> dict[str, object]:
        rows.add_voiding(one, user)
        return {"amender": None}


@allow(State.DRAFT, State.DISCARDED)
def _(one: Assessment, user: User) -> dict[str, object]:
    rows.add_discarding(one, user)
    return {}


@allow(State.DISCARDED, State.DRAFT)
def _(one: Assessment, user: User) -> dict[str, object]:
    rows.add_taking_back(one, user)
    return {}


# The other way from amending to signed: given up, with version n as it was.
@allow(State.AMENDING, State.SIGNED)
def _(one: Assessment, user: User) -> dict[str, object]:
    rows.add_abandonment(one, user)
    return {"amender": None}


PAIRS = [(before, after) for before in State for after in State if before is not after]


WAYS = [(pair, make) for pair, ways in ALLOWED.items() for make in ways]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_no_state_changes_by_itself(
    before: State, after: State, draft: Assessment, user: User
) -> None:
    """Every pair of states: without what the design asks for, no way leads from one to the other,
    and from pairs that it does not name none leads whatever is written beside.
    """
    rows.bring_to(draft, before, user)
    one = Assessment.with_discarded.filter(pk=draft.pk)
    amender = f"'{as_stored(user.pk)}'" if after is State.AMENDING else "NULL"
    for moved in ("", ", version_number = version_number + 1", ", submission_round = 1"):
        for also in ("", f", amender_id = {amender}"):
            with refused():
                sql(
                    f"UPDATE assessment_assessment SET state = %s{moved}{also} WHERE id = %s",
                    after.value,
                    draft.pk,
                )
    with refused():
        one.update(state=after)
    if (before, after) not in ALLOWED:
        for add in (rows.add_amendment, rows.add_abandonment, rows.add_return, rows.add_submission):
            with contextlib.suppress(IntegrityError), transaction.atomic():
                add(draft, user)
        for moved in ("", ", version_number = version_number + 1", ", submission_round = 1"):
            with refused():
                sql(
                    f"UPDATE assessment_assessment SET state = %s, amender_id = {amender}{moved} "
                    "WHERE id = %s",
                    after.value,
                    draft.pk,
                )
    draft.refresh_from_db()
    assert draft.state == before


@pytest.mark.parametrize(("pair", "make"), WAYS)
def test_a_state_changes_the_ways_the_design_names_with_what_they_need(
    pair: tuple[State, State], make: Way, draft: Assessment, user: User
) -> None:
    before, after = pair
    rows.bring_to(draft, before, user)
    one = Assessment.with_discarded.filter(pk=draft.pk)
    needed = make(draft, user)
    one.update(state=after, **needed)
    draft.refresh_from_db()
    assert draft.state == after


def test_the_design_names_these_ways_and_no_other() -> None:
    assert {(before.value, after.value) for before, after in ALLOWED} == {
        ("draft", "awaiting"),
        ("draft", "signed"),
        ("awaiting", "signed"),
        ("awaiting", "draft"),
        ("signed", "amending"),
        ("amending", "signed"),
        ("draft", "discarded"),
        ("discarded", "draft"),
        *((state.value, "void") for state in State if state not in (State.VOID, State.DISCARDED)),
    }


def test_the_row_of_another_attempt_opens_nothing_again(draft: Assessment, user: User) -> None:
    rows.bring_to(draft, State.AMENDING, user)
    rows.add_abandonment(draft, user)
    one = Assessment.with_discarded.filter(pk=draft.pk)
    one.update(state=State.SIGNED, amender=None)
    with refused("change of state"):
        one.update(state=State.AMENDING, amender=user)
    rows.add_amendment(draft, user, attempt=2)
    one.update(state=State.AMENDING, amender=user)
    with refused("change of state"):
        one.update(state=State.SIGNED, amender=None)


def test_what_was_handed_over_once_is_not_discarded(draft: Assessment, user: User) -> None:
    rows.bring_to(draft, State.AWAITING, user)
    rows.add_return(draft, user)
    one = Assessment.objects.filter(pk=draft.pk)
    one.update(state=State.DRAFT)
    rows.add_discarding(draft, user)
    with refused("change of state"):
        one.update(state=State.DISCARDED)


@pytest.mark.parametrize("model", OF_ASSESSMENTS, ids=lambda model: model.__name__)
def test_nothing_is_added_beside_a_discarded_draft(
    model: type[Model], draft: Assessment, user: User
) -> None:
    rows.bring_to(draft, State.DISCARDED, user)
    with refused():
        make_append_only(model, draft, user)


def test_a_draft_is_discarded_again_after_it_was_taken_back(draft: Assessment, user: User) -> None:
    rows.bring_to(draft, State.DISCARDED, user)
    one = Assessment.with_discarded.filter(pk=draft.pk)
    rows.add_taking_back(draft, user)
    one.update(state=State.DRAFT)
    with refused("change of state"):
        one.update(state=State.DISCARDED)
    rows.add_discarding(draft, user, number=2)
    one.update(state=State.DISCARDED)
    with refused("change of state"):
        one.update(state=State.DRAFT)


def test_an_assessment_starts_as_a_draft_and_nothing_else(draft: Assessment) -> None:
    with refused("starts as a draft"):
        Assessment.with_discarded.filter(pk=draft.pk).model.objects.create(
            **{
                field.name: getattr(draft, field.name)
                for field in Assessment._meta.concrete_fields
                if field.name not in ("id", "state")
            },
            state=State.SIGNED,
        )


def test_a_version_can_be_signed_once_and_only_the_next_one(draft: Assessment, user: User) -> None:
    with refused("cannot be signed now"):
        rows.add_version(draft, user, number=2)
    rows.bring_to(draft, State.SIGNED, user)
    with refused("cannot be signed now"):
        rows.add_version(draft, user, number=2)


@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model.__name__)
def test_append_only_tables_refuse_every_change(
    model: type[Model], draft: Assessment, user: User
) -> None:
    rows.bring_to(draft, State.AMENDING, user)
    name = table(model)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {name}")
        count = cursor.fetchone()[0]
    if not count:
        make_append_only(model, draft, user)
    with refused("append-only"):
        sql(f"UPDATE {name} SET id = id")
    with refused("append-only"):
        sql(f"DELETE FROM {name}")
    if connection.vendor == "sqlite":
        with refused():
            sql(f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}")
    else:
        with refused():
            sql("SET CONSTRAINTS ALL IMMEDIATE")
            sql(f"TRUNCATE {name} CASCADE")


def make_append_only(model: type[Model], draft: Assessment, user: User) -> None:
    from assessment.models import (
        Abandonment,
        Addendum,
        HandOver,
        MeasureSetChange,
        Release,
        ReviewRequest,
        Showing,
    )
    from clinics.models import AuditEvent
    from patients.models import DuplicateOverride, PatientStatusChange

    own = {"clinic": draft.clinic, "assessment": draft, "by": user}
    match model.__name__:
        case "Abandonment":
            Abandonment.objects.create(**own, number=2)
        case "Addendum":
            Addendum.objects.create(**own, text="x", version_number=1, author_name="A", zone="UTC")
        case "AuditEvent":
            AuditEvent.objects.create(clinic_id=draft.clinic_id, verb=3001)
        case "DuplicateOverride":
            twin = rows.make_patient(draft.clinic, user, "2")
            DuplicateOverride.objects.create(
                clinic=draft.clinic,
                patient=draft.patient,
                resembles=twin,
                resemblance="same name",
                reason="twins",
                decided_by=user,
            )
        case "MeasureSetChange":
            MeasureSetChange.objects.create(
                clinic=draft.clinic,
                kind="pfp",
                measure="course",
                showing=Showing.FOLDED,
                number=1,
                by=user,
            )
        case "FollowUpOutcome":
            rows.add_outcome(rows.add_plan(draft, user), user)
        case "PlannedReview":
            rows.add_plan(draft, user)
        case "ReturnForCorrection":
            rows.add_return(draft, user)
        case "Submission":
            rows.add_submission(draft, user)
        case "AmendmentRequest" | "AmendmentDecision":
            rows.add_amendment_decision(draft, user)
        case "HandOver":
            other = rows.make_user("priya.nair@example.org")
            HandOver.objects.create(**own, from_user=user, to_user=other, reason="left")
        case "Release":
            Release.objects.create(
                **own, version_number=1, purpose="p", recipient="r", form="text", name="A"
            )
        case "ReviewRequest":
            ReviewRequest.objects.create(**own, version_number=1, reviewer=user)
        case "Review" | "ReviewAnswer":
            rows.add_review_answer(draft, user)
        case "PatientMerge" | "PatientUnmerge":
            rows.add_unmerge(draft.patient, user)
        case "PatientStatusChange":
            PatientStatusChange.objects.create(
                clinic=draft.clinic,
                patient=draft.patient,
                kind="voided",
                reason="entered twice",
                name="A",
                by=user,
            )
        case "BreakGlass" | "BreakGlassReview":
            rows.add_break_glass_review(draft.patient, user)
        case "Restriction" | "RestrictionEnd" | "NoRestrictions":
            rows.add_restriction_end(draft.episode, user)
        case "Voiding":
            rows.add_voiding(draft, user)
        case "Discarding":
            rows.add_discarding(draft, user, number=2)
        case "TakingBack":
            rows.add_taking_back(draft, user)
        case "Amendment":
            rows.add_amendment(draft, user)
        case "SignedVersion":
            rows.add_version(draft, user)
        case other:
            raise AssertionError(f"no row for {other}: add one here")


def test_a_row_of_one_clinic_never_hangs_under_another_clinics(
    draft: Assessment, user: User
) -> None:
    other = rows.make_clinic("nordhavn")
    theirs = rows.make_patient(other, user, "1")
    with refused("another clinic"):
        Setup.objects.create(clinic=other, assessment=draft, measure="knee_flexion_force")
    with refused("another clinic"):
        rows.make_episode(theirs, user).__class__.objects.filter(patient=theirs).update(
            clinic=draft.clinic
        )
    with refused("another clinic"):
        Assessment.with_discarded.filter(pk=draft.pk).update(patient=theirs)
    sister = rows.make_patient(draft.clinic, user, "2")
    with refused("another clinic"):
        Assessment.with_discarded.filter(pk=draft.pk).update(patient=sister)


def test_the_server_does_not_start_when_a_lock_is_missing(draft: Assessment) -> None:
    locks.refuse_to_serve_unlocked()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute('DROP TRIGGER "vastus_assessment_history_lock_update"')
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                'ALTER TABLE assessment_history DISABLE TRIGGER "vastus_assessment_history_lock"'
            )
    with pytest.raises(locks.LocksMissing, match="migrate"):
        locks.refuse_to_serve_unlocked()
    locks.install(connection)
    locks.refuse_to_serve_unlocked()
