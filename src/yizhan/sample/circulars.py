# SPDX-License-Identifier: Apache-2.0
"""The bulletin of the sample: the last whole quarter, drafted, checked, signed and released."""

import uuid
from typing import TYPE_CHECKING

from yizhan.domains.bulletins.operations import deciding, drafting, releasing
from yizhan.domains.bulletins.states import Kind
from yizhan.kernel import clock

if TYPE_CHECKING:
    from yizhan.sample.year import Year


def tell_of_quarter(year: "Year") -> None:
    """Release the bulletin of the quarter before the present one."""
    today = clock.today()
    last = today.year * 4 + (today.month - 1) // 3 - 1
    period = f"{last // 4}Q{last % 4 + 1}"
    key = uuid.uuid5(uuid.NAMESPACE_OID, period)
    drafting.draft(year.actor("editor"), key, kind=Kind.QUARTER, period=period)
    drafting.hand_over(year.actor("editor"), key)
    deciding.check(year.actor("reviewer"), key)
    deciding.sign(year.actor("signer"), key)
    releasing.release(year.actor("signer"), key)
    year.counts["bulletins"] = 1
