# SPDX-License-Identifier: Apache-2.0
"""Notices and letters through the interface: one's own, once, and nobody else's."""

import pytest

from tests.api.client import Program
from tests.factories import notices
from tests.factories.network import House
from yizhan.domains.notices.models import Letter
from yizhan.kernel.ids import new_id


def test_a_notice_is_listed_read_and_signed_for_once(house: House, elsewhere: House) -> None:
    notice = notices.told(house, house.editor, must_acknowledge=True)
    program, key = Program(house.editor), new_id()
    assert [one["id"] for one in program.get("/notices?only=receipt")] == [str(notice.public_id)]
    assert [one["event"] for one in Program(house.member).get("/receipts")] == ["items.item.submitted"]

    assert program.post(f"/notices/{notice.public_id}/reading")["state"] == "read"
    first = program.post(f"/notices/{notice.public_id}/receipt", key=key)
    assert program.post(f"/notices/{notice.public_id}/receipt", key=key) == first
    assert first["state"] == "acknowledged"
    assert program.get("/notices?only=waiting") == Program(house.member).get("/receipts") == []
    for step in ("reading", "receipt"):
        Program(elsewhere.editor).post(f"/notices/{notice.public_id}/{step}", status=404)
    assert Program(elsewhere.editor).get("/notices") == []


@pytest.mark.parametrize(
    ("step", "body", "state"),
    [("again", {}, "queued"), ("settlement", {"note": "电话告知"}, "settled"), ("report", {"is_delivered": True}, "")],
)
def test_failed_letters_are_mended_by_the_administrator(
    house: House, elsewhere: House, step: str, body: dict[str, object], state: str
) -> None:
    notices.reachable(house.editor)
    notices.told(house, house.editor, urgent=True)
    letter = Letter.objects.get(pk=notices.failed(notices.claimed()).pk)
    program = Program(house.system_administrator)
    assert [one["problem"] for one in program.get("/letters")] == ["550 nobody here"]

    Program(house.member).post(f"/letters/{letter.public_id}/{step}", body, status=403)
    Program(elsewhere.system_administrator).post(f"/letters/{letter.public_id}/{step}", body, status=404)
    answered = program.post(f"/letters/{letter.public_id}/{step}", body, status=200 if state else 409)
    assert answered.get("state", "") == state
