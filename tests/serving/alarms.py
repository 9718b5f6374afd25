# SPDX-License-Identifier: Apache-2.0
"""Lays alarms down in YIZHAN_HOME, or works as the worker does until it is killed. Run in a process of its own."""

import datetime
import sys
import threading

from yizhan.cli.house import open_house


def lay(number: int) -> None:
    """So many deadlines, each with one alarm that tells the department, a tenth of a second apart."""
    open_house()
    from tests.factories import clocks as made
    from tests.factories.network import House
    from yizhan.domains.clocks.queries.reckoning import AlarmPlan
    from yizhan.domains.clocks.states import Rung
    from yizhan.kernel import clock

    house, plans = House.build(), [AlarmPlan(name="passed", rung=Rung.PERSON)]
    moment = clock.now() + datetime.timedelta(seconds=5)
    for place in range(number):
        due = moment + datetime.timedelta(seconds=place / 10)
        made.running_one(house, terms=(), fixed=due, plans=plans)


def work() -> None:
    """Ring alarms and carry out what they owe."""
    open_house(migrate=False)
    from yizhan.jobs import worker

    worker.work(threading.Event())


if __name__ == "__main__":
    lay(int(sys.argv[2])) if sys.argv[1] == "lay" else work()
