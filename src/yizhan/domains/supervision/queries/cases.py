# SPDX-License-Identifier: Apache-2.0
"""Reading instructions, cases and what belongs to them. Who may read which is in `access`."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from yizhan.domains.items.models import Item
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization
from yizhan.domains.rulebook.rules.consequences import Counted
from yizhan.domains.supervision.models import (
    Answer,
    Assignment,
    Case,
    Extension,
    Feedback,
    Instruction,
    Measure,
    Recipient,
    Reply,
)
from yizhan.domains.supervision.states import LIVE, OPEN, AssignmentState, InstructionState, Verdict
from yizhan.kernel.models import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class FourParts:
    """What a contributor is owed: the instruction, the units' opinion, how far it is, what it achieved (RULE-100)."""

    instruction: str
    opinion: str
    progress: str
    effect: str


def open_case(item: Item) -> Case | None:
    """The case that follows the item now."""
    return Case.objects.filter(item=item, state__in=OPEN).first()


def cases_of(item: Item) -> QuerySet[Case]:
    """All cases of an item, oldest first."""
    return Case.objects.filter(item=item).order_by("id")


def instructions_of(item: Item) -> QuerySet[Instruction]:
    """All instructions on an item at its station, oldest first; those taken back included."""
    return Instruction.objects.filter(item=item).select_related("issue").order_by("given_on", "id")


def standing(case: Case) -> QuerySet[Instruction]:
    """The instructions that a case follows."""
    return Instruction.objects.filter(case=case, state=InstructionState.GIVEN).order_by("given_on", "id")


def recipients(instruction: Instruction) -> QuerySet[Recipient]:
    """To whom an instruction is circulated, in order, and who has read it."""
    return Recipient.objects.filter(instruction=instruction).order_by("rank")


def is_circulated(instruction: Instruction) -> bool:
    """Whether every body on the circulation order has read it (RULE-216); without an order nothing is owed."""
    return not Recipient.objects.filter(instruction=instruction, read_on__isnull=True).exists()


def assignments(case: Case) -> QuerySet[Assignment]:
    """All assignments of a case, replaced and recalled ones included; the leading unit first among those that count."""
    return Assignment.objects.filter(case=case).select_related("organization", "replaces").order_by("-is_lead", "id")


def live(case: Case) -> QuerySet[Assignment]:
    """The assignments that count, the leading unit first."""
    return assignments(case).filter(state__in=LIVE)


def is_answered(case: Case) -> bool:
    """Whether every unit has replied and every reply was approved."""
    states = set(live(case).values_list("state", flat=True))
    return states == {AssignmentState.APPROVED}


def extensions(assignment: Assignment) -> QuerySet[Extension]:
    """The extensions of an assignment, oldest first."""
    return Extension.objects.filter(assignment=assignment).select_related("post__person").order_by("id")


def replies(assignment: Assignment) -> QuerySet[Reply]:
    """What the unit replied, oldest first."""
    return Reply.objects.filter(assignment=assignment).select_related("post__person").order_by("number")


def measures(case: Case) -> QuerySet[Measure]:
    """What was done to press the case forward, by day."""
    return Measure.objects.filter(case=case).select_related("post__person").order_by("held_on", "id")


def feedback_of(case: Case) -> QuerySet[Feedback]:
    """What the contributors were told, oldest first, with what they answered."""
    return Feedback.objects.filter(case=case).prefetch_related("answers__person").order_by("number")


def is_unsolved(case: Case) -> bool:
    """Whether a contributor answered the last feedback with "not solved"."""
    last = Feedback.objects.filter(case=case).order_by("-number").first()
    return last is not None and Answer.objects.filter(feedback=last, verdict=Verdict.NOT_SOLVED).exists()


def history(assignment: Assignment) -> QuerySet[Entry]:
    """What happened to an assignment, oldest first: urgings, reasons for sending back, and so on."""
    return Entry.objects.filter(subject=assignment.public_id).order_by("id")


def approved_replies(case: Case) -> list[Reply]:
    """The last reply of each unit whose reply was approved, the leading unit first."""
    answered = list(live(case).filter(state=AssignmentState.APPROVED).values_list("pk", flat=True))
    given = Reply.objects.filter(assignment__in=answered).select_related("assignment__organization").order_by("number")
    last = {reply.assignment_id: reply for reply in given}
    return [last[key] for key in answered]


def composed(case: Case) -> FourParts:
    """The four parts as far as they are known: from the instructions and the approved replies. People edit them."""
    approved = approved_replies(case)
    return FourParts(
        instruction="\n".join(_instruction(one) for one in standing(case)) or case.reason,
        opinion="\n".join(f"{reply.assignment.organization.name}：{reply.opinion}" for reply in approved),
        progress="\n".join(f"{reply.assignment.organization.name}：{reply.progress}" for reply in approved),
        effect="\n".join(f"{reply.assignment.organization.name}：{reply.effect}" for reply in approved),
    )


def units_named(station_id: int, text: str) -> list[Organization]:
    """The units of a station that a text names, in the order in which it does: a suggestion for assigning (FIX-030)."""
    return network.named_in(text, network.organizations_of(station_id))


def _instruction(one: Instruction) -> str:
    """As it is quoted in an official letter: 区长王明（2026年3月2日）：请城管局研究。"""
    day = one.given_on
    return f"{one.leader_title}{one.leader_name}（{day.year}年{day.month}月{day.day}日）：{one.text}"


def returned_more_often(station_id: int, returns: int, since: datetime.date) -> Counted:
    """Assignments of a station since a day, and how many units gave back more often."""
    given = Assignment.objects.filter(station_id=station_id, assigned_at__date__gte=since)
    return Counted(given.filter(returns__gt=returns).count(), given.count())
