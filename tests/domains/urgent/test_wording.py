# SPDX-License-Identifier: Apache-2.0
"""The one wording that counts at a level, and the verifier's duty beside the reporting."""

import datetime
from functools import partial

import pytest
from django.db import IntegrityError

from tests.domains.matrix import refuses
from tests.domains.urgent.test_limits import NOON, at, clock_of
from tests.factories import urgent
from tests.factories.network import House
from yizhan.domains.network.models import Post
from yizhan.domains.notices.models import Notice
from yizhan.domains.rulebook.operations import laying_down
from yizhan.domains.urgent.models import Emergency, Statement, Verification
from yizhan.domains.urgent.operations import reporting, settling, verifying
from yizhan.domains.urgent.queries import reports, statements
from yizhan.domains.urgent.states import Stage
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Invalid, NotFound


@pytest.mark.rule("RULE-018")
def test_one_wording_counts_at_a_level_and_former_ones_stay(house: House) -> None:
    emergency = urgent.received(house)
    assert statements.in_force(emergency) is None
    first = settling.settle(house.editor, emergency.public_id, text="  三间铺面起火，一人死亡。 ", reason="不必说")
    for text, reason, code in (
        ("三间铺面起火，一人死亡。", "改", "urgent.statement.same"),
        ("三间铺面起火，两人死亡。", " ", "items.text.empty"),
        (" ", "改", "items.text.empty"),
        ("机密★三年", "改", "items.text.secret"),
    ):
        call = partial(settling.settle, house.reviewer, emergency.public_id, text=text, reason=reason)
        assert refuses(call, Invalid, Emergency.objects.get()).code == code
    late = partial(
        settling.settle, house.editor, emergency.public_id, text="另一说法", reason="改", seen=first.version - 1
    )
    assert refuses(late, Conflict, Emergency.objects.get()).code == "page.outdated"
    settling.settle(house.reviewer, emergency.public_id, text="三间铺面起火，两人死亡。", reason="一人抢救无效")
    assert [(one.number, one.text, one.reason, one.post_id) for one in statements.versions(emergency)] == [
        (2, "三间铺面起火，两人死亡。", "一人抢救无效", house.reviewer.post),
        (1, "三间铺面起火，一人死亡。", "", house.editor.post),
    ]
    with pytest.raises(IntegrityError):
        Statement.objects.filter(number=2).update(reason="")


def test_whoever_receives_a_report_verifies_it_while_reporting_goes_on(house: House) -> None:
    with clock.at(NOON):
        emergency = urgent.received(house)
        duty = Verification.objects.get()
        assert (duty.post_id, clock_of(emergency, reports.VERIFICATION).due_at) == (house.editor.post, at(60))
        told = urgent.elements(Stage.FOLLOW_UP)
        assert reporting.follow_up(house.officer, emergency.public_id, elements=told).state == "received"
        outbox.carry_out()
        reviewer = Post.objects.get(pk=house.reviewer.post)
        verifying.entrust(house.editor, emergency.public_id, post=reviewer.public_id)
        outbox.carry_out()
    handed_on, standing = Verification.objects.order_by("id")
    assert (handed_on.outcome, standing.outcome, standing.post_id) == ("handed_on", "", reviewer.pk)
    verifier = Notice.objects.get(entry__event="urgent.verification.entrusted")
    assert (verifier.post_id, verifier.must_acknowledge) == (reviewer.pk, True)
    verify = partial(verifying.verify, house.reviewer, emergency.public_id)
    with clock.at(at(61)):
        for outcome, code in (("partly", "items.text.empty"), ("handed_on", "urgent.verification.outcome")):
            refused = refuses(partial(verify, outcome=outcome), Invalid, Emergency.objects.get())
            assert refused.code == code
        verify(outcome="partly", note="医院称受伤五人，不是四人")
        again = refuses(partial(verify, outcome="confirmed"), Conflict, Emergency.objects.get())
        assert again.code == "urgent.verification.none_stands"
    facts = reports.story(emergency).get(event="urgent.verification.done").facts
    assert (facts["outcome"], facts["is_late"]) == ("partly", True)
    elsewhere = Post.objects.get(pk=house.neighbour.editor.post)
    call = partial(verifying.entrust, house.editor, emergency.public_id, post=elsewhere.public_id)
    assert refuses(call, NotFound, Emergency.objects.get()).code == "urgent.verification.nobody"
    with pytest.raises(IntegrityError):
        Verification.objects.update(outcome="")


def test_an_institution_may_verify_without_a_limit(house: House) -> None:
    laying_down.set_rule(
        system(), house.station.pk, key="urgent.verification", value=None,
        valid_from=datetime.date(2026, 1, 1), instrument="测试",
    )  # fmt: skip
    emergency = urgent.received(house)
    assert reports.VERIFICATION not in {
        one.kind for one in reports.deadlines_of([emergency.public_id])[emergency.public_id]
    }
    verifying.verify(house.editor, emergency.public_id, outcome="confirmed")
    assert statements.standing(emergency) is None
