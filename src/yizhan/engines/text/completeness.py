# SPDX-License-Identifier: Apache-2.0
"""What an information item still lacks: cause, consequence, scope, time, suggestion, length (RULE-027 to RULE-031).

A cue is enough: the check asks whether the text says anything of the kind, not whether it says it well.
"""

import re
from dataclasses import dataclass

from yizhan.engines.text.dates import has_time
from yizhan.engines.text.figures import figures
from yizhan.engines.text.findings import Finding
from yizhan.engines.text.names import names
from yizhan.engines.text.shingles import bare

_CAUSE = re.compile("原因|因为|由于|是因|源于|导致的?因|究其|根源|缘于|症结|主要是|归结|成因|缺乏|不足|不到位|滞后")
_CONSEQUENCE = re.compile(
    "导致|造成|致使|影响|引发|使得|后果|隐患|损失|危害|不便|风险|威胁|以致|难以|困难|投诉|反映强烈"
)
_SUGGESTION = re.compile(
    "建议|对策|应当|应尽快|应加强|希望|要进一步|措施|可以考虑|建立健全|完善|加大|呼吁|请求|尽快|为此"
)
_SCOPE = re.compile(
    "全[省市县区镇乡村]|涉及|覆盖|范围|部分|大多|普遍|多数|各[地县乡镇村]|户|居民|群众|村民|职工|企业|学生|业主"
)


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many characters (without punctuation) an item should have; the numbers are a rule of the institution."""

    shortest: int
    longest: int


def missing_parts(text: str, lengths: Lengths | None = None) -> list[Finding]:
    """What is missing, in the order of the rules; nothing for a text that has a cue for every part."""
    checks = (
        ("missing.cause", _CAUSE.search(text), "The causes are not named."),
        ("missing.consequence", _CONSEQUENCE.search(text), "What follows from it is not said."),
        ("missing.scope", _has_scope(text), "Who or which places are concerned is not said."),
        ("missing.time", has_time(text), "When it happened is not said."),
        ("missing.figures", figures(text), "There is no figure that could be verified."),
        ("missing.suggestion", _SUGGESTION.search(text), "There is no suggestion."),
    )
    found = [Finding(code, problem) for code, is_there, problem in checks if not is_there]
    return found + (_length(text, lengths) if lengths else [])


def _has_scope(text: str) -> bool:
    return bool(_SCOPE.search(text) or names(text))


def _length(text: str, lengths: Lengths) -> list[Finding]:
    length = len(bare(text))
    if length < lengths.shortest:
        problem = "The text has %(length)d characters; at least %(limit)d are asked for."
        return [Finding("length.short", problem, parameters={"length": length, "limit": lengths.shortest})]
    if length > lengths.longest:
        problem = "The text has %(length)d characters; at most %(limit)d are asked for."
        return [Finding("length.long", problem, parameters={"length": length, "limit": lengths.longest})]
    return []
