# SPDX-License-Identifier: Apache-2.0
"""Who receives an issue, as a form carries it: one line each, found in the register or added by name.

The lines travel with the form, so that the list works without JavaScript and is written all at once.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization, Post, Station
from yizhan.domains.network.states import ADMINISTRATORS, Role
from yizhan.domains.periodicals.models import Addressee
from yizhan.domains.periodicals.operations.addressees import Recipient
from yizhan.domains.periodicals.states import CirculationKind

#: Lines that one form may carry.
MOST = 200

#: Hits of one search: whoever is not among them types more of the name.
HITS = 8

#: Posts that receive papers; administrators keep the machine.
_READERS = tuple(role for role in Role if role not in ADMINISTRATORS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list. `key` is `post:<id>`, `body:<id>` or `name:<name>`; `kind` a way of sending."""

    key: str
    name: str
    kind: str
    about: str = ""

    @property
    def ways(self) -> list[tuple[str, str, bool]]:
        """The ways of sending, for the control of the line; the chosen one is marked."""
        return [(kind.value, str(kind.label), kind.value == self.kind) for kind in CirculationKind]


def lines_given(given: QueryDict) -> list[Line]:
    """The lines as the form sent them, each once."""
    keys = [key for key in dict.fromkeys(given.getlist("recipient")) if _kind(key)][:MOST]
    return [
        Line(
            key=key,
            name=given.get(f"name-{key}", "")[:120],
            kind=given.get(f"kind-{key}", ""),
            about=given.get(f"about-{key}", "")[:120],
        )
        for key in keys
    ]


def changed(lines: Sequence[Line], given: QueryDict) -> list[Line]:
    """The lines after the button that was pressed: somebody added, taken out, or moved up by one."""
    added, removed, raised = (given.get(name, "") for name in ("add", "remove", "up"))
    kept = [line for line in lines if line.key != removed]
    if _kind(added) and added not in {line.key for line in kept} and len(kept) < MOST:
        name = given.get(f"found-{added}", "")[:120] or added.partition(":")[2]
        kept.append(Line(key=added, name=name, kind=_usual(added), about=given.get(f"found-about-{added}", "")[:120]))
    return _raised(kept, raised)


def lines_of(rows: Iterable[Addressee]) -> list[Line]:
    """The lines of a list as it is."""
    return [Line(key=_key_of(row), name=row.name, kind=row.kind, about=_about_row(row)) for row in rows]


def recipients(lines: Sequence[Line]) -> list[Recipient]:
    """The lines as operations take them. Only somebody outside the installation is handed over by name."""
    return [_recipient(line) for line in lines]


def hits(station: Station, wanted: str, taken: Sequence[Line] = ()) -> list[Line]:
    """Posts and bodies whose name contains what was typed; before anything is typed, the leaders of the station."""
    keys = {line.key for line in taken}
    if not wanted.strip():
        found = [_of_post(post) for post in network.holders(station.pk, Role.LEADER)]
    else:
        found = [*map(_of_post, _posts(station, wanted.strip())), *map(_of_body, _bodies(station, wanted.strip()))]
    return [line for line in found if line.key not in keys][:HITS]


def _posts(station: Station, wanted: str) -> list[Post]:
    named = Q(person__name__icontains=wanted) | Q(title__icontains=wanted)
    return list(network.holders(station.pk, *_READERS).filter(named)[: HITS * 2])


def _bodies(station: Station, wanted: str) -> list[Organization]:
    named = Q(name__icontains=wanted) | Q(short_name__icontains=wanted)
    stations = [station.pk, *(above.pk for above in network.lineage(station))]
    return [body for key in stations for body in network.organizations_of(key).filter(named)[:HITS]]


def _of_post(post: Post) -> Line:
    name = f"{post.title} {post.person.name}".strip()
    about = post.organization.short_name or post.organization.name
    return Line(key=f"post:{post.public_id}", name=name, kind=CirculationKind.REPORT_TO, about=about)


def _of_body(body: Organization) -> Line:
    return Line(key=f"body:{body.public_id}", name=body.name, kind=CirculationKind.ISSUE_TO, about=_("everyone there"))


def _usual(key: str) -> str:
    """How somebody usually receives a paper: leaders above, bodies below, offices outside beside us."""
    usual = {"post": CirculationKind.REPORT_TO, "body": CirculationKind.ISSUE_TO, "name": CirculationKind.SEND_TO}
    return usual[_kind(key)]


def _raised(lines: list[Line], key: str) -> list[Line]:
    """One line exchanged with the one before it that is sent in the same way; the ways keep their order in print."""
    place = next((number for number, line in enumerate(lines) if line.key == key), 0)
    before = next((n for n in range(place - 1, -1, -1) if lines[n].kind == lines[place].kind), None)
    if before is None:
        return lines
    moved = list(lines)
    moved[before], moved[place] = replace(lines[place]), replace(lines[before])
    return moved


def _recipient(line: Line) -> Recipient:
    way, _colon, rest = line.key.partition(":")
    if way == "name":
        return Recipient(kind=line.kind, name=rest)
    found = uuid.UUID(rest)
    return Recipient(kind=line.kind, post=found) if way == "post" else Recipient(kind=line.kind, organization=found)


def _key_of(row: Addressee) -> str:
    if row.post is not None:
        return f"post:{row.post.public_id}"
    return f"body:{row.organization.public_id}" if row.organization is not None else f"name:{row.name}"


def _about_row(row: Addressee) -> str:
    if row.post is not None:
        return row.post.organization.short_name or row.post.organization.name
    return _("everyone there") if row.organization is not None else _("outside, on paper")


def _kind(key: str) -> str:
    """`post`, `body` or `name`; empty for what is none of these."""
    way, _colon, rest = key.partition(":")
    if way == "name":
        return way if rest.strip() else ""
    try:
        uuid.UUID(rest)
    except ValueError:
        return ""
    return way if way in {"post", "body"} else ""
