# SPDX-License-Identifier: Apache-2.0
"""What the forms of bulletins ask, and whether it has the right shape."""

import datetime
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.bulletins.operations.writing import WrittenSection
from yizhan.domains.bulletins.queries import reading
from yizhan.domains.bulletins.rules import HEADING_LIMIT, NAME_LIMIT, SECTION_LIMIT, TITLE_LIMIT
from yizhan.domains.bulletins.states import Kind
from yizhan.engines.papers.circulars import Section
from yizhan.engines.scoring.periods import parse_period
from yizhan.kernel import clock
from yizhan.web.items.forms import ReasonForm

#: Relations that a reader may state about one table.
MOST_STATED = 20
_LONGEST_RELATION = 200
ENDINGS = (".xlsx", ".xls", ".ods", ".csv", ".tsv")


class AuditForm(forms.Form):
    """A table, and what its reader knows about it besides."""

    table = forms.FileField(
        label=_("The table"),
        help_text=_("The sheet of a bulletin as .xlsx, .xls, .ods, .csv or .tsv, up to 5 MB."),
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

    audit = forms.UUIDField(widget=forms.HiddenInput, required=False)
    is_kept = forms.BooleanField(
        label=_("Keep the result"),
        help_text=_(
            "The table, what was found, who looked at it and when; everybody here who checks tables can read it."
        ),
        required=False,
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


#: Periods that the form offers of each kind, the latest first.
_OFFERED = {Kind.QUARTER: 5, Kind.MONTH: 12, Kind.YEAR: 3}

#: Kinds that name their own days.
_WITH_DAYS = (Kind.CAMPAIGN, Kind.OCCASIONAL)


class BulletinForm(forms.Form):
    """Of which period, or which days, a bulletin is to be drafted."""

    bulletin = forms.UUIDField(widget=forms.HiddenInput)
    period = forms.ChoiceField(label=_("Of which period"))
    matter = forms.CharField(
        label=_("Name of the campaign"),
        help_text=_("Only for a campaign; it stands in the title."),
        required=False,
        max_length=NAME_LIMIT,
    )
    first = forms.DateField(
        label=_("First day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["period"].choices = _periods(clock.today())  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Campaigns and bulletins on demand need both days, in their order."""
        answers: dict[str, Any] = super().clean() or {}
        kind, first, last = answers.get("period", ""), answers.get("first"), answers.get("last")
        if kind in _WITH_DAYS:
            if not (first and last):
                self.add_error("first" if not first else "last", _now("Give both days."))
            elif last < first:
                self.add_error("last", _now("The last day lies before the first."))
            if kind == Kind.CAMPAIGN and not answers.get("matter"):
                self.add_error("matter", _now("Say what the campaign is called."))
        return answers

    def asked(self) -> dict[str, str]:
        """What the operation asks for."""
        kind, _separator, period = self.cleaned_data["period"].partition(":")
        days = f"{self.cleaned_data['first']}..{self.cleaned_data['last']}"
        return {"kind": kind, "period": period or days, "matter": self.cleaned_data["matter"]}


def _periods(today: datetime.date) -> list[Any]:
    """Regular periods that have begun, by kind, the one that ended last first; then those with days of their own."""
    groups: list[Any] = [
        (
            kind.label,
            [(f"{kind}:{text}", reading.period_words(kind, parse_period(text))) for text in _written(kind, today)],
        )
        for kind in _OFFERED
    ]
    return [*groups, (_("with days of its own"), [(kind.value, kind.label) for kind in _WITH_DAYS])]


def _written(kind: Kind, today: datetime.date) -> list[str]:
    """The periods of a kind as they are written, the one before the present first, the present one last."""
    if kind == Kind.YEAR:
        found = [str(today.year - back) for back in range(_OFFERED[kind])]
    elif kind == Kind.QUARTER:
        present = today.year * 4 + (today.month - 1) // 3
        found = [f"{(present - back) // 4}Q{(present - back) % 4 + 1}" for back in range(_OFFERED[kind])]
    else:
        present = today.year * 12 + today.month - 1
        found = [f"{(present - back) // 12}-{(present - back) % 12 + 1:02}" for back in range(_OFFERED[kind])]
    return [*found[1:], found[0]]


class WordingForm(forms.Form):
    """The title, every section, and room for one more."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_LIMIT)

    def __init__(self, given: Any, *, title: str, sections: Sequence[Section]) -> None:
        super().__init__(given, initial={"title": title})
        self.keys = [section["key"] for section in sections] + [""]
        for place, section in enumerate([*sections, Section(key="", heading="", text="")]):
            self.fields[f"heading-{place}"] = forms.CharField(
                label=_("Heading"), required=False, max_length=HEADING_LIMIT, initial=section["heading"]
            )
            self.fields[f"text-{place}"] = forms.CharField(
                label=_("Text"),
                required=False,
                max_length=SECTION_LIMIT,
                initial=section["text"],
                widget=forms.Textarea,
            )

    def clean(self) -> dict[str, Any]:
        """The sections as the operation takes them."""
        answers: dict[str, Any] = super().clean() or {}
        answers["sections"] = [
            WrittenSection(answers.get(f"heading-{place}", ""), answers.get(f"text-{place}", ""), key)
            for place, key in enumerate(self.keys)
        ]
        return answers

    def pairs(self) -> list[tuple[Any, Any]]:
        """Heading and text of each section."""
        return [(self[f"heading-{place}"], self[f"text-{place}"]) for place in range(len(self.keys))]


class RenewalForm(forms.Form):
    """Whether the text follows the new figures."""

    is_redrafted = forms.BooleanField(
        label=_("Draft the text anew from them"),
        help_text=_("What was written by hand is then in the earlier wording."),
        required=False,
    )


class CorrectionForm(ReasonForm):
    """Why it is corrected."""

    notice = forms.UUIDField(widget=forms.HiddenInput)
