# SPDX-License-Identifier: Apache-2.0
"""Schemes in any state, booked occasions and frozen periods, made by the operations themselves."""

import datetime
from collections.abc import Callable
from typing import Any

from tests.factories import files, items
from tests.factories.network import House
from yizhan.domains.appraisal.models import Activity, Correction, Objection, Occasion, Scheme
from yizhan.domains.appraisal.operations import adding, booking, correcting, objecting, recording, schemes
from yizhan.domains.appraisal.operations.adding import Addition
from yizhan.domains.appraisal.operations.correcting import Proposal
from yizhan.domains.appraisal.operations.recording import Particulars
from yizhan.domains.appraisal.operations.schemes import Instrument
from yizhan.domains.appraisal.states import ActivityState, Change, CorrectionState, ObjectionState, SchemeState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.ids import new_id

INSTRUMENT = Instrument(title="关于印发政务信息计分办法的通知", number="青政办发〔2026〕3号")

UNITS = """
[scheme]
id = "qingxi"
name = "清溪县政务信息计分办法"
version = "2026-1"

[fields]
kind = ["报送", "采用", "批示", "约稿"]
channel = { values = ["每日要情"], column = "刊物" }
level = { ordered = ["县", "市", "省", "国家"] }
late = "yes_no"

[[section]]
id = "handed-in"
name = "报送"

[[section]]
id = "adopted"
name = "采用"

[[rule]]
id = "handed-in"
name = "报送 1 条"
clause = "第三条"
section = "handed-in"
when = { kind = "报送" }
points = 1

[[rule]]
id = "adopted"
name = "采用 1 条"
clause = "第四条"
section = "adopted"
when = { kind = "采用" }
points_by = { level = { "县" = 5, "市" = 10, "省" = 20, "国家" = 50 } }

[[rule]]
id = "instructed"
name = "领导批示,另加"
clause = "第五条"
section = "adopted"
when = { kind = "批示" }
points = 10

[[rule]]
id = "commission-late"
name = "约稿不报或迟报"
clause = "第六条"
section = "handed-in"
when = { kind = "约稿", late = true }
deduct = 3

[ranking]
apart = ["系统"]
"""

URGENT = """
[scheme]
id = "urgent"
name = "清溪县紧急信息报送考核办法"
version = "2026"

[fields]
kind = ["紧急信息", "续报", "迟报", "漏报", "瞒报", "谎报"]
late = "yes_no"
status = ["查实", "从轻"]
minutes = { type = "number", column = "迟到分钟" }

[[rule]]
id = "in-time"
name = "紧急信息按时报送"
when = { kind = "紧急信息", late = false }
points = 2

[[rule]]
id = "late"
name = "紧急信息超时"
clause = "第七条"
when = { kind = "紧急信息", late = true }
deduct = 1

[[rule]]
id = "found-late"
name = "迟报"
clause = "第八条"
when = { kind = "迟报" }
deduct = 5

[[rule]]
id = "found-omitted"
name = "漏报"
clause = "第八条"
when = { kind = "漏报" }
deduct = 10

[[rule]]
id = "found-worse"
name = "瞒报、谎报"
clause = "第八条"
when = { kind = ["瞒报", "谎报"] }
deduct = 20
"""

FEES = """
[scheme]
id = "fees"
name = "社情民意信息稿酬办法"
version = "2026"
holder = "person"
unit = "元"

[fields]
kind = ["采用", "批示"]
level = { ordered = ["县", "市", "省", "国家"] }

[[rule]]
id = "adopted"
name = "采用 1 条"
when = { kind = "采用" }
points_by = { level = { "县" = 30, "市" = 100, "国家" = 300 } }

[[multiplier]]
id = "instructed"
name = "有领导批示的加倍"
item_has = { kind = "批示" }
factor = 2

[[sharing]]
id = "shares"
name = "按份额"
method = "weight"
"""


def drafted(house: House, text: str = UNITS, terms: str = "") -> Scheme:
    """A draft that the editor wrote."""
    return schemes.draft(house.editor, new_id(), text=text, terms=terms)


def reviewed(house: House, text: str = UNITS, terms: str = "") -> Scheme:
    """A draft that the reviewer found right."""
    return schemes.review(house.reviewer, drafted(house, text, terms).public_id)


def in_force(
    house: House, text: str = UNITS, terms: str = "", *, since: datetime.date = datetime.date(2026, 1, 1)
) -> Scheme:
    """A version by which points count since the beginning of 2026."""
    version = reviewed(house, text, terms)
    return schemes.put_in_force(house.signer, version.public_id, valid_from=since, instrument=INSTRUMENT)


def superseded(house: House) -> Scheme:
    """A version that was followed by another in July."""
    former = in_force(house)
    in_force(house, UNITS.replace("2026-1", "2026-2"), since=datetime.date(2026, 7, 1))
    former.refresh_from_db()
    return former


def discarded(house: House) -> Scheme:
    """A version that was given up."""
    return schemes.discard(house.editor, drafted(house).public_id, reason="另行起草")


IN_STATE: dict[str, Callable[[House], Scheme]] = {
    SchemeState.DRAFT: drafted,
    SchemeState.REVIEWED: reviewed,
    SchemeState.IN_FORCE: in_force,
    SchemeState.SUPERSEDED: superseded,
    SchemeState.DISCARDED: discarded,
}


def booked() -> None:
    """Let the books follow the journal."""
    booking.follow(system())


def occasion(house: House) -> Occasion:
    """That the township handed an item in, as it is booked."""
    item = items.submitted(house, by=house.officer)
    booked()
    return Occasion.objects.get(key=f"submission/{item.public_id}")


def proposed(house: House) -> Correction:
    """A correction that waits for a second person."""
    proposal = Proposal(change=Change.CANCEL, reason="重复登记")
    return correcting.propose(house.editor, new_id(), occasion=occasion(house).public_id, proposal=proposal)


def addition(house: House, **changes: Any) -> Addition:
    """What nobody recorded: that the province took up something of the township."""
    given = {
        "kind": "采用",
        "title": "我县高山蔬菜直供城市",
        "day": clock.today(),
        "reason": "省里电话告知,刊物是纸质的",
        "words": {"level": "省", "channel": "《每日要情》"},
        "units": [(house.township.public_id, 10_000)],
    }
    return Addition(**{**given, **changes})


def added(house: House, *, by: Actor | None = None, **changes: Any) -> Correction:
    """An addition with its proof, that waits for a second person."""
    actor, key = by or house.editor, new_id()
    files.kept(house, by=actor, subject=key, name="省刊第12期.txt", content="每日要情第十二期。".encode())
    return adding.add(actor, key, addition=addition(house, **changes))


def confirmed_correction(house: House) -> Correction:
    """A correction that counts."""
    return correcting.confirm(house.reviewer, proposed(house).public_id)


def declined_correction(house: House) -> Correction:
    """A correction that was not taken over."""
    return correcting.decline(house.reviewer, proposed(house).public_id, reason="核对无误")


def raised(house: House) -> Objection:
    """An objection of the township to its points."""
    return objecting.raise_objection(
        house.officer,
        new_id(),
        scheme=in_force(house).public_id,
        period=str(clock.today().year),
        statement="少计了一条",
    )


def upheld(house: House) -> Objection:
    """An objection that is right."""
    return objecting.uphold(house.reviewer, raised(house).public_id, answer="属实")


def rejected(house: House) -> Objection:
    """An objection that is not."""
    return objecting.dismiss(house.reviewer, raised(house).public_id, answer="核对无误")


def closed(house: House) -> Objection:
    """An objection about which nothing more is to be done."""
    return objecting.close(house.reviewer, rejected(house).public_id)


def particulars(**changes: Any) -> Particulars:
    """An activity of today."""
    given = {
        "kind": "调研",
        "attendance": "按时参加",
        "title": "企业用工调研",
        "evidence": "签到表",
        "day": clock.today(),
    }
    return Particulars(**{**given, **changes})


def entered(house: House) -> Activity:
    """An activity that nobody has looked at."""
    return recording.enter(house.member, new_id(), particulars=particulars())


def confirmed(house: House) -> Activity:
    """An activity that counts."""
    return recording.confirm(house.editor, entered(house).public_id)


def struck(house: House) -> Activity:
    """An activity that was taken off the record."""
    return recording.strike(house.editor, confirmed(house).public_id, reason="重复")


def one_of_each(house: House, scheme: Scheme) -> None:
    """One more occasion, objection, correction, activity and draft of a scheme, as the lists show them."""
    booked_for = occasion(house)
    objecting.raise_objection(
        house.officer,
        new_id(),
        scheme=scheme.public_id,
        period=str(clock.today().year),
        statement="少计了一条",
        occasion=booked_for.public_id,
    )
    proposal = Proposal(change=Change.CANCEL, reason="重复登记")
    correcting.propose(house.editor, new_id(), occasion=booked_for.public_id, proposal=proposal)
    entered(house)
    drafted(house, UNITS.replace("2026-1", f"draft-{new_id().hex[-6:]}"))


CORRECTIONS: dict[str, Callable[[House], Correction]] = {
    CorrectionState.PROPOSED: proposed,
    CorrectionState.BOOKED: confirmed_correction,
    CorrectionState.DECLINED: declined_correction,
}
OBJECTIONS: dict[str, Callable[[House], Objection]] = {
    ObjectionState.RAISED: raised,
    ObjectionState.UPHELD: upheld,
    ObjectionState.REJECTED: rejected,
    ObjectionState.CLOSED: closed,
}
ACTIVITIES: dict[str, Callable[[House], Activity]] = {
    ActivityState.ENTERED: entered,
    ActivityState.CONFIRMED: confirmed,
    ActivityState.STRUCK: struck,
}
