# SPDX-License-Identifier: Apache-2.0
"""The whole loop through the interface, by programs of eight roles: from submission to the answer to the author."""

import datetime

import pytest

from tests.api.client import Program
from tests.factories.network import House
from yizhan.domains.network.models import Post
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id

WORDING = {
    "title": "老旧小区加装电梯后续管理需要重视",
    "situation": "青石街道 12 个小区加装电梯后，维护费用无人承担。",
    "analysis": "加装时没有约定后续责任。",
    "suggestion": "由街道牵头，业主共同约定。",
    "source": "走访居民",
}


@pytest.fixture
def programs(house: House) -> dict[str, Program]:
    roles = ("member", "editor", "reviewer", "second_reviewer", "signer", "leader", "supervisor", "handler")
    return {role: Program(getattr(house, role)) for role in roles}


def test_the_loop_through_the_interface(house: House, programs: dict[str, Program]) -> None:
    item = str(new_id())
    submitted = programs["member"].post(
        "/items",
        {"id": item, "kind": "social_opinion", "wording": WORDING, "is_truthful": True},
        status=201,
    )
    assert submitted["state"] == "submitted"
    assert len(submitted["digest"]) == 64

    path = f"/items/{item}"
    programs["editor"].post(f"{path}/registration", {"seen": 1})
    edited = {**WORDING, "suggestion": "建议由街道牵头，业主共同约定，明年六月前完成。"}
    programs["editor"].post(f"{path}/edit", {"wording": edited, "note": "补充时限"})
    programs["editor"].post(f"{path}/verification", {"result": "confirmed", "note": "已电话核实"})
    programs["editor"].post(f"{path}/review")
    programs["reviewer"].post(f"{path}/approval")
    assert programs["second_reviewer"].post(f"{path}/approval")["state"] == "approved"
    assert programs["signer"].post(f"{path}/signature")["state"] == "signed"

    reader = str(Post.objects.get(pk=house.leader.post).public_id)
    series = programs["reviewer"].post("/series", {"name": "社情民意", "kind": "bulletin"}, status=201)
    programs["editor"].post(f"/series/{series['id']}/columns", {"names": ["民生"]})
    readers = {"readers": [{"kind": "report_to", "post": reader}]}
    assert programs["editor"].post(f"/series/{series['id']}/readers", readers)["readers"] == 1
    issue = programs["editor"].post("/issues", {"series": series["id"]}, status=201)
    programs["editor"].post(f"/issues/{issue['id']}/entries", {"item": item})
    released = programs["signer"].post(f"/issues/{issue['id']}/release")
    assert (released["state"], released["number"], released["total_number"]) == ("released", 1, 1)
    assert programs["leader"].get(f"/issues/{issue['id']}")["entries"][0]["heading"] == WORDING["title"]
    programs["leader"].post(f"/issues/{issue['id']}/reading")

    report = programs["editor"].post(f"{path}/report", status=201)
    assert report["target"] == house.above.code
    body = programs["editor"].post("/adopting-bodies", {"name": "市政协", "level": 3, "line": "cppcc"}, status=201)
    adoption = {"body": body["id"], "adopted_on": clock.today(), "publication": "社情要报", "told_by": "刊物原件"}
    programs["editor"].post(f"{path}/adoptions", adoption, status=201)

    text = "请第一局研究办理，月底前报结果。"
    given = programs["leader"].post(
        f"{path}/instructions", {"id": str(new_id()), "text": text, "issue": issue["id"]}, status=201
    )
    case = f"/cases/{given['case']}"
    due_on = clock.today() + datetime.timedelta(days=20)
    unit = str(house.department.public_id)
    programs["supervisor"].post(
        f"{case}/assignments", {"tasks": [{"organization": unit, "task": "请办理", "due_on": due_on}]}
    )
    [assignment] = programs["handler"].get("/assignments")
    work = f"/assignments/{assignment['id']}"
    assert "source" not in programs["handler"].get(work)
    programs["handler"].post(f"{work}/acceptance")
    reply = {"opinion": "情况属实", "progress": "已约定", "effect": "问题解决", "outcome": "carried_out"}
    programs["handler"].post(f"{work}/replies", reply)
    programs["supervisor"].post(f"{work}/approval")
    programs["supervisor"].post(f"{case}/outcome", {"outcome": "carried_out"})
    programs["supervisor"].post(
        f"{case}/feedback", {"instruction": text, "opinion": "情况属实", "progress": "已约定", "effect": "问题解决"}
    )
    [feedback] = programs["member"].get(f"{path}/feedback")
    programs["member"].post(f"/feedback/{feedback['id']}/answer", {"verdict": "solved", "words": "谢谢"})
    assert programs["supervisor"].post(f"{case}/conclusion")["state"] == "concluded"

    told = [step["event"] for step in programs["member"].get(f"{path}/journey")]
    assert told == [
        "items.item.submitted",
        "items.item.registered",
        "items.item.edited",
        "items.item.released",
        "reporting.report.made",
        "reporting.adoption.recorded",
        "supervision.instruction.given",
        "supervision.case.assigned",
        "supervision.case.accepted",
        "supervision.feedback.given",
        "supervision.case.concluded",
    ]
