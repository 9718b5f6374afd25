# SPDX-License-Identifier: Apache-2.0
"""An issue as a paper: every text in its place."""

import datetime

from tests.factories import items, periodicals
from tests.factories.network import House
from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.operations import composing, release
from yizhan.domains.periodicals.queries.papers import paper_of
from yizhan.engines.papers.layout import Article, Circulation, Head, Imprint, Section
from yizhan.kernel import clock

MOMENT = datetime.datetime(2026, 3, 1, 16, 30, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 3, 2)


def test_a_bulletin_becomes_a_paper(house: House) -> None:
    of = periodicals.series(house, name="社情民意")
    issue = periodicals.empty(house, of)
    for column, title in (("社情民意", "甲"), ("工作动态", "乙")):
        composing.place(
            house.editor,
            issue.public_id,
            item=items.signed(house, title=title, consequence="").public_id,
            column=periodicals.column(of, column),
        )
    with clock.at(MOMENT):
        release.release(house.signer, issue.public_id)

    paper = paper_of(access.find(house.editor, issue.public_id))

    assert paper.head == Head(series="社情民意", year=2026, number=1, total=1, office="区政协办公室", date=DAY)
    assert paper.head.number_line == "2026年第1期（总第1期）"
    assert [section.name for section in paper.sections] == ["社情民意", "工作动态"]
    member = issue.entries.first().item.authors
    assert paper.sections[0] == Section(
        name="社情民意",
        articles=(
            Article(
                title="甲",
                paragraphs=(
                    "青石街道多个小区加装电梯后,维护费用无人承担。",
                    "加装时没有约定后续责任。",
                    "由街道牵头,业主共同约定。",
                ),
                sources=(house.office.name,),
                contributors=(member,),
            ),
        ),
    )
    assert paper.circulation == Circulation(
        up=(issue.circulation.get(post=house.leader.post).name,), level=("市委办公室",)
    )
    assert paper.imprint == Imprint(office="区政协办公室", date=DAY)
    assert paper.has_contents


def test_the_source_of_an_item_is_not_printed(house: House) -> None:
    issue = periodicals.composed(house, placed=[items.signed(house, source="某位不愿具名的居民")])

    assert "不愿具名" not in repr(paper_of(access.find(house.editor, issue.public_id)))


def test_a_special_report_names_its_leaders_above_the_text(house: House) -> None:
    report = periodicals.special_report(house)

    paper = paper_of(access.find(house.editor, report.public_id))

    assert paper.addressees == (report.circulation.get(post=house.leader.post).name,)
    assert len(paper.articles) == 1
    assert not paper.has_contents
    assert paper.head.number == 1


def test_an_empty_issue_has_a_paper_too(house: House) -> None:
    issue = periodicals.empty(house)

    assert paper_of(access.find(house.editor, issue.public_id)).sections == ()
