# SPDX-License-Identifier: Apache-2.0
"""What the forms of bulletins ask, and whether it has the right shape."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

#: Relations that a reader may state about one table.
MOST_STATED = 20
_LONGEST_RELATION = 200
ENDINGS = (".xlsx", ".xls", ".ods", ".csv", ".tsv")


class AuditForm(forms.Form):
    """A table, and what its reader knows about it besides."""

    table = forms.FileField(
        label=_("The table"),
        help_text=_("The sheet of a bulletin as .xlsx, .xls, .ods, .csv or .tsv, up to 5 MB. Nothing of it is kept."),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )
    stated = forms.CharField(
        label=_("What should hold besides"),
        help_text=_(
            "One relation in a line, with the heads of the columns: points = county + city, or sum(adopted) = 67."
        ),
        required=False,
        max_length=MOST_STATED * _LONGEST_RELATION,
        widget=forms.Textarea,
    )

    def clean_table(self) -> Any:
        """Only tables can be checked."""
        given = self.cleaned_data["table"]
        if PurePath(given.name.lower()).suffix not in ENDINGS:
            raise forms.ValidationError(
                _now("“%(name)s” is no table. Send the sheet as .xlsx, .xls, .ods, .csv or .tsv.")
                % {"name": given.name}
            )
        return given

    def clean_stated(self) -> list[str]:
        """The relations that were written, one in a line."""
        lines = [line.strip() for line in self.cleaned_data["stated"].splitlines() if line.strip()]
        if len(lines) > MOST_STATED:
            raise forms.ValidationError(_now("At most %(most)s relations at once.") % {"most": MOST_STATED})
        return lines
