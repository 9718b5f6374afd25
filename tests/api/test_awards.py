# SPDX-License-Identifier: Apache-2.0
"""Award rounds through the interface."""

from typing import Any

import pytest

from tests.api.client import Program
from tests.factories import awards
from tests.factories.network import House
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id


def about(house: House) -> dict[str, Any]:
    """A round of the last days."""
    given = awards.announcement()
    return {
        "id": str(new_id()),
        "kind": given.kind,
        "name": given.name,
        "first": str(given.first),
        "last": str(given.last),
        "instrument": given.instrument,
        "places": given.places,
    }


@pytest.mark.rule("RULE-070", "RULE-071")
def test_a_round_from_opening_to_the_award(house: House) -> None:
    awards.considered(house)
    editor, officer, reviewer = Program(house.editor), Program(house.officer), Program(house.reviewer)
    body, key = about(house), new_id()
    made = editor.post("/award-rounds", body, key=key, status=201)
    assert editor.post("/award-rounds", body, key=key, status=201) == made
    assert editor.post("/award-rounds", body, status=409)["code"] == "awards.round.id_taken"
    url = f"/award-rounds/{body['id']}"
    Program(house.neighbour.editor).get(url, status=404)
    assert officer.get(url)["candidates"] == []
    subjects = [one["subject"] for one in editor.get(url)["candidates"] if one["is_eligible"]]
    assert len(subjects) == 2
    nomination = {"subject": str(awards.person_of(house.officer).public_id), "reason": awards.REASON}
    first = officer.post(f"{url}/nominations", nomination, status=201)
    second = editor.post(f"{url}/nominations", {**nomination, "subject": _member(house)}, status=201)
    Program(house.member).post(f"{url}/nominations", nomination, status=403)
    panel = [str(awards.person_of(getattr(house, name)).public_id) for name in awards.PANEL]
    editor.post(f"{url}/voting", {"panel": panel})
    for name in awards.PANEL:
        Program(getattr(house, name)).post(f"{url}/ballot", {"nominations": [first["id"]]})
    assert reviewer.post(f"{url}/ballot", {"nominations": []}, status=403)["code"] == "awards.seat.none"
    assert editor.post(f"{url}/count")["state"] == "counted"
    decisions = [
        {"nomination": first["id"], "is_chosen": True, "reason": "票数过半"},
        {"nomination": second["id"], "is_chosen": False, "reason": "票数不足"},
    ]
    assert reviewer.post(f"{url}/decision", {"decisions": decisions[:1]}, status=422)["code"] == (
        "awards.decision.incomplete"
    )
    assert reviewer.post(f"{url}/decision", {"decisions": decisions})["public_until"] is not None
    raised = Program(house.handler).post(f"{url}/objections", {"text": "名额过少"}, status=201)
    answered = reviewer.post(f"/award-objections/{raised['id']}/answer", {"is_upheld": False, "text": "按办法确定"})
    assert answered["state"] == "answered"
    signer = Program(house.signer)
    assert signer.post(f"{url}/award", status=409)["code"] == "awards.round.still_public"
    with clock.at(awards.later()):
        assert signer.post(f"{url}/award")["state"] == "awarded"
        own = f"/award-nominations/{first['id']}"
        assert editor.post(f"{own}/certificate")["copies"] == 1
        assert editor.post(f"{own}/handover", {"on": str(clock.today())})["handed_on"] is not None
        assert signer.post(f"{own}/revocation", {"reason": "事后查实信息失实"})["state"] == "revoked"
    assert [one["decision"] for one in Program(house.member).get("/awards")] == ["票数不足"]
    assert [one["state"] for one in editor.get("/award-rounds")] == ["awarded"]


def test_withdrawing_recusing_and_calling_off(house: House) -> None:
    row = awards.with_nominations(house)
    url, first = f"/award-rounds/{row.public_id}", awards.first_of(row)
    reason = {"reason": "本人已调离"}
    officer, editor = Program(house.officer), Program(house.editor)
    assert officer.post(f"/award-nominations/{first.public_id}/withdrawal", reason)["state"] == "withdrawn"
    panel = [str(awards.person_of(getattr(house, name)).public_id) for name in awards.PANEL]
    editor.post(f"{url}/voting", {"panel": panel})
    assert Program(house.leader).post(f"{url}/recusal", reason) == {"state": "recused"}
    assert editor.post(f"{url}/cancellation", reason)["state"] == "cancelled"


@pytest.mark.rule("RULE-078")
def test_a_recommendation(house: House) -> None:
    editor, signer = Program(house.editor), Program(house.signer)
    body = {"id": str(new_id()), "person": str(awards.person_of(house.officer).public_id), "reason": awards.REASON}
    editor.post("/recommendations", body, status=201)
    url = f"/recommendations/{body['id']}"
    assert signer.post(f"{url}/forwarding", {"body": "区委统战部"})["state"] == "forwarded"
    settled = editor.post(f"{url}/outcome", {"is_admitted": False, "on": str(clock.today())})
    assert settled["state"] == "declined"
    assert [one["state"] for one in editor.get("/recommendations")] == ["declined"]
    again = editor.post("/recommendations", {**body, "id": str(new_id())}, status=201)
    assert editor.post(f"/recommendations/{again['id']}/withdrawal", {"reason": "本人不愿意"})["state"] == "taken_back"
    Program(house.member).get("/recommendations", status=403)


def _member(house: House) -> str:
    return str(awards.person_of(house.member).public_id)
