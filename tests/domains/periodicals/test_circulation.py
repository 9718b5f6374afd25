# SPDX-License-Identifier: Apache-2.0
"""Who receives an issue, who sees it, and when everyone has read it."""

import datetime

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import periodicals
from tests.factories.network import House
from yizhan.domains.network.states import Role
from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.periodicals.operations import circulation, composing, release, series
from yizhan.domains.periodicals.operations.addressees import Recipient
from yizhan.domains.periodicals.queries import issues
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id

RELEASED_AT = datetime.datetime(2026, 3, 2, 1, 0, tzinfo=datetime.UTC)
LATER = RELEASED_AT + datetime.timedelta(hours=3)
HOUR = datetime.timedelta(hours=1)


def circulated(house: House, *recipients: Recipient) -> Issue:
    """An issue released at a known moment to these readers."""
    issue = periodicals.composed(house, periodicals.series(house, readers=recipients))
    with clock.at(RELEASED_AT):
        return release.release(house.signer, issue.public_id)


def test_readers_see_the_issue_from_its_release_on(house: House, elsewhere: House) -> None:
    """A leader by post, a whole body wherever it sits; nobody else outside the station's staff."""
    issue = periodicals.composed(
        house,
        periodicals.series(house, readers=[periodicals.leader(house.leader), periodicals.body(elsewhere.department)]),
    )
    readers = [house.leader, elsewhere.handler]
    assert [access.visible(actor).filter(pk=issue.pk).exists() for actor in readers] == [False, False]

    release.release(house.signer, issue.public_id)

    assert [access.visible(actor).filter(pk=issue.pk).exists() for actor in readers] == [True, True]
    assert [access.unread(actor).filter(pk=issue.pk).exists() for actor in readers] == [True, True]
    others = [house.member, house.handler, elsewhere.leader, elsewhere.editor, house.system_administrator]
    assert not any(access.visible(actor).filter(pk=issue.pk).exists() for actor in others)


def test_administrators_read_nothing_even_where_their_body_is_listed(house: House) -> None:
    issue = circulated(house, periodicals.body(house.office))

    seen = {actor.role for actor in house.actors.values() if access.is_visible(actor, issue)}

    assert seen == {"member", "editor", "reviewer", "signer", "leader", "supervisor"}


def test_an_issue_for_names_outside_is_nobody_s_inside(house: House) -> None:
    """A name without post must not match an actor without post."""
    issue = circulated(house, periodicals.outside())

    assert not access.lines_of(system(house.station.pk)).exists()
    assert not access.lines_of(Actor(role=Role.LEADER, post=0)).exists()
    assert not access.is_visible(house.leader, issue)


def test_the_installation_sees_the_issues_of_the_station_it_acts_for(house: House, elsewhere: House) -> None:
    issue = circulated(house)

    seen = [
        access.is_visible(actor, issue) for actor in (system(), system(house.station.pk), system(elsewhere.station.pk))
    ]

    assert seen == [True, True, False]
    assert [one.pk for one in access.visible_series(system())] == [issue.series_id]
    assert not access.visible_series(system(elsewhere.station.pk)).exists()


@pytest.mark.rule("RULE-216")
def test_circulation_is_complete_when_everyone_listed_has_read(house: House) -> None:
    issue = circulated(
        house, periodicals.leader(house.leader), periodicals.body(house.department), periodicals.outside()
    )
    assert not issues.is_complete(issue)

    circulation.mark_read(house.leader, issue.public_id)
    circulation.mark_read(house.handler, issue.public_id)
    assert not issues.is_complete(issue)

    circulation.note_reading(house.editor, issue.public_id, line=periodicals.line(issue, "市委办公室"))
    assert issues.is_complete(issue)


def test_an_issue_that_goes_to_nobody_is_never_complete(house: House) -> None:
    assert not issues.is_complete(circulated(house))


def test_reading_notes_when_and_by_whom_and_only_once(house: House, recorded: Recorded) -> None:
    issue = circulated(house, periodicals.leader(house.leader), periodicals.body(house.office))
    recorded.clear()

    with clock.at(LATER):
        circulation.mark_read(house.leader, issue.public_id)
    circulation.mark_read(house.leader, issue.public_id)

    assert recorded.names == ["periodicals.circulation.read"]
    rows = issue.circulation.values_list("delivered_at", "read_at", "read_by_id")
    assert list(rows) == [(RELEASED_AT, LATER, house.leader.post)] * 2
    assert not access.unread(house.leader).exists()
    assert not access.unread(house.editor).exists()


def test_who_is_not_listed_may_not_mark_it_read(house: House) -> None:
    issue = circulated(house, periodicals.leader(house.leader))

    refuses(lambda: circulation.mark_read(house.editor, issue.public_id), Denied, issue)
    assert "mark_read" not in access.offers(house.editor, issue)


def test_mark_read_is_offered_until_it_is_done(house: House) -> None:
    issue = circulated(house, periodicals.leader(house.leader))
    assert access.offers(house.leader, issue) == ["mark_read"]

    circulation.mark_read(house.leader, issue.public_id)

    assert access.offers(house.leader, issue) == []


def test_paper_is_noted_when_it_arrives_and_when_it_was_read(house: House) -> None:
    issue = circulated(house, periodicals.outside())
    line = periodicals.line(issue, "市委办公室")
    assert issue.circulation.get().delivered_at is None

    with clock.at(LATER):
        circulation.note_delivery(house.editor, issue.public_id, line=line, at=RELEASED_AT + HOUR)
        circulation.note_reading(house.editor, issue.public_id, line=line)

    row = issue.circulation.get()
    assert (row.delivered_at, row.read_at, row.read_by_id) == (RELEASED_AT + HOUR, LATER, house.editor.post)


def test_noting_twice_is_a_conflict(house: House) -> None:
    issue = circulated(house, periodicals.outside())
    line = periodicals.line(issue, "市委办公室")
    circulation.note_reading(house.editor, issue.public_id, line=line)

    for step, code in (
        (circulation.note_delivery, "periodicals.circulation.delivered_already"),
        (circulation.note_reading, "periodicals.circulation.read_already"),
    ):
        refused = refuses(lambda step=step: step(house.editor, issue.public_id, line=line), Conflict, issue)
        assert refused.code == code


@pytest.mark.parametrize("moment", [RELEASED_AT - HOUR, LATER + HOUR])
def test_a_moment_before_release_or_in_the_future_is_refused(house: House, moment: datetime.datetime) -> None:
    issue = circulated(house, periodicals.outside())
    line = periodicals.line(issue, "市委办公室")

    with clock.at(LATER):
        refused = refuses(
            lambda: circulation.note_delivery(house.editor, issue.public_id, line=line, at=moment), Invalid, issue
        )

    assert (refused.code, refused.field) == ("periodicals.circulation.moment", "at")


def test_an_unknown_line_is_not_found(house: House) -> None:
    issue = circulated(house, periodicals.outside())

    refuses(lambda: circulation.note_delivery(house.editor, issue.public_id, line=new_id()), NotFound, issue)


def test_the_list_is_ordered_upward_across_downward(house: House) -> None:
    issue = periodicals.empty(house)

    circulation.set_circulation(
        house.editor,
        issue.public_id,
        recipients=[periodicals.body(house.department), periodicals.outside(), periodicals.leader(house.leader)],
    )

    assert list(issue.circulation.order_by("rank").values_list("kind", flat=True)) == [
        "report_to",
        "send_to",
        "issue_to",
    ]


def test_circulate_further_delivers_at_once(house: House) -> None:
    issue = circulated(house, periodicals.leader(house.leader))

    with clock.at(LATER):
        circulation.circulate_further(
            house.editor,
            issue.public_id,
            recipients=[periodicals.leader(house.second_leader), periodicals.outside("区人大办公室")],
        )

    rows = issue.circulation.order_by("rank").values_list("post_id", "rank", "delivered_at")
    assert list(rows) == [
        (house.leader.post, 0, RELEASED_AT),
        (house.second_leader.post, 1, LATER),
        (None, 2, None),
    ]
    assert access.unread(house.second_leader).get() == issue


def test_nobody_is_listed_twice(house: House) -> None:
    issue = circulated(house, periodicals.leader(house.leader), periodicals.outside())
    for again in (periodicals.leader(house.leader, "send_to"), periodicals.outside(kind="issue_to")):
        refused = refuses(
            lambda again=again: circulation.circulate_further(house.editor, issue.public_id, recipients=[again]),
            Invalid,
            issue,
        )
        assert refused.code == "periodicals.circulation.twice"


def test_lists_that_name_nobody_or_too_much_are_refused(house: House) -> None:
    issue = periodicals.empty(house)
    post, body = periodicals.leader(house.leader).post, house.department.public_id
    wrong = {
        Recipient(kind="report_to"): (Invalid, "periodicals.circulation.nobody"),
        Recipient(kind="report_to", name="  "): (Invalid, "periodicals.circulation.nobody"),
        Recipient(kind="report_to", post=post, organization=body): (Invalid, "periodicals.circulation.nobody"),
        Recipient(kind="by_pigeon", post=post): (Invalid, "periodicals.circulation.kind"),
        Recipient(kind="report_to", post=new_id()): (NotFound, "network.post.unknown"),
        Recipient(kind="report_to", organization=new_id()): (NotFound, "network.organization.unknown"),
        Recipient(kind="report_to", name="绝密★"): (Invalid, "items.text.secret"),
    }
    for recipient, (kind, code) in wrong.items():
        refused = refuses(
            lambda recipient=recipient: circulation.set_circulation(
                house.editor, issue.public_id, recipients=[recipient]
            ),
            kind,
            issue,
        )
        assert refused.code == code
    assert issue.circulation.count() == 2


def test_circulating_further_to_nobody_is_refused(house: House) -> None:
    issue = circulated(house)

    refused = refuses(
        lambda: circulation.circulate_further(house.editor, issue.public_id, recipients=[]), Invalid, issue
    )

    assert refused.code == "periodicals.circulation.nobody"


def test_readers_of_a_series_receive_the_next_issue_not_the_last(house: House) -> None:
    of = periodicals.series(house, readers=[periodicals.leader(house.leader)])
    first = composing.open_issue(house.editor, of.public_id)

    series.set_readers(house.editor, of.public_id, readers=[periodicals.body(house.department)])
    second = composing.open_issue(house.editor, of.public_id)

    assert [line.post_id for line in first.circulation.all()] == [house.leader.post]
    assert [line.organization for line in second.circulation.all()] == [house.department]
