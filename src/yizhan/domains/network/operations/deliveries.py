# SPDX-License-Identifier: Apache-2.0
"""Effects that failed: the system administrator has them tried again."""

from collections.abc import Sequence

from yizhan.domains.network import access, events
from yizhan.domains.network.permissions import Permission
from yizhan.kernel import audit, outbox
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict
from yizhan.kernel.operations import operation


@operation
def try_again(actor: Actor, deliveries: Sequence[int]) -> None:
    """Put failed deliveries back in the queue, to be carried out at once; those done meanwhile are passed over.

    Writes: deliveries, journal. Announces: network.delivery.tried_again.
    """
    access.require(actor, Permission.DELIVERY_TRY_AGAIN)
    owed = outbox.make_due(deliveries)
    if not owed:
        raise Conflict("network.delivery.nothing_owed")
    for delivery in owed:
        event = events.DeliveryTriedAgain(
            subject=delivery.entry.subject, delivery=delivery.pk, reaction=delivery.reaction
        )
        audit.record(actor, event, station=delivery.entry.station)
