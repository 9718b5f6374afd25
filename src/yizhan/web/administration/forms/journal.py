# SPDX-License-Identifier: Apache-2.0
"""What the journal can be narrowed by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.web.administration.forms.choosing import offer
from yizhan.web.administration.forms.network import DayField
from yizhan.web.administration.journal import JournalFilters
from yizhan.web.administration.journal_words import ROOMS, events_by_room


class JournalFilterForm(forms.Form):
    """Small controls above the list; the address is what counts, so the form only shows it."""

    what = forms.ChoiceField(label=_("What"), required=False)
    person = forms.CharField(label=_("Who"), required=False)
    since = DayField(label=pgettext_lazy("day", "From"), required=False)
    until = DayField(label=pgettext_lazy("day", "To"), required=False)

    def __init__(self, filters: JournalFilters) -> None:
        super().__init__(
            initial={"what": filters.what, "person": filters.person, "since": filters.since, "until": filters.until},
            auto_id="filter-%s",
        )
        offer(self, "what", _("everything"), _choices())


def _choices() -> list[tuple[Any, Any]]:
    """Each room as a whole, then every kind of event under its room."""
    return [*ROOMS.items(), *events_by_room()]
