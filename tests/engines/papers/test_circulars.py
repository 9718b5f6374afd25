# SPDX-License-Identifier: Apache-2.0
"""Circulars from figures: words of periods, whom they name, tables with and without points and places."""

import datetime
import io

from docx import Document

from yizhan.engines.papers import circulars
from yizhan.engines.papers.circulars import Counts, Figures, PointRow, Points
from yizhan.engines.papers.layout import Article, Head, Paper, Section
from yizhan.engines.papers.wordprocessing import docx_of

JULY = datetime.date(2026, 7, 1)


def counts(key: str, name: str, *numbers: int) -> Counts:
    return Counts(key=key, name=name, items=dict(zip(circulars.COUNTED, numbers, strict=True)))


def row(key: str, name: str, total: str, *, rank: int | None = None, missed: tuple[str, ...] = ()) -> PointRow:
    return PointRow(
        kind="organization", key=key, name=name, group="", points=total, correction="0", total=total, rank=rank,
        missed=list(missed),
    )  # fmt: skip


def figures(naming: circulars.Naming = "all", *, praised: int = 1) -> Figures:
    """Three units: one good, one as often adopted that missed its duty, one silent."""
    rows = [
        row("a", "白石镇", "12.5", rank=1),
        row("b", "柳桥镇", "9", rank=2, missed=("每月报送",)),
        row("c", "南湾局", "0", rank=3),
    ]
    return Figures(
        naming=naming,
        praised=praised,
        totals=counts("", "", 9, 4, 2, 4, 1),
        months=[counts("2026-07", "2026年7月", 5, 2, 1, 2, 0), counts("2026-08", "2026年8月", 4, 2, 1, 2, 1)],
        units=[
            counts("a", "白石镇", 5, 2, 1, 2, 1),
            counts("b", "柳桥镇", 4, 2, 1, 2, 0),
            counts("c", "南湾局", 0, 0, 0, 0, 0),
        ],
        people=[],
        bodies=[{"name": "市委办", "items": 4}],
        points=[Points(code="x", scheme="办法", version="1", holder="organization", rows=rows)],
        good=[{"key": "i", "title": "渡口停航", "unit": "白石镇", "bodies": "市委办"}],
        wanted=["秋粮收购"],
        sources=[],
    )


def test_periods_and_numbers_in_words() -> None:
    assert circulars.year_words(JULY) == "2026年"
    assert circulars.quarter_words(JULY) == "2026年第三季度"
    assert circulars.month_words(JULY) == "2026年7月"
    assert circulars.days_words(JULY, datetime.date(2026, 8, 15)) == "2026年7月1日至8月15日"
    assert circulars.days_words(JULY, datetime.date(2027, 1, 5)) == "2026年7月1日至2027年1月5日"
    assert circulars.title_of("", "防汛") == "关于“防汛”专项信息工作情况的通报"
    assert circulars.number_words(2026, 3) == "《信息工作情况通报》2026年第3期"


def test_who_is_praised_and_who_is_named_for_a_shortfall() -> None:
    """Both units are tied at the last place that is praised, so both are."""
    assert [unit["name"] for unit in circulars.praised(figures(praised=1))] == ["白石镇", "柳桥镇"]
    said = {
        naming: {one["key"]: one["text"] for one in circulars.sections_of(figures(naming), "七月")}
        for naming in ("all", "good", "numbers")
    }
    assert said["all"]["shortfalls"] == "未报送信息的单位：南湾局。\n柳桥镇：每月报送未完成。"
    assert (
        said["good"]["shortfalls"]
        == said["numbers"]["shortfalls"]
        == "有1个单位没有报送信息。\n有1个单位没有完成任务指标。"
    )
    assert (
        said["good"]["praise"]
        == "白石镇、柳桥镇报送的信息被采用较多，提出表扬。\n《渡口停航》（白石镇报送）被市委办采用。"
    )
    assert said["numbers"]["praise"] == "《渡口停航》被市委办采用。"


def test_tables_name_as_the_rule_allows() -> None:
    months, units = circulars.tables_of(figures())
    assert months.rows[-1] == ("合计", "9", "4", "2", "4", "1")
    assert units.heads == ("单位", "收到", "编发", "上报", "采用", "批示", "得分", "名次")
    assert units.rows[0] == ("白石镇", "5", "2", "1", "2", "1", "12.5", "1")
    assert units.rows[-1] == ("合计", "9", "4", "2", "4", "1", "", "")
    assert [one.rows for one in circulars.tables_of(figures("good"))][1] == (units.rows[0],)
    assert [one.title for one in circulars.tables_of(figures("numbers"))] == ["各月情况"]


def test_differences_name_every_count_that_changed() -> None:
    present = figures()
    present["units"][2]["items"]["collected"] = 1
    present["totals"]["items"]["collected"] = 10
    present["units"].append(counts("d", "新设局", 0, 0, 0, 1, 0))
    assert circulars.differences(figures(), present) == [
        "总数：收到数由9条更正为10条。",
        "南湾局：收到数由0条更正为1条。",
        "新设局：采用数由0条更正为1条。",
    ]
    (section,) = circulars.correction_sections_of(figures(), figures(), "《信息工作情况通报》2026年第1期")
    assert section["text"].endswith("（请写明更正的内容。）")


def test_a_table_in_a_word_document_repeats_its_heads() -> None:
    article = Article(title="通报", paragraphs=("一、情况",), tables=tuple(circulars.tables_of(figures())))
    head = Head(series=circulars.SERIES, year=2026, number=3, office="清溪县政协办公室", date=JULY)
    content = docx_of(Paper(head=head, sections=(Section(articles=(article,)),)))
    document = Document(io.BytesIO(content))
    assert [[cell.text for cell in line.cells][:2] for line in document.tables[1].rows] == [
        ["单位", "收到"], ["白石镇", "5"], ["柳桥镇", "4"], ["南湾局", "0"], ["合计", "9"],
    ]  # fmt: skip
    assert document.tables[1].rows[0]._tr.trPr.xpath("w:tblHeader")
