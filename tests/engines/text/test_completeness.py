# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.text.completeness import Lengths, missing_parts

WHOLE = "2024年5月以来，石桥县青山镇3个村饮水困难，主要原因是管网老化，造成320户群众生活不便。建议尽快改造。"
ALL = ["missing.cause", "missing.consequence", "missing.scope", "missing.time", "missing.figures", "missing.suggestion"]


@pytest.mark.rule("RULE-028")
def test_item_with_every_part_lacks_nothing() -> None:
    assert missing_parts(WHOLE, Lengths(20, 1500)) == []


@pytest.mark.rule("RULE-027")
@pytest.mark.rule("RULE-028")
@pytest.mark.rule("RULE-031")
def test_bare_remark_lacks_every_part() -> None:
    assert [finding.code for finding in missing_parts("小区噪音大。")] == ALL


@pytest.mark.rule("RULE-030")
@pytest.mark.parametrize(
    ("cut", "code"),
    [
        ("建议尽快改造。", "missing.suggestion"),
        ("主要原因是管网老化，", "missing.cause"),
        ("2024年5月以来，", "missing.time"),
    ],
)
def test_part_that_is_cut_out_is_missing(cut: str, code: str) -> None:
    assert [finding.code for finding in missing_parts(WHOLE.replace(cut, ""))] == [code]


@pytest.mark.rule("RULE-031")
@pytest.mark.parametrize(("lengths", "code"), [(Lengths(100, 1500), "length.short"), (Lengths(1, 10), "length.long")])
def test_length_is_a_policy(lengths: Lengths, code: str) -> None:
    [finding] = missing_parts(WHOLE, lengths)
    assert finding.code == code
    assert finding.parameters["length"] == 49
    assert "49 characters" in str(finding)
