# SPDX-License-Identifier: Apache-2.0
"""How the author learns, on the phone, what became of it, and says whether the problem is solved."""

from playwright.sync_api import expect

from tests.e2e.acts.answering import DUE, EFFECT, INSTRUCTION, OPINION, PROGRESS, quoted
from tests.e2e.acts.authoring import TITLE
from tests.e2e.acts.issue import BODY, LABEL, PUBLICATION
from tests.e2e.acts.office import row
from tests.e2e.browsing import Visitor
from tests.e2e.installation import CITY, PEOPLE, STATION, UNIT
from yizhan.kernel import clock

RESULT = (
    "{station}向您反馈办理结果。领导批示：{instruction} "
    f"部门意见：{{unit}}：{OPINION} 办理进展：{{unit}}：{PROGRESS} 取得实效：{{unit}}：{EFFECT}"
)
QUESTION = "您觉得问题解决了吗？"
THANKS = "护栏修好了，谢谢。"


def journey(number: str) -> list[str]:
    """Every step up to the result, as the author reads it."""
    today = clock.today()
    return [
        f"{STATION}已收到，编号 {number}。",
        f"{STATION}已登记，正在编辑。",
        "编辑对稿件作了修改。",
        f"已编入{STATION}{LABEL}。",
        f"{PEOPLE['leader']}批示：{INSTRUCTION}",
        f"已上报{CITY}。",
        f"{today.year}年{today.month}月{today.day}日被{BODY}（市级）《{PUBLICATION}》采用。",
        f"已交由{UNIT}办理，{DUE.isoformat()}前答复。",
        f"{UNIT}已受理。",
        RESULT.format(station=STATION, instruction=quoted(), unit=UNIT),
    ]


def is_told(member: Visitor, number: str) -> None:
    """A notice for every step after the receipt, the newest first, and the journey with all of them and a question."""
    page, told = member.page, journey(number)
    member.open("/")
    bell = page.get_by_role("link", name=f"通知，{len(told) - 1} 条新的")
    member.follow(bell)
    expect(page.locator(".notice-open span")).to_have_text(list(reversed(told[1:])))
    _opens_journey(member)
    expect(page.locator(".journey-sentence")).to_have_text([*told, QUESTION])


def answers(member: Visitor) -> None:
    """Solved, with a word of thanks."""
    page = member.page
    member.follow(row(member).get_by_role("link", name="请反馈是否解决"))
    page.get_by_label("已解决", exact=True).check()
    page.get_by_label("还想说的话").fill(THANKS)
    member.follow(member.button("回答"))
    expect(member.message()).to_have_text("谢谢，办公室会看到您的回答。")


def sees_the_end(member: Visitor, number: str) -> None:
    """The journey ends with the conclusion; nothing waits any more."""
    _opens_journey(member)
    sentences = [*journey(number), "已办结：已落实。"]
    expect(member.page.locator(".journey-sentence")).to_have_text(sentences)
    member.open("/")
    expect(member.page.locator(".work-row")).to_have_count(0)


def _opens_journey(member: Visitor) -> None:
    member.open("/items/mine/")
    member.follow(member.page.get_by_role("link", name=TITLE))
