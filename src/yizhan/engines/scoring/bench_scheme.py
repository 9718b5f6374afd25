# SPDX-License-Identifier: Apache-2.0
"""A made-up scheme with 40 rules that uses every step of the language that costs time."""

from yizhan.engines.scoring.language.reading import parse_scheme
from yizhan.engines.scoring.language.scheme import Scheme

CHANNELS = tuple(f"刊物{number:02}" for number in range(1, 13))
FORMS = ("单篇", "综合", "简讯")
LEVELS = ("县", "市", "省", "国家")


def forty_rules() -> Scheme:
    """A made-up scheme with 40 rules that uses the whole language."""
    return parse_scheme("\n".join([_HEAD, *_adoption_rules(), _FURTHER]), "bench.toml")


def _adoption_rules() -> list[str]:
    """24 rules: twelve channels, long items and short ones."""
    rules = []
    for number, channel in enumerate(CHANNELS, start=1):
        section = "upper" if number > 8 else "local"
        for form, test, points in (("long", '["单篇", "综合"]', 4 * number), ("short", '"简讯"', number)):
            rules.append(
                f'[[rule]]\nid = "c{number}-{form}"\nname = "{channel}"\nsection = "{section}"\n'
                f'when = {{ kind = "采用", channel = "{channel}", form = {test} }}\npoints = {points}\n'
            )
    return rules


_HEAD = """
[scheme]
id = "bench"
name = "bench"
version = "1"
decimals = 2
valid_from = 2026-01-01
largest = 2000

[fields]
kind = ["报送", "采用", "批示", "约稿"]
channel = [
    "刊物01", "刊物02", "刊物03", "刊物04", "刊物05", "刊物06",
    "刊物07", "刊物08", "刊物09", "刊物10", "刊物11", "刊物12",
]
form = ["单篇", "综合", "简讯"]
level = { ordered = ["县", "市", "省", "国家"] }
commissioned = "yes_no"
late = "yes_no"
words = "number"
topic = "text"

[[section]]
id = "local"
name = "本级采用"

[[section]]
id = "upper"
name = "上级采用"

[[section]]
id = "instructed"
name = "领导批示"

[[section]]
id = "work"
name = "报送与约稿"
"""

_FURTHER = "\n".join(
    [
        *(
            f'[[rule]]\nid = "i{place}"\nname = "{level}领导批示"\nsection = "instructed"\n'
            f'when = {{ kind = "批示", level = "{level}" }}\npoints = {10 * 2**place}\n'
            for place, level in enumerate(LEVELS)
        ),
        *(
            f'[[rule]]\nid = "t{number}"\nname = "专题{number}"\nsection = "work"\nin_addition = true\n'
            f'when = {{ kind = "采用", topic = "专题{number:02}" }}\npoints = {number}\n'
            for number in range(1, 7)
        ),
        """
[[rule]]
id = "submitted"
name = "报送"
section = "work"
when = { kind = "报送", late = false }
points = 0.5

[[rule]]
id = "submitted-late"
name = "迟报"
section = "work"
when = { kind = "报送", late = true }
deduct = 1

[[rule]]
id = "commission"
name = "约稿,第一篇 5 分,以后 3 分"
section = "work"
when = { kind = "约稿", late = false }
ladder = [{ up_to = 1, points = 5 }, { points = 3 }]
ladder_per = ["holder", "quarter"]

[[rule]]
id = "commission-late"
name = "约稿逾期"
section = "work"
when = { kind = "约稿", late = true }
deduct = 3

[[rule]]
id = "long"
name = "三千字以上"
section = "work"
in_addition = true
when = { kind = "采用", words = { at_least = 3000 } }
points = 2

[[rule]]
id = "commissioned"
name = "约稿采用另加"
section = "work"
in_addition = true
when = { kind = "采用", commissioned = true }
points = 10

[[multiplier]]
id = "doubled"
name = "有批示加倍"
sections = ["upper"]
item_has = { kind = "批示", level = { at_least = "市" } }
factor = 2

[[multiplier]]
id = "composite"
name = "综合减半"
sections = ["local", "upper"]
when = { form = "综合" }
factor = 0.5

[[selection]]
id = "highest"
name = "上级采用计最高"
sections = ["upper"]

[[sharing]]
id = "lead"
name = "第一作者六成"
method = "lead"
lead = 0.6

[[limit]]
id = "work-month"
name = "每月封顶"
sections = ["work"]
at_most = 400
every = "month"

[[limit]]
id = "work-year"
name = "全年封顶"
sections = ["work"]
at_most = 3000
every = "year"

[[measure]]
id = "submitted-items"
name = "报送"
count = { kind = "报送" }

[[measure]]
id = "rate"
name = "采用率"
count = { kind = "采用" }
of = { kind = "报送" }

[[duty]]
id = "monthly"
name = "每月 8 条"
section = "work"
measure = "submitted-items"
every = "month"
at_least = 8
points = 10
each_missing = 1

[[duty]]
id = "rate-duty"
name = "季度采用率"
section = "work"
measure = "rate"
every = "quarter"
at_least = 0.3
deduct = 5

[[grade]]
name = "优秀"
at_least = 5000

[[grade]]
name = "良好"
at_least = 1000
less_than = 5000

[ranking]
ties = "shared"
""",
    ]
)
