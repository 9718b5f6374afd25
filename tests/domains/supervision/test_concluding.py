# SPDX-License-Identifier: Apache-2.0
"""Following, measures, results, feedback, conclusion, opening again: "closed" is not "solved"."""

import datetime
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.supervision.untouched import refused
from tests.factories import items, supervision
from tests.factories.network import House, actor
from yizhan.domains.items.operations import editing, registration, review
from yizhan.domains.items.operations.writing import Contributor
from yizhan.domains.items.queries import journals
from yizhan.domains.items.states import Channel, Kind, VerificationResult
from yizhan.domains.network.models import Station
from yizhan.domains.network.states import Role
from yizhan.domains.supervision.access import loading, rights, visibility
from yizhan.domains.supervision.models import Answer, Assignment, Case, Feedback
from yizhan.domains.supervision.operations import assigning, concluding, handling, instructions, telling
from yizhan.domains.supervision.queries import cases
from yizhan.domains.supervision.queries.cases import FourParts
from yizhan.domains.supervision.states import AssignmentState, CaseState, MeasureKind, Outcome, Verdict
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.models import Entry


def answer(actor: Actor, feedback: Feedback, verdict: str = Verdict.SOLVED, words: str = "") -> Feedback:
    return telling.answer_feedback(actor, feedback.public_id, verdict=verdict, words=words)


@pytest.mark.rule("RULE-101")
@pytest.mark.rule("RULE-102")
def test_important_item_is_followed_by_choice(house: House, recorded: Recorded) -> None:
    item = items.released(house)
    recorded.clear()

    case = concluding.follow(house.supervisor, item.public_id, reason="重要民生事项")

    assert (case.state, case.reason, case.instructed_at) == (CaseState.INSTRUCTED, "重要民生事项", None)
    assert recorded.names == ["supervision.case.opened"]
    assert rights.item_offers(house.supervisor, item) == ["record_instruction"]
    refused(
        lambda: concluding.follow(house.supervisor, item.public_id, reason="再次"),
        Conflict,
        "supervision.case.open_already",
    )


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM, Role.SUPERVISOR}))
def test_only_supervisors_follow(house: House, role: str) -> None:
    item = items.released(house)

    refused(lambda: concluding.follow(house.actors[role], item.public_id, reason="重要"), Denied, "supervision.denied")


def test_follow_needs_a_reason_and_a_finished_item(house: House, elsewhere: House) -> None:
    released, draft = items.released(house), items.submitted(house)

    def follow(actor: Actor, item: Any, reason: str = "重要") -> Case:
        return concluding.follow(actor, item.public_id, reason=reason)

    refused(lambda: follow(house.supervisor, released, " "), Invalid, "supervision.text.empty")
    refused(lambda: follow(house.supervisor, draft), Conflict, "supervision.item.unfinished")
    refused(lambda: follow(elsewhere.supervisor, released), NotFound, "supervision.item.unknown")


@pytest.mark.rule("RULE-098")
def test_case_can_have_all_four_measures(house: House) -> None:
    case = supervision.instructed(house)

    for kind in MeasureKind:
        concluding.take_measure(house.supervisor, case.public_id, kind=kind, held_on=clock.today(), text="推进办理。")

    assert {measure.kind for measure in cases.measures(case)} == {
        "joint_supervision",
        "on_site_assistance",
        "meeting",
        "inspection",
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "telephone"}, "supervision.measure.unknown"),
        ({"text": ""}, "supervision.text.empty"),
        ({"held_on": datetime.date(2999, 1, 1)}, "supervision.day.future"),
    ],
)
def test_measure_refuses_what_cannot_be(house: House, changes: dict[str, Any], code: str) -> None:
    case = supervision.instructed(house)
    options: dict[str, Any] = {"kind": "meeting", "held_on": clock.today(), "text": "推进办理。", **changes}

    refused(lambda: concluding.take_measure(house.supervisor, case.public_id, **options), Invalid, code)


@pytest.mark.parametrize("outcome", sorted(Outcome))
@pytest.mark.rule("RULE-109")
def test_result_may_be_each_of_five_outcomes(house: House, outcome: str) -> None:
    case = supervision.answered(house)

    concluding.establish(house.supervisor, case.public_id, outcome=outcome)

    case.refresh_from_db()
    assert (case.state, case.outcome) == (CaseState.IMPLEMENTED, outcome)


@pytest.mark.rule("RULE-109")
def test_early_warning_ends_with_the_risk_removed(house: House) -> None:
    item = items.released(house, kind=Kind.EARLY_WARNING)
    case = supervision.instruction(house, item=item).case
    supervision.approved(house, case)

    concluding.establish(house.supervisor, case.public_id, outcome=Outcome.RISK_REMOVED)
    telling.tell_author(house.supervisor, case.public_id, parts=supervision.PARTS)
    concluding.conclude(house.supervisor, case.public_id)

    assert Entry.objects.get(event="supervision.case.concluded").facts["outcome"] == "risk_removed"


def test_reply_is_not_a_result(house: House) -> None:
    replied = supervision.replied(house)
    case = Case.objects.get(pk=replied.case_id)

    assert "establish" not in rights.offers(house.supervisor, case)
    refused(
        lambda: concluding.establish(house.supervisor, case.public_id, outcome=Outcome.CARRIED_OUT),
        Conflict,
        "supervision.case.unanswered",
    )
    assert case.outcome == ""


def test_result_waits_for_every_unit(house: House) -> None:
    first = supervision.approved(house)
    assigning.assign(house.supervisor, first.case.public_id, tasks=[supervision.task(house.other_department)])
    second = cases.live(first.case).get(organization=house.other_department)
    handling.accept(supervision.handler_of(house.other_department), second.public_id)

    refused(
        lambda: concluding.establish(house.supervisor, first.case.public_id, outcome=Outcome.PLANNED),
        Conflict,
        "supervision.case.unanswered",
    )
    assigning.recall(house.supervisor, second.public_id, reason="不需要")
    assert concluding.establish(house.supervisor, first.case.public_id, outcome=Outcome.PLANNED).outcome == "planned"


def test_unknown_outcome_is_refused(house: House) -> None:
    case = supervision.answered(house)

    refused(
        lambda: concluding.establish(house.supervisor, case.public_id, outcome="closed"),
        Invalid,
        "supervision.outcome.unknown",
    )


@pytest.mark.rule("RULE-100")
def test_feedback_is_composed_from_instructions_and_approved_replies(house: House) -> None:
    item = items.released(house)
    case = supervision.instruction(house, item=item).case
    supervision.recorded(house, item=item, given_on=clock.today())
    supervision.approved(house, case)
    day = f"{clock.today().year}年{clock.today().month}月{clock.today().day}日"
    leader = cases.standing(case)[0].leader_name

    parts = cases.composed(case)

    assert parts == FourParts(
        instruction=f"{leader}（{day}）：请城管部门研究解决。\n市长林一川（{day}）：请有关部门阅研。",
        opinion=f"{house.department.name}：建议由街道建立电梯维护基金。",
        progress=f"{house.department.name}：已召开业主会议三次。",
        effect=f"{house.department.name}：三个小区的电梯恢复运行。",
    )


def test_feedback_of_a_case_followed_by_choice_gives_its_reason(house: House) -> None:
    case = concluding.follow(house.supervisor, items.released(house).public_id, reason="重要民生事项")

    assert cases.composed(case).instruction == "重要民生事项"


@pytest.mark.rule("RULE-100")
@pytest.mark.parametrize("part", ["instruction", "opinion", "progress", "effect"])
def test_feedback_has_all_four_parts(house: House, part: str) -> None:
    case = supervision.implemented(house)
    texts = {"instruction": "请研究。", "opinion": "同意。", "progress": "已开工。", "effect": "已修复。", part: " "}

    refusal = refused(
        lambda: telling.tell_author(house.supervisor, case.public_id, parts=FourParts(**texts)),
        Invalid,
        "supervision.text.empty",
    )

    assert refusal.field == part


@pytest.mark.rule("RULE-100")
def test_author_reads_the_whole_story(house: House) -> None:
    case = supervision.concluded(house)

    told = [entry.event for entry in journals.journey(case.item) if entry.event.startswith("supervision.")]

    assert told == [
        "supervision.instruction.given",
        "supervision.case.assigned",
        "supervision.case.accepted",
        "supervision.feedback.given",
        "supervision.case.concluded",
    ]
    facts = Entry.objects.get(event="supervision.feedback.given").facts
    assert {name: facts[name] for name in ("instruction", "opinion", "progress", "effect")} == {
        "instruction": "请研究。",
        "opinion": "同意。",
        "progress": "已开工。",
        "effect": "已修复。",
    }


def test_more_feedback_adds_to_what_was_told(house: House) -> None:
    case = supervision.told(house)

    telling.tell_author(house.supervisor, case.public_id, parts=supervision.PARTS)

    assert [one.number for one in cases.feedback_of(case)] == [1, 2]


def test_contributor_answers_once(house: House, recorded: Recorded) -> None:
    feedback = supervision.feedback(house)
    recorded.clear()
    assert rights.offers(house.member, feedback) == ["answer_feedback"]

    answer(house.member, feedback, Verdict.PARTLY_SOLVED, "还有一个小区没有恢复")

    assert recorded.names == ["supervision.feedback.answered"]
    kept = Answer.objects.get()
    assert (kept.person_id, kept.verdict, kept.words) == (house.member.person, "partly_solved", "还有一个小区没有恢复")
    assert rights.offers(house.member, feedback) == []
    refused(lambda: answer(house.member, feedback), Conflict, "supervision.feedback.answered_already")


def test_unknown_verdict_is_refused(house: House) -> None:
    feedback = supervision.feedback(house)

    refused(lambda: answer(house.member, feedback, "fine"), Invalid, "supervision.verdict.unknown")


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.OFFICER, NotFound),
        (Role.HANDLER, NotFound),
        (Role.AUDIT_ADMINISTRATOR, NotFound),
        (Role.EDITOR, Denied),
        (Role.REVIEWER, Denied),
        (Role.SUPERVISOR, Denied),
        (Role.LEADER, Denied),
    ],
)
def test_only_contributors_answer(house: House, role: str, kind: type) -> None:
    feedback = supervision.feedback(house)

    assert rights.offers(house.actors[role], feedback) == []
    refused(
        lambda: answer(house.actors[role], feedback),
        kind,
        "supervision.denied" if kind is Denied else "supervision.feedback.unknown",
    )


def test_every_contributor_and_the_unit_may_answer(house: House) -> None:
    item = items.released(house, by=house.officer)
    case = supervision.instruction(house, item=item).case
    supervision.approved(house, case)
    concluding.establish(house.supervisor, case.public_id, outcome=Outcome.CARRIED_OUT)
    telling.tell_author(house.supervisor, case.public_id, parts=supervision.PARTS)
    feedback = cases.feedback_of(case).get()
    colleague = actor(house.township, Role.OFFICER)

    answer(house.officer, feedback)
    answer(colleague, feedback, Verdict.NOT_SOLVED)

    assert Answer.objects.count() == 2
    with pytest.raises(NotFound):
        loading.find_feedback(house.member, feedback.public_id)


def feedback_above(house: House) -> Feedback:
    """What was told about the copy that the station above made of an item, where others have the shares now."""
    city, item = house.city, items.signed(house)
    copy = registration.send_on(house.editor, item, Station.objects.get(pk=house.above.pk), channel=Channel.REPORT)
    registration.register(city.editor, copy.public_id)
    shares = [Contributor(share=10_000, person=house.officer.person)]
    editing.set_shares(city.editor, copy.public_id, contributors=shares, reason="综合编写")
    review.send_to_review(city.editor, copy.public_id)
    review.approve(city.reviewer, copy.public_id)
    review.approve(city.second_reviewer, copy.public_id)
    editing.verify(city.editor, copy.public_id, result=VerificationResult.CONFIRMED, note="已核实")
    review.sign_off(city.signer, copy.public_id)
    case = supervision.recorded(city, item=copy).case
    supervision.approved(city, case)
    concluding.establish(city.supervisor, case.public_id, outcome=Outcome.CARRIED_OUT)
    telling.tell_author(city.supervisor, case.public_id, parts=supervision.PARTS)
    return cases.feedback_of(case).get()


def test_author_answers_feedback_about_the_copy_at_the_station_above(house: House) -> None:
    feedback = feedback_above(house)

    answer(house.member, feedback)
    answer(house.officer, feedback)

    assert {kept.person_id for kept in Answer.objects.all()} == {house.member.person, house.officer.person}
    assert not visibility.visible_feedback(house.supervisor).exists()
    with pytest.raises(NotFound):
        answer(house.second_member, feedback)


@pytest.mark.parametrize(
    ("verdict", "needs_reason"), [("solved", False), ("partly_solved", False), ("not_solved", True)]
)
def test_conclusion_against_the_author_needs_a_reason(house: House, verdict: str, needs_reason: bool) -> None:
    feedback = supervision.feedback(house)
    case = feedback.case
    answer(house.member, feedback, verdict)

    if needs_reason:
        refused(lambda: concluding.conclude(house.supervisor, case.public_id), Invalid, "supervision.case.unsolved")
    concluding.conclude(house.supervisor, case.public_id, reason="受条件限制，已列入明年计划" if needs_reason else "")

    assert Case.objects.get(pk=case.pk).state == CaseState.CONCLUDED


def test_only_the_last_feedback_decides_about_the_reason(house: House) -> None:
    feedback = supervision.feedback(house)
    answer(house.member, feedback, Verdict.NOT_SOLVED)
    telling.tell_author(house.supervisor, feedback.case.public_id, parts=supervision.PARTS)

    concluding.conclude(house.supervisor, feedback.case.public_id)

    assert Case.objects.get().state == CaseState.CONCLUDED


def test_answer_after_conclusion_is_kept(house: House) -> None:
    case = supervision.concluded(house)

    answer(house.member, cases.feedback_of(case).get(), Verdict.NOT_SOLVED)

    assert cases.is_unsolved(case)


def test_opened_case_reaches_the_unit_with_a_new_day(house: House) -> None:
    case = supervision.concluded(house)
    day = supervision.in_days(15)

    concluding.reopen(house.supervisor, case.public_id, due_on=day, reason="问题反复")

    case.refresh_from_db()
    assignment = Assignment.objects.get()
    assert (assignment.state, assignment.due_on, assignment.accepted_at) == (AssignmentState.ASSIGNED, day, None)
    assert rights.offers(house.handler, assignment) == ["accept", "return_assignment"]
    assert (case.state, case.round, case.outcome, case.concluded_at) == (CaseState.ASSIGNED, 2, "", None)
    handling.accept(house.handler, assignment.public_id)
    assert Case.objects.get().state == CaseState.ACCEPTED


def test_case_is_not_opened_again_beside_an_open_one(house: House) -> None:
    former = supervision.concluded(house)
    instructions.write_instruction(house.leader, former.item.public_id, item=former.item.public_id, text="请再研究。")

    refused(
        lambda: concluding.reopen(house.supervisor, former.public_id, due_on=supervision.in_days(5), reason="问题反复"),
        Conflict,
        "supervision.case.open_already",
    )


@pytest.mark.parametrize(("days", "reason", "code"), [(-1, "反复", "due.past"), (5, " ", "text.empty")])
def test_opening_again_needs_a_day_and_a_reason(house: House, days: int, reason: str, code: str) -> None:
    case = supervision.concluded(house)

    refused(
        lambda: concluding.reopen(house.supervisor, case.public_id, due_on=supervision.in_days(days), reason=reason),
        Invalid,
        f"supervision.{code}",
    )
