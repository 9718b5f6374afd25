# SPDX-License-Identifier: Apache-2.0
"""What holds in award rounds: eligibility kept at the opening, impartial votes, reasons, notice, certificates."""

import datetime
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.domains.awards.test_steps import fresh
from tests.domains.matrix import refuses
from tests.factories import awards, items, quotas, rewards, supervision
from tests.factories.network import House
from yizhan.domains.awards import rules, sentences
from yizhan.domains.awards.access import parties
from yizhan.domains.awards.access import recommendations as proposals
from yizhan.domains.awards.access import rounds as access
from yizhan.domains.awards.models import Nomination, Round, Seat, Vote
from yizhan.domains.awards.operations import (
    certifying,
    deciding,
    nominating,
    objecting,
    opening,
    recommending,
    voting,
)
from yizhan.domains.awards.operations.deciding import Decision
from yizhan.domains.awards.states import Kind, NominationState, SeatState, State
from yizhan.domains.items.models import Item
from yizhan.domains.rewards import rules as reward_rules
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry


def opened(house: House, kind: str = Kind.OFFICER, **changes: Any) -> Round:
    """A round of that kind, with whatever is recorded by now."""
    return opening.open_round(house.editor, new_id(), announcement=awards.announcement(kind, **changes))


def in_person_of(actor: Actor, person: Actor) -> Actor:
    """The post and role of one, held by the other."""
    return Actor(
        role=actor.role,
        post=actor.post,
        person=person.person,
        organization=actor.organization,
        station=actor.station,
    )


@pytest.mark.rule("RULE-070", "RULE-071")
def test_the_eligible_are_reckoned_at_the_opening_explained_and_kept(house: House) -> None:
    rewards.lay_down(house, reward_rules.AWARD_SUBMITTED, 2)
    rewards.lay_down(house, reward_rules.AWARD_ADOPTED, 1)
    items.released(house)
    items.submitted(house)
    items.submitted(house, by=house.officer)
    tomorrow = clock.today() + datetime.timedelta(days=1)
    early = partial(opened, house, last=tomorrow)
    assert refuses(early, Invalid).code == "awards.period.not_over"
    found = opened(house)
    rows = {one.person_id: one for one in found.candidates.all()}
    member, officer = rows[house.member.person], rows[house.officer.person]
    assert (member.is_eligible, officer.is_eligible) == (True, False)
    assert sentences.figures(member) == ["报送 2 篇，采用 1 篇"]
    assert sentences.lacks(officer) == ["还差报送 1 篇", "还差采用 1 篇"]
    assert sentences.asked(found) == "报送不少于 2 篇，采用不少于 1 篇。"
    for _ in range(2):
        items.released(house, by=house.officer)
    assert [fresh(one).figures for one in (member, officer)] == [member.figures, officer.figures]
    nominate = partial(awards.nominate, house, found, house.officer)
    assert refuses(nominate, Invalid, found).code == "awards.candidate.not_eligible"
    stranger = partial(awards.nominate, house, found, house.leader)
    assert refuses(stranger, Invalid, found).code == "awards.candidate.unknown"
    awards.nominate(house, found, house.member)
    again = partial(awards.nominate, house, found, house.member, house.officer)
    assert refuses(again, Conflict, found).code == "awards.candidate.nominated"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"kind": "best"}, "awards.kind.unknown", "kind"),
        ({"places": 0}, "awards.places", "places"),
        ({"places": 501}, "awards.places", "places"),
        ({"first": datetime.date(2030, 1, 1)}, "awards.period.backwards", "last"),
        ({"first": datetime.date(2020, 1, 1)}, "awards.period.too_long", "first"),
        ({"name": " "}, "items.text.empty", "name"),
        ({"instrument": "机密★依据"}, "items.text.secret", "instrument"),
    ],
)
def test_what_is_no_round_opens_nothing(house: House, changes: dict[str, Any], code: str, field: str) -> None:
    refused = refuses(
        partial(
            opening.open_round,
            house.editor,
            new_id(),
            announcement=awards.announcement(**{"kind": Kind.UNIT, **changes}),
        ),
        Invalid,
    )
    assert (refused.code, refused.field) == (code, field)
    assert not Round.objects.exists()


@pytest.mark.rule("RULE-069")
def test_a_good_item_has_a_recorded_effect(house: House) -> None:
    instructed, planned, plain = items.released(house), items.released(house), items.released(house)
    supervision.recorded(house, item=instructed)
    implemented = supervision.implemented(house)
    reply_only = items.submitted(house)
    found = opened(house, Kind.ITEM)
    eligible = {one.item_id: one.is_eligible for one in found.candidates.all()}
    assert eligible[instructed.pk]
    assert eligible[implemented.item_id]
    assert not eligible[plain.pk]
    assert not eligible[planned.pk]
    assert reply_only.pk not in eligible
    said = sentences.figures(found.candidates.get(item=instructed))
    assert said == [f"市长林一川于{_today()}作出批示"]
    assert f"督办于{_today()}确认：已落实" in sentences.figures(found.candidates.get(item=implemented.item_id))
    assert sentences.lacks(found.candidates.get(item=plain)) == ["没有记载成效"]
    nominate = partial(nominating.nominate, house.officer, found.public_id, subject=plain.public_id, reason="好信息")
    assert refuses(nominate, Invalid, found).code == "awards.candidate.not_eligible"
    made = nominating.nominate(house.officer, found.public_id, subject=instructed.public_id, reason="促进了问题的解决")
    assert made.candidate.item_id == instructed.pk
    assert opened(house, Kind.WORK).candidates.filter(is_eligible=False).count() == 0


def _today() -> str:
    today = clock.today()
    return f"{today.year}年{today.month}月{today.day}日"


@pytest.mark.rule("RULE-076")
def test_quotas_go_with_a_nomination_as_evidence_and_exclude_nobody(house: House) -> None:
    item = items.released(house, by=house.officer)
    assert Item.objects.get(pk=item.pk).organization_id == house.township.pk
    quotas.laid_down(house, quotas.row(who="unit", span="month", least=9))
    found = opened(house, Kind.UNIT)
    unit = found.candidates.get(organization=house.township)
    assert (unit.is_eligible, unit.figures) == (True, {"submitted": 1, "adopted": 1, "findings": 0})
    other = found.candidates.get(organization=house.department)
    assert sentences.lacks(other) == ["还差采用 1 篇"]
    made = nominating.nominate(house.officer, found.public_id, subject=house.township.public_id, reason="报送及时")
    [quota] = made.quotas
    assert (quota["required"], quota["count"]) == (9, "1")
    assert "1" in sentences.quotas(made)[0]
    quotas.laid_down(house, quotas.row(who="unit", span="month", least=1), valid_from=clock.today())
    assert fresh(made).quotas == [quota]


def test_who_is_concerned_neither_votes_nor_decides_and_it_is_recorded(house: House) -> None:
    found = awards.nominating_round(house)
    awards.nominate(house, found, house.officer)
    people = [awards.person_of(getattr(house, name)).public_id for name in (*awards.PANEL, "officer", "reviewer")]
    unknown = partial(voting.begin_voting, house.editor, found.public_id, panel=people)
    assert refuses(unknown, Invalid, found).code == "awards.panel.unknown"
    few = partial(voting.begin_voting, house.editor, found.public_id, panel=people[:2])
    assert refuses(few, Invalid, found).code == "awards.panel.too_small"
    voting.begin_voting(house.editor, found.public_id, panel=people[:3])
    first = awards.first_of(found).public_id
    Seat.objects.filter(person=house.leader.person).update(person=house.officer.person)
    assert parties.recusals(found, [house.officer.person or 0, house.signer.person or 0]) == {
        house.officer.person: "nominee"
    }
    voting.recuse(house.supervisor, found.public_id, reason="系被提名人亲属")
    again = partial(voting.vote, house.supervisor, found.public_id, nominations=[first])
    assert refuses(again, Denied, found).code == "awards.round.concerned"
    stranger = partial(voting.vote, house.reviewer, found.public_id, nominations=[first])
    assert refuses(stranger, Denied, found).code == "awards.seat.none"
    assert "系被提名人亲属" in str(Entry.objects.get(event="awards.round.recused").facts)
    voting.vote(house.signer, found.public_id, nominations=[first])
    assert refuses(partial(voting.count, house.editor, found.public_id), Conflict, found).code == (
        "awards.round.no_quorum"
    )
    unseen = partial(voting.vote, in_person_of(house.leader, house.officer), found.public_id, nominations=[first])
    assert refuses(unseen, Denied, found).code == "awards.round.concerned"
    Seat.objects.filter(person=house.officer.person).update(person=house.leader.person)
    voting.vote(house.leader, found.public_id, nominations=[])
    counted = voting.count(house.editor, found.public_id)
    for actor, code in (
        (in_person_of(house.reviewer, house.officer), "awards.round.concerned"),
        (in_person_of(house.signer, house.editor), "awards.round.same_person"),
    ):
        decide = partial(deciding.decide, actor, found.public_id, decisions=awards.decisions(counted))
        assert refuses(decide, Denied, counted).code == code
        assert "decide" not in access.offers(actor, counted)
    assert access.offers(in_person_of(house.signer, house.officer), counted) == ["cancel"]


def test_a_panel_member_of_a_nominated_unit_keeps_the_seat_without_a_vote(house: House) -> None:
    items.released(house, by=house.officer)
    found = opened(house, Kind.UNIT)
    nominating.nominate(house.editor, found.public_id, subject=house.township.public_id, reason="报送及时")
    rewards.lay_down(house, rules.PANEL, 2)
    concerned = parties.recusals(found, [house.officer.person or 0, house.leader.person or 0])
    assert concerned == {house.officer.person: "unit"}
    assert parties.is_party(in_person_of(house.reviewer, house.officer), found)
    assert not parties.is_party(house.reviewer, found)
    work = opened(house, Kind.WORK)
    item = work.candidates.get().item
    assert item is not None
    nominating.nominate(house.editor, work.public_id, subject=item.public_id, reason="写得好")
    assert parties.recusals(work, [house.officer.person or 0]) == {house.officer.person: "contributor"}


def test_votes_are_one_each_changeable_until_the_count_and_secret(house: House) -> None:
    found = awards.voting_round(house)
    first, second = (one.public_id for one in found.nominations.order_by("id"))
    vote = partial(voting.vote, house.leader, found.public_id)
    assert refuses(partial(vote, nominations=[first, second]), Invalid, found).code == "awards.vote.too_many"
    assert refuses(partial(vote, nominations=[new_id()]), Invalid, found).code == "awards.vote.unknown"
    vote(nominations=[first])
    vote(nominations=[second])
    seat = Seat.objects.get(person=house.leader.person)
    assert [one.nomination.public_id for one in Vote.objects.filter(seat=seat)] == [second]
    facts = [entry.facts for entry in Entry.objects.filter(event="awards.round.voted")]
    assert [one["is_again"] for one in facts] == [False, True]
    assert not any(str(key) in str(facts) for key in (first, second))
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(seat=seat, nomination=Nomination.objects.get(public_id=second))
    for name in ("supervisor", "signer"):
        voting.vote(getattr(house, name), found.public_id, nominations=[first])
    counted = voting.count(house.editor, found.public_id)
    assert (counted.tally["votes"][str(first)], counted.tally["votes"][str(second)]) == (2, 1)
    assert refuses(partial(vote, nominations=[first]), Conflict, counted).code == "awards.round.elsewhere"


def test_parts_of_a_panel_as_rules_name_them() -> None:
    table = {
        (rules.MORE_THAN_HALF, 2, 4): False,
        (rules.MORE_THAN_HALF, 3, 5): True,
        (rules.TWO_THIRDS, 2, 3): True,
        (rules.TWO_THIRDS, 3, 5): False,
        (rules.ALL, 4, 5): False,
        (rules.ALL, 5, 5): True,
        (rules.ALL, 0, 0): False,
    }
    assert {key: rules.reaches(*key) for key in table} == table


@pytest.mark.rule("RULE-071")
def test_a_decision_gives_a_reason_for_everybody_and_follows_the_votes(house: House) -> None:
    found = awards.counted_round(house)
    first, second = (one.public_id for one in found.nominations.order_by("id"))
    yes, no = Decision(True, "票数过半"), Decision(False, "票数不足")
    for decisions, code in (
        ({first: yes}, "awards.decision.incomplete"),
        ({first: yes, second: Decision(False, " ")}, "items.text.empty"),
        ({first: yes, second: yes}, "awards.decision.too_many"),
        ({first: no, second: yes}, "awards.decision.too_few_votes"),
    ):
        decide = partial(deciding.decide, house.reviewer, found.public_id, decisions=decisions)
        assert refuses(decide, Invalid, found, *found.nominations.all()).code == code
    deciding.decide(house.reviewer, found.public_id, decisions={first: yes, second: no})
    told = {one.public_id: (one.state, one.decision) for one in Nomination.objects.all()}
    assert told == {first: ("chosen", "票数过半"), second: ("passed_over", "票数不足")}
    mine = access.visible_nominations(house.member)
    assert {one.public_id for one in mine} == {first, second}
    assert {one.public_id for one in access.visible_nominations(house.handler)} == {first}


def test_nothing_is_awarded_while_the_notice_hangs_or_an_objection_waits(house: House) -> None:
    found = awards.public_round(house)
    award = partial(deciding.award, house.signer, found.public_id)
    assert refuses(award, Conflict, found).code == "awards.round.still_public"
    objection = objecting.object_to(house.handler, found.public_id, text="名额过少")
    unknown = partial(objecting.object_to, house.handler, found.public_id, text="有误", nomination=new_id())
    assert refuses(unknown, Invalid, found).code == "awards.objection.unknown_name"
    with clock.at(awards.later()):
        assert refuses(award, Conflict, found).code == "awards.round.unanswered"
        late = partial(objecting.object_to, house.handler, found.public_id, text="名额过少")
        assert refuses(late, Conflict, found).code == "awards.objection.too_late"
    assert list(access.visible_objections(house.member)) == []
    assert list(access.visible_objections(house.handler)) == [objection]
    for actor in (in_person_of(house.reviewer, house.officer), in_person_of(house.reviewer, house.handler)):
        answer = partial(objecting.answer, actor, objection.public_id, is_upheld=True, text="属实")
        assert refuses(answer, Denied, found, objection).code == "awards.round.concerned"
    objecting.answer(house.reviewer, objection.public_id, is_upheld=False, text="名额按办法确定")
    with clock.at(awards.later()):
        for actor in (in_person_of(house.signer, house.editor), in_person_of(house.signer, house.reviewer)):
            second = partial(deciding.award, actor, found.public_id)
            assert refuses(second, Denied, found).code == "awards.round.same_person"
        deciding.award(house.signer, found.public_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=found.pk).update(awarded_by=fresh(found).opened_by)


def test_an_upheld_objection_strikes_a_name_or_sends_the_decision_back(house: House) -> None:
    struck = awards.struck(house)
    assert (struck.state, struck.round.state) == (NominationState.STRUCK, State.PUBLIC)
    objection = objecting.object_to(house.member, struck.round.public_id, text="应当重新评议")
    objecting.answer(house.signer, objection.public_id, is_upheld=True, text="重新评议")
    back = Round.objects.get(pk=struck.round_id)
    assert (back.state, back.decided_by_id) == (State.COUNTED, None)
    second = back.nominations.order_by("id")[1]
    decide = partial(deciding.decide, house.reviewer, back.public_id)
    deciding.decide(house.reviewer, back.public_id, decisions={second.public_id: Decision(False, "票数不足")})
    assert Round.objects.get(pk=back.pk).state == State.PUBLIC
    assert refuses(partial(decide, decisions={}), Conflict, back).code == "awards.round.elsewhere"
    with clock.at(awards.later()):
        assert deciding.award(house.leader, back.public_id).state == State.AWARDED
    assert not Nomination.objects.filter(state=NominationState.AWARDED).exists()


@pytest.mark.rule("RULE-077")
def test_certificates_have_numbers_of_their_own_and_each_printing_is_recorded(house: House) -> None:
    found = awards.awarded_round(house)
    row = fresh(awards.first_of(found))
    assert row.serial.endswith("〕0001")
    on = clock.today() + datetime.timedelta(days=30)
    with clock.at(awards.later()):
        for copy in (1, 2):
            assert certifying.certify(house.editor, row.public_id).copies == copy
        prints = Entry.objects.filter(event="awards.nomination.certified").order_by("id")
        assert [one.facts["copy"] for one in prints] == [1, 2]
        for day, code in (
            (on + datetime.timedelta(days=9), "awards.day.future"),
            (clock.today() - datetime.timedelta(days=9), "awards.day.before_award"),
        ):
            early = partial(certifying.hand_over, house.editor, row.public_id, on=day)
            assert refuses(early, Invalid, row).code == code
        certifying.hand_over(house.editor, row.public_id, on=clock.today())
        again = partial(certifying.hand_over, house.editor, row.public_id, on=clock.today())
        assert refuses(again, Conflict, row).code == "awards.nomination.elsewhere"
        deciding.revoke(house.signer, row.public_id, reason="事后查实信息失实")
        gone = partial(certifying.certify, house.editor, row.public_id)
        assert refuses(gone, Conflict, row).code == "awards.nomination.elsewhere"
    assert fresh(row).serial == row.serial
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.filter(pk=row.pk).update(serial="")


@pytest.mark.rule("RULE-078")
def test_a_recommendation_keeps_its_grounds_and_is_forwarded_by_somebody_else(house: House) -> None:
    awarded = awards.awarded_round(house)
    row = awards.proposed(house)
    assert row.grounds["submitted"] == 1
    assert [one["name"] for one in row.grounds["awards"]] == [awarded.name]
    again = partial(recommending.propose, house.editor, new_id(), person=row.person.public_id, reason="再次推荐")
    assert refuses(again, Conflict, row).code == "awards.recommendation.open_already"
    oneself = partial(
        recommending.propose, house.editor, new_id(), person=awards.person_of(house.editor).public_id, reason="自荐"
    )
    assert refuses(oneself, Invalid, row).code == "awards.recommendation.oneself"
    own = partial(recommending.forward, in_person_of(house.signer, house.editor), row.public_id, body="区委统战部")
    assert refuses(own, Denied, row).code == "awards.recommendation.same_person"
    assert not proposals.visible(in_person_of(house.reviewer, house.officer)).exists()
    recommending.forward(house.leader, row.public_id, body="区委统战部")
    tomorrow = clock.today() + datetime.timedelta(days=1)
    early = partial(recommending.admit, house.editor, row.public_id, on=tomorrow)
    assert refuses(early, Invalid, row).code == "awards.day.future"
    assert recommending.admit(house.editor, row.public_id, on=clock.today()).state == "admitted"


def test_seats_say_why_somebody_does_not_vote(house: House) -> None:
    found = awards.voting_round(house)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.filter(round=found).update(state=SeatState.RECUSED)
