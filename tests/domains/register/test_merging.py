# SPDX-License-Identifier: Apache-2.0
"""Persons entered twice: every step from every state, and every reader counts them once, until it is taken back."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import appraisal, items, network, register, reporting, rewards
from tests.factories.network import House
from tests.factories.register import REASON, again
from yizhan.domains.appraisal.queries import standings
from yizhan.domains.appraisal.queries.holders import own_subject
from yizhan.domains.items import access as item_access
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, registration, review, submission
from yizhan.domains.items.operations.writing import Contributor
from yizhan.domains.items.queries import credit, listing
from yizhan.domains.items.states import Kind, VerificationResult
from yizhan.domains.network import queries
from yizhan.domains.network.models import Account, Person
from yizhan.domains.network.operations import posts, tree
from yizhan.domains.network.states import Level, ResponsibilityKind, Role
from yizhan.domains.notices.models import Notice
from yizhan.domains.notices.operations import telling
from yizhan.domains.notices.operations.telling import Addressee
from yizhan.domains.register import access
from yizhan.domains.register.models import Merger
from yizhan.domains.register.operations import merging
from yizhan.domains.register.permissions import NEEDED
from yizhan.domains.register.queries import mergers as reading
from yizhan.domains.register.states import MERGER_STEPS, MergerState
from yizhan.domains.reporting.queries import figures
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.rewards.models import FeeLine
from yizhan.domains.rewards.queries import lines
from yizhan.engines.scoring.periods import parse_period
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry

STEP: dict[str, tuple[str, Callable[..., Merger], tuple[str, ...]]] = {
    "confirm": ("security_administrator", merging.confirm, ("network.person.merged", "register.merger.confirmed")),
    "drop": ("system_administrator", partial(merging.drop, reason="同名不同人"), ("register.merger.dropped",)),
    "undo": (
        "security_administrator",
        partial(merging.undo, reason="同名不同人"),
        ("network.person.parted", "register.merger.undone"),
    ),
}


def person_of(actor: Actor) -> Person:
    return Person.objects.get(pk=actor.acting_person)


@pytest.mark.parametrize("state", MergerState.values)
def test_every_step_in_state(house: House, recorded: Recorded, state: str) -> None:
    assert set(STEP) == set(NEEDED) == set(MERGER_STEPS)
    row = Merger.objects.get(pk=register.IN_STATE[state](house).pk)
    assert row.state == state
    for verb, (who, call, events) in STEP.items():
        actor = getattr(house, who)
        assert (verb in access.offers(actor, row)) is (state in MERGER_STEPS[verb].sources), verb
        if state not in MERGER_STEPS[verb].sources:
            refuses(partial(call, actor, row.public_id), Conflict, row)
            continue
        others = ["system_administrator"] if verb != "drop" else []
        for other, kind in [(name, Denied) for name in others] + [(name, NotFound) for name in ("editor", "member")]:
            refuses(partial(call, getattr(house, other), row.public_id), kind, row)
        refuses(partial(call, actor, row.public_id, seen=row.version + 1), Conflict, row)
        if verb != "confirm":
            refuses(partial(call.func, actor, row.public_id, reason=" "), Invalid, row)  # type: ignore[attr-defined]
            refuses(partial(call.func, actor, row.public_id, reason="长" * 501), Invalid, row)  # type: ignore[attr-defined]
        with transaction.atomic():
            once = actor.requested(new_id())
            recorded.clear()
            for _ in range(2):
                assert call(once, row.public_id, seen=row.version).pk == row.pk
                assert recorded.names == list(events)
            assert Merger.objects.get(pk=row.pk).state == MERGER_STEPS[verb].target
            transaction.set_rollback(True)


def test_what_cannot_be_merged(house: House) -> None:
    propose = merging.propose
    member, second = person_of(house.member), person_of(register.twice(house))
    keeper, giver = house.system_administrator, house.security_administrator
    for other in (giver, house.editor, house.member, house.audit_administrator):
        refuses(partial(propose, other, second.public_id, into=member.public_id, **REASON), Denied, second)
    refuses(partial(propose, keeper, second.public_id, into=new_id(), **REASON), NotFound, second)
    refuses(partial(propose, keeper, second.public_id, into=member.public_id, reason=""), Invalid, second)
    tries = [
        (second, second, "same_entry"),
        (person_of(keeper), person_of(giver), "administrators_apart"),
    ]
    for one, into, code in tries:
        refused = refuses(partial(propose, keeper, one.public_id, into=into.public_id, **REASON), Conflict, one)
        assert code in refused.code
    waits = register.proposed(house, second, member)
    third = person_of(register.twice(house))
    for one, into in ((second, member), (member, third), (third, second)):
        refused = refuses(partial(propose, keeper, one.public_id, into=into.public_id, **REASON), Conflict, one, into)
        assert refused.code == "register.merger.waits" or into == second
    merging.confirm(giver, waits.public_id)
    merged = Person.objects.get(pk=second.pk)
    for one, into in ((merged, third), (third, merged)):
        refused = refuses(partial(propose, keeper, one.public_id, into=into.public_id, **REASON), Conflict, one, into)
        assert refused.code == "network.person.merged"
    appoint = partial(
        posts.appoint, system(), person=second.pk, organization=house.office.pk, role=Role.EDITOR,
        starts_on=network.LONG_AGO,
    )  # fmt: skip
    name = partial(
        tree.name_responsible, system(), house.department.pk, person=second.pk, kind=ResponsibilityKind.FIRST,
        title="局长", since=network.LONG_AGO,
    )  # fmt: skip
    for step in (appoint, name, partial(posts.open_account, system(), person=second.pk, sign_in_name="wu-ming")):
        assert refuses(step, Conflict, merged).code == "network.person.merged"


def test_one_who_holds_two_posts_does_not_confirm_his_own_proposal(house: House) -> None:
    waits = register.proposed(house)
    former = network.post(house.office, Role.SECURITY_ADMINISTRATOR)
    posts.end_post(system(), house.system_administrator.acting_post, on=clock.today(), reason="轮岗")
    own = queries.actor_of(former)
    same = Actor(
        role=own.role, post=own.post, person=house.system_administrator.person, organization=own.organization,
        station=own.station,
    )  # fmt: skip
    assert "confirm" not in access.offers(same, waits)
    refuses(partial(merging.confirm, same, waits.public_id), Denied, waits)


def _shared(house: House, *who: Actor) -> Item:
    """An item of several contributors with equal shares, adopted by the city."""
    of = [Contributor(share=10_000 // len(who), person=one.person) for one in who]
    made = submission.submit(
        who[0], new_id(), kind=Kind.SOCIAL_OPINION, wording=items.wording(), contributors=of, is_truthful=True
    )
    registration.register(house.editor, made.public_id)
    review.send_to_review(house.editor, made.public_id)
    for reviewer in (house.reviewer, house.second_reviewer):
        review.approve(reviewer, made.public_id)
    editing.verify(house.editor, made.public_id, result=VerificationResult.CONFIRMED, note="已核实")
    reporting.adopted(house, review.sign_off(house.signer, made.public_id), reporting.body(house, level=Level.CITY))
    return made


def _told(house: House, first: Person) -> dict[str, Any]:
    """What readers say about the people of the house: credit, figures, quotas, fees, points."""
    today, year = clock.today(), parse_period(f"{clock.today():%Y}")
    period = Period(datetime.date(today.year, 1, 1), today)
    appraisal.booked()
    table = standings.standings(house.station.pk, year, is_money=None)[0]
    return {
        "credit": [(one.person, one.share) for one in credit.credited(Item.objects.all())],
        "figures": {one.public_id: (one.funnel, one.credit) for one in figures.by_person(house.station.pk, period)},
        "items": set(listing.of_person(Item.objects.all(), first.pk).values_list("pk", flat=True)),
        "fees": {(one.item, one.payee, one.amount, one.before) for one in lines.reckoned(house.station.pk, period)},
        "points": {row.subject.public_id: row.total for row in table.rows if row.total},
        "lines": sorted(str(one.points) for one in standings.statement(
            table.scheme, year, own_subject("person", first.pk, None))),  # type: ignore[arg-type]
    }  # fmt: skip


def test_every_reader_counts_once_and_taking_back_restores_all(house: House) -> None:
    second = register.twice(house)
    one, two = person_of(house.member), person_of(second)
    appraisal.in_force(house, appraisal.FEES, since=datetime.date(clock.today().year, 1, 1))
    both, alone = _shared(house, house.member, second), _shared(house, second)
    before = _told(house, one)
    assert len(before["figures"]) == 2
    entries, stored = Entry.objects.count(), FeeLine.objects.count()

    moving = reading.moving(two, one)
    assert (moving.items, moving.shares, moving.common, len(moving.posts)) == (2, 15_000, 1, 1)
    merger = register.standing(house, two, one)
    after = _told(house, one)
    assert after["credit"] == [(one.pk, 10_000), (one.pk, 10_000)]
    ((whose, (funnel, earned)),) = after["figures"].items()
    assert (whose, funnel.collected, funnel.adopted, funnel.adoptions, earned) == (one.public_id, 2, 2, 2, 20_000)
    assert after["items"] == {both.pk, alone.pk}
    assert {(item, payee[0]) for item, payee, *_ in after["fees"]} == {(both.pk, one.pk), (alone.pk, one.pk)}
    assert sum(line[2] for line in after["fees"]) == sum(line[2] for line in before["fees"])
    assert after["points"] == {one.public_id: sum(before["points"].values())}
    assert FeeLine.objects.count() == stored
    assert set(both.contributions.values_list("person", flat=True)) == {one.pk, two.pk}, "nothing is rewritten"

    merging.undo(house.security_administrator, merger.public_id, reason="同名不同人")
    assert _told(house, one) == before
    assert Entry.objects.count() == entries + 2 + 3  # proposed, merged, confirmed; parted, undone


def test_a_list_that_was_paid_before_the_merger_is_taken_off_once(house: House) -> None:
    second = register.twice(house)
    one, two = person_of(house.member), person_of(second)
    both = _shared(house, house.member, second)
    paid = rewards.approved(house, both)
    assert {line.person_id for line in paid.lines.all()} == {one.pk, two.pk}
    register.standing(house, two, one)
    today = clock.today()
    assert lines.reckoned(house.station.pk, Period(today - datetime.timedelta(days=30), today)) == []


def test_the_person_acts_with_all_posts_and_is_one_person_for_every_separation(house: House) -> None:
    second = register.twice(house, person_of(house.reviewer), role=Role.REVIEWER)
    own = items.submitted(house, by=register.twice(house))
    author = own.post.person if own.post else None
    assert author is not None
    item = items.in_review(house)
    review.approve(house.reviewer, item.public_id)
    register.standing(house, person_of(second), person_of(house.reviewer))
    other = again(second)
    assert other.person == house.reviewer.person
    assert other.is_person(second.person)
    assert other.is_person(house.reviewer.person)
    assert not other.is_person(None)
    assert not other.is_person(house.editor.person)
    refused = refuses(partial(review.approve, other, item.public_id), Denied, item)
    assert refused.code == "items.review.second_level"

    assert not item_access.visible(house.member).filter(pk=own.pk).exists()
    register.standing(house, author, person_of(house.member))
    assert item_access.visible(again(house.member)).filter(pk=own.pk).exists()
    entry = Entry.objects.order_by("-pk")[0]
    telling.tell(system(), [Addressee(author.pk), Addressee(house.member.acting_person)], entry.pk, audience="office")
    assert list(Notice.objects.filter(entry=entry).values_list("person", flat=True)) == [house.member.person]


def test_accounts_keys_and_the_register(house: House) -> None:
    second = register.twice(house)
    one, two = person_of(house.member), person_of(second)
    first_account = posts.open_account(system(), person=one.pk, sign_in_name="shen-1")
    account = posts.open_account(system(), person=two.pk, sign_in_name="shen-2")
    key = posts.make_token(house.security_administrator, second.acting_post, label="接口").text
    merger = register.standing(house, two, one)
    account.refresh_from_db()
    assert (account.is_active, Merger.objects.get(pk=merger.pk).closed_account) == (False, account)
    assert {post.pk for post in queries.posts_held(one.pk)} == {house.member.post, second.post}
    acting = queries.actor_of_token(key)
    assert acting is not None or not account.is_active
    assert two not in queries.people("")
    assert two not in queries.candidates(house.station.pk)
    assert two not in queries.people_of(house.station.pk)
    assert one in queries.people_of(house.station.pk)
    assert len(queries.posts_held_by([one.pk])[one.pk]) == 2
    merging.undo(house.security_administrator, merger.public_id, reason="同名不同人")
    account.refresh_from_db()
    assert account.is_active
    assert Account.objects.get(pk=first_account.pk).is_active
    found = queries.actor_of_token(key)
    assert found is not None
    assert found.person == two.pk
    assert found.entries == ()


def test_mergers_of_mergers_are_taken_back_in_any_order(house: House) -> None:
    one, two, three = (network.person("吴明") for _ in range(3))

    def pointers() -> dict[int, int | None]:
        return dict(Person.objects.filter(pk__in=[one.pk, two.pk, three.pk]).values_list("pk", "merged_into"))

    none = {one.pk: None, two.pk: None, three.pk: None}
    for is_inner_first in (True, False):
        inner = register.standing(house, one, two)
        outer = register.standing(house, Person.objects.get(pk=two.pk), Person.objects.get(pk=three.pk))
        assert pointers() == {one.pk: three.pk, two.pk: three.pk, three.pk: None}
        assert Person.objects.get(pk=one.pk).entries == [three.pk, two.pk, one.pk]
        order = (inner, outer) if is_inner_first else (outer, inner)
        left = {**none, two.pk: three.pk} if is_inner_first else {**none, one.pk: two.pk}
        merging.undo(house.security_administrator, order[0].public_id, reason="有误")
        assert pointers() == left
        merging.undo(house.security_administrator, order[1].public_id, reason="有误")
        assert pointers() == none
        assert not Person.objects.filter(pk__in=none).exclude(entries=[]).exists()


def test_it_is_taken_back_within_the_days_of_the_rule(house: House) -> None:
    row = Merger.objects.get(pk=register.standing(house).pk)
    until = reading.undo_until(row)
    assert until == (row.confirmed_at or clock.now()) + datetime.timedelta(days=30)
    assert "undo" in access.offers(house.security_administrator, row)
    with clock.at(until + datetime.timedelta(seconds=1)):
        assert "undo" not in access.offers(house.security_administrator, row)
        undo = partial(merging.undo, house.security_administrator, row.public_id, reason="有误")
        assert refuses(undo, Conflict, row).code == "register.undo.too_late"


def test_entries_of_one_name_are_suspected(house: House) -> None:
    second = person_of(register.twice(house))
    assert set(reading.suspects().values_list("pk", flat=True)) == {second.pk, house.member.person}
    assert list(reading.resembling(second)) == [person_of(house.member)]
    register.standing(house, second)
    assert not reading.suspects().exists()
