# SPDX-License-Identifier: Apache-2.0
"""Topics and decisions through the interface."""

import pytest

from tests.api.client import Program
from tests.api.test_items import submission
from tests.conftest import Recorded
from tests.factories import items, topics
from tests.factories.network import House
from yizhan.domains.topics.models import Topic
from yizhan.jobs.surveying import compute_next
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id


@pytest.mark.rule("RULE-086")
def test_a_topic_from_asking_to_closing(house: House, recorded: Recorded) -> None:
    editor, officer = Program(house.editor), Program(house.officer)
    body = {
        "id": str(new_id()), "title": "防汛准备", "brief": "请走访。", "due_on": str(topics.in_days(5)),
        "organizations": [str(house.township.public_id)],
    }  # fmt: skip
    key = new_id()
    recorded.clear()
    made = editor.post("/topics", body, key=key, status=201)
    assert editor.post("/topics", body, key=key, status=201) == made
    assert editor.post("/topics", body, status=409)["code"] == "topics.topic.id_taken"
    assert [one["id"] for one in officer.get("/topics")] == [body["id"]]
    assert Program(house.member).get("/topics") == []
    url = f"/topics/{body['id']}"
    Program(house.neighbour.editor).get(url, status=404)
    [request] = officer.get(url)["requests"]
    assert officer.post(f"/topic-requests/{request['id']}/acceptance")["state"] == "accepted"
    assert officer.post(f"/topic-requests/{request['id']}/refusal", {"reason": "人手不足"})["state"] == "declined"
    item = officer.post(f"{url}/answers", submission(), status=201)
    assert [one["item"] for one in editor.get(url)["answers"]] == [item["id"]]
    later = {"until": str(topics.in_days(9)), "reason": "再等等"}
    assert editor.post(f"{url}/extension", later)["due_at"] > made["due_at"]
    assert editor.post(f"{url}/closing")["state"] == "closed"
    assert editor.post(f"{url}/reopening", {"reason": "仍有来稿"})["state"] == "open"
    assert editor.post(f"{url}/withdrawal", {"reason": "不再需要"})["state"] == "withdrawn"
    assert officer.post(f"{url}/answers", submission(), status=409)["code"] == "topics.topic.over"
    assert [name for name in recorded.names if name.startswith(("items.", "topics."))] == [
        "topics.topic.commissioned", "topics.request.accepted", "topics.request.declined", "items.item.submitted",
        "topics.topic.answered", "topics.request.answered", "topics.topic.extended", "topics.topic.closed",
        "topics.topic.reopened", "topics.topic.withdrawn",
    ]  # fmt: skip
    assert Topic.objects.count() == 1


@pytest.mark.rule("RULE-039", "RULE-040", "RULE-041")
def test_a_decision_through_its_phases(house: House) -> None:
    editor, key = Program(house.editor), str(new_id())
    editor.post("/decisions", {"id": key, "title": "预算绩效办法"}, status=201)
    url, number = f"/decisions/{key}", items.submitted(house).number
    editor.post(f"{url}/phase", {"number": number, "phase": "before"})
    today = str(clock.today())
    assert editor.post(f"{url}/issue", {"issued_on": today})["state"] == "issued"
    assert editor.post(f"{url}/conclusion", {"concluded_on": today})["state"] == "concluded"
    told = editor.get(url)
    assert told["items"] == {"before": 1, "reaction": 0, "result": 0}
    assert len(told["reaction_missing"]) == 3
    Program(house.member).get(url, status=404)
    Program(house.member).post("/decisions", {"id": str(new_id()), "title": "别的"}, status=403)


def test_hot_topics_from_asking_to_judging(house: House) -> None:
    editor = Program(house.editor)
    topics.spoken_of(house)
    body, key = {"first": str(topics.in_days(-30)), "last": str(topics.in_days(0))}, new_id()
    asked = editor.post("/surveys", body, key=key, status=201)
    assert editor.post("/surveys", body, key=key, status=201) == asked
    assert Program(house.member).post("/surveys", body, status=403)["code"] == "topics.denied"
    url = f"/surveys/{asked['id']}"
    assert (asked["state"], editor.get(url)["topics"]) == ("asked", [])
    assert compute_next()
    first, second = editor.get(url)["topics"]
    for other in (house.member, house.leader, house.neighbour.editor):
        Program(other).get(url, status=404)
        Program(other).get(f"/hot-topics/{first['id']}", status=404)
    assert editor.post(f"/hot-topics/{first['id']}/title", {"title": "夜市油烟"})["title"] == "夜市油烟"
    assert editor.post(f"/hot-topics/{second['id']}/merging", {"into": first["id"]})["state"] == "merged"
    assert len(editor.get(f"/hot-topics/{first['id']}")["items"]) == 5
    assert editor.post(f"/hot-topics/{second['id']}/restoration", {"reason": "另一件事"})["state"] == "shown"
    assert editor.post(f"/hot-topics/{second['id']}/dropping", {"reason": "不成话题"})["state"] == "dropped"
    assert [one["title"] for one in editor.get(url)["topics"]] == ["夜市油烟"]
