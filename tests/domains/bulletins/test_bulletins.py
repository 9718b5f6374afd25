# SPDX-License-Identifier: Apache-2.0
"""From a quarter's events to a bulletin: figures, whom it names, who reads what, final points, corrections."""

import datetime

import pytest

from tests.conftest import Recorded
from tests.factories import appraisal, bulletins, items, reporting, supervision, topics
from tests.factories.network import House
from yizhan.domains.appraisal.models import Frozen
from yizhan.domains.bulletins import access, rules
from yizhan.domains.bulletins.models import Bulletin, Part, Wording
from yizhan.domains.bulletins.operations import deciding, drafting, releasing
from yizhan.domains.bulletins.queries import reading
from yizhan.domains.bulletins.states import Naming, State
from yizhan.domains.network.states import Level
from yizhan.domains.rulebook.operations import laying_down
from yizhan.engines.papers import circulars
from yizhan.engines.papers.wordprocessing import docx_of
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, NotFound

JULY = datetime.datetime(2026, 7, 10, 9, tzinfo=clock.OFFICE_ZONE)
OCTOBER = datetime.datetime(2026, 10, 10, 9, tzinfo=clock.OFFICE_ZONE)
TITLE = "关于2026年第三季度信息工作情况的通报"


@pytest.fixture
def quarter(house: House) -> House:
    """A quarter in which the township handed in two items, one adopted twice and instructed; a member one."""
    appraisal.in_force(house)
    with clock.at(JULY):
        item = items.released(house, by=house.officer)
        reporting.adopted(house, item, reporting.body(house, name="市委办"))
        reporting.adopted(house, item, reporting.body(house, name="市政府办", level=Level.CITY))
        supervision.recorded(house, item=item)
        items.submitted(house, by=house.officer)
        items.submitted(house, by=house.member)
    return house


def quarterly(house: House) -> Bulletin:
    """The bulletin about it, in draft."""
    return bulletins.drafted(house, kind="quarter", period="2026Q3")


def texts(bulletin: Bulletin) -> dict[str, str]:
    return {part["key"]: part["text"] for part in reading.wording_of(bulletin).sections}


@pytest.mark.rule("RULE-073")
def test_a_draft_says_what_the_rooms_counted_and_where_from(quarter: House) -> None:
    with clock.at(OCTOBER):
        topics.point(quarter, title="秋粮收购中的问题")
        row = quarterly(quarter)
        figures, said, paper = reading.figures_of(row), texts(row), reading.paper_of(row)
        taken = clock.now().isoformat()
    assert row.title == TITLE
    assert said["overview"].startswith("2026年第三季度，共收到信息3条，编发1条，上报0条，被采用1条，获领导批示1条。")
    assert said["adoption"] == "其中，市委办采用1条，市政府办采用1条。"
    assert said["praise"].splitlines()[0] == f"{quarter.township.name}报送的信息被采用较多，提出表扬。"
    assert said["praise"].splitlines()[1].endswith(f"（{quarter.township.name}报送）被市委办、市政府办采用。")
    assert said["next"] == "（一）秋粮收购中的问题"
    assert [part["heading"][:2] for part in reading.wording_of(row).sections] == [
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
    ]
    assert [(one["room"], one["at"]) for one in figures["sources"]] == [
        (room, taken) for room in ("reporting", "supervision", "appraisal")
    ]
    (points,) = figures["points"]
    assert {one["name"]: one["total"] for one in points["rows"] if one["total"] != "0"} == {
        quarter.office.name: "1",
        quarter.township.name: "42",
    }
    assert [one.title for one in paper.articles[0].tables] == ["各月情况", "各单位情况"]
    assert paper.articles[0].tables[0].rows[-1] == ("合计", "3", "1", "0", "1", "1")
    assert docx_of(paper)[:2] == b"PK"


@pytest.mark.parametrize(
    ("naming", "silent_named", "table"),
    [(Naming.ALL, True, "every"), (Naming.GOOD, False, "good"), (Naming.NUMBERS, False, "none")],
)
def test_whom_a_bulletin_names_is_a_rule(quarter: House, naming: str, silent_named: bool, table: str) -> None:
    with clock.at(OCTOBER):
        laying_down.set_rule(
            system(),
            quarter.station.pk,
            key=rules.NAMING.key,
            value=naming,
            valid_from=datetime.date(2026, 1, 1),
            instrument="办公室通知",
        )
        row = quarterly(quarter)
        said, figures = texts(row), reading.figures_of(row)
    silent = [one["name"] for one in figures["units"] if not one["items"]["collected"]]
    assert quarter.department.name in silent
    assert (quarter.department.name in said["shortfalls"]) is silent_named
    assert (f"有{len(silent)}个单位没有报送信息。" == said["shortfalls"]) is not silent_named
    names = {
        "every": [*(one["name"] for one in figures["units"]), "合计"],
        "good": [quarter.township.name],
        "none": [],
    }
    rows = [one.rows for one in circulars.tables_of(figures) if one.heads[0] == "单位"]
    assert [cells[0] for cells in (rows[0] if rows else ())] == names[table]
    assert (quarter.township.name in said["praise"]) is (naming != Naming.NUMBERS)


@pytest.mark.rule("RULE-085")
def test_on_demand_three_parts_and_no_final_points(quarter: House) -> None:
    with clock.at(OCTOBER):
        topics.point(quarter, title="秋粮收购中的问题")
        row = bulletins.drafted(quarter, kind="occasional", period="2026-07-01..2026-10-10")
        assert list(texts(row)) == ["dynamics", "next", "adoption"]
        bulletins.released(quarter, row)
    assert Frozen.objects.count() == 0


@pytest.mark.rule("RULE-074")
def test_units_read_it_whole_and_each_member_only_the_own_part(quarter: House, elsewhere: House) -> None:
    with clock.at(OCTOBER):
        row = quarterly(quarter)
        for actor in (quarter.officer, quarter.member, elsewhere.editor):
            with pytest.raises(NotFound):
                access.find(actor, row.public_id)
        bulletins.released(quarter, row)
    for actor, is_whole in ((quarter.officer, True), (quarter.handler, True), (quarter.member, False)):
        assert access.find(actor, row.public_id) == row
        assert access.reads_whole(actor) is is_whole
    with pytest.raises(NotFound):
        access.find(elsewhere.officer, row.public_id)
    (own,) = access.visible_parts(quarter.member)
    assert own.person_id == quarter.member.person
    assert (own.content["items"]["collected"], own.content["items"]["adopted"]) == (1, 0)
    assert len(own.content["own"]) == 1
    units = {part.organization_id: part for part in access.visible_parts(quarter.officer) if part.organization_id}
    assert list(units) == [quarter.officer.organization]
    assert units[quarter.township.pk].content["points"][0]["total"] == "42"
    assert [one["bodies"] for one in units[quarter.township.pk].content["own"]] == [["市委办", "市政府办"], []]
    assert access.visible_parts(quarter.editor).count() == Part.objects.count()


def test_release_makes_the_points_final_in_the_same_transaction(quarter: House, recorded: Recorded) -> None:
    with clock.at(OCTOBER):
        row = bulletins.signed(quarter, quarterly(quarter))
        recorded.clear()
        releasing.release(quarter.signer, row.public_id)
        row.refresh_from_db()
    assert [name for name in recorded.names if not name.startswith("appraisal.occasions")] == [
        "appraisal.period.frozen",
        "bulletins.bulletin.released",
    ]
    assert (row.state, row.year, row.number, len(row.digest)) == (State.RELEASED, 2026, 1, 64)
    assert Frozen.objects.get().accounts.get(organization=quarter.township).points == 42


def test_what_was_signed_is_what_is_released_or_nothing_is(quarter: House) -> None:
    with clock.at(JULY):
        item = items.released(quarter, by=quarter.officer)
    with clock.at(OCTOBER):
        row = bulletins.signed(quarter, quarterly(quarter))
        reporting.adopted(quarter, item, adopted_on=datetime.date(2026, 9, 30))
        with pytest.raises(Conflict) as refused:
            releasing.release(quarter.signer, row.public_id)
        assert refused.value.code == "bulletins.figures.outdated"
        assert (Frozen.objects.count(), Part.objects.count()) == (0, 0)
        deciding.send_back(quarter.signer, row.public_id, reason="分数有变")
        drafting.renew(quarter.editor, row.public_id)
        bulletins.released(quarter, row)
        assert Frozen.objects.get().accounts.get(organization=quarter.township).points == 63
    Wording.objects.filter(bulletin=row).update(title="改过的标题")
    assert not reading.is_as_signed(Bulletin.objects.get(pk=row.pk))


def test_nothing_is_final_before_the_period_is_over(quarter: House) -> None:
    with clock.at(JULY):
        row = bulletins.signed(quarter, quarterly(quarter))
        with pytest.raises(Conflict) as refused:
            releasing.release(quarter.signer, row.public_id)
    assert (refused.value.code, refused.value.parameters) == ("bulletins.period.not_over", {"day": "2026-09-30"})


def test_a_correction_is_a_notice_of_its_own_and_the_signed_text_stays(quarter: House, recorded: Recorded) -> None:
    with clock.at(OCTOBER):
        original = bulletins.released(quarter, quarterly(quarter))
        signed = reading.wording_of(original)
        with clock.at(JULY):
            items.submitted(quarter, by=quarter.officer)
        notice = bulletins.correction(quarter, original)
        assert notice.title == "关于2026年第三季度信息工作情况通报的更正"
        assert texts(notice)["correction"].splitlines() == [
            "《信息工作情况通报》2026年第1期中，下列内容更正如下：",
            "总数：收到数由3条更正为4条。",
            f"{quarter.township.name}：收到数由2条更正为3条。",
        ]
        with pytest.raises(Conflict) as refused:
            bulletins.correction(quarter, original)
        assert refused.value.code == "bulletins.correction.open"
        assert "prepare_correction" not in access.offers(quarter.editor, original)
        signed_notice = bulletins.signed(quarter, notice)
        recorded.clear()
        releasing.release(quarter.signer, signed_notice.public_id)
    original.refresh_from_db()
    assert recorded.names[-2:] == ["bulletins.bulletin.released", "bulletins.bulletin.corrected"]
    assert (original.state, original.corrections.get()) == (State.CORRECTED, notice)
    assert (reading.wording_of(original), reading.is_as_signed(original)) == (signed, True)
    assert Frozen.objects.count() == 1
    assert "prepare_correction" in access.offers(quarter.editor, original)
