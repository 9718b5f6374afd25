# SPDX-License-Identifier: Apache-2.0
"""Mistakes in a scheme: each is refused with file, line and what to do."""

from pathlib import Path

import pytest

from tests.engines.scoring.written import HEAD, scheme
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.language.reading import parse_scheme, read_scheme
from yizhan.engines.scoring.toml_lines import TomlLines

RULE = """
[[rule]]
id = "adopted"
name = "采用"
when = { kind = "采用", channel = "要情" }
points = 5
"""
FIRST_LINE = HEAD.count("\n") + 2


def refusal_of(clauses: str, head: str = HEAD) -> list[tuple[str, int | None, str]]:
    """Code, line after the head, and sentence of everything that is wrong."""
    with pytest.raises(Refused) as refused:
        parse_scheme(head + clauses, "S.toml")
    assert {finding.place.file for finding in refused.value.findings if finding.place} == {"S.toml"}
    return [
        (
            finding.code,
            finding.place.line - FIRST_LINE + 1 if finding.place and finding.place.line else None,
            finding.sentence,
        )
        for finding in refused.value.findings
    ]


def test_good_rule_has_no_findings() -> None:
    assert [rule.id for rule in scheme(RULE).rules] == ["adopted"]


@pytest.mark.parametrize(
    ("written", "instead", "code", "line", "words"),
    [
        ("points = 5", "point = 5", "scheme.unknown_key", 5, "did you mean 'points'?"),
        ("points = 5", "points = -5", "scheme.negative_number", 5, "a deduction is written as deduct = 5"),
        ("points = 5", 'points = "5"', "scheme.wrong_type", 5, "write a plain number, without quotes"),
        ("points = 5", "points = nan", "scheme.absurd_number", 5, "no number anybody can add up"),
        ("points = 5", "points = 5000", "scheme.absurd_number", 5, "raise largest in [scheme]"),
        (
            "points = 5",
            "points = 0.125",
            "scheme.too_many_decimals",
            5,
            "more decimals than the scheme keeps (decimals = 2)",
        ),
        ("points = 5", "points = 5\ndeduct = 1", "scheme.amount_keys", 1, "this one has points, deduct"),
        ("points = 5", "", "scheme.amount_keys", 1, "this one has none"),
        ("points = 5", "points = 5\nsection = 'x'", "scheme.unknown_name", 1, "there is no section 'x'"),
        ('channel = "要情"', 'channel = "要请"', "scheme.unknown_value", 4, "did you mean '要情'?"),
        ('channel = "要情"', "channel = 3", "scheme.value_type", 4, "'channel' is a text"),
        ('channel = "要情"', 'chanel = "要情"', "scheme.unknown_field", 4, "did you mean 'channel'?"),
        (
            'channel = "要情"',
            'channel = { at_least = "要情" }',
            "scheme.not_ordered",
            4,
            "declare it as ordered or as a number",
        ),
        (
            'channel = "要情"',
            'channel = { atleast = "要情" }',
            "scheme.unknown_key",
            4,
            "a condition knows no 'atleast'",
        ),
        ('channel = "要情"', "channel = []", "scheme.empty_list", 4, "an empty list fits nothing"),
        (
            'channel = "要情"',
            'level = { at_least = "省", less_than = "省" }',
            "scheme.impossible",
            4,
            "no event can ever meet rule 'adopted'",
        ),
        ('id = "adopted"', 'id = "采用"', "scheme.string_pattern_mismatch", 2, "String should match pattern"),
        ('id = "adopted"\n', "", "scheme.missing_key", 1, "the key 'id' is missing"),
        ("[[rule]]", "[[rul]]", "scheme.unknown_key", 1, "did you mean 'rule'?"),
        ("points = 5", 'points = 5\ninstead_of = ["adopted"]', "scheme.unknown_name", 6, "there is no rule 'adopted'"),
    ],
)
def test_mistake_in_a_rule(written: str, instead: str, code: str, line: int, words: str) -> None:
    ((found, place, sentence),) = refusal_of(RULE.replace(written, instead))
    assert (found, place) == (code, line)
    assert words in sentence


def test_broken_toml_names_the_line() -> None:
    ((code, line, _sentence),) = refusal_of(RULE.replace("points = 5", "points = = 5"))
    assert (code, line) == ("scheme.not_toml", 5)


def test_unreadable_file(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read as a UTF-8 text"):
        read_scheme(tmp_path / "missing.toml")
    (tmp_path / "latin.toml").write_bytes(b"name = '\xff\xfe'")
    with pytest.raises(Refused, match="cannot be read as a UTF-8 text"):
        read_scheme(tmp_path / "latin.toml")


def test_all_mistakes_are_named_at_once() -> None:
    wrong = RULE.replace("points = 5", "point = 5") + RULE.replace("points = 5", "points = -1")
    assert [line for _code, line, _sentence in refusal_of(wrong)] == [5, 11]


SECOND = """
[[rule]]
id = "second"
name = "另一条"
when = { kind = "采用", channel = ["要情", "政务"] }
points = 3
"""


def test_overlapping_rules_are_refused_with_an_example() -> None:
    ((code, line, sentence),) = refusal_of(RULE + SECOND)
    assert (code, line) == ("scheme.overlap", 7)
    assert sentence == (
        f"rules 'adopted' (S.toml:{FIRST_LINE}) and 'second' both meet an event with channel = 要情, kind = 采用; "
        'write instead_of = ["adopted"] or in_addition = true, or put both into one selection'
    )


@pytest.mark.parametrize(
    "settled",
    [
        SECOND + "in_addition = true\n",
        SECOND + 'instead_of = ["adopted"]\n',
        SECOND.replace("points = 3", "deduct = 3"),
        SECOND.replace('["要情", "政务"]', '{ except = ["要情"] }'),
        SECOND + '[[selection]]\nid = "s"\nname = "计最高"\n',
        SECOND
        + 'item_has = { kind = "批示" }\n'
        + '[[selection]]\nid = "s"\nname = "计最高"\nrules = ["adopted", "second"]\n',
    ],
)
def test_settled_overlaps_are_accepted(settled: str) -> None:
    assert len(scheme(RULE + settled).rules) == 2


def test_same_events_with_other_points_contradict_each_other() -> None:
    again = RULE.replace('"adopted"', '"again"').replace("points = 5", "points = 6")
    ((code, line, sentence),) = refusal_of(RULE + again)
    assert (code, line) == ("scheme.contradiction", 7)
    assert "the same events, other points" in sentence


def test_rules_for_different_units_do_not_overlap() -> None:
    rules = RULE + 'for = { group = "乡镇" }\n' + SECOND + 'for = { group = ["部门", "街道"] }\n'
    assert len(scheme(rules).rules) == 2


def test_circle_of_instead_of() -> None:
    rules = RULE + 'instead_of = ["second"]\n' + SECOND + 'instead_of = ["adopted"]\n'
    assert [code for code, _line, _sentence in refusal_of(rules)] == ["scheme.circle", "scheme.circle"]


def test_cap_below_a_single_rule() -> None:
    ((code, line, sentence),) = refusal_of(RULE + '[[limit]]\nid = "c"\nname = "封顶"\nat_most = 4\nevery = "year"\n')
    assert (code, line) == ("scheme.cap_below_rule", 9)
    assert (
        sentence == "the cap 4 of 'c' is below the 5 that 'adopted' brings at once; raise the cap or lower the points"
    )


def test_crossing_limits() -> None:
    third = SECOND.replace("second", "third").replace('["要情", "政务"]', '"动态"')
    rules = RULE + SECOND.replace('["要情", "政务"]', '"政务"') + third
    limits = '[[limit]]\nid = "a"\nname = "甲"\nrules = ["adopted", "second"]\nat_most = 9\nevery = "year"\n'
    limits += '[[limit]]\nid = "b"\nname = "乙"\nrules = ["second", "third"]\nat_most = 9\nevery = "year"\n'
    assert [code for code, _line, _sentence in refusal_of(rules + limits)] == ["scheme.crossing_limits"]


GRADES = '[[grade]]\nname = "合格"\nat_least = 60\nat_most = {high}\n[[grade]]\nname = "优秀"\nat_least = {low}\n'


@pytest.mark.parametrize(("high", "low", "code"), [(84, 85, "scheme.grade_gap"), (85, 85, "scheme.grade_overlap")])
def test_grades_with_gaps_or_overlaps(high: int, low: int, code: str) -> None:
    ((found, _line, _sentence),) = refusal_of(GRADES.format(high=high, low=low))
    assert found == code


def test_a_converted_score_is_not_graded_by_the_year() -> None:
    conversion = '[grading]\ndecimals = 0\nof = "year"\n[conversion]\nfull = 10\nof = "best"\n'
    ((found, line, _sentence),) = refusal_of(conversion + GRADES.format(high=84, low=85))
    assert (found, line) == ("scheme.graded_year_converted", 2)


def test_grade_gap_is_closed_by_rounding_to_whole_points() -> None:
    assert len(scheme("[grading]\ndecimals = 0\n" + GRADES.format(high=84, low=85)).grades) == 2


def test_overlapping_steps_of_a_duty() -> None:
    duty = '[[duty]]\nid = "d"\nname = "数量"\ncount = { kind = "报送" }\nevery = "year"\n'
    steps = "steps = [{ at_least = 10, points = 5 }, { at_least = 15, points = 9 }]\n"
    assert [code for code, _line, _sentence in refusal_of(duty + steps)] == ["scheme.step_overlap"]


def test_validity_that_ends_before_it_starts() -> None:
    head = HEAD.replace("decimals = 2", "decimals = 2\nvalid_from = 2026-02-01\nvalid_until = 2026-01-01")
    assert [code for code, _line, _sentence in refusal_of("", head)] == ["scheme.validity_reversed"]


def test_lines_of_keys_after_multi_line_values() -> None:
    lines = TomlLines(
        '[a]\nx = [\n  1,\n  2,\n]\ny = """\n[not.a.table]\n"""\n[[b]]\nz = 1\n[b.c]\nw = 2\n[[b]]\nz = 3\n'
    )
    assert [
        lines.line(path) for path in (("a", "x"), ("a", "y"), ("b", 0, "z"), ("b", 0, "c", "w"), ("b", 1, "z"))
    ] == [2, 6, 10, 12, 14]
    assert lines.line(("a", "missing")) == 1


LEVELS = '[[rule]]\nid = "r"\nname = "采用"\nwhen = { kind = "采用" }\n'
DUTY = '[[duty]]\nid = "d"\nname = "任务"\nevery = "month"\n'


@pytest.mark.parametrize(
    ("clauses", "code"),
    [
        (LEVELS + 'points_by = { level = { "县" = 1 }, form = { "单篇" = 2 } }', "scheme.points_by"),
        (LEVELS + 'points_by = { level = { "乡" = 1 } }', "scheme.unknown_value"),
        (LEVELS + "ladder = [{ up_to = 3, points = 1 }, { up_to = 2, points = 2 }, { points = 0 }]", "scheme.ladder"),
        (LEVELS + "ladder = [{ up_to = 3, points = 1 }]", "scheme.ladder"),
        (LEVELS + 'points = 1\ntimes = "topic"', "scheme.unknown_name"),
        (LEVELS + "points = 1\nfor = {}", "scheme.wrong_type"),
        (LEVELS + "points = 1\n" + '[[multiplier]]\nid = "m"\nname = "倍"\nfactor = 2', "scheme.no_condition"),
        (
            LEVELS + "points = 1\n" + '[[multiplier]]\nid = "m"\nname = "倍"\nwhen = { late = true }\nfactor = 500',
            "scheme.absurd_number",
        ),
        (
            LEVELS
            + "points = 1\n"
            + '[[multiplier]]\nid = "m"\nname = "倍"\nwhen = { late = true }\nfactor = 2\ntimes = "each"',
            "scheme.times",
        ),
        ('[[selection]]\nid = "s"\nname = "选"\ntake = "first"\nby = "level"', "scheme.by"),
        ('[[selection]]\nid = "s"\nname = "选"\nper = ["words"]', "scheme.unknown_name"),
        ('[[sharing]]\nid = "s"\nname = "分"\nmethod = "lead"', "scheme.sharing_keys"),
        ('[[sharing]]\nid = "s"\nname = "分"\nmethod = "lead"\nlead = 1.5', "scheme.lead"),
        ('[[sharing]]\nid = "s"\nname = "分"\nmethod = "ratio"\nratio = [3, 0]', "scheme.ratio"),
        ('[[limit]]\nid = "c"\nname = "限"\nevery = "year"', "scheme.no_bound"),
        ('[[limit]]\nid = "c"\nname = "限"\nevery = "year"\nat_least = 5\nat_most = 3', "scheme.bounds_crossed"),
        ('[[limit]]\nid = "c"\nname = "限"\nevery = "item"\nat_most = 3\nfor = { group = "乡镇" }', "scheme.limit_for"),
        ('[[limit]]\nid = "c"\nname = "限"\nevery = "week"\nat_most = 3', "scheme.literal_error"),
        (
            '[[measure]]\nid = "m"\nname = "数"\ncount = { kind = "采用" }\nsum = "words"\ndistinct = "item"',
            "scheme.measure",
        ),
        (DUTY + "at_least = 1", "scheme.measure"),
        (DUTY + 'count = { kind = "报送" }', "scheme.no_bound"),
        (DUTY + 'count = { kind = "报送" }\nat_most = 3\neach_missing = 1', "scheme.each_missing"),
        (DUTY + 'count = { kind = "报送" }\nat_least = 3\nproportional = true', "scheme.proportional"),
        (DUTY + 'count = { kind = "报送" }\npoints = 3\nsteps = [{ at_least = 1, points = 1 }]', "scheme.duty_steps"),
        (DUTY + 'count = { kind = "报送" }\nsteps = [{ points = 1 }]', "scheme.duty_step"),
        (DUTY + 'measure = "points"\nat_least = 3\npoints = 1', "scheme.points_scored"),
        (DUTY + 'count = { kind = "报送" }\nat_least = "3"', "scheme.wrong_type"),
        ('[[zeroing]]\nid = "z"\nname = "零"\nevery = "year"\ncount = { late = true }', "scheme.no_bound"),
        (
            '[[indicator]]\nid = "i"\nname = "指"\nevery = "year"\ncount = { late = true }\nexpected = ["x"]',
            "scheme.for_each",
        ),
        ('[[award]]\nid = "a"\nname = "奖"\nevery = "year"\nneeds = [{ measure = "m" }]', "scheme.no_bound"),
        (
            '[[award]]\nid = "a"\nname = "奖"\nevery = "year"\nneeds = [{ measure = "m", at_least = 1 }]',
            "scheme.unknown_name",
        ),
        ('[ranking]\nby = ["rate"]', "scheme.unknown_name"),
        ('[[section]]\nid = "s"\nname = "部"\n' + LEVELS + "points = 1", "scheme.section_missing"),
        (
            LEVELS.replace('"r"', '"d"') + "points = 1\n" + DUTY + 'count = { kind = "报送" }\nat_least = 1',
            "scheme.duplicate_id",
        ),
        (
            LEVELS
            + "points = 1\n"
            + "".join(f'[[sharing]]\nid = "s{each}"\nname = "分"\nmethod = "each"\nrules = ["r"]\n' for each in (1, 2)),
            "scheme.two_sharings",
        ),
        (
            DUTY + 'count = { kind = "报送" }\nat_least = 1\npoints = 1\n'
            '[[limit]]\nid = "c"\nname = "限"\nrules = ["d"]\nevery = "item"\nat_most = 3',
            "scheme.limit_on_duty",
        ),
    ],
)
def test_clause_that_cannot_be_meant(clauses: str, code: str) -> None:
    assert [found for found, _line, _sentence in refusal_of(clauses)] == [code]


@pytest.mark.parametrize(
    "written",
    [
        "3",
        '{ type = "date" }',
        "[]",
        '["甲", "甲"]',
        '{ values = ["甲"], ordered = ["甲"] }',
        '{ type = "text", column = 3 }',
        '"words"',
    ],
)
def test_field_that_is_declared_wrongly(written: str) -> None:
    ((code, _line, _sentence),) = refusal_of("", HEAD + f"extra = {written}\n")
    assert code in ("scheme.field_type", "scheme.duplicate_value")


def test_field_with_a_name_of_its_own_meaning() -> None:
    assert [code for code, _line, _sentence in refusal_of("", HEAD + 'item = "text"\n')] == ["scheme.reserved_name"]
