# SPDX-License-Identifier: Apache-2.0
"""What full text finds of issues: their label, title and note, and every entry as it is printed.

An issue enters when it is released. While it is composed its items are found by themselves, and writing the whole issue
anew for each item placed would cost more with every item.
"""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import F, QuerySet

from yizhan.domains.items.models import Text
from yizhan.domains.periodicals.models import Entry, Erratum, Issue
from yizhan.domains.periodicals.states import State
from yizhan.engines.text.bigrams import index_tokens
from yizhan.engines.text.normalisation import comparable
from yizhan.kernel.fulltext_index import FulltextIndex

#: What is printed of an item, in this order.
_PRINTED = ("title", "situation", "analysis", "suggestion", "source")


def _released() -> QuerySet[Issue]:
    return Issue.objects.filter(state=State.RELEASED)


def issue_words(keys: Sequence[int]) -> dict[int, str]:
    """What issues say, by key, in four queries however many there are."""
    issues = {issue.pk: issue for issue in _released().filter(pk__in=list(keys)).select_related("series")}
    printed = _printed(issues)
    return {
        key: "\n".join(part for part in (str(issue), issue.title, issue.note, *printed[key]) if part)
        for key, issue in issues.items()
    }


def _printed(issues: dict[int, Issue]) -> dict[int, list[str]]:
    words: dict[int, list[str]] = defaultdict(list)
    wanted = Text.objects.filter(item__entries__issue__in=list(issues), item__entries__text_number=F("number"))
    texts = {(text.item_id, text.number): text for text in wanted}
    for entry in Entry.objects.filter(issue__in=list(issues)).order_by("issue", "position", "id"):
        text = texts[entry.item_id, entry.text_number]
        words[entry.issue_id].append("\n".join((entry.heading, *(getattr(text, name) for name in _PRINTED))))
    for issue, correction in Erratum.objects.filter(issue__in=list(issues)).values_list("issue", "text"):
        words[issue].append(correction)
    return words


FULLTEXT = FulltextIndex(
    "periodicals.issue",
    "periodicals_issue_fulltext",
    _released,
    issue_words,
    tokens_of=index_tokens,
    fold=comparable,
)
