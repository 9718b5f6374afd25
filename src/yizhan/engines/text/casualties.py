# SPDX-License-Identifier: Apache-2.0
"""Numbers of killed, injured, missing and trapped people that an urgent report states (FIX-037: 造成6死4伤)."""

import re
from dataclasses import dataclass

from yizhan.engines.text.numerals import value_of

_N = r"(?P<n>(?<!\d)\d{1,7}(?!\d)|(?<![十百千万])[零一二两三四五六七八九十百千万]{1,9})"
_PEOPLE = "(?:余|多)?(?:人|名|位|个人)?(?:群众|村民|职工|工人|学生|游客|司乘人员|人员)?(?:当场|经抢救无效|不幸|已)?"
_HARM = {
    "killed": "死亡|遇难|身亡|丧生|罹难|死",
    "injured": "受伤|轻伤|重伤|轻重伤|伤",
    "missing": "失踪|失联|下落不明",
    "trapped": "被困|受困|被埋",
}

#: 6人死亡, 6死, 3名群众失踪; and the other way round: 死亡6人, 失联人员3名.
_PATTERNS = {
    harm: (
        re.compile(rf"{_N}{_PEOPLE}(?:{words})(?!亡?[率者])"),
        re.compile(rf"(?:{words})(?:人数|人员|群众)?(?:为|达|共)?{_N}(?:余|多)?(?:人|名|位)"),
    )
    for harm, words in _HARM.items()
}
_NOBODY = re.compile("(?:未|没有|无)(?:造成|发生)?(?:任何)?人员(?:伤亡|死亡)|无人(?:员)?(?:伤亡|死亡)")

#: 其中重伤2人 is a part of the injured, not more of them.
_PART = re.compile("其中[^，。；;]*$")
_LOOKED_BACK = 30


@dataclass(frozen=True, slots=True)
class Casualties:
    """People harmed as stated; None where the text says nothing. `words` are the stretches that say so."""

    killed: int | None = None
    injured: int | None = None
    missing: int | None = None
    trapped: int | None = None
    words: tuple[str, ...] = ()


def casualties(text: str) -> Casualties:
    """The first number stated for each harm that is not said to be a part of another; 无人员伤亡 means none."""
    found: dict[str, int] = {}
    words: list[str] = []
    for harm, patterns in _PATTERNS.items():
        match = _first(text, patterns)
        value = value_of(match["n"]) if match else None
        if match and value is not None:
            found[harm] = int(value)
            words.append(match.group())
    nobody = _NOBODY.search(text)
    if nobody and "killed" not in found:
        found = {"killed": 0, "injured": 0} | found
        words.append(nobody.group())
    return Casualties(**found, words=tuple(words))


def harm_of(word: str) -> str:
    """Which number of `Casualties` an office's own word means: 失联 is missing. Empty for any other word."""
    alone = f"1人{word}"
    read = casualties(alone)
    return next((harm for harm in _HARM if getattr(read, harm) == 1), "") if read.words == (alone,) else ""


def _first(text: str, patterns: tuple[re.Pattern[str], ...]) -> re.Match[str] | None:
    matches = [
        match
        for pattern in patterns
        for match in pattern.finditer(text)
        if not _PART.search(text, max(0, match.start() - _LOOKED_BACK), match.start())
    ]
    return min(matches, key=lambda match: (match.start(), -match.end()), default=None)
