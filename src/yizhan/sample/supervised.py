# SPDX-License-Identifier: Apache-2.0
"""Instructions of the sample and what became of them: cases in every state."""

import datetime
import uuid
from functools import partial
from typing import TYPE_CHECKING

from yizhan.domains.items.models import Contribution
from yizhan.domains.network.models import Post
from yizhan.domains.network.states import Level, Role
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.supervision.models import Assignment, Case, Feedback
from yizhan.domains.supervision.operations import assigning, concluding, handling, instructions, telling
from yizhan.domains.supervision.operations.assigning import Task
from yizhan.domains.supervision.operations.handling import Words
from yizhan.domains.supervision.operations.instructions import Leader
from yizhan.domains.supervision.queries.cases import FourParts
from yizhan.domains.supervision.states import AssignmentState, CaseState, MeasureKind, Verdict
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.sample import matters

if TYPE_CHECKING:
    from yizhan.sample.year import Year


class Supervised:
    """Lets leaders instruct and follows each case as far as time allows."""

    def __init__(self, year: "Year") -> None:
        self.year = year

    def stand_everywhere(self) -> None:
        """On some weekdays chance leaves no case in one of the states; then one more is brought there."""
        for state in (CaseState.INSTRUCTED, CaseState.ASSIGNED, CaseState.ACCEPTED, CaseState.TOLD):
            if not Case.objects.filter(state=state).exists():
                self._bring_to(state)

    def _bring_to(self, state: CaseState) -> None:
        item, issue = self.year.bulletins.not_instructed.pop()
        case = self.instruct(item, issue)
        if state == CaseState.INSTRUCTED:
            return
        self._assign(case, self.year.matter_of[item].departments)
        if state == CaseState.ASSIGNED:
            return
        assignments = Assignment.objects.filter(case__public_id=case).select_related("organization")
        handlers = {one.public_id: self.year.district.handlers[one.organization.short_name] for one in assignments}
        for assignment, handler in handlers.items():
            self._accept(case, assignment, handler)
        if state == CaseState.ACCEPTED:
            return
        for assignment, handler in handlers.items():
            self._reply(case, assignment, handler)
            assigning.approve(self.year.actor("supervisor"), assignment)
        self._establish(case)

    def instruct(self, item: uuid.UUID, issue: Issue) -> uuid.UUID:
        """The district's head writes in the system; the city's leader on paper, which the office records."""
        departments = self.year.matter_of[item].departments
        names = {"first": departments[0], "second": departments[-1]}
        text = self.year.chance.choice(matters.INSTRUCTIONS).format(**names)
        key = uuid.UUID(int=self.year.chance.getrandbits(128), version=4)
        if self.year.happens(0.75):
            given = instructions.write_instruction(
                self.year.actor("leader"), key, item=item, text=text, issue=issue.public_id
            )
        else:
            leader = Leader(name="顾怀远", title="市委常委、秘书长", level=Level.CITY)
            given = instructions.record_instruction(
                self.year.actor("editor"), key, item=item, leader=leader, text=text, given_on=clock.today()
            )
        self.year.counts["instructions"] += 1
        self.year.counts["cases"] += 1
        self.year.later(0.2, 4, lambda: self._assign(given.case.public_id, departments))
        return given.case.public_id

    def _assign(self, case: uuid.UUID, departments: tuple[str, ...]) -> None:
        due_on = clock.today() + datetime.timedelta(days=self.year.chance.choice((15, 20, 30, 45)))
        tasks = [
            Task(
                organization=self.year.district.bodies[name].pk,
                task="请按批示要求办理，并书面反馈处理意见、进展和成效。",
                due_on=due_on,
                is_lead=number == 0,
            )
            for number, name in enumerate(departments)
        ]
        assigning.assign(self.year.actor("supervisor"), case, tasks=tasks)
        for assignment in Assignment.objects.filter(case__public_id=case).select_related("organization"):
            handler = self.year.district.handlers[assignment.organization.short_name]
            self.year.later(0.3, 5, partial(self._accept, case, assignment.public_id, handler))

    def _accept(self, case: uuid.UUID, assignment: uuid.UUID, handler: Actor) -> None:
        handling.accept(handler, assignment)
        if self.year.happens(0.15):
            concluding.take_measure(
                self.year.actor("supervisor"),
                case,
                kind=self.year.chance.choice(list(MeasureKind.values)),
                held_on=clock.today(),
                text="会同区政府督查室了解进展，明确完成时限。",
            )
        self.year.later(5, 35, lambda: self._reply(case, assignment, handler))

    def _reply(self, case: uuid.UUID, assignment: uuid.UUID, handler: Actor) -> None:
        opinion, progress, effect, outcome = self.year.chance.choices(matters.REPLIES, (4, 5, 2, 2, 1))[0]
        number = self.year.chance.randint(2, 18)
        words = Words(
            opinion=opinion.format(number=number),
            progress=progress.format(number=number),
            effect=effect.format(number=number),
            outcome=outcome,
        )
        handling.reply(handler, assignment, words=words)
        self.year.later(0.5, 6, lambda: self._check(case, assignment, handler))

    def _check(self, case: uuid.UUID, assignment: uuid.UUID, handler: Actor) -> None:
        if self.year.happens(0.12):
            assigning.send_back(self.year.actor("supervisor"), assignment, reason="请补充整改后的照片和完成时间。")
            self.year.later(3, 12, lambda: self._reply(case, assignment, handler))
            return
        assigning.approve(self.year.actor("supervisor"), assignment)
        open_ones = Assignment.objects.filter(case__public_id=case).exclude(state=AssignmentState.APPROVED)
        if not open_ones.exists():
            self.year.later(0.2, 3, lambda: self._establish(case))

    def _establish(self, case: uuid.UUID) -> None:
        row = Case.objects.get(public_id=case)
        last = row.assignments.get(is_lead=True).replies.latest("number")
        concluding.establish(self.year.actor("supervisor"), case, outcome=last.outcome)
        instruction = row.instructions.latest("id")
        parts = FourParts(
            instruction=f"{instruction.leader_name}批示：{instruction.text}",
            opinion=last.opinion,
            progress=last.progress,
            effect=last.effect,
        )
        telling.tell_author(self.year.actor("supervisor"), case, parts=parts)
        self.year.later(1, 12, lambda: self._answer(row))

    def _answer(self, case: Case) -> None:
        feedback = Feedback.objects.filter(case=case).latest("number")
        verdict = self.year.chance.choices((Verdict.SOLVED, Verdict.PARTLY_SOLVED, Verdict.NOT_SOLVED), (6, 3, 1))[0]
        author = self._author(case)
        if author is not None and self.year.happens(0.7):
            telling.answer_feedback(author, feedback.public_id, verdict=verdict, words="感谢办理。")
        self.year.later(1, 8, lambda: self._conclude(case.public_id))

    def _conclude(self, case: uuid.UUID) -> None:
        concluding.conclude(self.year.actor("supervisor"), case, reason="来稿人意见已转办理单位，纳入年底“回头看”。")

    def _author(self, case: Case) -> Actor | None:
        person = Contribution.objects.filter(item=case.item, rank=0).values_list("person", flat=True).first()
        post = Post.objects.filter(person_id=person or 0, role__in=(Role.MEMBER, Role.OFFICER)).first()
        writers = [*self.year.district.members, *self.year.district.officers]
        return next((one for one in writers if post is not None and one.person == post.person_id), None)
