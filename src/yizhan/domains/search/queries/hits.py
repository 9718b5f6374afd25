# SPDX-License-Identifier: Apache-2.0
"""Hits: which rows stand on a page, and what is shown of each. The cost of a page does not grow with what is stored."""

import datetime
import heapq
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from yizhan.domains.search.queries.documents import Shown, TextsOf, shown
from yizhan.domains.search.queries.sources import Rows
from yizhan.domains.search.queries.wanted import Wanted
from yizhan.domains.search.states import Kind, Order
from yizhan.engines.text.extracts import Stretch, extract, occurrences
from yizhan.kernel.fulltext import newest_first

#: Hits of one page, and pages that can be leafed to: who has not found it among a thousand asks for more words.
SIZE = 50
PAGES = 20

#: Of each kind so many of the newest hits are compared when the most telling ones are to come first.
RANKED = 200

#: A word in the title tells as much as so many in the text.
_TITLE = 10


class Place(NamedTuple):
    """Where a hit stands: its moment, kind and key."""

    moment: datetime.datetime
    kind: Kind
    key: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One hit as a list shows it. `above` is the public id of what it belongs to, if it is shown there."""

    kind: Kind
    public_id: uuid.UUID
    above: uuid.UUID | None
    title: str
    about: tuple[str, ...]
    state: str
    at: datetime.datetime
    extract: tuple[Stretch, ...]


def page(found: Mapping[Kind, Rows], wanted: Wanted, number: int, texts_of: TextsOf) -> tuple[list[Hit], bool]:
    """The hits of a page, counted from 1, and whether another one follows."""
    end = min(number, PAGES) * SIZE
    if wanted.order == Order.RELEVANCE:
        hits = _by_relevance(found, wanted, texts_of)
        return hits[end - SIZE : end], len(hits) > end and number < PAGES
    places = _newest(found, end + 1)
    hits = _loaded(found, places[end - SIZE : end], wanted, texts_of)
    return hits, len(places) > end and number < PAGES


def _newest(found: Mapping[Kind, Rows], most: int) -> list[Place]:
    """The newest hits of all kinds together. Inside a kind the order is that of arrival, as in every list."""
    columns = [
        [Place(moment, kind, key) for key, moment in newest_first(rows).values_list("pk", "moment")[:most]]
        for kind, rows in found.items()
    ]
    return list(heapq.merge(*columns, key=itemgetter(0), reverse=True))[:most]


def _by_relevance(found: Mapping[Kind, Rows], wanted: Wanted, texts_of: TextsOf) -> list[Hit]:
    places = [place for kind, rows in found.items() for place in _newest({kind: rows}, RANKED)]
    hits = _loaded(found, places, wanted, texts_of)
    words = wanted.looked_for
    weights = [_weight(hit, words) for hit in hits]
    order = sorted(range(len(hits)), key=lambda place: (-weights[place], -hits[place].at.timestamp()))
    return [hits[place] for place in order]


def _weight(hit: Hit, words: Sequence[str]) -> float:
    """How much a hit tells: words in the title, then hits in the extract."""
    in_title = sum(min(occurrences(hit.title, word), 2) for word in words)
    return _TITLE * in_title + sum(stretch.is_hit for stretch in hit.extract)


def _loaded(found: Mapping[Kind, Rows], places: Iterable[Place], wanted: Wanted, texts_of: TextsOf) -> list[Hit]:
    """The hits at these places, in their order: one query for each kind on the page, and one for the items' texts."""
    placed = list(places)
    rows: dict[tuple[Kind, int], Shown] = {}
    for kind in found:
        keys = [place.key for place in placed if place.kind == kind]
        if keys:
            rows |= {(kind, key): one for key, one in shown(kind, keys, wanted.phrases, texts_of).items()}
    words = wanted.looked_for
    return [_hit(place, rows[place.kind, place.key], words) for place in placed if (place.kind, place.key) in rows]


def _hit(place: Place, row: Shown, words: Sequence[str]) -> Hit:
    return Hit(
        kind=place.kind,
        public_id=row.public_id,
        above=row.above,
        title=row.title,
        about=tuple(part for part in row.about if part),
        state=row.state,
        at=place.moment,
        extract=extract(row.words, words),
    )
