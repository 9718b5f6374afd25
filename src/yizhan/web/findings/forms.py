# SPDX-License-Identifier: Apache-2.0
"""What is asked in matters of late and omitted reports. A form checks shape only."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.findings.operations.proposing import Charge
from yizhan.domains.findings.rules import REASON_LIMIT, TEXT_LIMIT, TITLE_LIMIT
from yizhan.domains.findings.states import Kind, Origin, Outcome
from yizhan.web.items.forms import FilesForm, LineField, ParagraphsField
from yizhan.web.urgent.forms import MomentField

Choices = Sequence[tuple[str, Any]]


class EventChargeForm(forms.Form):
    """A charge about an event that was entered: unit, title and moments are known."""

    finding = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What is the unit said to have done?"), choices=Kind.choices)
    origin = forms.ChoiceField(label=_("How did it become known?"), choices=Origin.choices, initial=Origin.CLOCK)
    words = LineField(
        label=_("What shows it?"),
        required=False,
        max_length=300,
        help_text=_("So that the unit can check it: newspaper and day, who called, an address."),
    )
    reason = ParagraphsField(label=_("Reason"), rows=4, max_length=REASON_LIMIT, help_text=_("The unit reads it."))

    def charge(self, emergency: uuid.UUID | None = None) -> Charge:
        """What is charged, as the operation takes it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "finding" and value}
        if "organization" in given:
            given["organization"] = uuid.UUID(given["organization"])
        return Charge(emergency=emergency, **given)


class ChargeForm(EventChargeForm):
    """A charge about an event that nobody reported."""

    organization = forms.ChoiceField(label=_("Which unit should have reported?"))
    title = LineField(label=_("What happened?"), max_length=TITLE_LIMIT, help_text=_("Place and matter, in one line."))
    happened_at = MomentField(label=_("When did it happen?"))
    known_at = MomentField(label=_("When did you learn of it?"), required=False, help_text=_("Empty: just now."))
    item = LineField(
        label=_("Number of an item that told of it"), required=False, help_text=_("If somebody handed one in.")
    )

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["organization"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *units]
        self.fields["kind"].initial, self.fields["origin"].initial = Kind.OMITTED, Origin.MEDIA
        self.order_fields(
            ["finding", "organization", "title", "happened_at", "kind", "origin", "words", "item", "known_at", "reason"]
        )


class StatementForm(FilesForm):
    """What a unit says, with evidence."""

    text = ParagraphsField(label=_("What do you have to say?"), rows=6, max_length=TEXT_LIMIT)
    field_order = ("text", "attachments")


class DecisionForm(forms.Form):
    """What is decided, and why."""

    outcome = forms.ChoiceField(
        label=pgettext_lazy("finding", "Decision"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label=_("What is left of it"), required=False, help_text=_("Only where the charge is lessened.")
    )
    reason = ParagraphsField(label=_("Reason"), rows=4, max_length=REASON_LIMIT, help_text=_("The unit reads it."))

    def __init__(self, *args: Any, kinds: Choices, outcomes: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, choices in (("kind", kinds), ("outcome", outcomes)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = list(choices)
        if len(kinds) == 1:
            del self.fields["kind"]
