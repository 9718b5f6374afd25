# SPDX-License-Identifier: Apache-2.0
"""Bulletins through the interface: the same way as on the pages, with the same refusals."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.api.client import Program
from tests.conftest import Recorded
from tests.factories import bulletins, items
from tests.factories.network import House
from tests.web.items.conftest import queries_of
from yizhan.domains.network.models import Person
from yizhan.kernel.ids import new_id

__all__ = ["queries_of"]


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
    assert reviewer.post(f"{url}/check", status=409)["code"] == "bulletins.bulletin.is_drafted"
    assert editor.post(f"{url}/handover")["state"] == "handed_over"
    assert editor.post(f"{url}/recall")["state"] == "drafted"
    editor.post(f"{url}/handover")
    assert editor.post(f"{url}/check", status=403)["code"] == "bulletins.denied"
    assert reviewer.post(f"{url}/check", {"seen": 1}, status=409)["code"] == "page.outdated"
    assert reviewer.post(f"{url}/check")["state"] == "checked"
    assert signer.post(f"{url}/return", {"reason": "再看"})["state"] == "drafted"
    editor.post(f"{url}/handover")
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
        "drafted", "rewritten", "figures_renewed", "handed_over", "taken_back", "handed_over", "checked", "sent_back",
        "handed_over", "checked", "signed", "released", "drafted", "discarded",
    ]  # fmt: skip


def part_name(house: House) -> str:
    """The member's own name, which the part bears."""
    return Person.objects.get(pk=house.member.person).name


def test_lists_and_bulletins_ask_no_more_for_more(house: House, queries_of: Callable[[Callable[[], Any]], int]) -> None:
    rows = [bulletins.released(house, bulletins.drafted(house, kind="occasional", period="2026-01"))]
    asked = [
        (Program(actor), path)
        for actor in (house.editor, house.officer, house.member)
        for path in ("/bulletins", f"/bulletins/{rows[0].public_id}")
    ]
    once = [queries_of(partial(program.get, path)) for program, path in asked]
    for _number in range(2):
        items.submitted(house, by=house.member)
        rows.append(bulletins.released(house, bulletins.drafted(house, kind="occasional", period="2026-01")))
        bulletins.released(house, bulletins.correction(house, rows[-1]))
    assert [queries_of(partial(program.get, path)) for program, path in asked] == once
    assert [len(program.get("/bulletins")) for program, path in asked if path == "/bulletins"] == [5, 5, 5]


def test_a_table_is_audited_and_the_result_kept(house: House, recorded: Recorded) -> None:
    leader, key = Program(house.leader), new_id()
    rows = [["单位", "报送"], ["甲镇", "20"], ["乙镇", "15"], ["合计", "36"]]
    body = {"id": key, "name": "通报", "rows": rows}
    looked = leader.post("/audits", body)
    assert (looked["kept"], looked["report"]["differ"]) == (None, 1)
    assert [name for name in recorded.names if name.startswith("bulletins.")] == []
    kept = leader.post("/audits", {**body, "is_kept": True})["kept"]
    assert (kept["checked"], kept["differing"], kept["digest"]) == (1, 1, looked["digest"])
    assert leader.post("/audits", {**body, "is_kept": True}, status=409)["code"] == "bulletins.audit.id_taken"
    assert [one["id"] for one in Program(house.editor).get("/audits")] == [str(key)]
    assert leader.get(f"/audits/{key}")["rows"] == rows
    assert leader.post("/audits", {**body, "rows": [["单位"]]}, status=422)["code"] == "bulletins.audit.refused"
    Program(house.member).post("/audits", body, status=403)
    Program(house.neighbour.editor).get(f"/audits/{key}", status=404)
