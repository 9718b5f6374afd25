# SPDX-License-Identifier: Apache-2.0
"""What follows from late and omitted reports: the facts propose them, and whom they are against is told each step."""

import datetime
from collections.abc import Mapping

from yizhan.domains.clocks.queries import deadlines
from yizhan.domains.findings import access
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.operations import proposing
from yizhan.domains.findings.queries import breaches, cases
from yizhan.domains.findings.queries.breach import Breach
from yizhan.domains.findings.states import Kind, Origin, State
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Post
from yizhan.domains.notices.operations import telling as notices
from yizhan.domains.notices.operations.telling import Addressee
from yizhan.domains.notices.states import Audience
from yizhan.domains.supervision.models import Instruction
from yizhan.kernel.actors import system
from yizhan.kernel.models import Entry
from yizhan.kernel.outbox import Reaction

_CLOCKS = {State.OPENED: cases.ANSWER, State.DECIDED: cases.OBJECTION}


def propose_late(entry: Entry) -> None:
    """A first report was received late: propose what follows from it at once."""
    if entry.facts["is_late"]:
        propose_about(entry)


def propose_misrouted(entry: Entry) -> None:
    """A word went otherwise than it should have (RULE-007 to RULE-013)."""
    if entry.facts["breach"]:
        propose_about(entry)


def propose_about(entry: Entry) -> None:
    """A word came, perhaps later than it was due (RULE-004): propose what the facts of the event say by now."""
    if entry.subject is not None:
        proposing.propose_about(system(entry.station), entry.subject)


def propose_from_above(entry: Entry) -> None:
    """A level above wrote an instruction on an urgent item: whoever is named there and told nothing is to be examined.

    So the leaders do not learn by a roundabout way what was to be reported to them (PAIN-05).
    """
    given = Instruction.objects.filter(public_id=entry.subject).select_related("item__station").first()
    if given is None or not given.item.is_urgent or given.level >= given.item.station.level:
        return
    for unit in breaches.silent_units(given.item):
        breach = Breach(organization=unit.pk, kind=Kind.OMITTED, origin=Origin.ABOVE, item=given.item)
        proposing.propose_found(system(given.item.station_id), breach)


def tell_charged(entry: Entry) -> None:
    """Tell the unit and its responsible persons: what is charged and until when they answer, what was decided."""
    found = Finding.objects.select_related("organization").filter(public_id=entry.subject).first()
    if found is None:
        return
    posts = Post.objects.filter(
        network.in_force(), organization_id=found.organization_id, role__in=sorted(access.speaking(found))
    )
    people = [Addressee(post.person_id, post.pk) for post in posts.exclude(pk=entry.post or 0)]
    people += [Addressee(one.person_id) for one in found.accountable.all()]
    once = {one.person: one for one in reversed(people)}
    if once:
        notices.tell(
            system(entry.station),
            list(once.values()),
            entry.pk,
            audience=Audience.HANDLER,
            must_acknowledge=True,
            due=_due(found),
        )


def _due(found: Finding) -> datetime.datetime | None:
    kind = _CLOCKS.get(State(found.state))
    deadline = deadlines.open_one(found.public_id, kind) if kind else None
    return deadline.due_at if deadline else None


#: The table of this module: event name to reactions.
FINDINGS: Mapping[str, tuple[Reaction, ...]] = {
    "urgent.emergency.received": (propose_late,),
    "urgent.emergency.followed": (propose_about,),
    "urgent.emergency.concluded": (propose_about,),
    "urgent.passage.gone": (propose_misrouted,),
    "supervision.instruction.given": (propose_from_above,),
    "findings.finding.opened": (tell_charged,),
    "findings.finding.decided": (tell_charged,),
    "findings.finding.closed": (tell_charged,),
    "findings.finding.reopened": (tell_charged,),
}
