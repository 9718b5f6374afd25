# SPDX-License-Identifier: Apache-2.0
"""Who is told of rules: those who may put a draft in force, once it has been handed over to them."""

from collections.abc import Mapping

from yizhan.domains.network import queries as network
from yizhan.domains.notices.operations import telling as notices
from yizhan.domains.notices.operations.telling import Addressee
from yizhan.domains.notices.states import Audience
from yizhan.domains.rulebook import access
from yizhan.domains.rulebook.models import Draft
from yizhan.kernel.actors import system
from yizhan.kernel.models import Entry
from yizhan.kernel.outbox import Reaction


def tell_deciders(entry: Entry) -> None:
    """Tell everybody at the station who may decide about the draft; whoever wrote a part of it may not."""
    draft = Draft.objects.filter(public_id=entry.subject).first()
    if draft is None:
        return
    people = [
        Addressee(post.person_id, post.pk)
        for post in network.holders(draft.station_id, *access.DECIDING)
        if post.pk != entry.post and access.permits(network.actor_of(post), "put_in_force", draft)
    ]
    if people:
        notices.tell(system(entry.station), people, entry.pk, audience=Audience.OFFICE)


#: The table of this module: event name to reactions.
RULEBOOK: Mapping[str, tuple[Reaction, ...]] = {"rulebook.draft.handed_over": (tell_deciders,)}
