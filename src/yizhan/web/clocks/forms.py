# SPDX-License-Identifier: Apache-2.0
"""What is asked about deadlines and calendars. A form checks shape only."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.web.clocks.words import KINDS
from yizhan.web.items.forms import LineField, ParagraphsField

#: A year's table has some forty lines; nothing near this size is one.
_MOST_BYTES = 200_000


class AskingForm(forms.Form):
    """More time."""

    duration = LineField(
        label=_("How much more time?"), help_text=_("For instance: 3 working days, 24 hours, 2 months.")
    )
    reason = ParagraphsField(label=_("Reason"), rows=3)


class NoteForm(forms.Form):
    """A remark that may be left out."""

    note = ParagraphsField(label=_("Remark"), rows=3, required=False)


class FilterForm(forms.Form):
    """Whose deadlines, and of which kind."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    kind = forms.ChoiceField(
        label=_("What is due"), required=False, choices=[("", _("All")), *((key, word) for key, word in KINDS.items())]
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        unit = self.fields["unit"]
        if isinstance(unit, forms.ChoiceField):
            unit.choices = [("", _now("All")), *units]
        if not units:
            del self.fields["unit"]


class YearForm(forms.Form):
    """The days off of a year, as a table: pasted, or from a file."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    notice = LineField(
        label=_("Notice that the days come from"), max_length=200, help_text=_("Title and number, as on the paper.")
    )
    text = forms.CharField(
        label=_("Table"),
        required=False,
        max_length=_MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("A line for each day: date,kind,name. The kind is holiday or makeup_workday."),
    )
    table = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("CSV or TOML."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.toml"}),
    )

    def clean(self) -> dict[str, Any]:
        """The table as text, wherever it came from."""
        given = super().clean() or {}
        file: UploadedFile[Any] | None = given.get("table")
        given["source"] = (file.name or "") if file else ""
        if file:
            given["text"] = self._read(file)
        elif not (given.get("text") or "").strip():
            self.add_error("text", _now("Paste the table, or choose a file."))
        return given

    def _read(self, file: "UploadedFile[Any]") -> str:
        if (file.size or 0) > _MOST_BYTES:
            self.add_error("table", _now("The file is too large for a table of one year."))
            return ""
        content: bytes = file.read()
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
        self.add_error("table", _now("The file is no text."))
        return ""
