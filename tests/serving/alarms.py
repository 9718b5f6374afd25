# SPDX-License-Identifier: Apache-2.0
"""Lays alarms down in YIZHAN_HOME, or works as the worker does until it is killed. Run in a process of its own."""

import datetime
import sys
import threading

from yizhan.cli.house import open_house


def lay(number: int) -> None:
    """So many deadlines, each with one alarm that tells the department, a tenth of a second apart.

    Beside them two urgent ones, whose alarms nobody takes: each goes on to the next every second.
    """
    open_house()
    from tests.factories import clocks as made
    from tests.factories.network import House
    from yizhan.domains.clocks.operations import running
    from yizhan.domains.clocks.queries.reckoning import AlarmPlan
    from yizhan.domains.clocks.states import Rung
    from yizhan.kernel import clock
    from yizhan.kernel.ids import new_id

    house, plans = House.build(), [AlarmPlan(name="passed", rung=Rung.PERSON)]
    moment = clock.now() + datetime.timedelta(seconds=5)
    for place in range(number):
        due = moment + datetime.timedelta(seconds=place / 10)
        made.running_one(house, terms=(), fixed=due, plans=plans)
    calling = [AlarmPlan(name="due", rung=Rung.PERSON, passes_on_after=1)]
    for _urgent in range(2):
        running.open_deadline(
            house.editor,
            new_id(),
            "urgent.first_report",
            station=house.station.pk,
            title="河堤险情",
            organization=house.township.pk,
            terms=(),
            fixed=moment,
            plans=calling,
        )


def work() -> None:
    """Ring alarms and carry out what they owe."""
    open_house(migrate=False)
    from yizhan.jobs import worker

    worker.work(threading.Event())


if __name__ == "__main__":
    lay(int(sys.argv[2])) if sys.argv[1] == "lay" else work()
