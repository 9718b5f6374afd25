# SPDX-License-Identifier: Apache-2.0
"""Instructions, cases and assignments in any state, brought there by the operations themselves."""

import datetime
from collections.abc import Callable

from tests.factories import items
from tests.factories.network import House, actor
from yizhan.domains.items.models import Item
from yizhan.domains.network.models import Organization
from yizhan.domains.network.states import Level, Role
from yizhan.domains.supervision.models import Assignment, Case, Feedback, Instruction
from yizhan.domains.supervision.operations import assigning, concluding, handling, instructions, telling
from yizhan.domains.supervision.operations.assigning import Task
from yizhan.domains.supervision.operations.handling import Words
from yizhan.domains.supervision.operations.instructions import Leader
from yizhan.domains.supervision.queries import cases
from yizhan.domains.supervision.queries.cases import FourParts
from yizhan.domains.supervision.states import AssignmentState, CaseState, Outcome
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id

MAYOR = Leader(name="林一川", title="市长", level=Level.CITY)
GOVERNOR = Leader(name="周远", title="省长", level=Level.PROVINCE)

WORDS = Words(
    opinion="建议由街道建立电梯维护基金。",
    progress="已召开业主会议三次。",
    effect="三个小区的电梯恢复运行。",
    outcome=Outcome.CARRIED_OUT,
)
PARTS = FourParts(instruction="请研究。", opinion="同意。", progress="已开工。", effect="已修复。")


def in_days(days: int) -> datetime.date:
    """A day from today on."""
    return clock.today() + datetime.timedelta(days=days)


def instruction(
    house: House, *, item: Item | None = None, by: Actor | None = None, text: str = "请城管部门研究解决。"
) -> Instruction:
    """An instruction that a leader wrote on a released item."""
    about = item or items.released(house)
    return instructions.write_instruction(by or house.leader, new_id(), item=about.public_id, text=text)


def recorded(
    house: House,
    *,
    item: Item | None = None,
    leader: Leader = MAYOR,
    given_on: datetime.date | None = None,
    circulation: tuple[str, ...] = (),
) -> Instruction:
    """An instruction that the office recorded from paper."""
    about = item or items.released(house)
    return instructions.record_instruction(
        house.editor,
        new_id(),
        item=about.public_id,
        leader=leader,
        text="请有关部门阅研。",
        given_on=given_on or clock.today(),
        circulation=circulation,
    )


def instructed(house: House) -> Case:
    """A case that waits to be assigned."""
    return instruction(house).case


def task(unit: Organization, *, days: int = 10, is_lead: bool = False) -> Task:
    """A task of a unit."""
    return Task(organization=unit.pk, task="会同街道提出管理办法。", due_on=in_days(days), is_lead=is_lead)


def assigned(house: House, case: Case | None = None) -> Assignment:
    """An assignment that waits for the department of `house.handler`."""
    case = assigning.assign(house.supervisor, (case or instructed(house)).public_id, tasks=[task(house.department)])
    return cases.live(case).get(organization=house.department)


def accepted(house: House, case: Case | None = None) -> Assignment:
    """An assignment that the department has taken on."""
    return handling.accept(house.handler, assigned(house, case).public_id)


def replied(house: House, case: Case | None = None) -> Assignment:
    """An assignment whose reply waits to be checked."""
    return handling.reply(house.handler, accepted(house, case).public_id, words=WORDS)


def approved(house: House, case: Case | None = None) -> Assignment:
    """An assignment whose reply was approved."""
    return assigning.approve(house.supervisor, replied(house, case).public_id)


def returned(house: House) -> Assignment:
    """An assignment that the department returned."""
    return handling.return_assignment(house.handler, assigned(house).public_id, reason="不属于本局职责")


def reassigned(house: House) -> Assignment:
    """An assignment that went on to another department; the former one."""
    former = returned(house)
    assigning.reassign(
        house.supervisor,
        former.public_id,
        organization=house.other_department.pk,
        due_on=in_days(10),
        reason="属于该局职责",
    )
    return Assignment.objects.get(pk=former.pk)


def recalled(house: House) -> Assignment:
    """An assignment that was taken back."""
    return assigning.recall(house.supervisor, assigned(house).public_id, reason="交办有误")


def answered(house: House) -> Case:
    """A case whose every reply is approved: its result can be established."""
    return _case(approved(house))


def implemented(house: House) -> Case:
    """A case whose result is established."""
    return concluding.establish(house.supervisor, answered(house).public_id, outcome=Outcome.CARRIED_OUT)


def told(house: House) -> Case:
    """A case of which the contributors were told."""
    return telling.tell_author(house.supervisor, implemented(house).public_id, parts=PARTS)


def concluded(house: House) -> Case:
    """A concluded case."""
    return concluding.conclude(house.supervisor, told(house).public_id)


def withdrawn(house: House) -> Case:
    """A case whose only instruction was taken back."""
    given = instruction(house)
    instructions.revoke(house.supervisor, given.public_id, reason="登记有误")
    return Case.objects.get(pk=given.case_id)


def feedback(house: House) -> Feedback:
    """What the contributors were told."""
    return cases.feedback_of(told(house)).get()


def handler_of(unit: Organization) -> Actor:
    """Somebody who handles assignments of another unit."""
    return actor(unit, Role.HANDLER)


def _case(assignment: Assignment) -> Case:
    return Case.objects.get(pk=assignment.case_id)


CASE_IN_STATE: dict[str, Callable[[House], Case]] = {
    CaseState.INSTRUCTED: instructed,
    CaseState.ASSIGNED: lambda house: _case(assigned(house)),
    CaseState.ACCEPTED: answered,
    CaseState.IMPLEMENTED: implemented,
    CaseState.TOLD: told,
    CaseState.CONCLUDED: concluded,
    CaseState.WITHDRAWN: withdrawn,
}

ASSIGNMENT_IN_STATE: dict[str, Callable[[House], Assignment]] = {
    AssignmentState.ASSIGNED: assigned,
    AssignmentState.ACCEPTED: accepted,
    AssignmentState.REPLIED: replied,
    AssignmentState.APPROVED: approved,
    AssignmentState.RETURNED: returned,
    AssignmentState.REASSIGNED: reassigned,
    AssignmentState.RECALLED: recalled,
}
