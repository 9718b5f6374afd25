# SPDX-License-Identifier: Apache-2.0
"""What is suggested, as people read it: the word, how sure that is, and why."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from yizhan.domains.items.models import Item
from yizhan.domains.suggestions import access
from yizhan.domains.suggestions.permissions import Permission
from yizhan.domains.suggestions.queries import standing
from yizhan.domains.suggestions.queries.suggesting import Suggested, current
from yizhan.domains.suggestions.sentences import named, sure
from yizhan.domains.suggestions.states import Question
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id
from yizhan.web.suggestions.marking import Stretch, marked
from yizhan.web.suggestions.pages import UnitForm

#: The key that takes the first suggestion.
KEY = "y"

#: What stands behind a suggestion that one press cannot take.
_AWAITS: Mapping[str, Promise] = {
    Question.KIND: _("Can be taken once the item is registered."),
    Question.DEPARTMENT: _("Whoever supervises can assign it right here once a leader has written an instruction."),
    Question.SERIES: _("Can be taken once the item is signed and one issue of the series is being composed."),
    Question.COLUMN: _("Can be taken once the item is signed and one issue of the series is being composed."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrusting:
    """The form beside a suggested unit, filled in already; `more_url` is for other units, or several tasks."""

    form: UnitForm
    url: str
    more_url: str
    seen: int
    act: uuid.UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One suggestion: take it with one press where `take_url` is, with a task and a day where `entrusting` is."""

    question: str
    label: str
    name: str
    sure: str
    percent: int
    passages: list[list[Stretch]]
    words: str
    take_url: str = ""
    aside_url: str = ""
    entrusting: Entrusting | None = None
    awaits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What stands beside the paper. Without `has_learned` the station has not decided often enough."""

    item: Item
    lines: list[Line]
    has_learned: bool
    category: str
    category_url: str
    key: str = KEY


def panel_of(actor: Actor, item: Item) -> Panel:
    """Everything that is suggested for an item."""
    lines = [_decidable(actor, item, one) for one in access.suggested(actor, item)]
    category, _words = standing.decided(item, Question.CATEGORY)
    return Panel(
        item=item,
        lines=lines,
        has_learned=bool(lines) or bool(current(item.station_id)),
        category=category,
        category_url=reverse("item-category", args=[item.public_id]) if access.may_file(actor, item) else "",
    )


def line(one: Suggested) -> Line:
    """A suggestion with nothing to decide: what somebody is writing is decided in its own form."""
    return Line(
        question=str(Question(one.question).label),
        label=one.label,
        name=named(one.question, one.name),
        sure=sure(one.percent),
        percent=one.percent,
        passages=[marked(passage.words, one.words) for passage in one.passages],
        words=pgettext("between words", ", ").join(one.words),
    )


def _decidable(actor: Actor, item: Item, one: Suggested) -> Line:
    may_decide = access.permits(actor, Permission.TAKE, item)
    is_takeable = access.is_takeable(actor, item, one.question, one.label)
    if one.question == Question.DEPARTMENT:
        entrusting = _entrusting(actor, item, one)
        return replace(line(one), entrusting=entrusting, awaits="" if entrusting else str(_AWAITS[one.question]))
    return replace(
        line(one),
        take_url=_url("taking", item, one) if is_takeable else "",
        aside_url=_url("aside", item, one) if may_decide else "",
        awaits=str(_AWAITS.get(one.question, "")) if may_decide and not is_takeable else "",
    )


def _url(act: str, item: Item, one: Suggested) -> str:
    return reverse(f"item-suggestion-{act}", args=[item.public_id, one.question])


def _entrusting(actor: Actor, item: Item, one: Suggested) -> Entrusting | None:
    """Where the unit is given its task, for whom may do so now."""
    case = access.case_to_entrust(actor, item)
    if case is None:
        return None
    return Entrusting(
        form=UnitForm.about(case, one.label),
        url=reverse("case-suggested-unit", args=[case.public_id]),
        more_url=reverse("case-assign", args=[case.public_id]),
        seen=case.version,
        act=new_id(),
    )
