# SPDX-License-Identifier: Apache-2.0
"""What happened in the invented district that could not wait, and what was reported of it, minute by minute."""

from dataclasses import dataclass

#: Figures as (name, value).
Figures = tuple[tuple[str, str], ...]

LOSSES = "直接经济损失（万元）"


@dataclass(frozen=True, kw_only=True)
class Word:
    """One act of an event's story, so many minutes after it happened."""

    minutes: int
    act: str = "next"
    text: str = ""
    harm: str = ""
    measures: str = ""
    trend: str = ""
    next_steps: str = ""
    figures: Figures = ()
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """An event with its story; `days_ago` and `minutes_ago` count back from the end of the sample."""

    unit: str
    title: str
    place: str
    category: str
    level: str
    days_ago: int
    minutes_ago: int = 0
    is_sensitive: bool = False
    words: tuple[Word, ...]


def _people(dead: int, injured: int, missing: int = 0) -> Figures:
    return (
        ("死亡", str(dead)),
        ("受伤", str(injured)),
        ("失联", str(missing)),
        ("合计", str(dead + injured + missing)),
    )


def _begun(text: str, harm: str, figures: Figures, *, received: int = 40) -> tuple[Word, ...]:
    """The call, the first report and its receipt."""
    first = Word(
        minutes=received - 12, act="first", text=text, harm=harm, measures="人员已到场处置，周边群众已疏散。",
        trend="现场基本可控。", figures=figures, source="现场",
    )  # fmt: skip
    return (Word(minutes=9, act="call"), first, Word(minutes=received, act="receive"))


FLOOD = Alarm(
    unit="石桥镇",
    title="石桥镇强降雨致山洪，部分村组道路中断",
    place="石桥镇上沟村、下沟村",
    category="自然灾害",
    level="较大",
    days_ago=140,
    words=(
        *_begun("凌晨三小时降雨一百二十毫米，上沟村山洪漫过道路。", "两人失联。", _people(0, 0, 2)),
        Word(minutes=55, act="verify", text="已与镇值班室和村支书分别通话，情况属实。"),
        Word(minutes=60, act="wording", text="石桥镇强降雨引发山洪，两人失联，正在搜救。"),
        Word(minutes=64, act="up"),
        Word(minutes=75, act="receipt"),
        Word(
            minutes=360, text="搜救进行中，转移群众三百余人。", harm="造成1人死亡、3人受伤、1人失联。",
            measures="消防、民兵八十人搜救。", figures=_people(1, 3, 1), source="镇卫生院、搜救组",
        ),
        Word(
            minutes=900, text="失联人员找到，已无生命体征。", harm="造成2人死亡、4人受伤。", measures="善后组进驻。",
            figures=(*_people(2, 4), (LOSSES, "180")), source="搜救组",
        ),
        Word(minutes=960, act="wording", text="石桥镇山洪致两人遇难、四人受伤，搜救结束。", harm="失联人员已找到"),
        Word(minutes=1500, act="correct", text="一名伤者重复登记", figures=(("受伤", "3"),)),
        Word(minutes=1501, act="correct", text="随受伤人数更正", figures=(("合计", "5"),)),
        Word(
            minutes=2200, act="final", text="灾情稳定，道路抢通，供电恢复。", harm="共造成2人死亡、3人受伤。",
            measures="安置三百二十六人，发放救灾物资。", next_steps="核灾理赔，修复河堤，隐患点专人值守。",
            figures=(*_people(2, 3), (LOSSES, "426.5")), source="应急局核定",
        ),
        Word(
            minutes=2260, act="end_above", text="区级终报已核，灾情稳定，救灾转入常态。", harm="2人死亡、3人受伤。",
            measures="市级救灾物资已到位。", next_steps="由区里按月报灾后恢复情况。",
        ),
    ),
)  # fmt: skip

GATHERING = Alarm(
    unit="青石街道",
    title="青石街道六十余人到街道办反映欠薪",
    place="青石街道办事处门前",
    category="群体性事件",
    level="",
    days_ago=75,
    is_sensitive=True,
    words=(
        *_begun("某工地务工人员六十余人聚集，反映工资拖欠两个月。", "无人员伤亡。", (), received=50),
        Word(minutes=70, act="verify", text="人社局劳动监察已到场核对名单，共六十三人。"),
        Word(minutes=75, act="wording", text="六十三名务工人员反映欠薪，秩序平稳，正在协商。"),
        Word(minutes=200, text="企业当场承诺五日内支付，人员散去。", harm="无。", measures="街道、人社局现场调解。"),
        Word(
            minutes=1300, act="final", text="欠薪一百零二万元已全部发放。", harm="无。",
            measures="人社局全程监督发放。",
            next_steps="将该企业列入重点监管名单。",
        ),
    ),
)  # fmt: skip

FIRE = Alarm(
    unit="望江街道",
    title="望江街道夜市摊棚起火",
    place="望江街道滨河夜市西段",
    category="事故灾难",
    level="一般",
    days_ago=48,
    words=(
        *_begun("摊棚起火，过火约八十平方米。", "两人轻微灼伤。", _people(0, 2), received=140),
        Word(minutes=150, act="verify", text="消防救援大队确认火已扑灭。"),
        Word(minutes=155, act="wording", text="夜市摊棚起火，已扑灭，两人轻伤。"),
        Word(minutes=160, act="line", text="夜市摊棚起火，已扑灭，两人轻伤。", source="市城市管理局"),
        Word(minutes=175, act="agree", text="林区长"),
        Word(
            minutes=1200, act="final", text="明火于四十分钟内扑灭，起因为线路老化。", harm="两人轻伤，已出院。",
            measures="夜市停业排查。", next_steps="更换全部线路后恢复营业。",
            figures=(*_people(0, 2), (LOSSES, "9.6")), source="消防救援大队",
        ),
    ),
)  # fmt: skip

ILLNESS = Alarm(
    unit="教育局",
    title="某小学多名学生腹痛呕吐",
    place="荷田乡中心小学",
    category="公共卫生事件",
    level="一般",
    days_ago=33,
    words=(
        *_begun("午餐后二十七名学生腹痛、呕吐。", "二十七人就诊，均为轻症。", (), received=60),
        Word(minutes=80, act="verify", text="卫健局到院逐一核对。"),
        Word(minutes=90, act="wording", text="二十七名学生餐后不适就诊，均为轻症，无危重。"),
        Word(minutes=500, text="十九人已离院。", harm="无危重。", measures="留样送检，食堂停用。"),
        Word(
            minutes=1400, act="final", text="检出致病菌，系凉菜加工不当。", harm="二十七人全部康复。",
            measures="食堂停用整改。",
            next_steps="全区学校食堂专项检查。",
        ),
    ),
)  # fmt: skip

GAS = Alarm(
    unit="青石街道",
    title="青石街道临街商铺燃气闪爆",
    place="青石街道桥西路十二号",
    category="事故灾难",
    level="较大",
    days_ago=0,
    minutes_ago=165,
    words=(
        *_begun("早餐店燃气闪爆，临街门面受损。", "造成1人死亡、4人受伤，1人失联。", _people(1, 4, 1), received=52),
        Word(minutes=56, act="principal", text="桥西路燃气闪爆，正在救援。", source="分管副区长"),
        Word(minutes=62, act="wording", text="桥西路一早餐店燃气闪爆，正在救援，伤亡在核实。"),
        Word(minutes=66, act="up"),
        Word(minutes=70, act="line", text="桥西路燃气闪爆，正在救援。", source="市住房和城乡建设局"),
        Word(
            minutes=120, text="失联人员找到，轻伤。临近居民四十户已转移。", harm="造成1人死亡、6人受伤。",
            measures="燃气切断，消防、医疗在场。", figures=(*_people(1, 5), (LOSSES, "60")), source="区人民医院",
        ),
    ),
)  # fmt: skip

_CRASH = "白果镇境内省道客货车相撞"


def _crash(unit: str, minutes_ago: int, harm: str, figures: Figures) -> Alarm:
    """The same accident as one of two units reported it."""
    return Alarm(
        unit=unit, title=_CRASH if unit == "白果镇" else "省道客车追尾货车", place="省道三二一线白果镇段",
        category="事故灾难", level="一般", days_ago=12, minutes_ago=minutes_ago,
        words=(
            *_begun("一辆客车与货车相撞，交通中断。", harm, figures),
            Word(minutes=58, act="verify", text="交警到场核对。"),
            Word(minutes=66, act="wording", text="省道白果镇段客货车相撞，五人受伤，道路半幅通行。"),
            Word(
                minutes=700, act="final", text="道路恢复通行，伤者均无生命危险。", harm="五人受伤。",
                measures="事故车辆拖离。",
                next_steps="该路段增设警示标志。", figures=_people(0, 5), source="交警大队",
            ),
        ),
    )  # fmt: skip


#: Two first reports of one event, and after how many minutes the desk linked the second to the first.
TWICE = (_crash("白果镇", 20, "四人受伤。", _people(0, 4)), _crash("交通局", 15, "五人受伤。", _people(0, 5)))
LINKED_AFTER = 80

ALARMS = (FLOOD, GATHERING, FIRE, ILLNESS, *TWICE, GAS)
