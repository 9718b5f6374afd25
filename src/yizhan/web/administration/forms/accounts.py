# SPDX-License-Identifier: Apache-2.0
"""What the security administrator is asked about posts, accounts and keys."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.network.states import OfficerKind, Role
from yizhan.web.administration.forms.choosing import offer
from yizhan.web.administration.forms.network import DayField

#: What may be given to people; the installation itself acts in a role of its own.
_ROLES = [(role.value, role.label) for role in Role if role != Role.SYSTEM]


class AppointmentForm(forms.Form):
    """A post: where, in which role, from when."""

    organization = forms.TypedChoiceField(label=_("Where"), coerce=int)
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *_ROLES])
    officer_kind = forms.ChoiceField(
        label=_("Kind of information officer"),
        choices=[("", _("not an information officer")), *OfficerKind.choices],
        required=False,
    )
    title = forms.CharField(
        label=pgettext_lazy("post", "Title"),
        max_length=60,
        required=False,
        help_text=_("As colleagues say it; the role if left empty."),
    )
    starts_on = DayField(label=pgettext_lazy("day", "From"))

    def __init__(self, *args: Any, bodies: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "organization", _("Choose a body"), bodies)


class EndPostForm(forms.Form):
    """When a post ends, and why."""

    on = DayField(label=_("Last day"))
    reason = forms.CharField(label=_("Reason"), max_length=200, help_text=_("For example: transferred, retired."))


class AccountForm(forms.Form):
    """The name that somebody signs in with."""

    sign_in_name = forms.CharField(
        label=_("Sign-in name"), max_length=40, help_text=_("2 to 40 letters, digits, Chinese characters or . _ - @")
    )


class ClosureForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class KeyForm(forms.Form):
    """What an interface key is for."""

    label = forms.CharField(
        label=_("What is the key for?"), max_length=60, help_text=_("For example: the exchange platform of the city.")
    )
