# SPDX-License-Identifier: Apache-2.0
"""What reviewers and verifiers said of an item."""

from collections.abc import Iterable

from django.db.models import QuerySet

from yizhan.domains.items.models import Item, Review, Text, Verification
from yizhan.domains.items.states import VerificationResult
from yizhan.engines.text import figures
from yizhan.kernel.prepared import prepared


def reviews(item: Item) -> QuerySet[Review]:
    """Decisions of all rounds, oldest first."""
    return Review.objects.filter(item=item).select_related("post__person").order_by("id")


def verifications(item: Item) -> list[Verification]:
    """Checks of facts and figures, oldest first."""
    return _verifications(item.pk)


@prepared
def _verifications(item: int) -> QuerySet[Verification]:
    return Verification.objects.filter(item_id=item).select_related("post__person").order_by("id")


def is_verified(item: Item, text: Text) -> bool:
    """Whether the wording may go up: it states no figures, or its figures were confirmed (RULE-024)."""
    return not unverified_figures(item, text)


def unverified_figures(item: Item, text: Text, checks: Iterable[Verification] | None = None) -> list[str]:
    """The figures of a wording that nobody confirmed yet, each once, as they are written.

    `checks` are the item's verifications, oldest first, for who has loaded them already.
    """
    words = f"{text.title}\n{text.situation}\n{text.analysis}\n{text.suggestion}"
    stated = dict.fromkeys(figure.words for figure in figures.figures(words))
    if not stated:
        return []
    known = Verification.objects.filter(item=item).order_by("id") if checks is None else checks
    results = [check.result for check in known if check.text_number == text.number]
    is_open = not results or results[-1] == VerificationResult.UNCONFIRMED
    return list(stated) if is_open else []
