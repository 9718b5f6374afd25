# SPDX-License-Identifier: Apache-2.0
"""Who is told of quotas: whoever still owes something, by the alarms of its clock; the office, when a period closes."""

from collections.abc import Mapping

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Post
from yizhan.domains.network.states import Role
from yizhan.domains.notices.operations import telling as notices
from yizhan.domains.notices.operations.telling import Addressee
from yizhan.domains.notices.states import Audience
from yizhan.domains.quotas.operations import keeping
from yizhan.domains.quotas.queries import clocked, lines
from yizhan.domains.quotas.queries.subjects import Key
from yizhan.jobs.reactions.deadlines import climb
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.models import Entry
from yizhan.kernel.outbox import Reaction

#: Who answers for information work at the office.
_OFFICE = (Role.EDITOR, Role.REVIEWER, Role.SUPERVISOR)


def tell_who_owes(entry: Entry) -> None:
    """Count again before anybody is told: whoever has handed in meanwhile hears nothing, and the clock ends."""
    deadline = Deadline.objects.filter(public_id=entry.subject, kind=clocked.KIND).select_related("post").first()
    if deadline is None:
        return
    first_on = deadline.starts_at.astimezone(clock.OFFICE_ZONE).date()
    line = lines.line_of(deadline.station_id, deadline.subject, first_on, only=_key(deadline))
    verb = keeping.verb_for(line, deadline) if line is not None else None
    if line is not None and verb is not None:
        keeping.turn(system(deadline.station_id), line, verb)
        return
    climb(entry, deadline)


def tell_office(entry: Entry) -> None:
    """Tell the office what a period came to."""
    posts = network.holders(entry.station or 0, *_OFFICE)
    people = [Addressee(post.person_id, post.pk) for post in posts if post.pk != entry.post]
    if people:
        notices.tell(system(entry.station), people, entry.pk, audience=Audience.OFFICE)


def _key(deadline: Deadline) -> Key:
    """Whom the quota of a clock binds."""
    if deadline.organization_id is not None:
        return Key(organization=deadline.organization_id)
    post: Post | None = deadline.post
    return Key(person=post.person.counts_as) if post is not None else Key()


#: The table of this module: event name to reactions.
QUOTAS: Mapping[str, tuple[Reaction, ...]] = {
    "clocks.alarm.rung": (tell_who_owes,),
    "quotas.period.closed": (tell_office,),
}
