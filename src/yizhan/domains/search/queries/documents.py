# SPDX-License-Identifier: Apache-2.0
"""What is shown of a hit of each kind, loaded for a page of them in one query."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from yizhan.domains.files import queries as files
from yizhan.domains.files.models import Attachment, Passage
from yizhan.domains.items.models import Item, Text
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.periodicals.queries.findable import issue_words
from yizhan.domains.search.states import Kind
from yizhan.domains.supervision.models import Assignment, Feedback, Instruction, Reply
from yizhan.domains.supervision.queries import findable
from yizhan.kernel.fulltext import Phrase

#: The readable wording of items by key.
TextsOf = Callable[[Sequence[Item]], Mapping[int, Text]]

#: What of a wording an extract may be taken from, the title apart.
_PARTS = ("situation", "consequence", "analysis", "suggestion", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A row in words; `words` is what the extract is taken from."""

    public_id: uuid.UUID
    title: str
    words: str
    about: tuple[str, ...] = ()
    state: str = ""
    above: uuid.UUID | None = None


def shown(kind: Kind, keys: Sequence[int], phrases: Sequence[Phrase], texts_of: TextsOf) -> dict[int, Shown]:
    """Rows of a kind by key."""
    if kind == Kind.ITEM:
        return _items(keys, texts_of)
    if kind == Kind.FILE:
        return _files(keys, phrases)
    return _LOADERS[kind](keys)


def _items(keys: Sequence[int], texts_of: TextsOf) -> dict[int, Shown]:
    rows = list(Item.objects.filter(pk__in=keys).select_related("organization", "station"))
    texts = texts_of(rows)
    return {
        row.pk: Shown(
            public_id=row.public_id,
            title=texts[row.pk].title,
            words="\n".join(filter(None, (getattr(texts[row.pk], part) for part in _PARTS))),
            about=(row.number, row.organization.short_name if row.organization else "", row.authors),
            state=row.state,
        )
        for row in rows
    }


def _issues(keys: Sequence[int]) -> dict[int, Shown]:
    words = issue_words(keys)
    return {
        row.pk: Shown(
            public_id=row.public_id,
            title=f"{row} {row.title}".strip(),
            words=words[row.pk],
            about=(row.station.name,),
            state=row.state,
        )
        for row in Issue.objects.filter(pk__in=keys).select_related("series", "station")
    }


def _instructions(keys: Sequence[int]) -> dict[int, Shown]:
    return {
        row.pk: Shown(
            public_id=row.public_id,
            title=row.item.title,
            words=findable.instruction_words(row),
            about=(str(row), row.station.name),
            state=row.state,
            above=row.case.public_id,
        )
        for row in Instruction.objects.filter(pk__in=keys).select_related("item", "station", "case")
    }


def _assignments(keys: Sequence[int]) -> dict[int, Shown]:
    return {
        row.pk: Shown(
            public_id=row.public_id,
            title=row.case.item.title,
            words=row.task,
            about=(row.organization.name,),
            state=row.state,
            above=row.case.public_id,
        )
        for row in Assignment.objects.filter(pk__in=keys).select_related("organization", "case__item")
    }


def _replies(keys: Sequence[int]) -> dict[int, Shown]:
    rows = Reply.objects.filter(pk__in=keys)
    return {
        row.pk: Shown(
            public_id=row.assignment.public_id,
            title=row.assignment.case.item.title,
            words=findable.reply_words(row),
            about=(row.assignment.organization.name,),
            state=row.assignment.state,
            above=row.assignment.case.public_id,
        )
        for row in rows.select_related("assignment__organization", "assignment__case__item")
    }


def _feedback(keys: Sequence[int]) -> dict[int, Shown]:
    return {
        row.pk: Shown(
            public_id=row.case.item.public_id,
            title=row.case.item.title if row.case.item.released_at else "",
            words=findable.feedback_words(row),
            about=(row.case.station.name,),
            state=row.case.state,
            above=row.case.public_id,
        )
        for row in Feedback.objects.filter(pk__in=keys).select_related("case__item", "case__station")
    }


def _files(keys: Sequence[int], phrases: Sequence[Phrase]) -> dict[int, Shown]:
    """Files with the first passage that says one of the phrases; the name alone where only that was found."""
    rows = list(Attachment.objects.filter(pk__in=keys).select_related("post__organization"))
    said = _passages({row.file_id for row in rows}, phrases)
    return {
        row.pk: Shown(
            public_id=row.public_id,
            title=row.name,
            words=said.get(row.file_id, ""),
            about=(row.post.organization.name if row.post else "",),
            above=row.subject,
        )
        for row in rows
    }


def _passages(contents: set[int], phrases: Sequence[Phrase]) -> dict[int, str]:
    first: dict[int, int] = {}
    for phrase in phrases:
        saying = Passage.objects.filter(files.TEXTS.containing([phrase]), file__in=contents).order_by("file", "start")
        for key, content in saying.values_list("pk", "file"):
            first.setdefault(content, key)
    words = files.passages(Passage.objects.filter(pk__in=first.values()).order_by())
    return {content: words[key] for content, key in first.items()}


_LOADERS: Mapping[Kind, Callable[[Sequence[int]], dict[int, Shown]]] = {
    Kind.ISSUE: _issues,
    Kind.INSTRUCTION: _instructions,
    Kind.ASSIGNMENT: _assignments,
    Kind.REPLY: _replies,
    Kind.FEEDBACK: _feedback,
}
