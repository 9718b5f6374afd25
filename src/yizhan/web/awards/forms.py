# SPDX-License-Identifier: Apache-2.0
"""What is asked in award rounds. A form checks shape only."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.awards.models import Nomination
from yizhan.domains.awards.operations.deciding import Decision
from yizhan.domains.awards.operations.opening import Announcement
from yizhan.domains.awards.rules import LINE_LIMIT, NAME_LIMIT, REASON_LIMIT
from yizhan.domains.awards.states import Kind
from yizhan.web.items.forms import LineField, ParagraphsField
from yizhan.web.topics.forms import DayField

Choices = Sequence[tuple[str, Any]]


class RoundForm(forms.Form):
    """What a round is about."""

    round = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What is honoured?"), choices=Kind.choices, widget=forms.RadioSelect)
    name = LineField(label=_("Name of the round"), max_length=NAME_LIMIT)
    first = DayField(label=_("First day of the period"))
    last = DayField(label=_("Last day of the period"), help_text=_("A day that has come: the figures must be final."))
    instrument = LineField(
        label=_("On what it rests"), max_length=LINE_LIMIT, help_text=_("Title of the text, with its article.")
    )
    places = forms.IntegerField(label=_("How many are chosen at most?"), min_value=1, max_value=500)
    prize = LineField(
        label=_("Prize"), max_length=LINE_LIMIT, required=False, help_text=_("What each gets besides the certificate.")
    )

    def announcement(self) -> Announcement:
        """As the operation takes it."""
        return Announcement(**{name: value for name, value in self.cleaned_data.items() if name != "round"})


class NominationForm(forms.Form):
    """Whom, and why."""

    subject = forms.ChoiceField(label=_("Who is nominated?"), help_text=_("Only those who reached what is asked for."))
    reason = ParagraphsField(
        label=_("Why?"), rows=4, max_length=REASON_LIMIT, help_text=_("The panel and the one nominated read it.")
    )
    evidence = ParagraphsField(
        label=_("What shows it?"),
        rows=3,
        max_length=REASON_LIMIT,
        required=False,
        help_text=_("Figures, effects and quotas are added by themselves; name here what else there is."),
    )

    def __init__(self, *args: Any, eligible: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "subject", eligible)


class PanelForm(forms.Form):
    """Who votes."""

    panel = forms.MultipleChoiceField(
        label=_("Who is on the panel?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever is nominated, of a nominated unit or has a share in a nominated item gets no vote."),
    )

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "panel", people)


class BallotForm(forms.Form):
    """For whom somebody votes."""

    nominations = forms.MultipleChoiceField(
        label=_("Whom do you vote for?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, standing: Choices, places: int, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "nominations", standing)
        words = _now("At most %(places)s; none is a vote as well. Until the count you may vote anew.")
        self.fields["nominations"].help_text = words % {"places": places}


class DecisionForm(forms.Form):
    """For everybody whether he or she is chosen, and why."""

    def __init__(self, *args: Any, nominations: Sequence[Nomination], votes: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.keys = [one.public_id for one in nominations]
        for one in nominations:
            words = {"name": one.candidate.name, "votes": votes[str(one.public_id)]}
            self.fields[f"chosen-{one.public_id}"] = forms.BooleanField(
                label=_now("%(name)s is chosen") % words, required=False, help_text=votes[str(one.public_id)]
            )
            self.fields[f"reason-{one.public_id}"] = ParagraphsField(
                label=_now("Reason for %(name)s") % words, rows=2, max_length=REASON_LIMIT
            )

    def decisions(self) -> dict[uuid.UUID, Decision]:
        """As the operation takes them."""
        given = self.cleaned_data
        return {key: Decision(given[f"chosen-{key}"], given[f"reason-{key}"]) for key in self.keys}


class ObjectionForm(forms.Form):
    """Against whom, and why."""

    nomination = forms.ChoiceField(label=_("What is it about?"), required=False)
    text = ParagraphsField(
        label=_("What do you object to, and what shows it?"),
        rows=5,
        max_length=REASON_LIMIT,
        help_text=_("In your own name; the office reads it and answers you."),
    )

    def __init__(self, *args: Any, names: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "nomination", [("", _now("the decision as a whole")), *names])


class AnswerForm(forms.Form):
    """Whether an objection holds, and why."""

    is_upheld = forms.TypedChoiceField(
        label=_("Does the objection hold?"),
        choices=[("yes", _("It holds")), ("no", _("It does not hold"))],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )
    text = ParagraphsField(
        label=_("Answer"), rows=4, max_length=REASON_LIMIT, help_text=_("Whoever objected reads it.")
    )


class HandoverForm(forms.Form):
    """On which day."""

    on = DayField(label=_("Handed over on"))


class RecommendationForm(forms.Form):
    """Who is proposed, and why."""

    recommendation = forms.UUIDField(widget=forms.HiddenInput)
    person = forms.ChoiceField(label=_("Who is proposed?"))
    reason = ParagraphsField(
        label=_("Why?"),
        rows=5,
        max_length=REASON_LIMIT,
        help_text=_("Items and awards of the last twelve months are added by themselves."),
    )

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "person", [("", "—"), *people])


class ForwardingForm(forms.Form):
    """To whom."""

    body = LineField(label=_("To which body?"), max_length=LINE_LIMIT, help_text=_("The one that decides."))


class OutcomeForm(forms.Form):
    """What came of it."""

    on = DayField(label=_("Decided on"))
    note = ParagraphsField(label=_("Note"), rows=2, max_length=REASON_LIMIT, required=False)


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
