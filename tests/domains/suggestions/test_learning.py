# SPDX-License-Identifier: Apache-2.0
"""Learning: which decisions are examples, asked for once, learned aside, kept as arrays, given up when it fails."""

import datetime
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items, periodicals, suggestions, supervision
from tests.factories.network import House
from tests.factories.suggestions import lay_down
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing
from yizhan.domains.items.states import Kind
from yizhan.domains.suggestions import access, rules
from yizhan.domains.suggestions.models import Content, Learning, Snapshot
from yizhan.domains.suggestions.operations import deciding, filing, learning
from yizhan.domains.suggestions.queries import quality, shelf
from yizhan.domains.suggestions.queries.examples import are_enough, examples
from yizhan.domains.suggestions.queries.learning import Outcome, outcomes
from yizhan.domains.suggestions.queries.suggesting import current
from yizhan.domains.suggestions.states import LearningState, Question
from yizhan.domains.supervision.models import Assignment
from yizhan.domains.supervision.operations import handling
from yizhan.jobs.learning import ask_where_due, learn_next
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Denied

NOTHING = {question: Outcome(0, {}, {}, None) for question in Question.values}


def in_minutes(number: int) -> Any:
    return clock.at(clock.now() + datetime.timedelta(minutes=number))


def test_what_people_decided_is_what_is_learned_from(house: House) -> None:
    """Also what they decided against a suggestion: the item counts under what it was given."""
    lay_down(house, rules.FEWEST_OF_LABEL.key, value=2)
    suggestions.taught(house)
    item = suggestions.clear(house)
    deciding.set_aside(house.editor, item.public_id, "kind", label=Kind.PROBLEM)
    filing.file_under(house.editor, item.public_id, category="教育文体")
    filing.file_under(house.editor, items.registered(house).public_id, category="教育文体")
    filing.file_under(house.editor, items.registered(house).public_id, category="基层治理")
    items.declined(house)
    items.submitted(house)
    items.registered(house, kind=Kind.RESEARCH)
    found = examples(house.station.pk, Question.KIND)
    assert found.labels == (Kind.SOCIAL_OPINION,) * 3, "one of a kind teaches nothing, nor does what was not registered"
    assert found.texts[0].startswith("油烟噪音扰民\n沿街油烟排放")
    assert examples(house.station.pk, Question.CATEGORY).labels == ("教育文体",) * 2
    editing.edit(house.editor, item.public_id, wording=items.wording(title="改过的标题"), kind=Kind.RESEARCH)
    found = examples(house.station.pk, Question.KIND)
    assert sorted(found.labels) == [Kind.RESEARCH] * 2 + [Kind.SOCIAL_OPINION] * 2
    assert any(text.startswith("改过的标题") for text in found.texts), "the wording in force"
    assert not are_enough(found, house.station.pk)
    lay_down(house, rules.MOST_EXAMPLES.key, value=100)
    lay_down(house, rules.FEWEST_EXAMPLES.key, value=10)
    assert not are_enough(found, house.station.pk)
    assert examples(house.neighbour.station.pk, Question.KIND).labels == ()


def test_units_and_places_are_examples(house: House) -> None:
    lay_down(house, rules.FEWEST_OF_LABEL.key, value=2)
    series = periodicals.series(house)
    issue = periodicals.composed(house, series, placed=[items.signed(house, title=f"第{n}件") for n in range(2)])
    periodicals.discarded(house)
    assert examples(house.station.pk, Question.SERIES).labels == (str(series.public_id),) * 2
    assert examples(house.station.pk, Question.COLUMN).labels == ()
    entries = [(entry.public_id, series.columns.all()[0].public_id) for entry in issue.entries.all()]
    periodicals.composing.arrange(house.editor, issue.public_id, order=entries)
    assert examples(house.station.pk, Question.COLUMN).labels == (str(entries[0][1]),) * 2
    for _ in range(3):
        supervision.assigned(house)
    returned = Assignment.objects.latest("pk")
    handling.return_assignment(house.handler, returned.public_id, reason="不属于本单位职责")
    lead = str(Assignment.objects.filter(is_lead=True).first().organization.public_id)  # type: ignore[union-attr]
    assert examples(house.station.pk, Question.DEPARTMENT).labels == (lead,) * 2, "not what a unit sent back"


def test_a_station_learns_once_at_a_time_and_what_it_learned_is_kept(house: House, recorded: Recorded) -> None:
    first = suggestions.taught(house)
    assert recorded.names[-3:] == [f"suggestions.learning.{word}" for word in ("asked", "begun", "ready")]
    kind = current(house.station.pk)["kind"]
    assert (kind.number, kind.examples, [name for name, *_ in kind.labels]) == (1, 120, list(suggestions.KINDS))
    assert first.examples == {"kind": 120, "category": 120, "department": 0, "series": 0, "column": 0}
    assert quality.qualities(house.station.pk)[0].reliability.accuracy > 0.9
    assert learning.ask(house.editor) == learning.ask(house.reviewer)
    begun = learning.begin(system())
    assert begun is not None
    assert learning.ask(house.editor) == begun, "while it is learned it is still the same"
    learning.finish(system(), begun.pk, held=begun.claim, outcomes={**NOTHING, "kind": outcome()})
    assert {row.question: row.number for row in current(house.station.pk).values()} == {"kind": 2}
    assert (Snapshot.objects.count(), Content.objects.count()) == (3, 1), "arrays that nobody needs go"


def outcome() -> Outcome:
    found = suggestions.learned(tuple(str(kind) for kind in suggestions.KINDS))
    return Outcome(found.examples, {}, {}, found)


def test_arrays_are_read_once_and_unreadable_ones_suggest_nothing(house: House, django_assert_num_queries: Any) -> None:
    suggestions.taught(house)
    item = suggestions.clear(house)
    assert len(access.suggested(house.editor, item)) == 2
    snapshot = current(house.station.pk)["kind"]
    with django_assert_num_queries(0):
        assert shelf.fitted(snapshot) is shelf.fitted(snapshot)
    assert shelf.held() > 0
    other = Snapshot(pk=snapshot.pk)
    Content.objects.filter(pk=snapshot.pk).update(arrays=b"x")
    assert shelf.fitted(other) is None
    Content.objects.all().delete()
    assert shelf.fitted(other) is None


def test_the_shelf_gives_up_what_was_not_asked_for_longest(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    suggestions.taught(house)
    monkeypatch.setattr(shelf, "MOST", 1)
    kind, category = (current(house.station.pk)[question] for question in ("kind", "category"))
    first = shelf.fitted(kind)
    shelf.fitted(category)
    assert shelf.fitted(kind) is not first


def test_the_thread_learns_from_decisions_in_a_child(house: House) -> None:
    """The whole way once: decisions, a child process, arrays, a suggestion."""
    for key, value in ((rules.FEWEST_EXAMPLES.key, 10), (rules.FEWEST_OF_LABEL.key, 3)):
        lay_down(house, key, value=value)
    assert (ask_where_due(), learn_next()) == (0, False)
    for number in range(5):
        for kind, subjects in zip(suggestions.KINDS[:2], suggestions.SUBJECTS, strict=False):
            said = f"{subjects[number]}和{subjects[number + 1]}、{subjects[number + 2]}"
            items.registered(house, kind=kind, title=said, situation=f"{said}的问题。", analysis="", suggestion="")
    assert ask_where_due() == 1
    assert ask_where_due() == 0, "what is asked for is not asked for again"
    assert learn_next()
    last = quality.ready(house.station.pk)
    assert last is not None
    assert last.examples["kind"] == 10
    snapshot = current(house.station.pk)["kind"]
    fitted = shelf.fitted(snapshot)
    assert fitted is not None
    assert fitted.labels == tuple(sorted(suggestions.KINDS[:2]))
    assert (ask_where_due(), learn_next()) == (0, False), "nothing was decided since"


def test_who_may_ask_and_who_may_learn(house: House) -> None:
    for who in (house.signer, house.member, house.leader, house.handler):
        refuses(lambda: learning.ask(who), Denied)  # noqa: B023 -- called at once
    asked = learning.ask(house.editor)
    refuses(lambda: learning.begin(house.editor), Denied, asked)
    seeing = ("editor", "reviewer", "signer", "supervisor")
    for role in (*seeing, "member", "officer", "leader", "handler", "audit_administrator"):
        assert access.visible_learnings(getattr(house, role)).exists() == (role in seeing)
    assert not access.visible_learnings(house.neighbour.editor).exists()
    assert learning.begin(system(house.neighbour.station.pk)) is None, "a station's own command leaves others alone"


def test_a_slow_process_has_lost_what_another_took_up(house: House) -> None:
    learning.ask(house.editor)
    slow = learning.begin(system())
    assert slow is not None
    assert learning.begin(system()) is None, "nobody takes what somebody holds"
    with in_minutes(70):
        fast = learning.begin(system())
        assert fast is not None
    for late in (
        lambda: learning.finish(system(), slow.pk, held=slow.claim, outcomes=NOTHING),
        lambda: learning.fail(system(), slow.pk, held=slow.claim, problem="x"),
    ):
        refuses(late, Conflict, slow)
    assert learning.fail(system(), fast.pk, held=fast.claim, problem="x" * 300).problem == "x" * 200


def test_a_learning_that_never_ends_is_given_up_and_one_that_breaks_says_why(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggestions.taught(house)
    asked = learning.ask(house.editor)
    for round_number in range(4):
        with in_minutes(70 * round_number):
            learning.begin(system())
    asked.refresh_from_db()
    assert (asked.state, asked.problem, asked.attempts) == (LearningState.FAILED, "abandoned", 3)
    broken = learning.ask(house.editor)
    monkeypatch.setattr("yizhan.domains.suggestions.queries.learning.outcomes", _broken)
    assert learn_next()
    broken.refresh_from_db()
    assert (broken.state, broken.problem) == (LearningState.FAILED, "ValueError: no")
    assert len(current(house.station.pk)) == 2, "what was learned before stays in use"


def test_outcomes_ask_for_nothing_where_nothing_was_decided(house: House) -> None:
    assert {one.learned for one in outcomes(house.station.pk).values()} == {None}
    assert (Item.objects.count(), Learning.objects.count()) == (0, 0)


def _broken(station: int) -> None:
    raise ValueError("no")
