# SPDX-License-Identifier: Apache-2.0
"""What this room offers on pages of other rooms, as addresses: empty where nothing is offered."""

from django.urls import reverse

from yizhan.domains.items import access as items
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.periodicals.queries import issues
from yizhan.domains.periodicals.states import State
from yizhan.kernel.actors import Actor


def issue_report_url(actor: Actor, issue: Issue) -> str:
    """Where a released issue is reported upward, for who may report its items and where a station is above."""
    if issue.state != State.RELEASED or issue.station.parent_id is None:
        return ""
    first = issues.entries(issue).first()
    is_offered = first is not None and "forward" in items.offers(actor, first.item)
    return reverse("issue-report", args=[issue.public_id]) if is_offered else ""
