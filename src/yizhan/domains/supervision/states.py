# SPDX-License-Identifier: Apache-2.0
"""Case: instructed → assigned → accepted → implemented → told → concluded; aside: withdrawn.
Assignment: assigned → accepted → replied → approved; aside: returned, reassigned, recalled.
Instruction: given; aside: revoked.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yizhan.kernel.transitions import Step


class InstructionState(TextChoices):
    """Whether an instruction stands."""

    GIVEN = "given", _("in force")
    REVOKED = "revoked", _("taken back")


class CaseState(TextChoices):
    """How far a supervised matter is (RULE-099)."""

    INSTRUCTED = "instructed", _("to be assigned")
    ASSIGNED = "assigned", _("assigned")
    ACCEPTED = "accepted", _("being handled")
    IMPLEMENTED = "implemented", _("result established")
    TOLD = "told", _("author told")
    CONCLUDED = "concluded", _("concluded")
    WITHDRAWN = "withdrawn", _("called off")


class AssignmentState(TextChoices):
    """How far one unit is with what it was given."""

    ASSIGNED = "assigned", _("to be accepted")
    ACCEPTED = "accepted", _("being handled")
    REPLIED = "replied", _("reply to be checked")
    APPROVED = "approved", _("reply approved")
    RETURNED = "returned", _("returned by the unit")
    REASSIGNED = "reassigned", _("given to another unit")
    RECALLED = "recalled", _("recalled")


class Outcome(TextChoices):
    """What came of a matter. That somebody replied is not among these: a reply is no result (law 5)."""

    CARRIED_OUT = "carried_out", _("carried out")
    PARTLY_CARRIED_OUT = "partly_carried_out", _("partly carried out")
    PLANNED = "planned", _("planned")
    RISK_REMOVED = "risk_removed", _("risk removed")
    NOT_FEASIBLE = "not_feasible", _("not feasible")


class MeasureKind(TextChoices):
    """The ways to press a matter forward (RULE-098)."""

    JOINT_SUPERVISION = "joint_supervision", _("joint supervision")
    ON_SITE_ASSISTANCE = "on_site_assistance", _("on-site assistance")
    MEETING = "meeting", _("meeting")
    INSPECTION = "inspection", _("inspection")


class Verdict(TextChoices):
    """What an author says to the feedback: is the problem solved?"""

    SOLVED = "solved", _("solved")
    PARTLY_SOLVED = "partly_solved", _("partly solved")
    NOT_SOLVED = "not_solved", _("not solved")


INSTRUCTION_STEPS = {
    "revoke": Step(frozenset({InstructionState.GIVEN}), InstructionState.REVOKED, is_correction=True),
}

#: A case that nobody has to act on any more.
CLOSED = frozenset({CaseState.CONCLUDED, CaseState.WITHDRAWN})
OPEN = frozenset(set(CaseState) - CLOSED)

_WITH_UNITS = frozenset({CaseState.ASSIGNED, CaseState.ACCEPTED})
_ESTABLISHED = frozenset({CaseState.IMPLEMENTED, CaseState.TOLD, CaseState.CONCLUDED})

CASE_STEPS = {
    "assign": Step(_WITH_UNITS | {CaseState.INSTRUCTED}, CaseState.ASSIGNED),
    "all_accept": Step(frozenset({CaseState.ASSIGNED}), CaseState.ACCEPTED),
    "lose_units": Step(_WITH_UNITS, CaseState.INSTRUCTED),
    "establish": Step(frozenset({CaseState.ACCEPTED}), CaseState.IMPLEMENTED),
    "tell_author": Step(frozenset({CaseState.IMPLEMENTED, CaseState.TOLD}), CaseState.TOLD),
    "conclude": Step(frozenset({CaseState.TOLD}), CaseState.CONCLUDED),
    "reopen": Step(_ESTABLISHED, CaseState.ASSIGNED, is_correction=True),
    "withdraw": Step(OPEN, CaseState.WITHDRAWN, is_correction=True),
}

#: Steps of a case that follow from steps of its assignments or instructions; nobody takes them directly.
CONSEQUENCES = frozenset({"all_accept", "lose_units", "withdraw"})

ASSIGNMENT_STEPS = {
    "accept": Step(frozenset({AssignmentState.ASSIGNED}), AssignmentState.ACCEPTED),
    "return_assignment": Step(frozenset({AssignmentState.ASSIGNED}), AssignmentState.RETURNED),
    "insist": Step(frozenset({AssignmentState.RETURNED}), AssignmentState.ASSIGNED),
    "reassign": Step(frozenset({AssignmentState.RETURNED}), AssignmentState.REASSIGNED),
    "reply": Step(frozenset({AssignmentState.ACCEPTED}), AssignmentState.REPLIED),
    "approve": Step(frozenset({AssignmentState.REPLIED}), AssignmentState.APPROVED),
    "send_back": Step(frozenset({AssignmentState.REPLIED}), AssignmentState.ACCEPTED),
    "recall": Step(
        frozenset(
            {
                AssignmentState.ASSIGNED,
                AssignmentState.ACCEPTED,
                AssignmentState.REPLIED,
                AssignmentState.RETURNED,
            }
        ),
        AssignmentState.RECALLED,
        is_correction=True,
    ),
    "reopen": Step(frozenset({AssignmentState.APPROVED}), AssignmentState.ASSIGNED, is_correction=True),
}

#: Assignments that count: the others were replaced or taken back.
LIVE = frozenset(set(AssignmentState) - {AssignmentState.REASSIGNED, AssignmentState.RECALLED})

#: Assignments for which the unit's day runs.
RUNNING = frozenset({AssignmentState.ASSIGNED, AssignmentState.ACCEPTED})

#: Assignments that the unit has taken on, whatever came of them.
TAKEN_ON = frozenset({AssignmentState.ACCEPTED, AssignmentState.REPLIED, AssignmentState.APPROVED})
