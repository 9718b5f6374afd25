# SPDX-License-Identifier: Apache-2.0
"""The register of texts that rules come from (E16)."""

import datetime

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories.network import House
from yizhan.domains.rulebook import access
from yizhan.domains.rulebook.models import RuleText
from yizhan.domains.rulebook.operations import texts
from yizhan.kernel import clock
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound

DAY = datetime.date(2026, 1, 1)


@pytest.mark.rule("RULE-221")
def test_a_text_is_registered_and_superseded(house: House, recorded: Recorded) -> None:
    recorded.clear()
    administrator = house.system_administrator
    old = texts.enter_text(
        administrator, title=" 关于进一步加强紧急信息报送工作的通知 ", number="云办〔2019〕3号", wording="一、\n二、"
    )
    new = texts.enter_text(
        administrator, title="关于进一步加强紧急信息报送工作的通知", number="云办〔2026〕8号", issued_on=DAY
    )
    old = texts.supersede(administrator, old.public_id, by=new.public_id, on=DAY)
    assert recorded.names == ["rulebook.text.entered", "rulebook.text.entered", "rulebook.text.superseded"]
    assert (str(old.superseded_by), old.superseded_on, old.title) == (str(new), DAY, new.title)
    assert [str(one) for one in access.visible_texts(house.member)] == [str(new), str(old)]
    assert not access.visible_texts(house.neighbour.system_administrator).exists()


def test_what_makes_no_sense_is_refused_and_writes_nothing(house: House) -> None:
    administrator = house.system_administrator
    first = texts.enter_text(administrator, title="审核制度", number="1号")
    other = texts.enter_text(administrator, title="审核制度", number="2号")
    third = texts.enter_text(administrator, title="审核制度", number="3号")
    refuses(lambda: texts.enter_text(administrator, title="审核 制度".replace(" ", ""), number="1号"), Conflict, first)
    refuses(lambda: texts.enter_text(administrator, title=" "), Invalid, first)
    refuses(lambda: texts.enter_text(administrator, title="长" * 201), Invalid, first)
    refuses(lambda: texts.enter_text(administrator, title="新", wording="长" * 200_001), Invalid, first)
    refuses(lambda: texts.enter_text(house.editor, title="新"), Denied, first)
    refuses(lambda: texts.supersede(administrator, first.public_id, by=first.public_id, on=DAY), Invalid, first)
    refuses(lambda: texts.supersede(house.leader, first.public_id, by=other.public_id, on=DAY), Denied, first)
    stranger = house.neighbour.system_administrator
    refuses(lambda: texts.supersede(stranger, first.public_id, by=other.public_id, on=DAY), NotFound, first)
    texts.supersede(administrator, first.public_id, by=other.public_id, on=clock.today())
    refuses(lambda: texts.supersede(administrator, first.public_id, by=third.public_id, on=DAY), Conflict, first)
    refuses(lambda: texts.supersede(administrator, third.public_id, by=first.public_id, on=DAY), Invalid, third)
    assert RuleText.objects.count() == 3
