# SPDX-License-Identifier: Apache-2.0
"""The filters of a search that are typed; the others are chosen."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.search.queries.wanted import Wanted
from yizhan.domains.search.rules import NAME_LIMIT


class FilterForm(forms.Form):
    """Author and period. What cannot be understood counts as not said, so the form is never refused."""

    author = forms.CharField(label=_("Author"), required=False, max_length=60)
    since = forms.DateField(
        label=pgettext_lazy("day", "From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=pgettext_lazy("day", "To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(initial={"author": wanted.author, "since": wanted.since, "until": wanted.until})


class SaveForm(forms.Form):
    """The name of a search that is kept."""

    name = forms.CharField(label=_("Name of the search"), max_length=NAME_LIMIT, required=False)
