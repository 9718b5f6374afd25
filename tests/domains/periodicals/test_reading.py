# SPDX-License-Identifier: Apache-2.0
"""Lists and the printed page: what they say, and that their queries do not grow with the rows."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import items, periodicals
from tests.factories.network import House
from yizhan.domains.items.operations import submission
from yizhan.domains.items.states import Kind
from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.models import Issue, Series
from yizhan.domains.periodicals.operations import circulation, composing, release
from yizhan.domains.periodicals.queries import issues, printing
from yizhan.domains.periodicals.states import CirculationKind
from yizhan.kernel.ids import new_id


def queries_of(read: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def filled(house: House, of: Series, number: int) -> Issue:
    """A released issue with so many entries, readers and errata."""
    issue = periodicals.composed(house, of, placed=[items.signed(house) for _ in range(number)])
    recipients = [periodicals.outside(f"第{place}办公室") for place in range(number)]
    circulation.set_circulation(house.editor, issue.public_id, recipients=recipients or [periodicals.outside()])
    release.release(house.signer, issue.public_id)
    for place in range(number):
        release.correct(house.signer, issue.public_id, text=f"第{place}处", reason="排印之误")
    return Issue.objects.select_related("series", "station").get(pk=issue.pk)


def test_the_printed_issue_says_what_was_placed(house: House) -> None:
    of = periodicals.series(house, name="社情民意")
    first, second = items.signed(house, title="甲"), items.signed(house, title="乙")
    issue = periodicals.empty(house, of)
    column = periodicals.column(of, "工作动态")
    composing.place(house.editor, issue.public_id, item=first.public_id, column=column, heading="甲的刊头")
    composing.place(house.editor, issue.public_id, item=second.public_id)

    page = printing.printed(access.find(house.editor, issue.public_id))

    assert (page.masthead, page.issuing_office) == ("社情民意", "区政协办公室")
    assert [(section.column, [entry.heading for entry in section.entries]) for section in page.sections] == [
        ("", ["乙"]),
        ("工作动态", ["甲的刊头"]),
    ]
    assert page.sections[0].entries[0].text.situation == "青石街道多个小区加装电梯后,维护费用无人承担。"
    assert [(one.kind, [line.name for line in one.lines]) for one in page.destinations] == [
        (CirculationKind.REPORT_TO, [issue.circulation.get(post=house.leader.post).name]),
        (CirculationKind.SEND_TO, ["市委办公室"]),
    ]
    assert (page.numbers.number, page.numbers.total, page.errata) == (1, 1, [])


def test_the_printed_issue_takes_as_many_queries_for_three_entries_as_for_one(house: House) -> None:
    of = periodicals.series(house)
    one, three = filled(house, of, 1), filled(house, of, 3)

    assert queries_of(lambda: printing.printed(one)) == 4
    assert queries_of(lambda: printing.printed(three)) == 4


LISTS = {
    "with_counts": (lambda house: list(issues.with_counts(access.visible(house.editor))), 1),
    "being_composed": (lambda house: [str(one) for one in issues.being_composed(house.station.pk)], 1),
    "archive": (lambda house: [str(one) for one in issues.archive(house.station.series.first())], 3),
    "unread": (lambda house: [str(one) for one in access.unread(house.leader)], 1),
    "series_of": (lambda house: [str(one.successor) for one in issues.series_of(house.station.pk)], 1),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_take_as_many_queries_for_three_rows_as_for_one(house: House, name: str) -> None:
    read, expected = LISTS[name]
    of = periodicals.series(house)
    periodicals.released(house, of)
    periodicals.empty(house, of)
    assert queries_of(lambda: read(house)) == expected

    for _ in range(2):
        periodicals.released(house, of)
        periodicals.empty(house, periodicals.series(house))

    assert queries_of(lambda: read(house)) == expected


def test_the_list_counts_entries_and_readers(house: House) -> None:
    issue = filled(house, periodicals.series(house), 3)
    circulation.note_reading(house.editor, issue.public_id, line=periodicals.line(issue, "第1办公室"))

    (listed,) = issues.with_counts(access.visible(house.editor))

    assert (listed.entry_count, listed.reader_count, listed.read_count) == (3, 3, 1)


def test_a_label_is_only_given_with_the_number(house: House) -> None:
    of = periodicals.series(house, name="建言")

    assert str(periodicals.empty(house, of)) == "《建言》"
    assert str(periodicals.released(house, of)).startswith("《建言》20")


def test_rows_say_what_they_are(house: House) -> None:
    """For the shell and the logs; pages have words of their own."""
    of = periodicals.series(house, name="建言")
    issue = filled(house, of, 1)
    entry = issue.entries.get()

    assert [str(row) for row in (of, of.columns.first(), issue.circulation.get())] == [
        "《建言》",
        "社情民意",
        "第0办公室",
    ]
    assert str(issue.errata.get()) == f"{issue} (1)"
    assert str(entry) == f"1 {entry.item_id}"


def test_items_that_were_only_handed_in_are_not_placeable(house: House) -> None:
    submission.submit(house.member, new_id(), kind=Kind.DYNAMICS, wording=items.wording(), is_truthful=True)

    assert not issues.placeable(periodicals.empty(house)).exists()
