# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.engines.calendars.counted import counted, when
from yizhan.engines.calendars.caveats import ShortestOf
from yizhan.engines.calendars.choice import shortest


@pytest.mark.rule("RULE-001")
@pytest.mark.rule("RULE-002")
def test_rule_that_ends_first_counts_also_when_the_rules_start_at_different_moments() -> None:
    from_event = counted("2 hours", "2026-02-16T23:30", label="2 h from the event")
    from_knowledge = counted("1 hour", "2026-02-17T00:45", label="1 h from first knowledge")
    choice = shortest([from_knowledge, from_event])
    assert when(choice.chosen) == "2026-02-17 01:30"
    assert choice.others == (from_knowledge,)
    assert choice.chosen.why[0] == ShortestOf("2 h from the event", ("1 h from first knowledge",))
    assert choice.chosen.explanation("en")[0] == (
        "Several rules apply; the one that ends first counts: 2 h from the event (others: 1 h from first knowledge)."
    )
    assert choice.chosen.explanation("zh")[0] == (
        "适用多项规定，取最早到期的一项：2 h from the event（其余：1 h from first knowledge）。"
    )


def test_first_of_several_rules_that_end_together_counts() -> None:
    days, hours = counted("24 hours", "2026-03-03T10:00"), counted("1440 minutes", "2026-03-03T10:00")
    choice = shortest([days, hours])
    assert (choice.chosen.term, choice.others) == (days.term, (hours,))
    assert choice.chosen.why[0] == ShortestOf("24 hours", ("1440 minutes",))


def test_single_rule_needs_no_choice() -> None:
    only = counted("24 hours", "2026-03-03T10:00")
    assert shortest([only]).chosen is only
