# SPDX-License-Identifier: Apache-2.0
"""What is suggested for an item, and what people make of it: take, set aside, decide otherwise; who, when, at once."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from tests.conftest import Recorded
from tests.domains.items.test_races import at_once
from tests.domains.matrix import refuses
from tests.factories import items, periodicals, suggestions, supervision
from tests.factories.items import IN_STATE
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, review
from yizhan.domains.items.operations.registration import wording_of
from yizhan.domains.items.queries import wordings
from yizhan.domains.items.states import OPEN, Kind, State
from yizhan.domains.periodicals.operations import composing
from yizhan.domains.suggestions import access, rules, sentences
from yizhan.domains.suggestions.models import Filing, Suggestion
from yizhan.domains.suggestions.operations import deciding, filing, settling
from yizhan.domains.suggestions.queries import quality, standing
from yizhan.domains.suggestions.states import Question
from yizhan.domains.suggestions.states import State as Made
from yizhan.domains.supervision.operations import assigning
from yizhan.domains.supervision.operations.assigning import Task
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry

ENVIRONMENT = "环境保护"
TAKEN, OVERRULED = "suggestions.suggestion.taken", "suggestions.suggestion.overruled"


def shown(house: House, item: Item) -> dict[str, str]:
    """What is suggested for an item, by question."""
    return {one.question: one.label for one in access.suggested(house.editor, Item.objects.get(pk=item.pk))}


def log(item: Item) -> list[tuple[str, str, str, str]]:
    """What stands in the log of an item."""
    rows = Suggestion.objects.filter(item=item).order_by("question", "pk")
    return [(row.question, row.label, row.state, row.chosen) for row in rows]


@pytest.fixture
def item(house: House) -> Item:
    """A registered item for which a kind and a category are suggested."""
    suggestions.taught(house)
    return suggestions.clear(house)


def test_a_station_that_has_not_learned_suggests_nothing(house: House) -> None:
    item = suggestions.clear(house)
    assert access.suggested(house.editor, item) == []
    assert [one.snapshot for one in access.qualities(house.editor)] == [None] * 5
    suggestions.taught(house)
    assert shown(house, item) == {"kind": Kind.PROBLEM, "category": ENVIRONMENT}
    assert access.suggested(house.neighbour.editor, suggestions.clear(house.neighbour)) == [], "stations learn apart"


def test_a_suggestion_says_why_and_shows_no_personal_number(house: House, item: Item) -> None:
    kind, category = access.suggested(house.editor, item)
    assert 75 <= kind.percent <= 99
    assert category.passages[0].words == "沿街油烟排放，垃圾成堆，臭味很大。"
    assert {"油烟", "垃圾"} <= set(category.words)
    assert "13800138000" not in repr(kind) + repr(category)
    assert [sentences.sure(percent) for percent in (99, 90, 75, 60)] == [
        "几乎可以肯定",
        "很有把握",
        "比较有把握",
        "有可能",
    ]


def test_below_the_station_s_confidence_nothing_is_shown(house: House, item: Item) -> None:
    assert shown(house, items.registered(house, **suggestions.UNCLEAR)) == {}
    suggestions.lay_down(house, rules.CONFIDENCE.key, value=99)
    assert shown(house, item) == {}


def test_what_cannot_be_chosen_any_more_is_not_suggested(house: House, item: Item) -> None:
    suggestions.categories(house, ["教育文体", "交通运输"])
    assert shown(house, item) == {"kind": Kind.PROBLEM}
    editing.edit(house.editor, item.public_id, wording=items.wording(**suggestions.CLEAR), kind=Kind.PROBLEM)
    assert shown(house, item) == {}, "and what is so already is no suggestion"


def test_showing_is_noted_once_and_changes_nothing(house: House, item: Item, recorded: Recorded) -> None:
    for actor in (house.editor, house.reviewer, house.editor):
        deciding.note_shown(actor, item.public_id)
    assert log(item) == [("category", ENVIRONMENT, Made.SHOWN, ""), ("kind", Kind.PROBLEM, Made.SHOWN, "")]
    assert recorded.names == []
    item.refresh_from_db()
    assert (item.kind, Filing.objects.count()) == (Kind.SOCIAL_OPINION, 0)


def test_taking_a_kind_is_an_ordinary_edit_with_the_log_in_the_same_act(
    house: House, item: Item, recorded: Recorded
) -> None:
    deciding.note_shown(house.editor, item.public_id)
    recorded.clear()
    asked = house.editor.requested(new_id())
    row = deciding.take(asked, item.public_id, "kind", label=Kind.PROBLEM, seen=item.version)
    assert deciding.take(asked, item.public_id, "kind", label=Kind.PROBLEM, seen=item.version) == row
    assert recorded.names == ["items.item.edited", TAKEN]
    assert {entry.act for entry in Entry.objects.order_by("-pk")[:2]} == {asked.act}
    assert Entry.objects.latest("pk").matter == item.public_id
    item.refresh_from_db()
    assert (item.kind, item.text_number, row.post_id) == (Kind.PROBLEM, 2, house.editor.post)
    outbox.carry_out()
    assert log(item)[1] == ("kind", Kind.PROBLEM, Made.TAKEN, Kind.PROBLEM)
    refuses(lambda: deciding.take(house.reviewer, item.public_id, "kind", label=Kind.PROBLEM), Conflict, item, row)


def test_what_was_never_noted_as_shown_can_be_taken_and_nothing_else(house: House, item: Item) -> None:
    deciding.take(house.reviewer, item.public_id, "category", label=ENVIRONMENT)
    assert Filing.objects.get(item=item).category == ENVIRONMENT
    assert log(item) == [("category", ENVIRONMENT, Made.TAKEN, ENVIRONMENT)]
    for question, label, kind in (
        ("kind", Kind.RESEARCH, Conflict),
        ("category", "教育文体", Conflict),
        ("colour", "红", Invalid),
    ):
        refuses(lambda: deciding.take(house.editor, item.public_id, question, label=label), kind, item)  # noqa: B023
    assert len(log(item)) == 1


def test_a_refused_decision_leaves_no_log(house: House, item: Item) -> None:
    """An old page: the ordinary operation refuses, and everything is as before."""
    refuses(
        lambda: deciding.take(house.editor, item.public_id, "kind", label=Kind.PROBLEM, seen=item.version - 1),
        Conflict,
        item,
    )
    assert log(item) == []
    submitted = items.submitted(house, **suggestions.CLEAR)
    assert shown(house, submitted)["kind"] == Kind.PROBLEM
    assert not access.is_takeable(house.editor, submitted, "kind", Kind.PROBLEM), "it is registered first"
    refuses(lambda: deciding.take(house.editor, submitted.public_id, "kind", label=Kind.PROBLEM), Conflict, submitted)
    assert log(submitted) == []


def test_what_was_set_aside_is_not_shown_again(house: House, item: Item, recorded: Recorded) -> None:
    deciding.set_aside(house.editor, item.public_id, "kind", label=Kind.PROBLEM)
    assert recorded.names[-1:] == [OVERRULED]
    assert log(item) == [("kind", Kind.PROBLEM, Made.OVERRULED, Kind.SOCIAL_OPINION)]
    assert shown(house, item) == {"category": ENVIRONMENT}
    again = partial(deciding.set_aside, house.reviewer, item.public_id, "kind", label=Kind.PROBLEM)
    refuses(again, Conflict, item, Suggestion.objects.get())


def test_decisions_on_other_pages_settle_what_was_shown(house: House, item: Item) -> None:
    """An edit without another kind says nothing; sent to review, the kind is decided. Filing is decided at once."""
    deciding.note_shown(house.editor, item.public_id)
    wording = wording_of(wordings.text_in_force(item))
    editing.edit(house.editor, item.public_id, wording=wording)
    outbox.carry_out()
    assert [state for *_, state, _chosen in log(item)] == [Made.SHOWN] * 2
    filing.file_under(house.reviewer, item.public_id, category="教育文体")
    assert log(item)[0] == ("category", ENVIRONMENT, Made.OVERRULED, "教育文体")
    review.send_to_review(house.editor, item.public_id)
    outbox.carry_out()
    assert log(item)[1] == ("kind", Kind.PROBLEM, Made.OVERRULED, Kind.SOCIAL_OPINION)
    assert Suggestion.objects.get(question="kind").post_id == house.editor.post, "whoever decided, not the worker"
    told = {one.question: (one.shown, one.taken, one.overruled) for one in access.qualities(house.signer)}
    assert (told["kind"], told["category"], told["column"]) == ((1, 0, 1), (1, 0, 1), (0, 0, 0))
    agreed = suggestions.clear(house)
    deciding.note_shown(house.editor, agreed.public_id)
    editing.edit(house.editor, agreed.public_id, wording=items.wording(), kind=Kind.PROBLEM)
    outbox.carry_out()
    assert log(agreed)[1][2] == Made.TAKEN


def test_a_unit_is_suggested_and_settled_by_the_assignment(house: House) -> None:
    units = [one.public_id for one in (house.township, house.other_department, house.department)]
    suggestions.taught(house, department=[str(one) for one in units])
    released = items.released(house, **suggestions.CLEAR)
    assert shown(house, released) == {}, "nobody is asked before there is a case"
    case = supervision.instruction(house, item=released).case
    assert shown(house, released) == {"department": str(house.department.public_id)}
    assert not access.is_takeable(house.supervisor, released, "department", str(house.department.public_id))
    assert access.case_to_entrust(house.supervisor, released) == case
    assert access.case_to_entrust(house.editor, released) is None
    deciding.note_shown(house.supervisor, released.public_id)
    task = Task(organization=house.department.pk, task="请核实。", due_on=supervision.in_days(9))
    assigning.assign(house.supervisor, case.public_id, tasks=[task])
    outbox.carry_out()
    [(_, label, state, chosen)] = log(released)
    assert (label, state, chosen) == (str(house.department.public_id), Made.TAKEN, house.department.name)


def test_the_suggested_unit_is_given_the_case_in_one_step(house: House, recorded: Recorded) -> None:
    """Assignment and log are one act; whoever may not assign, or names what is not suggested, leaves no trace."""
    units = [one.public_id for one in (house.township, house.other_department, house.department)]
    suggestions.taught(house, department=[str(one) for one in units])
    item = items.released(house, **suggestions.CLEAR)
    label, due_on = str(house.department.public_id), supervision.in_days(9)
    case = supervision.instruction(house, item=item).case

    def entrust(actor: Actor, label: str = label, *, task: str = "请核实。", seen: int | None = None) -> Suggestion:
        others = (house.other_department.pk, house.department.pk, house.other_department.pk)
        return deciding.entrust(
            actor, case.public_id, label=label, task=task, due_on=due_on, assisting=others, seen=seen
        )

    for who, kind in (
        (house.editor, Denied),
        (house.signer, Denied),
        (house.member, NotFound),
        (house.handler, NotFound),
        (house.neighbour.supervisor, NotFound),
    ):
        refuses(partial(entrust, who), kind, case, item)
    for refused, kind in (
        (partial(entrust, house.supervisor, str(house.township.public_id)), Conflict),
        (partial(entrust, house.supervisor, "没有"), Conflict),
        (partial(entrust, house.supervisor, task=" "), Invalid),
        (partial(entrust, house.supervisor, seen=case.version - 1), Conflict),
    ):
        refuses(refused, kind, case, item)
    assert log(item) == []
    recorded.clear()
    asked = house.supervisor.requested(new_id())
    row = entrust(asked)
    assert entrust(asked) == row, "the same request again is the same act"
    each = ["supervision.assignment.assigned", "clocks.deadline.opened"]
    assert recorded.names == [*each, *each, "supervision.case.assigned", TAKEN]
    outbox.carry_out()
    assert log(item) == [("department", label, Made.TAKEN, house.department.name)]
    assert [(one.organization, one.is_lead) for one in case.assignments.order_by("pk")] == [
        (house.department, True),
        (house.other_department, False),
    ]
    refuses(partial(entrust, house.supervisor), Conflict, case, item)


def test_a_place_is_suggested_and_taken_into_the_one_issue_that_is_open(house: House) -> None:
    one, other = periodicals.series(house), periodicals.series(house)
    columns = [*one.columns.all(), other.columns.all()[0]]
    suggestions.taught(
        house,
        series=[str(other.public_id), "甲", str(one.public_id)],
        column=[str(columns[place].public_id) for place in (2, 0, 1)],
    )
    signed, label = items.signed(house, **suggestions.CLEAR), str(columns[1].public_id)
    assert shown(house, signed) == {"series": str(one.public_id), "column": label}
    refuses(lambda: deciding.take(house.editor, signed.public_id, "column", label=label), Conflict, signed)
    issue = periodicals.empty(house, one)
    deciding.note_shown(house.editor, signed.public_id)
    deciding.take(house.editor, signed.public_id, "column", label=label)
    outbox.carry_out()
    assert [entry.column for entry in issue.entries.all()] == [columns[1]]
    assert [state for *_, state, _chosen in log(signed)] == [Made.TAKEN] * 2, "the series is the column's"
    assert standing.decided(signed, Question.SERIES)[1] == f"《{one.name}》"
    elsewhere = items.signed(house, **suggestions.CLEAR)
    deciding.note_shown(house.editor, elsewhere.public_id)
    composing.place(house.editor, periodicals.empty(house, other).public_id, item=elsewhere.public_id)
    outbox.carry_out()
    assert [(row[0], row[2]) for row in log(elsewhere)] == [("column", Made.SHOWN), ("series", Made.OVERRULED)]


Act = Callable[[Actor, Item], object]
ACTS: dict[str, Act] = {
    "take": lambda actor, item: deciding.take(actor, item.public_id, "category", label=ENVIRONMENT),
    "set_aside": lambda actor, item: deciding.set_aside(actor, item.public_id, "category", label=ENVIRONMENT),
    "file": lambda actor, item: filing.file_under(actor, item.public_id, category=ENVIRONMENT),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_others_do_not_decide(house: House, item: Item, act: Act) -> None:
    for who, kind in (
        (house.signer, Denied),
        (house.supervisor, Denied),
        (house.member, Denied),
        (house.handler, NotFound),
        (house.neighbour.editor, NotFound),
    ):
        refuses(partial(act, who, item), kind, item)
    for who in (house.editor, house.member):
        refuses(partial(settling.settle, who, item.public_id, "kind"), Denied, item)
    for who in (house.member, house.officer, house.leader):
        refuses(partial(access.suggested, who, item), Denied, item)
    assert (log(item), Filing.objects.count()) == ([], 0)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_only_what_is_on_the_desk_is_decided_about(house: House, act: Act) -> None:
    suggestions.taught(house)
    for state in State.values:
        item = IN_STATE[state](house)
        Suggestion.objects.create(
            station=house.station,
            item=item,
            snapshot=quality.qualities(house.station.pk)[1].snapshot,
            question="category",
            state=Made.SHOWN,
            label=ENVIRONMENT,
            name=ENVIRONMENT,
            percent=90,
            shown_at=clock.now(),
        )
        if state in OPEN:
            assert act(house.editor, item)
        else:
            refuses(partial(act, house.editor, item), Conflict, item)


@pytest.mark.parametrize("category", ["", "没有这一类", "环境保护\x00"])
def test_only_categories_of_the_list_are_filed_under(house: House, category: str) -> None:
    item = items.registered(house)
    suggestions.categories(house)
    refuses(partial(filing.file_under, house.editor, item.public_id, category=category), Invalid, item)


def test_filing_anew_keeps_the_former_category_in_the_journal(house: House, recorded: Recorded) -> None:
    item = items.submitted(house)
    suggestions.categories(house)
    recorded.clear()
    for category in ("教育文体", "教育文体", ENVIRONMENT):
        filing.file_under(house.editor, item.public_id, category=category)
    assert recorded.names == ["suggestions.item.filed"] * 2
    assert Entry.objects.latest("pk").facts == {"category": ENVIRONMENT, "former": "教育文体"}


class TestAtOnce:
    """With real threads, on a store that commits."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.fixture
    def house(self, transactional_db: None) -> Iterator[House]:  # noqa: ARG002 -- the store that commits
        return House.build()

    def test_two_take_and_two_are_shown_the_same(self, house: House) -> None:
        suggestions.taught(house)
        item = suggestions.clear(house)
        notes = [partial(deciding.note_shown, who, item.public_id) for who in (house.editor, house.reviewer)]
        assert at_once(*notes) == ["done", "done"]
        assert len(log(item)) == 2
        takes = [
            partial(deciding.take, who, item.public_id, "kind", label=Kind.PROBLEM)
            for who in (house.editor, house.reviewer)
        ]
        assert at_once(*takes) == ["done", "suggestions.suggestion.decided"]
        assert Entry.objects.filter(event=TAKEN).count() == 1
        assert Item.objects.get(pk=item.pk).text_number == 2
