# SPDX-License-Identifier: Apache-2.0
"""Recording and revoking adoptions; the list of adopting bodies."""

import datetime
from typing import Any

import pytest
from django.utils import translation

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items, reporting
from tests.factories.network import House
from tests.factories.reporting import IN_STATE, Ladder
from yizhan.domains.files import queries as files
from yizhan.domains.files.operations import attaching
from yizhan.domains.items.queries import journals
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.network.states import Level, Line
from yizhan.domains.reporting import access, sentences
from yizhan.domains.reporting.models import AdoptingBody, Adoption, Credit
from yizhan.domains.reporting.operations import adoption, bodies
from yizhan.domains.reporting.queries import records
from yizhan.domains.reporting.states import Form, State
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id

APPROVED = {ItemState.SIGNED, ItemState.RELEASED, ItemState.ARCHIVED}
SUBMITTED_AT = datetime.datetime(2026, 3, 1, 16, 30, tzinfo=datetime.UTC)
SUBMITTED_ON = datetime.date(2026, 3, 2)
DAY = datetime.timedelta(days=1)


def record(house: House, item: Any, by: AdoptingBody, **changes: Any) -> Adoption:
    return adoption.record_adoption(house.editor, item.public_id, particulars=reporting.particulars(by, **changes))


def test_an_adoption_keeps_what_is_known_of_it(house: House, recorded: Recorded) -> None:
    item, body = items.released(house, title="甲"), reporting.body(house, name="省委办公厅")
    recorded.clear()

    made = record(
        house,
        item,
        body,
        publication="《每日要情》",
        form=Form.COMPOSITE,
        title_used="加装电梯后续管理",
        told_by="信息处来电",
        evidence="第58期第3条",
    )

    assert recorded.names == ["reporting.adoption.recorded"]
    stored = Adoption.objects.get(pk=made.pk)
    assert (stored.item, stored.station, stored.state, stored.version) == (item, house.station, State.RECORDED, 1)
    assert (stored.body_name, stored.level, stored.line) == ("省委办公厅", Level.PROVINCE, Line.PARTY)
    assert (stored.publication, stored.form, stored.title_used) == ("每日要情", Form.COMPOSITE, "加装电梯后续管理")
    assert (stored.told_by, stored.evidence, stored.post_id) == ("信息处来电", "第58期第3条", house.editor.post)
    assert record(house, item, reporting.body(house)).title_used == "甲"


def test_the_author_reads_who_adopted_it(house: House) -> None:
    made = reporting.adopted(house, by=reporting.body(house, name="省委办公厅"), adopted_on=clock.today())

    told = journals.journey(made.item).filter(event="reporting.adoption.recorded").get()

    assert told.facts == {
        "body_name": "省委办公厅",
        "level": 2,
        "publication": "每日要情",
        "form": "single",
        "adopted_on": clock.today().isoformat(),
    }
    with translation.override("en"):
        words = sentences.TOLD["reporting.adoption.recorded"]({**told.facts, "adopted_on": "2026-03-02"})
    assert words == "Adopted by 省委办公厅 (province) in 《每日要情》 on March 2, 2026."


@pytest.mark.parametrize("state", list(ItemState))
def test_only_approved_items_can_have_been_adopted(house: House, state: str) -> None:
    item, body = items.IN_STATE[state](house), reporting.body(house)
    if state in APPROVED:
        assert access.item_offers(house.editor, item) == ["record_adoption"]
        assert record(house, item, body, adopted_on=clock.today()).item == item
    else:
        assert access.item_offers(house.editor, item) == []
        refused = refuses(lambda: record(house, item, body), Conflict, item)
        assert refused.code == "reporting.item.not_approved"


def test_who_may_not_record_an_adoption(house: House, elsewhere: House) -> None:
    item, body = items.released(house), reporting.body(house)
    given = reporting.particulars(body)
    refused = {
        house.supervisor: Denied,
        house.signer: Denied,
        house.member: Denied,
        house.leader: Denied,
        elsewhere.editor: NotFound,
        house.handler: NotFound,
        house.audit_administrator: NotFound,
    }
    for actor, kind in refused.items():
        refuses(lambda actor=actor: adoption.record_adoption(actor, item.public_id, particulars=given), kind, item)
        assert access.item_offers(actor, item) == []
    assert not Adoption.objects.exists()


def test_a_page_from_yesterday_is_refused(house: House) -> None:
    item, given = items.released(house), reporting.particulars(reporting.body(house))

    refused = refuses(
        lambda: adoption.record_adoption(house.editor, item.public_id, particulars=given, seen=item.version - 1),
        Conflict,
        item,
    )

    assert refused.code == "page.outdated"


def test_a_double_click_records_once(house: House, recorded: Recorded) -> None:
    item, given = items.released(house), reporting.particulars(reporting.body(house))
    actor = house.editor.requested(new_id())
    recorded.clear()

    first = adoption.record_adoption(actor, item.public_id, particulars=given)
    second = adoption.record_adoption(actor, item.public_id, particulars=given)

    assert first == second
    assert recorded.names == ["reporting.adoption.recorded"]


def test_the_same_body_publication_and_day_is_recorded_once(house: House) -> None:
    item, body = items.released(house), reporting.body(house)
    with clock.at(datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)):
        first = record(house, item, body)
        refused = refuses(lambda: record(house, item, body), Conflict, item, first)
        assert (refused.code, refused.field) == ("reporting.adoption.repeated", "body")

        record(house, item, body, publication="专报")
        record(house, item, body, adopted_on=clock.today() - DAY)
        record(house, item, reporting.body(house))

    assert Adoption.objects.count() == 4


def test_a_revoked_adoption_may_be_recorded_anew(house: House) -> None:
    item, body = items.released(house), reporting.body(house)
    adoption.revoke_adoption(house.editor, record(house, item, body).public_id, reason="登记错误")

    again = record(house, item, body)

    assert list(records.adoptions_of(item)) == [again]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (SUBMITTED_ON - DAY, "reporting.adoption.before_item"),
        (SUBMITTED_ON, ""),
        (SUBMITTED_ON + 8 * DAY, ""),
        (SUBMITTED_ON + 9 * DAY, "reporting.adoption.future"),
    ],
)
def test_the_day_lies_between_submission_and_today(house: House, day: datetime.date, code: str) -> None:
    """Both ends count by the office's clock: it was handed in at half past midnight there."""
    with clock.at(SUBMITTED_AT):
        item, body = items.released(house), reporting.body(house)
    with clock.at(SUBMITTED_AT + 8 * DAY):
        if not code:
            assert record(house, item, body, adopted_on=day).adopted_on == day
            return
        refused = refuses(lambda: record(house, item, body, adopted_on=day), Invalid, item)
    assert (refused.code, refused.field) == (code, "adopted_on")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"form": "by_hand"}, "reporting.adoption.form", "form"),
        ({"told_by": " "}, "reporting.adoption.no_evidence", "evidence"),
        ({"publication": "刊" * 61}, "items.text.too_long", "publication"),
        ({"evidence": "机密★一年"}, "items.text.secret", "evidence"),
        ({"title_used": "绝密★"}, "items.text.secret", "title_used"),
        ({"told_by": "王\x00处"}, "items.text.unreadable", "told_by"),
    ],
)
def test_what_cannot_be_kept_is_refused(house: House, wrong: dict[str, Any], code: str, field: str) -> None:
    item, body = items.released(house), reporting.body(house)

    refused = refuses(lambda: record(house, item, body, **wrong), Invalid, item)

    assert (refused.code, refused.field) == (code, field)


def test_a_medium_prints_under_a_title(house: House) -> None:
    item = items.released(house)
    paper = bodies.enter_body(house.editor, name="日报社", level=Level.PROVINCE, kind="media")

    refused = refuses(lambda: record(house, item, paper, publication=""), Invalid, item)
    assert (refused.code, refused.field) == ("items.text.empty", "publication")

    assert record(house, item, paper, publication="日报").line == ""
    assert record(house, item, reporting.body(house), publication="").publication == ""


@pytest.mark.usefixtures("files_folder")
def test_attached_evidence_is_handed_in_with_the_adoption(house: House) -> None:
    item, body, key = items.released(house), reporting.body(house), new_id()
    kept = attaching.keep(house.editor, key, "采用通知.txt", "第58期采用一条。".encode())

    made = adoption.record_adoption(
        house.editor, item.public_id, particulars=reporting.particulars(body, told_by=""), adoption=key
    )

    assert made.public_id == key
    assert list(files.attachments(made.public_id)) == [kept]


def test_an_id_is_used_once(house: House) -> None:
    made, item = reporting.adopted(house), items.released(house)
    given = reporting.particulars(reporting.body(house))

    refused = refuses(
        lambda: adoption.record_adoption(house.editor, item.public_id, particulars=given, adoption=made.public_id),
        Conflict,
        item,
        made,
    )

    assert refused.code == "reporting.adoption.id_taken"


def test_the_body_stands_on_the_list_of_the_station_or_one_above(house: House, elsewhere: House) -> None:
    item, city = items.released(house), house.city
    own, above = reporting.body(house), reporting.body(city)
    ended = bodies.end_body(house.editor, reporting.body(house).public_id)

    assert list(records.bodies(house.station).order_by("pk")) == [own, above]
    assert record(house, item, above).body == above
    for unknown in (reporting.body(elsewhere), ended):
        refused = refuses(lambda unknown=unknown: record(house, item, unknown), NotFound, item)
        assert (refused.code, refused.field) == ("reporting.body.unknown", "body")


def test_an_adoption_above_counts_for_everything_it_came_from(db: None) -> None:
    ladder = Ladder.build()
    item = items.signed(ladder.county)
    at_province = reporting.passed_on(ladder, item)

    made = reporting.adopted(ladder.province, at_province)

    credited = Credit.objects.filter(adoption=made).order_by("item_id").values_list("item__station", flat=True)
    assert list(credited) == [ladder.county.station.pk, ladder.city.station.pk, ladder.province.station.pk]
    assert list(records.adoptions_of(item)) == [made]
    assert journals.journey(item).last().event == "reporting.adoption.recorded"
    assert access.visible(ladder.county.editor).get() == made
    assert access.offers(ladder.county.editor, made) == []
    refuses(lambda: adoption.revoke_adoption(ladder.county.editor, made.public_id, reason="误"), Denied, made)


def test_an_adoption_below_does_not_count_above(house: House) -> None:
    item = items.signed(house)
    report = reporting.forwarded(house, item)

    made = reporting.adopted(house, item)

    assert list(records.adoptions_of(report.result)) == []
    assert not access.visible(house.city.editor).filter(pk=made.pk).exists()


@pytest.mark.parametrize("state", list(State))
def test_revoking_follows_the_table(house: House, recorded: Recorded, state: str) -> None:
    made = IN_STATE[state](house)
    recorded.clear()
    if state == State.RECORDED:
        assert access.offers(house.editor, made) == ["revoke"]
        revoked = adoption.revoke_adoption(house.editor, made.public_id, reason="同名稿件", seen=1)
        assert recorded.names == ["reporting.adoption.revoked"]
        assert (revoked.state, Adoption.objects.get(pk=made.pk).state) == (State.REVOKED, State.REVOKED)
        assert list(records.adoptions_of(made.item)) == []
    else:
        assert access.offers(house.editor, made) == []
        refused = refuses(lambda: adoption.revoke_adoption(house.editor, made.public_id, reason="误"), Conflict, made)
        assert refused.code == "reporting.state.elsewhere"


def test_who_may_not_revoke(house: House, elsewhere: House) -> None:
    made = reporting.adopted(house)
    refused = {
        house.supervisor: Denied,
        house.signer: Denied,
        elsewhere.editor: NotFound,
        house.leader: NotFound,
        house.member: NotFound,
    }
    for actor, kind in refused.items():
        refuses(lambda actor=actor: adoption.revoke_adoption(actor, made.public_id, reason="误"), kind, made)


def test_revoking_needs_a_reason_and_the_present_page(house: House) -> None:
    made = reporting.adopted(house)

    empty = refuses(lambda: adoption.revoke_adoption(house.editor, made.public_id, reason=" "), Invalid, made)
    stale = refuses(lambda: adoption.revoke_adoption(house.editor, made.public_id, reason="误", seen=2), Conflict, made)

    assert (empty.code, empty.field, stale.code) == ("items.text.empty", "reason", "page.outdated")


def test_a_double_click_revokes_once(house: House, recorded: Recorded) -> None:
    made, actor = reporting.adopted(house), house.editor.requested(new_id())
    recorded.clear()

    for _ in range(2):
        assert adoption.revoke_adoption(actor, made.public_id, reason="误").state == State.REVOKED

    assert recorded.names == ["reporting.adoption.revoked"]


def test_the_list_and_the_single_adoption_obey_one_rule(house: House, elsewhere: House) -> None:
    made = reporting.adopted(house)
    for actor in [*house.actors.values(), *elsewhere.actors.values(), system(), system(house.station.pk)]:
        listed = access.visible(actor).filter(pk=made.pk).exists()
        assert access.is_visible(actor, made) == listed
        if listed:
            assert access.find(actor, made.public_id) == made
        else:
            with pytest.raises(NotFound):
                access.find(actor, made.public_id)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": " "}, "items.text.empty"),
        ({"kind": "radio"}, "reporting.body.kind"),
        ({"level": 6}, "reporting.body.level"),
        ({"line": ""}, "reporting.body.line"),
        ({"line": "army"}, "reporting.body.line"),
        ({"line": "army", "kind": "media"}, "reporting.body.line"),
    ],
)
def test_a_body_that_cannot_be_is_refused(house: House, wrong: dict[str, Any], code: str) -> None:
    known = reporting.body(house)
    given = {"name": "省委办公厅", "level": Level.PROVINCE, "line": Line.PARTY, **wrong}

    assert refuses(lambda: bodies.enter_body(house.editor, **given), Invalid, known).code == code


def test_a_body_stands_once_on_the_lists_a_station_sees(house: House) -> None:
    city = house.city
    above = reporting.body(city, name="省委办公厅")
    given = {"name": " 省委办公厅 ", "level": Level.PROVINCE, "line": Line.PARTY}

    refused = refuses(lambda: bodies.enter_body(house.editor, **given), Conflict, above)
    assert refused.code == "reporting.body.exists"

    bodies.end_body(city.editor, above.public_id)
    assert bodies.enter_body(house.editor, **given).station == house.station


def test_who_may_not_keep_the_list(house: House, elsewhere: House) -> None:
    body = reporting.body(house)
    for actor, kind in ((house.signer, Denied), (house.member, Denied), (elsewhere.editor, NotFound)):
        refuses(lambda actor=actor: bodies.end_body(actor, body.public_id), kind, body)
    refuses(lambda: bodies.enter_body(house.signer, name="x", level=2, line="party"), Denied, body)
    refuses(lambda: bodies.enter_body(system(), name="x", level=2, line="party"), NotFound, body)


def test_an_ended_body_keeps_its_adoptions(house: House, recorded: Recorded) -> None:
    body = reporting.body(house)
    made = reporting.adopted(house, by=body)
    recorded.clear()

    bodies.end_body(house.editor, body.public_id)

    assert recorded.names == ["reporting.body.ended"]
    assert list(records.adoptions_of(made.item)) == [made]
    refuses(lambda: bodies.end_body(house.editor, body.public_id), NotFound, body)


def test_rows_say_what_they_are(house: House) -> None:
    """For the shell and the logs; pages have words of their own."""
    report = reporting.forwarded(house)
    made = reporting.adopted(
        house, report.item, reporting.body(house, name="省委办公厅"), adopted_on=clock.today(), publication="专报"
    )

    assert str(report) == f"{report.item} → {house.above}"
    assert (str(made.body), str(made)) == ("省委办公厅", f"省委办公厅《专报》{clock.today()}")
    assert str(made.credits.get()) == f"{made} for {report.item_id}"
