# SPDX-License-Identifier: Apache-2.0
"""The index of look-alikes as a whole: made anew from the wordings in force, and renewed after an upgrade."""

from collections.abc import Iterator, Sequence

from django.db.models import F, QuerySet

from yizhan.domains.items import access
from yizhan.domains.items.models import BANDS_TABLE, Text
from yizhan.domains.items.operations import writing
from yizhan.domains.items.permissions import Permission
from yizhan.engines.text.signatures import STORE
from yizhan.kernel import bands
from yizhan.kernel.actors import Actor
from yizhan.kernel.bands import Banded
from yizhan.kernel.operations import operation

#: Shingles take fifty times the room of their text; so many wordings are in memory at a time.
_BATCH = 500


def is_current() -> bool:
    """Whether the keys in the store are those that texts are looked up by now."""
    return bands.version(BANDS_TABLE) == STORE.version


@operation
def rebuild(actor: Actor) -> None:
    """Make the whole index of look-alikes anew from the wordings in force, for all stations.

    Writes: index of look-alikes. What is derived is no fact of its own, so the journal stays silent.
    """
    access.require(actor, Permission.REBUILD_INDEXES)
    bands.make_anew(BANDS_TABLE, _banded_store(), version=STORE.version)


def keep_current(actor: Actor) -> None:
    """Rebuild when the keys were made by another version of the engine, or never: the first start after an upgrade."""
    if not is_current():
        rebuild(actor)


def _banded_store() -> Iterator[Banded]:
    in_force = Text.objects.filter(number=F("item__text_number")).order_by("pk")
    for texts in _batches(in_force):
        yield from writing.banded(texts)


def _batches(texts: QuerySet[Text]) -> Iterator[Sequence[Text]]:
    """By key and not by one long cursor: on SQLite a reader must not lie open under its own writes."""
    last = 0
    while batch := list(texts.filter(pk__gt=last)[:_BATCH]):
        yield batch
        last = batch[-1].pk
