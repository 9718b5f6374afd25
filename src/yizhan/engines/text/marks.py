# SPDX-License-Identifier: Apache-2.0
"""Finds secrecy marks (秘密★, 机密★1年, 密级：绝密 ...), which a non-classified system must refuse.

A mark is a matter of form and place: a grade with a star, a labelled grade, a grade alone on its line or in brackets at
the head. Texts that merely speak of secrets (商业秘密, 保守国家秘密法, 保密工作) are left alone.
Sources: BM-01; GB/T 9704-2012, 7.2.2.
"""

import re
from dataclasses import dataclass

from yizhan.engines.text.normalisation import Folded, fold_with_places, folds_to

_STAR = "[\u2605\u2606\u2729\u272a\u272b\u272d-\u2730\u2b50\u2b51\u2b52\u2736\u272f\u22c6\u066d\U0001f31f]"
_DIGITS = "[0-9〇零一二三四五六七八九十两]"
_TERM = rf"(?:{_DIGITS}{{1,3}}(?:年|个?月|天|日)|长期|启用(?:前|之前)|解密前|发布前|公布前)"
_LABEL = "(?:密级|密等|涉密等级|保密等级|保密级别|涉密级别|秘密等级)(?:(?:和|及|与)?保密期限)?"
_URGENCY = "(?:特急|特提|加急|平急|急件)"
_ANOTHER = "[级件]?[、,/或和及与□○☐]*(?:绝密|机密|秘密)"
#: Words before a grade that make it a matter people speak of; stars after them are a rating, not a mark.
_SPOKEN_OF = "(?<!国家)(?<!商业)(?<!工作)(?<!军事)(?<!的)"
_OPEN, _CLOSE = r"[\[【〔「『《〈<({]", r"[\]】〕」』》〉>)}]"

#: What makes a mark wherever it stands, in a text without white space.
_ANYWHERE = (
    re.compile(rf"(?P<grade>绝密|机密|秘密)[件级]?{_STAR}+{_TERM}"),
    re.compile(rf"{_SPOKEN_OF}(?P<grade>绝密|机密|秘密)[件级]?{_STAR}"),
    re.compile(rf"{_STAR}(?P<grade>绝密|机密|秘密)[件级]?{_STAR}"),
    re.compile(rf"(?P<grade>绝密|机密|秘密)[*×xX#]+{_TERM}"),
    re.compile(r"(?P<grade>绝密|机密)[·・•\-—:]*启用(?:前|之前)"),
    re.compile(r"启用(?:前|之前)[·・•\-—:]*(?P<grade>绝密|机密)(?!级)"),
    re.compile(rf"{_LABEL}[:=]{_OPEN}?(?P<grade>绝密|机密|秘密){_CLOSE}?(?!{_ANOTHER})"),
    re.compile(rf"{_LABEL}{_OPEN}(?P<grade>绝密|机密|秘密){_CLOSE}"),
)

#: What makes a mark when it is all that stands on a line.
_WHOLE_LINE = re.compile(
    rf"(?:\d{{3,8}})?{_URGENCY}?(?P<open>{_OPEN})?(?P<grade>绝密|机密|秘密)"
    rf"(?P<kind>级|件|文件|材料|资料)?(?P<term>[·・•,\-—:*/]*{_TERM})?(?P<close>{_CLOSE})?{_URGENCY}?"
)

#: What makes a mark at the beginning of a line although words follow, such as the title in an annex.
_LINE_START = re.compile(rf"{_OPEN}(?P<grade>绝密|机密|秘密)(?:级|件|文件)?(?:[·・•,\-—:*]*{_TERM})?{_CLOSE}")

#: What makes a mark in the name of a file, where a grade is set off from the rest.
_IN_NAME = re.compile(
    rf"(?:^|[\s_\-—.·+,、]|{_OPEN}|{_CLOSE})(?P<grade>绝密|机密|秘密)(?:级|件|文件)?{_TERM}?(?=$|[\s_\-—.·+,、]|{_OPEN}|{_CLOSE})"
)

#: The mark of a document stands at its head: so many lines with text on them.
_HEAD_LINES = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A secrecy mark: its grade (绝密, 机密 or 秘密), where it stands (`text[start:end]`) and the words found there."""

    grade: str
    start: int
    end: int
    words: str


def secrecy_mark(text: str) -> Mark | None:
    """The first secrecy mark in a text, or None. Spaces, full width, line breaks and variants of ★ do not hide one."""
    if not folds_to(text, "密"):
        return None
    folded = fold_with_places(text)
    if not re.search("绝密|机密|秘密", folded.text):
        return None
    found = [_mark(text, folded, match) for pattern in _ANYWHERE for match in pattern.finditer(folded.text)]
    found += _marks_on_lines(text)
    return min(found, key=lambda mark: mark.start, default=None)


def secrecy_mark_in_name(name: str) -> Mark | None:
    """The secrecy mark in the name of a file or the title of a document, where the grade is set off from the rest."""
    folded = fold_with_places(name.replace(" ", "_"))
    match = _IN_NAME.search(folded.text)
    return _mark(name, folded, match) if match else secrecy_mark(name)


def _mark(text: str, folded: Folded, match: re.Match[str], offset: int = 0) -> Mark:
    """The mark that a match in `folded` stands for, where the folded stretch begins at `offset` of the text."""
    start, end = folded.source_span(*match.span())
    return Mark(match["grade"], offset + start, offset + end, text[offset + start : offset + end])


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    folded: Folded


def _marks_on_lines(text: str) -> list[Mark]:
    lines = _written_lines(text)
    marks: list[Mark] = []
    for place, line in enumerate(lines):
        match = _LINE_START.match(line.folded.text) or _WHOLE_LINE.fullmatch(line.folded.text)
        if match and (match.re is _LINE_START or _is_mark_alone(match, lines, place)):
            marks.append(_mark(text, line.folded, match, line.start))
    return marks


def _written_lines(text: str) -> list[_Line]:
    """The lines that hold any text, with their places."""
    lines: list[_Line] = []
    start = 0
    for line in text.splitlines(keepends=True):
        folded = fold_with_places(line)
        if folded.text:
            lines.append(_Line(start, folded))
        start += len(line)
    return lines


def _is_mark_alone(match: re.Match[str], lines: list[_Line], place: int) -> bool:
    """Whether a grade alone on its line is a mark, and not one entry of a list of the grades."""
    if match["term"] or (match["open"] and match["close"]):
        return True
    neighbours = lines[max(0, place - 2) : place] + lines[place + 1 : place + 3]
    others = {"绝密", "机密", "秘密"} - {match["grade"]}
    if any(neighbour.folded.text in others for neighbour in neighbours):
        return False
    # 秘密 is also an everyday word: further down only the two that are not count.
    return place < _HEAD_LINES or match["grade"] != "秘密"
