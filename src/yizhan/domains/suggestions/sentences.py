# SPDX-License-Identifier: Apache-2.0
"""Suggestions in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.items.states import Kind
from yizhan.domains.suggestions.states import Question

#: From which per cent of confidence which words are used.
_SURE = ((95, _("almost certain")), (85, _("very likely")), (70, _("likely")), (0, _("possible")))


def named(question: str, name: str) -> str:
    """A label as people call it: kinds in the reader's language, everything else by its own name."""
    if question == Question.KIND and name in Kind.values:
        return str(Kind(name).label)
    return name


def sure(percent: int) -> str:
    """Confidence in words."""
    return str(next(words for least, words in _SURE if percent >= least))


def _filed(facts: Mapping[str, Any]) -> str:
    if facts["former"]:
        return _now("Filed under “%(category)s” instead of “%(former)s”.") % facts
    return _now("Filed under “%(category)s”.") % facts


def _taken(facts: Mapping[str, Any]) -> str:
    said = {
        "question": Question(facts["question"]).label,
        "chosen": named(facts["question"], facts["chosen"]),
        "percent": facts["percent"],
    }
    return _now("Decided as suggested (%(question)s, %(percent)s %%): %(chosen)s") % said


def _overruled(facts: Mapping[str, Any]) -> str:
    said = {
        "question": Question(facts["question"]).label,
        "suggested": named(facts["question"], facts["suggested"]),
        "chosen": named(facts["question"], facts["chosen"]),
    }
    if facts["chosen"] and facts["chosen"] != facts["suggested"]:
        return _now("Decided otherwise than suggested (%(question)s: %(suggested)s): %(chosen)s") % said
    return _now("Set the suggestion aside (%(question)s): %(suggested)s") % said


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "suggestions.item.filed": _filed,
    "suggestions.suggestion.taken": _taken,
    "suggestions.suggestion.overruled": _overruled,
    "suggestions.learning.asked": _("Asked that the machine learns from the decisions of the office."),
    "suggestions.learning.begun": _("Began to learn from the decisions of the office."),
    "suggestions.learning.ready": _("Learned from the decisions of the office."),
    "suggestions.learning.failed": _("Could not learn from the decisions of the office."),
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "suggestions.denied": (
        _("Your post does not allow this."),
        _("Switch to another of your posts, or ask the office."),
    ),
    "suggestions.item.closed": (
        _("The item has left the desk; what was decided about it stays."),
        _("Only items that are being worked on can be decided about."),
    ),
    "suggestions.category.unknown": (
        _("“%(value)s” is not among the station's categories."),
        _("Choose one from the list; the list itself is changed in the rules."),
    ),
    "suggestions.question.unknown": (
        _("Nothing is suggested for “%(value)s”."),
        _("Kind, category, department, series and column can be suggested."),
    ),
    "suggestions.suggestion.decided": (
        _("%(who)s has decided about this suggestion already."),
        _("Open the item again to see how it stands."),
    ),
    "suggestions.suggestion.changed": (
        _("This is not suggested any more."),
        _("The wording changed, or the machine has learned since. Open the item again."),
    ),
    "suggestions.suggestion.needs_more": (
        _("A unit is given a task and a day, which a person says."),
        _("Assign it beside the suggestion, on the page of the case."),
    ),
    "suggestions.issue.choose": (
        _("There is not exactly one issue being composed for %(name)s."),
        _("Place the item on the page of the issue you mean."),
    ),
    "suggestions.learning.claim_lost": (
        _("Another process has taken this learning up."),
        _("Nothing needs to be done."),
    ),
}
