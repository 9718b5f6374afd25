# SPDX-License-Identifier: Apache-2.0
"""Adding to what is known already, instead of handing in another item like it."""

import uuid

from yizhan.domains.files.operations import attaching
from yizhan.domains.items import access as items
from yizhan.domains.items.operations import writing
from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.states import Kind
from yizhan.domains.likeness import access, events
from yizhan.domains.likeness.models import Addition
from yizhan.domains.likeness.permissions import Permission
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.operations import operation


@operation
def add(actor: Actor, public_id: uuid.UUID, *, wording: Wording, is_truthful: bool) -> Addition:
    """Hand the office what one has to say about a matter that is known already. RULE-044.

    It goes to the item that looks most like it; the author learns nothing of that item, its editors read the addition
    and may give its author a share. The author makes the id: adding twice is adding once. Files attached to the id come
    along. Writes: addition, attachments, journal of the item; removes the draft.
    Announces: likeness.addition.handed_in.
    """
    access.require(actor, Permission.ADD)
    wording = wording.stripped()
    writing.check_wording(Kind.SOCIAL_OPINION, wording, is_complete=False)
    if not is_truthful:
        raise Invalid("items.truth.not_declared", field="is_truthful")
    digest = writing.digest_of(wording, [])
    earlier = Addition.objects.filter(public_id=public_id).first()
    if earlier is not None:
        return _same(actor, earlier, digest)
    item = access.take_known(actor, "\n".join((wording.title, *_parts(wording))))
    addition = Addition.objects.create(
        public_id=public_id,
        item=item,
        post_id=actor.acting_post,
        title=wording.title,
        text="\n".join(_parts(wording)),
        source=wording.source,
        digest=digest,
        at=clock.now(),
    )
    event = events.AdditionHandedIn(
        subject=public_id, matter=item.public_id, person=addition.post.person.name, title=wording.title
    )
    audit.record(actor, event, station=item.station_id)
    attaching.hand_in(actor, public_id, matter=item.public_id)
    items.drafts(actor).filter(key=public_id).delete()
    return addition


def _parts(wording: Wording) -> list[str]:
    fields = ("situation", "analysis", "suggestion", "occurrence", "scope", "consequence")
    return [part for field in fields if (part := getattr(wording, field))]


def _same(actor: Actor, earlier: Addition, digest: str) -> Addition:
    """It was handed in already: the same content is the same act, other content is a mistake."""
    if earlier.post_id != actor.post or earlier.digest != digest:
        raise Conflict("likeness.addition.id_taken")
    return earlier
