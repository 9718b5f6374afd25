# SPDX-License-Identifier: Apache-2.0
"""Supervision in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.supervision.states import MeasureKind, Outcome, Verdict


def _joined(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {**facts, "units": "、".join(facts["units"])}


def _assigned(facts: Mapping[str, Any]) -> str:
    return _now("Given to %(units)s, to be answered by %(due_on)s.") % _joined(facts)


def _accepted(facts: Mapping[str, Any]) -> str:
    return _now("Taken on by %(units)s.") % _joined(facts)


def _unit_assigned(facts: Mapping[str, Any]) -> str:
    if facts["is_lead"]:
        return _now("%(unit)s leads, by %(due_on)s: %(task)s") % facts
    return _now("%(unit)s takes part, by %(due_on)s: %(task)s") % facts


def _opened(facts: Mapping[str, Any]) -> str:
    if facts["reason"]:
        return _now("Followed from now on: %(reason)s") % facts
    return _now("Followed from now on, because of an instruction.")


def _established(facts: Mapping[str, Any]) -> str:
    known = {**facts, "outcome": Outcome(facts["outcome"]).label}
    if facts["note"]:
        return _now("Result established: %(outcome)s. %(note)s") % known
    return _now("Result established: %(outcome)s.") % known


def _concluded(facts: Mapping[str, Any]) -> str:
    known = {**facts, "outcome": Outcome(facts["outcome"]).label}
    if facts["reason"]:
        return _now("Concluded: %(outcome)s. %(reason)s") % known
    return _now("Concluded: %(outcome)s.") % known


def _measure(facts: Mapping[str, Any]) -> str:
    return _now("%(kind)s on %(held_on)s: %(text)s") % {**facts, "kind": MeasureKind(facts["kind"]).label}


def _replied(facts: Mapping[str, Any]) -> str:
    known = {**facts, "outcome": Outcome(facts["outcome"]).label}
    return _now("%(unit)s replied (%(number)s) and calls it %(outcome)s.") % known


def _approved(facts: Mapping[str, Any]) -> str:
    if facts["note"]:
        return _now("Reply %(number)s of %(unit)s approved. %(note)s") % facts
    return _now("Reply %(number)s of %(unit)s approved.") % facts


def _urged(facts: Mapping[str, Any]) -> str:
    if facts["words"]:
        return _now("%(unit)s reminded, due on %(due_on)s: %(words)s") % facts
    return _now("%(unit)s reminded, due on %(due_on)s.") % facts


def _answered(facts: Mapping[str, Any]) -> str:
    known = {**facts, "verdict": Verdict(facts["verdict"]).label}
    if facts["words"]:
        return _now("%(person)s answers: %(verdict)s. %(words)s") % known
    return _now("%(person)s answers: %(verdict)s.") % known


def _read(facts: Mapping[str, Any]) -> str:
    if facts["is_complete"]:
        return _now("%(body)s read the instruction on %(read_on)s; the circulation is complete.") % facts
    return _now("%(body)s read the instruction on %(read_on)s.") % facts


TOLD: Mapping[str, Any] = {
    "supervision.instruction.given": _("Instruction of %(leader)s: %(text)s"),
    "supervision.instruction.revoked": _("The instruction of %(leader)s does not stand: %(reason)s"),
    "supervision.case.assigned": _assigned,
    "supervision.case.accepted": _accepted,
    "supervision.case.concluded": _concluded,
    "supervision.case.reopened": _("Taken up again, to be answered by %(due_on)s: %(reason)s"),
    "supervision.feedback.given": _(
        "%(station_name)s tells you what came of it. Instruction: %(instruction)s Opinion of the unit: %(opinion)s "
        "Progress: %(progress)s Effect: %(effect)s"
    ),
}

NOTED: Mapping[str, Any] = {
    "supervision.instruction.given": _("Instruction of %(leader)s, %(given_on)s: %(text)s"),
    "supervision.instruction.revoked": _("Instruction of %(leader)s taken back: %(reason)s"),
    "supervision.instruction.read": _read,
    "supervision.case.opened": _opened,
    "supervision.case.assigned": _assigned,
    "supervision.case.accepted": _accepted,
    "supervision.case.without_units": _("No unit has the task any more; to be assigned again."),
    "supervision.case.implemented": _established,
    "supervision.case.concluded": _concluded,
    "supervision.case.reopened": _("Opened again (round %(round)s), by %(due_on)s: %(reason)s"),
    "supervision.case.withdrawn": _("Case called off: %(reason)s"),
    "supervision.measure.taken": _measure,
    "supervision.assignment.assigned": _unit_assigned,
    "supervision.assignment.accepted": _("%(unit)s has taken it on."),
    "supervision.assignment.returned": _("%(unit)s returned the task (return %(returns)s): %(reason)s"),
    "supervision.assignment.insisted": _("The task stays with %(unit)s: %(reason)s"),
    "supervision.assignment.reassigned": _("The task goes from %(unit)s to %(to)s: %(reason)s"),
    "supervision.assignment.replied": _replied,
    "supervision.assignment.approved": _approved,
    "supervision.assignment.sent_back": _("Reply %(number)s of %(unit)s sent back: %(reason)s"),
    "supervision.assignment.extended": _("%(unit)s has until %(due_on)s instead of %(former_due_on)s: %(reason)s"),
    "supervision.assignment.urged": _urged,
    "supervision.assignment.recalled": _("Task taken from %(unit)s: %(reason)s"),
    "supervision.assignment.lead_passed": _("%(unit)s leads from now on."),
    "supervision.assignment.reopened": _("%(unit)s has to go on, by %(due_on)s: %(reason)s"),
    "supervision.feedback.given": _("Contributors told (%(number)s). Effect: %(effect)s"),
    "supervision.feedback.answered": _answered,
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "supervision.denied": (
        _("Your post does not allow this in supervision."),
        _("Switch to another of your posts, or ask the supervisor."),
    ),
    "supervision.state.elsewhere": (
        _("The matter has moved on; this step is not possible now."),
        _("Look at its present state and go on from there."),
    ),
    "supervision.item.unknown": (
        _("There is no such item, or it has not reached you."),
        _("Choose one from the issues you received."),
    ),
    "supervision.item.unfinished": (
        _("The item is still being edited; an instruction belongs on a finished text."),
        _("Wait until it is signed or released."),
    ),
    "supervision.instruction.unknown": (
        _("There is no such instruction, or you may not see it."),
        _("Look for it in the list of instructions."),
    ),
    "supervision.instruction.id_taken": (
        _("This instruction was recorded already, with other words."),
        _("Open the form anew and record it from there."),
    ),
    "supervision.case.unknown": (
        _("There is no such case, or you may not see it."),
        _("Look for it in the list of cases."),
    ),
    "supervision.case.open_already": (
        _("This item is being followed already."),
        _("Go on with the open case."),
    ),
    "supervision.case.unanswered": (
        _("Not every unit has replied, or a reply is not approved yet."),
        _("Check the replies first, or take back the tasks that are not needed."),
    ),
    "supervision.case.unsolved": (
        _("A contributor says that the problem is not solved."),
        _("Open the case again, or say why it is concluded all the same."),
    ),
    "supervision.assignment.unknown": (
        _("There is no such assignment, or it is not one of your unit."),
        _("Look for it in the list of assignments."),
    ),
    "supervision.assignment.returned_before": (
        _("A task can be returned %(limit)s times at most; this one cannot be returned any more."),
        _("Take it on; the supervisor has decided who is responsible."),
    ),
    "supervision.feedback.unknown": (
        _("There is no such feedback, or it is not addressed to you."),
        _("Look for it on the page of your item."),
    ),
    "supervision.feedback.answered_already": (
        _("You have answered this feedback already."),
        _("Nothing needs to be done; the office has your answer."),
    ),
    "supervision.reply.id_taken": (
        _("This reply was handed in already."),
        _("Open the form anew for another reply."),
    ),
    "supervision.issue.without_item": (
        _("The item does not stand in this issue."),
        _("Choose the issue in which it was printed, or none."),
    ),
    "supervision.leader.unknown": (
        _("There is no such leader in the network."),
        _("Choose one from the list, or write the name only."),
    ),
    "supervision.level.unknown": (_("There is no such level."), _("Choose one of the levels offered.")),
    "supervision.recipient.unknown": (
        _("This body is not on the circulation order."),
        _("Reload the page and choose one that is."),
    ),
    "supervision.recipient.read_already": (
        _("It is noted already that %(name)s has read it."),
        _("Nothing needs to be entered."),
    ),
    "supervision.recipient.twice": (_("A body is named twice in the circulation order."), _("Name each body once.")),
    "supervision.unit.nobody": (_("No unit is named."), _("Choose at least one unit.")),
    "supervision.unit.unknown": (
        _("There is no such unit at this station."),
        _("Choose one of the units offered."),
    ),
    "supervision.unit.assigned_already": (
        _("%(name)s has a task in this case already."),
        _("Choose another unit, or give this one more time."),
    ),
    "supervision.lead.twice": (_("Only one unit can lead."), _("Let one unit lead and the others take part.")),
    "supervision.due.past": (_("This day has passed."), _("Choose today or a later day.")),
    "supervision.due.not_later": (
        _("More time means a later day than %(due_on)s."),
        _("Choose a later day."),
    ),
    "supervision.day.future": (_("This day has not come yet."), _("Enter the day on which it happened.")),
    "supervision.day.too_early": (
        _("This day lies before %(since)s, when the matter began."),
        _("Correct the day."),
    ),
    "supervision.outcome.unknown": (_("There is no such outcome."), _("Choose one of the outcomes offered.")),
    "supervision.measure.unknown": (_("There is no such measure."), _("Choose one of the measures offered.")),
    "supervision.verdict.unknown": (_("There is no such answer."), _("Choose one of the answers offered.")),
    "supervision.text.empty": (_("Something has to be written here."), _("Write one sentence.")),
    "supervision.text.too_long": (
        _("This is too long: %(length)s characters, at most %(limit)s."),
        _("Shorten it, or attach the rest as a document."),
    ),
    "supervision.text.unreadable": (
        _("This contains characters that cannot be kept."),
        _("Type the passage anew."),
    ),
    "supervision.text.secret": (
        _("This is marked %(grade)s. This system is not approved for classified material; nothing was kept."),
        _("Report classified matters through the approved channel only."),
    ),
}
