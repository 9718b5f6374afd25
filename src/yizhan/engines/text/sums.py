# SPDX-License-Identifier: Apache-2.0
"""Totals that do not agree with their parts: 共12人，其中男8人、女5人."""

import re
from collections.abc import Iterator
from decimal import Decimal

from yizhan.engines.text.figures import Figure, figures
from yizhan.engines.text.findings import Finding

_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_TOTAL = re.compile("(?:共计|合计|总计|总共|累计|一共|共有|共|总数|总量|总投资|计)[^，,。；;:：]{0,12}$")
_PARTS = re.compile("(?:其中|分别(?:为|是)|包括|分为)[:：，,]?")

#: 其中 may name only some of the parts; too much is always wrong, too little only where all are announced.
_ALL_NAMED = re.compile("分别(?:为|是)|分为")
_SHARES = re.compile("(?:分别)?(?:占|为)")


def contradictory_sums(text: str) -> list[Finding]:
    """Sums that cannot be right: parts above their total, parts announced as all that miss it, shares above 100 %.

    Only figures of one unit in one sentence are compared; where any is approximate nothing is said.
    """
    found: list[Finding] = []
    for sentence in _SENTENCE.finditer(text):
        found += _in_sentence(sentence.group(), sentence.start())
    return found


def _in_sentence(sentence: str, offset: int) -> Iterator[Finding]:
    known = figures(sentence)
    parts_at = _PARTS.search(sentence)
    if parts_at is None:
        return
    total = next((figure for figure in reversed(known) if figure.end <= parts_at.start()), None)
    parts = [figure for figure in known if figure.start >= parts_at.end()]
    if total is None or len(parts) < 2:
        return
    same = [part for part in parts if part.unit == total.unit]
    if len(same) > 1 and (_TOTAL.search(sentence[: total.start]) or _ALL_NAMED.search(parts_at.group())):
        yield from _against_total(total, same, offset, all_named=bool(_ALL_NAMED.search(parts_at.group())))
    shares = [part for part in parts if part.unit == "%"]
    if len(shares) > 1 and _SHARES.search(sentence[parts_at.end() :]):
        yield from _against_hundred(shares, offset)


def _against_total(total: Figure, parts: list[Figure], offset: int, *, all_named: bool) -> Iterator[Finding]:
    if total.is_approximate or any(part.is_approximate for part in parts):
        return
    summed = sum((part.value for part in parts), Decimal(0))
    if summed > total.value or (all_named and summed != total.value):
        problem = "The parts add up to %(sum)s, the total says %(total)s."
        values = {"sum": f"{summed.normalize():f}{total.unit}", "total": f"{total.value.normalize():f}{total.unit}"}
        yield Finding("sum.contradicts", problem, offset + total.start, offset + parts[-1].end, values)


def _against_hundred(shares: list[Figure], offset: int) -> Iterator[Finding]:
    summed = sum((share.value for share in shares), Decimal(0))
    # Rounded shares may add up to a little more.
    if summed > 100 + Decimal("0.1") * len(shares):
        problem = "The shares add up to %(sum)s %%."
        yield Finding(
            "sum.shares", problem, offset + shares[0].start, offset + shares[-1].end, {"sum": f"{summed.normalize():f}"}
        )
