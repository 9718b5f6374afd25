# SPDX-License-Identifier: Apache-2.0
"""The invented district: 云岭省江岚市岚溪区. Counts follow FIX-054, FIX-055, FIX-062; every name is made up."""

PROVINCE, CITY, DISTRICT = "云岭省", "江岚市", "岚溪区"

#: Ten townships and sub-districts.
TOWNSHIPS = (
    "青石街道",
    "望江街道",
    "柳桥街道",
    "北门街道",
    "石桥镇",
    "白果镇",
    "松岭镇",
    "南塘镇",
    "荷田乡",
    "云台乡",
)

#: Twenty departments: full name and what people call it.
DEPARTMENTS = (
    ("发展和改革局", "发改局"),
    ("教育局", "教育局"),
    ("科学技术局", "科技局"),
    ("工业和信息化局", "工信局"),
    ("公安分局", "公安分局"),
    ("民政局", "民政局"),
    ("司法局", "司法局"),
    ("财政局", "财政局"),
    ("人力资源和社会保障局", "人社局"),
    ("自然资源分局", "资源分局"),
    ("生态环境分局", "环境分局"),
    ("住房和城乡建设局", "住建局"),
    ("交通运输局", "交通局"),
    ("水利局", "水利局"),
    ("农业农村局", "农业农村局"),
    ("商务局", "商务局"),
    ("文化和旅游局", "文旅局"),
    ("卫生健康局", "卫健局"),
    ("应急管理局", "应急局"),
    ("城市管理局", "城管局"),
)

#: Seventeen sectors, with how many of the 228 members each has.
SECTORS = (
    ("中共", 24),
    ("民革", 9),
    ("民盟", 11),
    ("民建", 10),
    ("民进", 10),
    ("农工党", 9),
    ("九三学社", 9),
    ("无党派人士", 8),
    ("共青团", 7),
    ("工会", 9),
    ("妇联", 10),
    ("工商联", 20),
    ("科技", 16),
    ("经济", 26),
    ("农业", 18),
    ("教育", 17),
    ("医药卫生", 15),
)

#: Units whose officer reports (the others are listed as having none, RULE-201): 9 townships and 9 departments.
WITH_OFFICER = (
    *TOWNSHIPS[:9],
    "教育局",
    "民政局",
    "住建局",
    "交通局",
    "水利局",
    "农业农村局",
    "卫健局",
    "应急局",
    "城管局",
)

_FAMILY = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦昌马苗凤花方俞任袁柳"
)
_GIVEN = (
    "知远 若宁 景行 怀瑾 思齐 映雪 长青 望舒 清源 亦安 书勤 以恒 "
    "采薇 敬之 明轩 雨桐 立诚 守正 念慈 承志 向晚 云舒 子衿 佳禾 "
    "振声 慕言 春和 秋实 知夏 冬青 文舟 一鸣 修远 如松 见山 听澜 "
    "凌霄 嘉树 乐山 静好"
)


def names(count: int) -> list[str]:
    """So many different invented names."""
    family, given = list(_FAMILY), _GIVEN.split()
    found = []
    for number in range(count):
        lap, place = divmod(number, len(family))
        found.append(family[place] + given[(number * 3 + lap * 2) % len(given)])
    return found
