# SPDX-License-Identifier: Apache-2.0
"""What is asked of people who make periodicals. A form checks shape; the rules are the operations' business."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.domains.periodicals.states import SeriesKind
from yizhan.web.items.forms import LineField, ParagraphsField


class IssueForm(forms.Form):
    """A new issue: of which periodical."""

    series = forms.ChoiceField(label=_("Of which periodical?"), widget=forms.RadioSelect)
    title = LineField(
        label=_("Title of this issue"), required=False, help_text=_("Only if it has one, such as a special edition.")
    )


class TitleForm(forms.Form):
    """What an issue is called besides its number."""

    title = LineField(label=_("Title of this issue"), required=False)
    note = ParagraphsField(label=_("Note on the issue"), required=False, rows=2)


class HeadingForm(forms.Form):
    """Under which heading an entry is printed."""

    heading = LineField(
        label=_("Heading in this issue"), required=False, help_text=_("Leave it empty to print the item's own title.")
    )


class ErratumForm(forms.Form):
    """What is set right in a released issue."""

    entry = forms.ChoiceField(label=_("In which entry?"), required=False)
    text = ParagraphsField(label=_("Correction"), rows=3, help_text=_("As readers will see it below the issue."))
    reason = ParagraphsField(label=_("How it came about"), rows=2)


class MomentForm(forms.Form):
    """When something happened on paper."""

    at = forms.DateTimeField(
        label=_("When?"),
        required=False,
        help_text=_("Leave it empty if it is just now."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "data-focus": "yes"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={"invalid": _("Give day and hour, such as 2026-11-23 09:30.")},
    )


class MastheadForm(forms.Form):
    """What stands above the issues of a periodical."""

    masthead = LineField(
        label=_("Masthead"), required=False, help_text=_("The name in red. Empty: the name of the periodical.")
    )
    issuing_office = LineField(label=_("Issuing office"), help_text=_("Stands left above the red line."))


class SeriesForm(forms.Form):
    """A new periodical."""

    name = LineField(label=_("Name of the periodical"), help_text=_("Without book title marks."))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=SeriesKind.choices, widget=forms.RadioSelect, initial=SeriesKind.BULLETIN
    )
    masthead = LineField(label=_("Masthead"), required=False, help_text=_("The name in red. Empty: the name above."))
    issuing_office = LineField(label=_("Issuing office"), required=False, help_text=_("Empty: your station."))
    opening_year = forms.IntegerField(label=_("In which year?"), required=False, min_value=1949, max_value=2100)
    opening_number = forms.IntegerField(label=_("Last number in that year"), required=False, min_value=0)
    opening_total = forms.IntegerField(label=_("Last number in total"), required=False, min_value=0)

    def particulars(self) -> dict[str, Any]:
        """What was said, as the operation takes it; no number was given before unless one is named."""
        return {name: value or 0 if name.startswith("opening") else value for name, value in self.cleaned_data.items()}


class ColumnsForm(forms.Form):
    """The columns of a periodical in their order."""

    names = ParagraphsField(
        label=_("Columns"),
        required=False,
        rows=6,
        help_text=_("One in each line, in the order in which they are printed."),
    )


class SuccessionForm(forms.Form):
    """Into which periodical another one is merged."""

    by = forms.ChoiceField(label=_("Into which periodical?"))
