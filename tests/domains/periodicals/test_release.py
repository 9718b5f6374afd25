# SPDX-License-Identifier: Apache-2.0
"""Numbers, texts and refusals at release, and errata afterwards."""

import datetime

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.domains.periodicals.test_composing import sign_anew
from tests.factories import items, periodicals
from tests.factories.network import House
from yizhan.domains.items.models import Item, Text
from yizhan.domains.items.operations import review
from yizhan.domains.items.queries import journals
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.periodicals.operations import circulation, composing, release, series
from yizhan.domains.periodicals.queries import issues, printing
from yizhan.domains.periodicals.queries.issues import Numbers
from yizhan.domains.periodicals.states import SeriesKind
from yizhan.kernel import clock
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.models import Counter
from yizhan.kernel.models import Entry as JournalEntry

#: The last hour of a year in the office's zone, and the first of the next.
OLD_YEAR = datetime.datetime(2026, 12, 31, 15, 30, tzinfo=datetime.UTC)
NEW_YEAR = datetime.datetime(2026, 12, 31, 16, 30, tzinfo=datetime.UTC)


def numbers(issue: Issue) -> tuple[int | None, int | None, int | None]:
    stored = Issue.objects.get(pk=issue.pk)
    return stored.year, stored.number, stored.total_number


def test_release_writes_everything_and_announces_it(house: House, recorded: Recorded) -> None:
    issue = periodicals.composed(house, placed=[items.signed(house), items.signed(house)])
    recorded.clear()

    with clock.at(OLD_YEAR):
        released = release.release(house.signer, issue.public_id, seen=issue.version)

    assert recorded.names == ["items.item.released", "items.item.released", "periodicals.issue.released"]
    stored = Issue.objects.get(pk=issue.pk)
    assert (stored.released_at, stored.released_by_id) == (OLD_YEAR, house.signer.post)
    assert (stored.masthead, stored.issuing_office) == (issue.series.masthead, "区政协办公室")
    assert str(released) == f"《{issue.series.name}》2026年第1期"
    for entry in issue.entries.select_related("item"):
        assert (entry.item.state, entry.item.released_at, entry.is_open) == (ItemState.RELEASED, OLD_YEAR, False)
    event = JournalEntry.objects.get(event="periodicals.issue.released")
    assert event.facts == {"label": str(released), "year": 2026, "number": 1, "total_number": 1}
    assert (event.matter, event.station) == (None, house.station.pk)


def test_the_author_reads_where_it_was_printed(house: House) -> None:
    issue = periodicals.released(house)
    item = issue.entries.get().item

    told = journals.journey(item).filter(event="items.item.released").get()

    assert told.facts["issue_label"] == str(issue)
    assert told.facts["issue"] == str(issue.public_id)
    assert list(issues.issues_of(item)) == [issue]


def test_numbers_run_by_year_and_in_total_without_a_gap(house: House) -> None:
    of = periodicals.series(house)
    with clock.at(OLD_YEAR):
        first, second = periodicals.released(house, of), periodicals.released(house, of)
    periodicals.discarded(house, of)
    empty = periodicals.empty(house, of)
    with clock.at(NEW_YEAR):
        refuses(lambda: release.release(house.signer, empty.public_id), Invalid, empty)
        third = periodicals.released(house, of)

    assert [numbers(issue) for issue in (first, second, third)] == [(2026, 1, 1), (2026, 2, 2), (2027, 1, 3)]


def test_another_series_has_numbers_of_its_own(house: House) -> None:
    with clock.at(OLD_YEAR):
        first, second = periodicals.released(house), periodicals.released(house)

    assert numbers(first) == numbers(second) == (2026, 1, 1)


def test_a_release_that_fails_takes_no_number(house: House) -> None:
    issue = periodicals.composed(house, placed=[items.signed(house), items.signed(house)])
    last = issue.entries.order_by("item_id").last()
    review.withdraw_signature(house.signer, last.item.public_id, reason="又有新情况")

    refused = refuses(
        lambda: release.release(house.signer, issue.public_id), Conflict, issue, *Item.objects.order_by("pk")
    )

    assert refused.code == "periodicals.item.not_signed"
    assert not Counter.objects.filter(scope__startswith="periodicals:").exists()


def test_presumptive_numbers_are_those_the_release_gives(house: House) -> None:
    of = series.found(
        house.reviewer, name="建言", kind="bulletin", opening_year=2026, opening_number=11, opening_total=311
    )
    with clock.at(OLD_YEAR):
        assert issues.presumptive(of) == Numbers(year=2026, number=12, total=312)
        first = periodicals.released(house, of)
        assert issues.presumptive(of) == Numbers(year=2026, number=13, total=313)
    with clock.at(NEW_YEAR):
        assert issues.presumptive(of) == Numbers(year=2027, number=1, total=313)
        second = periodicals.released(house, of)

    assert (numbers(first), numbers(second)) == ((2026, 12, 312), (2027, 1, 313))
    assert str(first) == "《建言》2026年第12期"


def test_an_empty_issue_is_not_released(house: House) -> None:
    issue = periodicals.empty(house)

    assert refuses(lambda: release.release(house.signer, issue.public_id), Invalid, issue).code == (
        "periodicals.issue.empty"
    )


@pytest.mark.rule("RULE-025")
def test_an_item_without_a_source_is_not_issued(house: House) -> None:
    issue = periodicals.composed(house)
    item = issue.entries.get().item
    # No operation signs an item without a source; only data of an older installation could hold one.
    Text.objects.filter(item=item).update(source="")

    refused = refuses(lambda: release.release(house.signer, issue.public_id), Invalid, issue, item)

    assert (refused.code, refused.parameters["number"]) == ("periodicals.item.without_source", item.number)


def test_an_item_signed_with_another_wording_is_not_printed_unseen(house: House) -> None:
    issue = periodicals.composed(house)
    entry = issue.entries.get()
    sign_anew(house, entry.item)

    refused = refuses(lambda: release.release(house.signer, issue.public_id), Conflict, issue)
    assert refused.code == "periodicals.entry.text_outdated"

    composing.renew(house.editor, issue.public_id, entry=entry.public_id)
    release.release(house.signer, issue.public_id)
    assert printing.printed(Issue.objects.get(pk=issue.pk)).sections[0].entries[0].text.number == 2


def test_an_item_released_by_another_series_meanwhile_is_printed_once_more(house: House, recorded: Recorded) -> None:
    bulletin = periodicals.composed(house)
    item = bulletin.entries.get().item
    report = periodicals.special_report(house, placed=[item])
    release.release(house.signer, report.public_id)
    recorded.clear()

    released = release.release(house.signer, bulletin.public_id)

    assert recorded.names == ["periodicals.entry.reprinted", "periodicals.issue.released"]
    assert [entry.event for entry in journals.journey(item)][-2:] == [
        "items.item.released",
        "periodicals.entry.reprinted",
    ]
    assert list(issues.issues_of(item)) == [report, released]


def test_a_released_issue_keeps_its_masthead(house: House) -> None:
    issue = periodicals.released(house)

    series.describe(house.editor, issue.series.public_id, masthead="新刊头", issuing_office="新编发单位")

    again = Issue.objects.select_related("series").get(pk=issue.pk)
    old, new = printing.printed(again), printing.printed(periodicals.empty(house, again.series))
    assert (old.masthead, old.issuing_office) == (issue.masthead, "区政协办公室")
    assert (new.masthead, new.issuing_office) == ("新刊头", "新编发单位")


@pytest.mark.rule("RULE-037")
def test_a_special_report_records_its_leaders_and_when_it_reached_them(house: House) -> None:
    report = periodicals.special_report(house)

    with clock.at(NEW_YEAR):
        release.release(house.signer, report.public_id)

    delivered = list(report.circulation.order_by("rank").values_list("post_id", "name", "delivered_at"))
    assert delivered == [
        (house.leader.post, report.circulation.get(post=house.leader.post).name, NEW_YEAR),
        (None, "市委办公室", None),
    ]


@pytest.mark.rule("RULE-037")
def test_a_special_report_without_a_named_leader_is_not_released(house: House) -> None:
    report = periodicals.special_report(house)
    for recipients in ([], [periodicals.body(house.department)]):
        circulation.set_circulation(house.editor, report.public_id, recipients=recipients)
        refused = refuses(lambda: release.release(house.signer, report.public_id), Invalid, report)
        assert refused.code == "periodicals.special_report.no_recipient"


def test_a_special_report_carries_one_item(house: House) -> None:
    report = periodicals.special_report(house)
    second = items.signed(house)

    refused = refuses(lambda: composing.place(house.editor, report.public_id, item=second.public_id), Conflict, report)

    assert refused.code == "periodicals.special_report.one_item"
    assert report.series.kind == SeriesKind.SPECIAL_REPORT


def test_the_story_of_the_item_holds_what_became_of_its_special_report(house: House) -> None:
    report = periodicals.special_report(house)
    item = report.entries.get().item
    release.release(house.signer, report.public_id)
    circulation.mark_read(house.leader, report.public_id)

    names = [entry.event for entry in journals.journal(item)]

    assert names[-4:] == [
        "periodicals.entry.placed",
        "items.item.released",
        "periodicals.issue.released",
        "periodicals.circulation.read",
    ]


def test_errata_are_numbered_and_leave_the_issue_alone(house: House) -> None:
    issue = periodicals.released(house, placed=[items.signed(house), items.signed(house)])
    version = Issue.objects.get(pk=issue.pk).version
    entry = issue.entries.order_by("position").first()

    first = release.correct(house.signer, issue.public_id, text="第1页日期应为3月2日。", reason="排印之误")
    second = release.correct(
        house.signer, issue.public_id, text="“12台”应为“21台”。", reason="原件有误", entry=entry.public_id
    )

    assert [(one.number, one.entry) for one in (first, second)] == [(1, None), (2, entry)]
    assert list(issues.errata(issue)) == [first, second]
    assert Issue.objects.get(pk=issue.pk).version == version
    told = [one.event for one in journals.journey(entry.item)]
    assert told.count("periodicals.issue.corrected") == 1


@pytest.mark.parametrize(("text", "reason", "field"), [("", "误", "text"), ("改", " ", "reason")])
def test_a_correction_needs_text_and_reason(house: House, text: str, reason: str, field: str) -> None:
    issue = periodicals.released(house)

    refused = refuses(lambda: release.correct(house.signer, issue.public_id, text=text, reason=reason), Invalid, issue)

    assert (refused.code, refused.field) == ("items.text.empty", field)


def test_a_correction_of_an_entry_elsewhere_is_not_found(house: House) -> None:
    issue, other = periodicals.released(house), periodicals.released(house)
    (foreign,) = periodicals.entries(other)

    refuses(
        lambda: release.correct(house.signer, issue.public_id, text="改", reason="误", entry=foreign), NotFound, issue
    )
