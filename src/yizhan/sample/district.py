# SPDX-License-Identifier: Apache-2.0
"""`make`: a fictional district with a year of plausible life, made by the operations themselves, all or nothing."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import transaction

from yizhan.domains.network.operations import tree
from yizhan.kernel import clock, planning
from yizhan.kernel.actors import system
from yizhan.sample import network, on_duty
from yizhan.sample.year import Year

SEED = 20261123
DAYS = 365


def make(*, tell: Callable[[str], None], seed: int = SEED, items: int = 600) -> dict[str, Any]:
    """Make the sample installation; answers with the seed and what there is of each kind.

    One transaction: an interrupted start leaves an empty store. The same seed on the same day makes the same life.
    """
    tell(f"正在建立示例数据(种子 {seed}),约半分钟…… / Making sample data, about half a minute …")
    today = clock.now().astimezone(clock.OFFICE_ZONE).replace(hour=9, minute=0, second=0, microsecond=0)
    start = today - datetime.timedelta(days=DAYS)
    with transaction.atomic():
        with clock.at(start):
            tree.found_installation(system(), is_sample=True)
            district = network.build(start.date())
        year = Year(district, start, today, seed=seed, items=items)
        on_duty.plan(year)
        counts = year.live()
    planning.renew_statistics(whole=True)
    return {"seed": seed, **counts}
