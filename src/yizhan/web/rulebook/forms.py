# SPDX-License-Identifier: Apache-2.0
"""What is asked when rules are changed. Shape only; whether a value fits its rule the operation says."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.network.states import Level, Line, OrganizationKind
from yizhan.domains.rulebook.models import Draft, RuleText
from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import Choice, Kind, MayBeOpen, Words, YesNo
from yizhan.domains.rulebook.rules.provisions import (
    ARTICLE_LIMIT,
    ISSUER_LIMIT,
    NUMBER_LIMIT,
    STRAND_LIMIT,
    TITLE_LIMIT,
    Instrument,
    Provision,
)
from yizhan.domains.rulebook.rules.scopes import Scope
from yizhan.domains.rulebook.rules.shipped import SETS, text_of
from yizhan.domains.rulebook.rules.tables import Table
from yizhan.domains.rulebook.states import Strength
from yizhan.web.administration.forms.choosing import offer
from yizhan.web.administration.forms.network import DayField

#: Larger than any rulebook; beyond it a file is something else.
DOCUMENT_LIMIT = 500_000

_WORDS = Words()


class ChangeForm(forms.Form):
    """A new value of a rule: from when, by which text, for whom."""

    value = forms.CharField(label=_("New value"), required=False)
    valid_from = DayField(label=_("From which day"), help_text=_("Earlier decisions keep the value of their day."))
    rule_text = forms.ChoiceField(label=_("By which text"), required=False)
    instrument = forms.CharField(
        label=_("Title of the text"),
        max_length=TITLE_LIMIT,
        required=False,
        help_text=_("As it stands on the document, if it is not in the register."),
    )
    number = forms.CharField(label=_("Number of the text"), max_length=NUMBER_LIMIT, required=False)
    article = forms.CharField(label=_("Article"), max_length=ARTICLE_LIMIT, required=False)
    strength = forms.ChoiceField(label=_("How strictly"), choices=Strength, required=False)
    draft = forms.ChoiceField(label=_("Into which draft"), required=False)
    organizations = forms.TypedMultipleChoiceField(
        label=_("Only these bodies"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    body_kinds = forms.MultipleChoiceField(
        label=_("Only these kinds of bodies"),
        choices=OrganizationKind,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    levels = forms.TypedMultipleChoiceField(
        label=_("Only these levels"),
        choices=Level,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    lines = forms.MultipleChoiceField(
        label=_("Only these lines"), choices=Line, widget=forms.CheckboxSelectMultiple, required=False
    )
    kinds = forms.CharField(
        label=_("Only these kinds of matters"), required=False, widget=forms.Textarea, help_text=_("One to a line.")
    )
    categories = forms.CharField(
        label=_("Only these categories"), required=False, widget=forms.Textarea, help_text=_("One to a line.")
    )
    strand = forms.CharField(
        label=_("Name of a further rule"),
        max_length=STRAND_LIMIT,
        required=False,
        help_text=_("Only where several texts rule the same thing at once, for example: province."),
    )
    is_instead = forms.BooleanField(label=_("Takes the place of wider rules"), required=False)
    ends = forms.BooleanField(label=_("The special value ends on this day"), required=False)

    #: Fields that narrow the change; pages show them under one head.
    NARROWING = (
        "organizations",
        "body_kinds",
        "levels",
        "lines",
        "kinds",
        "categories",
        "strand",
        "is_instead",
        "ends",
    )

    def __init__(
        self,
        *args: Any,
        definition: Definition[Any],
        bodies: Mapping[int, str],
        texts: Iterable[RuleText],
        drafts: Sequence[Draft],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.definition = definition
        self.texts = {str(text.public_id): text for text in texts}
        self.fields["value"] = value_field(definition.kind)
        offer(self, "rule_text", _("another text, named below"), [(key, str(one)) for key, one in self.texts.items()])
        offer(self, "draft", _("a new draft"), [(str(one.public_id), one.title) for one in drafts])
        organizations = self.fields["organizations"]
        if isinstance(organizations, forms.TypedMultipleChoiceField):
            organizations.choices = list(bodies.items())
        if not drafts:
            del self.fields["draft"]
        if not self.texts:
            del self.fields["rule_text"]
            self.fields["instrument"].required = True

    def narrowing(self) -> "list[forms.BoundField]":
        """The fields under “only for certain bodies or matters”."""
        return [self[name] for name in self.NARROWING]

    def is_narrowed(self) -> bool:
        """Whether any of them is filled in or wrong, so that the page opens them."""
        return any(self[name].errors or (self.is_bound and self[name].value()) for name in self.NARROWING)

    def provision(self) -> Provision:
        """The answers; the text of the register where one was chosen."""
        given = self.cleaned_data
        return Provision(
            key=self.definition.key,
            value=given["value"],
            ends=given["ends"],
            valid_from=given["valid_from"],
            strength=Strength(given["strength"] or self.definition.strength),
            strand=given["strand"],
            is_instead=given["is_instead"],
            scope=Scope.read(
                {
                    "organizations": given["organizations"],
                    "body_kinds": given["body_kinds"],
                    "levels": given["levels"],
                    "lines": given["lines"],
                    "kinds": list(_WORDS.read(given["kinds"])),
                    "categories": list(_WORDS.read(given["categories"])),
                }
            ),
            instrument=self._instrument(given),
        )

    def _instrument(self, given: Mapping[str, Any]) -> Instrument:
        chosen = self.texts.get(given.get("rule_text", ""))
        if chosen is None:
            return Instrument(title=given["instrument"], number=given["number"], article=given["article"])
        return Instrument(
            title=chosen.title, number=chosen.number, issued_on=chosen.issued_on, article=given["article"]
        )


def value_field(kind: Kind[Any]) -> forms.Field:
    """The field in which a value of that kind is written."""
    inner = kind.kind if isinstance(kind, MayBeOpen) else kind
    may_be_empty = isinstance(kind, MayBeOpen | Words | Table)
    options: dict[str, Any] = {"label": _("New value"), "required": not may_be_empty, "help_text": kind.hint()}
    if isinstance(inner, YesNo):
        return forms.ChoiceField(**{**options, "choices": [("yes", _("yes")), ("no", _("no"))]})
    if isinstance(inner, Choice):
        return forms.ChoiceField(**{**options, "help_text": "", "choices": list(inner.options.items())})
    if isinstance(inner, Words | Table):
        return forms.CharField(**options, widget=forms.Textarea)
    return forms.CharField(**options)


class DraftForm(forms.Form):
    """The name of a draft."""

    title = forms.CharField(
        label=_("What does it change?"), max_length=120, help_text=_("For example: deadlines from January on.")
    )


class SendBackForm(forms.Form):
    """Why a draft goes back."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea)


class TextForm(forms.Form):
    """A text for the register."""

    title = forms.CharField(label=pgettext_lazy("text", "Title"), max_length=TITLE_LIMIT)
    number = forms.CharField(label=_("Number of the text"), max_length=NUMBER_LIMIT, required=False)
    issuer = forms.CharField(label=_("Issued by"), max_length=ISSUER_LIMIT, required=False)
    issued_on = DayField(label=_("Issued on"), required=False)
    wording = forms.CharField(
        label=_("Wording"),
        widget=forms.Textarea,
        required=False,
        strip=False,
        help_text=_("Not of a classified text: this system holds none."),
    )


class SupersedeForm(forms.Form):
    """Which text takes the place of another, and from when."""

    by = forms.ChoiceField(label=_("Which text takes its place?"))
    on = DayField(label=_("From which day"))

    def __init__(self, *args: Any, texts: Iterable[RuleText], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "by", _("Choose a text"), [(str(one.public_id), str(one)) for one in texts])


class DocumentForm(forms.Form):
    """A rulebook as a file, pasted, or one of those that come with the house."""

    title = forms.CharField(label=_("Name of the draft"), max_length=120, required=False)
    shipped = forms.ChoiceField(
        label=_("Rules that come with the house"), choices=[("", _("none, but a file")), *SETS.items()], required=False
    )
    file = forms.FileField(label=_("TOML file"), required=False)
    content = forms.CharField(
        label=_("or its text"), widget=forms.Textarea, required=False, strip=False, max_length=DOCUMENT_LIMIT
    )

    def clean(self) -> dict[str, Any]:
        """The text of the document, from whichever field it came."""
        given: dict[str, Any] = super().clean() or {}
        file = given.get("file")
        if file is not None:
            if file.size > DOCUMENT_LIMIT:
                raise forms.ValidationError(_("The file is too large for a rulebook."))
            try:
                given["content"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                raise forms.ValidationError(_("The file is no UTF-8 text.")) from None
        if given.get("shipped"):
            given["content"] = text_of(given["shipped"])
        if not given.get("content", "").strip() and not self.errors:
            raise forms.ValidationError(_("Choose a set or a file, or paste the text."))
        return given


class ComparisonForm(forms.Form):
    """Two days."""

    before = DayField(label=pgettext_lazy("day", "From"), required=False)
    after = DayField(label=pgettext_lazy("day", "To"), required=False)
