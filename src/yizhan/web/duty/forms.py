# SPDX-License-Identifier: Apache-2.0
"""What is asked about duty. A form checks shape only."""

import uuid
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.duty.models import Roster
from yizhan.domains.duty.rules import REASON_LIMIT
from yizhan.domains.duty.states import Days, NumberKind
from yizhan.web.items.forms import LineField, ParagraphsField

Choices = Sequence[tuple[str, str]]

#: So many people can take turns in one go.
TURNS = 8

_FORMAT = "%Y-%m-%dT%H:%M"


class DayField(forms.DateField):
    """A day, by the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={
                "required": _("Give a day, such as 2026-11-23."),
                "invalid": _("Give a day, such as 2026-11-23."),
            },
            **options,
        )


class PeriodForm(forms.Form):
    """The period of a roster."""

    roster = forms.UUIDField(widget=forms.HiddenInput)
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"), help_text=_("A week or a month; the last shift ends on the morning after."))


class _WithPeople(forms.Form):
    """A form with people to choose from."""

    people_fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.people_fields:
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", "—"), *people]


class FillForm(forms.Form):
    """Who takes turns in one duty, and how."""

    duty = forms.ChoiceField(label=pgettext_lazy("on a roster", "duty"))
    days = forms.ChoiceField(label=_("On which days"), choices=Days.choices, initial=Days.ALL)
    turn = forms.IntegerField(
        label=_("Shifts on end"),
        min_value=1,
        max_value=62,
        initial=1,
        help_text=_("So many shifts before the next person takes over."),
    )

    def __init__(self, *args: Any, roster: Roster, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        duty = self.fields["duty"]
        if isinstance(duty, forms.ChoiceField):
            duty.choices = [(one, one) for one in roster.duties]
        for number in range(1, TURNS + 1):
            self.fields[f"person_{number}"] = forms.ChoiceField(
                label=_("In turn: number %(number)s") % {"number": number},
                choices=[("", "—"), *people],
                required=number == 1,
            )

    def people(self) -> list[uuid.UUID]:
        """The posts that were chosen, in their order."""
        chosen = (self.cleaned_data.get(f"person_{number}") for number in range(1, TURNS + 1))
        return [uuid.UUID(one) for one in chosen if one]


class AssignForm(_WithPeople):
    """Who is on duty in one shift of a draft."""

    people_fields = ("post",)
    duty = forms.CharField(widget=forms.HiddenInput)
    starts_at = forms.DateTimeField(widget=forms.HiddenInput)
    post = forms.ChoiceField(label=_("Who is on duty?"), required=False, help_text=_("Empty: nobody yet."))


class PublicationForm(forms.Form):
    """Why a roster is published with its gaps, if it has any."""

    reason = LineField(
        label=_("Reason for the gaps"),
        required=False,
        max_length=REASON_LIMIT,
        help_text=_("Only if at some time nobody can be reached. It stands in the journal and on the roster."),
    )


class ChangeForm(_WithPeople):
    """Who takes a published shift instead, and why."""

    people_fields = ("post",)
    post = forms.ChoiceField(
        label=_("Who is on duty instead?"), required=False, help_text=_("Empty: nobody; that is a finding.")
    )
    since = forms.DateTimeField(
        label=_("From when on"),
        required=False,
        help_text=_("Empty: the whole shift, or from now on if it is running."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_FORMAT),
        input_formats=[_FORMAT, "%Y-%m-%dT%H:%M:%S"],
    )
    reason = LineField(label=_("Reason"), max_length=REASON_LIMIT)


class SwapForm(forms.Form):
    """Whom one asks to take a shift, and what one takes in return."""

    to = forms.ChoiceField(label=_("Whom do you ask?"))
    other = forms.ChoiceField(
        label=_("Which shift do you take in return?"), required=False, help_text=_("Empty: none.")
    )
    reason = LineField(label=_("Reason"), max_length=REASON_LIMIT)

    def __init__(self, *args: Any, people: Choices, shifts: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, choices in (("to", people), ("other", shifts)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", "—"), *choices]


class AbsenceForm(_WithPeople):
    """Who is away, and when."""

    people_fields = ("person",)
    person = forms.ChoiceField(label=_("Who is away?"))
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))
    reason = LineField(label=_("Reason"), required=False, max_length=REASON_LIMIT)


class NumberForm(_WithPeople):
    """Where somebody is reached."""

    people_fields = ("person",)
    person = forms.ChoiceField(label=_("Whose number is it?"))
    kind = forms.ChoiceField(label=_("Kind of line"), choices=NumberKind.choices)
    number = LineField(label=_("Number"), max_length=30)
    rank = forms.IntegerField(
        label=_("Order"), min_value=1, max_value=9, initial=1, help_text=_("The smallest is tried first.")
    )


class HandoverForm(forms.Form):
    """What a shift leaves to the next."""

    running = ParagraphsField(
        label=_("What is running?"), required=False, help_text=_("Matters, who has them, when the next word is due.")
    )
    watch = ParagraphsField(
        label=_("What must the next shift watch?"),
        required=False,
        help_text=_("Weather, calls to come, where keys lie."),
    )


class TakingForm(forms.Form):
    """What the next shift adds."""

    remark = LineField(label=_("Remark"), required=False, max_length=REASON_LIMIT)


class CheckCallForm(forms.Form):
    """Which number is dialled."""

    number = forms.ChoiceField(label=_("Which number do you call?"), required=False)

    def __init__(self, *args: Any, numbers: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["number"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("none: the page asks")), *numbers]


class AnswerForm(forms.Form):
    """A remark on a test call."""

    note = LineField(label=_("Remark"), required=False, max_length=REASON_LIMIT)
