# SPDX-License-Identifier: Apache-2.0
"""The pages on which an item is filed under a category, and a case given to the suggested unit."""

import uuid
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.suggestions import access, rules
from yizhan.domains.suggestions.models import Filing, Suggestion
from yizhan.domains.suggestions.operations import deciding, filing
from yizhan.domains.suggestions.permissions import Permission
from yizhan.domains.suggestions.queries import standing
from yizhan.domains.suggestions.queries.suggesting import Suggested
from yizhan.domains.suggestions.states import Question
from yizhan.domains.supervision.access import loading
from yizhan.domains.supervision.models import Case
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied
from yizhan.web.items import addresses
from yizhan.web.items.forms import ParagraphsField
from yizhan.web.steps import StepPage
from yizhan.web.supervision.usual import UsualTask


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


class UnitForm(forms.Form):
    """What the suggested unit is to do and by when, and who assists: units that the instruction names."""

    label = forms.CharField(widget=forms.HiddenInput)
    assisting = forms.TypedMultipleChoiceField(
        label=_("Named in the instruction, to assist"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    due_on = forms.DateField(label=_("To be answered by"), widget=forms.DateInput(attrs={"type": "date"}))
    task = ParagraphsField(label=_("What is to be done"), rows=3)

    @classmethod
    def about(cls, case: Case, label: str, given: Any = None) -> "UnitForm":
        """The form for a case and the unit that is suggested for it."""
        usual = UsualTask.of(case)
        others = [(unit.pk, unit.name) for unit in usual.named if str(unit.public_id) != label]
        first = {**usual.initial, "label": label, "assisting": [key for key, _name in others]}
        form = cls(given, initial=first, auto_id="unit_%s")
        field = form.fields["assisting"]
        if others and isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = others
        else:
            del form.fields["assisting"]
        form.fields["due_on"].help_text = usual.term
        return form


class UnitPage(StepPage):
    """Give a case to the unit that is suggested for it: a step beside the suggestion, this page when refused."""

    heading, verb, done = _("Assign to the suggested unit"), _("Assign"), _("Assigned. The units have been told.")
    template = "suggestions/unit.html"

    def find(self, actor: Actor, public_id: uuid.UUID) -> Case:
        """The case, as the actor may see it."""
        return loading.find(actor, public_id)

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- StepPage's signature
        """With the unit that is suggested now, or the one that was shown."""
        label = given.get("label", "") if given is not None else self._suggested(actor, row)
        return UnitForm.about(row, label, given)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: dict[str, Any]) -> Suggestion:
        """Assign."""
        return deciding.entrust(actor, public_id, **given, seen=seen)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the case."""
        return reverse("case", args=[row.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """The unit in words, above the form."""
        found = self._found(actor, row)
        return {"unit": found.name if found else ""}

    def _suggested(self, actor: Actor, case: Case) -> str:
        found = self._found(actor, case)
        if found is None:
            raise Conflict("suggestions.suggestion.changed")
        return found.label

    def _found(self, actor: Actor, case: Case) -> Suggested | None:
        found = access.suggested(actor, case.item)
        return next((one for one in found if one.question == Question.DEPARTMENT), None)
