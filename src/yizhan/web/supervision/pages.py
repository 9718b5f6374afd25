# SPDX-License-Identifier: Apache-2.0
"""The pages of supervision's steps: words, form, operation. Rights, states and races are the operations' business."""

import uuid
from typing import Any, BinaryIO, cast

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yizhan.domains.files.operations import attaching
from yizhan.domains.items import access as items
from yizhan.domains.network import queries as network
from yizhan.domains.supervision.access import loading
from yizhan.domains.supervision.models import Assignment, Case, Feedback, Instruction
from yizhan.domains.supervision.operations import assigning, concluding, handling, instructions, telling
from yizhan.domains.supervision.operations.handling import Words
from yizhan.domains.supervision.queries import cases
from yizhan.domains.supervision.queries.cases import FourParts
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id
from yizhan.web.steps import StepPage
from yizhan.web.supervision import forms as asked
from yizhan.web.supervision.usual import UsualTask

Given = dict[str, Any]


class CasePage(StepPage):
    """A step of a case; afterwards work goes on at the case."""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Case:
        """The case, as the actor may see it."""
        return loading.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the case."""
        return reverse("case", args=[row.public_id])


class AssignPage(CasePage):
    """Give units their tasks."""

    heading, verb, done = _("Assign"), _("Assign"), _("Assigned. The units have been told.")
    lead = _("The first unit leads, the others assist. Units named in the instruction are filled in already.")

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- StepPage's signature
        """With the units of the station; those that the instruction names are chosen already."""
        units = list(network.organizations_of(row.station_id))
        usual = UsualTask.of(row)
        named = [unit.pk for unit in usual.named]
        form = asked.TasksForm(given, units=units, named=named, initial=usual.initial)
        form.fields["due_on"].help_text = usual.term
        return form

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Case:
        """Assign."""
        form = asked.TasksForm(units=[], named=[])
        form.cleaned_data = given
        return assigning.assign(actor, public_id, tasks=form.tasks(), seen=seen)


class MeasurePage(CasePage):
    """Record what was done to press the case forward."""

    heading, verb, done = _("Record a measure"), _("Record"), _("Recorded.")
    form_class = asked.MeasureForm
    operation = staticmethod(concluding.take_measure)


class OutcomePage(CasePage):
    """Establish what came of the matter."""

    heading, verb, done = _("Establish the result"), _("Establish"), _("The result is on record.")
    lead = _("A reply is not yet a result. Say what has really come of the matter.")
    form_class = asked.OutcomeForm
    operation = staticmethod(concluding.establish)


class FeedbackPage(CasePage):
    """Tell the contributors."""

    heading, verb, done = _("Tell the author"), _("Tell the author"), _("All contributors have been told.")
    lead = _("Composed from the approved replies; correct it so that the author understands it.")

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- StepPage's signature
        """Filled in from the approved replies."""
        parts = cases.composed(row)
        initial = {name: getattr(parts, name) for name in ("instruction", "opinion", "progress", "effect")}
        return asked.FeedbackForm(given, initial=initial)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Case:
        """Tell."""
        return telling.tell_author(actor, public_id, parts=FourParts(**given), seen=seen)


class ConclusionPage(CasePage):
    """Conclude the case."""

    heading, verb, done = _("Conclude"), _("Conclude"), _("Concluded.")
    lead = _("If the author says that nothing is solved, say why the case is concluded all the same.")
    form_class = asked.OptionalReasonForm
    operation = staticmethod(concluding.conclude)


class ReopeningPage(CasePage):
    """Open the case again."""

    heading, verb, done = _("Open again"), _("Open again"), _("Opened again. The units have been told.")
    lead = _("It reaches every unit that had answered, with a new day.")
    form_class = asked.ReopeningForm
    operation = staticmethod(concluding.reopen)


class StandingInstructionPage(StepPage):
    """A step of an instruction; afterwards work goes on in the list."""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Instruction:
        """The instruction, as the actor may see it."""
        return loading.find_instruction(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The list of instructions."""
        return reverse("instructions")


class RevocationPage(StandingInstructionPage):
    """Take an instruction back."""

    heading, verb, done = _("Take the instruction back"), _("Take back"), _("Taken back.")
    lead = _("Only for an instruction that was recorded wrongly. It stays on record, marked as taken back.")
    kind = "danger"
    form_class = asked.ReasonForm
    operation = staticmethod(instructions.revoke)


class ReadingPage(StandingInstructionPage):
    """Note that a body has read the instruction."""

    heading, verb, done = _("Note the reading"), _("Note"), _("Noted.")
    form_class = asked.ReadingForm

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- StepPage's signature
        """For the first body that has not read it yet."""
        waiting = cases.recipients(row).filter(read_on__isnull=True).first()
        return asked.ReadingForm(given, initial={"recipient": waiting.public_id if waiting else None})

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Instruction:
        """Note the reading."""
        return instructions.note_reading(
            actor, public_id, recipient=given["recipient"], read_on=given["read_on"], seen=seen
        )


class AssignmentPage(StepPage):
    """A step of an assignment by the supervisor; afterwards work goes on at the case."""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Assignment:
        """The assignment, as the actor may see it."""
        return loading.find_assignment(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the case."""
        return reverse("case", args=[row.case.public_id])


class ApprovalPage(AssignmentPage):
    """Approve a unit's reply."""

    heading, verb, done = _("Approve the reply"), _("Approve"), _("Approved.")
    form_class = asked.NoteForm
    operation = staticmethod(assigning.approve)


class SendBackPage(AssignmentPage):
    """Ask for another reply."""

    heading, verb, done = _("Send the reply back"), _("Send back"), _("Sent back. The unit has been told why.")
    form_class = asked.ReasonForm
    operation = staticmethod(assigning.send_back)


class ExtensionPage(AssignmentPage):
    """Give a unit more time."""

    heading, verb, done = _("Give more time"), _("Extend"), _("Extended. The former day stays on record.")
    form_class = asked.ExtensionForm
    operation = staticmethod(assigning.extend)


class UrgingPage(AssignmentPage):
    """Remind a unit."""

    heading, verb, done = _("Urge the unit"), _("Urge"), _("The unit has been reminded.")
    form_class = asked.UrgingForm

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Assignment:  # noqa: ARG002 -- an urging changes nothing
        """Urge."""
        return assigning.urge(actor, public_id, words=given["words"])


class InsistencePage(AssignmentPage):
    """Leave a returned task with the unit."""

    heading, verb, done = _("Leave it with the unit"), _("Leave it with the unit"), _("The unit has been told.")
    form_class = asked.ReasonForm
    operation = staticmethod(assigning.insist)


class ReassignmentPage(AssignmentPage):
    """Give a returned task to another unit."""

    heading, verb, done = _("Give it to another unit"), _("Reassign"), _("Reassigned.")
    form_class = asked.ReassignmentForm

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- StepPage's signature
        """With the other units of the station."""
        form = asked.ReassignmentForm(given)
        others = network.organizations_of(row.station_id).exclude(pk=row.organization_id)
        cast("forms.ChoiceField", form.fields["organization"]).choices = [(str(one.pk), one.name) for one in others]
        return form

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Assignment:
        """Reassign."""
        return assigning.reassign(
            actor,
            public_id,
            organization=int(given["organization"]),
            due_on=given["due_on"],
            reason=given["reason"],
            seen=seen,
        )


class RecallPage(AssignmentPage):
    """Take a task from a unit."""

    heading, verb, done = _("Recall the task"), _("Recall"), _("Recalled.")
    kind = "danger"
    form_class = asked.ReasonForm
    operation = staticmethod(assigning.recall)


class UnitPage(StepPage):
    """A step of a unit; afterwards work goes on at its assignment."""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Assignment:
        """The assignment of the actor's unit."""
        return loading.find_for_handler(actor, public_id).assignment

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the assignment."""
        return reverse("assignment", args=[row.public_id])


class AcceptancePage(UnitPage):
    """Take on the task."""

    heading, verb, done = _("Accept the task"), _("Accept"), _("Accepted. Answer by the day named.")
    operation = staticmethod(handling.accept)


class ReturnPage(UnitPage):
    """Return a task that is not the unit's own."""

    heading, verb, done = _("Return the task"), _("Return"), _("Returned. The supervisor decides.")
    lead = _("Say which rule makes another unit responsible, and which unit.")
    form_class = asked.ReasonForm

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The unit's list."""
        return reverse("assignments")

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Assignment:
        """Return."""
        return handling.return_assignment(actor, public_id, reason=given["reason"], seen=seen)


class ReplyPage(UnitPage):
    """Reply to the assignment."""

    heading, verb, done = _("Reply"), _("Reply"), _("Replied. The supervisor checks it.")
    form_class = asked.ReplyForm

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Any:
        """Keep the evidence, then reply under the id it was kept for."""
        reply_id = actor.key or new_id()
        evidence = given.pop("evidence")
        if evidence:
            attaching.keep(actor.requested(None), reply_id, evidence.name, cast("BinaryIO", evidence.file))
        return handling.reply(actor, public_id, words=Words(**given), reply_id=reply_id, seen=seen)


class AnswerPage(StepPage):
    """The author says whether the problem is solved."""

    heading, verb, done = _("Is the problem solved?"), _("Answer"), _("Thank you. The office reads your answer.")
    form_class = asked.AnswerForm
    template = "supervision/answer.html"

    def find(self, actor: Actor, public_id: uuid.UUID) -> Feedback:
        """What the author was told."""
        return loading.find_feedback(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The journey of the item."""
        return reverse("workbench")

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Feedback:  # noqa: ARG002 -- feedback has no versions
        """Answer."""
        return telling.answer_feedback(actor, public_id, verdict=given["verdict"], words=given["words"])


class InstructionPage(StepPage):
    """Give an instruction on an item, or record one given on paper."""

    heading, verb, done = _("Instruction"), _("Give the instruction"), _("On record. The supervisor has been told.")
    lead = _("The matter is followed from now on until there is a result.")

    def find(self, actor: Actor, public_id: uuid.UUID) -> Any:
        """The item that is to be instructed."""
        return items.find(actor, public_id)

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- StepPage's signature
        """A leader writes; everybody else records what a leader wrote."""
        form_class = asked.InstructionForm if actor.role == "leader" else asked.RecordedInstructionForm
        return form_class(given, files)

    def next_url(self, row: Any, result: Any) -> str:
        """The case that follows the matter."""
        if isinstance(result, Instruction):
            return reverse("case", args=[result.case.public_id])
        return reverse("item", args=[row.public_id])

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Instruction:  # noqa: ARG002 -- a new instruction has no version
        """Write or record, with the scan kept for the instruction's own id."""
        made = actor.key or new_id()
        form = asked.InstructionForm()
        form.cleaned_data = given
        if "leader_name" not in given:
            return instructions.write_instruction(
                actor, made, item=public_id, text=given["text"], circulation=form.bodies()
            )
        if given["scan"]:
            attaching.keep(actor.requested(None), made, given["scan"].name, cast("BinaryIO", given["scan"].file))
        leader = instructions.Leader(name=given["leader_name"], title=given["leader_title"], level=given["level"])
        return instructions.record_instruction(
            actor,
            made,
            item=public_id,
            leader=leader,
            text=given["text"],
            given_on=given["given_on"],
            circulation=form.bodies(),
        )
