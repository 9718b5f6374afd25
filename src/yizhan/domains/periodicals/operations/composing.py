# SPDX-License-Identifier: Apache-2.0
"""Composing an issue: open, place, arrange, remove, discard. Only signed items of the station are placed."""

import uuid
from collections.abc import Sequence

from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.periodicals import access, events
from yizhan.domains.periodicals.models import Column, Entry, Issue
from yizhan.domains.periodicals.operations import addressees, lines
from yizhan.domains.periodicals.queries import issues as queries
from yizhan.domains.periodicals.states import STEPS, SeriesKind, State
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move


@operation
def open_issue(actor: Actor, series: uuid.UUID, *, title: str = "", note: str = "") -> Issue:
    """Begin an issue; it goes to the readers of its series unless its list is changed. Its number comes at release.

    Writes: issue, circulation, journal. Announces: periodicals.issue.opened.
    """
    owner = access.take_series(actor, series, "open_issue")
    issue = Issue.objects.create(
        series=owner,
        station_id=owner.station_id,
        state=State.COMPOSING,
        title=lines.checked(title, field="title", limit=120),
        note=lines.checked(note, field="note", limit=500),
        opened_at=clock.now(),
    )
    addressees.keep_circulation(issue, [addressees.line_of(row) for row in queries.readers_of(owner)])
    event = events.IssueOpened(subject=issue.public_id, title=str(owner))
    audit.record(actor, event, station=issue.station_id, after=State.COMPOSING)
    return issue


@operation
def entitle(actor: Actor, public_id: uuid.UUID, *, title: str, note: str = "", seen: int | None = None) -> Issue:
    """Give an issue a title of its own and a note for its last page.

    Writes: issue, journal. Announces: periodicals.issue.entitled.
    """
    issue = access.take(actor, public_id, "entitle", seen=seen)
    title = lines.checked(title, field="title", limit=120)
    note = lines.checked(note, field="note", limit=500)
    event = events.IssueEntitled(subject=issue.public_id, title=title, note=note)
    return amend(issue, actor=actor, event=event, title=title, note=note)


@operation
def place(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    item: uuid.UUID,
    column: uuid.UUID | None = None,
    heading: str = "",
    seen: int | None = None,
) -> Entry:
    """Place a signed item at the end of a column. The wording now signed is what will be printed.

    Writes: entry, issue, journal. Announces: periodicals.entry.placed.
    """
    issue = access.take(actor, public_id, "place", seen=seen)
    placed = _take_item(actor, issue, item)
    entry = Entry.objects.create(
        issue=issue,
        series_id=issue.series_id,
        item=placed,
        column=_column(issue, column),
        position=Entry.objects.filter(issue=issue).count() + 1,
        text_number=placed.text_number,
        heading=lines.checked(heading, field="heading", limit=120),
    )
    _put_in_order(issue)
    event = events.EntryPlaced(
        subject=issue.public_id, matter=placed.public_id, series_name=str(issue.series), text=placed.text_number
    )
    amend(issue, actor=actor, event=event)
    return entry


@operation
def arrange(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    order: Sequence[tuple[uuid.UUID, uuid.UUID | None]],
    seen: int | None = None,
) -> Issue:
    """Put all entries in order, each with its column. Columns keep the order of the series.

    Writes: entries, issue, journal. Announces: periodicals.issue.arranged.
    """
    issue = access.take(actor, public_id, "arrange", seen=seen)
    present = {entry.public_id: entry for entry in Entry.objects.filter(issue=issue)}
    if len(order) != len(present) or {entry for entry, _ in order} != set(present):
        raise Invalid("periodicals.order.incomplete", field="order", entries=len(present))
    columns: dict[uuid.UUID | None, Column | None] = {None: None}
    columns.update({column.public_id: column for column in queries.columns_of(issue.series)})
    for position, (entry, column) in enumerate(order, start=1):
        if column not in columns:
            raise NotFound("periodicals.column.unknown", field="order")
        present[entry].position, present[entry].column = position, columns[column]
    Entry.objects.bulk_update(present.values(), ["position", "column"])
    arranged = _put_in_order(issue)
    event = events.IssueArranged(subject=issue.public_id, entries=tuple(str(entry.public_id) for entry in arranged))
    return amend(issue, actor=actor, event=event)


@operation
def set_heading(
    actor: Actor, public_id: uuid.UUID, *, entry: uuid.UUID, heading: str, seen: int | None = None
) -> Issue:
    """Print an entry under another heading than the item's title; an empty heading takes the title again.

    Writes: entry, issue, journal. Announces: periodicals.entry.headed.
    """
    issue = access.take(actor, public_id, "set_heading", seen=seen)
    row = entry_of(issue, entry)
    row.heading = lines.checked(heading, field="heading", limit=120)
    row.save(update_fields=["heading"])
    event = events.EntryHeaded(subject=issue.public_id, matter=row.item.public_id, heading=row.heading)
    return amend(issue, actor=actor, event=event)


@operation
def renew(actor: Actor, public_id: uuid.UUID, *, entry: uuid.UUID, seen: int | None = None) -> Issue:
    """Take over the wording that was signed after the item had been placed.

    Writes: entry, issue, journal. Announces: periodicals.entry.renewed.
    """
    issue = access.take(actor, public_id, "renew", seen=seen)
    row = entry_of(issue, entry)
    item = _require_signed(issue, locked(Item, row.item_id))
    row.text_number = item.text_number
    row.save(update_fields=["text_number"])
    event = events.EntryRenewed(subject=issue.public_id, matter=item.public_id, text=item.text_number)
    return amend(issue, actor=actor, event=event)


@operation
def remove(actor: Actor, public_id: uuid.UUID, *, entry: uuid.UUID, seen: int | None = None) -> Issue:
    """Take an item out of the issue; it may be placed elsewhere.

    Writes: entry, issue, journal. Announces: periodicals.entry.removed.
    """
    issue = access.take(actor, public_id, "remove", seen=seen)
    row = entry_of(issue, entry)
    row.delete()
    _put_in_order(issue)
    event = events.EntryRemoved(subject=issue.public_id, matter=row.item.public_id, series_name=str(issue.series))
    return amend(issue, actor=actor, event=event)


@operation
def discard(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Issue:
    """Give an issue up. It never had a number, so none is missing; its items are free for another issue.

    Writes: state, entries, journal. Announces: periodicals.issue.discarded.
    """
    issue = access.take(actor, public_id, "discard", seen=seen)
    reason = lines.checked(reason, field="reason", limit=500, is_required=True)
    Entry.objects.filter(issue=issue).update(is_open=False)
    event = events.IssueDiscarded(subject=issue.public_id, reason=reason)
    return move(issue, STEPS, "discard", actor=actor, event=event)


def entry_of(issue: Issue, public_id: uuid.UUID) -> Entry:
    """The entry of an issue that a face names, with its item."""
    entry = Entry.objects.filter(issue=issue, public_id=public_id).select_related("item").first()
    if entry is None:
        raise NotFound("periodicals.entry.unknown", field="entry")
    return entry


def _take_item(actor: Actor, issue: Issue, public_id: uuid.UUID) -> Item:
    item = _require_signed(issue, locked(Item, items.find(actor, public_id).pk))
    if Entry.objects.filter(series_id=issue.series_id, item=item, is_open=True).exists():
        raise Conflict("periodicals.item.placed_already", field="item", number=item.number)
    if issue.series.kind == SeriesKind.SPECIAL_REPORT and Entry.objects.filter(issue=issue).exists():
        raise Conflict("periodicals.special_report.one_item", field="item")
    return item


def _require_signed(issue: Issue, item: Item) -> Item:
    if item.state != ItemState.SIGNED or item.station_id != issue.station_id:
        raise Conflict("periodicals.item.not_signed", field="item", number=item.number, title=item.title)
    return item


def _column(issue: Issue, public_id: uuid.UUID | None) -> Column | None:
    if public_id is None:
        return None
    column = queries.columns_of(issue.series).filter(public_id=public_id).first()
    if column is None:
        raise NotFound("periodicals.column.unknown", field="column")
    return column


def _put_in_order(issue: Issue) -> list[Entry]:
    """Number the entries anew: those without a column lead, the others follow in the order of the columns."""
    arranged = sorted(queries.entries(issue), key=lambda entry: (_rank(entry.column), entry.position))
    for position, entry in enumerate(arranged, start=1):
        entry.position = position
    Entry.objects.bulk_update(arranged, ["position"])
    return arranged


def _rank(column: Column | None) -> tuple[int, int]:
    return (-1, 0) if column is None else (column.rank, column.pk)
