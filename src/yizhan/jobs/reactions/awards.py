# SPDX-License-Identifier: Apache-2.0
"""Who is told of awards: whoever is nominated what became of it, whoever objected the answer."""

from collections.abc import Mapping

from yizhan.domains.awards.models import Nomination, Objection
from yizhan.domains.items.models import Contribution
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Post
from yizhan.domains.network.states import Role
from yizhan.domains.notices.operations import telling as notices
from yizhan.domains.notices.operations.telling import Addressee
from yizhan.domains.notices.states import Audience
from yizhan.kernel.actors import system
from yizhan.kernel.models import Entry
from yizhan.kernel.outbox import Reaction


def tell_nominee(entry: Entry) -> None:
    """Tell the person, the contributors of the item, or the information officers of the unit."""
    row = Nomination.objects.filter(public_id=entry.subject).select_related("candidate").first()
    if row is None:
        return
    candidate = row.candidate
    people = [candidate.person_id] if candidate.person_id else []
    units = [candidate.organization_id] if candidate.organization_id else []
    if candidate.item_id is not None:
        shares = Contribution.objects.filter(item_id=candidate.item_id)
        people += shares.filter(person__isnull=False).values_list("person_id", flat=True)
        units += shares.filter(organization__isnull=False).values_list("organization_id", flat=True)
    officers = Post.objects.filter(network.in_force(), organization__in=units, role=Role.OFFICER).order_by("pk")
    addressees = [Addressee(one) for one in people]
    addressees += [Addressee(post.person_id, post.pk) for post in officers]
    _tell(entry, addressees)


def answer_objector(entry: Entry) -> None:
    """Tell whoever objected what the office answered."""
    row = Objection.objects.filter(public_id=entry.subject).select_related("post").first()
    if row is not None:
        _tell(entry, [Addressee(row.post.person_id, row.post_id)])


def _tell(entry: Entry, addressees: list[Addressee]) -> None:
    once = {one.person: one for one in reversed(addressees)}
    if once:
        notices.tell(system(entry.station), list(once.values()), entry.pk, audience=Audience.AUTHOR)


AWARDS: Mapping[str, tuple[Reaction, ...]] = {
    "awards.nomination.chosen": (tell_nominee,),
    "awards.nomination.passed_over": (tell_nominee,),
    "awards.nomination.struck": (tell_nominee,),
    "awards.nomination.honoured": (tell_nominee,),
    "awards.nomination.revoked": (tell_nominee,),
    "awards.objection.answered": (answer_objector,),
}
