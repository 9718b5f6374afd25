# SPDX-License-Identifier: Apache-2.0
"""Parts of the page of an event with a shape of their own: the wording that counts, verification, where it goes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.duty.queries import calls as made_calls
from yizhan.domains.urgent.models import Emergency, Onward, Passage
from yizhan.domains.urgent.queries import reports, routing, statements
from yizhan.domains.urgent.states import Ground, PassageState, State
from yizhan.kernel.actors import Actor
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind

#: The colours of words besides the office.
_KINDS: dict[str, StateKind] = {
    PassageState.ASKED: "waiting",
    PassageState.AGREED: "information",
    PassageState.DECLINED: "refused",
    PassageState.GONE: "done",
}


def statement(emergency: Emergency, *, url: str) -> dict[str, Any]:
    """The wording in force with the former ones; nothing before the first report."""
    found = list(statements.versions(emergency))
    if not found and (emergency.state in {State.NOTED, State.WITHDRAWN} or not url):
        return {}
    now = found[0] if found else None
    note = _("version %(number)s") % {"number": now.number} if now else ""
    return {"now": now, "former": found[1:], "note": note, "url": url}


#: Calls that stand open on the page; the earlier ones fold.
_LATEST = 6


def calls(clocks: Sequence[Deadline]) -> dict[str, Any]:
    """Whom the alarms of the event called about which clock, and who answered; the latest first."""
    words = {one.public_id: clock_word(one.kind) for one in clocks}
    made = [{"word": words[one.subject], "call": one} for one in made_calls.of_subjects(words)]
    return {"latest": made[:_LATEST], "earlier": made[_LATEST:]} if made else {}


def clock_word(kind: str) -> str:
    """What a clock of an event waits for."""
    words = {reports.FIRST_REPORT: _("First report"), reports.VERIFICATION: _("Verification")}
    return words.get(kind, _("Next word"))


def verification(emergency: Emergency, *, urls: Mapping[str, str]) -> dict[str, Any]:
    """Whose duty it was, and with what outcome; nothing before the report was received."""
    rows = [
        {
            "who": one.post.person.name if one.post else _("the office"),
            "begun_at": one.begun_at,
            "outcome": one.get_outcome_display() if one.outcome else "",
            "note": one.note,
            "by": one.done_by.person.name if one.done_by else "",
            "at": one.done_at,
        }
        for one in statements.verifications(emergency)
    ]
    stands = any(not row["outcome"] for row in rows)
    verify_url = urls["verify"] if stands else ""
    return {"rows": rows, "verify_url": verify_url, "entrust_url": urls["entrust"]} if rows else {}


def passages(emergency: Emergency, state: str) -> list[tuple[str, str]]:
    """The words in that state that wait for somebody, for a choice."""
    found = routing.passages_of(emergency).filter(state=state)
    return [(str(one.public_id), f"{one.addressee}（{one.get_way_display()}）") for one in found]


def ways(emergency: Emergency, actor: Actor, *, urls: Mapping[str, str]) -> dict[str, Any]:
    """Where the event goes, each with its ground: to the office, to the levels above, to whom else."""
    told = list(routing.passages_of(emergency))
    states = {one.state for one in told}
    links = [
        (_("Report upward"), urls["forward"]),
        (_("Agreement of the leaders"), urls["decide"] if PassageState.ASKED in states else ""),
        (_("It has gone"), urls["depart"] if PassageState.AGREED in states else ""),
        (_("Tell somebody else"), urls["tell"]),
    ]
    upward = [_upward(one, actor) for one in routing.onward_of(emergency)]
    return {
        "rows": [_office(emergency), *upward, *(_passage(one) for one in told)],
        "links": [link for link in links if link[1]],
    }


def _office(emergency: Emergency) -> dict[str, Any]:
    """The office has it first; where a station below reported it, from there."""
    below, unit = routing.came_from(emergency), routing.unit_of(emergency)
    grounds = [Ground.THROUGH_OFFICE.label]
    if unit.is_special:
        grounds.append(Ground.SPECIAL_LINE.label)
    if unit.keeps_channel:
        grounds.append(Ground.OWN_CHANNEL.label)
    notes = [_("Reported by %(station)s") % {"station": below.emergency.station.name}] if below else []
    notes += [below.reason] if below and below.reason else []
    standing = State(emergency.state)
    return {
        "whom": emergency.station.name,
        "url": "",
        "standing": Standing(standing.label, "waiting" if standing in {State.NOTED, State.REPORTED} else "done"),
        "at": emergency.received_at or emergency.sent_at or emergency.noted_at,
        "ground": " ".join(str(ground) for ground in grounds),
        "notes": notes,
    }


def _upward(one: Onward, actor: Actor) -> dict[str, Any]:
    is_here = one.target_id == actor.station
    notes = [_("version %(number)s") % {"number": one.statement.number}] + ([one.reason] if one.reason else [])
    return {
        "whom": one.target.name,
        "url": reverse("emergency", args=[one.result.public_id]) if is_here else "",
        "standing": Standing(_("received"), "done") if one.received_at else Standing(_("to be received"), "waiting"),
        "at": one.received_at or one.at,
        "ground": _("The next level gets it from the office, as an event of its own with its own clock."),
        "notes": notes,
    }


def _passage(one: Passage) -> dict[str, Any]:
    notes = [one.content] if one.content else []
    notes += [_("Kept back at the demand of %(who)s") % {"who": one.exemption}] if one.exemption else []
    notes += [f"{one.leader}: {one.get_state_display()} {one.reason}".strip()] if one.leader else []
    kind: StateKind = "refused" if one.breach else _KINDS[one.state]
    return {
        "whom": f"{one.addressee}（{one.get_way_display()}）",
        "url": "",
        "standing": Standing(one.get_breach_display() or one.get_state_display(), kind),
        "at": one.gone_at or one.decided_at or one.at,
        "ground": one.get_ground_display(),
        "notes": notes,
    }
