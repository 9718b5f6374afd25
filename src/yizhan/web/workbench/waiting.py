# SPDX-License-Identifier: Apache-2.0
"""What waits for an actor, soonest first: what it is, from whom, until when, and the next act. One source per role.

A source asks its room for at most `MOST` rows; the rail counts the same rows, so list and count cannot disagree.
"""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from yizhan.domains.awards.access import waiting as awarding
from yizhan.domains.bulletins.states import State as BulletinState
from yizhan.domains.findings import access as findings
from yizhan.domains.items.models import Item
from yizhan.domains.items.states import State
from yizhan.domains.network.states import Role
from yizhan.domains.register import access as register
from yizhan.domains.rewards.states import State as FeeState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.web.appraisal import waiting as appraised
from yizhan.web.awards import waiting as award_rows
from yizhan.web.bulletins import waiting as bulletin_rows
from yizhan.web.clocks.dues import dues_of
from yizhan.web.duty import waiting as duty_rows
from yizhan.web.findings import waiting as finding_rows
from yizhan.web.items import waiting as item_rows
from yizhan.web.periodicals import waiting as issue_rows
from yizhan.web.quotas import waiting as quota_rows
from yizhan.web.register import waiting as register_rows
from yizhan.web.rewards import waiting as fee_rows
from yizhan.web.supervision import waiting as case_rows
from yizhan.web.topics import waiting as topic_rows
from yizhan.web.urgent import waiting as urgent_rows
from yizhan.web.workbench.rows import Source, Waiting

#: Rows that one source brings to the workbench; the room's own list shows the rest.
MOST = 25


def waiting(actor: Actor) -> list[Waiting]:
    """The rows of all sources of the actor's role: urgent ones first, then by day, then the longest waiting."""
    now, today = clock.now(), clock.today()
    sources = SOURCES.get(actor.role, ())
    found = [(row, source.shown(row)) for source in sources for row in source.rows_at(actor, now, today)[:MOST]]
    return sorted(
        _timed(actor, found),
        key=lambda row: (not row.is_urgent, row.due or row.since + datetime.timedelta(days=30), row.since),
    )


def _timed(actor: Actor, found: Sequence[tuple[object, Waiting]]) -> list[Waiting]:
    """The rows, those of items with the deadline that runs for them and the page that says why; one query."""
    dues = dues_of(actor, [row.public_id for row, _ in found if isinstance(row, Item)])
    return [
        replace(shown, due=dues[row.public_id], why_url=reverse("deadline-of", args=[row.public_id]))
        if isinstance(row, Item) and row.public_id in dues
        else shown
        for row, shown in found
    ]


_DUTY = (Source("duty", duty_rows.called, duty_rows.check_call), Source("duty", duty_rows.swaps, duty_rows.swap))


_VERIFYING = Source("urgent", urgent_rows.to_verify, urgent_rows.verification)


_FINDINGS = Source("findings", findings.waiting, finding_rows.finding)


_AWARDS = Source("awards", awarding.waiting, award_rows.award_round, is_timed=True)


_AUTHORS = (
    Source(
        "mine",
        item_rows.own_returned,
        item_rows.item(gettext_lazy("Revise"), "item-revision", gettext_lazy("waits for you")),
    ),
    Source("topics", topic_rows.asked, topic_rows.request, is_timed=True),
    Source("workbench", case_rows.unanswered, case_rows.feedback),
    Source("quotas", quota_rows.owed, quota_rows.quota),
)

SOURCES: dict[str, Sequence[Source]] = {
    Role.MEMBER: _AUTHORS,
    Role.OFFICER: (*_AUTHORS, *_DUTY, _FINDINGS),
    Role.EDITOR: (
        Source(
            "inbox",
            item_rows.items_in(State.SUBMITTED),
            item_rows.item(gettext_lazy("Register"), "item-registration", gettext_lazy("to be registered")),
        ),
        Source(
            "inbox",
            item_rows.items_in(State.REGISTERED, order="registered_at"),
            item_rows.item(gettext_lazy("Edit"), "item-edit", gettext_lazy("being edited"), "information"),
        ),
        Source("topics", topic_rows.missing, topic_rows.overdue_topic, is_timed=True),
        Source("points", appraised.entered, appraised.activity),
        _VERIFYING,
        *_DUTY,
        _FINDINGS,
        _AWARDS,
    ),
    Role.REVIEWER: (
        Source(
            "inbox",
            item_rows.items_in(State.IN_REVIEW),
            item_rows.item(gettext_lazy("Review"), "item", gettext_lazy("in review")),
        ),
        Source("points", appraised.raised, appraised.objection),
        Source("points", appraised.proposed, appraised.correction),
        _VERIFYING,
        *_DUTY,
        _FINDINGS,
        _AWARDS,
        Source(
            "fees",
            fee_rows.lists_in(FeeState.DRAFTED, "drafted_by"),
            fee_rows.fee_list(gettext_lazy("Check"), "check"),
        ),
        Source(
            "fees",
            fee_rows.lists_in(FeeState.APPROVED, "drafted_by", "approved_by"),
            fee_rows.fee_list(gettext_lazy("Hand over"), "handover"),
        ),
        Source(
            "bulletins",
            bulletin_rows.bulletins_in(BulletinState.HANDED_OVER, is_own_left_out=True),
            bulletin_rows.bulletin(pgettext_lazy("bulletin", "Check"), pgettext_lazy("bulletin", "to be checked")),
        ),
    ),
    Role.SIGNER: (
        Source(
            "inbox",
            item_rows.items_in(State.APPROVED),
            item_rows.item(gettext_lazy("Sign"), "item-signature", gettext_lazy("to be signed")),
        ),
        Source("issues", issue_rows.composing, issue_rows.issue),
        Source(
            "fees",
            fee_rows.lists_in(FeeState.CHECKED, "drafted_by", "checked_by"),
            fee_rows.fee_list(gettext_lazy("Approve"), "approval"),
        ),
        *_DUTY,
        _FINDINGS,
        _AWARDS,
        Source(
            "bulletins",
            bulletin_rows.bulletins_in(BulletinState.CHECKED),
            bulletin_rows.bulletin(gettext_lazy("Sign"), gettext_lazy("to be signed")),
        ),
        Source(
            "bulletins",
            bulletin_rows.bulletins_in(BulletinState.SIGNED),
            bulletin_rows.bulletin(pgettext_lazy("bulletin", "Release"), pgettext_lazy("bulletin", "to be released")),
        ),
    ),
    Role.LEADER: (
        Source("reading", issue_rows.to_read, issue_rows.reading),
        *_DUTY,
        _FINDINGS,
        _AWARDS,
    ),
    Role.SUPERVISOR: (Source("cases", case_rows.supervised_by, case_rows.case), *_DUTY, _FINDINGS, _AWARDS),
    Role.HANDLER: (
        Source("assignments", case_rows.assigned, case_rows.assignment),
        Source("quotas", quota_rows.owed, quota_rows.quota),
        Source("reading", issue_rows.to_read, issue_rows.reading),
        *_DUTY,
        _FINDINGS,
    ),
    Role.SECURITY_ADMINISTRATOR: (
        Source("accounts", register.waiting, register_rows.merger),
        Source("accounts", register.changes_waiting, register_rows.change),
    ),
}
