# SPDX-License-Identifier: Apache-2.0
"""By which words schemes know what is recorded. The first word that a scheme declares is the one it means.

The words are those of the open schemes in `engines/scoring/examples`; what a scheme calls otherwise, its terms say.
"""

from collections.abc import Mapping, Sequence

from yizhan.domains.findings.states import Kind as BreachKind
from yizhan.domains.items.states import Kind
from yizhan.domains.network.states import Level, Line, OrganizationKind, Role
from yizhan.domains.reporting.states import Form

#: What happened.
SUBMITTED = ("报送", "投稿", "提交")
RELEASED = ("编发", "印发")
ADOPTED = ("采用", "上稿")
INSTRUCTED = ("批示",)
COMMISSIONED = ("约稿",)
REPORTED = ("上报", "报送上级")
URGENT = ("紧急信息", "突发事件信息", "紧急信息报告")
FOLLOWED_UP = ("续报", "紧急信息续报")
ACCOUNTED = ("追责", "问责")

#: What a unit was found to have done; every one of them is also a case of accountability.
BREACHES: Mapping[str, Sequence[str]] = {
    BreachKind.LATE: ("迟报",),
    BreachKind.OMITTED: ("漏报", "不报"),
    BreachKind.CONCEALED: ("瞒报",),
    BreachKind.FALSE: ("谎报", "虚报", "误报"),
}

#: How something went.
HANDED_IN, USED, WRITTEN_ON = ("提交",), ("采用",), ("批示",)
IN_TIME, TOO_LATE, NEVER = ("完成",), ("迟交",), ("未交",)
UPHELD, LESSENED = ("查实",), ("从轻",)

#: What contributors are to an item: the leading one, and all others.
LEAD, FURTHER = "主笔", "参与"

#: What the columns are called that every account has, whatever the terms say besides.
GROUP, LINE, UNIT, STANDING = "类别", "系统", "单位", "身份"

GROUPS: Mapping[str, str] = {
    OrganizationKind.OFFICE: "办公室",
    OrganizationKind.DEPARTMENT: "部门",
    OrganizationKind.TOWNSHIP: "乡镇",
    OrganizationKind.SECTOR: "界别",
    OrganizationKind.COMMITTEE: "专委会",
    OrganizationKind.LIAISON: "联络室",
    OrganizationKind.BRANCH: "支部",
}
BELOW = "下级"
STANDINGS: Mapping[str, str] = {Role.MEMBER: "委员", Role.OFFICER: "信息员"}

LEVELS: Mapping[int, Sequence[str]] = {
    Level.NATION: ("国家", "全国", "国家级", "国务院", "中央"),
    Level.PROVINCE: ("省", "省级"),
    Level.CITY: ("市", "市级", "地级市级", "地市"),
    Level.COUNTY: ("县", "区", "县级", "区级", "县级市级", "区县"),
    Level.TOWNSHIP: ("乡镇", "镇", "街道", "乡镇级"),
}
LINES: Mapping[str, Sequence[str]] = {
    Line.PARTY: ("党委", "党委系统"),
    Line.GOVERNMENT: ("政府", "政府系统"),
    Line.CPPCC: ("政协", "政协系统"),
}
FORMS: Mapping[str, Sequence[str]] = {
    Form.SINGLE: ("单篇", "单独采用"),
    Form.COMPOSITE: ("综合", "综合采用"),
    Form.SPECIAL: ("专报", "专题"),
}
GENRES: Mapping[str, Sequence[str]] = {
    Kind.SOCIAL_OPINION: ("社情民意", "信息"),
    Kind.DYNAMICS: ("动态", "工作动态", "信息"),
    Kind.EXPERIENCE: ("经验", "信息"),
    Kind.PROBLEM: ("问题", "信息"),
    Kind.SUGGESTION: ("建议", "信息"),
    Kind.RESEARCH: ("调研", "信息"),
    Kind.EARLY_WARNING: ("预警", "信息"),
}

#: What a report to a level is called.
SENT_TO: Mapping[int, Sequence[str]] = {
    Level.NATION: ("选报国办", "报国家"),
    Level.PROVINCE: ("选用报省", "报省"),
    Level.CITY: ("报市",),
}

#: Columns by which schemes name the attributes of an occasion.
ATTRIBUTES: Mapping[str, str] = {
    "刊物": "channel",
    "采用单位": "body",
    "级别": "level",
    "层级": "level",
    "系统": "line",
    "形式": "form",
    "体裁": "genre",
    "类别": "kind",
    "逾期": "late",
    "约稿": "commissioned",
    "情况": "status",
    "选题": "topic",
    "事件类别": "category",
    "事件等级": "grade",
    "迟到分钟": "minutes",
}


def publication(name: str, level: int, body: str) -> list[str]:
    """What a publication may be called: with its level, as one word or as a title, alone, or by who issues it."""
    if not name:
        return [body]
    at_level = [f"{LEVELS[level][0]}《{name}》", f"{LEVELS[level][0]}{name}"]
    return [*at_level, name, f"《{name}》", body]
