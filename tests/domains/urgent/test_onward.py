# SPDX-License-Identifier: Apache-2.0
"""An event at the next level: a full event with its own clock, to which everything goes along."""

from functools import partial

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.domains.urgent.test_limits import NOON, at, clock_of
from tests.factories import network, urgent
from tests.factories.network import House
from yizhan.domains.network.models import Station
from yizhan.domains.network.states import Level, Role
from yizhan.domains.notices.models import Notice
from yizhan.domains.urgent import access
from yizhan.domains.urgent.models import Emergency, Figure, Onward
from yizhan.domains.urgent.operations import counting, forwarding, reporting, settling
from yizhan.domains.urgent.queries import figures, reports, statements
from yizhan.domains.urgent.states import Element, Stage
from yizhan.kernel import clock, outbox
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry


def settled(house: House) -> Emergency:
    """An event that the office has, with a wording that counts."""
    with clock.at(NOON):
        emergency = urgent.received(house, happened_at=at(-60))
        return settling.settle(house.editor, emergency.public_id, text="三间铺面起火，一人死亡。")


@pytest.mark.rule("RULE-018")
def test_what_goes_up_quotes_the_wording_and_is_a_full_event_there(house: House, recorded: Recorded) -> None:
    city, emergency = house.city, settled(house)
    settling.settle(house.editor, emergency.public_id, text="三间铺面起火，一人死亡四人伤。", reason="伤情核实")
    recorded.clear()
    with clock.at(at(10)):
        forwarding.forward(house.editor, emergency.public_id)
    assert recorded.names == [
        "urgent.emergency.arrived", "clocks.deadline.opened", "clocks.deadline.opened", "urgent.emergency.forwarded",
    ]  # fmt: skip
    onward = Onward.objects.select_related("result", "statement").get()
    above = onward.result
    assert (above.station_id, above.state, above.organization_id) == (house.above.pk, "reported", None)
    assert (above.happened_at, above.known_at, above.sent_at) == (at(-60), NOON, at(10))
    assert clock_of(above).due_at == at(60)
    first = reports.reports_of(above).get()
    assert (first.stage, first.elements["situation"]) == ("first", "三间铺面起火，一人死亡四人伤。")
    assert (first.elements["source"], onward.statement.number) == (house.station.name, 2)
    assert {one.name: one.latest.value for one in figures.series(figures.all_of(above))} == {"死亡": 1, "受伤": 4}
    assert statements.in_force(above) is None
    assert access.visible(city.editor).get() == above
    assert not access.visible(house.editor).filter(pk=above.pk).exists()
    outbox.carry_out()
    told = Notice.objects.filter(entry__event="urgent.emergency.arrived")
    assert {one.post_id for one in told} == {city.editor.post, city.reviewer.post}


def test_follow_ups_corrections_and_the_final_report_go_along_and_the_receipt_comes_back(house: House) -> None:
    city, emergency = house.city, settled(house)
    with clock.at(at(5)):
        forwarding.forward(house.editor, emergency.public_id)
    above = Emergency.objects.get(station=house.above)
    with clock.at(at(20)):
        reporting.receive(city.editor, above.public_id)
    assert Onward.objects.get().received_at == at(20)
    back = Entry.objects.get(event="urgent.emergency.acknowledged")
    assert (back.subject, back.station) == (emergency.public_id, house.station.pk)
    outbox.carry_out()
    told = Notice.objects.filter(entry=back)
    assert {one.post_id for one in told} == {house.editor.post, house.reviewer.post, house.officer.post}
    with clock.at(at(30)):
        word = urgent.elements(Stage.FOLLOW_UP, harm="见数字")
        follow = partial(reporting.follow_up, house.officer, emergency.public_id, elements=word)
        follow(figures=urgent.counts(死亡=2))
    assert clock_of(above, reports.FOLLOW_UP).due_at == at(30 + 24 * 60)
    wrong = Figure.objects.get(emergency=emergency, value=2)
    with clock.at(at(40)):
        counting.correct(house.officer, emergency.public_id, figure=wrong.public_id, value=wrong.value + 1, reason="核")
        reporting.conclude(house.officer, emergency.public_id, elements=urgent.elements(Stage.FINAL))
    written = [(one.stage, one.number) for one in reports.reports_of(above)]
    assert written == [("first", 0), ("follow_up", 1), ("follow_up", 2)]
    assert reports.reports_of(above).last().elements[Element.SOURCE] == house.station.name  # type: ignore[union-attr] # just counted
    deaths = next(one for one in figures.series(figures.all_of(above)) if one.name == "死亡")
    assert ([one.value for one in deaths.figures], deaths.latest.reason) == ([1, 3], "核")
    above.refresh_from_db()
    assert above.state == "received"
    reporting.conclude(city.editor, above.public_id, elements=urgent.elements(Stage.FINAL))
    reporting.reopen(house.editor, emergency.public_id, reason="复燃")
    follow()
    assert reports.last_number(above) == 2
    reporting.withdraw(house.editor, emergency.public_id, reason="误报")
    recalled = Entry.objects.get(event="urgent.emergency.recalled")
    assert (recalled.subject, recalled.station, recalled.facts["reason"]) == (above.public_id, house.above.pk, "误报")


@pytest.mark.rule("RULE-007")
def test_past_a_level_it_goes_with_a_reason_and_the_level_between_has_it_too(house: House) -> None:
    province = network.station(level=Level.PROVINCE)
    Station.objects.filter(pk=house.above.pk).update(parent=province)
    house.station = Station.objects.get(pk=house.station.pk)
    emergency = settled(house)
    forward = partial(forwarding.forward, house.editor, emergency.public_id)
    missing = partial(forward, target=province.public_id)
    assert refuses(missing, Invalid, Emergency.objects.get()).code == "items.text.empty"
    forward(target=province.public_id, reason="敏感时段，直报省里")
    assert [(one.target_id, one.reason) for one in Onward.objects.order_by("id")] == [
        (house.above.pk, "敏感时段，直报省里"), (province.pk, "敏感时段，直报省里"),
    ]  # fmt: skip
    repeated = refuses(forward, Conflict, Emergency.objects.get(pk=emergency.pk))
    assert repeated.code == "urgent.onward.repeated"
    elsewhere = house.neighbour.station
    with pytest.raises(Denied) as refused:
        forward(target=elsewhere.public_id)
    assert refused.value.code == "urgent.onward.outside_line"
    assert Entry.objects.get(event="urgent.passage.refused").facts["addressee"] == elsewhere.name
    assert refuses(partial(forward, target=new_id()), NotFound, Emergency.objects.get(pk=emergency.pk)).code == (
        "items.station.unknown"
    )


def test_without_a_wording_or_a_station_above_nothing_goes_up(house: House) -> None:
    emergency = urgent.received(house)
    call = partial(forwarding.forward, house.editor, emergency.public_id)
    assert refuses(call, Invalid, Emergency.objects.get()).code == "urgent.onward.no_wording"
    top = network.station(level=Level.NATION)
    editor = network.actor(network.organization(top), Role.EDITOR)
    highest = reporting.report_at_once(
        editor, new_id(), occurrence=urgent.occurrence(), grading=urgent.GRADING, elements=urgent.elements(Stage.FIRST)
    )
    up = partial(forwarding.forward, editor, highest.public_id)
    assert refuses(up, Invalid, Emergency.objects.get(pk=highest.pk)).code == "urgent.onward.highest"
