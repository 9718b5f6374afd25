# SPDX-License-Identifier: Apache-2.0
"""Which figures of a list of items nobody has confirmed yet: the rule of `items.queries.unverified_figures` (RULE-024),
asked for a whole page of items in two queries.
"""

from collections.abc import Collection

from django.db.models import F

from yizhan.domains.items.models import Text, Verification
from yizhan.domains.items.states import VerificationResult
from yizhan.engines.text import figures


def unverified(keys: Collection[int]) -> dict[int, list[str]]:
    """The open figures by key of the item, as they are written; items without any are left out."""
    texts = Text.objects.filter(item__in=keys, number=F("item__text_number"))
    stated = {text.item_id: _stated(text) for text in texts}
    confirmed = _confirmed([key for key, found in stated.items() if found])
    return {key: found for key, found in stated.items() if found and key not in confirmed}


def _stated(text: Text) -> list[str]:
    words = f"{text.title}\n{text.situation}\n{text.analysis}\n{text.suggestion}"
    return list(dict.fromkeys(figure.words for figure in figures.figures(words)))


def _confirmed(keys: Collection[int]) -> set[int]:
    """The items whose wording in force was checked last with another result than "unconfirmed"."""
    checks = Verification.objects.filter(item__in=keys, text_number=F("item__text_number")).order_by("id")
    last = dict(checks.values_list("item_id", "result"))
    return {key for key, result in last.items() if result != VerificationResult.UNCONFIRMED}
