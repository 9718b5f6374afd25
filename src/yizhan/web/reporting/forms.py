# SPDX-License-Identifier: Apache-2.0
"""What is asked when something goes up or was adopted. A form checks shape; the rules are the operations' business."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.domains.network.states import Level, Line
from yizhan.domains.reporting.operations.adoption import Particulars
from yizhan.domains.reporting.states import BodyKind, Form
from yizhan.kernel.ids import new_id
from yizhan.web.items.forms import FilesForm, LineField, ParagraphsField


class ReportForm(forms.Form):
    """Nothing is asked: a report goes to the next station. An address may name another one, which is refused."""

    target = forms.UUIDField(required=False, widget=forms.HiddenInput)


class BodyForm(forms.Form):
    """Somebody who adopts items."""

    name = LineField(
        label=_("Name of the body"), help_text=_("As it stands on its papers, such as the office of a committee.")
    )
    level = forms.TypedChoiceField(label=_("Level"), choices=Level.choices, coerce=int, initial=Level.PROVINCE)
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=BodyKind.choices, widget=forms.RadioSelect, initial=BodyKind.OFFICE
    )
    line = forms.ChoiceField(
        label=_("Line"), choices=[("", "—"), *Line.choices], required=False, help_text=_("A medium need not have one.")
    )


class AdoptionForm(FilesForm):
    """Who adopted an item, where, when, how it was used, and how that is known."""

    adoption = forms.UUIDField(required=False, widget=forms.HiddenInput)
    body = forms.ChoiceField(
        label=_("Who adopted it?"),
        error_messages={"required": _("Choose who adopted it, or enter a new body below.")},
    )
    new_name = LineField(label=_("Name of the body"), required=False)
    new_level = forms.TypedChoiceField(label=_("Level"), choices=Level.choices, coerce=int, required=False)
    new_kind = forms.ChoiceField(label=_("What is it?"), choices=BodyKind.choices, required=False)
    new_line = forms.ChoiceField(label=_("Line"), choices=[("", "—"), *Line.choices], required=False)
    adopted_on = forms.DateField(
        label=_("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Give the day of adoption."),
            "invalid": _("There is no such day; write it as 2026-11-23."),
        },
    )
    form = forms.ChoiceField(
        label=_("How was it used?"), choices=Form.choices, widget=forms.RadioSelect, initial=Form.SINGLE
    )
    publication = LineField(
        label=_("In which publication?"), required=False, help_text=_("Its name only, without number.")
    )
    title_used = LineField(
        label=_("Under which title?"), required=False, help_text=_("Leave it empty if the title was kept.")
    )
    told_by = LineField(
        label=_("Who told it?"), required=False, help_text=_("By telephone, letter, list of adoptions …")
    )
    evidence = ParagraphsField(label=_("Explanation"), required=False, rows=2)

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["body"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *bodies]
        self.fields["body"].required = not self["new_name"].value()
        self.fields["attachments"].label = str(_("Evidence"))
        self.fields["attachments"].help_text = str(_("The printed page, the list of adoptions, a photo of either."))

    @property
    def key(self) -> uuid.UUID:
        """The id that the adoption will have; evidence is kept under it before the adoption is recorded."""
        given = self["adoption"].value()
        try:
            return uuid.UUID(str(given))
        except ValueError:
            return new_id()

    def particulars(self, body: uuid.UUID) -> Particulars:
        """What is known, as the operation takes it."""
        given = self.cleaned_data
        names = ("adopted_on", "form", "publication", "title_used", "told_by", "evidence")
        return Particulars(body=body, **{name: given[name] for name in names})

    def new_body(self) -> dict[str, Any]:
        """The body that was named, as the operation takes it; empty when one was chosen from the list."""
        given = self.cleaned_data
        if given["body"]:
            return {}
        return {name: given[f"new_{name}"] for name in ("name", "level", "kind", "line")}
