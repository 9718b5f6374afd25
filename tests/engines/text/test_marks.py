# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.text.marks import secrecy_mark, secrecy_mark_in_name

MARKED = [
    ("秘密★", "秘密", "秘密★"),
    ("机密★1年", "机密", "机密★1年"),
    ("绝密★启用前", "绝密", "绝密★启用前"),
    ("密级:机密", "机密", "密级:机密"),
    ("密级：秘密", "秘密", "密级：秘密"),
    ("密 级：绝 密", "绝密", "密 级：绝 密"),
    ("保密等级：机密级", "机密", "保密等级：机密"),
    ("密级（秘密）", "秘密", "密级（秘密）"),
    ("秘密 ★ 长期", "秘密", "秘密 ★ 长期"),
    ("秘　密　★　５年\n石桥县人民政府文件", "秘密", "秘　密　★　５年"),
    ("机\n密\n★\n十年", "机密", "机\n密\n★\n十年"),
    ("秘密☆3年", "秘密", "秘密☆3年"),
    ("机密⭐一年", "机密", "机密⭐一年"),
    ("機密★1年", "机密", "機密★1年"),
    ("祕密★", "秘密", "祕密★"),
    ("机密\u200b★1年", "机密", "机密\u200b★1年"),
    ("绝密*启用前", "绝密", "绝密*启用前"),
    ("绝密 启用前", "绝密", "绝密 启用前"),
    ("本试卷启用前绝密", "绝密", "启用前绝密"),
    ("机密·长期", "机密", "机密·长期"),
    ("【机密】关于水库除险的报告", "机密", "【机密】"),
    ("(秘密)关于水库除险的报告", "秘密", "(秘密)"),
    ("000001\n机密\n特急\n关于水库除险的报告\n正文。", "机密", "机密"),
    ("绝  密", "绝密", "绝  密"),
    ("各科室：\n一\n二\n三\n四\n五\n六\n七\n八\n九\n机密\n正文。", "机密", "机密"),
    ("正文在前。附件：秘密★5年《方案》", "秘密", "秘密★5年"),
]

UNMARKED = [
    "",
    "秘",
    "做好保密工作，签订保密责任书。",
    "加强商业秘密保护，严守工作秘密。",
    "学习《中华人民共和国保守国家秘密法》。",
    "国家秘密的密级分为绝密、机密、秘密三级。",
    "绝密\n机密\n秘密\n以上三级。",
    "密级：□绝密 □机密 □秘密",
    "密级:绝密、机密、秘密",
    "密级：公开",
    "密级标志应当醒目。",
    "机密级计算机的管理。",
    "泄露机密文件的，依法处理。",
    "这是一个公开的秘密。",
    "他守着一个秘密\n很多年",
    "不得涉及秘密。★★★★★",
    "获评五星★秘密花园民宿",
    "商业秘密★★★★★",
    "商业秘密\n保护",
    "秘书处密切联系群众★",
]


@pytest.mark.parametrize(("text", "grade", "words"), MARKED)
def test_marked_text_is_found(text: str, grade: str, words: str) -> None:
    mark = secrecy_mark(text)
    assert mark is not None
    assert (mark.grade, mark.words) == (grade, words)
    assert text[mark.start : mark.end] == words


@pytest.mark.parametrize("text", UNMARKED)
def test_text_that_speaks_of_secrets_is_left_alone(text: str) -> None:
    assert secrecy_mark(text) is None


def test_first_of_several_marks_is_named() -> None:
    mark = secrecy_mark("前言\n机密★1年\n绝密★5年")
    assert mark is not None
    assert (mark.grade, mark.start) == ("机密", 3)


@pytest.mark.parametrize(
    "name",
    [
        "【机密】方案.docx",
        "机密-方案.doc",
        "方案（秘密）.docx",
        "方案_绝密.pdf",
        "机密.docx",
        "秘密★方案.pdf",
        "机密 方案.doc",
    ],
)
def test_marked_name_of_a_file(name: str) -> None:
    assert secrecy_mark_in_name(name) is not None


@pytest.mark.parametrize(
    "name", ["商业秘密保护办法.docx", "秘密花园.txt", "保守国家秘密法.pdf", "保密工作总结.doc", ""]
)
def test_unmarked_name_of_a_file(name: str) -> None:
    assert secrecy_mark_in_name(name) is None
