# SPDX-License-Identifier: Apache-2.0
"""From the leader's instruction to the result: assigned, accepted, answered with a photo, told, concluded."""

import datetime

from playwright.sync_api import expect

from tests.e2e.acts.authoring import TITLE
from tests.e2e.acts.office import row
from tests.e2e.browsing import Visitor
from tests.e2e.installation import PEOPLE, UNIT
from tests.factories.files import PICTURE
from yizhan.kernel import clock

INSTRUCTION = f"请{UNIT}抓紧加固，确保学生安全。"
OPINION, PROGRESS, EFFECT = "情况属实。", "三处护栏已全部更换。", "隐患已经消除。"
DUE = clock.today() + datetime.timedelta(days=20)


def quoted() -> str:
    """The instruction as a letter quotes it."""
    today = clock.today()
    return f"{PEOPLE['leader']}（{today.year}年{today.month}月{today.day}日）：{INSTRUCTION}"


def instructs(leader: Visitor) -> None:
    """On the phone, below what was read; the instruction names the unit."""
    page = leader.page
    leader.follow(page.locator(".bulletin-act").get_by_role("link"))
    page.get_by_label("批示内容").fill(INSTRUCTION)
    leader.follow(leader.button("批示"))
    expect(leader.message()).to_have_text("已记录，督查人员已收到通知。")
    expect(page.locator("blockquote")).to_have_text(INSTRUCTION)


def assigns(supervisor: Visitor) -> None:
    """The unit that the instruction names is filled in already."""
    page = supervisor.page
    supervisor.follow(row(supervisor).get_by_role("link", name="继续"))
    supervisor.follow(supervisor.button("交办"))
    expect(page.get_by_label("主办单位").locator("option:checked")).to_have_text(UNIT)
    for assisting in page.get_by_label("协办单位").all():
        expect(assisting).to_have_value("")
    page.get_by_label("办理期限").fill(DUE.isoformat())
    supervisor.follow(supervisor.button("交办"))
    expect(supervisor.message()).to_have_text("已交办，承办单位已收到通知。")


def accepts(handler: Visitor) -> None:
    """On the phone; the assignment names nobody who reported the matter."""
    page = handler.page
    handler.follow(row(handler).get_by_role("link", name="签收"))
    expect(page.locator("main")).not_to_contain_text("方晓禾")
    handler.follow(handler.button("签收"))
    handler.follow(handler.button("签收"))
    expect(handler.message()).to_have_text("已受理，请在期限内答复。")


def replies(handler: Visitor) -> None:
    """With a photo of what was done."""
    page = handler.page
    handler.follow(handler.button("回复"))
    page.get_by_label("处理意见").fill(OPINION)
    page.get_by_label("办理进展").fill(PROGRESS)
    page.get_by_label("取得的成效").fill(EFFECT)
    page.get_by_label("已落实", exact=True).check()
    photo = {"name": "护栏.png", "mimeType": "image/png", "buffer": PICTURE}
    page.get_by_label("照片或文件").set_input_files(photo)
    handler.follow(handler.button("回复"))
    expect(handler.message()).to_have_text("已答复，待督查人员审核。")
    expect(page.get_by_role("link", name="护栏.png")).to_be_visible()


def settles(supervisor: Visitor) -> None:
    """Approves the reply, establishes the result, tells the author what the unit wrote."""
    page = supervisor.page
    supervisor.follow(row(supervisor).get_by_role("link", name="继续"))
    supervisor.follow(supervisor.button("通过"))
    supervisor.follow(supervisor.button("通过"))
    supervisor.follow(supervisor.button("认定结果"))
    page.get_by_label("办理结果").select_option(label="已落实")
    supervisor.follow(supervisor.button("认定"))
    expect(supervisor.message()).to_have_text("结果已记录在案。")
    supervisor.follow(supervisor.button("反馈反映人"))
    written = page.locator("textarea").evaluate_all("all => all.map(one => one.value)")
    assert written == [quoted(), *(f"{UNIT}：{part}" for part in (OPINION, PROGRESS, EFFECT))]
    supervisor.follow(supervisor.button("反馈反映人"))
    expect(supervisor.message()).to_have_text("已反馈全部反映人。")


def concludes(supervisor: Visitor) -> None:
    """Sees the author's answer and concludes."""
    supervisor.follow(row(supervisor).get_by_role("link", name="继续"))
    expect(supervisor.page.locator("main")).to_contain_text("方晓禾: 已解决 — 护栏修好了，谢谢。")
    supervisor.follow(supervisor.button("办结"))
    supervisor.follow(supervisor.button("办结"))
    expect(supervisor.message()).to_have_text("已办结。")


def is_over(visitor: Visitor) -> None:
    """Nothing waits any more."""
    visitor.open("/")
    expect(visitor.page.locator(".work-row").filter(has_text=TITLE)).to_have_count(0)
