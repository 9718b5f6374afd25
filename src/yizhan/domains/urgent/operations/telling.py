# SPDX-License-Identifier: Apache-2.0
"""Words about an event that go to somebody besides the office: asked for, agreed to, gone (RULE-007 to RULE-013).

The system sends none of them itself: it says what may go where and why, and keeps what went.
"""

import datetime
import uuid
from dataclasses import dataclass

from yizhan.domains.periodicals.operations import lines
from yizhan.domains.urgent import access, events, rules
from yizhan.domains.urgent.models import Emergency, Passage
from yizhan.domains.urgent.queries import routing
from yizhan.domains.urgent.queries.routing import Decision, Wish
from yizhan.domains.urgent.states import PASSAGE_STEPS, Ground, PassageState, Way
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.inserting import insert
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A word to somebody besides the office. `gone_at` is when it went; None asks whether it may, and lets it go.

    `content` is what is told, or what of it may be disclosed; `is_demanded` says that the line above demands it,
    `exemption` who of the leaders or superiors demands that the office is not given even that (RULE-013).
    """

    way: str
    addressee: str
    content: str = ""
    is_demanded: bool = False
    exemption: str = ""
    gone_at: datetime.datetime | None = None

    def wish(self) -> Wish:
        """As the rules judge it."""
        return Wish(
            way=self.way,
            is_demanded=self.is_demanded,
            has_copy=bool(self.content.strip()),
            is_exempt=bool(self.exemption.strip()),
        )


@operation
def tell(actor: Actor, public_id: uuid.UUID, *, message: Message, seen: int | None = None) -> Emergency:
    """Record that a word went to somebody besides the office, or ask whether it may go.

    What may go goes now; what needs agreement waits for it; what may not is refused, and the attempt recorded. What
    went already is recorded as it went, with the breach where it should have gone otherwise (RULE-007 to RULE-013).
    Writes: passage, journal. Announces: urgent.passage.asked or …gone; on a refusal urgent.passage.refused.
    """
    emergency = access.take(actor, public_id, "tell", seen=seen)
    if message.way not in Way.values:
        raise Invalid("urgent.passage.way", field="way")
    addressee = lines.checked(message.addressee, field="addressee", limit=rules.ADDRESSEE_LIMIT, is_required=True)
    decision = routing.decide(routing.unit_of(emergency), message.wish())
    gone_at = _moment(emergency, message.gone_at)
    if gone_at is None:
        _check_may(emergency, message, decision, addressee)
    passage = Passage(
        station_id=emergency.station_id,
        emergency=emergency,
        way=message.way,
        addressee=addressee,
        content=lines.checked(message.content, field="content", limit=rules.TEXT_LIMIT),
        is_demanded=message.is_demanded,
        exemption=lines.checked(message.exemption, field="exemption", limit=rules.SOURCE_LIMIT),
        state=PassageState.ASKED,
        ground=decision.ground,
        post_id=actor.post,
        at=clock.now(),
    )
    insert(passage)
    if gone_at is None and decision.needs_agreement:
        audit.record(actor, _asked(emergency, passage), station=emergency.station_id, after=PassageState.ASKED)
    else:
        _go(actor, emergency, passage, "go", gone_at or clock.now(), message.wish())
    return emergency


@operation
def decide(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    passage: uuid.UUID,
    is_agreed: bool,
    leader: str,
    reason: str = "",
    seen: int | None = None,
) -> Emergency:
    """Record what the leaders said to a word along the line; without agreement it does not go (RULE-010).

    Writes: passage, journal. Announces: urgent.passage.decided.
    """
    emergency = access.take(actor, public_id, "decide", seen=seen)
    found = _passage(emergency, passage, PassageState.ASKED)
    who = lines.checked(leader, field="leader", limit=rules.ADDRESSEE_LIMIT, is_required=True)
    why = lines.checked(reason, field="reason", limit=rules.REASON_LIMIT, is_required=not is_agreed)
    event = events.PassageDecided(
        subject=emergency.public_id,
        matter=emergency.public_id,
        title=emergency.title,
        addressee=found.addressee,
        is_agreed=is_agreed,
        leader=who,
        reason=why,
    )
    verb = "agree" if is_agreed else "decline"
    decided = {"leader": who, "reason": why, "decided_by_id": actor.post, "decided_at": clock.now()}
    move(found, PASSAGE_STEPS, verb, actor=actor, event=event, **decided)
    return emergency


@operation
def depart(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    passage: uuid.UUID,
    gone_at: datetime.datetime | None = None,
    seen: int | None = None,
) -> Emergency:
    """Record when a word went to which the leaders had agreed (RULE-010). Writes: passage, journal.

    Announces: urgent.passage.gone.
    """
    emergency = access.take(actor, public_id, "depart", seen=seen)
    found = _passage(emergency, passage, PassageState.AGREED)
    moment = _moment(emergency, gone_at) or clock.now()
    if found.decided_at is not None and moment < found.decided_at:
        raise Invalid("urgent.passage.before_agreement", field="gone_at")
    _go(actor, emergency, found, "depart", moment)
    return emergency


def _go(
    actor: Actor,
    emergency: Emergency,
    passage: Passage,
    verb: str,
    gone_at: datetime.datetime,
    wish: Wish | None = None,
) -> None:
    """Keep that it went, and what was wrong with that; what was agreed to is not judged again."""
    breach = _breach(emergency, wish, gone_at) if wish else ""
    event = events.PassageGone(
        subject=emergency.public_id,
        matter=emergency.public_id,
        title=emergency.title,
        way=passage.way,
        addressee=passage.addressee,
        ground=passage.ground,
        breach=breach,
        gone_at=gone_at,
    )
    move(passage, PASSAGE_STEPS, verb, actor=actor, event=event, gone_at=gone_at, breach=breach)


def _check_may(emergency: Emergency, message: Message, decision: Decision, addressee: str) -> None:
    """Refuse what has not gone yet and may not go."""
    if decision.ground == Ground.THROUGH_OFFICE:
        breach = events.PassageRefused(
            subject=emergency.public_id,
            matter=emergency.public_id,
            title=emergency.title,
            way=message.way,
            addressee=addressee,
        )
        raise Denied("urgent.passage.through_office", field="way", breach=breach, addressee=addressee)
    if routing.lacks_copy(decision, message.wish()):
        raise Invalid("urgent.passage.copy_missing", field="content")


def _breach(emergency: Emergency, wish: Wish, gone_at: datetime.datetime) -> str:
    """The line counts from the first notice to the office, a call included (RULE-006); all else from this record."""
    office_at = emergency.noted_at if wish.way == Way.LINE else clock.now()
    unit = routing.unit_of(emergency)
    return routing.breach_of(unit, wish, gone_at=gone_at, office_at=office_at) or ""


def _moment(emergency: Emergency, given: datetime.datetime | None) -> datetime.datetime | None:
    if given is None:
        return None
    if given.tzinfo is None:
        raise Invalid("urgent.moment.without_zone", field="gone_at")
    if given > clock.now():
        raise Invalid("urgent.moment.future", field="gone_at")
    if given < emergency.happened_at:
        raise Invalid("urgent.passage.before_event", field="gone_at")
    return given


def _passage(emergency: Emergency, public_id: uuid.UUID, state: str) -> Passage:
    named = emergency.passages.filter(public_id=public_id).first()
    if named is None:
        raise NotFound("urgent.passage.unknown", field="passage")
    found = locked(Passage, named.pk)
    if found.state != state:
        raise Conflict("urgent.passage.elsewhere", field="passage")
    return found


def _asked(emergency: Emergency, passage: Passage) -> events.PassageAsked:
    return events.PassageAsked(
        subject=emergency.public_id,
        matter=emergency.public_id,
        title=emergency.title,
        way=passage.way,
        addressee=passage.addressee,
    )
