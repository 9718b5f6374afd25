# SPDX-License-Identifier: Apache-2.0
"""Points in the sample: two schemes in force and a draft for next year, activities, a frozen quarter, objections."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from yizhan.domains.appraisal.models import Frozen, Objection, Occasion, Scheme
from yizhan.domains.appraisal.operations import booking, freezing, objecting, recording, schemes
from yizhan.domains.appraisal.operations.correcting import Proposal
from yizhan.domains.appraisal.operations.recording import Particulars
from yizhan.domains.appraisal.operations.schemes import Instrument
from yizhan.domains.appraisal.states import Change
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.ids import new_id

if TYPE_CHECKING:
    from yizhan.sample.year import Year

_FOLDER = Path(__file__).parent / "schemes"

_ISSUED = Instrument(title="关于印发社情民意信息工作考评办法的通知", number="澜政协办〔2025〕6号")

#: What members did besides writing: how many days ago, what it was, how they took part, the evidence.
_ACTIVITIES = (
    (20, "协商会议", "按时参加", "老旧小区加装电梯专题协商会", "会议签到表第3页"),
    (48, "视察", "按时参加", "视察区行政服务中心", "视察通知和现场照片"),
    (75, "调研", "按时参加", "企业用工情况调研", "调研报告附名单"),
    (110, "走访", "按时参加", "走访青石街道居民", "走访记录本"),
)


class Appraised:
    """Puts the schemes in force when the year begins, and has it appraised when it ends."""

    def __init__(self, year: "Year") -> None:
        self.year = year

    def plan(self) -> None:
        """Enter everything in the year's queue."""
        self.year.at(self.year.start, self._introduce)
        self.year.at(self.year.end, self._appraise)

    def _introduce(self) -> None:
        """Put the schemes in force with the first day of the sample's first month."""
        year, day = self.year, clock.today().replace(day=1)
        for name in ("units", "members"):
            version = schemes.draft(year.actor("editor"), new_id(), text=_text(name))
            schemes.review(year.actor("reviewer"), version.public_id)
            schemes.put_in_force(year.actor("signer"), version.public_id, valid_from=day, instrument=_ISSUED)

    def _appraise(self) -> None:
        """Book the year, freeze a quarter where no bulletin has done so, object to two lines, draft next year."""
        year, today = self.year, clock.today()
        _enter_activities(year)
        booking.follow(system())
        quarter, label = _quarters(today)
        published = set(Frozen.objects.filter(station=year.district.station).values_list("code", flat=True))
        for code in sorted({"lanxi-units", "lanxi-members"} - published):
            freezing.freeze(year.actor("reviewer"), new_id(), code=code, period=quarter)
        _object(year, label)
        schemes.draft(year.actor("editor"), new_id(), text=_next_year(today.year + 1))


def _enter_activities(year: "Year") -> None:
    today = clock.today()
    for number, member in enumerate((year.actor("member"), *year.district.members[:11])):
        for ago, kind, way, title, evidence in _ACTIVITIES[: 1 + number % len(_ACTIVITIES)]:
            given = Particulars(
                kind=kind, attendance=way, title=title, evidence=evidence, day=today - datetime.timedelta(days=ago)
            )
            activity = recording.enter(member.requested(None), new_id(), particulars=given)
            if (number + ago) % 5:
                recording.confirm(year.actor("editor"), activity.public_id)


def _object(year: "Year", period: str) -> None:
    """One objection that waits for its answer, one that was upheld and whose correction waits for a second person."""
    for name, statement, is_upheld in (
        ("officer", "这一条由我街道与社区共同报送，得分应当由两家分计，请核对。", False),
        ("officer", "这一条是重复登记，不应计分，请更正。", True),
    ):
        actor = year.actor(name)
        objection = _raise(year, actor, period, statement, is_upheld=is_upheld)
        if objection is not None and is_upheld and objection.occasion is not None:
            proposal = Proposal(change=Change.CANCEL, reason="核对签收记录，确系重复登记。")
            objecting.uphold(
                year.actor("reviewer"), objection.public_id, answer="情况属实，已提出更正。", proposal=proposal
            )


def _raise(year: "Year", actor: Actor, period: str, statement: str, *, is_upheld: bool) -> Objection | None:
    lines = Occasion.objects.filter(
        station=year.district.station, key__startswith="submission/", day__year=clock.today().year
    )
    own = [
        one
        for one in lines.order_by("-id")[:400]
        if one.holders and one.holders[0]["organization"] == actor.organization
    ]
    if len(own) < 2:
        return None
    scheme = Scheme.objects.get(station=year.district.station, code="lanxi-units", valid_until__isnull=True)
    return objecting.raise_objection(
        actor,
        new_id(),
        scheme=scheme.public_id,
        period=period,
        statement=statement,
        occasion=own[1 if is_upheld else 0].public_id,
    )


def _quarters(today: datetime.date) -> tuple[str, str]:
    """The last quarter but one, which is frozen, and the present one."""
    present = today.year * 4 + (today.month - 1) // 3
    before = present - 2
    return f"{before // 4}Q{before % 4 + 1}", f"{present // 4}Q{present % 4 + 1}"


def _text(name: str) -> str:
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def _next_year(year: int) -> str:
    """The units' scheme as it is proposed for next year: adoptions at the city and above count more."""
    text = _text("units").replace('version = "现行"', f'version = "{year}(征求意见)"')
    return text.replace('"市" = 10, "省" = 20', '"市" = 12, "省" = 30')
