# SPDX-License-Identifier: Apache-2.0
"""Units change their names, merge, split and end, with dates; nothing that was done is rewritten."""

import datetime
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items, network, supervision
from tests.factories.network import LONG_AGO, House
from yizhan.domains.network import queries
from yizhan.domains.network.models import Organization, Person
from yizhan.domains.network.operations import tree
from yizhan.domains.network.states import Role
from yizhan.domains.register import access
from yizhan.domains.register.models import Change
from yizhan.domains.register.operations import changing
from yizhan.domains.register.permissions import CHANGE_NEEDED
from yizhan.domains.register.queries import units
from yizhan.domains.register.states import CHANGE_STEPS, ChangeState, WorkKind
from yizhan.kernel import clock
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id


def yesterday() -> datetime.date:
    return clock.today() - datetime.timedelta(days=1)


def proposed(house: House, *followers: Organization, **changes: Any) -> Change:
    """The second department is to end yesterday; its two people go on in the first unit that follows."""
    posts = units.posts_of([house.other_department]) or [
        network.post(house.other_department, role) for role in (Role.OFFICER, Role.HANDLER)
    ]
    following = followers or (house.department,)
    given = {
        "former": [house.other_department.public_id],
        "followers": [one.public_id for one in following],
        "last_day": yesterday(),
        "carried": {str(posts[0].public_id): str(following[0].public_id)},
        "reason": "机构改革",
        **changes,
    }
    return changing.propose(house.system_administrator, **given)


def done(house: House) -> Change:
    return changing.carry_out(house.security_administrator, proposed(house).public_id)


def dropped(house: House) -> Change:
    return changing.drop(house.system_administrator, proposed(house).public_id, reason="暂缓")


IN_STATE = {ChangeState.PROPOSED: proposed, ChangeState.DONE: done, ChangeState.DROPPED: dropped}
STEP: dict[str, tuple[str, Any]] = {
    "carry_out": ("security_administrator", changing.carry_out),
    "drop": ("system_administrator", partial(changing.drop, reason="暂缓")),
}


@pytest.mark.parametrize("state", ChangeState.values)
def test_every_step_in_state(house: House, recorded: Recorded, state: str) -> None:
    assert set(STEP) == set(CHANGE_NEEDED) == set(CHANGE_STEPS)
    row = Change.objects.get(pk=IN_STATE[ChangeState(state)](house).pk)
    for verb, (who, call) in STEP.items():
        actor = getattr(house, who)
        is_open = state in CHANGE_STEPS[verb].sources
        assert (verb in access.change_offers(actor, row)) is is_open
        if not is_open:
            refuses(partial(call, actor, row.public_id), Conflict, row)
            continue
        for other, kind in (("editor", NotFound), ("audit_administrator", NotFound)):
            refuses(partial(call, getattr(house, other), row.public_id), kind, row)
        refuses(partial(call, actor, row.public_id, seen=9), Conflict, row)
        with transaction.atomic():
            once = actor.requested(new_id())
            recorded.clear()
            call(once, row.public_id, seen=1)
            first = list(recorded.names)
            assert call(once, row.public_id, seen=1).state == CHANGE_STEPS[verb].target
            assert recorded.names == first
            assert f"register.change.{'carried_out' if verb == 'carry_out' else 'dropped'}" in first
            transaction.set_rollback(True)
    if state == ChangeState.PROPOSED:
        refuses(partial(changing.carry_out, house.system_administrator, row.public_id), Denied, row)


def test_posts_go_on_or_end_and_what_was_done_stays(house: House) -> None:
    row = proposed(house)
    kept, ended = units.posts_of([house.other_department])
    item = items.submitted(house, by=queries.actor_of(kept))
    changing.carry_out(house.security_administrator, row.public_id)
    house.other_department.refresh_from_db()
    assert house.other_department.ended_on == yesterday()
    for post in (kept, ended):
        post.refresh_from_db()
        assert post.ends_on == yesterday()
    (given,) = queries.posts_held(kept.person_id)
    assert (given.organization, given.role, given.officer_kind, given.starts_on) == (
        house.department, Role.OFFICER, kept.officer_kind, clock.today()
    )  # fmt: skip
    assert not queries.posts_held(ended.person_id).exists()
    item.refresh_from_db()
    assert item.organization == house.other_department
    assert [one.names[1] for one in units.ends_of(house.other_department)] == [house.department.name]
    assert [one.names[0] for one in units.beginnings_of(house.department)] == [house.other_department.name]
    assert not Person.objects.filter(pk=kept.person_id, merged_into__isnull=False).exists()


def test_what_is_refused(house: House) -> None:
    department, township = house.department, house.township
    propose = partial(proposed, house)
    unit = house.other_department
    refuses(partial(changing.propose, house.security_administrator, former=[unit.public_id], followers=[],
                    last_day=yesterday(), carried={}, reason="机构改革"), Denied, unit)  # fmt: skip
    post = network.post(house.office, Role.EDITOR)
    tries: list[tuple[type[Any], str, dict[str, Any]]] = [
        (Invalid, "nothing", {"former": []}),
        (Invalid, "change.followers", {"followers": [unit.public_id]}),
        (Invalid, "change.followers", {"followers": [house.neighbour.department.public_id], "carried": {}}),
        (NotFound, "organization.unknown", {"followers": [new_id()]}),
        (Invalid, "change.day", {"last_day": clock.today() + datetime.timedelta(days=1)}),
        (Invalid, "change.day", {"last_day": LONG_AGO - datetime.timedelta(days=1)}),
        (Invalid, "change.carried", {"carried": {str(post.public_id): str(department.public_id)}}),
        (Invalid, "reason.empty", {"reason": "  "}),
    ]
    network.post(unit, Role.HANDLER)
    for kind, code, changes in tries:
        assert code in refuses(partial(propose, **changes), kind, unit).code
    propose(department, township)
    assert "waits" in refuses(propose, Conflict, unit).code


def test_open_work_refuses_with_its_list(house: House) -> None:
    supervision.assigned(house)
    unit = house.department
    below = tree.set_up_organization(
        house.system_administrator, station=house.station.pk, name="执法队", kind="department", level=4,
        line="government", parent=unit.pk,
    )  # fmt: skip
    work = units.open_work([unit])
    assert {one.kind for one in work} >= {WorkKind.ASSIGNMENT, WorkKind.BODY}
    network.post(house.other_department, Role.HANDLER)
    given = {"former": [unit.public_id], "followers": [house.township.public_id], "carried": {}}
    refused = refuses(partial(proposed, house, **given), Conflict, unit)
    assert refused.code == "register.unit.open_work"
    assert below.name in str(refused.parameters["work"])
    end = partial(changing.end, house.system_administrator, on=yesterday())
    assert refuses(partial(end, unit.public_id), Conflict, unit).code == "register.unit.has_people"
    assert end(below.public_id).ended_on == yesterday()


def test_a_name_counts_from_its_day(house: House) -> None:
    unit, keeper = house.department, house.system_administrator
    first = unit.name
    rename = partial(tree.rename_organization, keeper, unit.pk)
    day = clock.today() - datetime.timedelta(days=30)
    refuses(partial(tree.rename_organization, house.editor, unit.pk, name="数据局", since=day), Denied, unit)
    for name, since, kind in (
        (first, day, Invalid), ("  ", day, Invalid), (house.township.name, day, Conflict),
        ("数据局", clock.today() + datetime.timedelta(days=1), Invalid),
    ):  # fmt: skip
        refuses(partial(rename, name=name, since=since), kind, unit)
    rename(name="数据局", since=day)
    refuses(partial(rename, name="数据管理局", since=day), Invalid, unit)
    rename(name="数据管理局", since=clock.today())
    unit.refresh_from_db()
    named = [unit.name_on(day + datetime.timedelta(days=days)) for days in (-1, 0, 29, 30)]
    assert named == [first, "数据局", "数据局", "数据管理局"]
