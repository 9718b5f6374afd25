# SPDX-License-Identifier: Apache-2.0
"""What an empty store asks: which institution, and who its three administrators are."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.domains.network.operations.first_start import Institution
from yizhan.domains.network.states import Level, Line, Role
from yizhan.domains.rulebook.rules import given
from yizhan.domains.rulebook.rules.shipped import SETS

#: The choice of the rules that `yizhan init` was given.
GIVEN = "given"


class StationForm(forms.Form):
    """What a station is."""

    name = forms.CharField(
        label=_("Full name"), max_length=120, help_text=_("As it stands on the seal and at the head of papers.")
    )
    short_name = forms.CharField(label=_("Short name"), max_length=40, help_text=_("For lists and the top of pages."))
    code = forms.SlugField(
        label=_("Code"),
        max_length=40,
        help_text=_("A few Latin letters that commands and numbers use, such as lanxi. It is never changed."),
    )
    level = forms.TypedChoiceField(label=_("Level"), choices=Level, coerce=int)
    line = forms.ChoiceField(label=_("Line"), choices=Line)


class FirstStartForm(StationForm):
    """The institution and its administrators. The fields of the administrators bear the names of their roles."""

    rules = forms.ChoiceField(
        label=_("Rules to begin with"),
        choices=[("", _("none: the defaults of the house")), *SETS.items()],
        required=False,
        help_text=_("Each names its source and can be changed later."),
    )
    small_office = forms.BooleanField(
        label=_("The system administrator may put rules in force alone"),
        required=False,
        help_text=_("For small offices. Otherwise a second person decides about each change."),
    )
    system_administrator = forms.CharField(
        label=_("System administrator"),
        max_length=60,
        help_text=_("Sets up bodies, people and rules. Cannot give rights."),
    )
    security_administrator = forms.CharField(
        label=_("Security administrator"),
        max_length=60,
        help_text=_("Gives posts, accounts and keys. Cannot set up bodies or rules."),
    )
    audit_administrator = forms.CharField(
        label=_("Audit administrator"),
        max_length=60,
        help_text=_("Reads the journal of all acts. Cannot change anything."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        document = given.kept()
        field = self.fields["rules"]
        if document is not None and isinstance(field, forms.ChoiceField):
            title = document.title or _("rules of the installation")
            field.choices = [(GIVEN, title), ("", _("none: the defaults of the house")), *SETS.items()]
            field.initial = GIVEN

    def institution(self) -> Institution:
        """The answers about the institution."""
        return Institution(
            code=self.cleaned_data["code"],
            name=self.cleaned_data["name"],
            short_name=self.cleaned_data["short_name"],
            level=self.cleaned_data["level"],
            line=self.cleaned_data["line"],
        )

    def names(self) -> dict[Role, str]:
        """The administrators by role."""
        roles = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)
        return {role: self.cleaned_data[role.value] for role in roles}
