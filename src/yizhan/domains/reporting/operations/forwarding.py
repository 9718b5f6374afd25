# SPDX-License-Identifier: Apache-2.0
"""Reporting upward, level by level (F01, RULE-023, RULE-024)."""

import uuid

from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import registration
from yizhan.domains.items.queries import reviewing, wordings
from yizhan.domains.items.states import Channel
from yizhan.domains.network.models import Station
from yizhan.domains.periodicals import access as periodicals
from yizhan.domains.periodicals.models import Entry, Issue
from yizhan.domains.periodicals.states import State as IssueState
from yizhan.domains.reporting import events
from yizhan.domains.reporting.models import Report
from yizhan.domains.reporting.states import ReportKind
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.operations import operation


@operation
def forward(actor: Actor, item: uuid.UUID, *, target: uuid.UUID | None = None, seen: int | None = None) -> Report:
    """Report an approved item to the next station, where it is a full item of its own with a link to this one.

    Without `target` it goes to the next station; any other is refused and the attempt recorded (RULE-023). Figures must
    be verified (RULE-024). The same wording goes up once; a newer one may follow.
    Writes: report; item, text, contributions, descent at the target; journal.
    Announces: reporting.report.made, items.item.arrived; on a refused bypass reporting.bypass.refused.
    """
    found = items.find(actor, item)
    above = _next_station(found.station, target, subject=found.public_id, matter=found.public_id, number=found.number)
    return _report(actor, items.take(actor, item, "forward", seen=seen), above)


@operation
def forward_issue(actor: Actor, issue: uuid.UUID, *, target: uuid.UUID | None = None) -> Issue:
    """Report the items of a released issue to the next station: all of them or none.

    Items whose wording has gone up already stay as they are; when that is true of all, it is a `Conflict`.
    Writes: reports; items, texts, contributions, descent at the target; journal.
    Announces: reporting.issue.reported, reporting.report.made, items.item.arrived; on a refused bypass
    reporting.bypass.refused.
    """
    found = periodicals.find(actor, issue)
    above = _next_station(found.station, target, subject=found.public_id, matter=None, number=str(found))
    if found.state != IssueState.RELEASED:
        raise Conflict("reporting.issue.not_released", field="issue")
    placed = Entry.objects.filter(issue=found).order_by("item_id").values_list("item__public_id", flat=True)
    taken = [items.take(actor, public_id, "forward") for public_id in placed]
    new = [item for item in taken if not _was_reported(item, above)]
    if not new:
        raise Conflict("reporting.report.repeated", station_name=above.name)
    for item in new:
        _report(actor, item, above, found)
    event = events.IssueReported(subject=found.public_id, label=str(found), station_name=above.name, items=len(new))
    audit.record(actor, event, station=found.station_id)
    return found


def _next_station(
    station: Station, target: uuid.UUID | None, *, subject: uuid.UUID, matter: uuid.UUID | None, number: str
) -> Station:
    """The one station that a report may go to. Trying another is refused before anything else is looked at."""
    above = station.parent
    if target is None and above is not None:
        return above
    if target is None:
        raise Invalid("reporting.station.highest", field="target", station_name=station.name)
    wanted = Station.objects.filter(public_id=target).exclude(pk=station.pk).first()
    if wanted is None:
        raise NotFound("items.station.unknown", field="target")
    if wanted == above:
        return wanted
    breach = events.BypassRefused(
        subject=subject, matter=matter, number=number, from_name=station.name, station_name=wanted.name
    )
    if above is None:
        raise Denied("reporting.outside_line", field="target", breach=breach, station_name=wanted.name)
    raise Denied("reporting.bypass", field="target", breach=breach, station_name=wanted.name, next_name=above.name)


def _report(actor: Actor, item: Item, above: Station, issue: Issue | None = None) -> Report:
    if _was_reported(item, above):
        raise Conflict("reporting.report.repeated", station_name=above.name)
    if not reviewing.is_verified(item, wordings.text_in_force(item)):
        raise Invalid("reporting.report.unverified", field="item", number=item.number, title=item.title)
    kind = ReportKind.SINGLE if issue is None else ReportKind.ISSUE
    report = Report.objects.create(
        item=item,
        text_number=item.text_number,
        issue=issue,
        station_id=item.station_id,
        target=above,
        result=registration.send_on(actor, item, above, channel=Channel.REPORT),
        kind=kind,
        post_id=actor.post,
        at=clock.now(),
    )
    event = events.ItemReported(
        subject=report.public_id,
        matter=item.public_id,
        station_name=above.name,
        kind=kind,
        text=item.text_number,
        result=str(report.result.public_id),
    )
    audit.record(actor, event, station=item.station_id)
    return report


def _was_reported(item: Item, above: Station) -> bool:
    return Report.objects.filter(item=item, target=above, text_number=item.text_number).exists()
