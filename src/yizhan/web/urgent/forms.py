# SPDX-License-Identifier: Apache-2.0
"""What is asked about an urgent event. A form checks shape only."""

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yizhan.domains.urgent.operations.counting import Count
from yizhan.domains.urgent.operations.reporting import Grading, Occurrence
from yizhan.domains.urgent.operations.telling import Message
from yizhan.domains.urgent.queries import figures
from yizhan.domains.urgent.rules import (
    ADDRESSEE_LIMIT,
    CALLER_LIMIT,
    REASON_LIMIT,
    SOURCE_LIMIT,
    TEXT_LIMIT,
    TITLE_LIMIT,
)
from yizhan.domains.urgent.states import REQUIRED, Element, Outcome, Stage, Way
from yizhan.web.items.forms import LineField, ParagraphsField

_FORMAT = "%Y-%m-%dT%H:%M"

#: What helps with the parts that are often forgotten.
_HELP: dict[str, str | Promise] = {
    Element.SOURCE: _("Who said so, and how it was checked."),
    Element.HARM: _("Dead, injured, missing, losses; where there are none, say so."),
    Element.LEADERS: _("Name, post, mobile phone."),
}


#: Before the name of a figure, the name of its field.
_FIGURE = "figure-"


class MomentField(forms.DateTimeField):
    """Day and hour, by the browser's own clock; the office's zone is meant."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_FORMAT),
            input_formats=[_FORMAT, "%Y-%m-%dT%H:%M:%S"],
            error_messages={
                "required": _("Give day and hour, such as 2026-11-23 09:30."),
                "invalid": _("Give day and hour, such as 2026-11-23 09:30."),
            },
            **options,
        )


class NumberField(forms.DecimalField):
    """A figure: whole, or with two decimals where its name gives a unit."""

    def __init__(self, name: str, *, hint: str) -> None:
        places = 2 if figures.unit_of(name) else 0
        widget = forms.NumberInput(attrs={"inputmode": "decimal" if places else "numeric", "min": "0"})
        super().__init__(
            label=name, required=False, min_value=0, decimal_places=places, max_digits=13, widget=widget, help_text=hint
        )


class NoteForm(forms.Form):
    """A call: who, when, what."""

    emergency = forms.UUIDField(widget=forms.HiddenInput)
    caller = LineField(label=_("Who is calling?"), max_length=CALLER_LIMIT, help_text=_("Unit, name, phone number."))
    happened_at = MomentField(label=_("When did it happen?"))
    title = LineField(label=_("What happened?"), max_length=TITLE_LIMIT, help_text=_("Place and matter, in one line."))
    organization = forms.ChoiceField(
        label=_("Which unit writes the report?"), required=False, help_text=_("Empty: the office itself.")
    )
    is_long_past = forms.BooleanField(label=_("The date is right, although it lies long back"), required=False)

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["organization"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *units]
        if not units:
            del self.fields["organization"]

    def occurrence(self) -> Occurrence:
        """What happened, as the operation takes it."""
        given = self.cleaned_data
        return Occurrence(
            title=given["title"],
            happened_at=given["happened_at"],
            known_at=given.get("known_at"),
            organization=uuid.UUID(given["organization"]) if given.get("organization") else None,
            is_long_past=given["is_long_past"],
        )


class ReportForm(forms.Form):
    """A written report: what its stage must tell, each part a field. Only what happened may not be empty.

    `names` are the figures that are asked for, `latest` says of each what was stated last.
    """

    stage: ClassVar[str] = Stage.FOLLOW_UP

    def __init__(
        self, *args: Any, names: Sequence[str] = (), latest: Mapping[str, str] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for element in REQUIRED[self.stage]:
            self.fields[element] = ParagraphsField(
                label=element.label,
                required=element == Element.SITUATION,
                rows=5 if element == Element.SITUATION else 2,
                help_text=_HELP.get(element, ""),
            )
        for name in names:
            self.fields[f"{_FIGURE}{name}"] = NumberField(name, hint=(latest or {}).get(name, ""))
        if names:
            self.fields["figures_source"] = LineField(
                label=_("Who says so"), required=False, max_length=SOURCE_LIMIT, help_text=_("Empty: the unit itself.")
            )
            self.fields["figures_at"] = MomentField(
                label=_("As of"), required=False, help_text=_("Empty: this moment.")
            )

    def words(self) -> list[forms.BoundField]:
        """The fields that are written or chosen."""
        return [field for field in self.visible_fields() if field not in self.numbers()]

    def numbers(self) -> list[forms.BoundField]:
        """The fields of the figures, with their source and moment."""
        return [field for field in self.visible_fields() if field.name.startswith(("figure-", "figures_"))]

    def counts(self) -> list[Count]:
        """The figures that were given, as the operation takes them."""
        return counts_of(self.cleaned_data)

    def elements(self) -> dict[str, str]:
        """What it tells, as the operation takes it."""
        return elements_of(self.cleaned_data)


class FirstForm(ReportForm):
    """The first report, with category and level from the institution's own lists."""

    stage = Stage.FIRST
    category = forms.ChoiceField(label=_("Category"))
    level = forms.ChoiceField(
        label=_("Level of the event"), required=False, help_text=_("Leave it open while it is not known.")
    )
    is_sensitive = forms.BooleanField(
        label=_("Sensitive time, place or group"), required=False, help_text=_("Is reported whatever its level.")
    )

    def __init__(self, *args: Any, categories: Sequence[str], levels: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, words in (("category", categories), ("level", levels)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", "—"), *((word, word) for word in words)]


class OnceForm(NoteForm, FirstForm):
    """A first report that no call preceded."""

    known_at = MomentField(label=_("When did the unit learn of it?"), required=False, help_text=_("Empty: just now."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["caller"]
        order = ["emergency", "title", "happened_at", "known_at", "organization", "category", "level"]
        self.order_fields([*order, *REQUIRED[Stage.FIRST], "is_sensitive", "is_long_past"])


class FinalForm(ReportForm):
    """The final report."""

    stage = Stage.FINAL


class LinkForm(forms.Form):
    """The event that another unit reported."""

    to = forms.ChoiceField(
        label=_("The same event as"), required=False, help_text=_("Empty: it is an event of its own.")
    )

    def __init__(self, *args: Any, others: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *others]


class CorrectionForm(forms.Form):
    """A figure that was wrong."""

    figure = forms.ChoiceField(label=_("Which figure"))
    value = forms.DecimalField(label=_("The right number"), min_value=0, decimal_places=2, max_digits=13)
    reason = ParagraphsField(label=_("Why it is corrected"), rows=2, max_length=REASON_LIMIT)

    def __init__(self, *args: Any, stated: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["figure"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(stated)


class SettlingForm(forms.Form):
    """The wording that counts."""

    text = ParagraphsField(
        label=_("The wording"), rows=6, max_length=TEXT_LIMIT, help_text=_("Everything that goes out quotes it.")
    )
    reason = LineField(label=_("Why it is changed"), max_length=REASON_LIMIT)

    def __init__(self, *args: Any, is_first: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_first:
            del self.fields["reason"]


class VerificationForm(forms.Form):
    """What came of verifying."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[(one.value, one.label) for one in (Outcome.CONFIRMED, Outcome.PARTLY, Outcome.REFUTED)],
        widget=forms.RadioSelect,
    )
    note = ParagraphsField(
        label=_("How it was verified, and what is not so"), rows=3, required=False, max_length=REASON_LIMIT
    )


class EntrustingForm(forms.Form):
    """Who has to verify."""

    post = forms.ChoiceField(label=_("Who verifies"))

    def __init__(self, *args: Any, desk: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["post"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(desk)


class ForwardingForm(forms.Form):
    """To which level the event goes."""

    target = forms.ChoiceField(label=_("To whom"))
    reason = LineField(
        label=_("Why a level is passed over"),
        required=False,
        max_length=REASON_LIMIT,
        help_text=_("Only where it goes past the next level, which gets it at the same time."),
    )

    def __init__(self, *args: Any, above: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["target"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(above)
        if len(above) < 2:
            del self.fields["reason"]


class TellingForm(forms.Form):
    """A word to somebody besides the office."""

    way = forms.ChoiceField(label=_("Whom"), choices=Way.choices, widget=forms.RadioSelect)
    addressee = LineField(label=_("Name of the body or person"), max_length=ADDRESSEE_LIMIT)
    content = ParagraphsField(
        label=_("What is told"),
        rows=3,
        required=False,
        max_length=TEXT_LIMIT,
        help_text=_("As far as it may be disclosed."),
    )
    is_demanded = forms.BooleanField(label=_("The line above demands it"), required=False)
    exemption = LineField(
        label=_("Who demands that the office is not given it"),
        required=False,
        max_length=SOURCE_LIMIT,
        help_text=_("Only for units that keep their own channel."),
    )
    gone_at = MomentField(
        label=_("When it went"), required=False, help_text=_("Empty: it has not gone yet; it goes now, if it may.")
    )

    def message(self) -> Message:
        """As the operation takes it."""
        return Message(**self.cleaned_data)


class DecisionForm(forms.Form):
    """What the leaders said to a word along the line."""

    passage = forms.ChoiceField(label=_("Who is to be told"))
    is_agreed = forms.ChoiceField(
        label=_("Decision"), choices=[("yes", _("agreed")), ("no", _("not agreed"))], widget=forms.RadioSelect
    )
    leader = LineField(label=_("Which leader"), max_length=ADDRESSEE_LIMIT)
    reason = LineField(label=_("Reason, where not agreed"), required=False, max_length=REASON_LIMIT)

    def __init__(self, *args: Any, waiting: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["passage"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(waiting)


class DepartureForm(forms.Form):
    """When a word went to which the leaders had agreed."""

    passage = forms.ChoiceField(label=_("Who was told"))
    gone_at = MomentField(label=_("When it went"), required=False, help_text=_("Empty: this moment."))

    def __init__(self, *args: Any, agreed: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["passage"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(agreed)


def counts_of(given: Mapping[str, Any]) -> list[Count]:
    """The figures among what was handed in."""
    return [
        Count(
            name=name.removeprefix(_FIGURE),
            value=Decimal(value),
            source=given.get("figures_source", ""),
            as_of=given.get("figures_at"),
        )
        for name, value in given.items()
        if name.startswith(_FIGURE) and value is not None
    ]


def elements_of(given: Mapping[str, Any]) -> dict[str, str]:
    """The parts of a report among what was handed in."""
    return {name: str(given[name]) for name in Element.values if given.get(name)}


def grading_of(given: Mapping[str, Any]) -> Grading:
    """Category and level among what was handed in."""
    return Grading(category=given["category"], level=given["level"], is_sensitive=given["is_sensitive"])
