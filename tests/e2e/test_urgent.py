# SPDX-License-Identifier: Apache-2.0
"""An urgent event on a phone, from the call to the final report, with the desk at its screen."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.browsing import Visitor, barriers, sideways
from tests.e2e.conftest import Enter
from tests.e2e.installation import QUOTA, QUOTA_NAME
from yizhan.kernel import clock

pytestmark = pytest.mark.e2e

OPTIONS = (QUOTA,)

TITLE = "竹溪镇农贸市场起火"

#: What a report tells, by the words of its fields.
FIRST = {
    "信息来源": "市场管理员来电", "事发地点": "竹溪镇农贸市场东区", "基本情况": "三间铺面起火，正在扑救。",
    "伤亡损失": "暂无人员伤亡报告", "已采取措施": "两辆消防车到场", "发展趋势": "火势已控制",
    "现场负责人及电话": "镇长 0571-0000",
}  # fmt: skip
NEXT = {"基本情况": "明火已灭。", "伤亡损失": "一人轻伤", "已采取措施": "正在清点"}
FINAL = {**NEXT, "下步工作": "查明起因，安置商户"}


def fills(visitor: Visitor, texts: dict[str, str]) -> None:
    """Type into the fields of these words."""
    for word, text in texts.items():
        visitor.page.get_by_label(word).fill(text)


@pytest.mark.rule("RULE-004", "RULE-005", "RULE-006")
def test_a_call_a_first_report_two_follow_ups_and_the_final_one(enter: Enter) -> None:
    unit = enter("officer", is_phone=True)
    unit.open("/urgent/")
    unit.follow(unit.button("记来电"))
    fills(unit, {"谁来电？": "市场管理员 0571-0000", "发生了什么？": TITLE})
    unit.follow(unit.button("记下并开始计时"))
    address = unit.page.url
    expect(unit.heading()).to_have_text(TITLE)
    expect(unit.page.locator(".deadline-left")).to_have_count(1)
    unit.follow(unit.button("写初报"))
    expect(unit.page.get_by_label("信息来源")).to_have_value("市场管理员 0571-0000")
    fills(unit, FIRST)
    unit.page.get_by_label("类别").select_option("事故灾难")
    unit.follow(unit.button("立即报出"))
    expect(unit.page.locator(".deadline-left")).to_have_count(2)

    desk = enter("editor")
    desk.open(address)
    desk.follow(desk.button("签收"))
    desk.follow(desk.button("签收"))
    expect(desk.message()).to_have_text("已签收，初报计时停止。")

    desk.follow(desk.button("核实情况"))
    desk.page.get_by_label("属实", exact=True).check()
    desk.follow(desk.button("记录核实结果"))

    for _number in (1, 2):
        unit.open(address)
        unit.follow(unit.button("续报"))
        fills(unit, NEXT)
        unit.follow(unit.button("报出"))
    expect(unit.page.locator("main")).to_contain_text("续报 2")
    unit.follow(unit.button("终报"))
    fills(unit, FINAL)
    unit.follow(unit.button("办结"))
    expect(unit.message()).to_have_text("已终报，不再计时。")
    expect(unit.page.locator(".deadline-left")).to_have_count(0)


@pytest.mark.rule("RULE-001", "RULE-016", "RULE-046")
def test_a_late_report_is_proposed_heard_decided_and_objected_to_and_a_quota_is_short(enter: Enter) -> None:
    title = "竹溪镇堤坝渗水"
    happened = clock.now().astimezone(clock.OFFICE_ZONE) - datetime.timedelta(hours=3)
    unit = enter("officer", looks_closely=False)
    unit.open("/urgent/note/")
    fills(unit, {"谁来电？": "巡堤员 0571-0000", "发生了什么？": title})
    unit.page.get_by_label("什么时候发生的？").fill(f"{happened:%Y-%m-%dT%H:%M}")
    unit.follow(unit.button("记下并开始计时"))
    address = unit.page.url
    unit.follow(unit.button("写初报"))
    fills(unit, FIRST)
    unit.page.get_by_label("类别").select_option("自然灾害")
    unit.follow(unit.button("立即报出"))
    desk = enter("editor", looks_closely=False)
    desk.open(address)
    for _ask_and_answer in range(2):
        desk.follow(desk.button("签收"))

    judge = enter("supervisor")
    matter = judge.page.locator("main tbody a").filter(has_text=title)
    for _until_the_worker_came in range(100):
        judge.open("/findings/?list=proposed")
        if matter.count():
            break
    judge.follow(matter)
    expect(judge.page.locator("main")).to_contain_text("初报收到时已超过时限1小时")
    address = judge.page.url
    for _ask_and_answer in range(2):
        judge.follow(judge.button("请单位说明情况"))
    unit.open(address)
    unit.follow(unit.button("说明情况"))
    unit.page.get_by_label("您要说明什么情况？").fill("道路中断，徒步出山后立即补报。")
    unit.follow(unit.button("说明情况"))
    decider = enter("reviewer", looks_closely=False)
    decider.open(address)
    decider.follow(decider.button("作出认定"))
    decider.page.get_by_label("属实", exact=True).check()
    decider.page.get_by_label("理由").fill("应先电话报告。")
    decider.follow(decider.button("作出认定"))
    unit.open(address)
    unit.follow(unit.button("申诉"))
    unit.page.get_by_label("您要说明什么情况？").fill("有通信公司的中断证明。")
    unit.follow(unit.button("申诉"))
    expect(unit.message()).to_have_text("申诉已提交上一级复核。")
    unit.open("/quotas/mine/")
    owed = unit.page.locator(".work-row").filter(has_text=QUOTA_NAME)
    expect(owed.filter(has_text="还差1")).to_have_count(1)
    expect(owed.filter(has_text="零报送")).to_have_count(1)


def test_the_duty_screen_counts_the_seconds_and_is_read_by_everybody_at_night(enter: Enter) -> None:
    desk = enter("editor", is_phone=True)
    desk.open("/urgent/note/")
    fills(desk, {"谁来电？": "值班室 0571-0000", "发生了什么？": "竹溪镇山体滑坡"})
    desk.follow(desk.button("记下并开始计时"))
    screen = desk.open("/duty/screen/")
    event = screen.locator(".screen-event").filter(has_text="竹溪镇山体滑坡")
    expect(event).to_have_class(re.compile("screen-glow"))
    left = event.locator("[data-due]")
    before = left.inner_text()
    expect(left).not_to_have_text(before)
    with screen.expect_response(re.compile("board=yes")) as answered:
        pass
    assert answered.value.ok
    expect(event).not_to_have_class(re.compile("screen-glow"))
    desk.open("/duty/screen/")
    for size in ({"width": 1920, "height": 1080}, {"width": 390, "height": 844}):
        screen.set_viewport_size(size)
        assert (sideways(screen), barriers(screen)) == (0, [])
    desk.follow(screen.get_by_role("button", name="本设备仅用作大屏"))
    desk.open("/items/")
    expect(screen).to_have_url(re.compile("/duty/screen/$"))
