# SPDX-License-Identifier: Apache-2.0
"""Finding what is alike, with reasons, at a cost that does not grow with the store. Who may read what is in `access`.

Candidates come from two indexes: items that share a band of their signature (the same text), and items in whose text
two of the rarest words of the title stand (the same matter). A fixed number of them is read and compared.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet

from yizhan.domains.items.models import Descent, Item, Part, Text
from yizhan.domains.items.queries import finding, wordings
from yizhan.domains.likeness import rules
from yizhan.domains.likeness.models import Addition, Pair, Word, WordCount
from yizhan.domains.likeness.states import Judgement
from yizhan.domains.rulebook import queries as rulebook
from yizhan.engines.text.frequencies import WordFrequencies
from yizhan.engines.text.likeness import Likeness, Thresholds, compare, verdict
from yizhan.engines.text.matters import Outline, outline_words, title_words
from yizhan.engines.text.shingles import containment, jaccard, shingles
from yizhan.engines.text.signatures import band_keys
from yizhan.kernel.fulltext import newest_first

#: So many newest items of each band and of each pair of words are looked at.
_OF_EACH = 40

#: So many candidates of either kind are read; those that agree in most bands or words come first.
_READ = 40

#: So many are shown. Reasons are found for these only: that is most of the work.
SHOWN = 6

#: So many of the rarest words of a title look for the same matter.
_WORDS = 4

#: Of longer texts only the beginning is searched for reasons.
_COMPARED = 20_000

#: Stands for each key in a statement that is compiled once.
_ANY_KEY = -(2**63)


@dataclass(frozen=True, slots=True)
class Found:
    """An item that looks like the one at hand, its wording in force, why, and what somebody decided about the two."""

    item: Item
    text: Text
    likeness: Likeness
    judgement: str = ""

    @property
    def is_same_text(self) -> bool:
        """Whether the wording itself is alike, and not only the matter."""
        return self.likeness.verdict == "same text"

    @property
    def closeness(self) -> float:
        """0 to 1, by the measure that decided."""
        if self.is_same_text:
            return max(self.likeness.text, self.likeness.containment)
        return self.likeness.matter


def thresholds(station: int) -> Thresholds:
    """From where two items count as alike at a station; the shipped values where there is none."""
    text, within, matter = (
        rulebook.value(station, rule) / 100 for rule in (rules.SAME_TEXT, rules.SAME_TEXT_WITHIN, rules.SAME_MATTER)
    )
    return Thresholds(text=text, containment=within, matter=matter)


def alike(scope: QuerySet[Item], said: str, limits: Thresholds, *, besides: int = 0, most: int = SHOWN) -> list[Found]:
    """The items of the scope that are the same text or the same matter as `said`, the closest first.

    `besides` is the item that says it: it is not like itself, what it was put together with is no news, what was
    decided to be different is left out, and what was decided to be the same comes first, whatever it says by now.
    """
    judged = judgements(besides) if besides else {}
    same = [key for key, judgement in judged.items() if judgement == Judgement.SAME]
    left_out = {
        besides,
        *_kin(besides),
        *(key for key, judgement in judged.items() if judgement == Judgement.DIFFERENT),
    }
    keys = dict.fromkeys([*same, *_by_bands(scope, said), *_by_words(scope, said)])
    texts = _wordings(scope, [key for key in keys if key not in left_out])
    frequencies = frequencies_of([said, *(wordings.said(text) for text in texts)])
    sieved = _sieved(said, texts, frequencies, limits, always=set(same))
    found = [_compared(said, text, frequencies, limits, judged) for text in sieved[:most]]
    return [one for one in found if one.likeness.verdict != "different" or one.judgement == Judgement.SAME]


def same_text(scope: QuerySet[Item], said: str, threshold: float) -> list[int]:
    """Keys of the items of the scope whose wording has at least that likeness (Jaccard) with `said`: no reasons."""
    own = shingles(said)
    texts = _wordings(scope, _by_bands(scope, said))
    return [text.item_id for text in texts if jaccard(own, shingles(wordings.said(text))) >= threshold]


def pair(first: Item, second: Item, limits: Thresholds) -> Found:
    """Two items compared, whatever comes of it."""
    one, other = wordings.text_in_force(first), wordings.text_in_force(second)
    said, told = wordings.said(one), wordings.said(other)
    likeness = compare(said[:_COMPARED], told[:_COMPARED], frequencies_of([said, told]), limits)
    return Found(second, other, likeness, judgements(first.pk).get(second.pk, ""))


def judgements(item: int) -> dict[int, str]:
    """What was decided about an item and others, by the other's key."""
    pairs = Pair.objects.filter(Q(first_id=item) | Q(second_id=item)).values_list("first_id", "second_id", "judgement")
    return {second if first == item else first: judgement for first, second, judgement in pairs}


def additions(item: Item) -> QuerySet[Addition]:
    """What was added to an item, newest first."""
    return Addition.objects.filter(item=item).select_related("post__person", "post__organization")


def frequencies_of(texts: Iterable[str]) -> WordFrequencies:
    """How rare the words of these texts are in the store: one query, nothing kept in memory."""
    words = frozenset[str]().union(*(outline_words(text) for text in texts))
    counted = WordCount.objects.values_list("texts", flat=True).first() or 0
    stored = dict(Word.objects.filter(word__in=words).values_list("word", "texts")) if counted else {}
    return WordFrequencies.beside_stock(counted, stored)


def _kin(item: int) -> set[int]:
    """What an item came from, went to, or was put together with: that is known and no news."""
    if not item:
        return set()
    wholes = Part.objects.filter(item_id=item).values("synthesis")
    together = Part.objects.filter(Q(synthesis_id=item) | Q(synthesis__in=wholes)).values_list(
        "item_id", "synthesis_id"
    )
    lines = Descent.objects.filter(Q(item_id=item) | Q(ancestor_id=item)).values_list("item_id", "ancestor_id")
    return {key for pair in (*together, *lines) for key in pair}


def _by_bands(scope: QuerySet[Item], said: str) -> list[int]:
    """Keys of items that share a band, those that share most bands first."""
    signature = shingles(said)
    if not signature:
        return []
    keys: list[int] = band_keys([signature])[0].tolist()
    one = _written(scope.filter(bands__key=_ANY_KEY).order_by("-bands__item_id"))
    return _counted(
        [
            (statement, [key if value == _ANY_KEY else value for value in given])
            for statement, given in one
            for key in keys
        ]
    )


def _by_words(scope: QuerySet[Item], said: str) -> list[int]:
    """Keys of items in which two of the rarest words of the title stand, those in which most pairs stand first."""
    frequencies = frequencies_of([said])
    words = sorted((word for word in title_words(said) if len(word) > 1), key=lambda word: -frequencies.rarity(word))
    pairs = [" ".join(two) for two in combinations(words[:_WORDS], 2)] or words
    return _counted([written for wanted in pairs for written in _written(_newest_with(scope, wanted))])


def _newest_with(scope: QuerySet[Item], wanted: str) -> QuerySet[Item]:
    found = finding.search(scope, wanted)
    return newest_first(found) if connection.vendor == "postgresql" else found


def _written(asked: QuerySet[Item]) -> list[tuple[str, Sequence[Any]]]:
    """A statement for the keys of the first few, with its values; none where the scope is empty for this role."""
    try:
        return [asked.values("pk")[:_OF_EACH].query.sql_with_params()]
    except EmptyResultSet:
        return []


def _counted(statements: Sequence[tuple[str, Sequence[Any]]]) -> list[int]:
    """The keys that most of the statements find; of equal ones the newest."""
    if not statements:
        return []
    together = " UNION ALL ".join(f"SELECT * FROM ({statement}) AS found" for statement, _given in statements)  # noqa: S608 -- Django's own statements
    with connection.cursor() as cursor:
        cursor.execute(together, [value for _statement, given in statements for value in given])
        times = Counter(key for (key,) in cursor.fetchall())
    return sorted(times, key=lambda key: (-times[key], -key))[:_READ]


def _wordings(scope: QuerySet[Item], keys: Sequence[int]) -> list[Text]:
    """The wordings in force of these items, in their order; what somebody else took out of sight meanwhile is left."""
    in_scope = scope.filter(pk__in=keys).values("pk")
    texts = Text.objects.filter(item__in=in_scope, number=F("item__text_number"))
    by_key = {text.item_id: text for text in texts.select_related("item__station", "item__organization")}
    return [by_key[key] for key in keys if key in by_key]


def _sieved(
    said: str, texts: Iterable[Text], frequencies: WordFrequencies, limits: Thresholds, *, always: set[int]
) -> list[Text]:
    """The wordings that are alike by their measures alone, the same text before the same matter."""
    own, outline = shingles(said), Outline.of(said, frequencies)
    ranked: list[tuple[bool, bool, float, Text]] = []
    for text in texts:
        told = wordings.said(text)
        other = shingles(told)
        same, held = jaccard(own, other), containment(own, other)
        matter = outline.likeness(Outline.of(told, frequencies))
        found = verdict(same, held, matter, limits)
        if found != "different" or text.item_id in always:
            is_text = found == "same text"
            ranked.append((text.item_id in always, is_text, max(same, held) if is_text else matter, text))
    ranked.sort(key=lambda one: one[:3], reverse=True)
    return [text for *_rank, text in ranked]


def _compared(said: str, text: Text, frequencies: WordFrequencies, limits: Thresholds, judged: dict[int, str]) -> Found:
    likeness = compare(said[:_COMPARED], wordings.said(text)[:_COMPARED], frequencies, limits)
    return Found(text.item, text, likeness, judged.get(text.item_id, ""))
