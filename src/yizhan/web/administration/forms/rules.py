# SPDX-License-Identifier: Apache-2.0
"""A new value of a rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.web.administration.forms.network import DayField


class RuleForm(forms.Form):
    """The value, the day it holds from, and the text it comes from."""

    value = forms.CharField(label=_("New value"))
    valid_from = DayField(label=_("From which day"), help_text=_("Earlier decisions keep the value of their day."))
    instrument = forms.CharField(
        label=_("By which text"),
        max_length=200,
        help_text=_("Title, number and article of the document that sets the value."),
    )

    def __init__(self, *args: Any, definition: Definition[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["value"].help_text = definition.kind.hint()
