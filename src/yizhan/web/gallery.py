# SPDX-License-Identifier: Apache-2.0
"""What the gallery shows: every component with invented matter, for those who build pages and for the tests."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.kernel import clock
from yizhan.web import charts
from yizhan.web.components import (
    Alike,
    Check,
    Column,
    Contributor,
    Fact,
    HistoryEntry,
    Pager,
    Run,
    ShownFile,
    State,
    Step,
    Stop,
    Tab,
)

TEXT = (
    "近期，多位居民反映青石街道柳荫里小区电动自行车充电桩不足，部分居民从楼上“飞线”充电，存在安全隐患。\n"
    "经走访了解，该小区共有住户 612 户，登记电动自行车 430 余辆，现有充电桩仅 2 处 20 个接口，且集中在小区北门。\n"
    "建议：由街道牵头，会同供电、消防部门，在南门闲置空地增设集中充电点；对“飞线”充电先劝导、后整治，"
    "整治前把充电点建好。"
)

UNITS = [(str(unit), f"云溪区{unit}") for unit in (
    "民政局", "教育局", "卫生健康局", "城市管理局", "农业农村局", "水利局", "交通运输局", "住房和城乡建设局",
    "文化和旅游局", "应急管理局", "市场监督管理局", "自然资源局", "青石街道办事处", "柳林镇人民政府",
)]  # fmt: skip


class ItemForm(forms.Form):
    """The questions of a submission, one field of each kind."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        widget=forms.RadioSelect,
        choices=[("opinion", "社情民意"), ("research", "调研信息"), ("urgent", "紧急信息")],
    )
    title = forms.CharField(label=_("Title"), help_text=_("One sentence: where, what."))
    situation = forms.CharField(label=_("What is the situation?"), widget=forms.Textarea)
    unit = forms.ChoiceField(label=_("Which unit does it concern?"), choices=UNITS, required=False)
    day = forms.DateField(
        label=_("When did you see it?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    channels = forms.MultipleChoiceField(
        label=_("Where does it come from?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("seen", "亲眼所见"), ("told", "群众反映"), ("read", "网络看到")],
    )
    photos = forms.FileField(label=_("Photos and documents"), required=False)
    is_confidential = forms.BooleanField(label=_("Do not show my name to the department"), required=False)


DESCRIPTIONS = {
    "opinion": "群众关心、需要部门知道的事",
    "research": "走访、调研后形成的材料",
    "urgent": "人身安全、突发情况，先电话报告",
}


def samples() -> dict[str, Any]:
    """The context of `gallery.html`."""
    now = clock.now()
    return {
        "form": ItemForm(initial={"situation": TEXT.splitlines()[0], "kind": "opinion"}),
        "faulty": ItemForm({"again-situation": "太短"}, prefix="again"),
        "filters": ItemForm(prefix="filter"),
        "descriptions": DESCRIPTIONS,
        "text": TEXT,
        "now": now,
        "long_ago": now - dt.timedelta(days=500),
        "soon": now + dt.timedelta(hours=1, minutes=12),
        "later": now + dt.timedelta(days=6),
        "passed": now - dt.timedelta(days=2, hours=3),
        **_lists(now),
        **_ways(now),
        **_charts(),
    }


def _lists(now: dt.datetime) -> dict[str, Any]:
    rows = [
        ("yx-0312", "柳荫里小区电动自行车“飞线”充电存在安全隐患", "青石街道", State("待登记", "waiting"), 0.4),
        ("yx-0311", "部分村级卫生室药品不全，老人买药要跑镇上", "卫生健康局", State("审核中", "information"), 9),
        ("yx-0309", "关于留住乡镇青年教师的几点建议", "教育局", State("已采用", "done"), 30),
        ("yx-0305", "城北早市占道经营，早高峰公交绕行", "城市管理局", State("已退回", "refused"), 52),
        ("yx-0298", "春耕用水高峰期东干渠末端水量不足", "柳林镇", State("已归档", "closed"), 200),
    ]
    return {
        "states": [row[3] for row in rows],
        "columns": [
            Column(_("Choose"), is_silent=True, kind="short"),
            Column(_("Title"), kind="main", sort_url="?sort=title"),
            Column(_("From"), kind="short"),
            Column(_("State"), kind="short"),
            Column(_("Arrived"), kind="short", sort_url="?sort=arrived", order="descending"),
            Column(_("Words"), kind="number", sort_url="?sort=words"),
        ],
        "rows": [
            {
                "key": key,
                "title": title,
                "unit": unit,
                "about": ["社情民意", unit],
                "state": state,
                "at": now - dt.timedelta(hours=hours),
                "words": 380,
            }
            for key, title, unit, state, hours in rows
        ],
        "pager": Pager(first=21, last=40, total=312, previous_url="?page=1", next_url="?page=3"),
        "tabs": [
            Tab(_("Waiting"), "#", is_current=True, count=12),
            Tab(_("Sent out"), "#", count=3),
            Tab(_("All"), "#"),
        ],
        "places": [Tab(_("Inbox"), "#"), Tab("社情民意", "#")],
        "facts": [
            Fact(_("Number"), "云政协〔2026〕312 号"),
            Fact(_("From"), "周雨禾（青石街道联络室）", "#"),
            Fact(_("Column"), "民生热点"),
        ],
        "people": [
            Contributor("周雨禾", "青石街道联络室", 60, "a"),
            Contributor("陈望舒", "区政协委员", 40, "b"),
        ],
        "files": [
            ShownFile("充电桩现场.jpg", 2_340_000, "#", "1"),
            ShownFile("走访记录.docx", 48_000, "#", "2", State("检查中", "waiting")),
            ShownFile("升级程序.exe", 912_000, "", "3", State("是程序文件，没有保存", "refused")),
        ],
        "order": [("1", "柳荫里小区“飞线”充电"), ("2", "村级卫生室药品不全"), ("3", "东干渠末端水量不足")],
    }


def _ways(now: dt.datetime) -> dict[str, Any]:
    days = dt.timedelta(days=1)
    return {
        "steps": [
            Step("报送", "done"),
            Step("登记", "done"),
            Step("审核", "current"),
            Step("签发", "future"),
            Step("上报", "future"),
        ],
        "stops": [
            Stop("您报送了这条信息", at=now - 20 * days),
            Stop("区政协办公室已收到", at=now - 20 * days, office="区政协办公室"),
            Stop("已编入《社情民意》第 12 期", at=now - 14 * days, office="区政协办公室", url="#"),
            Stop("区长批示", at=now - 9 * days, office="区政府", detail="请城管局会同青石街道，月底前把充电点建好。"),
            Stop("区城市管理局正在办理", "now", office="区城市管理局", due=now + 3 * days),
            Stop("区城市管理局答复", "future", due=now + 3 * days),
            Stop("请您说说问题解决了没有", "future", due=now + 10 * days),
        ],
        "alikes": [
            Alike("青石街道小区充电桩不够用", "#", 72, "相同 6 处：柳荫里、充电桩、飞线……"),
            Alike("电动自行车进楼道充电", "#", 41, "相同 3 处：电动自行车、充电、楼上"),
        ],
        "checks": [
            Check("标题写明地点和事情", "met"),
            Check("数字有出处", "missed", "“430 余辆”没有注明来源"),
            Check("与承办单位核对过", "open"),
        ],
        "history": [
            HistoryEntry(now - 2 * days, "登记", "沈知远"),
            HistoryEntry(now - days, "改了标题和第二段", "沈知远", "户数与街道核对过", "#"),
            HistoryEntry(now, "送审", "沈知远"),
        ],
        "runs": [
            Run("same", "经走访了解，该小区共有住户 "),
            Run("removed", "六百多"),
            Run("added", "612"),
            Run("same", " 户，登记电动自行车 430 余辆"),
            Run("removed", "，大家意见很大"),
            Run("same", "，现有充电桩仅 2 处"),
            Run("added", " 20 个接口"),
            Run("same", "。"),
        ],
    }  # fmt: skip


def _charts() -> dict[str, Any]:
    months = [f"{number}月" for number in range(1, 13)]
    bars = [("青石街道", 46), ("卫生健康局", 38), ("柳林镇", 31), ("教育局", 22), ("水利局", 9), ("文化和旅游局", 0)]
    return {
        "bars": charts.BarChart(
            key="bars", title="各单位报送", sentence="本季度 6 个单位报送 146 条，青石街道最多。", value_name="条",
            bars=[charts.Bar(name, value, "#") for name, value in bars],
        ),
        "funnel": charts.Funnel(
            key="funnel", title="从收到到批示", sentence="收到 210 条，采用 30 条，批示 9 件。", value_name="条",
            stages=[charts.Bar("收到", 210, "#"), charts.Bar("编发", 84), charts.Bar("采用", 30),
                    charts.Bar("批示", 9)],
        ),
        "groups": charts.GroupedBarChart(
            key="groups", title="上半年与下半年", series=["上半年", "下半年"], sentence="下半年各单位都有增加。",
            groups=[charts.Group("青石街道", [40, 46]), charts.Group("柳林镇", [12, 31]),
                    charts.Group("教育局", [20, 22])],
        ),
        "lines": charts.LineChart(
            key="lines", title="每月收到与采用", moments=months, sentence="年中收到最多，采用随后。",
            lines=[
                charts.Line("收到", [30, 42, 55, 61, 70, 88, 93, 71, 64, 58, None, 66]),
                charts.Line("采用", [4, 6, 9, 12, 10, 18, 22, 17, 12, 9, None, 15]),
            ],
        ),
        "multiples": charts.SmallMultiples(
            key="multiples", title="各单位每月报送", moments=months, sentence="同一刻度。",
            lines=[
                charts.Line(name, [(value * (3 + month % 5)) // 6 for month in range(12)], "#") for name, value in bars
            ],
        ),
    }  # fmt: skip
