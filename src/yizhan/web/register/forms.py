# SPDX-License-Identifier: Apache-2.0
"""What is asked about entries of the register."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.network.models import Organization, Post
from yizhan.domains.register.rules import REASON_LIMIT
from yizhan.web.administration.forms.network import DayField
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


class UnitsForm(forms.Form):
    """Which other units end with this one, and which follow."""

    step = forms.CharField(widget=forms.HiddenInput, initial="posts")
    former = forms.MultipleChoiceField(
        label=_("Ends together with it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For a merger of several units."),
    )
    followers = forms.MultipleChoiceField(
        label=_("Goes on in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "One unit for a merger, several for a split, none if it only ends. Add a new unit to the tree first."
        ),
    )

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("former", "followers"):
            cast("forms.MultipleChoiceField", self.fields[name]).choices = list(units)


class ChangeForm(forms.Form):
    """When units end, why, and what becomes of each post."""

    last_day = DayField(label=pgettext_lazy("unit", "Last day"))
    reason = ParagraphsField(label=_("Reason"), rows=3, max_length=REASON_LIMIT, is_first=True)

    def __init__(self, *args: Any, posts: Sequence[Post], followers: Sequence[Organization], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [*((str(one.public_id), one.name) for one in followers), ("", _("the post ends"))]
        for post in posts:
            self.fields[f"post-{post.public_id}"] = forms.ChoiceField(
                label=f"{post.person.name} · {post.organization.short_name} · {post.title or post.get_role_display()}",
                choices=choices,
                required=False,
                initial=choices[0][0],
            )

    def carried(self) -> dict[str, str]:
        """The unit in which each post goes on, by public ids."""
        given = self.cleaned_data.items()
        return {name.removeprefix("post-"): unit for name, unit in given if name.startswith("post-") and unit}
