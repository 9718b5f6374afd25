# SPDX-License-Identifier: Apache-2.0
"""Keeping a search, looking at it again, forgetting it. It concerns the person alone: the journal stays silent."""

import uuid

from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.search import access
from yizhan.domains.search.models import SavedSearch
from yizhan.domains.search.permissions import Permission
from yizhan.domains.search.queries.wanted import Wanted
from yizhan.domains.search.rules import NAME_LIMIT, SAVED_SEARCHES
from yizhan.engines.text.normalisation import storable
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.operations import operation


@operation
def keep(actor: Actor, wanted: Wanted, *, name: str = "") -> SavedSearch:
    """Keep a search under a name, by default its words; under the same name the newer one stands.

    Writes: saved search.
    """
    access.require(actor, Permission.KEEP)
    if not wanted.phrases:
        raise Invalid("search.saved.empty", field="name")
    called = (storable(name).strip() or wanted.words)[:NAME_LIMIT].strip()
    limit = rulebook.value(actor.station or 0, SAVED_SEARCHES)
    others = access.visible(actor).exclude(name=called)
    if others.count() >= limit:
        raise Conflict("search.saved.full", field="name", limit=limit)
    content = {"wanted": wanted.said(), "seen": access.newest_keys(actor), "looked_at": clock.now()}
    saved, _ = SavedSearch.objects.update_or_create(person_id=actor.acting_person, name=called, defaults=content)
    return saved


@operation
def look(actor: Actor, public_id: uuid.UUID) -> SavedSearch:
    """Note that the person looks at what a saved search finds now; what comes in later is new.

    Writes: saved search.
    """
    saved = access.take(actor, public_id)
    saved.seen, saved.looked_at = access.newest_keys(actor), clock.now()
    saved.save(update_fields=["seen", "looked_at"])
    return saved


@operation
def forget(actor: Actor, public_id: uuid.UUID) -> None:
    """Forget a saved search.

    Writes: saved search.
    """
    access.take(actor, public_id).delete()
