# SPDX-License-Identifier: Apache-2.0
"""The panel: who sits on it, who does not vote, the votes until the count, the count with quorum."""

import uuid
from collections.abc import Collection, Sequence

from yizhan.domains.awards import events, rules
from yizhan.domains.awards.access import parties
from yizhan.domains.awards.access import rounds as access
from yizhan.domains.awards.models import Nomination, Round, Seat, Vote
from yizhan.domains.awards.operations.wording import reason_of
from yizhan.domains.awards.permissions import GRANTS, Permission
from yizhan.domains.awards.queries import reading
from yizhan.domains.awards.rules import reaches
from yizhan.domains.awards.states import SEAT_STEPS, STEPS, NominationState, Recusal, SeatState
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Person
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def begin_voting(actor: Actor, public_id: uuid.UUID, *, panel: Sequence[uuid.UUID], seen: int | None = None) -> Round:
    """Close the nominations and lay them before a panel: people (public ids) of the station who may vote.

    Who is nominated, belongs to a nominated unit or has a share in a nominated item keeps the seat and does not vote.
    Writes: seats, state, journal. Announces: awards.round.voting_begun.
    """
    found = access.take(actor, public_id, "begin_voting", seen=seen)
    standing = parties.standing(found).count()
    if not standing:
        raise Conflict("awards.round.nobody_nominated")
    people = _people(found, panel)
    concerned = parties.recusals(found, [one.pk for one in people])
    least = rulebook.value(found.station_id, rules.PANEL)
    if len(people) - len(concerned) < least:
        raise Invalid("awards.panel.too_small", field="panel", least=least)
    seats = [_seat(found, one, concerned.get(one.pk)) for one in people]
    Seat.objects.bulk_create(seats)
    event = events.VotingBegun(
        subject=public_id,
        matter=public_id,
        title=found.name,
        nominations=standing,
        panel=len(people) - len(concerned),
        recused=tuple(one.name for one in people if one.pk in concerned),
    )
    return move(found, STEPS, "begin_voting", actor=actor, event=event)


@operation
def vote(actor: Actor, public_id: uuid.UUID, *, nominations: Sequence[uuid.UUID], seen: int | None = None) -> Seat:
    """Vote for at most as many nominations as there are places; for none is a vote as well. Until the count it may be
    given anew, and the last one counts. The journal says that somebody voted, never for whom.

    Writes: votes, seat, journal. Announces: awards.round.voted.
    """
    found = access.take(actor, public_id, "vote", seen=seen)
    seat = access.take_seat(actor, found, "vote")
    chosen = _chosen(found, set(nominations))
    Vote.objects.filter(seat=seat).delete()
    Vote.objects.bulk_create([Vote(seat=seat, nomination=one) for one in chosen])
    event = events.Voted(
        subject=public_id,
        matter=public_id,
        title=found.name,
        member=seat.person.name,
        is_again=seat.state == SeatState.VOTED,
    )
    return move(seat, SEAT_STEPS, "vote", actor=actor, event=event)


@operation
def recuse(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Seat:
    """Declare that one is concerned, as a relative for example; a vote already given does not count.

    Writes: seat, votes, journal. Announces: awards.round.recused.
    """
    found = access.take(actor, public_id, "recuse", seen=seen)
    seat = access.take_seat(actor, found, "recuse")
    why = reason_of(reason)
    Vote.objects.filter(seat=seat).delete()
    event = events.Recused(subject=public_id, matter=public_id, title=found.name, member=seat.person.name, reason=why)
    return move(seat, SEAT_STEPS, "recuse", actor=actor, event=event, recusal=Recusal.DECLARED, words=why)


@operation
def count(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Round:
    """Close the voting and count, once as many have voted as the rule asks for. Nobody votes afterwards.

    Writes: tally, state, journal. Announces: awards.round.counted.
    """
    found = access.take(actor, public_id, "count", seen=seen)
    quorum = rulebook.value(found.station_id, rules.QUORUM)
    majority = rulebook.value(found.station_id, rules.MAJORITY)
    panel, voted = reading.turnout(found)
    if not reaches(quorum, voted, panel):
        raise Conflict("awards.round.no_quorum", voted=voted, panel=panel)
    votes = reading.votes_in(found)
    keys = parties.standing(found).values_list("pk", "public_id")
    tally = {
        "panel": panel,
        "voted": voted,
        "quorum": quorum,
        "majority": majority,
        "votes": {str(key): votes.get(pk, 0) for pk, key in keys},
    }
    event = events.Counted(
        subject=public_id,
        matter=public_id,
        title=found.name,
        panel=panel,
        voted=voted,
        quorum=quorum,
        majority=majority,
    )
    return move(found, STEPS, "count", actor=actor, event=event, tally=tally)


def _people(found: Round, panel: Sequence[uuid.UUID]) -> list[Person]:
    posts = network.holders(found.station_id, *sorted(GRANTS[Permission.VOTE]))
    people = list(Person.objects.filter(public_id__in=set(panel), pk__in=posts.values("person")).order_by("name", "id"))
    if len(people) != len(set(panel)):
        raise Invalid("awards.panel.unknown", field="panel")
    return people


def _seat(found: Round, person: Person, recusal: Recusal | None) -> Seat:
    return Seat(
        station_id=found.station_id,
        round=found,
        person=person,
        state=SeatState.RECUSED if recusal else SeatState.SEATED,
        recusal=recusal or "",
    )


def _chosen(found: Round, keys: Collection[uuid.UUID]) -> list[Nomination]:
    if len(keys) > found.places:
        raise Invalid("awards.vote.too_many", field="nominations", places=found.places)
    standing = list(parties.standing(found).filter(public_id__in=keys, state=NominationState.NOMINATED))
    if len(standing) != len(keys):
        raise Invalid("awards.vote.unknown", field="nominations")
    return standing
