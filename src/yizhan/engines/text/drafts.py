# SPDX-License-Identifier: Apache-2.0
"""A draft title and summary of a topic from its members' own sentences: nothing is made up, every line has a source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yizhan.engines.text.frequencies import WordFrequencies, content_words
from yizhan.engines.text.normalisation import fold
from yizhan.engines.text.shingles import jaccard, shingles

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*")
_LENGTH = range(12, 121)

#: How a letter opens and closes; such a sentence says nothing of the matter.
_COURTESY = re.compile("您好|你好|尊敬的|谢谢|感谢|敬礼|望领导|请领导|盼复|求助|恳请")

#: What a letter to an office begins with; a heading does without.
_ADDRESS = re.compile(
    r"^(?:我要|强烈|再次|再)?(?:请问|咨询|询问|反映|投诉|举报|建议|关于|求助|恳请|希望|请求|请)+(?=.{6})"
)

#: A title comes from so many of the most typical members, and is best about so many characters long.
_TYPICAL, _FITTING = 7, 20

#: A question, an outcry or a plea: how somebody feels about the matter, not what it is.
_OUTCRY = re.compile(
    r"[?？]|[!！]{2}|[!！]$|何时|什么时候|为什么|为何|怎么|怎样|如何|何日|几时|能否|能不能|可否|是否|是不是|[吗呢吧]$"
    "|烦死|气死|求求|跪求|受不了|忍无可忍|无法无天|太过分|天理|苦不堪言|救救|难道|请领导|望领导|求助|恳请|何时是个头"
)

#: Two sentences this alike say the same; one of them is enough.
_SAME = 0.3


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence as a member wrote it, and the place of that member among those given."""

    member: int
    words: str


def draft_title(titles: Sequence[str], key_word: str = "") -> str:
    """A factual title among the most typical (given first) that names the key word, without its form of address.

    A question or an outcry is a title only where no member says it more soberly.
    """
    stripped = [" ".join(title.split()) for title in titles if title.strip()]
    sober = [title for title in stripped[:_TYPICAL] if not _OUTCRY.search(title)]
    typical = sober or stripped[:_TYPICAL]
    naming = [title for title in typical if key_word in fold(title)] or typical
    chosen = min(naming, key=lambda title: (abs(len(title) - _FITTING), title), default="")
    return _ADDRESS.sub("", chosen).rstrip("?？!！。") or chosen


def draft_summary(texts: Sequence[str], count: int = 3) -> list[Quotation]:
    """The sentences that say most of what all say, each from another member and new, in the order of the members."""
    sentences = [
        Quotation(member, match.group().strip())
        for member, text in enumerate(texts)
        for match in _SENTENCE.finditer(text)
        if len(match.group().strip()) in _LENGTH and not _COURTESY.search(match.group())
    ]
    weights = _shared_words(texts)
    chosen: list[Quotation] = []
    for sentence in sorted(sentences, key=lambda one: -_weight(one.words, weights)):
        if all(sentence.member != other.member and _likeness(sentence, other) < _SAME for other in chosen):
            chosen.append(sentence)
        if len(chosen) == count:
            break
    return sorted(chosen, key=lambda one: one.member)


def _likeness(first: Quotation, second: Quotation) -> float:
    return jaccard(shingles(first.words, 2), shingles(second.words, 2))


def _shared_words(texts: Sequence[str]) -> dict[str, float]:
    """Words of at least two characters by the share of members that use them, if more than one does."""
    frequencies = WordFrequencies.of(texts)
    least = 2 if len(texts) > 1 else 1
    return {
        word: number / len(texts) for word, number in frequencies.counts.items() if number >= least and len(word) > 1
    }


def _weight(sentence: str, weights: dict[str, float]) -> float:
    """What the distinct words of a sentence carry, against its length."""
    distinct = set(content_words(sentence))
    return sum(weights.get(word, 0.0) for word in distinct) / (8 + len(distinct))
