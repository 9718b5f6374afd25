# SPDX-License-Identifier: Apache-2.0
"""The states of this room in words and colours, and in a sentence why something was proposed."""

import datetime

from django.utils.translation import gettext as _

from yizhan.domains.clocks.sentences import language
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.states import Kind, Origin, Outcome, State
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


def lateness(minutes: int | None) -> str:
    """So many minutes as people say them; nothing for none."""
    return "" if minutes is None else span(minutes)


def span(minutes: float) -> str:
    """A length of time in the reader's language."""
    return span_in_words(datetime.timedelta(minutes=minutes), language())


def why(finding: Finding) -> str:
    """Why it was proposed: what the person wrote, or what the facts say."""
    if finding.reason:
        return finding.reason
    if finding.origin == Origin.ITEM:
        return _("An urgent item names the unit, and the unit reported no event about that time.")
    if finding.origin == Origin.ABOVE:
        return _("The level above wrote an instruction on an event that the unit had not reported.")
    if finding.kind == Kind.OMITTED:
        return _("The office learned of it otherwise; when the time was over the unit had not reported it.")
    facts = {"late": lateness(finding.minutes)}
    if finding.kind == Kind.CONCEALED:
        return _("The unit knew of it in time, and reported %(late)s after the report was due.") % facts
    return _("The first report was received %(late)s after it was due.") % facts
