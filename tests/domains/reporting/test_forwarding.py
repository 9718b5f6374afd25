# SPDX-License-Identifier: Apache-2.0
"""Reporting upward: level by level, verified, each wording once."""

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items, network, periodicals, reporting
from tests.factories.network import House
from tests.factories.reporting import Ladder
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, release, review
from yizhan.domains.items.queries import credit, descent, journals, wordings
from yizhan.domains.items.states import Channel
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.network.states import Level, Line
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.reporting import access
from yizhan.domains.reporting.models import Report
from yizhan.domains.reporting.operations import forwarding
from yizhan.domains.reporting.queries import records
from yizhan.domains.reporting.states import ReportKind
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry

REPORTED = ["items.item.arrived", "reporting.report.made"]
APPROVED = {ItemState.SIGNED, ItemState.RELEASED, ItemState.ARCHIVED}


@pytest.fixture
def ladder(db: None) -> Ladder:
    return Ladder.build()


def unverified(house: House, **texts: str) -> Item:
    """A signed item with figures that nobody has checked."""
    item = items.approved(house, **{"situation": "全区326个小区中,41%没有电梯维护资金。", **texts})
    return review.sign_off(house.signer, item.public_id)


@pytest.mark.parametrize("state", list(ItemState))
def test_only_approved_items_go_up(house: House, recorded: Recorded, state: str) -> None:
    item = items.IN_STATE[state](house)
    recorded.clear()
    if state in APPROVED:
        forwarding.forward(house.editor, item.public_id, seen=item.version)
        assert recorded.names == REPORTED
    else:
        refused = refuses(lambda: forwarding.forward(house.editor, item.public_id), Conflict, item)
        assert refused.code == "items.state.elsewhere"


def test_a_report_is_a_full_item_above(house: House) -> None:
    item = items.signed(house, title="甲")

    report = forwarding.forward(house.editor, item.public_id)

    above = report.result
    assert (report.station, report.target, report.kind) == (house.station, house.above, ReportKind.SINGLE)
    assert (report.item, report.text_number, report.issue) == (item, 1, None)
    assert (above.station, above.state, above.channel, above.title) == (
        house.above,
        ItemState.SUBMITTED,
        Channel.REPORT,
        "甲",
    )
    assert [one.name for one in credit.contributions(above)] == [item.authors]
    assert wordings.text_in_force(above).situation == wordings.text_in_force(item).situation
    assert Item.objects.get(pk=item.pk).state == ItemState.SIGNED
    assert records.arrival_of(above) == report
    assert records.arrival_of(item) is None


def test_the_author_reads_that_it_went_up(house: House) -> None:
    item = items.signed(house)
    reporting.forwarded(house, item)

    told = journals.journey(item).filter(event="reporting.report.made").get()

    assert told.facts["station_name"] == house.above.name


def test_who_lacks_the_right_is_denied(house: House) -> None:
    item = items.signed(house)
    for actor in (house.supervisor, house.signer, house.member):
        assert refuses(lambda actor=actor: forwarding.forward(actor, item.public_id), Denied, item).code == (
            "items.denied"
        )


def test_who_is_elsewhere_finds_nothing(house: House, elsewhere: House) -> None:
    item = items.signed(house)
    for actor in (elsewhere.editor, house.handler, house.system_administrator):
        refuses(lambda actor=actor: forwarding.forward(actor, item.public_id), NotFound, item)


def test_a_page_from_yesterday_is_refused(house: House) -> None:
    item = items.signed(house)

    refused = refuses(lambda: forwarding.forward(house.editor, item.public_id, seen=item.version - 1), Conflict, item)

    assert refused.code == "page.outdated"


def test_a_double_click_reports_once(house: House, recorded: Recorded) -> None:
    item, actor = items.signed(house), house.editor.requested(new_id())
    recorded.clear()

    assert forwarding.forward(actor, item.public_id) == forwarding.forward(actor, item.public_id)

    assert recorded.names == REPORTED


@pytest.mark.rule("RULE-023")
def test_a_bypass_is_refused_and_recorded(ladder: Ladder, recorded: Recorded) -> None:
    county = ladder.county
    item = items.signed(county)
    recorded.clear()

    with pytest.raises(Denied) as refused:
        forwarding.forward(county.editor, item.public_id, target=ladder.province.station.public_id)

    assert (refused.value.code, refused.value.field) == ("reporting.bypass", "target")
    assert refused.value.parameters == {
        "station_name": ladder.province.station.name,
        "next_name": ladder.city.station.name,
    }
    assert recorded.names == ["reporting.bypass.refused"]
    entry = Entry.objects.latest("pk")
    assert (entry.subject, entry.matter, entry.post) == (item.public_id, item.public_id, county.editor.post)
    assert entry.facts == {
        "number": item.number,
        "from_name": county.station.name,
        "station_name": ladder.province.station.name,
    }
    assert not Report.objects.exists()
    assert Item.objects.count() == 1
    assert Item.objects.get(pk=item.pk).version == item.version


@pytest.mark.rule("RULE-023")
def test_a_bypass_is_recorded_even_of_those_who_may_not_report_at_all(ladder: Ladder, recorded: Recorded) -> None:
    """An author who tries to go straight to the province breaks the same rule as an editor."""
    item = items.submitted(ladder.county)
    recorded.clear()

    with pytest.raises(Denied, match=r"reporting\.bypass"):
        forwarding.forward(ladder.county.member, item.public_id, target=ladder.province.station.public_id)

    assert recorded.names == ["reporting.bypass.refused"]


@pytest.mark.rule("RULE-023")
def test_a_report_outside_the_line_is_refused_and_recorded(house: House, recorded: Recorded) -> None:
    item = items.signed(house)
    other_line = network.station(level=Level.CITY, line=Line.GOVERNMENT)
    for target in (house.neighbour.station, other_line):
        recorded.clear()
        with pytest.raises(Denied, match=r"reporting\.bypass"):
            forwarding.forward(house.editor, item.public_id, target=target.public_id)
        assert recorded.names == ["reporting.bypass.refused"]


def test_a_report_to_nowhere_is_refused_without_a_breach(house: House) -> None:
    item = items.signed(house)
    for target in (new_id(), house.station.public_id):
        refused = refuses(
            lambda target=target: forwarding.forward(house.editor, item.public_id, target=target), NotFound, item
        )
        assert refused.code == "items.station.unknown"


def test_the_next_station_may_be_named(house: House) -> None:
    report = forwarding.forward(house.editor, items.signed(house).public_id, target=house.above.public_id)

    assert report.target == house.above


def test_the_highest_station_reports_nowhere(ladder: Ladder, recorded: Recorded) -> None:
    province = ladder.province
    item = items.signed(province)

    refused = refuses(lambda: forwarding.forward(province.editor, item.public_id), Invalid, item)
    assert refused.code == "reporting.station.highest"

    recorded.clear()
    with pytest.raises(Denied, match=r"reporting\.outside_line"):
        forwarding.forward(province.editor, item.public_id, target=ladder.city.station.public_id)
    assert recorded.names == ["reporting.bypass.refused"]


@pytest.mark.rule("RULE-024")
@pytest.mark.parametrize(("result", "goes_up"), [("", False), ("unconfirmed", False), ("confirmed", True)])
def test_unverified_figures_do_not_go_up(house: House, result: str, goes_up: bool) -> None:
    item = unverified(house)
    if result:
        editing.verify(house.editor, item.public_id, result=result, note="已与住建部门核对")
    if goes_up:
        assert forwarding.forward(house.editor, item.public_id).item == item
    else:
        refused = refuses(lambda: forwarding.forward(house.editor, item.public_id), Invalid, item)
        assert (refused.code, refused.parameters["number"]) == ("reporting.report.unverified", item.number)
        assert not Report.objects.exists()


@pytest.mark.rule("RULE-024")
def test_what_was_released_unverified_can_still_be_verified_and_then_goes_up(house: House) -> None:
    signed = unverified(house)
    item = release.release(house.signer, signed.public_id, issue=new_id(), issue_label="《社情民意》第1期")
    refuses(lambda: forwarding.forward(house.editor, item.public_id), Invalid, item)

    editing.verify(house.editor, item.public_id, result="confirmed", note="已与住建部门核对")

    assert forwarding.forward(house.editor, item.public_id).item == item


def test_the_same_wording_goes_up_once_and_a_newer_one_may_follow(house: House) -> None:
    item = items.signed(house)
    first = reporting.forwarded(house, item)
    assert records.is_reported(item)

    refused = refuses(lambda: forwarding.forward(house.editor, item.public_id), Conflict, item)
    assert refused.code == "reporting.report.repeated"

    review.withdraw_signature(house.signer, item.public_id, reason="又有新情况")
    editing.edit(house.editor, item.public_id, wording=items.wording(title="改后的标题"))
    review.send_to_review(house.editor, item.public_id)
    review.approve(house.reviewer, item.public_id)
    review.approve(house.second_reviewer, item.public_id)
    signed = review.sign_off(house.signer, item.public_id)
    assert not records.is_reported(signed)
    second = reporting.forwarded(house, signed)

    assert [report.text_number for report in records.reports_of(item)] == [1, 2]
    assert (first.result.title, second.result.title) == (item.title, "改后的标题")


def test_a_report_goes_on_level_by_level(ladder: Ladder) -> None:
    item = items.signed(ladder.county)

    at_province = reporting.passed_on(ladder, item)

    assert at_province.station == ladder.province.station
    assert [one.station for one in descent.chain(item)] == [
        ladder.county.station,
        ladder.city.station,
        ladder.province.station,
    ]
    told = [entry.facts["station_name"] for entry in journals.journey(item).filter(event="reporting.report.made")]
    assert told == [ladder.city.station.name, ladder.province.station.name]


def test_an_issue_goes_up_as_its_items(house: House, recorded: Recorded) -> None:
    issue = periodicals.released(house, placed=[items.signed(house, title="甲"), items.signed(house, title="乙")])
    recorded.clear()

    forwarding.forward_issue(house.editor, issue.public_id)

    assert recorded.names == [*REPORTED, *REPORTED, "reporting.issue.reported"]
    assert list(Report.objects.values_list("item__title", "kind", "issue")) == [
        ("甲", ReportKind.ISSUE, issue.pk),
        ("乙", ReportKind.ISSUE, issue.pk),
    ]
    event = Entry.objects.latest("pk")
    assert event.facts == {"label": str(issue), "station_name": house.above.name, "items": 2}


def test_an_issue_goes_up_without_what_went_before(house: House) -> None:
    first, second = items.signed(house), items.signed(house)
    reporting.forwarded(house, first)
    issue = periodicals.released(house, placed=[first, second])

    forwarding.forward_issue(house.editor, issue.public_id)

    assert list(Report.objects.values_list("item", "kind")) == [(first.pk, "single"), (second.pk, "issue")]
    refused = refuses(lambda: forwarding.forward_issue(house.editor, issue.public_id), Conflict, issue)
    assert refused.code == "reporting.report.repeated"


@pytest.mark.rule("RULE-024")
def test_an_issue_with_unverified_figures_stays_as_a_whole(house: House) -> None:
    issue = periodicals.released(house, placed=[items.signed(house), unverified(house)])

    refused = refuses(lambda: forwarding.forward_issue(house.editor, issue.public_id), Invalid, issue)

    assert refused.code == "reporting.report.unverified"
    assert not Report.objects.exists()


@pytest.mark.parametrize("state", ["composing", "discarded"])
def test_an_issue_that_was_not_released_does_not_go_up(house: House, state: str) -> None:
    issue = periodicals.IN_STATE[state](house)

    refused = refuses(lambda: forwarding.forward_issue(house.editor, issue.public_id), Conflict, issue)

    assert refused.code == "reporting.issue.not_released"


def test_who_may_not_report_an_issue(house: House, elsewhere: House) -> None:
    issue = periodicals.released(house)
    for actor, kind in ((house.signer, Denied), (house.leader, Denied), (elsewhere.editor, NotFound)):
        refuses(lambda actor=actor: forwarding.forward_issue(actor, issue.public_id), kind, issue)


def test_a_reader_elsewhere_does_not_report_the_issue_he_received(house: House, elsewhere: House) -> None:
    issue = periodicals.released(house, periodicals.series(house, readers=[periodicals.body(elsewhere.office)]))

    refuses(lambda: forwarding.forward_issue(elsewhere.editor, issue.public_id), NotFound, issue)


@pytest.mark.rule("RULE-023")
def test_an_issue_does_not_bypass_a_level(ladder: Ladder, recorded: Recorded) -> None:
    issue = periodicals.released(ladder.county)
    recorded.clear()

    with pytest.raises(Denied, match=r"reporting\.bypass"):
        forwarding.forward_issue(ladder.county.editor, issue.public_id, target=ladder.province.station.public_id)

    assert recorded.names == ["reporting.bypass.refused"]
    assert Entry.objects.latest("pk").facts["number"] == str(issue)
    assert Issue.objects.get(pk=issue.pk).version == issue.version


def test_reports_are_seen_where_they_were_made_and_received(ladder: Ladder) -> None:
    report = reporting.forwarded(ladder.county)

    seen = {
        (place.station, role)
        for place in (ladder.county, ladder.city, ladder.province)
        for role, actor in place.actors.items()
        if actor.role == role and access.visible_reports(actor).filter(pk=report.pk).exists()
    }

    staff = ("editor", "reviewer", "signer", "supervisor")
    assert seen == {(place.station, role) for place in (ladder.county, ladder.city) for role in staff}


def test_the_installation_sees_the_reports_of_the_station_it_acts_for(house: House, elsewhere: House) -> None:
    report = reporting.forwarded(house)

    seen = [
        access.visible_reports(actor).filter(pk=report.pk).exists()
        for actor in (system(), system(house.above.pk), system(elsewhere.station.pk))
    ]

    assert seen == [True, True, False]


def test_what_could_still_go_up_is_listed(house: House, elsewhere: House) -> None:
    gone, waiting = items.signed(house), items.released(house)
    reporting.forwarded(house, gone)
    items.approved(house)
    items.signed(elsewhere)

    assert list(records.unreported(house.station)) == [waiting]
