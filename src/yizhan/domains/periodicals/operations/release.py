# SPDX-License-Identifier: Apache-2.0
"""Releasing an issue, and setting right what was wrong in it."""

import uuid

from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import release as item_release
from yizhan.domains.items.queries import wordings
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.periodicals import access, events
from yizhan.domains.periodicals.models import Entry, Erratum, Issue, Series, label
from yizhan.domains.periodicals.operations import lines
from yizhan.domains.periodicals.operations.composing import entry_of
from yizhan.domains.periodicals.queries import issues as queries
from yizhan.domains.periodicals.queries.findable import FULLTEXT
from yizhan.domains.periodicals.queries.issues import Numbers
from yizhan.domains.periodicals.states import STEPS, SeriesKind
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.locking import locked
from yizhan.kernel.numbering import next_number
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def release(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Issue:
    """Release an issue: it receives its numbers, its items are released, its readers have it.

    Refuses an empty issue, an item without a source (RULE-025), an item whose signature was withdrawn meanwhile, and a
    special report without a named recipient (RULE-037).
    Writes: state, numbers, entries, items, circulation, full-text index, journal.
    Announces: periodicals.issue.released; per item items.item.released or periodicals.entry.reprinted.
    """
    issue = access.take(actor, public_id, "release", seen=seen)
    series, entries = issue.series, list(queries.entries(issue))
    _check_complete(issue, series, entries)
    given = _take_numbers(series)
    name = label(series.name, given.year, given.number)
    # Items are locked in the order of their keys, whatever their order in print, so that two releases never wait
    # for each other.
    for entry in sorted(entries, key=lambda entry: entry.item_id):
        _release_entry(actor, issue, entry, name)
    Entry.objects.filter(issue=issue).update(is_open=False)
    # Who is in the installation has the issue at once; paper for the others is noted when it arrives.
    queries.waiting_inside(issue).update(delivered_at=clock.now())
    event = events.IssueReleased(
        subject=issue.public_id,
        matter=queries.only_matter(issue),
        label=name,
        year=given.year,
        number=given.number,
        total_number=given.total,
    )
    with FULLTEXT.renewed(issue.pk):
        return move(
            issue,
            STEPS,
            "release",
            actor=actor,
            event=event,
            year=given.year,
            number=given.number,
            total_number=given.total,
            masthead=series.masthead,
            issuing_office=series.issuing_office,
            released_at=clock.now(),
            released_by_id=actor.post,
        )


@operation
def correct(actor: Actor, public_id: uuid.UUID, *, text: str, reason: str, entry: uuid.UUID | None = None) -> Erratum:
    """Set right what is wrong in a released issue. The issue itself stays as it left the house.

    Writes: erratum, full-text index, journal. Announces: periodicals.issue.corrected.
    """
    issue = access.take(actor, public_id, "correct")
    about = entry_of(issue, entry) if entry else None
    with FULLTEXT.renewed(issue.pk):
        erratum = Erratum.objects.create(
            issue=issue,
            entry=about,
            number=Erratum.objects.filter(issue=issue).count() + 1,
            text=lines.checked(text, field="text", limit=2000, is_required=True),
            reason=lines.checked(reason, field="reason", limit=500, is_required=True),
            post_id=actor.post,
            at=clock.now(),
        )
    event = events.IssueCorrected(
        subject=issue.public_id,
        matter=queries.only_matter(issue) if about is None else about.item.public_id,
        label=str(issue),
        number=erratum.number,
        text=erratum.text,
        reason=erratum.reason,
    )
    audit.record(actor, event, station=issue.station_id)
    return erratum


def _check_complete(issue: Issue, series: Series, entries: list[Entry]) -> None:
    if not entries:
        raise Invalid("periodicals.issue.empty", field="entries")
    is_report = series.kind == SeriesKind.SPECIAL_REPORT
    if is_report and not queries.circulation(issue).filter(organization__isnull=True).exists():
        raise Invalid("periodicals.special_report.no_recipient", field="recipients")


def _take_numbers(series: Series) -> Numbers:
    year = clock.today().year
    in_year = next_number(queries.scope_of_year(series, year))
    return queries.numbers(series, year, in_year, next_number(queries.scope_in_total(series)))


def _release_entry(actor: Actor, issue: Issue, entry: Entry, name: str) -> None:
    item = locked(Item, entry.item_id)
    was_released = item.state in (ItemState.RELEASED, ItemState.ARCHIVED)
    if item.state != ItemState.SIGNED and not was_released:
        raise Conflict("periodicals.item.not_signed", field="entries", number=item.number, title=item.title)
    if item.text_number != entry.text_number:
        raise Conflict("periodicals.entry.text_outdated", field="entries", number=item.number, title=item.title)
    if not wordings.text_in_force(item).source:
        raise Invalid("periodicals.item.without_source", field="entries", number=item.number, title=item.title)
    if not was_released:
        item_release.release(actor, item.public_id, issue=issue.public_id, issue_label=name)
        return
    event = events.EntryReprinted(
        subject=issue.public_id, matter=item.public_id, issue_label=name, station_name=issue.station.name
    )
    audit.record(actor, event, station=issue.station_id)
