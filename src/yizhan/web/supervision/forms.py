# SPDX-License-Identifier: Apache-2.0
"""What is asked in supervision. A form checks shape; what must hold is the operations' business."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.domains.network.models import Organization
from yizhan.domains.network.states import Level
from yizhan.domains.supervision.operations.assigning import Task
from yizhan.domains.supervision.states import MeasureKind, Outcome, Verdict
from yizhan.web.items.forms import ParagraphsField

#: Units that one page offers to assign at once; more can be assigned in a second step.
_ROWS = 4


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **options)


class InstructionForm(forms.Form):
    """A leader's own instruction."""

    text = ParagraphsField(label=_("Your instruction"), help_text=_("Whom you name here, the supervisor will assign."))
    circulation = forms.CharField(
        label=_("To be read by"),
        required=False,
        help_text=_("Bodies that are to read it in turn, separated by commas."),
        max_length=400,
    )

    def bodies(self) -> list[str]:
        """The bodies that are to read it."""
        return [name.strip() for name in self.cleaned_data["circulation"].replace("，", ",").split(",") if name.strip()]


class RecordedInstructionForm(InstructionForm):
    """An instruction that a leader wrote on paper."""

    leader_name = forms.CharField(label=_("Name of the leader"), max_length=60)
    leader_title = forms.CharField(label=_("Office held"), max_length=60, required=False)
    level = forms.TypedChoiceField(label=_("Level of the leader"), choices=Level.choices, coerce=int)
    given_on = _day(_("Date of the instruction"))
    text = ParagraphsField(label=_("Text of the instruction"), help_text=_("Word for word."))
    scan = forms.FileField(label=_("Scan or photograph"), required=False)
    field_order = ("leader_name", "leader_title", "level", "given_on", "text", "scan", "circulation")


class ReasonForm(forms.Form):
    """A reason that somebody else will read."""

    reason = ParagraphsField(label=_("Reason"), rows=3, is_first=True)


class OptionalReasonForm(forms.Form):
    """A reason that may be left out."""

    reason = ParagraphsField(label=_("Remark"), rows=3, required=False)


class NoteForm(forms.Form):
    """A remark that may be left out."""

    note = ParagraphsField(label=_("Remark"), rows=3, required=False)


class ReadingForm(forms.Form):
    """The day on which a body read an instruction."""

    recipient = forms.UUIDField(widget=forms.HiddenInput)
    read_on = _day(_("Read on"))


class TasksForm(forms.Form):
    """Units with their tasks and one day for all; the first one named leads."""

    due_on = _day(_("To be answered by"))
    task = ParagraphsField(label=_("What is to be done"), rows=4)

    def __init__(self, *args: Any, units: list[Organization], named: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "")] + [(str(unit.pk), unit.name) for unit in units]
        for number in range(max(_ROWS, len(named))):
            label = _("Leading unit") if number == 0 else _("Assisting unit")
            initial = str(named[number]) if number < len(named) else ""
            self.fields[f"unit_{number}"] = forms.ChoiceField(
                label=label, choices=choices, required=number == 0, initial=initial
            )
        units_first = [name for name in self.fields if name.startswith("unit_")]
        self.order_fields([*units_first, "due_on", "task"])

    def tasks(self) -> list[Task]:
        """The tasks, the leading unit first."""
        given = self.cleaned_data
        chosen = [int(value) for name, value in given.items() if name.startswith("unit_") and value]
        return [
            Task(organization=unit, task=given["task"], due_on=given["due_on"], is_lead=number == 0)
            for number, unit in enumerate(chosen)
        ]


class MeasureForm(forms.Form):
    """What was done to press a case forward."""

    kind = forms.ChoiceField(label=_("What was done"), choices=MeasureKind.choices)
    held_on = _day(_("Held on"))
    text = ParagraphsField(label=_("What came of it"), rows=4)


class OutcomeForm(NoteForm):
    """What came of the matter."""

    outcome = forms.ChoiceField(label=_("What came of the matter"), choices=Outcome.choices)
    field_order = ("outcome", "note")


class FeedbackForm(forms.Form):
    """The four parts that the author is told (RULE-100)."""

    instruction = ParagraphsField(label=_("The instruction"), rows=3)
    opinion = ParagraphsField(label=_("What the department thinks"), rows=3)
    progress = ParagraphsField(label=_("How far it is"), rows=3)
    effect = ParagraphsField(label=_("What it has achieved"), rows=3)


class ReopeningForm(ReasonForm):
    """A new day for a case that is opened again."""

    due_on = _day(_("To be answered by"))
    field_order = ["due_on", "reason"]


class ExtensionForm(ReopeningForm):
    """More time for a unit."""


class ReassignmentForm(ReopeningForm):
    """Another unit for a returned task."""

    organization = forms.ChoiceField(label=_("Unit"))
    field_order = ["organization", "due_on", "reason"]


class UrgingForm(forms.Form):
    """A reminder."""

    words = ParagraphsField(label=_("What you want to say"), rows=3, required=False)


class ReplyForm(forms.Form):
    """What a unit answers."""

    opinion = ParagraphsField(label=_("What you think of it"), help_text=_("Is it true? Do you agree?"), rows=3)
    progress = ParagraphsField(label=_("What you have done so far"), rows=4)
    effect = ParagraphsField(label=_("What it has achieved"), rows=3)
    outcome = forms.ChoiceField(label=_("Where the matter stands"), choices=Outcome.choices, widget=forms.RadioSelect)
    evidence = forms.FileField(label=_("Photograph or document"), required=False)


class AnswerForm(forms.Form):
    """Whether the problem is solved, in the author's eyes."""

    verdict = forms.ChoiceField(
        label=_("In your eyes, is the problem solved?"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    words = ParagraphsField(label=_("What you want to add"), rows=3, required=False)
