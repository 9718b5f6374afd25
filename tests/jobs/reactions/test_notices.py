# SPDX-License-Identifier: Apache-2.0
"""Who is told of what, through the outbox as the worker carries it out."""

from collections.abc import Iterator

import pytest

from tests.factories import items, supervision
from tests.factories.network import House, actor, person
from tests.factories.network import post as appointed
from yizhan.config.reactions import REACTIONS
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, registration, review, submission, synthesis
from yizhan.domains.items.operations.writing import Contributor
from yizhan.domains.items.states import Channel, Kind
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Station
from yizhan.domains.network.states import Role
from yizhan.domains.notices import access
from yizhan.domains.notices.models import Notice
from yizhan.domains.notices.states import Audience
from yizhan.domains.periodicals.models import Circulation, Issue, Series
from yizhan.domains.supervision.operations import assigning, concluding, telling
from yizhan.domains.supervision.queries import cases
from yizhan.domains.supervision.states import Verdict
from yizhan.jobs.reactions import notices
from yizhan.jobs.reactions.notices import NOTICES
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import Actor
from yizhan.kernel.events import CATALOGUE
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Delivery, Entry


@pytest.fixture(autouse=True)
def connected(db: None) -> Iterator[None]:
    """The table of this module, as the wiring hands it to the outbox."""
    outbox.connect(NOTICES)
    yield
    outbox.connect(REACTIONS)


def carry_out() -> None:
    """Let the worker do what is owed; nothing may fail."""
    while outbox.carry_out():
        pass
    assert list(Delivery.objects.exclude(problem="").values_list("problem", flat=True)) == []


def told(actor: Actor, event: str) -> list[str]:
    """As whom the actor was told of an event, once for each time."""
    carry_out()
    return list(access.visible(actor).filter(entry__event=event).values_list("audience", flat=True))


def test_every_story_event_meant_for_authors_is_in_the_table() -> None:
    meant = {name for name, event in CATALOGUE.items() if getattr(event, "told", False)}

    assert {name for name, reactions in NOTICES.items() if notices.tell_authors in reactions} == meant


def test_every_event_of_the_table_exists() -> None:
    assert set(NOTICES) <= set(CATALOGUE)


@pytest.mark.rule("RULE-100")
def test_every_contributor_is_told_and_not_who_did_it(house: House) -> None:
    second, unit_officer = person("某乙"), house.officer
    holder = network.actor_of(appointed(house.office, Role.MEMBER, holder=second))
    shares = [
        Contributor(share=4000, person=house.member.person),
        Contributor(share=3000, person=second.pk),
        Contributor(share=3000, organization=house.township.pk),
    ]
    submission.submit(
        house.member, new_id(), kind=Kind.DYNAMICS, wording=items.wording(), contributors=shares, is_truthful=True
    )

    assert told(holder, "items.item.submitted") == ["author"]
    assert told(unit_officer, "items.item.submitted") == ["author"]
    assert told(house.member, "items.item.submitted") == []
    assert told(house.second_member, "items.item.submitted") == []


@pytest.mark.rule("RULE-100")
def test_author_is_told_what_happens_to_the_copy_above(house: House) -> None:
    item = items.signed(house)
    copy = registration.send_on(house.editor, item, Station.objects.get(pk=house.above.pk), channel=Channel.REPORT)
    carry_out()
    registration.register(house.city.editor, copy.public_id)

    assert told(house.member, "items.item.registered") == ["author", "author"]
    assert {notice.matter for notice in access.visible(house.member)} == {item.public_id, copy.public_id}


def test_first_author_stays_told_after_the_shares_above_were_set_anew(house: House) -> None:
    item = items.signed(house)
    copy = registration.send_on(house.editor, item, Station.objects.get(pk=house.above.pk), channel=Channel.REPORT)
    registration.register(house.city.editor, copy.public_id)
    other = Contributor(share=10_000, person=house.officer.person)
    editing.set_shares(house.city.editor, copy.public_id, contributors=[other], reason="综合")

    editing.edit(house.city.editor, copy.public_id, wording=items.wording(title="市级综合"))

    assert told(house.member, "items.item.edited") == ["author"]
    assert told(house.officer, "items.item.edited") == ["author"]


def test_reactions_carried_out_twice_tell_once(house: House) -> None:
    items.registered(house)
    carry_out()
    number = Notice.objects.count()

    for entry in Entry.objects.filter(event__in=NOTICES):
        for reaction in NOTICES[entry.event]:
            reaction(entry)

    assert Notice.objects.count() == number > 0


def test_office_is_told_of_what_comes_back_and_of_what_is_urgent(house: House) -> None:
    calm = items.submitted(house)
    urgent = submission.submit(
        house.member, new_id(), kind=Kind.DYNAMICS, wording=items.wording(), is_truthful=True, is_urgent=True
    )
    returned = items.returned(house)
    submission.revise(house.member, returned.public_id, wording=items.wording(title="补充"), is_truthful=True)
    submission.withdraw(house.member, calm.public_id, reason="情况已变化")

    assert told(house.editor, "items.item.submitted") == ["office"]
    assert access.visible(house.editor).get(entry__event="items.item.submitted").matter == urgent.public_id
    assert told(house.editor, "items.item.revised") == ["office"]
    assert told(house.editor, "items.item.withdrawn") == ["office"]
    assert told(house.reviewer, "items.item.revised") == []


def test_reviewers_and_signers_are_told_when_it_is_their_turn(house: House) -> None:
    second_reviewer, signer = house.second_reviewer, house.signer
    item = items.in_review(house)
    review.approve(house.reviewer, item.public_id)
    assert told(signer, "items.review.passed") == []

    review.approve(second_reviewer, item.public_id)

    assert told(signer, "items.review.passed") == ["office"]
    assert told(house.reviewer, "items.item.sent_to_review") == ["office"]


def test_transferred_item_reaches_the_editors_of_the_other_station(house: House, elsewhere: House) -> None:
    items.transferred(house)

    assert told(elsewhere.editor, "items.item.arrived") == ["office"]
    assert told(house.editor, "items.item.arrived") == []


def test_supervision_tells_supervisor_unit_leader_and_author(house: House) -> None:
    stranger = supervision.handler_of(house.other_department)
    case = supervision.told(house)
    telling.answer_feedback(house.member, cases.feedback_of(case).get().public_id, verdict=Verdict.NOT_SOLVED)
    concluding.reopen(house.supervisor, case.public_id, due_on=supervision.in_days(5), reason="没有解决")

    assert told(house.supervisor, "supervision.instruction.given") == ["supervisor"]
    assert told(house.supervisor, "supervision.assignment.replied") == ["supervisor"]
    assert told(house.supervisor, "supervision.feedback.answered") == ["supervisor"]
    assert told(house.handler, "supervision.assignment.assigned") == ["handler"]
    assert told(house.handler, "supervision.assignment.reopened") == ["handler"]
    assert told(house.leader, "supervision.case.implemented") == ["leader"]
    assert told(house.leader, "supervision.case.reopened") == ["leader"]
    assert told(house.member, "supervision.instruction.given") == ["author"]
    assert told(house.member, "supervision.feedback.given") == ["author"]
    assert told(house.member, "supervision.assignment.replied") == []
    for other in (stranger, house.second_leader):
        assert not access.visible(other).exists()


def test_unit_is_told_of_urging_more_time_and_recall(house: House) -> None:
    assignment = supervision.assigned(house)
    assigning.urge(house.supervisor, assignment.public_id)
    assigning.extend(house.supervisor, assignment.public_id, due_on=supervision.in_days(30), reason="情况复杂")
    assigning.recall(house.supervisor, assignment.public_id, reason="交办有误")
    supervision.returned(house)

    for step in ("urged", "extended", "recalled"):
        assert told(house.handler, f"supervision.assignment.{step}") == ["handler"]
    assert told(house.handler, "supervision.assignment.returned") == []
    assert told(house.supervisor, "supervision.assignment.returned") == ["supervisor"]


def test_leader_with_a_taken_back_instruction_is_not_told(house: House) -> None:
    first = supervision.instruction(house)
    supervision.instruction(house, item=first.item, by=house.second_leader)
    supervision.instructions.revoke(house.leader, first.public_id, reason="重复")
    supervision.approved(house, first.case)

    concluding.establish(house.supervisor, first.case.public_id, outcome="planned")

    assert told(house.second_leader, "supervision.case.implemented") == ["leader"]
    assert told(house.leader, "supervision.case.implemented") == []


def test_readers_of_an_issue_are_told_once_each(house: House) -> None:
    series = Series.objects.create(station=house.station, name="社情民意", kind="bulletin")
    issue = Issue.objects.create(series=series, station=house.station, state="composing", opened_at=clock.now())
    Circulation.objects.create(issue=issue, kind="report_to", post_id=house.leader.post, name="某领导")
    entry = Entry.objects.create(
        event="periodicals.issue.released",
        subject=issue.public_id,
        station=house.station.pk,
        act=new_id(),
        role=Role.SIGNER,
        facts={"label": "第1期"},
        at=clock.now(),
    )
    notices.tell_readers(entry)
    Circulation.objects.create(issue=issue, kind="send_to", organization=house.department, name="城管局")
    entry.pk, entry.event, entry.facts = None, "periodicals.circulation.extended", {"names": ["城管局"]}
    entry.save()

    notices.tell_readers(entry)

    assert list(access.visible(house.leader).values_list("audience", flat=True)) == [Audience.READER]
    assert list(access.visible(house.handler).values_list("entry__event", flat=True)) == [
        "periodicals.circulation.extended"
    ]
    assert not access.visible(actor(house.department, Role.MEMBER)).exists()


def test_entry_without_a_matter_tells_no_author(house: House) -> None:
    item: Item = items.submitted(house)
    entry = Entry.objects.get(event="items.item.submitted", matter=item.public_id)
    entry.matter = None

    notices.tell_authors(entry)
    notices.tell_editors_of_urgent(entry)

    assert not Notice.objects.exists()


def test_every_contributor_is_told_when_items_are_put_together_and_what_becomes_of_them(house: House) -> None:
    mine, other = items.registered(house), items.registered(house, by=house.officer)
    whole = items.synthesis(house, [mine, other])

    assert told(house.member, "items.item.absorbed") == [Audience.AUTHOR]
    assert told(house.officer, "items.item.absorbed") == [Audience.AUTHOR]
    registration.decline(house.editor, whole.public_id, code="known")
    assert told(house.member, "items.item.declined") == [Audience.AUTHOR]
    assert told(house.officer, "items.item.declined") == [Audience.AUTHOR]
    registration.reconsider(house.reviewer, whole.public_id, reason="情况有变")
    synthesis.undo(house.editor, whole.public_id)
    assert told(house.member, "items.item.set_free") == [Audience.AUTHOR]
    assert told(house.editor, "items.item.set_free") == []
