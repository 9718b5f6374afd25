# SPDX-License-Identifier: Apache-2.0
"""The pages and the interface of units that change: guided, two administrators, the successor shown to everybody."""

import datetime
from urllib.parse import urlencode

from django.urls import reverse

from tests.api.client import Program
from tests.factories import items, network
from tests.factories.network import House
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.network.models import Organization
from yizhan.domains.network.states import Role
from yizhan.domains.register.models import Change
from yizhan.kernel import clock


def test_a_unit_goes_on_in_another_one(house: House) -> None:
    keeper, giver = visitor(house.system_administrator), visitor(house.security_administrator)
    unit, follower = house.other_department, house.department
    post = network.post(unit, Role.HANDLER)
    body = reverse("network-body", args=[unit.public_id])
    url = reverse("unit-change-new", args=[unit.public_id])
    assert url in found(keeper.get(body), "//main//a/@href")
    assert str(follower.public_id) in found(keeper.get(url), "//input[@name='followers']/@value")
    chosen = f"{url}?{urlencode({'step': 'posts', 'followers': str(follower.public_id)})}"
    assert post.person.name in said(keeper.get(chosen))
    field = f"post-{post.public_id}"
    given = {field: str(follower.public_id), "last_day": str(clock.today()), "reason": "机构改革"}
    assert keeper.post(chosen, {**given, "act": act(), "reason": ""}).status_code == 422
    made = keeper.post(chosen, {**given, "act": act()})
    assert made.status_code == 302
    assert keeper.post(chosen, {**given, "act": act()}).status_code == 409
    page = made.headers["Location"]
    assert "待安全管理员确认" in said(keeper.get(page))
    assert page in found(giver.get("/"), "//main//a/@href")
    row = Change.objects.get()
    confirmation = reverse("unit-change-confirmation", args=[row.public_id])
    assert keeper.post(confirmation, {"act": act(), "seen": 1}).status_code == 403
    assert giver.post(confirmation, {"act": act(), "seen": 1}).status_code == 302
    assert "已调整" in said(giver.get(page))
    for reader in (house.editor, house.leader):
        told = visitor(reader).get(body)
        assert reverse("network-body", args=[follower.public_id]) in found(told, "//main//a/@href")
        assert visitor(reader).get(page).status_code == 404
    assert unit.name in said(visitor(house.editor).get(reverse("network-body", args=[follower.public_id])))


def test_a_new_name_and_what_was_done_before_it(house: House) -> None:
    keeper, editor = visitor(house.system_administrator), visitor(house.editor)
    unit = house.township
    former = unit.name
    with clock.at(clock.now() - datetime.timedelta(days=10)):
        item = items.submitted(house, by=house.officer)
    url = reverse("network-body-name", args=[unit.public_id])
    given = {"name": "青石街道", "short_name": "青石", "since": str(clock.today())}
    assert keeper.post(url, {**given, "act": act(), "name": former}).status_code == 422
    assert keeper.post(url, {**given, "act": act()}).status_code == 302
    assert former in said(editor.get(reverse("item", args=[item.public_id])))
    told = said(editor.get(reverse("network-body", args=[unit.public_id])))
    assert former in told
    assert "青石街道" in told


def test_a_change_through_the_interface(house: House) -> None:
    keeper, giver = Program(house.system_administrator), Program(house.security_administrator)
    unit = house.other_department
    post = network.post(unit, Role.HANDLER)
    given = {
        "former": [str(unit.public_id)],
        "followers": [str(house.department.public_id)],
        "last_day": str(clock.today()),
        "carried": {str(post.public_id): str(house.department.public_id)},
        "reason": "机构改革",
    }
    Program(house.editor).post("/register/changes", given, status=403)
    made = keeper.post("/register/changes", given, status=201)
    url = f"/register/changes/{made['id']}"
    assert keeper.post(f"{url}/drop", {"reason": "暂缓"})["state"] == "dropped"
    made = keeper.post("/register/changes", given, status=201)
    giver.post(f"/register/changes/{made['id']}/confirmation", {"seen": 1})
    assert [one["state"] for one in giver.get("/register/changes")] == ["done", "dropped"]
    assert Organization.objects.get(pk=unit.pk).ended_on == clock.today()
