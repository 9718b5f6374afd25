# SPDX-License-Identifier: Apache-2.0
"""Pages of fees: reckoning, the list and its steps, the cashier's file, one's own fees and account."""

import io
import zipfile
from collections.abc import Callable

import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import Recorded
from tests.factories import items, reporting, rewards
from tests.factories.network import House, person
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.network.models import Person
from yizhan.domains.network.states import Level
from yizhan.domains.rewards.models import FeeList, PayeeAccount, Payment
from yizhan.domains.rewards.operations import payees
from yizhan.domains.rewards.operations.payees import Account
from yizhan.kernel import clock, outbox
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry
from yizhan.web.rewards.views import parts
from yizhan.web.waiting import waiting_for
from yizhan.web.workbench.waiting import waiting


def test_from_reckoning_to_the_receipt(house: House, recorded: Recorded) -> None:
    items.released(house)
    today, editor, member = str(clock.today()), visitor(house.editor), visitor(house.member)
    form = {"act": act(), "fee_list": str(new_id()), "first": today, "last": today}
    answer = editor.post("/fees/new/", form)
    fee_list = FeeList.objects.get()
    url = f"/fees/{fee_list.public_id}/"
    assert (answer.status_code, answer.headers["Location"]) == (302, url)
    again = editor.post("/fees/new/", {**form, "act": act(), "fee_list": str(new_id())})
    assert (again.status_code, "尚未批准" in said(again)) == (409, True)
    page = editor.get(url)
    assert "下一步须由他人经办" not in said(page)
    assert found(page, "//tbody/tr/td[3]") == ["30.00"]
    assert "在本单位编发：本单位编发 1 条，视同本级采用，30.00 元。" in said(page)
    assert found(editor.get("/fees/"), "//tbody/tr/td[3]") == ["30.00"]
    for who, noun, given in (
        ("reviewer", "check", {}),
        ("signer", "approval", {}),
        ("second_reviewer", "handover", {"cashier": "钱某"}),
    ):
        actor = getattr(house, who)
        assert [row.act_url for row in waiting(actor) if row.url == url] == [f"{url}{noun}/"]
        assert waiting_for(actor).rooms["fees"] == 1
        assert visitor(actor).get(f"{url}{noun}/").status_code == 200
        assert visitor(actor).post(f"{url}{noun}/", {"act": act(), **given}).headers["Location"] == url
    cashier, payment = visitor(house.second_reviewer), Payment.objects.get()
    given = {"act": act(), "payments": [str(payment.public_id)], "paid_on": today, "voucher": "记-12"}
    assert cashier.post(f"{url}payments/", given).headers["Location"] == url
    outbox.carry_out()
    assert "付款 30.00 元" in said(member.get("/notices/"))
    mine = member.get("/fees/")
    assert found(mine, "//*[@class='stat-figure']") == ["30.00元", "0.00元"]
    confirm = f"/fees/payments/{payment.public_id}/acknowledgement/"
    assert member.post(confirm, {"act": act()}).headers["Location"] == "/fees/mine/"
    assert "已确认收款" in said(cashier.get(url))
    back = f"/fees/payments/{payment.public_id}/return/"
    assert cashier.post(back, {"act": act(), "reason": "账号有误"}).headers["Location"] == url
    assert "账号有误" in said(member.get("/fees/mine/"))
    assert visitor(house.officer).get(f"/fees/payments/{payment.public_id}/receipt/").status_code == 404
    receipt = member.get(f"/fees/payments/{payment.public_id}/receipt/")
    with zipfile.ZipFile(io.BytesIO(receipt.content)) as paper:
        assert "人民币30.00元" in paper.read("word/document.xml").decode()


def test_a_long_list_comes_in_pages_with_the_sum_over_all_and_is_searched_by_payee(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "SIZE", 1)
    item = rewards.together(house)
    reporting.adopted(house, item, reporting.body(house, level=Level.CITY))
    fee_list = rewards.approved(house, item)
    url, editor = f"/fees/{fee_list.public_id}/", visitor(house.editor)
    people = Person.objects.in_bulk([house.member.person, house.officer.person])
    officer, member = people[house.officer.person or 0].name, people[house.member.person or 0].name
    first, last = sorted([member, officer])
    for part, column in (("", 2), ("part=lines&", 3)):
        pages = [editor.get(f"{url}?{part}{query}") for query in ("", "page=2", "page=99", "page=x", "all=yes")]
        names = [found(page, f"//tbody/tr/td[{1 if column == 2 else 2}]") for page in pages]
        assert names == [[first], [last], [last], [first], [first, last]]
        assert {found(page, "//tfoot//td[1]")[0] for page in pages} == {"100.00"}
        sought = editor.get(f"{url}?{part}q={member}")
        assert (found(sought, f"//tbody/tr/td[{column}]"), found(sought, "//tfoot//td[1]")) == (["60.00"], ["60.00"])
    assert "单上没有这样的收款人" in said(editor.get(f"{url}?q=查无此人"))
    whole = visitor(house.second_reviewer)
    rewards.settling.hand_over(house.second_reviewer, fee_list.public_id, cashier="钱某")
    table = whole.post(f"{url}file/", {"file_format": "csv"}).content.decode().splitlines()
    earned = {member: "60.00", officer: "40.00"}
    assert [line.split(",")[:2] for line in table[1:3]] == [[name, earned[name]] for name in (first, last)]


def test_the_cashiers_file_holds_no_formula_and_each_look_is_recorded(house: House, recorded: Recorded) -> None:
    evil = "=HYPERLINK(1)"
    Person.objects.filter(pk=house.member.person or 0).update(name=evil)
    payees.enter_own(house.member, account=Account(holder="+某某", bank="@岚溪", account_number="6222 0000 1111 2345"))
    fee_list = rewards.handed_over(house)
    url, cashier = f"/fees/{fee_list.public_id}/", visitor(house.second_reviewer)
    assert PayeeAccount.objects.get().account_number not in said(cashier.get(url))
    assert "**** 2345" in said(cashier.get(url))
    recorded.clear()
    sheet = cashier.post(f"{url}file/", {"file_format": "xlsx"})
    table = cashier.post(f"{url}file/", {"file_format": "csv"})
    assert recorded.names == ["rewards.list.exported"] * 2
    assert "no-store" in sheet.headers["Cache-Control"]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert rows[2] == [evil, 30.0, "+某某", "@岚溪", "6222000011112345", "", "待付"]
    with zipfile.ZipFile(io.BytesIO(sheet.content)) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    line = table.content.decode().splitlines()[1]
    assert line == f"'{evil},30.00,'+某某,'@岚溪,6222000011112345,,待付"
    assert "6222000011112345" not in str(list(Entry.objects.values_list("facts", flat=True)))
    for actor, status in ((house.editor, 403), (house.signer, 403), (house.member, 404)):
        assert visitor(actor).post(f"{url}file/", {"file_format": "xlsx"}).status_code == status
    assert cashier.get(f"{url}file/").status_code == 405
    assert cashier.post(f"{url}file/", {"file_format": "exe"}).status_code == 422


def test_accounts_are_written_and_never_shown(house: House) -> None:
    member, payment = visitor(house.member), rewards.due(house)
    given = {"act": act(), "holder": "某某", "bank": "岚溪农商银行", "account_number": "6222 0000 1111 2345"}
    assert member.post("/fees/account/", {**given, "account_number": "12"}).status_code == 422
    assert member.post("/fees/account/", given).headers["Location"] == "/fees/mine/"
    assert "岚溪农商银行 **** 2345" in said(member.get("/fees/mine/"))
    assert "2345" not in said(member.get("/fees/account/"))
    url = f"/fees/{payment.fee_list.public_id}/payees/{payment.person and payment.person.public_id}/"
    editor = visitor(house.editor)
    assert editor.get(url).status_code == 200
    assert editor.post(url, {**given, "act": act(), "identity_number": "1"}).status_code == 422
    assert editor.post(url, {**given, "act": act()}).status_code == 302
    assert PayeeAccount.objects.count() == 2
    assert editor.get(url.replace(str(payment.person and payment.person.public_id), str(new_id()))).status_code == 404
    assert visitor(house.signer).get(url).status_code == 403


def test_who_may_look_and_what_a_page_costs(house: House, queries_of: Callable[[Callable[[], object]], int]) -> None:
    for _ in range(2):
        item = reporting.passed(house, items.submitted(house))
        reporting.adopted(house, item, reporting.body(house, level=Level.CITY))
    fee_list = rewards.handed_over(house)
    url = f"/fees/{fee_list.public_id}/"
    counts = []
    for _ in range(2):
        client = visitor(house.second_reviewer)
        counts.append(
            [queries_of(lambda client=client, at=at: client.get(at)) for at in (url, f"{url}?part=lines", "/fees/")]
        )  # type: ignore[misc]
        other = Payment.objects.get(fee_list=fee_list, person=house.member.person)
        for _ in range(2):
            other.pk, other.public_id, other.person = None, new_id(), person()
            other.save(force_insert=True)
            line = fee_list.lines.first()
            assert line is not None
            line.pk, line.person_id = None, other.person.pk
            line.save(force_insert=True)
    assert counts[0] == counts[1]
    for actor, status in (
        (house.editor, 200),
        (house.signer, 200),
        (house.member, 404),
        (house.supervisor, 404),
        (house.audit_administrator, 404),
        (house.neighbour.editor, 404),
    ):
        assert visitor(actor).get(url).status_code == status
    assert visitor(house.leader).get("/fees/mine/").status_code == 200
    assert visitor(house.audit_administrator).get("/fees/mine/").status_code == 403
    assert "下一步须由他人经办" in said(visitor(house.editor).get(url))


@pytest.mark.parametrize(("noun", "status"), [("discard", 302), ("reckoning", 302)])
def test_the_other_steps_of_a_draft(house: House, noun: str, status: int) -> None:
    url = f"/fees/{rewards.drafted(house).public_id}/{noun}/"
    assert visitor(house.editor).post(url, {"act": act(), "reason": "期间选错"}).status_code == status


def test_a_checked_list_is_sent_back(house: House) -> None:
    fee_list = rewards.checked(house)
    url = f"/fees/{fee_list.public_id}/return/"
    assert visitor(house.signer).post(url, {"act": act(), "reason": ""}).status_code == 422
    assert visitor(house.signer).post(url, {"act": act(), "reason": "请核对"}).status_code == 302
    outbox.carry_out()
    assert "退回：请核对" in said(visitor(house.editor).get("/notices/"))
