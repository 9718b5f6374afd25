# SPDX-License-Identifier: Apache-2.0
"""Who sees recommendations and may do what with them: the office those of its station.

Nobody forwards what he or she proposed, and the person proposed has no part in it and does not read it.
"""

import uuid

from django.db.models import QuerySet

from yizhan.domains.awards.models import Recommendation
from yizhan.domains.awards.permissions import GRANTS, RECOMMENDATION_NEEDED, Permission
from yizhan.domains.awards.states import RECOMMENDATION_STEPS
from yizhan.domains.network.queries import one_person
from yizhan.domains.network.states import Role
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen


def visible(actor: Actor) -> QuerySet[Recommendation]:
    """The recommendations of the actor's station, for its office, without one of the actor himself or herself."""
    if actor.role == Role.SYSTEM and not actor.station:
        return Recommendation.objects.all()
    if actor.role in GRANTS[Permission.READ_RECOMMENDATIONS] | {Role.SYSTEM}:
        rows = Recommendation.objects.filter(station_id=actor.station or 0)
        return rows.exclude(person__in=one_person(actor.person))
    return Recommendation.objects.none()


def find(actor: Actor, public_id: uuid.UUID) -> Recommendation:
    """The recommendation for reading, or `NotFound` for who may not know of it."""
    related = ("person", "proposed_by__person", "forwarded_by__person", "station")
    found = visible(actor).select_related(*related).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("awards.recommendation.unknown")
    return found


def is_hindered(actor: Actor, verb: str, row: Recommendation) -> bool:
    """Whether another person must take this step."""
    return verb == "forward" and actor.is_person(row.proposed_by.person_id)


def offers(actor: Actor, row: Recommendation) -> list[str]:
    """The verbs that are allowed and possible now."""
    return [
        verb
        for verb, needed in RECOMMENDATION_NEEDED.items()
        if row.state in RECOMMENDATION_STEPS[verb].sources
        and actor.role in GRANTS[needed]
        and row.station_id == actor.station
        and not is_hindered(actor, verb, row)
    ]


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Recommendation:
    """Load, lock and authorise a recommendation for change, all inside the running transaction."""
    row = locked(Recommendation, find(actor, public_id).pk)
    if actor.role not in GRANTS[RECOMMENDATION_NEEDED[verb]]:
        raise Denied("awards.denied", permission=RECOMMENDATION_NEEDED[verb])
    if is_hindered(actor, verb, row):
        raise Denied("awards.recommendation.same_person")
    check_seen(row, seen)
    if row.state not in RECOMMENDATION_STEPS[verb].sources:
        raise Conflict("awards.recommendation.elsewhere", state=row.state)
    return row
