# SPDX-License-Identifier: Apache-2.0
"""Placing, arranging and removing entries."""

import pytest

from tests.domains.matrix import refuses
from tests.factories import items, periodicals
from tests.factories.network import House
from yizhan.domains.items.operations import editing, review
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.periodicals.models import Entry, Issue
from yizhan.domains.periodicals.operations import composing, release, series
from yizhan.domains.periodicals.queries import issues, printing
from yizhan.domains.periodicals.states import State
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound, Refusal
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry as JournalEntry


def placed_titles(issue: Issue) -> list[tuple[str, str]]:
    """What a page shows: column and title of each entry, in order."""
    return [(entry.column.name if entry.column else "", entry.item.title) for entry in issues.entries(issue)]


def sign_anew(house: House, item: object) -> None:
    """Withdraw the signature, change the wording, and have it signed again."""
    public_id = item.public_id  # type: ignore[attr-defined]
    review.withdraw_signature(house.signer, public_id, reason="又有新情况")
    editing.edit(house.editor, public_id, wording=items.wording(title="改后的标题"))
    review.send_to_review(house.editor, public_id)
    review.approve(house.reviewer, public_id)
    review.approve(house.second_reviewer, public_id)
    review.sign_off(house.signer, public_id)


@pytest.mark.parametrize("state", [state for state in ItemState if state != ItemState.SIGNED])
def test_only_signed_items_are_placed(house: House, state: str) -> None:
    issue = periodicals.empty(house)
    item = items.IN_STATE[state](house)

    refused = refuses(lambda: composing.place(house.editor, issue.public_id, item=item.public_id), Conflict, issue)

    assert refused.code == "periodicals.item.not_signed"
    assert not issue.entries.exists()


def test_an_item_of_another_station_is_not_found(house: House, elsewhere: House) -> None:
    issue = periodicals.empty(house)
    item = items.signed(elsewhere)

    refuses(lambda: composing.place(house.editor, issue.public_id, item=item.public_id), NotFound, issue)


def test_an_item_stands_in_one_open_issue_of_a_series(house: House) -> None:
    of = periodicals.series(house)
    first, second = periodicals.composed(house, of), periodicals.empty(house, of)
    item = first.entries.get().item

    for issue in (first, second):
        refused = refuses(
            lambda issue=issue: composing.place(house.editor, issue.public_id, item=item.public_id), Conflict, issue
        )
        assert refused.code == "periodicals.item.placed_already"


def test_an_item_may_stand_in_open_issues_of_two_series(house: House) -> None:
    first = periodicals.composed(house)
    item = first.entries.get().item

    second = periodicals.composed(house, placed=[item])

    assert [entry.item for entry in second.entries.all()] == [item]


@pytest.mark.parametrize("way", ["remove", "discard"])
def test_a_freed_item_may_be_placed_again(house: House, way: str) -> None:
    of = periodicals.series(house)
    issue = periodicals.composed(house, of)
    entry = issue.entries.get()
    if way == "remove":
        composing.remove(house.editor, issue.public_id, entry=entry.public_id)
    else:
        composing.discard(house.editor, issue.public_id, reason="内容并入下期")

    again = periodicals.composed(house, of, placed=[entry.item])

    assert again.entries.get().item == entry.item


def test_columns_keep_the_order_of_the_series(house: House) -> None:
    of = periodicals.series(house)
    first, second, third = (items.signed(house, title=title) for title in ("甲", "乙", "丙"))
    issue = periodicals.empty(house, of)
    opinions, dynamics = (periodicals.column(of, name) for name in periodicals.COLUMNS)

    composing.place(house.editor, issue.public_id, item=first.public_id, column=dynamics)
    composing.place(house.editor, issue.public_id, item=second.public_id, column=opinions)
    composing.place(house.editor, issue.public_id, item=third.public_id)

    assert placed_titles(issue) == [("", "丙"), ("社情民意", "乙"), ("工作动态", "甲")]
    assert list(issue.entries.order_by("position").values_list("position", flat=True)) == [1, 2, 3]


def test_arrange_orders_the_whole_list(house: House) -> None:
    of = periodicals.series(house)
    issue = periodicals.composed(house, of, placed=[items.signed(house, title=title) for title in "甲乙丙"])
    first, second, third = periodicals.entries(issue)
    opinions, dynamics = (periodicals.column(of, name) for name in periodicals.COLUMNS)

    composing.arrange(
        house.editor, issue.public_id, order=[(third, opinions), (first, dynamics), (second, opinions)], seen=4
    )

    assert placed_titles(issue) == [("社情民意", "丙"), ("社情民意", "乙"), ("工作动态", "甲")]
    event = JournalEntry.objects.get(event="periodicals.issue.arranged")
    assert event.facts["entries"] == [str(third), str(second), str(first)]


def test_an_order_that_is_not_the_whole_list_is_refused(house: House) -> None:
    issue = periodicals.composed(house, placed=[items.signed(house), items.signed(house)])
    first, second = periodicals.entries(issue)
    for order in ([first], [first, first], [first, second, second], [first, new_id()], []):
        refused = refuses(
            lambda order=order: composing.arrange(
                house.editor, issue.public_id, order=[(entry, None) for entry in order]
            ),
            Invalid,
            issue,
        )
        assert refused.code == "periodicals.order.incomplete"


def test_a_column_of_another_series_is_not_found(house: House) -> None:
    foreign = periodicals.column(periodicals.series(house), "社情民意")
    issue = periodicals.composed(house)
    (entry,) = periodicals.entries(issue)
    item = items.signed(house)

    for step in (
        lambda: composing.arrange(house.editor, issue.public_id, order=[(entry, foreign)]),
        lambda: composing.place(house.editor, issue.public_id, item=item.public_id, column=foreign),
    ):
        assert refuses(step, NotFound, issue).code == "periodicals.column.unknown"


def test_a_column_that_ended_takes_no_more_entries(house: House) -> None:
    of = periodicals.series(house)
    ended = periodicals.column(of, "工作动态")
    issue = periodicals.composed(house, of)
    (entry,) = periodicals.entries(issue)
    composing.arrange(house.editor, issue.public_id, order=[(entry, ended)])

    series.set_columns(house.editor, of.public_id, names=["社情民意"])

    assert placed_titles(issue) == [("工作动态", issue.entries.get().item.title)]
    refuses(lambda: composing.arrange(house.editor, issue.public_id, order=[(entry, ended)]), NotFound, issue)


def test_a_heading_stands_in_place_of_the_title_until_it_is_taken_away(house: House) -> None:
    issue = periodicals.composed(house)
    (entry,) = periodicals.entries(issue)
    title = issue.entries.get().item.title

    composing.set_heading(house.editor, issue.public_id, entry=entry, heading=" 加装电梯之后 ")
    assert printing.printed(issue).sections[0].entries[0].heading == "加装电梯之后"

    composing.set_heading(house.editor, issue.public_id, entry=entry, heading="")
    assert printing.printed(issue).sections[0].entries[0].heading == title


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("长" * 121, "items.text.too_long"),
        ("秘密★1年", "items.text.secret"),
        ("标题\x00", "items.text.unreadable"),
    ],
)
def test_a_heading_that_cannot_be_kept_is_refused(house: House, heading: str, code: str) -> None:
    issue = periodicals.composed(house)
    (entry,) = periodicals.entries(issue)

    refused = refuses(
        lambda: composing.set_heading(house.editor, issue.public_id, entry=entry, heading=heading), Invalid, issue
    )

    assert (refused.code, refused.field) == (code, "heading")


def test_an_entry_of_another_issue_is_not_found(house: House) -> None:
    issue, other = periodicals.composed(house), periodicals.composed(house)
    (foreign,) = periodicals.entries(other)
    for step in (
        lambda: composing.remove(house.editor, issue.public_id, entry=foreign),
        lambda: composing.renew(house.editor, issue.public_id, entry=foreign),
        lambda: composing.set_heading(house.editor, issue.public_id, entry=foreign, heading="x"),
    ):
        assert refuses(step, NotFound, issue, other).code == "periodicals.entry.unknown"


def test_removing_closes_the_gap(house: House) -> None:
    issue = periodicals.composed(house, placed=[items.signed(house, title=title) for title in "甲乙丙"])

    composing.remove(house.editor, issue.public_id, entry=periodicals.entries(issue)[1])

    assert list(issue.entries.order_by("position").values_list("item__title", "position")) == [("甲", 1), ("丙", 2)]


def test_a_placed_entry_keeps_the_wording_until_it_is_renewed(house: House) -> None:
    issue = periodicals.composed(house)
    entry = issue.entries.get()
    sign_anew(house, entry.item)

    before = printing.printed(issue).sections[0].entries[0]
    assert (before.text.number, before.is_outdated) == (1, True)

    composing.renew(house.editor, issue.public_id, entry=entry.public_id)

    after = printing.printed(issue).sections[0].entries[0]
    assert (after.text.number, after.heading, after.is_outdated) == (2, "改后的标题", False)


def test_an_item_without_signature_is_not_renewed(house: House) -> None:
    issue = periodicals.composed(house)
    entry = issue.entries.get()
    review.withdraw_signature(house.signer, entry.item.public_id, reason="又有新情况")

    refused = refuses(lambda: composing.renew(house.editor, issue.public_id, entry=entry.public_id), Conflict, issue)

    assert refused.code == "periodicals.item.not_signed"


def test_an_issue_begins_with_the_readers_of_its_series(house: House) -> None:
    issue = periodicals.empty(house)

    assert list(issue.circulation.order_by("rank").values_list("kind", "name")) == [
        ("report_to", issue.circulation.get(post=house.leader.post).name),
        ("send_to", "市委办公室"),
    ]
    assert (issue.state, issue.year, issue.number, issue.total_number) == (State.COMPOSING, None, None, None)


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("signer", Denied),
        ("supervisor", Denied),
        ("leader", NotFound),
        ("member", NotFound),
        ("system_administrator", NotFound),
    ],
)
def test_who_may_not_open_an_issue(house: House, role: str, kind: type[Refusal]) -> None:
    of = periodicals.series(house)

    refuses(lambda: composing.open_issue(getattr(house, role), of.public_id), kind, of)

    assert not Issue.objects.exists()


def test_placeable_items_are_the_signed_ones_without_an_open_issue(house: House, elsewhere: House) -> None:
    issue = periodicals.composed(house)
    waiting = items.signed(house)
    items.approved(house)
    items.signed(elsewhere)

    assert list(issues.placeable(issue)) == [waiting]
    release.release(house.signer, issue.public_id)
    assert list(issues.placeable(issue)) == [waiting]
    assert not Entry.objects.filter(is_open=True).exists()
