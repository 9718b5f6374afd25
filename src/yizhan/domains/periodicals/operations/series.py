# SPDX-License-Identifier: Apache-2.0
"""Founding, equipping, ending and merging periodicals (D01-D08, D18, RULE-038)."""

import uuid
from collections.abc import Sequence

from yizhan.domains.network.models import Station
from yizhan.domains.periodicals import access, events
from yizhan.domains.periodicals.models import Column, Issue, Reader, Series
from yizhan.domains.periodicals.operations import addressees, lines
from yizhan.domains.periodicals.operations.addressees import Recipient
from yizhan.domains.periodicals.permissions import Permission
from yizhan.domains.periodicals.queries import issues as queries
from yizhan.domains.periodicals.states import SeriesKind, State
from yizhan.kernel import audit
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation


@operation
def found(
    actor: Actor,
    *,
    name: str,
    kind: str,
    masthead: str = "",
    issuing_office: str = "",
    opening_year: int = 0,
    opening_number: int = 0,
    opening_total: int = 0,
) -> Series:
    """Found a periodical at the actor's station. The opening numbers are the last ones given before, on paper.

    Writes: series, journal. Announces: periodicals.series.founded.
    """
    access.require(actor, Permission.FOUND)
    station = Station.objects.filter(pk=actor.station or 0).first()
    if station is None:
        raise NotFound("network.station.unknown")
    name = lines.checked(name.strip().strip("《》"), field="name", limit=60, is_required=True)
    if kind not in SeriesKind.values:
        raise Invalid("periodicals.series.kind", field="kind", value=kind)
    if (
        min(opening_number, opening_total) < 0
        or opening_number > opening_total
        or bool(opening_number) != bool(opening_year)
    ):
        raise Invalid("periodicals.series.opening", field="opening_number")
    if Series.objects.filter(station=station, name=name).exists():
        raise Conflict("periodicals.series.name_taken", field="name", value=name)
    series = Series.objects.create(
        station=station,
        name=name,
        kind=kind,
        masthead=lines.checked(masthead, field="masthead", limit=120),
        issuing_office=lines.checked(issuing_office, field="issuing_office", limit=120) or station.name,
        opening_year=opening_year,
        opening_number=opening_number,
        opening_total=opening_total,
    )
    audit.record(
        actor, events.SeriesFounded(subject=series.public_id, title=str(series), kind=kind), station=station.pk
    )
    return series


@operation
def describe(actor: Actor, public_id: uuid.UUID, *, masthead: str, issuing_office: str) -> Series:
    """Change what stands above the next issues; those released before keep their own.

    Writes: series, journal. Announces: periodicals.series.described.
    """
    series = access.take_series(actor, public_id, "describe")
    series.masthead = lines.checked(masthead, field="masthead", limit=120)
    series.issuing_office = lines.checked(issuing_office, field="issuing_office", limit=120, is_required=True)
    series.save(update_fields=["masthead", "issuing_office"])
    event = events.SeriesDescribed(
        subject=series.public_id, masthead=series.masthead, issuing_office=series.issuing_office
    )
    audit.record(actor, event, station=series.station_id)
    return series


@operation
def set_columns(actor: Actor, public_id: uuid.UUID, *, names: Sequence[str]) -> Series:
    """Set the columns of a series in their order (RULE-038). A column left out ends; what was printed in it stays.

    Writes: columns, journal. Announces: periodicals.series.columns_set.
    """
    series = access.take_series(actor, public_id, "set_columns")
    wanted = [lines.checked(name, field="names", limit=40, is_required=True) for name in names]
    if len(set(wanted)) != len(wanted):
        raise Invalid("periodicals.column.twice", field="names")
    Column.objects.filter(series=series).exclude(name__in=wanted).update(is_active=False)
    for rank, name in enumerate(wanted):
        Column.objects.update_or_create(series=series, name=name, defaults={"rank": rank, "is_active": True})
    audit.record(actor, events.ColumnsSet(subject=series.public_id, names=tuple(wanted)), station=series.station_id)
    return series


@operation
def set_readers(actor: Actor, public_id: uuid.UUID, *, readers: Sequence[Recipient]) -> Series:
    """Set who receives every issue from the next one on.

    Writes: readers, journal. Announces: periodicals.series.readers_set.
    """
    series = access.take_series(actor, public_id, "set_readers")
    listed = addressees.found(readers)
    Reader.objects.filter(series=series).delete()
    addressees.keep_readers(series, listed)
    event = events.ReadersSet(subject=series.public_id, names=tuple(line.name for line in listed))
    audit.record(actor, event, station=series.station_id)
    return series


@operation
def retire(actor: Actor, public_id: uuid.UUID, *, reason: str) -> Series:
    """End a periodical. Its issues stay.

    Writes: series, journal. Announces: periodicals.series.retired.
    """
    series = access.take_series(actor, public_id, "retire")
    reason = lines.checked(reason, field="reason", limit=500, is_required=True)
    _end(series)
    audit.record(
        actor,
        events.SeriesRetired(subject=series.public_id, title=str(series), reason=reason),
        station=series.station_id,
    )
    return series


@operation
def succeed(actor: Actor, public_id: uuid.UUID, *, by: uuid.UUID) -> Series:
    """Merge a periodical into another (FIX-136).

    Its issues keep their numbers and stay in the successor's archive; its readers receive the successor from now on.
    Writes: both series' rows, readers, journal. Announces: periodicals.series.succeeded.
    """
    for key in sorted({access.find_series(actor, public_id).pk, access.find_series(actor, by).pk}):
        locked(Series, key)
    series, successor = access.take_series(actor, public_id, "succeed"), access.take_series(actor, by, "succeed")
    if series.pk == successor.pk or series.kind != successor.kind or series.station_id != successor.station_id:
        raise Invalid("periodicals.series.not_a_successor", field="by")
    _end(series, successor)
    _hand_over_readers(series, successor)
    event = events.SeriesSucceeded(subject=series.public_id, title=str(series), successor=str(successor))
    audit.record(actor, event, station=series.station_id)
    return series


def _end(series: Series, successor: Series | None = None) -> None:
    """An issue that is being composed has to be released or discarded first, so that no number is left in the air."""
    if Issue.objects.filter(series=series, state=State.COMPOSING).exists():
        raise Conflict("periodicals.series.has_open_issue", title=str(series))
    series.is_active, series.successor = False, successor
    series.save(update_fields=["is_active", "successor"])


def _hand_over_readers(series: Series, successor: Series) -> None:
    kept = [addressees.line_of(row) for row in queries.readers_of(successor)]
    known = {line.key for line in kept}
    new = [line for line in map(addressees.line_of, queries.readers_of(series)) if line.key not in known]
    Reader.objects.filter(series=successor).delete()
    addressees.keep_readers(successor, addressees.in_order([*kept, *new]))
