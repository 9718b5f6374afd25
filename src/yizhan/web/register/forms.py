# SPDX-License-Identifier: Apache-2.0
"""What is asked about entries of the register."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.domains.register.rules import REASON_LIMIT
from yizhan.web.items.forms import ParagraphsField


class ChooseForm(forms.Form):
    """Which other entry is the same person."""

    into = forms.ChoiceField(label=_("The entry that counts"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, entries: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        cast("forms.ChoiceField", self.fields["into"]).choices = list(entries)


class ProposalForm(forms.Form):
    """Why two entries are one person."""

    reason = ParagraphsField(
        label=_("How do you know that they are one person?"), rows=3, max_length=REASON_LIMIT, is_first=True
    )
