# SPDX-License-Identifier: Apache-2.0
"""Where a word about an event may go besides the office, and what is a breach (RULE-007 to RULE-013, RULE-017)."""

import datetime
from functools import partial
from typing import Any

import pytest

from tests.domains.matrix import refuses
from tests.domains.urgent.test_limits import NOON, at
from tests.factories import urgent
from tests.factories.network import House
from yizhan.domains.network.models import Organization
from yizhan.domains.network.operations import tree
from yizhan.domains.notices.models import Notice
from yizhan.domains.rulebook.operations import founding, laying_down
from yizhan.domains.rulebook.rules.definitions import DEFINITIONS
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision
from yizhan.domains.rulebook.rules.scopes import Scope
from yizhan.domains.urgent.models import Emergency, Passage
from yizhan.domains.urgent.operations import telling
from yizhan.domains.urgent.operations.telling import Message
from yizhan.domains.urgent.permissions import NEEDED
from yizhan.domains.urgent.queries import reports, routing
from yizhan.domains.urgent.states import Way
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry


def grant(house: House, key: str, unit: Organization, *, value: bool = True) -> None:
    """Give one unit an attribute of the rulebook."""
    provision = Provision(
        key=key,
        value=value,
        valid_from=datetime.date(2026, 1, 1),
        instrument=Instrument(title="测试"),
        scope=Scope(organizations=(unit.pk,)),
    )
    laying_down.lay_down(system(), house.station.pk, provision)


def told(house: House, emergency: Emergency, way: str, **more: Any) -> Passage:
    """A word to somebody besides the office, as it is kept."""
    message = Message(way=way, addressee="某方", **more)
    telling.tell(house.officer, emergency.public_id, message=message)
    return Passage.objects.latest("id")


SPECIAL, OWN = "urgent.special_line", "urgent.own_channel"


@pytest.mark.rule("RULE-011", "RULE-013")
def test_a_shipped_set_knows_such_units_by_their_names_unless_it_was_set_for_the_unit(house: House) -> None:
    founding.begin_with(system(), house.station.pk, shipped="county-offices")
    units = {
        name: tree.set_up_organization(
            system(), station=house.station.pk, name=name, kind="department", level=house.station.level,
            line=house.station.line,
        )
        for name in ("云溪县公安局", "云溪县国家安全局", "云溪县教育局", "云溪县交通文明办")
    }  # fmt: skip
    grant(house, SPECIAL, units["云溪县交通文明办"], value=False)
    ways = {}
    for name, unit in units.items():
        event = urgent.noted(house, by=house.editor, organization=unit.public_id)
        found = routing.unit_of(event)
        ways[name] = (found.is_special, found.keeps_channel)
    assert list(ways.values()) == [(True, False), (False, True), (False, False), (False, False)]


@pytest.mark.rule("RULE-007", "RULE-008", "RULE-009", "RULE-010", "RULE-011", "RULE-012", "RULE-013")
@pytest.mark.parametrize(
    ("attribute", "given", "kept"),
    [
        # RULE-007: whatever went to the committee or past a level without the office is a breach
        ("", {"way": Way.COMMITTEE, "gone": 5}, ("gone", "through_office", "without_office")),
        ("", {"way": Way.SUPERIOR, "gone": 5, "content": "全文"}, ("gone", "through_office", "without_office")),
        # RULE-008: the office is told with the principal, not later
        ("", {"way": Way.PRINCIPAL}, ("gone", "told_together", "")),
        ("", {"way": Way.PRINCIPAL, "gone": 10}, ("gone", "told_together", "")),
        ("", {"way": Way.PRINCIPAL, "gone": 9}, ("gone", "told_together", "late")),
        # RULE-009: where the line demands it, both at the same time; the call to the office counts (RULE-006)
        ("", {"way": Way.LINE, "is_demanded": True}, ("gone", "line_demanded", "")),
        ("", {"way": Way.LINE, "is_demanded": True, "gone": 5}, ("gone", "line_demanded", "")),
        ("", {"way": Way.LINE, "is_demanded": True, "gone": 4}, ("gone", "line_demanded", "late")),
        # RULE-010: where it does not, the leaders agree first
        ("", {"way": Way.LINE}, ("asked", "line_agreed", "")),
        ("", {"way": Way.LINE, "gone": 19}, ("gone", "line_agreed", "not_agreed")),
        # RULE-011, RULE-012: a unit with a special duty goes at once, past a level with its text here
        (SPECIAL, {"way": Way.LINE}, ("gone", "special_line", "")),
        (SPECIAL, {"way": Way.SUPERIOR, "content": "全文"}, ("gone", "bypass_copied", "")),
        (SPECIAL, {"way": Way.SUPERIOR, "gone": 15}, ("gone", "bypass_copied", "without_copy")),
        (SPECIAL, {"way": Way.SUPERIOR, "gone": 5, "content": "全文"}, ("gone", "bypass_copied", "late")),
        (SPECIAL, {"way": Way.COMMITTEE, "gone": 15}, ("gone", "through_office", "without_office")),
        # RULE-013: a channel of its own, with what may be disclosed, unless a superior demands otherwise
        (OWN, {"way": Way.LINE, "content": "可公开部分"}, ("gone", "own_channel", "")),
        (OWN, {"way": Way.LINE, "exemption": "市委主要领导"}, ("gone", "own_channel", "")),
        (OWN, {"way": Way.LINE, "gone": 15}, ("gone", "own_channel", "without_copy")),
        (OWN, {"way": Way.SUPERIOR, "gone": 15, "exemption": "市委"}, ("gone", "through_office", "without_office")),
    ],
)  # fmt: skip
def test_where_a_word_goes_and_why(
    house: House, attribute: str, given: dict[str, Any], kept: tuple[str, str, str]
) -> None:
    if attribute:
        grant(house, attribute, house.township)
    with clock.at(at(15)):
        emergency = urgent.noted(house, happened_at=NOON)
    asked = {**given, "gone_at": at(given["gone"])} if "gone" in given else given
    asked.pop("gone", None)
    with clock.at(at(20)):
        passage = told(house, emergency, **asked)
    assert (passage.state, passage.ground, passage.breach) == kept
    assert passage.gone_at == (None if kept[0] == "asked" else asked.get("gone_at", at(20)))


@pytest.mark.rule("RULE-007", "RULE-012")
def test_what_may_not_go_is_refused_and_the_attempt_recorded(house: House) -> None:
    emergency = urgent.received(house)
    for way in (Way.COMMITTEE, Way.SUPERIOR):
        with pytest.raises(Denied) as refused:
            told(house, emergency, way)
        assert refused.value.code == "urgent.passage.through_office"
        attempt = Entry.objects.get(event="urgent.passage.refused", facts__way=way)
        assert (attempt.subject, attempt.post) == (emergency.public_id, house.officer.post)
    assert not Passage.objects.exists()
    grant(house, SPECIAL, house.township)
    copyless = partial(told, house, emergency, Way.SUPERIOR)
    assert refuses(copyless, Invalid, Emergency.objects.get()).code == "urgent.passage.copy_missing"


@pytest.mark.rule("RULE-010")
def test_the_line_is_told_once_the_leaders_have_agreed(house: House) -> None:
    with clock.at(NOON):
        emergency = urgent.received(house)
        waiting, other = urgent.asked(house, emergency), urgent.asked(house, emergency)
    outbox.carry_out()
    assert Notice.objects.filter(entry__event="urgent.passage.asked", post=house.editor.post).count() == 2
    decide = partial(telling.decide, house.reviewer, emergency.public_id, passage=waiting)
    depart = partial(telling.depart, house.officer, emergency.public_id, passage=waiting)
    with clock.at(at(30)):
        assert refuses(depart, Conflict, Emergency.objects.get()).code == "urgent.passage.elsewhere"
        missing = partial(decide, is_agreed=False, leader="区长")
        assert refuses(missing, Invalid, Emergency.objects.get()).code == "items.text.empty"
        decide(is_agreed=True, leader="区长")
        telling.decide(
            house.editor, emergency.public_id, passage=other, is_agreed=False, leader="区长", reason="待核实"
        )
        again = partial(decide, is_agreed=True, leader="区长")
        assert refuses(again, Conflict, Emergency.objects.get()).code == "urgent.passage.elsewhere"
    with clock.at(at(40)):
        early = partial(depart, gone_at=at(29))
        assert refuses(early, Invalid, Emergency.objects.get()).code == "urgent.passage.before_agreement"
        depart(gone_at=at(35))
    gone, declined = Passage.objects.order_by("id")
    assert (gone.state, gone.breach, gone.leader, gone.gone_at) == ("gone", "", "区长", at(35))
    assert (declined.state, declined.reason, declined.gone_at) == ("declined", "待核实", None)
    outbox.carry_out()
    assert Notice.objects.filter(entry__event="urgent.passage.decided", post=house.officer.post).count() == 2


@pytest.mark.parametrize(
    ("given", "kind", "code"),
    [
        ({"way": "pigeon"}, Invalid, "urgent.passage.way"),
        ({"way": Way.PRINCIPAL, "gone_at": at(1)}, Invalid, "urgent.moment.future"),
        ({"way": Way.PRINCIPAL, "gone_at": at(-21)}, Invalid, "urgent.passage.before_event"),
        ({"way": Way.PRINCIPAL, "gone_at": at(-1).replace(tzinfo=None)}, Invalid, "urgent.moment.without_zone"),
        ({"way": Way.PRINCIPAL, "content": "绝密★长期"}, Invalid, "items.text.secret"),
    ],
)
def test_words_that_cannot_be_are_refused(house: House, given: dict[str, Any], kind: Any, code: str) -> None:
    with clock.at(NOON):
        emergency = Emergency.objects.get(pk=urgent.noted(house).pk)
        assert refuses(partial(told, house, emergency, **given), kind, emergency).code == code
        unknown = partial(telling.depart, house.officer, emergency.public_id, passage=new_id())
        assert refuses(unknown, NotFound, emergency).code == "urgent.passage.unknown"


@pytest.mark.rule("RULE-017")
def test_urgent_reporting_has_no_way_out_and_no_quota(house: House) -> None:
    assert not {"decline", "return", "refuse", "opt_out"} & set(NEEDED)
    quotas = [key for key in DEFINITIONS if key.startswith("urgent.") and ("quota" in key or "points" in key)]
    assert quotas == []
    many = [urgent.reported(house) for _number in range(12)]
    assert {one.state for one in many} == {"reported"}
    assert all(reports.deadlines_of([one.public_id])[one.public_id] for one in many)
