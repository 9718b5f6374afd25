# SPDX-License-Identifier: Apache-2.0
"""The facts that a finding stands on, as they stand in the store when it is proposed."""

import datetime
import uuid

from yizhan.domains.findings.models import Finding, Ground
from yizhan.domains.findings.queries import breaches
from yizhan.domains.findings.queries.breach import Breach, Vacancy, answering
from yizhan.domains.findings.states import GroundKind, Kind, Origin
from yizhan.domains.items.models import Item
from yizhan.domains.urgent.models import Dispatch, Emergency


def of_finding(finding: Finding) -> list[Ground]:
    """The facts that stand in the store: moments of the event and its report, and who told of it before the unit."""
    event = finding.emergency
    found: list[tuple[str, str, datetime.datetime | None, uuid.UUID | None]]
    if finding.kind == Kind.UNMANNED and finding.fact is not None:
        found = []
    elif event is None:
        found = [(GroundKind.HAPPENED, "", finding.happened_at, None), (GroundKind.DUE, "", finding.due_at, None)]
    elif finding.fact is not None:
        found = [
            (GroundKind.HAPPENED, "", event.happened_at, event.public_id),
            (GroundKind.RECEIVED, "", event.received_at, event.public_id),
            (GroundKind.DUE, "", finding.due_at, None),
        ]
    else:
        found = [
            (GroundKind.HAPPENED, "", event.happened_at, event.public_id),
            (GroundKind.KNOWN, "", breaches.unit_knew_at(event), event.public_id),
            (GroundKind.ELSEWHERE, Origin.OFFICE, _told_by_others(event), event.public_id),
            (GroundKind.DUE, "", finding.due_at, None),
            (GroundKind.SENT, "", event.sent_at, event.public_id),
            (GroundKind.RECEIVED, "", event.received_at, event.public_id),
        ]
    return [Ground(kind=kind, origin=origin, at=at, subject=subject) for kind, origin, at, subject in found if at]


def of_breach(breach: Breach) -> list[Ground]:
    """What a breach adds beside the first report: when the follow-up came, when a word went where, who was missing."""
    if breach.vacancy is not None:
        return _of_vacancy(breach.vacancy)
    if breach.item is not None:
        return [of_item(breach.item, breach.origin)]
    subject = breach.emergency.public_id if breach.emergency else None
    if breach.passage is not None:
        word = breach.passage
        return [Ground(kind=GroundKind.WENT, at=word.gone_at or word.at, words=word.addressee, subject=subject)]
    if breach.deadline is not None and breach.deadline.met_at is not None:
        return [Ground(kind=GroundKind.FOLLOWED, at=breach.deadline.met_at, subject=subject)]
    return []


def of_item(item: Item, origin: str) -> Ground:
    """An item that told of it, as a fact."""
    words = f"{item.number} {item.title}"
    return Ground(kind=GroundKind.ELSEWHERE, origin=origin, at=item.submitted_at, words=words, subject=item.public_id)


def _of_vacancy(vacancy: Vacancy) -> list[Ground]:
    """From when nobody was there, and until when where that is over."""
    words = f"{vacancy.duty} {vacancy.who}".strip()
    found = [Ground(kind=GroundKind.VACANT, at=vacancy.starts_at, words=words)]
    return found if vacancy.is_open else [*found, Ground(kind=GroundKind.MANNED, at=vacancy.ends_at)]


def _told_by_others(event: Emergency) -> datetime.datetime | None:
    """When the office noted the event, if that was before the unit wrote anything."""
    first = Dispatch.objects.filter(emergency=event).order_by("id").values_list("organization_id", "at").first()
    return first[1] if first is not None and first[0] != answering(event) else None
