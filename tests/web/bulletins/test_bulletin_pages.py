# SPDX-License-Identifier: Apache-2.0
"""Bulletins in a browser: drafting, editing, every step's page, what each reader is shown, the Word document."""

import io
from collections.abc import Callable
from typing import Any

from docx import Document

from tests.factories import bulletins, items
from tests.factories.network import House
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.bulletins.models import Bulletin
from yizhan.domains.network.states import Role
from yizhan.kernel import outbox
from yizhan.kernel.ids import new_id


def url_of(bulletin: Bulletin, noun: str = "") -> str:
    return f"/bulletins/{bulletin.public_id}/{noun}/" if noun else f"/bulletins/{bulletin.public_id}/"


def test_from_the_form_to_the_members_own_part(house: House) -> None:
    """The whole way through pages alone, each step by whom it belongs to."""
    editor, reviewer, signer = (visitor(getattr(house, role)) for role in ("editor", "reviewer", "signer"))
    items.submitted(house, by=house.member)
    form = editor.get("/bulletins/new/")
    offered = found(form, "//select[@name='period']//option/@value")
    assert len(offered) == 5 + 12 + 3 + 2
    month = f"month:{bulletins.last_month()}"
    asked = {"act": act(), "bulletin": str(new_id()), "period": month, "matter": "", "first": "", "last": ""}
    for wrong in (
        {"period": "x"},
        {"period": "occasional"},
        {"period": "campaign", "first": "2026-02-02", "last": "2026-02-01"},
    ):
        assert editor.post("/bulletins/new/", {**asked, **wrong}).status_code == 422
    answer = editor.post("/bulletins/new/", asked)
    row = Bulletin.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url_of(row))
    assert editor.post("/bulletins/new/", {**asked, "act": act(), "bulletin": str(new_id())}).status_code == 409

    page = editor.get(url_of(row, "wording"))
    names = found(page, "//form//*[self::textarea or self::input]/@name")
    texts = {
        name: (found(page, f"//*[@name='{name}']/@value") or found(page, f"//*[@name='{name}']"))[0] for name in names
    }
    last = max(int(name.removeprefix("text-")) for name in names if name.startswith("text-"))
    written = {**texts, f"heading-{last}": "六、其他", f"text-{last}": "请抓好落实。"}
    assert editor.post(url_of(row, "wording"), written).status_code == 302
    assert "请抓好落实。" in said(editor.get(url_of(row)))
    for client, noun, given in (
        (editor, "figures", {"is_redrafted": ""}),
        (editor, "handover", {}),
        (editor, "recall", {}),
        (editor, "handover", {}),
        (reviewer, "check", {}),
        (signer, "return", {"reason": "补一句"}),
        (editor, "handover", {}),
        (reviewer, "check", {}),
        (signer, "signature", {}),
        (signer, "release", {}),
    ):
        seen = Bulletin.objects.get().version
        step, form = url_of(row, noun), {"act": act(), "seen": seen, **given}
        assert visitor(house.supervisor).post(step, form).status_code == 403
        assert client.get(step).status_code == 200
        assert client.post(step, form).status_code == 302, noun
    page = signer.get(url_of(row))
    assert "已印发" in said(page)
    assert found(page, "//main//a[contains(@class, 'button')]/@href") == [url_of(row, "docx")]

    outbox.carry_out()
    member = visitor(house.member)
    notice = found(member.get("/notices/"), "//form[contains(@action, '/notices/0')]/@action")
    assert member.post(notice[0])["Location"] == url_of(row)
    assert found(member.get("/bulletins/"), "//td[1]/a/@href") == [url_of(row)]
    own = member.get(url_of(row))
    assert "您自己的部分" in said(own)
    assert house.township.name not in said(own)
    assert member.get(url_of(row, "docx")).status_code == 403
    assert visitor(house.neighbour.editor).get(url_of(row)).status_code == 404


def test_a_correction_is_linked_both_ways(house: House) -> None:
    original = bulletins.released(house)
    editor, officer = visitor(house.editor), visitor(house.officer)
    page = editor.get(url_of(original, "correction"))
    notice_id = found(page, "//input[@name='notice']/@value")[0]
    given = {"act": act(), "seen": original.version, "notice": notice_id, "reason": ""}
    assert editor.post(url_of(original, "correction"), given).status_code == 422
    answer = editor.post(url_of(original, "correction"), {**given, "act": act(), "reason": "漏计一条"})
    assert answer["Location"] == f"/bulletins/{notice_id}/"
    notice = Bulletin.objects.get(public_id=notice_id)
    assert "正在起草更正" in said(editor.get(url_of(original)))
    assert notice.title not in said(officer.get(url_of(original)))
    bulletins.released(house, notice)
    assert url_of(notice) in found(officer.get(url_of(original)), "//main//a/@href")
    assert url_of(original) in found(officer.get(url_of(notice)), "//main//a/@href")
    assert "这份通报后来有更正。" in said(officer.get(url_of(original)))
    assert "与您有关的部分" in said(officer.get(url_of(original)))


def test_the_word_document_holds_text_and_tables(house: House) -> None:
    items.submitted(house, by=house.officer)
    row = bulletins.drafted(house, kind="occasional", period="2026-01-01..2026-12-31")
    answer = visitor(house.editor).get(url_of(row, "docx"))
    paper = Document(io.BytesIO(answer.content))
    assert "二、信息采编和报送要点" not in [one.text for one in paper.paragraphs]
    assert row.title in [one.text.replace("\n", "") for one in paper.paragraphs]
    assert [cell.text for cell in paper.tables[0].rows[0].cells] == ["月份", "收到", "编发", "上报", "采用", "批示"]


def test_lists_and_pages_ask_no_more_for_more(house: House, queries_of: Callable[[Callable[[], Any]], int]) -> None:
    editor = visitor(house.editor)
    rows = [bulletins.drafted(house, kind="occasional", period="2026-01")]
    one = queries_of(lambda: editor.get("/bulletins/"))
    page = queries_of(lambda: editor.get(url_of(rows[0])))
    for _number in range(2):
        rows.append(bulletins.drafted(house, kind="occasional", period="2026-01"))
        bulletins.correction(house, bulletins.released(house, rows[-1]))
    assert queries_of(lambda: editor.get("/bulletins/")) == one
    assert queries_of(lambda: editor.get(url_of(rows[0]))) == page


def test_who_has_the_room_and_what_waits(house: House) -> None:
    bulletins.checked(house)
    waiting: dict[str, Any] = {
        role: found(visitor(getattr(house, role)).get("/"), "//a[contains(@class, 'work-row-title')]/@href")
        for role in ("reviewer", "signer")
    }
    url = url_of(Bulletin.objects.get())
    assert (url in waiting["reviewer"], url in waiting["signer"]) == (False, True)
    assert found(visitor(house.supervisor).get("/bulletins/"), "//td[1]/a/@href") == [url]
    for role in (Role.MEMBER, Role.OFFICER, Role.HANDLER):
        page = visitor(getattr(house, role)).get("/bulletins/")
        assert "还没有通报。" in said(page)
    assert visitor(house.audit_administrator).get(url).status_code == 404
