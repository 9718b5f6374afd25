# SPDX-License-Identifier: Apache-2.0
"""Who may be chosen as excellent officer: counted from what is recorded, with what is missing."""

import pytest

from tests.api.client import Program
from tests.factories import items, reporting, rewards
from tests.factories.network import House
from tests.web.items.visits import found, said, visitor
from yizhan.domains.rewards import rules
from yizhan.domains.rewards.queries import eligibility
from yizhan.domains.rewards.queries.eligibility import Threshold
from yizhan.domains.rulebook.rules.open_values import OR_MORE_INCLUDES
from yizhan.kernel import clock


@pytest.mark.rule("RULE-070")
def test_the_threshold_includes_the_number_unless_the_station_says_otherwise() -> None:
    default = Threshold(rules.AWARD_SUBMITTED.default, rules.AWARD_ADOPTED.default, OR_MORE_INCLUDES.default)
    assert default == Threshold(5, 3, includes=True)
    table = {(5, 3): (0, 0), (5, 2): (0, 1), (4, 4): (1, 0), (0, 0): (5, 3), (9, 9): (0, 0)}
    assert {figures: default.missing(*figures) for figures in table} == table
    stricter = Threshold(5, 3, includes=False)
    assert (stricter.missing(5, 3), stricter.missing(6, 4)) == ((1, 1), (0, 0))


@pytest.mark.rule("RULE-070")
def test_members_and_officers_by_what_they_handed_in_and_had_adopted(house: House) -> None:
    rewards.lay_down(house, rules.AWARD_SUBMITTED, 2)
    rewards.lay_down(house, rules.AWARD_ADOPTED, 1)
    released = items.released(house)
    reporting.adopted(house, released)
    items.submitted(house)
    items.submitted(house, by=house.officer)
    year = clock.today().year
    counted = {
        one.person.pk: (one.submitted, one.adopted, one.missing)
        for one in eligibility.candidates(house.station.pk, year)
    }
    assert counted == {house.member.person: (2, 1, (0, 0)), house.officer.person: (1, 0, (1, 1))}
    assert eligibility.candidates(house.station.pk, year - 1) == []
    page = visitor(house.signer).get("/fees/excellent/")
    assert found(page, "//tbody/tr/td[2]") == ["2", "1"]
    assert "还差报送 1 篇、采用 1 篇" in said(page)
    assert visitor(house.editor).get(f"/fees/excellent/?year={year - 1}").status_code == 200
    assert visitor(house.member).get("/fees/excellent/").status_code == 403
    told = Program(house.editor).get(f"/excellent-officers/{year}")
    assert [one["is_eligible"] for one in told["people"] if one["submitted"] == 2] == [True]
    assert Program(house.editor).get("/excellent-officers/0", status=404)["code"] == "rewards.award.year"
    assert Program(house.member).get(f"/excellent-officers/{year}", status=403)["code"] == "rewards.denied"
