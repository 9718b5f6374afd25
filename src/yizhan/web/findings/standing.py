# SPDX-License-Identifier: Apache-2.0
"""The states of this room in words and colours, and in a sentence why something was proposed."""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from yizhan.domains.clocks.sentences import language
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.states import ABOUT_TIME, Kind, Origin, Outcome, State
from yizhan.domains.urgent.models import Passage
from yizhan.engines.calendars.wording import span_in_words
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind

_KINDS: dict[str, StateKind] = {
    State.PROPOSED: "waiting",
    State.OPENED: "information",
    State.HEARD: "waiting",
    State.DECIDED: "information",
    State.OBJECTED: "waiting",
    State.CLOSED: "closed",
    State.DROPPED: "closed",
}
_OUTCOMES: dict[str, StateKind] = {Outcome.UPHELD: "refused", Outcome.LESSENED: "waiting", Outcome.DISMISSED: "done"}


def of_finding(finding: Finding) -> Standing:
    """How far a finding is; once it is decided, what was decided."""
    if finding.outcome and finding.state != State.OBJECTED:
        parts = [finding.get_decided_kind_display(), finding.get_outcome_display()]
        if finding.state != State.CLOSED:
            parts.append(finding.get_state_display())
        return Standing(" · ".join(parts), _OUTCOMES[finding.outcome])
    return Standing(finding.get_state_display(), _KINDS[finding.state])


def charge(finding: Finding) -> str:
    """What is alleged, of which report where that is not the first one."""
    kind = finding.get_kind_display()
    is_of_follow_up = finding.fact is not None and finding.kind in ABOUT_TIME
    return _("%(kind)s (follow-up)") % {"kind": kind} if is_of_follow_up else kind


def lateness(minutes: int | None) -> str:
    """So many minutes as people say them; nothing for none."""
    return "" if minutes is None else span(minutes)


def span(minutes: float) -> str:
    """A length of time in the reader's language."""
    return span_in_words(datetime.timedelta(minutes=minutes), language())


#: Why something was proposed, where neither a clock's minutes nor a fact of its own say more.
_WHY: dict[str, Any] = {
    Origin.ITEM: _("An urgent item names the unit, and the unit reported no event about that time."),
    Origin.ABOVE: _("The level above wrote an instruction on an event that the unit had not reported."),
    Kind.OMITTED: _("The office learned of it otherwise; when the time was over the unit had not reported it."),
    Kind.CONCEALED: _("The unit knew of it in time, and reported %(late)s after the report was due."),
    Kind.LATE: _("The first report was received %(late)s after it was due."),
}

#: The same of what went wrong beside the first report.
_WHY_BESIDE: dict[str, Any] = {
    Kind.UNMANNED: _("By the unit's own roster nobody could be expected to answer at this time."),
    Kind.MISROUTED: _("A word about the event went otherwise than the rules demand: %(how)s"),
    Kind.OMITTED: _("A follow-up report was due and has not come for a long time."),
    Kind.LATE: _("A follow-up report came %(late)s after it was due."),
}


def why(finding: Finding) -> str:
    """Why it was proposed: what the person wrote, or what the facts say."""
    if finding.reason:
        return finding.reason
    kind = Kind(finding.kind)
    words = _WHY_BESIDE[kind] if finding.fact else _WHY.get(Origin(finding.origin)) or _WHY[kind]
    return str(words) % {"late": lateness(finding.minutes), "how": _breach(finding)}


def _breach(finding: Finding) -> str:
    """What was wrong with the word that went elsewhere."""
    is_word = finding.kind == Kind.MISROUTED and finding.fact is not None
    word = Passage.objects.filter(public_id=finding.fact or "").first() if is_word else None
    return str(word.get_breach_display()) if word else ""
