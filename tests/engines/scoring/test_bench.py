# SPDX-License-Identifier: Apache-2.0
"""The bench runs, and what it measures is right: quick and explained calculation agree on its rows."""

from yizhan.engines.scoring.appraising import appraise
from yizhan.engines.scoring.bench import YEAR, run, synthetic_events
from yizhan.engines.scoring.bench_scheme import forty_rules


def test_bench_returns_figures_for_a_small_number_of_events() -> None:
    figures = run(events=2_000, units=30, repeats=1, further=3)
    assert (figures["events"], figures["units"], figures["rules"]) == (2_000, 30, 40)
    assert {"full_seconds", "one_event_ms", "one_event_processor_ms", "peak_megabytes"} <= figures.keys()


def test_rows_of_the_bench_give_the_same_accounts_in_both_ways() -> None:
    table = synthetic_events(20_000, 40, seed=3)
    quick = appraise(forty_rules(), table, period=YEAR).accounts.amounts
    slow = appraise(forty_rules(), table, period=YEAR, explain=True).accounts.amounts
    assert (quick == slow).all()
    assert int(abs(quick).sum()) > 0


def test_more_rows_than_one_thread_takes_are_added_up_alike() -> None:
    """Beyond `parallel.FEW` rows the work is split; the parts must meet."""
    table = synthetic_events(300_000, 50, seed=4)
    whole = appraise(forty_rules(), table, period=YEAR).accounts.sums.counted[None, "each"]
    assert int(whole.sum()) == len(table) + table.shared.rows.size
