# SPDX-License-Identifier: Apache-2.0
"""The page on which an item is filed under a category."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.suggestions import access, rules
from yizhan.domains.suggestions.models import Filing
from yizhan.domains.suggestions.operations import filing
from yizhan.domains.suggestions.permissions import Permission
from yizhan.domains.suggestions.queries import standing
from yizhan.domains.suggestions.states import Question
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Denied
from yizhan.web.items import addresses
from yizhan.web.steps import StepPage


class CategoryForm(forms.Form):
    """One of the station's categories."""

    def __init__(self, *args: Any, categories: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", ""), *((word, word) for word in categories)]
        self.fields["category"] = forms.ChoiceField(label=pgettext_lazy("of an item", "Category"), choices=choices)


class CategoryPage(StepPage):
    """File an item under a category, or under another one."""

    heading, verb, done = _("File under a category"), _("File"), _("Filed.")
    lead = _("The list is the station's own; it is changed in the rules.")

    def find(self, actor: Actor, public_id: uuid.UUID) -> Item:
        """The item, for who files."""
        item = items.find(actor, public_id)
        if not access.permits(actor, Permission.FILE, item):
            raise Denied("suggestions.denied", permission=Permission.FILE)
        return item

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- StepPage's signature
        """With what the item is filed under now; nothing is chosen for anybody otherwise."""
        categories = rulebook.value(row.station_id, rules.CATEGORIES)
        filed, _words = standing.decided(row, Question.CATEGORY)
        return CategoryForm(given, categories=categories, initial={"category": filed})

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: dict[str, Any]) -> Filing:  # noqa: ARG002 -- filing leaves the item's version alone
        """File."""
        return filing.file_under(actor, public_id, category=given["category"])

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the item."""
        return addresses.item(row.public_id)
