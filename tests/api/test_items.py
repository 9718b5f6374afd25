# SPDX-License-Identifier: Apache-2.0
"""Items through the interface: repetition, refusals, who sees what, how many queries a page costs."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.api.client import Program
from tests.conftest import Recorded
from tests.factories import items
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing
from yizhan.domains.network.operations import posts
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.ids import new_id

WORDING = {"title": "标题", "situation": "情况", "source": "走访"}


def submission(**changes: object) -> dict[str, object]:
    return {"id": str(new_id()), "kind": "social_opinion", "wording": WORDING, "is_truthful": True, **changes}


def test_a_repeated_submission_is_one_item(house: House, recorded: Recorded) -> None:
    member = Program(house.member)
    body, key = submission(), new_id()
    recorded.clear()
    first = member.post("/items", body, key=key, status=201)
    assert member.post("/items", body, key=key, status=201) == first
    assert member.post("/items", body, status=201) == first
    assert recorded.names == ["items.item.submitted"]
    assert Item.objects.count() == 1


def test_a_post_without_a_request_key_is_refused(house: House) -> None:
    member = Program(house.member)
    answer = member.client.post(
        "/api/v1/items",
        json.dumps(submission()),
        content_type="application/json",
        headers={"Authorization": f"Bearer {member.key}"},
    )
    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.content.decode()
    assert Item.objects.count() == 0


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer yz_unknown"}, {"Authorization": "Basic abc"}])
def test_nobody_gets_in_without_a_key(house: House, header: dict[str, str]) -> None:
    answer = Client(headers={"host": "127.0.0.1"}).get("/api/v1/items", headers=header)
    assert answer.status_code == 401
    assert json.loads(answer.content)["code"] == "request.unknown_key"


def test_a_key_ends_with_its_post(house: House) -> None:
    member = Program(house.member)
    member.get("/me")
    with clock.at(clock.now()):
        posts.end_post(system(), house.member.post or 0, on=clock.today(), reason="届满")
    member.get("/me", status=401)


@pytest.mark.parametrize(
    ("changes", "status", "code", "field"),
    [
        ({"wording": {**WORDING, "situation": " "}}, 422, "items.text.empty", "situation"),
        ({"wording": {**WORDING, "title": "题" * 121}}, 422, "items.text.too_long", "title"),
        ({"wording": {**WORDING, "situation": "机密★1年\n某某情况"}}, 422, "items.text.secret", "situation"),
        ({"wording": {**WORDING, "source": ""}}, 422, "items.text.empty", "source"),
        ({"is_truthful": False}, 422, "items.truth.not_declared", "is_truthful"),
        ({"kind": "gossip"}, 422, "items.kind.unknown", "kind"),
        ({"kind": "problem"}, 422, "items.text.problem_incomplete", "analysis"),
        ({"contributors": [{"percent": 60, "name": "某甲"}]}, 422, "items.shares.do_not_add_up", "contributors"),
    ],
)
def test_a_refusal_says_what_where_and_what_to_do(
    house: House, recorded: Recorded, changes: dict[str, object], status: int, code: str, field: str
) -> None:
    member = Program(house.member)
    recorded.clear()
    answer = member.post("/items", submission(**changes), status=status)
    assert (answer["code"], answer["field"]) == (code, field)
    assert answer["message"]
    assert answer["remedy"]
    assert recorded.names == []
    assert Item.objects.count() == 0


def test_what_one_may_not_know_is_not_found(house: House, elsewhere: House) -> None:
    item = items.submitted(house)
    stranger = Program(elsewhere.editor)
    stranger.get(f"/items/{item.public_id}", status=404)
    stranger.post(f"/items/{item.public_id}/registration", status=404)
    assert stranger.get("/items")["items"] == []


def test_a_draft_of_the_office_is_not_read_by_its_author(house: House) -> None:
    item = items.registered(house, title="路口积水")
    editing.edit(house.editor, item.public_id, wording=items.wording(title="老城区积水点亟待整治"))
    path = f"/items/{item.public_id}"
    read = {who: (Program(who).get(path), Program(who).get(f"{path}/texts")) for who in (house.member, house.editor)}
    assert [(one["title"], one["text_number"], [text["number"] for text in texts]) for one, texts in read.values()] == [
        ("路口积水", 1, [1]),
        ("老城区积水点亟待整治", 2, [1, 2]),
    ]


def test_what_one_may_not_do_is_forbidden_and_too_late_is_a_conflict(house: House) -> None:
    item = items.registered(house)
    Program(house.supervisor).post(f"/items/{item.public_id}/edit", {"wording": WORDING}, status=403)
    answer = Program(house.editor).post(f"/items/{item.public_id}/registration", status=409)
    assert answer["code"] == "items.state.elsewhere"


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_however_long_it_is(house: House, count: int) -> None:
    for _ in range(count):
        items.submitted(house)
    editor = Program(house.editor)
    with CaptureQueriesContext(connection) as queries:
        assert len(editor.get("/items?state=submitted")["items"]) == count
    assert len(queries) == 2, [query["sql"] for query in queries.captured_queries]


def test_pages_of_fifty_follow_one_another_without_loss(house: House) -> None:
    made = [str(items.submitted(house).public_id) for _ in range(53)]
    editor = Program(house.editor)
    first = editor.get("/items")
    second = editor.get(f"/items?before={first['next']}")
    listed = [one["id"] for one in (*first["items"], *second["items"])]
    assert listed == made[::-1]
    assert (len(first["items"]), len(second["items"]), second["next"]) == (50, 3, None)
