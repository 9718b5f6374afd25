# SPDX-License-Identifier: Apache-2.0
"""What is asked for an exemption, an activity, and a correction of a closed period. A form checks shape only."""

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.domains.quotas.rules import REASON_LIMIT, TITLE_LIMIT
from yizhan.domains.quotas.states import ActivityKind
from yizhan.web.items.forms import LineField, ParagraphsField
from yizhan.web.topics.forms import DayField

_BETWEEN = re.compile(r"[、，,;；\s]+")


class ExemptionForm(forms.Form):
    """Who owes nothing, from when to when, and why."""

    exemption = forms.UUIDField(widget=forms.HiddenInput)
    whom = forms.ChoiceField(label=_("Who is exempt?"))
    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"))
    reason = ParagraphsField(
        label=_("Why?"), rows=2, max_length=REASON_LIMIT, help_text=_("On leave, seconded, being set up …")
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        whom = self.fields["whom"]
        if isinstance(whom, forms.ChoiceField):
            whom.choices = [
                ("", "—"),
                (_("Units"), [(f"unit:{key}", name) for key, name in units]),
                (_("People"), [(f"person:{key}", name) for key, name in people]),
            ]

    def named(self) -> dict[str, uuid.UUID]:
        """The unit or person, as the operation takes it."""
        kind, _colon, key = self.cleaned_data["whom"].partition(":")
        return {kind: uuid.UUID(key)}


class ActivityForm(forms.Form):
    """What took place, whose it was, and the items that came of it."""

    activity = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What was it?"), choices=ActivityKind.choices, widget=forms.RadioSelect, initial=ActivityKind.ACTIVITY
    )
    title = LineField(label=_("Name of the activity"), max_length=TITLE_LIMIT)
    unit = forms.ChoiceField(label=_("Whose was it?"), required=False)
    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"))
    items = LineField(label=_("Items that came of it"), required=False, help_text=_("Their numbers, separated by 、"))
    without_items = LineField(label=_("If none came: why?"), required=False, max_length=REASON_LIMIT)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        unit = self.fields["unit"]
        if isinstance(unit, forms.ChoiceField):
            unit.choices = [("", "—"), *units]

    def numbers(self) -> list[str]:
        """The numbers of the items, each once."""
        return [number for number in dict.fromkeys(_BETWEEN.split(self.cleaned_data["items"])) if number]


class ClosingForm(forms.Form):
    """Why a closed period is counted anew; closing one for the first time needs no reason."""

    reason = ParagraphsField(label=_("Why is it counted anew?"), rows=2, max_length=REASON_LIMIT, required=False)
