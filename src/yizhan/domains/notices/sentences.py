# SPDX-License-Identifier: Apache-2.0
"""The notices room in words; what a notice says are the words of the event it is about."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.notices.states import Channel, Outcome

TOLD: Mapping[str, Any] = {}

#: Why a letter was not needed.
DROPPED = {
    "read": _("everything in it had been read"),
    "no_address": _("there is no proved address any more"),
}


def _channel(facts: Mapping[str, Any]) -> str:
    known = facts["channel"]
    return str(Channel(known).label) if known in Channel.values else str(known)


def _sent(facts: Mapping[str, Any]) -> str:
    return _now("Sent by %(channel)s (attempt %(attempts)s).") % {**facts, "channel": _channel(facts)}


def _delivered(facts: Mapping[str, Any]) -> str:
    return _now("Arrived by %(channel)s.") % {"channel": _channel(facts)}


def _dropped(facts: Mapping[str, Any]) -> str:
    reason = DROPPED.get(facts["reason"], facts["reason"])
    return _now("Not sent by %(channel)s: %(reason)s.") % {"channel": _channel(facts), "reason": reason}


def _failed(facts: Mapping[str, Any]) -> str:
    return _now("Given up by %(channel)s after %(attempts)s attempts: %(reason)s") % {
        **facts,
        "channel": _channel(facts),
        "reason": said(facts["reason"]),
    }


def _tried_again(facts: Mapping[str, Any]) -> str:
    return _now("Tried again by %(channel)s.") % {"channel": _channel(facts)}


def _settled(facts: Mapping[str, Any]) -> str:
    return _now("Told in another way than by %(channel)s: %(note)s") % {**facts, "channel": _channel(facts)}


def _tested(facts: Mapping[str, Any]) -> str:
    return _now("A test was sent by %(channel)s.") % {"channel": _channel(facts)}


NOTED: Mapping[str, Any] = {
    "notices.notice.acknowledged": _("Signed for."),
    "notices.letter.sent": _sent,
    "notices.letter.delivered": _delivered,
    "notices.letter.dropped": _dropped,
    "notices.letter.failed": _failed,
    "notices.letter.tried_again": _tried_again,
    "notices.letter.settled": _settled,
    "notices.channel.tested": _tested,
}

#: What senders of this house say about an attempt; a server's own words are kept as they came.
_PROBLEMS: Mapping[str, Any] = {
    "sender_ended": _("the sender ended before it could note what came of it"),
    "not_set_up": _("this channel is not set up"),
    "connection": _("the server was not reached"),
    "too_slow": _("the server took too long"),
    "broken_off": _("the connection broke off before an answer came"),
    "nonsense": _("the answer could not be understood"),
    "no_success": _("the gateway answered, but not with success"),
}


def said(problem: str) -> str:
    """The problem of an attempt in words: our own by their key, followed by what the server said."""
    key, _colon, rest = problem.partition(": ")
    if key not in _PROBLEMS:
        return problem
    return f"{_PROBLEMS[key]} ({rest})" if rest else str(_PROBLEMS[key])


def outcome_of(value: str) -> str:
    """The words of an attempt's outcome."""
    return str(Outcome(value).label) if value in Outcome.values else ""


REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "notices.denied": (
        _("Your post does not include this."),
        _("Ask the system administrator; only the installation itself tells people of events."),
    ),
    "notices.notice.unknown": (
        _("There is no such notice, or it is not addressed to you."),
        _("Look for it in your list of notices."),
    ),
    "notices.notice.needs_no_receipt": (
        _("Nobody asked for a receipt here."),
        _("Reading it is enough."),
    ),
    "notices.letter.unknown": (
        _("There is no such letter, or it does not concern you."),
        _("Look for it in the list of failed deliveries."),
    ),
    "notices.letter.claim_lost": (
        _("Another sender has taken this letter over."),
        _("It goes on without you."),
    ),
    "notices.settlement.empty": (
        _("It is missing how the addressee was told."),
        _("Write for example “by telephone, 9:40”."),
    ),
    "notices.address.no_mail": (_("This is not a mail address."), _("It looks like name@office.example.")),
    "notices.address.no_number": (
        _("This is not a phone number."),
        _("Type 5 to 20 digits, with + in front if abroad."),
    ),
    "notices.address.no_channel": (_("There is no such channel."), _("Choose mail or text message.")),
    "notices.address.unknown": (_("You have not given an address for this."), _("Type it first.")),
    "notices.address.too_soon": (
        _("A code was sent only just now."),
        _("Wait %(seconds)s seconds before you ask for another."),
    ),
    "notices.code.expired": (_("This code is older than %(minutes)s minutes."), _("Ask for a new one.")),
    "notices.code.too_many": (_("The code was wrong too often."), _("Ask for a new one.")),
    "notices.wish.no_hour": (_("This is not an hour of the day."), _("Choose 0 to 23.")),
    "notices.wish.no_manner": (_("This choice does not exist."), _("Choose one of those offered.")),
    "notices.wish.no_audience": (_("This choice does not exist."), _("Choose one of those offered.")),
}
