# SPDX-License-Identifier: Apache-2.0
"""Rounds, nominations, objections and recommendations in any state, brought there by the operations themselves."""

import datetime
from collections.abc import Callable

from tests.factories import items, rewards
from tests.factories.network import House
from yizhan.domains.awards.access import parties
from yizhan.domains.awards.models import Nomination, Objection, Recommendation, Round
from yizhan.domains.awards.operations import deciding, nominating, objecting, opening, recommending, voting
from yizhan.domains.awards.operations.deciding import Decision
from yizhan.domains.awards.operations.opening import Announcement
from yizhan.domains.awards.states import (
    Kind,
    NominationState,
    ObjectionState,
    RecommendationState,
    State,
)
from yizhan.domains.network.models import Organization, Person
from yizhan.domains.rewards import rules as reward_rules
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id

REASON = "全年报送信息质量高，反映问题准确及时。"

#: Who sits on the panel: none of them opens or decides.
PANEL = ("supervisor", "leader", "signer")


def later(days: int = 30) -> datetime.datetime:
    """A moment when a public notice that hangs now has hung long enough."""
    return clock.now() + datetime.timedelta(days=days)


def announcement(kind: str = Kind.OFFICER, **changes: object) -> Announcement:
    """What a round of the last days is about."""
    today = clock.today()
    about: dict[str, object] = {
        "kind": kind,
        "name": "年度优秀信息员评选",
        "first": today - datetime.timedelta(days=30),
        "last": today,
        "instrument": "《信息工作表彰办法》第三条",
        "places": 1,
        "prize": "保温杯一只",
    }
    return Announcement(**{**about, **changes})  # type: ignore[arg-type]  # as the table above says


def person_of(actor: Actor) -> Person:
    """The person behind an actor."""
    return Person.objects.get(pk=actor.person)


def considered(house: House) -> None:
    """The member and the officer have each handed in what the rules ask for here: one item."""
    rewards.lay_down(house, reward_rules.AWARD_SUBMITTED, 1)
    rewards.lay_down(house, reward_rules.AWARD_ADOPTED, 0)
    items.submitted(house)
    items.submitted(house, by=house.officer)


def nominating_round(house: House, **changes: object) -> Round:
    """A round of officers that is open for nominations; two may be nominated."""
    considered(house)
    return opening.open_round(house.editor, new_id(), announcement=announcement(**changes))  # type: ignore[arg-type]


def nominate(house: House, found: Round, who: Actor, by: Actor | None = None) -> Nomination:
    """Somebody is nominated, by the office unless said otherwise."""
    subject = person_of(who).public_id
    return nominating.nominate(by or house.editor, found.public_id, subject=subject, reason=REASON)


def with_nominations(house: House, **changes: object) -> Round:
    """A round in which the unit nominated its officer and the office a member."""
    found = nominating_round(house, **changes)
    nominate(house, found, house.officer, house.officer)
    nominate(house, found, house.member)
    return found


def voting_round(house: House, **changes: object) -> Round:
    """A round that lies before its panel."""
    found = with_nominations(house, **changes)
    panel = [person_of(getattr(house, name)).public_id for name in PANEL]
    return voting.begin_voting(house.editor, found.public_id, panel=panel)


def counted_round(house: House, **changes: object) -> Round:
    """A round in which everybody voted for the officer."""
    found = voting_round(house, **changes)
    first = parties.standing(found).order_by("id")[0]
    for name in PANEL:
        voting.vote(getattr(house, name), found.public_id, nominations=[first.public_id])
    return voting.count(house.editor, found.public_id)


def decisions(found: Round) -> dict[object, Decision]:
    """The first nomination is chosen, the others are not."""
    rows = list(parties.standing(found).exclude(state=NominationState.STRUCK).order_by("id"))
    return {
        row.public_id: Decision(place == 0, "票数过半" if place == 0 else "票数不足") for place, row in enumerate(rows)
    }


def public_round(house: House, **changes: object) -> Round:
    """A round whose notice hangs."""
    found = counted_round(house, **changes)
    return deciding.decide(house.reviewer, found.public_id, decisions=decisions(found))  # type: ignore[arg-type]


def awarded_round(house: House, **changes: object) -> Round:
    """A round that ended with an award, a while from now."""
    found = public_round(house, **changes)
    with clock.at(later()):
        return deciding.award(house.signer, found.public_id)


def cancelled_round(house: House) -> Round:
    """A round that was called off."""
    return opening.cancel(house.editor, nominating_round(house).public_id, reason="改为与年度考核合并进行")


def first_of(found: Round) -> Nomination:
    """The nomination that was made first."""
    return found.nominations.order_by("id")[0]


def struck(house: House) -> Nomination:
    """A nomination that an objection took off the notice."""
    found = raised(house)
    objecting.answer(house.reviewer, found.public_id, is_upheld=True, text="经核实，情况属实")
    return Nomination.objects.get(pk=found.nomination_id)


def raised(house: House, *, is_about_all: bool = False) -> Objection:
    """An objection of the member against the first name on the notice, or the whole."""
    found = public_round(house)
    about = None if is_about_all else first_of(found).public_id
    return objecting.object_to(house.member, found.public_id, nomination=about, text="本年度有一篇信息失实")


def answered(house: House) -> Objection:
    """An objection that was answered and not upheld."""
    return objecting.answer(house.reviewer, raised(house).public_id, is_upheld=False, text="经核实，信息属实")


def withdrawn(house: House) -> Nomination:
    """A nomination that its unit withdrew."""
    found = with_nominations(house)
    return nominating.withdraw(house.officer, first_of(found).public_id, reason="本人已调离")


def revoked(house: House) -> Nomination:
    """An award that was taken back."""
    found = awarded_round(house)
    with clock.at(later()):
        return deciding.revoke(house.signer, first_of(found).public_id, reason="事后查实信息失实")


def passed_over(house: House) -> Nomination:
    """The second nomination, which was not chosen."""
    return public_round(house).nominations.order_by("id")[1]


def proposed(house: House) -> Recommendation:
    """A proposal of the officer for membership."""
    subject = person_of(house.officer).public_id
    return recommending.propose(house.editor, new_id(), person=subject, reason=REASON)


def forwarded(house: House) -> Recommendation:
    """A proposal that lies with the body that decides."""
    return recommending.forward(house.signer, proposed(house).public_id, body="区委统战部")


def admitted(house: House) -> Recommendation:
    """A proposal that was followed."""
    return recommending.admit(house.editor, forwarded(house).public_id, on=clock.today(), note="增补为委员")


def declined(house: House) -> Recommendation:
    """A proposal that was not followed."""
    return recommending.decline(house.editor, forwarded(house).public_id, on=clock.today())


def taken_back(house: House) -> Recommendation:
    """A proposal that was taken back."""
    return recommending.take_back(house.editor, proposed(house).public_id, reason="本人不愿意")


def unit_of(house: House) -> Organization:
    """The unit that hands in."""
    return house.township


IN_STATE: dict[str, Callable[[House], Round]] = {
    State.NOMINATING: with_nominations,
    State.VOTING: voting_round,
    State.COUNTED: counted_round,
    State.PUBLIC: public_round,
    State.AWARDED: awarded_round,
    State.CANCELLED: cancelled_round,
}

NOMINATION_IN_STATE: dict[str, Callable[[House], Nomination]] = {
    NominationState.NOMINATED: lambda house: first_of(with_nominations(house)),
    NominationState.CHOSEN: lambda house: first_of(public_round(house)),
    NominationState.AWARDED: lambda house: first_of(awarded_round(house)),
    NominationState.PASSED_OVER: passed_over,
    NominationState.WITHDRAWN: withdrawn,
    NominationState.STRUCK: struck,
    NominationState.REVOKED: revoked,
}

OBJECTION_IN_STATE: dict[str, Callable[[House], Objection]] = {
    ObjectionState.RAISED: raised,
    ObjectionState.ANSWERED: answered,
}

RECOMMENDATION_IN_STATE: dict[str, Callable[[House], Recommendation]] = {
    RecommendationState.PROPOSED: proposed,
    RecommendationState.FORWARDED: forwarded,
    RecommendationState.ADMITTED: admitted,
    RecommendationState.DECLINED: declined,
    RecommendationState.TAKEN_BACK: taken_back,
}
