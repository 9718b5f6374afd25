# SPDX-License-Identifier: Apache-2.0
"""How long millions of events take, beside a bare group-by of the same rows.

The scheme has 40 rules, item conditions, multipliers, highest only per item, a ladder, shares, limits, duties, grades
and ranks. Rows are drawn with a seed; figures of different machines compare only as ratios within one run.
"""

import gc
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from yizhan.engines.scoring.appraising import appraise
from yizhan.engines.scoring.bench_scheme import CHANNELS, FORMS, LEVELS, forty_rules
from yizhan.engines.scoring.calculation.slots import day_number
from yizhan.engines.scoring.events.records import EventRecord
from yizhan.engines.scoring.events.table import (
    NUMBER_SCALE,
    Categories,
    Column,
    EventTable,
    Numbers,
    SharedCredits,
)
from yizhan.engines.scoring.incremental.ledger import Ledger
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.periods import parse_period
from yizhan.engines.scoring.units.register import Register

if TYPE_CHECKING:
    import duckdb

YEAR = parse_period("2026")
#: Columns on which the points of an event depend; a query that prices events must group by all of them.
PRICED_BY = ("kind", "channel", "form", "level", "commissioned", "late", "topic", "words >= 3000")


def run(
    events: int = 5_000_000, units: int = 3_000, seed: int = 20260701, repeats: int = 3, further: int = 200
) -> dict[str, object]:
    """Measure, and return seconds, megabytes and ratios to the group-bys. `further` single events are added."""
    table = synthetic_events(events, units, seed)
    scheme = forty_rules()
    whole = partial(_recompute, scheme, table)
    whole()
    figures: dict[str, object] = {
        "events": events,
        "units": units,
        "months": 12,
        "rules": len(scheme.rules),
        "seed": seed,
        "full_peak_megabytes": _peak_megabytes(),
    }
    figures |= _single_events(table, seed, further)
    figures["peak_megabytes"] = _peak_megabytes()
    seconds = _best_of_rounds({"full": whole, **_bare_group_bys(table)}, repeats)
    figures |= {f"{name}_seconds": round(best, 3) for name, best in seconds.items()}
    figures |= {f"times_{name}": round(seconds["full"] / best, 2) for name, best in seconds.items() if name != "full"}
    return figures


def _recompute(scheme: Scheme, table: EventTable) -> object:
    return appraise(scheme, table, period=YEAR).ranks


def _best_of_rounds(calls: Mapping[str, Callable[[], object]], repeats: int) -> dict[str, float]:
    """The best time of each call. Calls take turns, so that a busy machine is as busy for all of them."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _round in range(repeats):
        for name, call in calls.items():
            gc.collect()
            start = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - start)
    return {name: min(measured) for name, measured in times.items()}


def _peak_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _single_events(table: EventTable, seed: int, count: int) -> dict[str, object]:
    """Milliseconds for one new event of a unit drawn like the others, so large units come up more often."""
    random = np.random.default_rng(seed + 1)
    start = time.perf_counter()
    ledger = Ledger(forty_rules(), table, Register.of_names(table.holder_names), YEAR)
    opening = time.perf_counter() - start
    wall, processor = [], []
    for number in range(count):
        record = _further_event(table, len(table) + 1 + number, random)
        before = time.perf_counter(), time.process_time()
        ledger.add(record)
        wall.append(1_000 * (time.perf_counter() - before[0]))
        processor.append(1_000 * (time.process_time() - before[1]))
    return {
        "ledger_opening_seconds": round(opening, 3),
        "one_event_ms": _spread(wall),
        "one_event_processor_ms": _spread(processor),
    }


def _spread(milliseconds: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and worst."""
    p50, p95 = np.percentile(milliseconds, (50, 95)).tolist()
    return {"p50": round(p50, 1), "p95": round(p95, 1), "max": round(max(milliseconds), 1)}


def _further_event(table: EventTable, number: int, random: np.random.Generator) -> EventRecord:
    kind = str(random.choice(["报送", "采用", "批示", "约稿"], p=[0.55, 0.35, 0.06, 0.04]))
    adopted = kind == "采用"
    fields = {
        "kind": kind,
        "channel": str(random.choice(CHANNELS)) if adopted else None,
        "form": str(random.choice(FORMS)) if adopted else None,
        "level": str(random.choice(LEVELS)) if kind == "批示" else None,
        "commissioned": bool(random.random() < 0.1),
        "late": bool(random.random() < 0.08),
        "words": Decimal(int(random.integers(200, 5_000))),
        "topic": "专题03",
    }
    like, about = random.integers(0, len(table), 2).tolist()
    day = date(2026, 1, 1) + timedelta(days=int(random.integers(0, 365)))
    return EventRecord(str(number), day, [table.holder_names[table.holder[like]]], str(table.item[about]), fields)


def _bare_group_bys(table: EventTable) -> dict[str, Callable[[], object]]:
    """DuckDB on the same rows and two threads: sums of ready points, and counts by everything that prices an event."""
    try:
        import duckdb  # noqa: PLC0415 -- only for comparison; not installed with Yizhan
    except ImportError:
        return {}
    connection = duckdb.connect()
    connection.execute("SET threads = 2; SET enable_progress_bar = false")
    columns: dict[str, NDArray[np.generic]] = {
        "unit": table.holder,
        "month": (table.day // 31).astype(np.int16),
        "points": np.random.default_rng(1).integers(0, 100, len(table)),
    }
    columns |= {
        name: column.codes if isinstance(column, Categories) else column.values
        for name, column in table.columns.items()
    }
    connection.register("given", columns)
    connection.execute("CREATE TABLE events AS SELECT * FROM given")
    priced = ", ".join(PRICED_BY).replace("3000", str(3_000 * NUMBER_SCALE))
    queries = {
        "group_by_ready_points": "SELECT unit, month, sum(points), count(*) FROM events GROUP BY ALL",
        "group_by_priced": f"SELECT unit, month, {priced}, count(*) FROM events GROUP BY ALL",  # noqa: S608 -- fixed columns
    }
    return {name: partial(_fetch, connection, query) for name, query in queries.items()}


def _fetch(connection: "duckdb.DuckDBPyConnection", query: str) -> object:
    return connection.execute(query).fetchnumpy()


def synthetic_events(events: int, units: int, seed: int, shared_part: float = 0.02) -> EventTable:
    """Events of the year 2026, units of very different size, about 1.7 events an item."""
    random = np.random.default_rng(seed)
    sizes = random.pareto(1.5, units) + 0.2
    holder = random.choice(units, events, p=sizes / sizes.sum()).astype(np.int32)
    day = (random.integers(0, 365, events) + day_number(date(2026, 1, 1))).astype(np.int32)
    kind = random.choice(np.array([1, 2, 3, 4], np.int16), events, p=[0.55, 0.35, 0.06, 0.04])
    columns: dict[str, Column] = {
        "kind": _categories(kind, ("", "报送", "采用", "批示", "约稿")),
        "channel": _drawn(random, (kind == 2).astype(np.int16), ("", *CHANNELS)),
        "form": _drawn(random, (kind == 2).astype(np.int16), ("", *FORMS)),
        "level": _drawn(random, (kind == 3).astype(np.int16), ("", *LEVELS)),
        "commissioned": _categories((random.random(events) < 0.1).astype(np.int16), ("否", "是")),
        "late": _categories((random.random(events) < 0.08).astype(np.int16), ("否", "是")),
        "words": Numbers(random.integers(200, 5_000, events) * NUMBER_SCALE),
        "topic": _drawn(random, np.ones(events, np.int16), ("", *(f"专题{number:02}" for number in range(1, 61)))),
    }
    return EventTable(
        ids=random.permutation(events) + 1,
        day=day,
        holder=holder,
        item=random.integers(1, max(2, int(events * 0.6)), events).astype(np.int32),
        columns=columns,
        shared=_shared(random, events, units, shared_part, holder),
        holder_names=[f"单位{number:04}" for number in range(units)],
    )


def _categories(codes: NDArray[np.int16], values: tuple[str, ...]) -> Categories:
    return Categories(codes, values)


def _drawn(random: np.random.Generator, given: NDArray[np.int16], values: tuple[str, ...]) -> Categories:
    return Categories((random.integers(1, len(values), given.size) * given).astype(np.int16), values)


def _shared(
    random: np.random.Generator, events: int, units: int, part: float, holder: NDArray[np.int32]
) -> SharedCredits:
    """A second contributor for some events."""
    rows = np.flatnonzero(random.random(events) < part)
    second = (holder[rows] + 1 + random.integers(0, units - 1, rows.size)) % units if units > 1 else holder[rows]
    holders = np.stack((holder[rows], second), axis=1).reshape(-1)
    ones = np.ones(holders.size, np.int64)
    return SharedCredits(rows, np.arange(0, 2 * rows.size + 1, 2), holders, ones, 0 * ones)
