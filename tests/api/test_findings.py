# SPDX-License-Identifier: Apache-2.0
"""Late reports through the interface: the finding with all it rests on, the way of the news, past events."""

import pytest

from tests.api.client import Program
from tests.factories import findings
from tests.factories.network import House
from yizhan.kernel import clock


@pytest.mark.rule("RULE-016")
def test_a_late_report_is_answered_decided_and_studied(house: House) -> None:
    found = findings.opened(house)
    url, unit, reviewer = f"/urgent-findings/{found.public_id}", Program(house.officer), Program(house.reviewer)
    answered = unit.post(f"{url}/answer", {"text": "道路中断，恢复后立即补报。"})
    decided = reviewer.post(f"{url}/decision", {"outcome": "upheld", "reason": findings.REASON})
    assert (answered["state"], decided["outcome"], decided["unit"]) == ("heard", "upheld", house.township.name)
    shown = reviewer.get(url)
    assert {name: shown[name] for name in decided} == decided
    assert (shown["organization"], shown["minutes"]) == (str(house.township.public_id), found.minutes)
    assert next(set(one) for one in shown["grounds"]) == {"kind", "origin", "at", "words", "subject"}
    assert [set(one) for one in shown["statements"]] == [{"public_id", "occasion", "text", "at"}]
    assert [set(one) for one in shown["rulings"]] == [{"is_review", "outcome", "kind", "reason", "at"}]
    assert [one["id"] for one in reviewer.get("/urgent-findings?state=decided")] == [shown["id"]]
    path = reviewer.get(f"/urgent/{shown['emergency']}/path")
    assert next(set(one) for one in path["stops"]) == {"at", "who", "what", "words", "subject"}
    assert set(path["stay"]) == {"from", "to", "minutes"}
    today = clock.today().isoformat()
    past = reviewer.get(f"/urgent-study?first=2020-01-01&last={today}")
    assert [(one["unit"], one["is_late"], one["minutes"]) for one in past] == [
        (house.township.name, True, found.minutes)
    ]
