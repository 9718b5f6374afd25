# SPDX-License-Identifier: Apache-2.0
"""Quotas laid down in the rulebook, exemptions and closed periods, by the operations themselves."""

import datetime
from typing import Any

from tests.factories.network import LONG_AGO, House
from yizhan.domains.quotas import rules
from yizhan.domains.quotas.models import Closing, Exemption
from yizhan.domains.quotas.operations import closing, exempting
from yizhan.domains.quotas.queries import lines, spans
from yizhan.domains.quotas.queries.lines import Line
from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.operations.laying_down import lay_down
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.ids import new_id


def day(month: int, number: int, hour: int = 10) -> datetime.datetime:
    """A morning of 2026 at the office."""
    return datetime.datetime(2026, month, number, hour, tzinfo=clock.OFFICE_ZONE)


def row(**changes: Any) -> dict[str, Any]:
    """One quota: each unit hands in one item a month."""
    given = {"name": "每月报送", "who": "unit", "span": "month", "counted": "handed_in", "least": 1, "most": None}
    return {**given, "where": "", **changes}


def laid_down(house: House, *rows: dict[str, Any], valid_from: datetime.date = LONG_AGO, **provision: Any) -> Rule:
    """Quotas in force at the station."""
    return lay_down(
        system(house.station.pk),
        house.station.pk,
        Provision(
            key=rules.DUTIES.key,
            value=list(rows) or [row()],
            valid_from=valid_from,
            instrument=Instrument(title="《信息工作办法》", article="第六条"),
            **provision,
        ),
    )


def ruled(house: House, definition: Any, value: Any) -> None:
    """A value of another rule of the room."""
    origin = Instrument(title="《信息工作办法》")
    lay_down(
        system(house.station.pk),
        house.station.pk,
        Provision(key=definition.key, value=value, valid_from=LONG_AGO, instrument=origin),
    )


def counted(house: House, on: datetime.datetime, span: str = "month") -> dict[str, Line]:
    """How the quotas of the period that holds a day stand then, by whom they bind."""
    period = spans.period_of(span, on.date())
    return {line.bound.name: line for line in lines.lines(house.station.pk, span, period, on=on.date())}


def exempt(house: House, **changes: Any) -> Exemption:
    """The township owes nothing from the eleventh to the twentieth of June."""
    given = {
        "first_on": datetime.date(2026, 6, 11),
        "last_on": datetime.date(2026, 6, 20),
        "reason": "机构调整",
        "unit": house.township.public_id,
    }
    return exempting.exempt(house.editor, new_id(), **{**given, **changes})


def revoked(house: House) -> Exemption:
    """An exemption that does not hold."""
    return exempting.revoke(house.editor, exempt(house).public_id, reason="调整推迟")


def closed(house: House, month: int = 6) -> Closing:
    """A month that was closed on the third of the next."""
    with clock.at(day(month + 1, 3)):
        return closing.close(house.editor, "month", first_on=datetime.date(2026, month, 1))


IN_STATE = {"granted": exempt, "revoked": revoked}
