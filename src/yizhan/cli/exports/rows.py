# SPDX-License-Identifier: Apache-2.0
"""Items as plain values, each with all that belongs to it and that the acting post may read.

The names of the fields are those that `yizhan import` knows, so that what was exported can be taken in elsewhere.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from yizhan.domains.files import queries as files
from yizhan.domains.files.models import Attachment
from yizhan.domains.items import access
from yizhan.domains.items.models import Contribution, Item, Text
from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.queries import credit
from yizhan.domains.items.queries import journals as item_journals
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Post
from yizhan.kernel import sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.models import Entry

#: Items read at a time: memory does not grow with the export.
_BATCH = 200

Plain = dict[str, Any]

_WORDING = tuple(Wording.__dataclass_fields__)


def exported(actor: Actor, wanted: QuerySet[Item]) -> Iterator[Plain]:
    """The wanted items, in the order in which they came; `wanted` is what the actor may see, or less."""
    stations = {station.pk: station.short_name for station in network.stations()}
    rows = wanted.select_related("station", "organization", "origin").order_by("pk")
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:_BATCH]):
        yield from _batch(actor, batch, stations)
        last = batch[-1].pk


def _batch(actor: Actor, items: Sequence[Item], stations: Mapping[int, str]) -> Iterator[Plain]:
    is_staff = access.reads_journals(actor)
    read = access.texts_read_by(actor, items)
    texts = access.texts_open_to(actor, items)
    shares = credit.contributions_of(items)
    journals = access.journals_open_to(actor, items)
    holders = item_journals.actors(entry for journal in journals.values() for entry in journal)
    attached = files.attachments_of(item.public_id for item in items)
    for item in items:
        kept = texts[item.pk]
        text = read.get(item.pk, kept[-1])
        yield {
            "external_number": item.number,
            **{name: getattr(text, name) for name in _WORDING},
            "kind": item.kind,
            "contributor": item.authors,
            "submitted_at": _moment(item.submitted_at),
            "likes": item.likes,
            "dislikes": item.dislikes,
            "id": str(item.public_id),
            "station": item.station.code,
            "unit": item.organization.name if item.organization else "",
            "state": item.state,
            "came_by": item.channel,
            "is_urgent": item.is_urgent,
            "registered_at": _moment(item.registered_at),
            "released_at": _moment(item.released_at),
            "made_from": item.origin.number if item.origin and item.origin.station_id == item.station_id else "",
            "digest": item.digest,
            "shares": [_share(one) for one in shares.get(item.pk, [])],
            "texts": [_text(one, is_staff) for one in kept],
            "journal": [_entry(entry, holders, stations, is_staff) for entry in journals[item.public_id]],
            "attachments": [_attachment(one) for one in attached.get(item.public_id, [])],
        }


def _share(one: Contribution) -> Plain:
    unit = one.organization.name if one.organization and one.person else ""
    return {"name": one.name, "unit": unit, "percent": one.share / 100}


def _text(text: Text, is_staff: bool) -> Plain:
    written = {name: getattr(text, name) for name in _WORDING}
    by = text.post.person.name if is_staff and text.post else ""
    return {"number": text.number, "at": _moment(text.at), "by": by, "note": text.note, **written}


def _entry(entry: Entry, holders: Mapping[int, Post], stations: Mapping[int, str], is_staff: bool) -> Plain:
    post = holders.get(entry.post or 0)
    by = post.person.name if post else ""
    say = sentences.noted if is_staff else sentences.told
    facts = {**entry.facts, "person": by, "station": stations.get(entry.station or 0, "")}
    return {
        "at": _moment(entry.at),
        "event": entry.event,
        "sentence": say(entry.event, facts),
        "by": by if is_staff else "",
        "station": facts["station"],
        "before": entry.before,
        "after": entry.after,
    }


def _attachment(one: Attachment) -> Plain:
    return {"name": one.name, "kind": one.kind, "bytes": one.file.size, "sha256": one.file.digest}


def _moment(at: datetime.datetime | None) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""
