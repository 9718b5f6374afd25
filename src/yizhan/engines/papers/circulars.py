# SPDX-License-Identifier: Apache-2.0
"""What a circular about information work (通报) says, drafted from figures: title, sections, tables.

Everything is a first draft for a person to change. The figures are plain values as they are stored, so that the paper
of a circular can be laid out again years later from what was signed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, TypedDict

from yizhan.engines.papers.layout import Table

#: Who is named: everybody with every shortfall, only what is good, or nobody at all.
Naming = Literal["all", "good", "numbers"]

#: Masthead of the series (RULE-073).
SERIES = "信息工作情况通报"


class Counts(TypedDict):
    """What a unit, a person, a month or the station brought in a period; `items` counts by the keys of `COUNTED`."""

    key: str
    name: str
    items: dict[str, int]


class PointRow(TypedDict):
    """The points of one unit or person under one scheme, as decimal texts. `rank` only where places are shown."""

    kind: str
    key: str
    name: str
    group: str
    points: str
    correction: str
    total: str
    rank: int | None
    missed: list[str]


class Points(TypedDict):
    """The accounts of one scheme, in the order in which they are printed."""

    code: str
    scheme: str
    version: str
    holder: str
    rows: list[PointRow]


class GoodItem(TypedDict):
    """An item that was adopted."""

    key: str
    title: str
    unit: str
    bodies: str


class Body(TypedDict):
    """A body and how many items it adopted."""

    name: str
    items: int


class Source(TypedDict):
    """Where figures come from, and when they were taken."""

    room: str
    what: str
    at: str


class Figures(TypedDict):
    """Everything a circular is drafted from."""

    naming: Naming
    praised: int
    totals: Counts
    months: list[Counts]
    units: list[Counts]
    people: list[Counts]
    bodies: list[Body]
    points: list[Points]
    good: list[GoodItem]
    wanted: list[str]
    sources: list[Source]


class Section(TypedDict):
    """A part of the wording."""

    key: str
    heading: str
    text: str


#: What is counted, in the order in which it is printed, with its head.
COUNTED: Mapping[str, str] = {
    "collected": "收到",
    "issued": "编发",
    "reported": "上报",
    "adopted": "采用",
    "instructed": "批示",
}

_NUMERALS = "一二三四五六七八九十"


def title_of(period: str, matter: str = "", *, is_correction: bool = False) -> str:
    """关于2026年第三季度信息工作情况的通报; `matter` names a campaign."""
    about = f"“{matter}”专项信息工作情况" if matter else f"{period}信息工作情况"
    return f"关于{about}通报的更正" if is_correction else f"关于{about}的通报"


def sections_of(figures: Figures, period: str) -> list[Section]:
    """The sections of a regular circular (RULE-073): state, adoption, praise, shortfalls, what is wanted next."""
    drafted = [
        ("overview", "总体情况", _overview(figures, period)),
        ("adoption", "采用情况", _adoption(figures)),
        ("praise", "好的做法和优秀信息", _praise(figures)),
        ("shortfalls", "存在的不足", _shortfalls(figures)),
        ("next", "下一步报送要点", _wanted(figures)),
    ]
    return _numbered(drafted)


def occasional_sections_of(figures: Figures, period: str) -> list[Section]:
    """The three parts of a circular on demand (RULE-085): dynamics, reporting points, adoption."""
    drafted = [
        ("dynamics", "工作动态及工作部署", "（请写明近期工作动态和部署。）"),
        ("next", "信息采编和报送要点", _wanted(figures)),
        ("adoption", "上报信息被采用情况", f"{_overview(figures, period)}\n{_adoption(figures)}".strip()),
    ]
    return _numbered(drafted)


def correction_sections_of(original: Figures, present: Figures, number: str) -> list[Section]:
    """What differs between the figures that were signed and those of today."""
    found = "\n".join(differences(original, present)) or "（请写明更正的内容。）"
    return _numbered([("correction", "更正事项", f"{number}中，下列内容更正如下：\n{found}")])


def differences(original: Figures, present: Figures) -> list[str]:
    """Every count that is another one now, in words: 白石镇采用数由3条更正为4条。"""
    lines = [*_changes("总数", original["totals"]["items"], present["totals"]["items"])]
    earlier = {one["key"]: one["items"] for one in original["units"]}
    for unit in present["units"]:
        lines += _changes(unit["name"], earlier.get(unit["key"], {}), unit["items"])
    return lines


def _changes(name: str, before: Mapping[str, int], now: Mapping[str, int]) -> Iterator[str]:
    for key, word in COUNTED.items():
        if before.get(key, 0) != now[key]:
            yield f"{name}：{word}数由{before.get(key, 0)}条更正为{now[key]}条。"


def _numbered(drafted: Sequence[tuple[str, str, str]]) -> list[Section]:
    """The sections that say something, with numerals before their headings."""
    filled = [(key, heading, text) for key, heading, text in drafted if text]
    return [
        Section(key=key, heading=f"{_NUMERALS[place]}、{heading}", text=text)
        for place, (key, heading, text) in enumerate(filled)
    ]


def _overview(figures: Figures, period: str) -> str:
    totals = figures["totals"]["items"]
    parts = [f"收到信息{totals['collected']}条", f"编发{totals['issued']}条", f"上报{totals['reported']}条"]
    parts += [f"被采用{totals['adopted']}条", f"获领导批示{totals['instructed']}条"]
    sentence = f"{period}，共{'，'.join(parts)}。"
    active = sum(1 for unit in figures["units"] if unit["items"]["collected"])
    if figures["units"]:
        sentence += f"{len(figures['units'])}个单位中，有{active}个单位报送了信息。"
    if figures["people"]:
        sentence += f"{len(figures['people'])}人参与供稿。"
    return sentence


def _adoption(figures: Figures) -> str:
    bodies = [f"{body['name']}采用{body['items']}条" for body in figures["bodies"]]
    return f"其中，{'，'.join(bodies)}。" if bodies else "本期没有信息被采用。"


def _praise(figures: Figures) -> str:
    lines = []
    if figures["naming"] != "numbers" and (names := [unit["name"] for unit in praised(figures)]):
        lines.append(f"{'、'.join(names)}报送的信息被采用较多，提出表扬。")
    for item in figures["good"]:
        unit = f"（{item['unit']}报送）" if item["unit"] and figures["naming"] != "numbers" else ""
        bodies = f"被{item['bodies']}采用" if item["bodies"] else "被采用"
        lines.append(f"《{item['title']}》{unit}{bodies}。")
    return "\n".join(lines)


def praised(figures: Figures) -> list[Counts]:
    """The units with most items adopted, in their usual order; units with as many as the last one are among them."""
    counted = sorted(filter(None, (unit["items"]["adopted"] for unit in figures["units"])), reverse=True)
    if not counted:
        return []
    least = counted[min(figures["praised"], len(counted)) - 1]
    return [unit for unit in figures["units"] if unit["items"]["adopted"] >= least]


def _shortfalls(figures: Figures) -> str:
    silent = [unit["name"] for unit in figures["units"] if not unit["items"]["collected"]]
    missed = [row for points in _of_units(figures) for row in points["rows"] if row["missed"]]
    if figures["naming"] == "all":
        lines = [f"未报送信息的单位：{'、'.join(silent)}。"] if silent else []
        lines += [f"{row['name']}：{'；'.join(row['missed'])}未完成。" for row in missed]
        return "\n".join(lines)
    lines = [f"有{len(silent)}个单位没有报送信息。"] if silent else []
    if missed:
        lines.append(f"有{len({row['key'] for row in missed})}个单位没有完成任务指标。")
    return "\n".join(lines)


def _wanted(figures: Figures) -> str:
    return "\n".join(f"（{_numeral(place)}）{title}" for place, title in enumerate(figures["wanted"]))


def _numeral(place: int) -> str:
    return _NUMERALS[place] if place < len(_NUMERALS) else str(place + 1)


def tables_of(figures: Figures) -> list[Table]:
    """The tables of a circular: by month where it has several, by unit as far as units are named."""
    tables = []
    if len(figures["months"]) > 1:
        tables.append(_table("各月情况", "月份", [*map(_cells, figures["months"]), _sum(figures)]))
    shown = _named(figures)
    if shown:
        points = {row["key"]: row for one in _of_units(figures)[:1] for row in one["rows"]}
        is_ranked = any(row["rank"] is not None for row in points.values())
        heads = ["得分", *(["名次"] if is_ranked else [])] if points else []
        rows_of_units = [[*_cells(unit), *_scored(points.get(unit["key"]), len(heads))] for unit in shown]
        if figures["naming"] == "all":
            rows_of_units.append([*_sum(figures), *[""] * len(heads)])
        tables.append(_table("各单位情况", "单位", rows_of_units, heads))
    return tables


def _named(figures: Figures) -> list[Counts]:
    """The units that a table may name."""
    if figures["naming"] == "all":
        return figures["units"]
    if figures["naming"] == "numbers":
        return []
    missed = {row["key"] for one in _of_units(figures) for row in one["rows"] if row["missed"]}
    return [unit for unit in figures["units"] if unit["items"]["adopted"] and unit["key"] not in missed]


def _of_units(figures: Figures) -> list[Points]:
    return [one for one in figures["points"] if one["holder"] == "organization"]


def _table(title: str, first: str, rows: Sequence[Sequence[str]], more: Sequence[str] = ()) -> Table:
    return Table(title=title, heads=(first, *COUNTED.values(), *more), rows=tuple(map(tuple, rows)))


def _cells(counts: Counts) -> list[str]:
    return [counts["name"], *(str(counts["items"][key]) for key in COUNTED)]


def _sum(figures: Figures) -> list[str]:
    return _cells({**figures["totals"], "name": "合计"})


def _scored(row: PointRow | None, columns: int) -> list[str]:
    cells = [] if row is None else [row["total"], str(row["rank"] or "")]
    return [*cells, *[""] * columns][:columns]


def year_words(first: date) -> str:
    """2026年。"""
    return f"{first.year}年"


def quarter_words(first: date) -> str:
    """2026年第三季度。"""
    return f"{first.year}年第{_NUMERALS[(first.month - 1) // 3]}季度"


def month_words(first: date) -> str:
    """2026年7月。"""
    return f"{first.year}年{first.month}月"


def days_words(first: date, last: date) -> str:
    """2026年7月1日至8月15日; the year again where it is another one."""
    year = f"{last.year}年" if last.year != first.year else ""
    return f"{first.year}年{first.month}月{first.day}日至{year}{last.month}月{last.day}日"


def number_words(year: int, number: int) -> str:
    """《信息工作情况通报》2026年第3期。"""
    return f"《{SERIES}》{year}年第{number}期"
