# SPDX-License-Identifier: Apache-2.0
"""What the checks find in a wording, part by part, each finding with a key by which it is known again."""

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from yizhan.domains.checks.models import SetAside
from yizhan.domains.checks.rules import ASKS_FOR_PARTS, SHORTEST_TEXT
from yizhan.domains.checks.states import ASKED, Part
from yizhan.domains.items.models import Item, Text
from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.queries import wordings
from yizhan.domains.items.rules import TEXT_LENGTH
from yizhan.domains.rulebook import queries as rulebook
from yizhan.engines.text.completeness import Lengths, missing_parts
from yizhan.engines.text.findings import Finding
from yizhan.engines.text.personal import masked
from yizhan.engines.text.writing import check_writing
from yizhan.kernel import clock

#: So many characters around a passage show where it stands.
_AROUND = 14

#: So much of a long passage is shown.
_SHOWN = 60

#: The part of an item that answers for itself when it is filled in, whatever words it uses.
_FIELD_OF: Mapping[str, str] = {
    Part.CAUSE: "analysis",
    Part.CONSEQUENCE: "consequence",
    Part.SCOPE: "scope",
    Part.TIME: "occurrence",
    Part.SUGGESTION: "suggestion",
}

#: What counts for the length of an item: what is printed.
_PRINTED = ("situation", "consequence", "analysis", "suggestion")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a station asks of a text: its length, and whether parts that are missing are named."""

    lengths: Lengths
    parts: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One finding. `part` is the field it stands in, empty for the whole. Personal numbers are masked."""

    key: str
    code: str
    problem: str
    parameters: Mapping[str, str | int]
    part: str = ""
    before: str = ""
    words: str = ""
    after: str = ""
    set_aside: SetAside | None = None


def asked_at(station: int) -> Asked:
    """What the station's rules ask for today."""
    shortest, longest = rulebook.value(station, SHORTEST_TEXT), rulebook.value(station, TEXT_LENGTH)
    return Asked(Lengths(shortest, longest), parts=rulebook.value(station, ASKS_FOR_PARTS))


def findings(kind: str, wording: Wording, asked: Asked, today: datetime.date) -> list[Found]:
    """What is missing first, then what is miswritten, in the order of the text. RULE-027, 028, 030, 031."""
    return [*_missing(kind, wording, asked), *_miswritten(wording, today)]


def findings_of(item: Item) -> list[Found]:
    """What the checks find in an item's wording in force, with what was set aside."""
    found = findings(item.kind, wording_of(wordings.text_in_force(item)), asked_at(item.station_id), clock.today())
    aside = {row.key: row for row in SetAside.objects.filter(item=item).select_related("post__person")}
    return [replace(one, set_aside=aside.get(one.key)) for one in found]


def wording_of(text: Text) -> Wording:
    """A kept wording as the checks read it."""
    return Wording(**{name: getattr(text, name) for name in Wording.__dataclass_fields__})


def _missing(kind: str, wording: Wording, asked: Asked) -> Iterator[Found]:
    parts = ASKED.get(kind, frozenset()) if asked.parts else frozenset()
    whole = "\n".join(text for text in asdict(wording).values() if text)
    for finding in missing_parts(whole):
        part = finding.code.partition(".")[2]
        if part in parts and not getattr(wording, _FIELD_OF.get(part, ""), ""):
            yield _found("", finding, "")
    printed = "\n".join(getattr(wording, name) for name in _PRINTED)
    for finding in missing_parts(printed, asked.lengths):
        if finding.code.startswith("length."):
            yield _found("", finding, "")


def _miswritten(wording: Wording, today: datetime.date) -> Iterator[Found]:
    for name, text in asdict(wording).items():
        for finding in check_writing(text, today):
            yield _found(name, finding, text)


def _found(name: str, finding: Finding, text: str) -> Found:
    # Masking keeps every place, so the stretches around a passage never show a number that lies in them.
    shown = masked(text)
    words = shown[finding.start : finding.end]
    return Found(
        key=_key(name, finding, text),
        code=finding.code,
        problem=finding.problem,
        parameters=finding.parameters,
        part=name,
        before=_before(shown, finding.start),
        words=words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…",
        after=_after(shown, finding.end) if words else "",
    )


def _before(text: str, place: int) -> str:
    around = text[max(0, place - _AROUND) : place].replace("\n", " ").lstrip()
    return f"…{around}" if place > _AROUND else around


def _after(text: str, place: int) -> str:
    around = text[place : place + _AROUND].replace("\n", " ").rstrip()
    return f"{around}…" if place + _AROUND < len(text) else around


def _key(name: str, finding: Finding, text: str) -> str:
    """The same finding on the same words has the same key, wherever in its part the words have moved to."""
    said = "\0".join((name, finding.code, text[finding.start : finding.end]))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]
