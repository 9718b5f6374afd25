# SPDX-License-Identifier: Apache-2.0
"""Taking in items from files: the same rules as for an author, a report for every row, safe to repeat."""

import dataclasses
import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import orjson

from yizhan.domains.items import access, events
from yizhan.domains.items.models import Contribution, Intake, Item, Text
from yizhan.domains.items.operations import writing
from yizhan.domains.items.operations.submission import numbers_at
from yizhan.domains.items.operations.writing import WHOLE, Contributor, Wording
from yizhan.domains.items.permissions import Permission
from yizhan.domains.items.states import Channel, Kind, State
from yizhan.domains.network.models import Station
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound, Plain, Refusal
from yizhan.kernel.ids import new_id
from yizhan.kernel.operations import operation

#: Rows looked up or written in one statement.
_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One row of a file. `place` is where a person finds it (spreadsheet row, line, file name)."""

    place: str
    wording: Wording
    kind: str = Kind.SOCIAL_OPINION
    external_number: str = ""
    contributor: str = ""
    submitted_at: datetime.datetime | None = None
    likes: int = 0
    dislikes: int = 0


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not taken: where, and the refusal as code and parameters."""

    place: str
    code: str
    field: str = ""
    parameters: Mapping[str, Plain] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What an import would do, before it does anything."""

    read: int
    new: list[tuple[Arrival, str, str]]
    unchanged: int
    refused: list[Rejection]


def examine(actor: Actor, station: int, arrivals: Iterable[Arrival], rejected: Sequence[Rejection] = ()) -> Findings:
    """Look at every row without writing anything; `rejected` are rows that could not even be read.

    A row without a number of its own is known again by its content; equal rows of a file are told apart by their order.
    """
    _station(actor, station)
    rows = list(arrivals)
    keys = _keys(rows)
    known = _known(station, keys)
    new: list[tuple[Arrival, str, str]] = []
    refused = list(rejected)
    unchanged = 0
    for row, key in zip(rows, keys, strict=True):
        try:
            digest = _check(row)
            if key not in known:
                known[key] = digest
                new.append((row, key, digest))
            elif known[key] == digest:
                unchanged += 1
            else:
                raise Conflict("items.intake.changed", field="external_number")
        except Refusal as refusal:
            refused.append(Rejection(row.place, refusal.code, refusal.field, refusal.parameters))
    return Findings(read=len(rows) + len(rejected), new=new, unchanged=unchanged, refused=refused)


@operation
def take_in(
    actor: Actor,
    station: int,
    *,
    source: str,
    arrivals: Sequence[Arrival],
    rejected: Sequence[Rejection] = (),
    skip_refused: bool = False,
) -> Intake:
    """Take in the rows of a file in one transaction: all or, with `skip_refused`, all but the refused ones.

    Repeating an import changes nothing. Writes: items, texts, contributions, full-text index, intake, journal.
    Announces: items.item.taken_in, items.intake.finished.
    """
    owner = _station(actor, station)
    found = examine(actor, station, arrivals, rejected)
    if found.refused and not skip_refused:
        raise Invalid("items.intake.refused_rows", count=len(found.refused), read=found.read)
    _write(actor, owner, found.new)
    intake = Intake.objects.create(
        station=owner,
        source=source[:200],
        read=found.read,
        created=len(found.new),
        unchanged=found.unchanged,
        refused=[as_facts(one) for one in found.refused],
        post_id=actor.post,
        at=clock.now(),
    )
    event = events.IntakeFinished(
        subject=intake.public_id,
        source=intake.source,
        read=intake.read,
        created=intake.created,
        unchanged=intake.unchanged,
        refused=len(found.refused),
    )
    audit.record(actor, event, station=owner.pk)
    return intake


def as_facts(rejection: Rejection) -> dict[str, object]:
    """A rejection as plain values, for the intake's record."""
    return {
        "place": rejection.place,
        "field": rejection.field,
        "code": rejection.code,
        "parameters": dict(rejection.parameters),
    }


def _station(actor: Actor, station: int) -> Station:
    access.require(actor, Permission.TAKE_IN)
    if actor.station not in {None, station}:
        raise Denied("items.denied", permission=Permission.TAKE_IN)
    found = Station.objects.filter(pk=station).first()
    if found is None:
        raise NotFound("network.station.unknown")
    return found


def _check(row: Arrival) -> str:
    """The row's digest, if it satisfies the rules of every item (RULE-028 is asked at review, not of old material)."""
    if row.kind not in Kind.values:
        raise Invalid("items.kind.unknown", field="kind", value=row.kind)
    writing.check_wording(row.kind, row.wording, is_complete=False)
    if len(row.external_number) > 100:
        raise Invalid("items.text.too_long", field="external_number", length=len(row.external_number), limit=100)
    if row.submitted_at and row.submitted_at > clock.now():
        raise Invalid("items.intake.future", field="submitted_at", value=row.submitted_at.isoformat())
    return writing.digest_of(row.wording, _contributors(row))


def _contributors(row: Arrival) -> list[Contributor]:
    return [Contributor(share=WHOLE, name=row.contributor[:60])] if row.contributor else []


def _keys(rows: Sequence[Arrival]) -> list[str]:
    seen: Counter[str] = Counter()
    keys = []
    for row in rows:
        if row.external_number:
            keys.append(f"no:{row.external_number}")
            continue
        content = hashlib.sha256(orjson.dumps([asdict(row.wording), row.contributor, row.submitted_at])).hexdigest()
        seen[content] += 1
        keys.append(f"content:{content[:40]}:{seen[content]}")
    return keys


def _known(station: int, keys: Sequence[str]) -> dict[str, str]:
    known: dict[str, str] = {}
    for start in range(0, len(keys), _BATCH):
        rows = Item.objects.filter(station_id=station, external_number__in=keys[start : start + _BATCH])
        known.update({number or "": digest for number, digest in rows.values_list("external_number", "digest")})
    return known


def _write(actor: Actor, station: Station, new: Sequence[tuple[Arrival, str, str]]) -> None:
    now = clock.now()
    numbers = numbers_at(station, len(new)) if new else []
    items = Item.objects.bulk_create(
        [
            Item(
                public_id=new_id(),
                number=number,
                station=station,
                state=State.SUBMITTED,
                kind=row.kind,
                channel=Channel.IMPORT,
                title=row.wording.title,
                authors=row.contributor[:200],
                likes=row.likes,
                dislikes=row.dislikes,
                external_number=key,
                digest=digest,
                submitted_at=row.submitted_at or now,
            )
            for (row, key, digest), number in zip(new, numbers, strict=True)
        ],
        batch_size=_BATCH,
    )
    texts = [
        Text(item=item, number=1, post_id=actor.post, at=item.submitted_at, **asdict(row.wording))
        for item, (row, _, _) in zip(items, new, strict=True)
    ]
    Text.objects.bulk_create(texts, batch_size=_BATCH)
    Contribution.objects.bulk_create(
        [
            Contribution(item=item, name=one.name, share=one.share)
            for item, (row, _, _) in zip(items, new, strict=True)
            for one in _contributors(row)
        ],
        batch_size=_BATCH,
    )
    writing.enter_indexes(items, texts)
    taken_in = [
        events.ItemTakenIn(
            subject=item.public_id,
            matter=item.public_id,
            number=item.number,
            external_number=row.external_number,
            digest=item.digest,
        )
        for item, (row, _, _) in zip(items, new, strict=True)
    ]
    audit.record_many(actor, taken_in, station=station.pk, after=State.SUBMITTED)
