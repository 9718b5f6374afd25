# SPDX-License-Identifier: Apache-2.0
"""Who contributed, as a form carries it: one line per person or unit, added by a search in the register or by name.

The lines travel with the form, so that the list works without JavaScript and survives a bad connection.
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from django.http import QueryDict
from django.utils.translation import gettext as _

from yizhan.domains.items.models import Contribution
from yizhan.domains.items.operations.writing import WHOLE, Contributor
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization, Person, Post

#: Lines that one form may carry; nobody writes an item with more people.
MOST = 20

#: Hits of one search: whoever is not among them types more of the name.
HITS = 8

_PERCENT = WHOLE // 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One contributor. `key` is `person:<id>`, `unit:<id>` or `name:<name>`; `share` is in per cent, as typed."""

    key: str
    name: str
    post: str = ""
    share: str = ""


def lines_given(given: QueryDict) -> list[Line]:
    """The lines as the form sent them, at most `MOST`, each once."""
    keys = [key for key in dict.fromkeys(given.getlist("contributor")) if _kind(key)]
    return [
        Line(key=key, name=_name(given, "name", key), share=given.get(f"share-{key}", "").strip()[:6])
        for key in keys[:MOST]
    ]


def changed(lines: Sequence[Line], given: QueryDict) -> list[Line]:
    """The lines after the button that was pressed: somebody added, taken out, or the whole shared out evenly."""
    added, removed = given.get("add", ""), given.get("remove", "")
    were_even = [line.share for line in lines] == even(len(lines))
    if added and _kind(added) and added not in {line.key for line in lines} and len(lines) < MOST:
        lines = [*lines, Line(key=added, name=_name(given, "found", added))]
    lines = [line for line in lines if line.key != removed]
    return evened(lines) if were_even or "even" in given else list(lines)


def even(count: int) -> list[str]:
    """The whole in equal whole per cents; what is left over goes to the first."""
    if not count:
        return []
    share, rest = divmod(100, count)
    return [str(share + (place < rest)) for place in range(count)]


def evened(lines: Sequence[Line]) -> list[Line]:
    """The same people with equal shares."""
    return [replace(line, share=share) for line, share in zip(lines, even(len(lines)), strict=True)]


def lines_of(contributions: Sequence[Contribution]) -> list[Line]:
    """The lines of an item that has been handed in."""
    return [Line(key=_key_of(one), name=one.name, share=f"{one.share / _PERCENT:g}") for one in contributions]


def own_line(person: Person) -> Line:
    """The author alone, with the whole share."""
    return Line(key=f"person:{person.public_id}", name=person.name, share="100")


def contributors(lines: Sequence[Line]) -> list[Contributor]:
    """The lines as operations take them. A key that the register does not know has no name, which is refused there."""
    people, units = _registered(lines)
    return [
        Contributor(
            share=_ten_thousandths(line.share),
            person=people.get(line.key),
            organization=units.get(line.key),
            name=line.key.partition(":")[2] if line.key.startswith("name:") else "",
        )
        for line in lines
    ]


def _ten_thousandths(typed: str) -> int:
    """Per cent as typed, with two decimals at most; what is no number is nothing, which does not add up."""
    try:
        return int((Decimal(typed) * _PERCENT).to_integral_value())
    except (InvalidOperation, ValueError, OverflowError):
        return 0


def search(given: QueryDict, station_id: int, lines: Sequence[Line]) -> dict[str, object]:
    """What was typed into the search and whom it finds; whoever was just added need not be looked for any more."""
    wanted = "" if "add" in given else given.get("wanted", "").strip()[:60]
    chosen = {line.key for line in lines}
    found = hits(station_id, wanted) if wanted else []
    return {"wanted": wanted, "hits": [hit for hit in found if hit.key not in chosen]}


def hits(station_id: int, wanted: str) -> list[Line]:
    """People and units of the station whose name contains what was typed."""
    people = list(network.people_of(station_id).filter(name__icontains=wanted)[:HITS])
    posts = network.posts_held_by([person.pk for person in people])
    found = [
        Line(key=f"person:{person.public_id}", name=person.name, post=_bodies(posts.get(person.pk, [])))
        for person in people
    ]
    units = network.organizations_of(station_id).filter(name__icontains=wanted)[: HITS - len(found)]
    return found + [Line(key=f"unit:{unit.public_id}", name=unit.name, post=_("unit")) for unit in units]


def packed(lines: Sequence[Line]) -> str:
    """The lines as one field of a draft."""
    return json.dumps([[line.key, line.name, line.share] for line in lines], ensure_ascii=False)


def unpacked(field: str) -> list[Line]:
    """The lines that a draft keeps."""
    return [Line(key=key, name=name, share=share) for key, name, share in json.loads(field or "[]")]


def _name(given: QueryDict, prefix: str, key: str) -> str:
    """The name that came with a key; whoever is only named is named by the key itself."""
    kind, _colon, rest = key.partition(":")
    return (rest if kind == "name" else given.get(f"{prefix}-{key}", ""))[:60]


def _kind(key: str) -> str:
    kind, _colon, rest = key.partition(":")
    return kind if kind in {"person", "unit", "name"} and rest.strip() else ""


def _key_of(one: Contribution) -> str:
    if one.person is not None:
        return f"person:{one.person.public_id}"
    if one.organization is not None:
        return f"unit:{one.organization.public_id}"
    return f"name:{one.name}"


def _registered(lines: Sequence[Line]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Keys of the people and units among the lines that the register knows, with their rows."""
    people = Person.objects.filter(public_id__in=_ids(lines, "person"))
    units = Organization.objects.filter(public_id__in=_ids(lines, "unit"))
    return (
        {f"person:{public_id}": pk for public_id, pk in people.values_list("public_id", "pk")},
        {f"unit:{public_id}": pk for public_id, pk in units.values_list("public_id", "pk")},
    )


def _ids(lines: Sequence[Line], kind: str) -> list[uuid.UUID]:
    found = []
    for line in lines:
        try:
            found.append(uuid.UUID(line.key.removeprefix(f"{kind}:")))
        except ValueError:
            continue
    return found


def _bodies(posts: Sequence[Post]) -> str:
    return "、".join(dict.fromkeys(post.organization.short_name or post.organization.name for post in posts))
