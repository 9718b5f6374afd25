# SPDX-License-Identifier: Apache-2.0
"""Fills an installation with running deadlines and tells, as JSON, how alarms ring. Run in a process of its own."""

import datetime
import random
import sys
import time
from typing import Any

import orjson

from yizhan.bench import corpus
from yizhan.bench.fill import enter
from yizhan.bench.percentiles import in_ms
from yizhan.cli.house import open_house

#: Looks at the clock that are timed.
_TICKS = 300

#: Alarms of the measured round lie so many seconds apart, at least and at most.
_APART = (0.2, 1.2)

#: Each running deadline has one alarm to come, somewhere in the next year.
_ROWS = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %s)
INSERT INTO clocks_deadline (public_id, station_id, kind, subject, title, state, version, starts_at, due_at,
                             terms, signals, rule, why, round)
SELECT lower(hex(randomblob(16))), %s, 'bench', lower(hex(randomblob(16))), 'n', 'running', 1, %s,
       datetime(%s, '+' || (86400 + n * 29) || ' seconds'), '[]', '[]', '', '[]', 0 FROM numbers
"""
_ALARMS = """
INSERT INTO clocks_alarm (public_id, deadline_id, station_id, name, rung, card, moment, round, number, state, version)
SELECT lower(hex(randomblob(16))), id, station_id, 'passed', 'person', 'none', due_at, 0, 0, 'waiting', 1
FROM clocks_deadline WHERE kind = 'bench'
"""


def main(count: int, alarms: int) -> None:
    """Fill, time the looks at the clock, let alarms ring beside the worker, tell what was seen."""
    open_house()
    keys = enter()
    _fill(count, keys["station"])
    result = {"deadlines": count, "tick": in_ms(_ticks()), **_rung(keys["station"], alarms)}
    sys.stdout.buffer.write(orjson.dumps(result))


def _fill(count: int, station: int) -> None:
    from django.db import connection  # noqa: PLC0415 -- models exist only once the house is open

    from yizhan.kernel import clock  # noqa: PLC0415

    if not count:
        return
    now = clock.now().astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%M:%S")
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [count, station, now, now])
        cursor.execute(_ALARMS)


def _ticks() -> list[float]:
    """Seconds of each look at the clock when nothing is due."""
    from yizhan.jobs import alarms  # noqa: PLC0415
    from yizhan.kernel import clock  # noqa: PLC0415

    times = []
    for _ in range(_TICKS):
        begun = time.perf_counter()
        alarms.ring()
        alarms.seconds_to_next(most=1.0, since=clock.now())
        times.append(time.perf_counter() - begun)
    return times


def _rung(station: int, number: int) -> dict[str, Any]:
    """How late alarms rang beside a worker, in milliseconds, and how many rang not at all or twice."""
    from yizhan.domains.clocks.models import Alarm  # noqa: PLC0415
    from yizhan.jobs import worker  # noqa: PLC0415
    from yizhan.kernel import clock  # noqa: PLC0415
    from yizhan.kernel.models import Entry  # noqa: PLC0415

    stopped = worker.start()
    time.sleep(2)
    last = _lay_down(station, number)
    time.sleep(max(0.0, (last - clock.now()).total_seconds()) + 3)
    stopped.set()
    rows = Alarm.objects.filter(deadline__kind="bench.measured", rung_at__isnull=False)
    moments = rows.values_list("moment", "rung_at")
    late = [(rung_at - moment).total_seconds() for moment, rung_at in moments if rung_at]
    entries = Entry.objects.filter(event="clocks.alarm.rung", facts__kind="bench.measured").count()
    return {"late": in_ms(late), "missing": number - len(late), "twice": entries - len(late)}


def _lay_down(station: int, number: int) -> datetime.datetime:
    """Deadlines at moments that nobody can foresee, opened as a room does; answers with the last moment."""
    from yizhan.domains.clocks.operations import running  # noqa: PLC0415
    from yizhan.domains.clocks.queries.reckoning import AlarmPlan  # noqa: PLC0415
    from yizhan.domains.clocks.states import Rung  # noqa: PLC0415
    from yizhan.kernel import clock  # noqa: PLC0415
    from yizhan.kernel.actors import system  # noqa: PLC0415
    from yizhan.kernel.ids import new_id  # noqa: PLC0415

    chance = random.Random(corpus.SEED)  # noqa: S311 -- moments, nothing secret
    moment = clock.now() + datetime.timedelta(seconds=2)
    plans = [AlarmPlan(name="passed", rung=Rung.PERSON)]
    for _ in range(number):
        moment += datetime.timedelta(seconds=chance.uniform(*_APART))
        running.open_deadline(
            system(), new_id(), "bench.measured", station=station, title="n", fixed=moment, plans=plans
        )
    return moment


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
