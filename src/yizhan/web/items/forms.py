# SPDX-License-Identifier: Apache-2.0
"""What is asked of people. A form checks shape; what an item must satisfy is the operations' business."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.states import DeclineReason, Kind, VerificationResult

#: What each kind is for, beside its name on the cards.
KIND_WORDS: dict[str, str | Promise] = {
    Kind.SOCIAL_OPINION: _("What people feel, say and ask for"),
    Kind.DYNAMICS: _("What a unit has done, and with what effect"),
    Kind.EXPERIENCE: _("What worked and is worth following"),
    Kind.PROBLEM: _("What goes wrong: with cause, extent, time and consequence"),
    Kind.SUGGESTION: _("What should be done, by whom and how"),
    Kind.RESEARCH: _("What a study has found"),
    Kind.EARLY_WARNING: _("What may happen soon and needs attention"),
}

#: What a problem must tell besides (RULE-028); other kinds may.
PARTICULARS = ("occurrence", "scope", "consequence")

_EMPTY = {"required": _("This may not be empty. Write at least one sentence.")}

#: Where the focus goes when a step's form opens in a sheet.
_FIRST = {"data-focus": "yes"}

#: Line breaks of every make: of browsers, of Word (soft ones included), of Unicode.
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

#: What word processors leave behind between characters: no-break and zero-width spaces, byte order marks.
_SPACE, _NOTHING = re.compile("[\u00a0\u2007\u202f]"), re.compile("[\u200b\u2060\ufeff\u00ad]")


class ParagraphsField(forms.CharField):
    """A text of paragraphs, pasted from anywhere: paragraphs stay, the traces of the program they came from go."""

    def __init__(self, *, rows: int = 4, is_first: bool = False, **options: Any) -> None:
        attributes = {"rows": rows, **(_FIRST if is_first else {})}
        super().__init__(widget=forms.Textarea(attrs=attributes), error_messages=_EMPTY, **options)

    def to_python(self, value: Any) -> str:
        """One kind of line break, no indentation, no more than one empty line in a row."""
        text = _NOTHING.sub("", _SPACE.sub(" ", _BREAK.sub("\n", super().to_python(value) or "")))
        lines = "\n".join(line.strip() for line in text.split("\n"))
        return re.sub("\n{3,}", "\n\n", lines).strip()


class LineField(forms.CharField):
    """A text of one line; what was pasted on several is joined."""

    def __init__(self, **options: Any) -> None:
        super().__init__(error_messages=_EMPTY, **options)

    def to_python(self, value: Any) -> str:
        """On one line."""
        text = _NOTHING.sub("", super().to_python(value) or "")
        return " ".join(text.split())


class FilesInput(forms.FileInput):
    """A native file field that takes several files."""

    allow_multiple_selected = True


class FilesForm(forms.Form):
    """Files that go with what is written; they are kept and checked one by one, outside the form."""

    attachments = forms.FileField(
        label=_("Photos and documents"),
        required=False,
        widget=FilesInput(attrs={"multiple": True}),
        help_text=_("Photos, documents, tables. No programs, nothing marked secret."),
    )

    def clean_attachments(self) -> None:
        """Nothing to check here."""


class WordingForm(forms.Form):
    """The fields of a wording, asked as plain questions."""

    title = LineField(label=_("What is it about?"), help_text=_("One sentence, as a headline."))
    situation = ParagraphsField(
        label=_("What is the situation?"),
        help_text=_("What you saw or heard, where, since when, how many. Facts and figures as exact as you can."),
        rows=6,
    )
    analysis = ParagraphsField(label=_("Why is it so?"), required=False)
    suggestion = ParagraphsField(label=_("What do you suggest?"), required=False)
    occurrence = LineField(label=_("When did it happen?"), required=False)
    scope = LineField(label=_("Whom and which places does it concern?"), required=False)
    consequence = ParagraphsField(label=_("What has come or may come of it?"), required=False, rows=3)
    source = LineField(
        label=_("Where does the news come from?"),
        help_text=_("Seen myself, told by residents, a visit, a report, a hotline …"),
    )

    def wording(self) -> Wording:
        """What was written, as operations take it."""
        return Wording(**{name: self.cleaned_data[name] for name in Wording.__dataclass_fields__})


def mark_needed(form: forms.Form, kind: str) -> None:
    """Say at the fields themselves what a problem needs; whether it is there the operation decides."""
    form.fields["analysis"].required = kind == Kind.PROBLEM
    for name in PARTICULARS:
        form.fields[name].required = True


class TruthForm(forms.Form):
    """The author's declaration (RULE-044)."""

    is_truthful = forms.BooleanField(
        label=_("What I report is true to the best of my knowledge."),
        error_messages={"required": _("Please confirm that what you report is true to the best of your knowledge.")},
    )


class SubmissionForm(TruthForm, FilesForm, WordingForm):
    """A new item."""

    kind = forms.ChoiceField(label=_("What kind of news is it?"), choices=Kind.choices, widget=forms.RadioSelect)
    topic = forms.UUIDField(
        label=_("For a topic that is wanted?"),
        required=False,
        widget=forms.Select,
        help_text=_("The office has asked for these. Anything else is just as welcome."),
    )
    is_urgent = forms.BooleanField(
        label=_("It cannot wait"),
        required=False,
        help_text=_("Only when hours count. For danger call 110, 119 or 120."),
    )


class RevisionForm(TruthForm, FilesForm, WordingForm):
    """A returned item, handed in again."""


def with_kind(given: QueryDict) -> QueryDict:
    """What was sent, with the kind that somebody chose by pressing the suggestion (`as_kind`)."""
    wanted = given.get("as_kind", "")
    if wanted not in Kind.values:
        return given
    changed = given.copy()
    changed["kind"] = wanted
    return changed


class EditForm(WordingForm):
    """The editor's wording. Plain labels: who edits knows the parts of an item."""

    note = LineField(
        label=_("Note on this wording"), required=False, help_text=_("Why it was changed; colleagues read it.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    is_urgent = forms.BooleanField(label=_("Urgent"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in PLAIN_LABELS.items():
            self.fields[name].label = str(label)
            self.fields[name].help_text = ""
        self.fields["source"].required = False


class SynthesisForm(EditForm):
    """The wording of a synthesis."""

    note = None  # type: ignore[assignment]  # Django's way to leave out an inherited field


class MatterForm(WordingForm):
    """One matter out of an item that reports several."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in PLAIN_LABELS.items():
            self.fields[name].label = str(label)
            self.fields[name].help_text = ""
        self.fields["source"].required = False


#: The parts of an item as the office names them.
PLAIN_LABELS: dict[str, str | Promise] = {
    "title": _("Title"),
    "situation": _("Situation"),
    "analysis": _("Analysis"),
    "suggestion": _("Suggestion"),
    "occurrence": _("Time"),
    "scope": _("Extent"),
    "consequence": _("Consequence"),
    "source": _("Source"),
}


class ReasonForm(forms.Form):
    """A step that says why."""

    reason = ParagraphsField(label=_("Reason"), rows=3, is_first=True)


class NoteForm(forms.Form):
    """A step that may carry a remark."""

    note = ParagraphsField(label=_("Remark"), required=False, rows=3, is_first=True)


class JoinForm(forms.Form):
    """Which items are added to a synthesis, how much of it they are, and why."""

    numbers = LineField(
        label=_("Numbers of the items"), required=False, help_text=_("Several with a comma between them.")
    )
    share = forms.CharField(
        label=_("Their share in per cent"),
        required=False,
        max_length=6,
        help_text=_("Left empty, every part is worth the same."),
    )
    reason = ParagraphsField(label=_("Reason"), rows=2)


class RemovalForm(forms.Form):
    """Which parts leave a synthesis, and why; the authors read it."""

    items = forms.MultipleChoiceField(label=_("Which items?"), widget=forms.CheckboxSelectMultiple)
    why = ParagraphsField(label=_("Reason"), rows=2, help_text=_("The authors read it."))

    def __init__(self, *args: Any, parts: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["items"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = list(parts)


class DeclineForm(forms.Form):
    """Why an item is not taken."""

    code = forms.ChoiceField(label=_("Reason"), choices=DeclineReason.choices, widget=forms.RadioSelect(attrs=_FIRST))
    reason = ParagraphsField(
        label=_("In your own words"), required=False, rows=3, help_text=_("The author reads both.")
    )


class TransferForm(forms.Form):
    """To which station, and why."""

    station = forms.ChoiceField(label=_("To which station?"))
    reason = ParagraphsField(label=_("Reason"), rows=3)


class VerificationForm(forms.Form):
    """What a check of facts and figures found."""

    result = forms.ChoiceField(
        label=_("Result"), choices=VerificationResult.choices, widget=forms.RadioSelect(attrs=_FIRST)
    )
    note = ParagraphsField(label=_("With whom and how it was checked"), rows=3)
