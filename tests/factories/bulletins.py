# SPDX-License-Identifier: Apache-2.0
"""Bulletins in any state, brought there by the operations themselves."""

import datetime
from collections.abc import Callable

from tests.factories.network import House
from yizhan.domains.bulletins.models import Bulletin
from yizhan.domains.bulletins.operations import deciding, drafting, releasing
from yizhan.domains.bulletins.operations.writing import WrittenSection
from yizhan.domains.bulletins.states import Kind, State
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id

SECTIONS = (WrittenSection("一、总体情况", "本月工作平稳。"), WrittenSection("二、下一步", "请报送防汛信息。"))


def last_month() -> str:
    """The month before this one, as periods are written."""
    return f"{clock.today().replace(day=1) - datetime.timedelta(days=1):%Y-%m}"


def drafted(house: House, *, kind: str = Kind.MONTH, period: str = "", matter: str = "") -> Bulletin:
    """A draft of the editor, about last month unless said otherwise."""
    return drafting.draft(house.editor, new_id(), kind=kind, period=period or last_month(), matter=matter)


def handed_over(house: House, bulletin: Bulletin | None = None) -> Bulletin:
    """One that the editor says is ready."""
    return drafting.hand_over(house.editor, (bulletin or drafted(house)).public_id)


def checked(house: House, bulletin: Bulletin | None = None) -> Bulletin:
    """One that the reviewer found right."""
    return deciding.check(house.reviewer, handed_over(house, bulletin).public_id)


def signed(house: House, bulletin: Bulletin | None = None) -> Bulletin:
    """One that the signer signed."""
    return deciding.sign(house.signer, checked(house, bulletin).public_id)


def released(house: House, bulletin: Bulletin | None = None) -> Bulletin:
    """One that units and members have."""
    return releasing.release(house.signer, signed(house, bulletin).public_id)


def correction(house: House, original: Bulletin) -> Bulletin:
    """The draft of a notice that corrects a released bulletin."""
    return drafting.prepare_correction(house.editor, original.public_id, new_id(), reason="漏计一条采用")


def corrected(house: House) -> Bulletin:
    """A released bulletin whose correction was released too."""
    original = released(house)
    released(house, correction(house, original))
    original.refresh_from_db()
    return original


def discarded(house: House) -> Bulletin:
    """A draft that was given up."""
    return drafting.discard(house.editor, drafted(house).public_id, reason="另行起草")


IN_STATE: dict[str, Callable[[House], Bulletin]] = {
    State.DRAFTED: drafted,
    State.HANDED_OVER: handed_over,
    State.CHECKED: checked,
    State.SIGNED: signed,
    State.RELEASED: released,
    State.CORRECTED: corrected,
    State.DISCARDED: discarded,
}
