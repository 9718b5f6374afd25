# SPDX-License-Identifier: Apache-2.0
"""Who sees which items and may do what to them. Lists and single items obey the same rule."""

import uuid
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from yizhan.domains.items.models import Contribution, Draft, Intake, Item, Text
from yizhan.domains.items.permissions import AUTHORS_VERBS, GRANTS, NEEDED, Permission
from yizhan.domains.items.queries import journals
from yizhan.domains.items.states import APPROVALS, MADE_HERE, OPEN, STEPS, Channel, State
from yizhan.domains.network.queries import one_person
from yizhan.domains.network.states import Role
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.models import Entry
from yizhan.kernel.prepared import prepared
from yizhan.kernel.transitions import check_seen

#: Everything but the office's own drafts of syntheses and splits.
_TOLD_TO_AUTHORS = ~Q(channel__in=MADE_HERE) | Q(released_at__isnull=False)

#: Staff see all items of their station.
_STAFF = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR})

#: Leaders see what the office has released; drafts in the making are the office's own business.
_FINISHED = frozenset({State.RELEASED, State.ARCHIVED})

#: What goes on in another item, or not at all.
_ELSEWHERE = (State.ABSORBED, State.SPLIT, State.DISSOLVED)

#: Acts that leave the state alone, and the states in which they make sense.
_ACTS: dict[str, frozenset[str]] = {
    "edit": frozenset({State.REGISTERED}),
    "share": frozenset(set(State) - {State.WITHDRAWN, State.DECLINED, State.TRANSFERRED, *_ELSEWHERE}),
    # Released ones too: what could not be confirmed in time must be confirmed before it goes up (RULE-024).
    "verify": frozenset(OPEN - {State.SUBMITTED}) | _FINISHED,
    "forward": frozenset({State.SIGNED, State.RELEASED, State.ARCHIVED}),
    "merge": frozenset({State.SUBMITTED, State.REGISTERED, State.RELEASED, State.ARCHIVED}),
    "compose": frozenset({State.REGISTERED}),
    # Where a step may have led that has a way back; whether it was the last one, and whose, the journal says.
    "take_back": frozenset(
        {State.REGISTERED, State.RETURNED, State.DECLINED, State.IN_REVIEW, State.ARCHIVED},
    ),
}

#: What the office made itself has no author to return it to or to take it back.
_NOT_OF_THE_OFFICES = frozenset({"withdraw", "return_to_author"})


def visible(actor: Actor) -> QuerySet[Item]:
    """The items an actor may know of.

    Staff: those of the station. Leaders: what it released. Officers: those of their unit. Everybody: what he or she
    wrote or contributed to, wherever it lies now; a synthesis once it is released, until then by their own items in it.
    Departments see a matter through their assignment only.
    """
    if actor.role in _STAFF:
        return Item.objects.filter(station_id=actor.station or 0)
    if actor.role == Role.SYSTEM:
        return Item.objects.filter(station_id=actor.station) if actor.station else Item.objects.all()
    if actor.role == Role.LEADER:
        return Item.objects.filter(station_id=actor.station or 0, state__in=_FINISHED)
    if actor.role == Role.OFFICER:
        return Item.objects.filter(_own(actor) | Q(organization_id=actor.organization) & _TOLD_TO_AUTHORS)
    if actor.role == Role.MEMBER:
        return Item.objects.filter(_own(actor))
    return Item.objects.none()


def texts_read_by(actor: Actor, items: Iterable[Item]) -> dict[int, Text]:
    """The wording of each item that the actor reads: staff the one in force, others what was written or printed.

    Drafts of the office are its own business until they are released.
    """
    rows = {item.pk: item for item in items}
    texts: dict[int, Text] = {}
    for text in Text.objects.filter(item__in=rows).order_by("number"):
        item = rows[text.item_id]
        if actor.role in _STAFF or item.released_at is not None:
            is_read = text.number == item.text_number
        else:
            is_read = text.number == 1 or (item.post_id is not None and text.post_id == item.post_id)
        if is_read:
            texts[item.pk] = text
    return texts


def texts_open_to(actor: Actor, items: Iterable[Item]) -> dict[int, list[Text]]:
    """All wordings of each item for staff, oldest first; for everybody else the one that he or she reads."""
    rows = list(items)
    if not reads_journals(actor):
        return {key: [text] for key, text in texts_read_by(actor, rows).items()}
    texts: dict[int, list[Text]] = {}
    for text in Text.objects.filter(item__in=rows).select_related("post__person").order_by("number"):
        texts.setdefault(text.item_id, []).append(text)
    return texts


def reads_journals(actor: Actor) -> bool:
    """Whether the actor reads what the office did, and not only what authors are told."""
    return actor.role in _STAFF or actor.role == Role.SYSTEM


def journals_open_to(actor: Actor, items: Sequence[Item]) -> dict[uuid.UUID, list[Entry]]:
    """What happened to each item, oldest first: staff read the whole journal, everybody else what authors are told."""
    return journals.journals_of(items) if reads_journals(actor) else journals.journeys_of(items)


def reworded(actor: Actor) -> list[Item]:
    """The items that the actor sees and whose wording in force he or she may not read yet, newest first."""
    if reads_journals(actor):
        return []
    own = Text.objects.filter(item=OuterRef("pk"), number=OuterRef("text_number"), post=OuterRef("post"))
    drafted = visible(actor).filter(released_at__isnull=True, text_number__gt=1)
    return list(drafted.exclude(Exists(own)).order_by("-pk"))


def is_visible(actor: Actor, item: Item) -> bool:
    """The same rule for one item that is already loaded."""
    return visible(actor).filter(pk=item.pk).exists()


def permits(actor: Actor, verb: str, item: Item) -> bool:
    """Whether the actor's role and place allow the verb on this item, whatever its state."""
    if actor.role not in GRANTS[NEEDED[verb]]:
        return False
    if verb in AUTHORS_VERBS:
        return _is_author(actor, item)
    return item.station_id == actor.station


def possible(item: Item, verb: str) -> bool:
    """Whether the item's state allows the verb, whoever asks."""
    if not _is_fit(item, verb):
        return False
    if verb in _ACTS:
        return item.state in _ACTS[verb]
    if verb in APPROVALS:
        is_last = item.review_level + 1 >= item.review_levels
        return item.state == State.IN_REVIEW and is_last == (verb == "pass_last_level")
    return item.state in STEPS[verb].sources


def offers(actor: Actor, item: Item) -> list[str]:
    """The verbs that are allowed and possible now, in the order of the loop: what a page shows as buttons."""
    return [verb for verb in NEEDED if possible(item, verb) and permits(actor, verb, item)]


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single item."""
    if not holds(actor, permission):
        raise Denied("items.denied", permission=permission)


def find(actor: Actor, public_id: uuid.UUID) -> Item:
    """The item for reading, or `NotFound` for who may not know of it."""
    for item in _found(actor, public_id):
        return item
    raise NotFound("items.item.unknown")


def readable(actor: Actor, public_id: uuid.UUID) -> uuid.UUID:
    """The item itself, or the actor's own item in it: where somebody reads on who is told of the whole."""
    if visible(actor).filter(public_id=public_id).exists():
        return public_id
    originals = visible(actor).filter(descendants__item__public_id=public_id).order_by("descendants__distance", "id")
    return originals.values_list("public_id", flat=True).first() or public_id


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Item:
    """Load, lock and authorise an item for change, all inside the running transaction.

    `seen` is the version that the actor's page showed. Raises `NotFound`, `Denied` or `Conflict`.
    """
    item = locked(Item, _key_of(actor, public_id))
    if not permits(actor, verb, item):
        raise Denied("items.denied", permission=NEEDED[verb])
    check_seen(item, seen)
    if not possible(item, verb):
        raise Conflict("items.state.elsewhere", verb=verb, state=item.state)
    return item


def intakes(actor: Actor) -> QuerySet[Intake]:
    """What was imported at the actor's station, for who may import."""
    require(actor, Permission.TAKE_IN)
    return Intake.objects.filter(station_id=actor.station or 0)


def drafts(actor: Actor) -> QuerySet[Draft]:
    """What the actor is writing; nobody else sees it."""
    return Draft.objects.filter(post_id=actor.post or 0)


@prepared
def _found(actor: Actor, public_id: uuid.UUID) -> QuerySet[Item]:
    return visible(actor).select_related("station", "organization", "post__person").filter(public_id=public_id)[:1]


@prepared
def _keys_found(actor: Actor, public_id: uuid.UUID) -> QuerySet[Item, int]:
    return visible(actor).filter(public_id=public_id).values_list("pk", flat=True)[:1]


def _key_of(actor: Actor, public_id: uuid.UUID) -> int:
    for key in _keys_found(actor, public_id):
        return key
    raise NotFound("items.item.unknown")


def _is_fit(item: Item, verb: str) -> bool:
    """What a synthesis, a split-off item and every other item can be asked at all."""
    if item.channel in MADE_HERE and verb in _NOT_OF_THE_OFFICES:
        return False
    if verb == "compose":
        return item.channel == Channel.SYNTHESIS
    return verb != "split" or item.channel != Channel.SYNTHESIS


def _own(actor: Actor) -> Q:
    contributed = Contribution.objects.filter(item=OuterRef("pk"), person__in=one_person(actor.person))
    return Q(post__person__in=one_person(actor.person)) | Q(Exists(contributed)) & _TOLD_TO_AUTHORS


def _is_author(actor: Actor, item: Item) -> bool:
    if item.post_id is not None and item.post_id == actor.post:
        return True
    if actor.role == Role.OFFICER and item.organization_id == actor.organization:
        return True
    return bool(_leading(item.pk, actor.person or 0))


@prepared
def _leading(item: int, person: int) -> QuerySet[Contribution, int]:
    return Contribution.objects.filter(item_id=item, person__in=one_person(person), rank=0).values_list(
        "pk", flat=True
    )[:1]
