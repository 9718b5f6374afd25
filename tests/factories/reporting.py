# SPDX-License-Identifier: Apache-2.0
"""Reports, adopting bodies and adoptions, made by the operations themselves."""

import dataclasses
import itertools
from collections.abc import Callable
from typing import Any

from tests.factories import items, network
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import registration, review
from yizhan.domains.network.states import Level, Line
from yizhan.domains.reporting.models import AdoptingBody, Adoption, Report
from yizhan.domains.reporting.operations import adoption, bodies, forwarding
from yizhan.domains.reporting.operations.adoption import Particulars
from yizhan.domains.reporting.states import State
from yizhan.kernel import clock

_count = itertools.count(1)


def body(house: House, *, level: int = Level.PROVINCE, line: str = Line.PARTY, name: str = "") -> AdoptingBody:
    """An office on the station's list."""
    return bodies.enter_body(house.editor, name=name or f"第{next(_count)}办公厅", level=level, line=line)


def particulars(of: AdoptingBody, **changes: Any) -> Particulars:
    """An adoption of today, known from a call."""
    given = Particulars(body=of.public_id, adopted_on=clock.today(), publication="每日要情", told_by="信息处来电")
    return dataclasses.replace(given, **changes)


def adopted(house: House, item: Item | None = None, by: AdoptingBody | None = None, **changes: Any) -> Adoption:
    """An adoption of an item at its station."""
    found = item or items.released(house)
    return adoption.record_adoption(
        house.editor, found.public_id, particulars=particulars(by or body(house), **changes)
    )


def revoked(house: House) -> Adoption:
    """An adoption that turned out to be none."""
    return adoption.revoke_adoption(house.editor, adopted(house).public_id, reason="登记错误")


def forwarded(house: House, item: Item | None = None) -> Report:
    """A report to the next station."""
    return forwarding.forward(house.editor, (item or items.signed(house)).public_id)


IN_STATE: dict[str, Callable[[House], Adoption]] = {State.RECORDED: adopted, State.REVOKED: revoked}


@dataclasses.dataclass(frozen=True)
class Ladder:
    """A county below a city below a province, with people in every role at each."""

    county: House
    city: House
    province: House

    @classmethod
    def build(cls) -> "Ladder":
        """Three stations in a line."""
        province = network.station(level=Level.PROVINCE)
        county = House.build(network.station(level=Level.CITY, parent=province))
        city = county.city
        return cls(county=county, city=city, province=city.city)


def passed(house: House, item: Item) -> Item:
    """An item that was handed in at a station, brought to its signature there."""
    registration.register(house.editor, item.public_id)
    review.send_to_review(house.editor, item.public_id)
    review.approve(house.reviewer, item.public_id)
    review.approve(house.second_reviewer, item.public_id)
    return review.sign_off(house.signer, item.public_id)


def passed_on(ladder: Ladder, item: Item) -> Item:
    """What an item of the county became at the province, level by level."""
    at_city = passed(ladder.city, forwarded(ladder.county, item).result)
    return passed(ladder.province, forwarded(ladder.city, at_city).result)
