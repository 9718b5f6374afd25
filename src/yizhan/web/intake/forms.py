# SPDX-License-Identifier: Apache-2.0
"""The two questions of an import: which file, and which column is what."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from yizhan.domains.items.operations.tables import Proposal
from yizhan.web.intake.words import FIELDS


class _SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class _SeveralFilesField(forms.FileField):
    """One table, or several documents."""

    widget = _SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """All files, each checked as one."""
        return [super(_SeveralFilesField, self).clean(one, initial) for one in data or [None]]


class UploadForm(forms.Form):
    """What is to be imported."""

    upload = _SeveralFilesField(
        label=_("A table, or several documents"),
        help_text=_("Tables: .xlsx .xls .ods .csv .tsv .jsonl, also packed as .xz. Documents: one item each."),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )


class MappingForm(forms.Form):
    """For each column the field it means, or nothing. The guess is the first proposal."""

    def __init__(self, given: Any, *, proposal: Proposal, mapping: dict[str, str] | None) -> None:
        super().__init__(given)
        self.columns = proposal.columns
        known = {match.column: match.field.value for match in proposal.matches}
        if mapping is not None:
            known = {column: field for field, column in mapping.items()}
        choices: list[tuple[str, Any]] = [("", _("not used")), *FIELDS.items()]
        for number, column in enumerate(proposal.columns):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=column, choices=choices, required=False, initial=known.get(column, "")
            )

    def clean(self) -> dict[str, Any]:
        """No field comes from two columns."""
        answers: dict[str, Any] = super().clean() or {}
        taken: dict[str, str] = {}
        for number, column in enumerate(self.columns):
            field = answers.get(f"column-{number}")
            if field and field in taken:
                words = _("“%(first)s” and “%(second)s” cannot both be this. Choose one of them.")
                self.add_error(f"column-{number}", words % {"first": taken[field], "second": column})
            elif field:
                taken[field] = column
        return answers

    def mapping(self) -> dict[str, str]:
        """Field to column, as operations take it."""
        answers = ((self.cleaned_data[f"column-{number}"], column) for number, column in enumerate(self.columns))
        return {field: column for field, column in answers if field}
