# SPDX-License-Identifier: Apache-2.0
"""What the office of the sample asks for: reporting points, commissions in every state, a decision in its phases."""

import datetime
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.states import Kind as ItemKind
from yizhan.domains.topics.models import Request, Topic
from yizhan.domains.topics.operations import answering, commissioning, following
from yizhan.domains.topics.operations.answering import Submission
from yizhan.domains.topics.operations.commissioning import Addressees, Particulars
from yizhan.domains.topics.states import Kind, Phase
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.sample.matters import Matter
from yizhan.sample.surveyed import survey_lately

if TYPE_CHECKING:
    from yizhan.sample.year import Year


@dataclass(frozen=True, slots=True)
class Call:
    """One thing asked for: how many days before today, by when, what, and what comes of it."""

    days_ago: int
    last_days_ago: int
    title: str
    brief: str
    answer: Matter
    units: int
    answered: int
    phase: str = ""
    is_closed: bool = False


_BUDGET = "区级预算绩效评价结果运用办法"

_FEES = Matter(
    "{place}中小微企业反映用工和回款两头紧",
    "{place}走访企业{number}家，六成反映节后用工缺口，三成应收账款超过半年，对贴息政策知晓不足。",
    "用工信息分散在多个平台，政府类项目结算周期长，惠企政策推送不到车间班组。",
    "一是按园区建立共享用工群；二是公开清欠台账；三是由园区专员上门推送政策。",
    ("工信局", "人社局"),
    category="经济发展",
)
_HEAT = Matter(
    "{place}高温时段户外作业防护落实不均",
    "{place}抽查工地和环卫点{number}处，多数配有饮水点，但午间停工和防暑费发放执行不一。",
    "外包队伍多层转包，责任没有落到班组；休息点分布与作业线路不匹配。",
    "明确外包合同中的防护条款，按作业线路增设休息点，公布举报电话。",
    ("应急局", "人社局"),
    category="民政社保",
)
_DRAFT = Matter(
    "{place}建议绩效评价结果与预算安排挂钩",
    "{place}座谈{number}人次，普遍认为评价报告质量逐年提高，但结果没有影响下一年预算。",
    "评价时点晚于预算编制，指标偏重过程，公开范围有限。",
    "把评价时点提前到预算编制之前，结果向区人大和政协公开。",
    ("财政局",),
    ItemKind.SUGGESTION,
    category="政务服务",
)
_REACTION = Matter(
    "{place}反映绩效结果运用办法执行中的问题",
    "{place}{number}个项目单位反映，办法出台后自评材料增加，基层填报重复，但压减低效项目见效。",
    "系统之间数据不通，指标口径与部门考核不一致。",
    "统一口径，一次填报多处使用，对小额项目简化程序。",
    ("财政局",),
    category="政务服务",
)

_CALLS = (
    Call(
        150,
        120,
        "中小微企业用工和资金情况",
        "请围绕用工、回款、惠企政策落实，各报一篇，附具体数字。",
        _FEES,
        6,
        6,
        is_closed=True,
    ),
    Call(
        110,
        95,
        f"对《{_BUDGET}》的意见建议",
        "决策前征集：有关情况、意见建议、可能出现的问题。",
        _DRAFT,
        5,
        4,
        Phase.BEFORE,
        is_closed=True,
    ),
    Call(
        40,
        12,
        "办法出台后的反映和执行情况",
        "请反映干部群众的真实反映，贯彻落实的进展、效果和存在的问题。",
        _REACTION,
        8,
        5,
        Phase.REACTION,
    ),
    Call(
        9,
        -8,
        "极端天气下户外劳动者防护",
        "请走访工地、环卫、外卖站点，反映防护措施是否落实，篇幅八百字以内。",
        _HEAT,
        6,
        2,
    ),
)

_POINTS = (
    "民生实事项目推进中的堵点",
    "基层减负和形式主义新表现",
    "重点项目建设中的要素保障",
    "岁末年初安全生产和民生保供",
)


class Wanted:
    """Asks and lets those who were asked answer, on days of its own, so that the rest of the year stays as it is."""

    def __init__(self, year: "Year") -> None:
        self.year = year
        self.chance = random.Random(len(_CALLS))  # noqa: S311 -- a lived year, not a secret
        self.decision = self._key()

    def plan(self) -> None:
        """Enter everything in the year's queue."""
        self._on(118, lambda: following.follow(self._editor(), self.decision, title=_BUDGET))
        self._on(45, self._issue)
        for quarter, title in enumerate(_POINTS):
            self._on(350 - 91 * quarter, partial(self._point, title))
        for call in _CALLS:
            self._on(call.days_ago, partial(self._ask, call))
        self._on(1, lambda: survey_lately(self._editor()))

    def _point(self, title: str) -> None:
        until = clock.today() + datetime.timedelta(days=95)
        brief = f"请各报送单位围绕“{title}”及时报送，突出新情况、真问题和可操作的建议。"
        particulars = Particulars(title=title, brief=brief, kind=Kind.POINT, valid_until=until)
        self._commission(particulars, Addressees(is_for_all=True))

    def _ask(self, call: Call) -> None:
        asked = self.chance.sample(self.year.district.officers, call.units)
        last = self.year.end.date() - datetime.timedelta(days=call.last_days_ago)
        particulars = Particulars(
            title=call.title,
            brief=call.brief,
            due_on=last,
            decision=self.decision if call.phase else None,
            phase=call.phase,
        )
        named = {one.organization: one for one in asked}
        units = [body.public_id for body in self.year.district.bodies.values() if body.pk in named]
        topic = self._commission(particulars, Addressees(organizations=units))
        authors = sorted(named.values(), key=lambda one: one.organization or 0)
        for place, author in enumerate(authors):
            self._react(call, topic, author, place)
        if call.is_closed:
            self._on(call.last_days_ago - 4, lambda: commissioning.close(self._editor(), topic))

    def _react(self, call: Call, topic: uuid.UUID, author: Actor, place: int) -> None:
        """The first answer in time, the last of them late; one of the others declines, the rest stays silent."""
        span = call.days_ago - max(call.last_days_ago, 1)
        if place < call.answered:
            is_last = place == call.answered - 1 and call.last_days_ago > 2
            day = call.last_days_ago - 2 if is_last else call.days_ago - 1 - place * max(1, span // call.units)
            self._on(max(day, 1), partial(self._answer, call, topic, author))
        elif place == call.answered:
            self._on(call.days_ago - 1, partial(self._decline, topic, author))

    def _answer(self, call: Call, topic: uuid.UUID, author: Actor) -> None:
        place = Request.objects.get(topic__public_id=topic, organization_id=author.organization or 0).name
        filled = {"place": place.removeprefix("岚溪区"), "number": self.chance.randint(4, 40)}
        wording = Wording(
            title=call.answer.title.format(**filled),
            situation=call.answer.situation.format(**filled),
            analysis=call.answer.analysis,
            suggestion=call.answer.suggestion,
            source="走访座谈",
        )
        key = self._key()
        submitted = Submission(kind=call.answer.kind, wording=wording, is_truthful=True)
        answering.answer(author.requested(None), topic, key, submitted=submitted)
        self.year.received(key, call.answer, author)

    def _decline(self, topic: uuid.UUID, author: Actor) -> None:
        request = Request.objects.get(topic__public_id=topic, organization_id=author.organization or 0)
        answering.decline(author.requested(None), request.public_id, reason="近期承担防汛值守，人手不足。")

    def _issue(self) -> None:
        following.issue(
            self._editor(), self.decision, issued_on=clock.today(), instrument=f"《{_BUDGET}》（岚政发〔2026〕7号）"
        )

    def _commission(self, particulars: Particulars, addressees: Addressees) -> uuid.UUID:
        key = self._key()
        topic: Topic = commissioning.commission(self._editor(), key, particulars=particulars, addressees=addressees)
        self.year.counts["topics"] += 1
        return topic.public_id

    def _on(self, days_ago: int, act: Callable[[], object]) -> None:
        hour = datetime.timedelta(hours=self.chance.randint(0, 6), minutes=self.chance.randint(0, 59))
        self.year.at(self.year.end - datetime.timedelta(days=days_ago) + hour, act)

    def _editor(self) -> Actor:
        return self.year.actor("editor")

    def _key(self) -> uuid.UUID:
        return uuid.UUID(int=self.chance.getrandbits(128), version=4)
