# SPDX-License-Identifier: Apache-2.0
"""What is asked when a topic is commissioned or a decision followed. A form checks shape only."""

import re
import uuid
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yizhan.domains.topics.operations.commissioning import Addressees, Particulars
from yizhan.domains.topics.rules import TITLE_LIMIT
from yizhan.domains.topics.states import Kind, Phase
from yizhan.web.items.forms import LineField, ParagraphsField

#: What each kind is for, beside its name on the cards.
KIND_WORDS: dict[str, str | Promise] = {
    Kind.COMMISSION: _("Those you ask answer by a day"),
    Kind.POINT: _("Guides what is reported in a period"),
}

#: What each phase of a decision asks for (B07), as the office reads it.
PHASE_WORDS: dict[str, str | Promise] = {
    Phase.BEFORE: _("Material for the decision: situation, opinions, foreseeable problems"),
    Phase.REACTION: _("Reactions of townships, departments and people; progress, effect, problems"),
    Phase.RESULT: _("Results, experience, and proposals for improving the decision"),
}

_NAMES = re.compile(r"[、，,;；\s]+")
_DAY = {"invalid": _("There is no such day; write it as 2026-11-23.")}
_CHOICE = [("", "—")]


class DayField(forms.DateField):
    """A day, by the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], error_messages=_DAY, **options)


class TopicForm(forms.Form):
    """What is wanted, until when, from whom."""

    topic = forms.UUIDField(widget=forms.HiddenInput)
    title = LineField(label=_("Topic"), max_length=TITLE_LIMIT, help_text=_("What you want to hear of, in one line."))
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.COMMISSION
    )
    brief = ParagraphsField(
        label=_("What should be written about?"),
        help_text=_("Background, questions, what is known already, length."),
        rows=6,
    )
    due_on = DayField(label=_("Last day for answers"), required=False, help_text=_("For a commissioned topic."))
    valid_until = DayField(
        label=_("Valid until"),
        required=False,
        help_text=_("Afterwards nothing is taken."),
    )
    is_for_all = forms.BooleanField(label=_("Ask all reporting units; every member may write"), required=False)
    organizations = forms.MultipleChoiceField(label=_("Units"), required=False, widget=forms.CheckboxSelectMultiple)
    people = LineField(
        label=_("People"), required=False, help_text=_("Names of members and information officers, separated by 、")
    )
    decision = forms.ChoiceField(
        label=_("For a decision"), required=False, help_text=_("If the topic follows one through its phases.")
    )
    phase = forms.ChoiceField(label=_("Phase"), required=False, choices=[*_CHOICE, *Phase.choices])

    def __init__(
        self, *args: Any, units: list[tuple[str, str]], decisions: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choices = {"organizations": units, "decision": [*_CHOICE, *decisions]}
        for name, offered in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = offered

    def names(self) -> list[str]:
        """The people that were named, each once."""
        return [name for name in dict.fromkeys(_NAMES.split(self.cleaned_data["people"])) if name]

    def particulars(self) -> Particulars:
        """What is wanted, as the operation takes it."""
        given = self.cleaned_data
        return Particulars(
            title=given["title"],
            brief=given["brief"],
            kind=given["kind"],
            due_on=given["due_on"],
            valid_until=given["valid_until"],
            decision=uuid.UUID(given["decision"]) if given["decision"] else None,
            phase=given["phase"],
        )

    def addressees(self, posts: list[uuid.UUID]) -> Addressees:
        """Who is asked, as the operation takes it."""
        units = [uuid.UUID(unit) for unit in self.cleaned_data["organizations"]]
        return Addressees(organizations=units, posts=posts, is_for_all=self.cleaned_data["is_for_all"])


class ExtensionForm(forms.Form):
    """More time."""

    until = DayField(label=_("New last day"))
    reason = ParagraphsField(label=_("Reason"), rows=3)


class DecisionForm(forms.Form):
    """A decision that is to be followed."""

    decision = forms.UUIDField(widget=forms.HiddenInput)
    title = LineField(
        label=_("Decision"), max_length=TITLE_LIMIT, help_text=_("What is to be decided, as it is spoken of.")
    )


class IssueForm(forms.Form):
    """When a decision was issued, and in which paper."""

    issued_on = DayField(label=_("Came out on"))
    instrument = LineField(
        label=_("Paper"), required=False, help_text=_("Title and number of the paper in which it stands.")
    )


class ConclusionForm(forms.Form):
    """When a phase of carrying a decision out was over."""

    concluded_on = DayField(label=_("Phase completed on"))


class PhaseForm(forms.Form):
    """An item that follows a decision, by its number."""

    number = LineField(label=_("Number of the item"))
    phase = forms.ChoiceField(label=_("Phase"), choices=Phase.choices)


class SurveyForm(forms.Form):
    """Of which period."""

    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))


class HotTitleForm(forms.Form):
    """What a hot topic is called."""

    title = LineField(label=_("Title"), max_length=TITLE_LIMIT, help_text=_("Short and factual: what, and where."))


class MergingForm(forms.Form):
    """Which other topic it is part of."""

    into = forms.ChoiceField(label=_("Part of which topic?"))

    def __init__(self, *args: Any, others: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"].choices = others  # type: ignore[attr-defined]  # a ChoiceField
