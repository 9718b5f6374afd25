# SPDX-License-Identifier: Apache-2.0
"""Fees through the interface."""

import pytest

from tests.api.client import Program
from tests.conftest import Recorded
from tests.factories import items
from tests.factories.network import House
from yizhan.domains.rewards.models import Payment
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id


@pytest.mark.rule("RULE-065")
def test_a_fee_list_from_reckoning_to_receipt(house: House, recorded: Recorded) -> None:
    item, today = items.released(house), str(clock.today())
    editor, reviewer, signer = Program(house.editor), Program(house.reviewer), Program(house.signer)
    other, member = Program(house.second_reviewer), Program(house.member)
    body, key = {"id": str(new_id()), "first": today, "last": today}, new_id()
    recorded.clear()
    made = editor.post("/fee-lists", body, key=key, status=201)
    assert (made["total"], made["state"]) == ("30.00", "drafted")
    assert editor.post("/fee-lists", body, key=key, status=201) == made
    assert editor.post("/fee-lists", body, status=409)["code"] == "rewards.list.id_taken"
    url = f"/fee-lists/{body['id']}"
    Program(house.neighbour.editor).get(url, status=404)
    member.get(url, status=404)
    assert member.get("/fees") == {"paid": "0.00", "owed": "0.00", "payments": [], "lines": []}
    [line] = reviewer.get(url)["lines"]
    assert (line["item"], line["amount"], len(line["why"])) == (str(item.public_id), "30.00", 2)
    assert editor.post(f"{url}/reckoning")["total"] == "30.00"
    assert reviewer.post(f"{url}/check")["state"] == "checked"
    assert signer.post(f"{url}/return", {"reason": "请核对份额"})["state"] == "drafted"
    assert editor.post(f"{url}/check", status=403)["code"] == "rewards.denied"
    reviewer.post(f"{url}/check")
    assert len(signer.post(f"{url}/approval")["digest"]) == 64
    assert editor.post(f"{url}/handover", {"cashier": "钱某"}, status=403)["code"] == "rewards.list.same_person"
    other.post(f"{url}/handover", {"cashier": "钱某"})
    payment = Payment.objects.get()
    paid = {"payments": [str(payment.public_id)], "paid_on": today, "voucher": "记-12"}
    assert other.post(f"{url}/payments", paid)["state"] == "settled"
    assert other.post(f"{url}/payments", paid, status=409)["code"] == "rewards.list.elsewhere"
    own = f"/fee-payments/{payment.public_id}"
    assert other.post(f"{own}/return", {"reason": "账号有误"})["state"] == "returned"
    other.post(f"{url}/payments", paid)
    assert member.post(f"{own}/acknowledgement")["acknowledged_at"] is not None
    assert (member.get("/fees")["paid"], len(editor.get("/fee-lists"))) == ("30.00", 1)
    assert [name.removeprefix("rewards.") for name in recorded.names if name.startswith("rewards.")] == [
        "list.drafted", "list.reckoned_again", "list.checked", "list.sent_back", "list.checked", "list.approved",
        "list.handed_over", "payment.made", "list.settled", "payment.returned", "list.unsettled", "payment.made",
        "list.settled", "payment.acknowledged",
    ]  # fmt: skip


def test_a_list_is_discarded(house: House) -> None:
    items.released(house)
    editor, today = Program(house.editor), str(clock.today())
    made = editor.post("/fee-lists", {"id": str(new_id()), "first": today, "last": today}, status=201)
    assert editor.post(f"/fee-lists/{made['id']}/discard", {"reason": "期间选错"})["state"] == "discarded"
