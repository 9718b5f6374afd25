# SPDX-License-Identifier: Apache-2.0
"""Schemes in any state, booked occasions and frozen periods, made by the operations themselves."""

import datetime
from collections.abc import Callable

from tests.factories.network import House
from yizhan.domains.appraisal.models import Scheme
from yizhan.domains.appraisal.operations import booking, schemes
from yizhan.domains.appraisal.operations.schemes import Instrument
from yizhan.domains.appraisal.states import SchemeState
from yizhan.kernel.actors import system
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
