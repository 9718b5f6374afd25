# SPDX-License-Identifier: Apache-2.0
"""Bulletins through the interface: the same way as on the pages, with the same refusals."""

from tests.api.client import Program
from tests.conftest import Recorded
from tests.factories import bulletins, items
from tests.factories.network import House
from yizhan.domains.network.models import Person
from yizhan.kernel.ids import new_id


def test_a_bulletin_from_draft_to_correction(house: House, recorded: Recorded) -> None:
    items.submitted(house, by=house.member)
    editor, reviewer, signer = (Program(getattr(house, role)) for role in ("editor", "reviewer", "signer"))
    body = {"id": str(new_id()), "kind": "month", "period": bulletins.last_month()}
    key = new_id()
    recorded.clear()
    made = editor.post("/bulletins", body, key=key, status=201)
    assert editor.post("/bulletins", body, key=key, status=201) == made
    assert editor.post("/bulletins", body, status=409)["code"] == "bulletins.bulletin.id_taken"
    url = f"/bulletins/{body['id']}"
    wording = {"title": "六月通报", "sections": [{"heading": "一、情况", "text": "平稳。"}]}
    assert editor.post(f"{url}/wording", wording)["title"] == "六月通报"
    assert editor.post(f"{url}/figures", {"is_redrafted": False})["version"] == 3
    assert editor.post(f"{url}/check", status=403)["code"] == "bulletins.denied"
    assert reviewer.post(f"{url}/check", {"seen": 1}, status=409)["code"] == "page.outdated"
    assert reviewer.post(f"{url}/check")["state"] == "checked"
    assert signer.post(f"{url}/return", {"reason": "再看"})["state"] == "drafted"
    reviewer.post(f"{url}/check")
    assert len(signer.post(f"{url}/signature")["digest"]) == 64
    Program(house.member).get(url, status=404)
    assert signer.post(f"{url}/release")["number"] == 1
    whole, own = editor.get(url), Program(house.member).get(url)
    assert [one["heading"] for one in whole["sections"]] == ["一、情况"]
    assert ("sections" in own, [one["name"] for one in own["parts"]]) == (False, [part_name(house)])
    assert [one["id"] for one in Program(house.officer).get("/bulletins")] == [body["id"]]
    Program(house.neighbour.editor).get(url, status=404)
    notice = editor.post(f"{url}/correction", {"id": str(new_id()), "reason": "漏计"}, status=201)
    assert notice["corrects"] == body["id"]
    assert editor.post(f"/bulletins/{notice['id']}/discarding", {"reason": "没有错"})["state"] == "discarded"
    assert [name.removeprefix("bulletins.bulletin.") for name in recorded.names if name.startswith("bulletins.")] == [
        "drafted", "rewritten", "figures_renewed", "checked", "sent_back", "checked", "signed", "released", "drafted",
        "discarded",
    ]  # fmt: skip


def part_name(house: House) -> str:
    """The member's own name, which the part bears."""
    return Person.objects.get(pk=house.member.person).name
