# SPDX-License-Identifier: Apache-2.0
"""What holds for all events: order, corrections, shares, caps, and agreement with a slow calculation by hand."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from tests.engines.scoring.written import EventRecord, appraised, events, scheme
from yizhan.engines.scoring.calculation.sharing import divide_among
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.incremental.ledger import Ledger
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.periods import parse_period
from yizhan.engines.scoring.units.register import Register

UNITS = ("甲镇", "乙镇", "丙局", "丁局")
SEEDS = range(6)

#: Everything at once, so that steps meet one another.
RICH = """
[[section]]
id = "adopted"
name = "采用"

[[section]]
id = "work"
name = "报送与约稿"

[[rule]]
id = "adopted"
name = "采用"
section = "adopted"
when = { kind = "采用" }
points_by = { level = { "县" = 5, "市" = 7.5, "省" = 20, "国家" = 40 } }

[[rule]]
id = "brief"
name = "简讯"
section = "adopted"
when = { kind = "采用", form = "简讯" }
points = 1
instead_of = ["adopted"]

[[rule]]
id = "instructed"
name = "批示另加"
section = "adopted"
when = { kind = "批示" }
item_has = { kind = "采用" }
points = 10

[[rule]]
id = "commission"
name = "约稿"
section = "work"
when = { kind = "约稿", late = false }
ladder = [{ up_to = 1, points = 5 }, { up_to = 3, points = 3 }, { points = 1 }]
ladder_per = ["holder", "quarter"]

[[rule]]
id = "late"
name = "逾期"
section = "work"
when = { late = true }
deduct = 2.5

[[rule]]
id = "words"
name = "每千字 0.1 分"
section = "work"
when = { kind = "报送", late = false }
points = 0.1
times = "words"

[[rule]]
id = "topic"
name = "专题首报 10 分"
section = "work"
in_addition = true
when = { kind = "报送", topic = { given = true } }
ladder = [{ up_to = 1, points = 10 }, { points = 2 }]
ladder_per = ["topic", "year"]

[[multiplier]]
id = "instructed-twice"
name = "有市以上批示加倍"
rules = ["adopted"]
item_has = [
    { kind = "批示", level = { at_least = "市" }, words = { except = [10] } },
    { kind = "批示", topic = "防汛", words = { at_least = 2 } },
]
factor = 2

[[multiplier]]
id = "repost"
name = "转发减半"
when = { repost = true }
factor = 0.5

[[selection]]
id = "two-levels"
name = "取最高两级,同级一次"
rules = ["adopted", "brief"]
count = 2
once_per = "level"

[[limit]]
id = "item-cap"
name = "每件 45"
sections = ["adopted"]
every = "item"
at_most = 45

[[sharing]]
id = "lead"
name = "第一作者六成"
sections = ["adopted"]
method = "lead"
lead = 0.6

[[limit]]
id = "month-cap"
name = "月 30"
sections = ["work"]
every = "month"
at_most = 30
at_least = -5

[[limit]]
id = "year-cap"
name = "年 200"
every = "year"
at_most = 200

[[measure]]
id = "items"
name = "稿件"
count = { kind = "报送" }
distinct = "item"

[[measure]]
id = "rate"
name = "采用率"
count = { kind = "采用" }
of = { kind = "报送" }

[[duty]]
id = "monthly"
name = "每月 1 件"
section = "work"
measure = "items"
every = "month"
at_least = 1
points = 2
each_missing = 1

[[duty]]
id = "weekly"
name = "每周 1 条"
count = { kind = "报送" }
every = "week"
at_least = 1

[[duty]]
id = "rate"
name = "采用率"
section = "work"
measure = "rate"
every = "quarter"
steps = [{ at_least = 0.5, points = 3 }, { less_than = 0.1, deduct = 1 }]

[[zeroing]]
id = "zero"
name = "逾期九次清零"
sections = ["work"]
count = { late = true }
every = "half_year"
at_least = 9
"""


@pytest.fixture(scope="module")
def rich() -> Scheme:
    return scheme(RICH)


@pytest.fixture(params=SEEDS)
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Pytest prints the seed as the parameter of a failing test."""
    return random.Random(request.param)


def drawn_event(number: int, chance: random.Random) -> EventRecord:
    kind = chance.choice(["报送", "报送", "采用", "批示", "约稿"])
    fields = {
        "kind": kind,
        "level": chance.choice(["县", "市", "省", "国家"]) if kind in ("采用", "批示") else None,
        "form": chance.choice(["单篇", "综合", "简讯", None]),
        "late": chance.random() < 0.15,
        "repost": chance.random() < 0.2,
        "words": chance.choice([None, 1, 2, 10]),
        "topic": chance.choice(["", "", "防汛", "春耕"]),
    }
    holders = chance.sample(UNITS, chance.choice([1, 1, 1, 2, 3]))
    day = date(2026, 1, 1) + timedelta(days=chance.randrange(365))
    return EventRecord(str(number), day, holders, chance.choice(["", "A", "B", "C", "D", "E", "F"]), fields)


def drawn_events(count: int, chance: random.Random) -> list[EventRecord]:
    return [drawn_event(number, chance) for number in range(count)]


def lines_of(written: Scheme, records: Sequence[EventRecord], *, explain: bool = False) -> dict[str, list[float]]:
    appraisal = appraised(written, records, units=Register.of_names(UNITS), explain=explain)
    amounts = appraisal.accounts.amounts
    return {line.id: amounts[:, :, place].tolist() for place, line in enumerate(appraisal.accounts.lines)}


def test_order_of_rows_does_not_matter(rich: Scheme, chance: random.Random) -> None:
    records = drawn_events(150, chance)
    shuffled = chance.sample(records, len(records))
    assert lines_of(rich, records) == lines_of(rich, shuffled)


def test_quick_and_explained_calculation_agree(rich: Scheme, chance: random.Random) -> None:
    records = drawn_events(150, chance)
    assert lines_of(rich, records) == lines_of(rich, records, explain=True)


def test_caps_are_never_exceeded(rich: Scheme, chance: random.Random) -> None:
    appraisal = appraised(rich, drawn_events(400, chance), units=Register.of_names(UNITS))
    assert int(appraisal.own.cumsum(axis=1).max()) <= 20_000
    work = [
        place for place, line in enumerate(appraisal.accounts.lines) if line.section == "work" and line.id != "zero"
    ]
    monthly = appraisal.accounts.amounts[:, :, work].sum(axis=2)
    assert int(monthly.max()) <= 3_000
    assert int(monthly.min()) >= -500


def test_quarters_computed_apart_add_up_to_the_year(chance: random.Random) -> None:
    """As long as nothing looks ahead: no points that depend on a later instruction or a better adoption to come."""
    written = scheme(RUNNING)
    records, units = drawn_events(200, chance), Register.of_names(UNITS)
    quarters = [appraised(written, records, f"2026Q{number}", units).points for number in (1, 2, 3, 4)]
    assert sum(quarters).tolist() == appraised(written, records, "2026", units).points.tolist()


RUNNING = """
[[rule]]
id = "adopted"
name = "采用"
when = { kind = "采用" }
points_by = { level = { "县" = 5, "市" = 7.5, "省" = 20, "国家" = 40 } }

[[rule]]
id = "commission"
name = "约稿"
when = { kind = "约稿" }
ladder = [{ up_to = 3, points = 5 }, { points = 3 }]
ladder_per = ["holder", "year"]

[[rule]]
id = "late"
name = "逾期"
when = { late = true }
deduct = 3

[[selection]]
id = "first"
name = "首次采用计分"
take = "first"

[[limit]]
id = "month-cap"
name = "月封顶"
every = "month"
at_most = 40

[[limit]]
id = "year-cap"
name = "年封顶"
every = "year"
at_most = 150
at_least = 0

[[duty]]
id = "monthly"
name = "每月 2 条"
count = { kind = "报送" }
every = "month"
at_least = 2
each_missing = 1
"""


def test_shares_add_up_to_the_whole() -> None:
    chance = random.Random(7)
    for _round in range(300):
        count = chance.randrange(1, 7)
        whole = chance.randrange(-1_000, 1_000)
        weights = np.array([chance.randrange(1, 50)] + [chance.randrange(0, 50) for _ in range(count - 1)])
        parts = divide_among(np.full(count, whole), weights, np.arange(count), np.full(count, count))
        assert int(parts.sum()) == whole
        assert [int(part) for part, weight in zip(parts, weights, strict=True) if weight == 0] == [0] * int(
            (weights == 0).sum()
        )


def test_account_follows_events_and_corrections_like_a_recomputation(rich: Scheme, chance: random.Random) -> None:
    start = drawn_events(40, chance)
    units, period = Register.of_names(UNITS), parse_period("2026")
    ledger = Ledger(rich, events(rich, *start), units, period)
    history = list(start)
    for number in range(1_000, 1_016):
        record = _next_record(number, history, chance)
        ledger.add(record)
        history.append(record)
        fresh = appraised(rich, history, "2026", units)
        assert ledger.amounts.tolist() == fresh.accounts.amounts.tolist()
        assert [each.met.tolist() for each in ledger.judgements] == [
            each.met.tolist() for each in fresh.accounts.judgements
        ]
    assert ledger.appraisal().points.tolist() == appraised(rich, history, "2026", units).points.tolist()


def _next_record(number: int, history: Sequence[EventRecord], chance: random.Random) -> EventRecord:
    """A new event, a cancellation or a correction of anything that came before, corrections included."""
    kind = chance.choice(["new", "new", "cancel", "replace"])
    record = drawn_event(number, chance)
    if kind == "new":
        return record
    target = chance.choice(history).id
    return replace(record, cancels=target) if kind == "cancel" else replace(record, replaces=target)


def test_ledger_refuses_and_stays_as_it_was(rich: Scheme) -> None:
    chance = random.Random(3)
    ledger = Ledger(rich, events(rich, *drawn_events(20, chance)), Register.of_names(UNITS), parse_period("2026"))
    before = ledger.amounts.tolist()
    known, outside = drawn_event(5, chance), replace(drawn_event(900, chance), day=date(2027, 1, 1))
    unknown = replace(drawn_event(901, chance), cancels="777")
    for record, code in (
        (known, "events.id_twice"),
        (outside, "events.after_period"),
        (unknown, "events.correction_unknown"),
    ):
        with pytest.raises(Refused) as refused:
            ledger.add(record)
        assert refused.value.findings[0].code == code
    assert ledger.amounts.tolist() == before


def test_points_agree_with_a_slow_calculation(chance: random.Random) -> None:
    """Conditions, highest only per item, doubled by instruction, halves to the lead: worked out event by event."""
    written = scheme(SIMPLE)
    records = [replace(each, holders=each.holders[:2]) for each in drawn_events(120, chance)]
    appraisal = appraised(written, records, units=Register.of_names(UNITS))
    assert dict(zip(UNITS, appraisal.points.tolist(), strict=True)) == _slow(records)


SIMPLE = """
[[rule]]
id = "adopted"
name = "采用"
when = { kind = "采用", form = { except = ["简讯"] } }
points_by = { level = { "县" = 5, "市" = 10, "省" = 20, "国家" = 40 } }

[[multiplier]]
id = "doubled"
name = "有省以上批示加倍"
item_has = { kind = "批示", level = { at_least = "省" } }
factor = 2

[[selection]]
id = "highest"
name = "计最高"

[[sharing]]
id = "lead"
name = "第一作者七成"
method = "lead"
lead = 0.7
"""


def _slow(records: Sequence[EventRecord]) -> dict[str, int]:
    doubled = {
        each.item
        for each in records
        if each.item and each.fields["kind"] == "批示" and each.fields["level"] in ("省", "国家")
    }
    best: dict[str, tuple[int, date, str, EventRecord]] = {}
    for each in records:
        if each.fields["kind"] != "采用" or each.fields["form"] == "简讯":
            continue
        points = {"县": 500, "市": 1000, "省": 2000, "国家": 4000}[str(each.fields["level"])]
        points *= 2 if each.item in doubled else 1
        group = each.item or f"event {each.id}"
        rival = (-points, each.day, each.id, each)
        if group not in best or rival[:3] < best[group][:3]:
            best[group] = rival
    totals: dict[str, int] = defaultdict(int, dict.fromkeys(UNITS, 0))
    for points, _day, _id, winner in best.values():
        lead, *others = winner.holders
        totals[lead] += -points * 7 // 10 if others else -points
        for other in others:
            totals[other] += -points * 3 // 10
    return dict(totals)
