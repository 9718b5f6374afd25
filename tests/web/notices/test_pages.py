# SPDX-License-Identifier: Apache-2.0
"""Notices by matter, signing, receipts, wishes and addresses, failed letters, channels; who may not."""

import datetime
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import notices
from tests.factories.network import House
from tests.web.items.visits import said, visitor
from yizhan.domains.notices import access, queries
from yizhan.domains.notices.models import Address, Letter
from yizhan.domains.notices.operations import addresses, telling
from yizhan.domains.notices.states import Channel, LetterState, Manner, Purpose
from yizhan.engines.gateways import description


def test_notices_stand_by_matter_and_are_signed_for(house: House) -> None:
    about = notices.entry(house, title="老城区停车难")
    notice = notices.told(
        house, house.editor, about=about, must_acknowledge=True, urgent=True, due=datetime.date(2026, 3, 20)
    )
    editor = visitor(house.editor)

    page = said(editor.get("/notices/?only=receipt"))
    assert [word in page for word in ("老城区停车难", "签收", "加入日历")] == [True] * 3
    assert editor.post("/notices/read/", {"newest": str(notice.public_id)}).status_code == 302
    assert editor.get("/waiting/").json()["notices"] == 1
    assert editor.post(f"/notices/{notice.public_id}/receipt/").status_code == 302
    assert editor.get("/waiting/").json()["notices"] == 0
    assert "老城区停车难" not in said(editor.get("/notices/?only=receipt"))
    calendar = editor.get(f"/notices/{notice.public_id}/calendar.ics")
    assert (calendar.status_code, calendar["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert b"DTSTART;VALUE=DATE:20260320" in calendar.content
    for address in ("receipt/", "calendar.ics", ""):
        stranger = visitor(house.reviewer)
        act = stranger.get if address.endswith("ics") else stranger.post
        assert act(f"/notices/{notice.public_id}/{address}").status_code == 404


def test_what_arrived_is_said_to_an_open_page(house: House) -> None:
    first = notices.told(house, house.editor, about=notices.entry(house, title="先前"))
    notices.told(house, house.editor, about=notices.entry(house, title="后来"), urgent=True)

    page = visitor(house.editor).get(f"/notices/arrived/?after={first.pk}").content.decode()

    assert ("后来" in page, "先前" in page, "message-warning" in page) == (True, False, True)
    assert visitor(house.reviewer).get("/notices/arrived/?after=x").content.strip() == b""


def test_receipts_are_seen_by_the_cause_and_the_office_only(house: House, elsewhere: House) -> None:
    notices.told(house, house.editor, house.signer, must_acknowledge=True, about=notices.entry(house, title="会议"))
    telling.acknowledge(house.signer, access.visible(house.signer).get().public_id)

    for actor in (house.member, house.reviewer):
        assert "1 人未签收" in said(visitor(actor).get("/notices/receipts/"))
    for actor in (house.handler, elsewhere.editor):
        assert "会议" not in said(visitor(actor).get("/notices/receipts/"))


@pytest.mark.parametrize("address", ["/notices/", "/notices/receipts/", "/letters/failed/"])
def test_lists_cost_the_same_however_long(house: House, address: str) -> None:
    costs = []
    for count in (1, 2):
        for _ in range(count):
            about = notices.entry(house)
            notices.told(house, house.editor, house.signer, about=about, must_acknowledge=True)
        editor = visitor(house.editor)
        editor.get(address)
        with CaptureQueriesContext(connection) as queries_run:
            assert editor.get(address).status_code == 200
        costs.append(len(queries_run))
    assert costs[0] == costs[1]


def test_an_address_is_given_proved_and_removed(house: House, settings: LazySettings) -> None:
    settings.EMAIL_HOST = "127.0.0.1"
    editor = visitor(house.editor)
    assert "发送验证码" in said(editor.get("/notices/wishes/"))

    editor.post("/notices/addresses/mail/", {"address": "a@office.example"})
    given = Address.objects.get()
    wrong = said(editor.post("/notices/addresses/mail/code/", {"code": "000000x"}, follow=True))
    assert "验证码不对" in wrong
    editor.post("/notices/addresses/mail/code/", {"code": addresses.code_of(given)})
    assert "已验证" in said(editor.get("/notices/wishes/"))
    editor.post("/notices/addresses/mail/removal/")

    assert not Address.objects.exists()
    assert "5 至 20 位数字" in said(editor.post("/notices/addresses/sms/", {"address": "x"}, follow=True))
    assert editor.post("/notices/addresses/mail/removal/").status_code == 404


def test_wishes_are_kept_or_shown_again(house: House) -> None:
    editor = visitor(house.editor)
    chosen: dict[str, Any] = {
        "mail_manner": Manner.AT_ONCE,
        "quiet_from": "22",
        "quiet_until": "7",
        "digest_hours": ["9", "16"],
        "audiences": ["office"],
    }

    assert editor.post("/notices/wishes/", chosen).status_code == 302
    half = editor.post("/notices/wishes/", {**chosen, "quiet_until": ""})

    kept = queries.wishes_of([house.editor.acting_person])[house.editor.acting_person]
    assert (kept.mail_manner, kept.sms_manner, kept.quiet_from, kept.quiet_until) == ("at_once", "", 22, 7)
    assert (kept.digest_hours, kept.audiences, kept.with_calendar) == ([9, 16], ["office"], False)
    assert half.status_code == 422
    assert "要么都选" in said(half)


def test_failed_letters_are_sent_again_or_settled_by_the_administrator(house: House, elsewhere: House) -> None:
    notices.reachable(house.editor)
    for _ in range(2):
        notices.told(house, house.editor, urgent=True)
        notices.failed(notices.claimed())
    again, settled = Letter.objects.filter(state=LetterState.FAILED).order_by("pk")
    administrator, cause = visitor(house.system_administrator), visitor(house.member)

    assert "550 nobody here" in said(administrator.get("/letters/failed/"))
    assert "550 nobody here" in said(cause.get("/letters/failed/"))
    assert "550" not in said(visitor(elsewhere.system_administrator).get("/letters/failed/"))
    assert cause.post(f"/letters/{again.public_id}/again/").status_code == 403
    assert visitor(house.editor).get(f"/letters/{again.public_id}/again/").status_code == 404
    assert administrator.post(f"/letters/{again.public_id}/again/", {"seen": again.version}).status_code == 302
    assert administrator.post(f"/letters/{settled.public_id}/settlement/", {"note": ""}).status_code == 422
    assert administrator.post(f"/letters/{settled.public_id}/settlement/", {"note": "电话告知"}).status_code == 302
    again.refresh_from_db()
    settled.refresh_from_db()
    assert (again.state, settled.state) == (LetterState.QUEUED, LetterState.SETTLED)


def test_channels_show_no_secret_and_send_a_test(house: House, settings: LazySettings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_HOST_PASSWORD = "mail.example", "s3cret"
    text = 'url = "https://sms.example/{number}/{text}?key={secret}"'
    settings.SMS_GATEWAY = description.read(text, secret="s3cret")
    administrator = visitor(house.system_administrator)

    page = said(administrator.get("/channels/"))
    assert ("mail.example" in page, "https://sms.example" in page, "s3cret" in page) == (True, True, False)
    assert administrator.post("/channels/", {"channel": "mail", "address": "nowhere"}).status_code == 422
    assert administrator.post("/channels/", {"channel": Channel.SMS, "address": "13900000000"}).status_code == 302
    assert Letter.objects.get().purpose == Purpose.TEST
    assert visitor(house.editor).get("/channels/").status_code == 403
