# SPDX-License-Identifier: Apache-2.0
"""What a finding says in Chinese, for those who have to mend it. English stands in the finding itself."""

from yizhan.engines.scoring.findings import Finding

_CHINESE = {
    "more_of_the_same": "同类问题({code})另有 {more} 处。",
    # 计分办法
    "scheme.unreadable": "读不出来,须是 UTF-8 文本:{reason}",
    "scheme.not_toml": "不是正确的 TOML:{reason}",
    "scheme.unknown_key": "这里没有“{key}”这一项{maybe}。",
    "scheme.missing_key": "缺少“{key}”。",
    "scheme.wrong_type": "“{key}”的写法不对:{english}",
    "scheme.empty_list": "空的列表什么也对不上;请删去这一项,或写上取值。",
    "scheme.field_type": '字段写成取值列表、{{ ordered = [...] }}、"number"、"yes_no" 或 "text"。',
    "scheme.duplicate_value": "取值“{value}”写了两次。",
    "scheme.duplicate_id": "编号“{id}”已在 {first} 用过。",
    "scheme.reserved_name": "“{name}”另有固定含义,字段请换一个名字。",
    "scheme.section_missing": "办法分了部分,请写明这一条属于哪一部分(section)。",
    "scheme.unknown_name": "没有名为“{name}”的 {what}{maybe}。",
    "scheme.unknown_field": "没有声明字段“{name}”{maybe}。",
    "scheme.unknown_value": "字段“{name}”没有列出“{value}”这个取值{maybe}。",
    "scheme.value_type": "字段“{name}”的取值类型不对:“{value}”。",
    "scheme.not_ordered": "字段“{name}”没有高低之分;要比较,请声明为 ordered 或 number。",
    "scheme.impossible": "没有任何事件能符合规则“{rule}”的条件。",
    "scheme.overlap": (
        "规则“{one}”({first})和“{other}”会同时对上同一事件({event});"
        "请写 instead_of(只计其一)或 in_addition(另加),或放进同一个 selection。"
    ),
    "scheme.contradiction": "规则“{other}”与“{one}”({first})矛盾:条件相同,分值不同。",
    "scheme.circle": "规则“{rule}”经 instead_of 绕一圈又替代了自己。",
    "scheme.negative_number": "{number} 是负数;扣分写成 deduct = {positive}。",
    "scheme.absurd_number": "{number} 大得不像话;若确有其事,请在 [scheme] 里调高 largest。",
    "scheme.too_many_decimals": "{amount} 的小数位数超过办法保留的 {decimals} 位。",
    "scheme.cap_below_rule": "“{limit}”的上限 {cap} 低于“{rule}”一次的 {points};请调高上限或降低分值。",
    "scheme.crossing_limits": "“{other}”和“{one}”的范围有重叠,又互不包含,先后会影响结果。",
    "scheme.limit_on_duty": "按事件或稿件封顶的“{limit}”不能包括任务指标或基础分。",
    "scheme.limit_for": "按事件或稿件的封顶对所有单位有效,请删去 for。",
    "scheme.two_sharings": "规则“{rule}”的分摊方式写了两种:“{one}”和“{other}”。",
    "scheme.bounds_crossed": "at_least 大于 at_most,没有分数能同时符合。",
    "scheme.no_bound": "这里需要一个比较,例如 at_least = 8(封顶写 at_most)。",
    "scheme.graded_year_converted": "折算后的得分是本期的;请在 [grading] 里去掉 of,或去掉 [conversion]。",
    "scheme.grade_overlap": "等次“{lower}”和“{upper}”有重叠。",
    "scheme.grade_gap": (
        "“{lower}”和“{upper}”之间的分数(例如 {example})没有等次;"
        '请在 [grading] 里写 decimals = 0,或 between = "lower" 或 "higher"。'
    ),
    "scheme.step_overlap": "“{duty}”有两档都包括 {value}。",
    "scheme.validity_reversed": "valid_until 早于 valid_from,办法永远不生效。",
    "scheme.amount_keys": "一条规则只能有 {keys} 中的一项;这一条写了:{stated}。",
    "scheme.points_by": "points_by 只能按一个字段。",
    "scheme.ladder": "ladder 的各档要递增,最后一档不写 up_to,也不能与 times 同用。",
    "scheme.no_condition": "multiplier 需要 when、item_has、item_lacks 或 for。",
    "scheme.times": 'times = "{times}" 是按 item_has 的次数算的,请写 item_has。',
    "scheme.by": 'by 只用于 take = "highest",不能与 take = "{take}" 同用。',
    "scheme.sharing_keys": "lead 方式要写 lead = 0.5,ratio 方式要写 ratio = [3, 2]。",
    "scheme.lead": "第一作者的份额在 0 和 1 之间。",
    "scheme.ratio": "比例的各份是从 1 起的整数。",
    "scheme.measure": "计量的写法不对:{english}",
    "scheme.duty_step": "每一档要有上下限,以及 points 或 deduct。",
    "scheme.duty_steps": "写了 steps 就不再写比较、points、deduct 等。",
    "scheme.each_missing": "each_missing、each_extra、proportional 需要 at_least。",
    "scheme.points_scored": "以得分为指标的任务本身不再计分,并按月或更长时间考核。",
    "scheme.proportional": "proportional 按比例给 points,请写 points。",
    "scheme.for_each": "expected 和 demands 需要 for_each。",
    # 文件
    "table.unreadable": "文件读不出来。",
    "table.encoding": "文件既不是 UTF-8 也不是 GB 18030 编码。",
    "table.too_large": "工作表展开后太大,不像是人填的表。",
    "table.empty": "表里没有数据。",
    # 事件
    "events.column_missing": "缺少“{also}”一栏({column})。",
    "events.column_twice": "有两栏都叫“{column}”。",
    "events.columns_ignored": "办法用不到这些栏:{columns}。",
    "events.too_many_cells": "这一行的格数多于表头。",
    "events.formula": "格子里是公式,请改填数值。",
    "events.date": "“{value}”不是日期,请写 2026-07-01。",
    "events.number": "“{value}”不是数,或无法精确保存。",
    "events.negative_number": "编号 {event} 的“{field}”是负数;扣分要另写规则。",
    "events.yes_no": "“{value}”既不是“是”也不是“否”。",
    "events.value_unknown": "办法没有列出“{value}”这个取值。",
    "events.holder_blank": "没有写是谁的。",
    "events.holder_list": "“{value}”里两个分号之间是空的。",
    "events.holder_twice": "“{value}”里同一个名字写了两次。",
    "events.roles": "角色的个数与作者的个数不同。",
    "events.weights": "“{value}”不是 {contributors} 个有效的份额。",
    "events.id_blank": "没有编号。",
    "events.id_twice": "编号 {event} 前面用过了。",
    "events.id_kind": "编号都是整数,“{event}”不是。",
    "events.correction_unknown": "要更正的编号 {event} 不存在。",
    "events.correction_circle": "编号 {event} 的更正绕成了圈。",
    "events.outside_validity": "编号 {event} 的日期不在办法的有效期内({valid})。",
    "events.after_period": "编号 {event} 的日期晚于所算的时期。",
    "events.too_many_contributors": '编号 {event} 的作者多于“{sharing}”的份数;若其余的不得分,请写 beyond = "nothing"。',
    # 单位
    "units.column_missing": "计分要用单位表的“{column}”一栏,但没有这一栏。",
    "units.not_ranked": "不排名:分组要用单位表的“{column}”一栏,但没有这一栏。",
    "units.name_blank": "这一行没有写单位。",
    "units.twice": "“{unit}”列了两次;后一行的起始日期要更晚。",
    "units.dates_reversed": "“{unit}”的终止日期早于起始日期。",
    "units.unknown": "单位表里没有“{unit}”{maybe}。",
    "units.former_name": "“{unit}”是“{now}”的原名,得分计给“{now}”。",
    "units.succeeded": "“{unit}”终止后仍有 {events} 条,计给“{now}”。",
    "units.ended": "“{unit}”已于 {end} 终止,请写明后来的 {events} 条属于哪个单位(承接单位:{successors})。",
    "units.not_yet": "“{unit}”从 {start} 才有,却有更早的事件。",
    "units.demand_missing": "单位表“{column}”一栏没有“{unit}”的数,任务指标无从比较。",
    "units.change_kind": "不认识这种变更;请写 更名、合并、并入、拆分。",
    "units.change_unknown": "变更里的“{unit}”不是单位。",
    "units.renamed_twice_listed": "“{old}”和“{new}”是更名前后的同一单位,单位表里请只留一行。",
    "units.share": "份额写法不对,请写 0.6 或 60%。",
    "units.shares": "“{unit}”的承接份额合计不是 1。",
    # 核对
    "audit.expression": "“{value}”不是等式;请写 栏 = 栏 + 栏、sum(栏) = 67 或 率 = 部分 / 全部。",
    "audit.formulas": "{count} 个格子里是公式,核对的是随文件保存的数值:{cells}。",
    "audit.too_many_cells": "表里有 {cells} 个格子,一次最多核对 {most} 个。",
    "audit.too_laborious": "这张表核对起来太费时;请只交通报表本身,不带其他工作表、说明和清单。",
    "audit.name_unknown": "没有“{name}”这一栏{maybe}。",
    # 计算
    "period.unreadable": "“{value}”不是时期;请写 2026、2026H1、2026Q3、2026-07、2026W28、2026-07-06,或用 .. 连接两个。",
    "period.outside_validity": "{period} 时办法({valid})没有生效。",
    "appraisal.no_events": "没有事件,请写明要算的时期。",
    "appraisal.too_large": "数大得无法精确相加。",
}


def chinese(finding: Finding) -> str:
    """The Chinese sentence; where none is written, the English one."""
    template = _CHINESE.get(finding.code)
    if template is None:
        return f"写法不对:{finding.sentence}"
    words: dict[str, object] = {
        name: "、".join(value) if isinstance(value, tuple) else value for name, value in finding.parameters.items()
    }
    near = words.get("near", "")
    further = {"english": finding.sentence, "maybe": f"(是不是“{near}”?)" if near else ""}
    return template.format_map(_Blanks({**words, **further}))


class _Blanks(dict[str, object]):
    """A sentence is still worth reading when one word of it is missing."""

    def __missing__(self, name: str) -> str:
        return "……"
