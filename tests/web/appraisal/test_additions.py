# SPDX-License-Identifier: Apache-2.0
"""Adding by hand in a browser: the form with its proof, the list apart, the mark in the account, and who is told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import appraisal
from tests.factories.network import House
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.appraisal.models import Correction, Objection
from yizhan.domains.appraisal.operations import correcting, objecting, recording
from yizhan.domains.notices.models import Notice
from yizhan.kernel import clock, outbox


@pytest.mark.rule("RULE-081")
def test_an_addition_from_the_form_to_the_marked_line(house: House) -> None:
    scheme = appraisal.in_force(house)
    desk, second, unit = (visitor(one) for one in (house.editor, house.reviewer, house.officer))
    assert "/corrections/adding/" in found(desk.get("/corrections/"), "//main//a/@href")
    assert visitor(house.signer).get("/corrections/adding/").status_code == 403
    form = desk.get("/corrections/adding/")
    assert found(form, "//select[@name='kind']/option") == ["报送", "采用", "批示", "约稿"]
    given = {
        "act": act(),
        "key": found(form, "//input[@name='key']/@value")[0],
        "title": "我县高山蔬菜直供城市",
        "kind": "采用",
        "level": "省",
        "channel": "",
        "day": clock.today().isoformat(),
        "holder": f"unit/{house.township.public_id}",
        "reason": "省里电话告知",
    }
    assert desk.post("/corrections/adding/", {**given, "holder": ""}).status_code == 422
    refused = desk.post("/corrections/adding/", given)
    assert (refused.status_code, "附上证明材料" in said(refused)) == (422, True)
    proof = SimpleUploadedFile("省刊第12期.txt", "每日要情第十二期。".encode())
    answer = desk.post("/corrections/adding/", {**given, "act": act(), "attachments": proof})
    row = Correction.objects.get()
    url = f"/corrections/{row.public_id}/"
    assert (answer.status_code, answer["Location"]) == (302, url)
    page = second.get(url)
    link = found(page, "//a[contains(@href, '/corrections/proofs/')]/@href")[0]
    assert "省刊第12期.txt" in said(page)
    assert b"".join(second.get(link).streaming_content).decode() == "每日要情第十二期。"  # type: ignore[attr-defined] # a file
    assert unit.get(link).status_code == 404
    assert second.post(f"{url}confirmation/", {"act": act(), "seen": row.version}).status_code == 302
    assert found(second.get("/corrections/?added=yes"), "//tbody//td[1]//a/@href") == [url]
    assert found(second.get("/corrections/?over=yes"), "//tbody//td[1]//a/@href") == []
    account = unit.get(f"/points/{scheme.public_id}/{clock.today().year}/{house.township.public_id}/")
    assert found(account, "//tbody/tr/td[2]/span") == ["补记 · 采用 1 条"]
    outbox.carry_out()
    (told,) = Notice.objects.filter(entry__event="appraisal.correction.booked")
    assert told.person_id == house.officer.person
    opened = found(unit.get("/notices/"), "//form[contains(@action, '/notices/0')]/@action")
    assert unit.post(opened[0])["Location"] == "/points/"


def test_whoever_objected_and_whoever_is_concerned_is_told_and_led_there(house: House) -> None:
    row = appraisal.raised(house)
    objecting.dismiss(house.reviewer, row.public_id, answer="核对无误")
    correction = appraisal.proposed(house)
    correcting.decline(house.reviewer, correction.public_id, reason="核对无误")
    own = appraisal.entered(house)
    recording.confirm(house.editor, own.public_id)
    outbox.carry_out()
    told = Notice.objects.filter(entry__event__startswith="appraisal.").order_by("id")
    assert [(one.entry.event.removeprefix("appraisal."), one.person_id) for one in told] == [
        ("objection.rejected", house.officer.person),
        ("correction.declined", house.editor.person),
        ("activity.confirmed", house.member.person),
    ]
    for actor, address in (
        (house.officer, f"/objections/{Objection.objects.get().public_id}/"),
        (house.member, f"/activities/{own.public_id}/"),
    ):
        client = visitor(actor)
        opened = found(client.get("/notices/"), "//form[contains(@action, '/notices/0')]/@action")
        assert client.post(opened[0])["Location"] == address
        assert client.get(address).status_code == 200
