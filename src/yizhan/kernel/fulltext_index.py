# SPDX-License-Identifier: Apache-2.0
"""A full-text table together with what belongs into it: operations enter and leave rows, `verify` compares them all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from yizhan.kernel import fulltext, fulltext_sums
from yizhan.kernel.fulltext import Contains, Document, Phrase
from yizhan.kernel.indexes import Fault, Finding

#: Rows read, compared or entered at a time.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class FulltextIndex:
    """One table of `kernel.fulltext`. What a row says is decided in one place, `words_of`.

    `rows` are the rows that must be findable, `words_of` answers with the words of those among the keys that exist,
    `tokens_of` and `fold` come from the text engine.
    """

    name: str
    table: str
    rows: Callable[[], "QuerySet[Model]"]
    words_of: Callable[[Sequence[int]], Mapping[int, str]]
    tokens_of: Callable[[str], list[str]]
    fold: Callable[[str], str]

    def containing(self, phrases: Sequence[Phrase], key: str = "pk") -> Contains:
        """The condition that a row contains all phrases."""
        return Contains(self.table, phrases, key)

    def enter(self, *keys: int) -> None:
        """Make new rows findable, in the running transaction."""
        words = self.words_of(keys)
        fulltext.enter(self.table, *(self._document(key, words[key]) for key in keys if key in words))

    @contextmanager
    def renewed(self, key: int) -> Iterator[None]:
        """Around a change of what a row says: the former words leave the index, the present ones enter it."""
        before = self.words_of([key]).get(key)
        yield
        after = self.words_of([key]).get(key)
        if before == after:
            return
        if before is not None:
            fulltext.remove(self.table, key, self.tokens_of(before))
        if after is not None:
            fulltext.enter(self.table, self._document(key, after))

    def count(self) -> int:
        """How many rows must be findable."""
        return self.rows().count()

    def is_unfilled(self) -> bool:
        """Whether the table is empty although there are rows."""
        return self.rows().exists() and not fulltext_sums.is_filled(self.table)

    def rebuild(self) -> int:
        """Empty the table and enter every row again."""
        fulltext.clear(self.table)
        entered = 0
        for keys in self._batches():
            self.enter(*keys)
            entered += len(keys)
        return entered

    def findings(self) -> Iterator[Finding]:
        """Compare every row with its words, by one number each."""
        known = fulltext_sums.kept_sums(self.table)
        for keys in self._batches():
            words = self.words_of(keys)
            for key in keys:
                found = known.pop(key, None)
                if found is None:
                    yield Finding(key, Fault.MISSING)
                elif found != self._sum(words.get(key, "")):
                    yield Finding(key, Fault.STALE)
        yield from (Finding(key, Fault.SURPLUS) for key in sorted(known))

    def _batches(self) -> Iterator[list[int]]:
        last = 0
        while keys := list(self.rows().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
            yield keys
            last = keys[-1]

    def _sum(self, words: str) -> int:
        return fulltext_sums.sum_of(self.tokens_of(words), self.fold(words))

    def _document(self, key: int, words: str) -> Document:
        return Document(row=key, tokens=self.tokens_of(words), text=self.fold(words))
