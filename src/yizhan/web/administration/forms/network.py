# SPDX-License-Identifier: Apache-2.0
"""What the system administrator is asked about bodies, people and stations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.network.states import Level, Line, OrganizationKind, ResponsibilityKind
from yizhan.kernel import clock
from yizhan.web.administration.forms.choosing import offer
from yizhan.web.administration.forms.first_start import StationForm

__all__ = ["BodyForm", "DayField", "EndBodyForm", "NameForm", "PersonForm", "ResponsibilityForm", "StationForm"]


class DayField(forms.DateField):
    """A day, chosen by the browser's calendar; today unless another is chosen."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, initial=clock.today, **options)


class BodyForm(forms.Form):
    """A body of the tree."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    short_name = forms.CharField(
        label=_("Short name"), max_length=40, required=False, help_text=_("For lists; the full name if left empty.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganizationKind, initial=OrganizationKind.DEPARTMENT)
    level = forms.TypedChoiceField(label=_("Level"), choices=Level, coerce=int)
    line = forms.ChoiceField(label=_("Line"), choices=Line)
    parent = forms.TypedChoiceField(label=_("Belongs to"), coerce=int, empty_value=None, required=False)
    rank = forms.IntegerField(
        label=_("Place in the list"),
        min_value=0,
        max_value=9999,
        initial=0,
        help_text=_("Smaller numbers stand further up."),
    )

    def __init__(self, *args: Any, parents: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "parent", _("no other body"), parents)


class NameForm(forms.Form):
    """What a body is called from a day on."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    short_name = forms.CharField(
        label=_("Short name"), max_length=40, required=False, help_text=_("For lists; the full name if left empty.")
    )
    since = DayField(label=pgettext_lazy("day", "From"))


class EndBodyForm(forms.Form):
    """From which day a body is no more."""

    on = DayField(label=_("Last day"))


class PersonForm(forms.Form):
    """Somebody who is not in the register yet."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    mobile = forms.RegexField(
        label=_("Mobile number"),
        regex=r"^[0-9+\- ]{5,20}$",
        required=False,
        error_messages={"invalid": _("A number consists of digits, 5 to 20 of them.")},
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )


class ResponsibilityForm(forms.Form):
    """Who answers for a unit's reports."""

    person = forms.TypedChoiceField(label=_("Person"), coerce=int)
    kind = forms.ChoiceField(
        label=pgettext_lazy("responsibility", "As"), choices=ResponsibilityKind, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("Office held"), max_length=60, help_text=_("For example: director, deputy mayor."))
    since = DayField(label=pgettext_lazy("day", "From"))

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "person", _("Choose a person"), people)
