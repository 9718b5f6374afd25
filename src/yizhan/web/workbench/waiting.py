# SPDX-License-Identifier: Apache-2.0
"""What waits for an actor, soonest first: what it is, from whom, until when, and the next act. One source per role.

A source asks its room for at most `MOST` rows; the rail counts the same rows, so list and count cannot disagree.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from yizhan.domains.bulletins import access as bulletins
from yizhan.domains.bulletins.models import Bulletin
from yizhan.domains.bulletins.states import State as BulletinState
from yizhan.domains.clocks import access as clocks
from yizhan.domains.clocks.models import Alarm, Deadline
from yizhan.domains.clocks.states import AlarmState
from yizhan.domains.clocks.states import State as ClockState
from yizhan.domains.duty import access as duty
from yizhan.domains.duty.models import CheckCall, Swap
from yizhan.domains.duty.states import CheckCallState, SwapState
from yizhan.domains.findings import access as findings
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.states import State as FindingState
from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.items.states import State
from yizhan.domains.network.states import Role
from yizhan.domains.periodicals import access as periodicals
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.periodicals.states import State as IssueState
from yizhan.domains.quotas.queries.clocked import KIND as QUOTA
from yizhan.domains.rewards.access import fees
from yizhan.domains.rewards.models import FeeList
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.domains.rewards.states import State as FeeState
from yizhan.domains.supervision.access import visibility
from yizhan.domains.supervision.models import Assignment, Case, Feedback
from yizhan.domains.supervision.queries import waiting as supervised
from yizhan.domains.supervision.states import AssignmentState
from yizhan.domains.topics import access as topics
from yizhan.domains.topics.models import Request, Topic
from yizhan.domains.topics.queries import wanted
from yizhan.domains.topics.states import WAITING
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.web.appraisal import waiting as appraised
from yizhan.web.clocks.dues import dues_of
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind
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


def _owed(actor: Actor) -> QuerySet[Any]:
    """The quotas of which somebody has been warned: they have not been reached and end soon."""
    warned = Alarm.objects.filter(deadline=OuterRef("pk"), name="warning").exclude(state=AlarmState.WAITING)
    own = clocks.visible(actor).filter(Exists(warned), kind=QUOTA, state=ClockState.RUNNING)
    return own.select_related("organization").order_by("due_at", "id")


def _quota(row: object) -> Waiting:
    if not isinstance(row, Deadline):
        raise TypeError("deadlines only")
    address = reverse("quota", args=[row.starts_at.astimezone(clock.OFFICE_ZONE).date().isoformat(), row.subject])
    return Waiting(
        title=row.title,
        url=address,
        verb=_("See what is missing"),
        act_url=address,
        state=Standing(_("quota still short"), "waiting"),
        since=row.starts_at,
        about=[row.organization.short_name] if row.organization else [],
        due=row.due_at,
        why_url=address,
    )


def _items(*states: str, order: str = "submitted_at") -> Callable[[Actor], QuerySet[Any]]:
    def rows(actor: Actor) -> QuerySet[Any]:
        return (
            items.visible(actor).filter(state__in=states).select_related("organization").order_by("-is_urgent", order)
        )

    return rows


def _item(
    verb: str | Promise, address: str, word: str | Promise, kind: StateKind = "waiting"
) -> Callable[[object], Waiting]:
    def shown(row: object) -> Waiting:
        if not isinstance(row, Item):
            raise TypeError("items only")
        unit = row.organization.short_name if row.organization else ""
        return Waiting(
            title=row.title,
            url=reverse("item", args=[row.public_id]),
            verb=str(verb),
            act_url=reverse(address, args=[row.public_id]),
            state=Standing(str(word), kind),
            since=row.submitted_at,
            about=[
                part
                for part in (row.get_kind_display(), row.authors, unit, _("urgent") if row.is_urgent else "")
                if part
            ],
            is_urgent=row.is_urgent,
        )

    return shown


def _own_returned(actor: Actor) -> QuerySet[Any]:
    own = items.visible(actor).filter(state=State.RETURNED, post_id=actor.post or 0)
    return own.select_related("organization").order_by("submitted_at")


def _unanswered(actor: Actor) -> QuerySet[Any]:
    told = visibility.visible_feedback(actor).exclude(answers__person_id=actor.person or 0)
    return told.select_related("case__item", "case__station").order_by("id")


def _feedback(row: object) -> Waiting:
    if not isinstance(row, Feedback):
        raise TypeError("feedback only")
    return Waiting(
        title=row.case.item.title,
        url=reverse("item", args=[row.case.item.public_id]),
        verb=_("Say whether it is solved"),
        act_url=reverse("feedback-answer", args=[row.public_id]),
        state=Standing(_("result"), "information"),
        since=row.at,
        about=[row.case.station.name],
    )


def _asked(actor: Actor, _now: datetime.datetime, today: datetime.date) -> QuerySet[Any]:
    open_ones = wanted.in_force(topics.visible(actor), today).order_by().values("pk")
    asking = topics.visible_requests(actor).filter(state__in=WAITING, topic__in=open_ones)
    return asking.select_related("topic").order_by("topic__valid_until", "id")


def _request(row: object) -> Waiting:
    if not isinstance(row, Request):
        raise TypeError("requests only")
    return Waiting(
        title=row.topic.title,
        url=reverse("topic", args=[row.topic.public_id]),
        verb=_("Write on it"),
        act_url=f"{reverse('item-new')}?topic={row.topic.public_id}",
        state=Standing(_("wanted"), "waiting"),
        since=row.topic.at,
        about=[row.topic.get_kind_display(), row.name],
        due=row.topic.due_at,
    )


def _missing(actor: Actor, now: datetime.datetime, _today: datetime.date) -> QuerySet[Any]:
    return wanted.overdue(topics.visible(actor), now)


def _overdue_topic(row: object) -> Waiting:
    if not isinstance(row, Topic):
        raise TypeError("topics only")
    return Waiting(
        title=row.title,
        url=reverse("topic", args=[row.public_id]),
        verb=_("See who has not answered"),
        act_url=reverse("topic", args=[row.public_id]),
        state=Standing(_("answers missing"), "refused"),
        since=row.at,
        about=[
            _("%(answered)s of %(asked)s answered") % {"answered": vars(row)["answered"], "asked": vars(row)["asked"]}
        ],
        due=row.due_at,
    )


def _to_read(actor: Actor) -> QuerySet[Any]:
    return periodicals.unread(actor).select_related("series").order_by("released_at")


def _reading(row: object) -> Waiting:
    if not isinstance(row, Issue):
        raise TypeError("issues only")
    return Waiting(
        title=str(row),
        url=reverse("reading", args=[row.public_id]),
        verb=_("Read"),
        act_url=reverse("reading", args=[row.public_id]),
        state=Standing(_("to be read"), "waiting"),
        since=row.released_at or clock.now(),
    )


def _composing(actor: Actor) -> QuerySet[Any]:
    rows = periodicals.visible(actor).filter(state=IssueState.COMPOSING, station_id=actor.station or 0)
    return rows.select_related("series").order_by("id")


def _issue(row: object) -> Waiting:
    if not isinstance(row, Issue):
        raise TypeError("issues only")
    return Waiting(
        title=row.title or row.series.name,
        url=reverse("issue", args=[row.public_id]),
        verb=_("Look through and release"),
        act_url=reverse("issue", args=[row.public_id]),
        state=Standing(_("being composed"), "information"),
        since=clock.now(),
    )


def _bulletins(state: str, *, is_own_left_out: bool = False) -> Callable[[Actor], QuerySet[Any]]:
    def rows(actor: Actor) -> QuerySet[Any]:
        found = bulletins.visible(actor).filter(state=state).order_by("id")
        return found.exclude(post__person_id=actor.person or 0) if is_own_left_out else found

    return rows


def _bulletin(verb: str | Promise, word: str | Promise) -> Callable[[object], Waiting]:
    def shown(row: object) -> Waiting:
        if not isinstance(row, Bulletin):
            raise TypeError("bulletins only")
        url = reverse("bulletin", args=[row.public_id])
        return Waiting(
            title=row.title,
            url=url,
            verb=str(verb),
            act_url=url,
            state=Standing(str(word), "waiting"),
            since=row.signed_at or row.checked_at or row.at,
        )

    return shown


def _supervised(actor: Actor) -> QuerySet[Any]:
    return supervised.for_supervisor(actor.station or 0)


def _case(row: object) -> Waiting:
    if not isinstance(row, Case):
        raise TypeError("cases only")
    return Waiting(
        title=row.item.title,
        url=reverse("case", args=[row.public_id]),
        verb=_("Go on"),
        act_url=reverse("case", args=[row.public_id]),
        state=Standing(row.get_state_display(), "waiting"),
        since=row.opened_at,
        about=[row.item.number],
    )


def _of_leader(actor: Actor) -> QuerySet[Any]:
    return supervised.for_leader(actor.post or 0)


def _assigned(actor: Actor) -> QuerySet[Any]:
    return supervised.for_handler(actor.organization or 0).select_related("case__item")


def _assignment(row: object) -> Waiting:
    if not isinstance(row, Assignment):
        raise TypeError("assignments only")
    is_new = row.state == AssignmentState.ASSIGNED
    evening = datetime.time(23, 59)
    return Waiting(
        title=row.case.item.title,
        url=reverse("assignment", args=[row.public_id]),
        verb=_("Accept") if is_new else _("Reply"),
        act_url=reverse("assignment", args=[row.public_id]),
        state=Standing(row.get_state_display(), "waiting"),
        since=row.assigned_at,
        about=[_("leading unit") if row.is_lead else _("assisting unit")],
        due=datetime.datetime.combine(row.due_on, evening, clock.OFFICE_ZONE),
        why_url=reverse("deadline-of", args=[row.public_id]),
    )


def _called(actor: Actor) -> QuerySet[Any]:
    called = CheckCall.objects.filter(state=CheckCallState.ASKED, shift__person_id=actor.person or 0)
    return called.select_related("shift").order_by("id")


def _check_call(row: object) -> Waiting:
    if not isinstance(row, CheckCall):
        raise TypeError("test calls only")
    return Waiting(
        title=_("Test call: are you there?"),
        url=reverse("duty"),
        verb=_("I am here"),
        act_url=reverse("duty-call-answer", args=[row.public_id]),
        state=Standing(_("waits for your answer"), "waiting"),
        since=row.asked_at,
        about=[row.shift.duty],
        is_urgent=True,
    )


def _swaps(actor: Actor) -> QuerySet[Any]:
    asked = duty.visible_swaps(actor).filter(state=SwapState.ASKED, to__person_id=actor.person or 0)
    return asked.select_related("shift__person").order_by("id")


def _swap(row: object) -> Waiting:
    if not isinstance(row, Swap):
        raise TypeError("swaps only")
    return Waiting(
        title=_("%(name)s asks you to take a shift") % {"name": row.shift.person.name},
        url=reverse("duty"),
        verb=_("Agree or not"),
        act_url=reverse("duty-swap-consent", args=[row.public_id]),
        state=Standing(_("waits for your answer"), "waiting"),
        since=row.asked_at,
        about=[row.shift.duty, row.reason],
    )


_DUTY = (Source("duty", _called, _check_call), Source("duty", _swaps, _swap))


def _finding(row: object) -> Waiting:
    if not isinstance(row, Finding):
        raise TypeError("findings only")
    verbs = {
        FindingState.PROPOSED: _("Examine"),
        FindingState.OPENED: pgettext("finding", "Answer"),
        FindingState.HEARD: _("Decide"),
        FindingState.DECIDED: _("Accept or object"),
        FindingState.OBJECTED: _("Decide on the objection"),
    }
    url = reverse("finding", args=[row.public_id])
    return Waiting(
        title=row.title,
        url=url,
        verb=verbs[FindingState(row.state)],
        act_url=url,
        state=Standing(row.get_state_display(), "waiting"),
        since=row.proposed_at,
        about=[row.get_kind_display(), row.organization.short_name],
    )


_FINDINGS = Source("findings", findings.waiting, _finding)


def _fee_lists(state: str, *own_steps: str) -> Callable[[Actor], QuerySet[Any]]:
    """Lists in a state, without those of which the actor took an excluding step."""

    def rows(actor: Actor) -> QuerySet[Any]:
        taken = Q(pk__isnull=True)
        for step in own_steps:
            taken |= Q(**{f"{step}__person": actor.person or 0})
        return fees.visible(actor).filter(state=state).exclude(taken).order_by("id")

    return rows


def _fee_list(verb: str | Promise, noun: str) -> Callable[[object], Waiting]:
    def shown(row: object) -> Waiting:
        if not isinstance(row, FeeList):
            raise TypeError("fee lists only")
        return Waiting(
            title=_("Fee list %(label)s") % {"label": row},
            url=reverse("fee-list", args=[row.public_id]),
            verb=str(verb),
            act_url=reverse(f"fee-list-{noun}", args=[row.public_id]),
            state=Standing(row.get_state_display(), "waiting"),
            since=row.approved_at or row.at,
            about=[_("%(total)s yuan") % {"total": yuan(row.total)}],
        )

    return shown


_AUTHORS = (
    Source("mine", _own_returned, _item(gettext_lazy("Revise"), "item-revision", gettext_lazy("waits for you"))),
    Source("topics", _asked, _request, is_timed=True),
    Source("workbench", _unanswered, _feedback),
    Source("quotas", _owed, _quota),
)

SOURCES: dict[str, Sequence[Source]] = {
    Role.MEMBER: _AUTHORS,
    Role.OFFICER: (*_AUTHORS, *_DUTY, _FINDINGS),
    Role.EDITOR: (
        Source(
            "inbox",
            _items(State.SUBMITTED),
            _item(gettext_lazy("Register"), "item-registration", gettext_lazy("to be registered")),
        ),
        Source(
            "inbox",
            _items(State.REGISTERED, order="registered_at"),
            _item(gettext_lazy("Edit"), "item-edit", gettext_lazy("being edited"), "information"),
        ),
        Source("topics", _missing, _overdue_topic, is_timed=True),
        Source("points", appraised.entered, appraised.activity),
        *_DUTY,
        _FINDINGS,
    ),
    Role.REVIEWER: (
        Source("inbox", _items(State.IN_REVIEW), _item(gettext_lazy("Review"), "item", gettext_lazy("in review"))),
        Source("points", appraised.raised, appraised.objection),
        Source("points", appraised.proposed, appraised.correction),
        *_DUTY,
        _FINDINGS,
        Source("fees", _fee_lists(FeeState.DRAFTED, "drafted_by"), _fee_list(gettext_lazy("Check"), "check")),
        Source(
            "fees",
            _fee_lists(FeeState.APPROVED, "drafted_by", "approved_by"),
            _fee_list(gettext_lazy("Hand over"), "handover"),
        ),
        Source(
            "bulletins",
            _bulletins(BulletinState.DRAFTED, is_own_left_out=True),
            _bulletin(pgettext_lazy("bulletin", "Check"), pgettext_lazy("bulletin", "to be checked")),
        ),
    ),
    Role.SIGNER: (
        Source(
            "inbox", _items(State.APPROVED), _item(gettext_lazy("Sign"), "item-signature", gettext_lazy("to be signed"))
        ),
        Source("issues", _composing, _issue),
        Source(
            "fees",
            _fee_lists(FeeState.CHECKED, "drafted_by", "checked_by"),
            _fee_list(gettext_lazy("Approve"), "approval"),
        ),
        *_DUTY,
        _FINDINGS,
        Source(
            "bulletins",
            _bulletins(BulletinState.CHECKED),
            _bulletin(gettext_lazy("Sign"), gettext_lazy("to be signed")),
        ),
        Source(
            "bulletins",
            _bulletins(BulletinState.SIGNED),
            _bulletin(pgettext_lazy("bulletin", "Release"), pgettext_lazy("bulletin", "to be released")),
        ),
    ),
    Role.LEADER: (Source("reading", _to_read, _reading), Source("cases", _of_leader, _case), *_DUTY, _FINDINGS),
    Role.SUPERVISOR: (Source("cases", _supervised, _case), *_DUTY, _FINDINGS),
    Role.HANDLER: (
        Source("assignments", _assigned, _assignment),
        Source("quotas", _owed, _quota),
        Source("reading", _to_read, _reading),
        *_DUTY,
        _FINDINGS,
    ),
}
