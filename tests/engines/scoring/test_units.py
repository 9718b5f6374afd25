# SPDX-License-Identifier: Apache-2.0
"""Units renamed, merged, joined and split in mid-year: history stays right, nobody's points are lost."""

from pathlib import Path

import pytest

from tests.engines.scoring.written import appraised, event, scheme, totals
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.units.reading import read_register
from yizhan.engines.scoring.units.register import Register

SCHEME = scheme('[[rule]]\nid = "r"\nname = "采用"\nwhen = { kind = "采用" }\npoints = 5\n\n[ranking]\n')
UNITS = "单位,group\n甲镇,乡镇\n乙镇,乡镇\n丙局,部门\n"


def register(folder: Path, changes: str = "", units: str = UNITS) -> Register:
    (folder / "u.csv").write_text(units, encoding="utf-8")
    (folder / "c.csv").write_text("date,change,from,to,share\n" + changes, encoding="utf-8")
    return read_register(folder / "u.csv", folder / "c.csv")


def adopted(number: int, unit: str, day: str) -> object:
    return event(number, unit, day, kind="采用")


def test_renamed_unit_keeps_one_account(tmp_path: Path) -> None:
    units = register(tmp_path, "2026-05-01,更名,甲镇,甲街道,\n")
    records = [
        event(1, "甲镇", "2026-02-01", kind="采用"),
        event(2, "甲街道", "2026-06-01", kind="采用"),
        event(3, "甲镇", "2026-07-01", kind="采用"),
    ]
    appraisal = appraised(SCHEME, records, units=units)
    assert totals(SCHEME, records, units=units) == {"甲街道": 15, "乙镇": 0, "丙局": 0}
    assert appraisal.context.register.holders[0].former_names == ("甲镇",)
    assert [note.code for note in appraisal.notes] == ["units.former_name"]


def test_merged_units_hand_their_points_on_and_keep_their_months(tmp_path: Path) -> None:
    units = register(tmp_path, "2026-07-01,合并,甲镇;乙镇,新镇,\n")
    records = [
        event(1, "甲镇", "2026-02-01", kind="采用"),
        event(2, "乙镇", "2026-06-30", kind="采用"),
        event(3, "新镇", "2026-08-01", kind="采用"),
    ]
    appraisal = appraised(SCHEME, records, units=units)
    names = [holder.name for holder in appraisal.context.register.holders]
    assert dict(zip(names, appraisal.own.sum(axis=1).tolist(), strict=True)) == {
        "甲镇": 500,
        "乙镇": 500,
        "丙局": 0,
        "新镇": 500,
    }
    assert dict(zip(names, appraisal.points.tolist(), strict=True)) == {
        "甲镇": 500,
        "乙镇": 500,
        "丙局": 0,
        "新镇": 1500,
    }
    assert {names[code]: rank.rank for code, rank in appraisal.ranks.items()} == {"新镇": 1, "丙局": 2}
    third_quarter = appraised(SCHEME, records, "2026Q3", units)
    assert third_quarter.points.tolist() == [0, 0, 0, 500]
    assert third_quarter.cumulative.tolist() == [500, 500, 0, 1500]


def test_points_stay_where_they_were_if_the_scheme_says_so(tmp_path: Path) -> None:
    units = register(tmp_path, "2026-07-01,并入,甲镇,乙镇,\n")
    apart = scheme('[[rule]]\nid = "r"\nname = "采用"\nwhen = { kind = "采用" }\npoints = 5\n')
    apart = apart.model_copy(update={"head": apart.head.model_copy(update={"on_merger": "apart"})})
    records = [event(1, "甲镇", "2026-02-01", kind="采用"), event(2, "乙镇", "2026-08-01", kind="采用")]
    assert totals(apart, records, units=units) == {"甲镇": 5, "乙镇": 5, "丙局": 0}
    assert totals(SCHEME, records, units=units) == {"甲镇": 5, "乙镇": 10, "丙局": 0}


def test_split_unit_divides_its_points_without_losing_any(tmp_path: Path) -> None:
    units = register(tmp_path, "2026-04-01,拆分,甲镇,东镇,0.6\n2026-04-01,拆分,甲镇,西镇,40%\n")
    records = [event(number, "甲镇", "2026-02-01", kind="采用") for number in range(3)]
    appraisal = appraised(SCHEME, records, units=units)
    names = [holder.name for holder in appraisal.context.register.holders]
    points = dict(zip(names, appraisal.points.tolist(), strict=True))
    assert (points["东镇"], points["西镇"]) == (900, 600)


def test_late_event_of_a_merged_unit_goes_to_its_successor_with_a_note(tmp_path: Path) -> None:
    units = register(tmp_path, "2026-07-01,合并,甲镇;乙镇,新镇,\n")
    appraisal = appraised(SCHEME, [event(1, "甲镇", "2026-09-01", kind="采用")], units=units)
    assert appraisal.own.sum(axis=1).tolist() == [0, 0, 0, 500]
    assert [note.code for note in appraisal.notes] == ["units.succeeded"]


@pytest.mark.parametrize(
    ("changes", "unit", "day", "code"),
    [
        ("2026-04-01,拆分,甲镇,东镇;西镇,\n", "甲镇", "2026-09-01", "units.ended"),
        ("2026-07-01,合并,甲镇;乙镇,新镇,\n", "新镇", "2026-02-01", "units.not_yet"),
        ("", "甲真", "2026-02-01", "units.unknown"),
    ],
)
def test_events_of_units_that_did_not_exist(tmp_path: Path, changes: str, unit: str, day: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        appraised(SCHEME, [event(1, unit, day, kind="采用")], units=register(tmp_path, changes))
    assert [finding.code for finding in refused.value.findings] == [code]


@pytest.mark.parametrize(
    ("changes", "units", "code"),
    [
        ("2026-04-01,拆分,甲镇,东镇,0.6\n2026-04-01,拆分,甲镇,西镇,0.6\n", UNITS, "units.shares"),
        ("2026-04-01,吞并,甲镇,乙镇,\n", UNITS, "units.change_kind"),
        ("2026-04-01,更名,无此镇,新名,\n", UNITS, "units.change_unknown"),
        ("2026-04-01,更名,甲镇,乙镇,\n", UNITS, "units.renamed_twice_listed"),
        ("2026-04-31,更名,甲镇,乙镇,\n", UNITS, "events.date"),
        ("", UNITS + "甲镇,部门\n", "units.twice"),
        ("", UNITS + '"=A2",部门\n', "events.formula"),
    ],
)
def test_mistakes_in_units_and_changes(tmp_path: Path, changes: str, units: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        register(tmp_path, changes, units)
    assert code in [finding.code for finding in refused.value.findings]


def test_unit_that_changes_its_group_in_mid_year(tmp_path: Path) -> None:
    units = register(tmp_path, units="单位,起,group\n甲镇,,乡镇\n甲镇,2026-07-01,街道\n")
    by_group = scheme(
        '[[rule]]\nid = "town"\nname = "乡镇"\nwhen = { kind = "采用" }\nfor = { group = "乡镇" }\npoints = 2\n'
        '[[rule]]\nid = "street"\nname = "街道"\nwhen = { kind = "采用" }\nfor = { group = "街道" }\npoints = 1\n'
        '[ranking]\napart = ["group"]\n'
    )
    records = [event(1, "甲镇", "2026-06-30", kind="采用"), event(2, "甲镇", "2026-07-01", kind="采用")]
    assert totals(by_group, records, units=units) == {"甲镇": 3}
    assert [rank.group for rank in appraised(by_group, records, units=units).ranks.values()] == ["街道"]


def test_duty_is_owed_only_for_months_in_which_the_unit_existed(tmp_path: Path) -> None:
    units = register(tmp_path, units="单位,起,止\n甲镇,2026-02-10,2026-05-20\n")
    duty = scheme('[[duty]]\nid = "d"\nname = "每月 1 条"\ncount = { kind = "报送" }\nevery = "month"\nat_least = 1\n')
    judged = [
        (each.bucket.label, bool(each.owed[0]))
        for each in appraised(duty, [], units=units, period="2026H1").accounts.judgements
    ]
    assert judged == [
        ("2026-01", False),
        ("2026-02", False),
        ("2026-03", True),
        ("2026-04", True),
        ("2026-05", False),
        ("2026-06", False),
    ]
