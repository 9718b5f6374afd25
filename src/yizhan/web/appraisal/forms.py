# SPDX-License-Identifier: Apache-2.0
"""What is asked about schemes, objections, corrections and activities. A form checks shape only."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.appraisal.rules import TEXT_LIMIT, TITLE_LIMIT
from yizhan.domains.appraisal.states import Change
from yizhan.web.items.forms import FilesInput, LineField, ParagraphsField


class ChoosePeriod(forms.Form):
    """Which period, group and scheme a table shows."""

    period = forms.ChoiceField(label=_("Period"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)

    def __init__(self, *args: Any, periods: Sequence[tuple[str, str]], groups: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        for name, choices in (("period", periods), ("group", [("", _("All groups")), *((one, one) for one in groups)])):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        if not groups:
            del self.fields["group"]


class SchemeForm(forms.Form):
    """The text of a version and its terms."""

    text = forms.CharField(
        label=_("The scheme"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "code", "spellcheck": "false"}),
        help_text=_("One text in the scheme language (TOML); the reference explains every key."),
    )
    terms = forms.CharField(
        label=_("How it is applied here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "code", "spellcheck": "false"}),
        help_text=_("Words of the scheme for what is recorded, groups and targets of units, what became of units."),
    )


class ForceForm(forms.Form):
    """Since when, and on what ground."""

    valid_from = forms.DateField(
        label=_("In force from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The first day of a month."),
    )
    instrument = LineField(label=_("Instrument"), max_length=TITLE_LIMIT, help_text=_("Its title, as it was issued."))
    instrument_number = LineField(label=_("Number of the instrument"), required=False, max_length=60)
    instrument_date = forms.DateField(
        label=_("Date of the instrument"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ObjectionForm(forms.Form):
    """What is wrong with the points."""

    statement = ParagraphsField(
        label=_("What do you hold to be wrong, and why?"), rows=4, max_length=TEXT_LIMIT, is_first=True
    )


class AnswerForm(forms.Form):
    """The answer to an objection."""

    answer = ParagraphsField(label=_("Answer"), rows=4, max_length=TEXT_LIMIT, is_first=True)


class UpholdForm(AnswerForm):
    """The answer, and what shall be corrected."""

    change = forms.ChoiceField(
        label=_("What follows from it"),
        required=False,
        choices=[
            ("", _("Nothing here: it is set right where it was recorded")),
            (Change.CANCEL, _("The line does not count")),
        ],
    )


class CorrectionForm(forms.Form):
    """What shall be different about one line."""

    change = forms.ChoiceField(
        label=_("What is wrong"),
        choices=[(Change.CANCEL, _("The line does not count")), (Change.RESTATE, _("It counts for somebody else"))],
        widget=forms.RadioSelect,
    )
    holder = forms.ChoiceField(
        label=_("For whom it counts"), required=False, help_text=_("Only where it counts for somebody else.")
    )
    reason = ParagraphsField(label=_("Reason"), rows=3, max_length=TEXT_LIMIT)

    def __init__(self, *args: Any, holders: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["holder"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *holders]


class ProofField(forms.FileField):
    """Files that are needed; like all files they are kept and checked one by one, outside the form."""

    widget = FilesInput(attrs={"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> None:
        """Nothing to check here: the operation refuses what has no proof."""


class AdditionForm(forms.Form):
    """What nobody recorded, for whom it counts, and what shows it."""

    title = LineField(label=pgettext_lazy("occasion", "Headline of the item"), max_length=TITLE_LIMIT)
    kind = forms.ChoiceField(label=pgettext_lazy("occasion", "What happened"))
    level = forms.ChoiceField(label=_("Level"), required=False)
    channel = LineField(label=_("Publication or body"), required=False, max_length=60)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    holder = forms.ChoiceField(label=_("For whom it counts"))
    reason = ParagraphsField(
        label=_("Why does the system not know of it?"),
        rows=2,
        max_length=TEXT_LIMIT,
        help_text=_("The second person reads it."),
    )
    attachments = ProofField(label=_("Proof"), help_text=_("The page of the bulletin, the letter, a photo of it."))

    def __init__(
        self, *args: Any, kinds: Sequence[str], levels: Sequence[str], holders: Sequence[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        listed = {
            "kind": [(one, one) for one in kinds],
            "level": [("", "—"), *((one, one) for one in levels)],
            "holder": [("", "—"), *holders],
        }
        for name, choices in listed.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        if not levels:
            del self.fields["level"]


class ActivityForm(forms.Form):
    """An activity with its evidence."""

    person = forms.ChoiceField(label=_("Whose record"), required=False)
    kind = forms.ChoiceField(label=_("Activity"))
    attendance = forms.ChoiceField(label=_("How you took part"))
    title = LineField(label=_("What it was"), max_length=TITLE_LIMIT)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    evidence = ParagraphsField(
        label=_("Evidence"),
        rows=2,
        max_length=TEXT_LIMIT,
        help_text=_("Notice, minutes, number of the proposal, link."),
    )

    def __init__(
        self, *args: Any, kinds: Sequence[str], ways: Sequence[str], people: Sequence[tuple[str, str]] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        choices = {"kind": [(one, one) for one in kinds], "attendance": [(one, one) for one in ways]}
        for name, listed in {**choices, "person": [("", "—"), *people]}.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = listed
        if not people:
            del self.fields["person"]


class TrialForm(forms.Form):
    """On which period a version is tried."""

    period = forms.ChoiceField(label=_("Period"), required=False)

    def __init__(self, *args: Any, periods: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["period"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(periods)
