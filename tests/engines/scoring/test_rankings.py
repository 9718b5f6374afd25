# SPDX-License-Identifier: Apache-2.0
"""Ranks: ties, groups apart, further criteria, the first n."""

import pytest

from tests.engines.scoring.written import appraised, event, register, scheme
from yizhan.engines.scoring.results.report import report

RULES = """
[[rule]]
id = "adopted"
name = "采用"
when = { kind = "采用" }
points = 5

[[measure]]
id = "rate"
name = "采用率"
count = { kind = "采用" }
of = { kind = "报送" }

[ranking]
"""
RECORDS = [
    *(event(f"a{number}", "甲镇", kind="采用") for number in range(3)),
    *(event(f"b{number}", "乙镇", kind="采用") for number in range(2)),
    *(event(f"c{number}", "丙局", kind="采用") for number in range(2)),
    event("d", "丁局", kind="采用"),
    *(event(f"e{number}", "乙镇", kind="报送") for number in range(4)),
    *(event(f"f{number}", "丙局", kind="报送") for number in range(3)),
]
UNITS = register(
    ("甲镇", {"line": "党委"}),
    ("乙镇", {"line": "党委"}),
    ("丙局", {"line": "政府"}),
    ("丁局", {"line": "政府"}),
    ("戊局", {"line": "政府"}),
)


def ranks(ranking: str, units: object = UNITS) -> dict[str, tuple[int, bool]]:
    appraisal = appraised(scheme(RULES + ranking), RECORDS, units=UNITS)
    return {
        appraisal.context.register.holders[code].name: (rank.rank, rank.tied) for code, rank in appraisal.ranks.items()
    }


def test_equal_points_share_a_rank_and_the_next_is_left_out() -> None:
    assert ranks("") == {
        "甲镇": (1, False),
        "乙镇": (2, True),
        "丙局": (2, True),
        "丁局": (4, False),
        "戊局": (5, False),
    }


def test_dense_ranks_leave_none_out() -> None:
    assert [rank for rank, _tied in ranks('ties = "dense"').values()] == [1, 2, 2, 3, 4]


def test_a_second_figure_breaks_ties() -> None:
    """2 of 3 adopted is more than 2 of 4."""
    assert ranks('by = ["points", "rate"]')["丙局"] == (2, False)
    assert ranks('by = ["points", "rate"]')["乙镇"] == (3, False)


@pytest.mark.rule("RULE-080")
def test_party_and_government_lines_are_ranked_apart() -> None:
    appraisal = appraised(scheme(RULES + 'apart = ["line"]'), RECORDS, units=UNITS)
    found = {
        appraisal.context.register.holders[code].name: (rank.group, rank.rank, rank.among)
        for code, rank in appraisal.ranks.items()
    }
    assert found == {
        "甲镇": ("党委", 1, 2),
        "乙镇": ("党委", 2, 2),
        "丙局": ("政府", 1, 3),
        "丁局": ("政府", 2, 3),
        "戊局": ("政府", 3, 3),
    }


def test_without_groups_in_the_units_file_nobody_is_ranked() -> None:
    appraisal = appraised(scheme(RULES + 'apart = ["line"]'), RECORDS)
    assert appraisal.ranks == {}
    assert [note.code for note in appraisal.notes] == ["units.not_ranked"]


def test_no_ranking_table_no_ranks() -> None:
    assert appraised(scheme(RULES.replace("[ranking]", "")), RECORDS).ranks == {}


def test_first_two_are_three_when_two_are_equal() -> None:
    appraisal = appraised(scheme(RULES + "named_first = 2"), RECORDS, units=UNITS)
    assert report(appraisal)["named"] == ["甲镇", "丙局", "乙镇"]


@pytest.mark.rule("RULE-056")
def test_unit_with_score_zero_is_flagged() -> None:
    assert report(appraised(scheme(RULES), RECORDS, units=UNITS))["zero_scores"] == ["戊局"]


@pytest.mark.rule("RULE-057")
def test_unit_without_any_event_is_listed_by_name() -> None:
    assert report(appraised(scheme(RULES), RECORDS, units=UNITS))["no_events"] == ["戊局"]
