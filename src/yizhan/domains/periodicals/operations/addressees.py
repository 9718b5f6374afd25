# SPDX-License-Identifier: Apache-2.0
"""Who is to receive an issue: from what a face hands in to the lines of a list."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from yizhan.domains.network.models import Organization, Post
from yizhan.domains.network.queries import in_force
from yizhan.domains.periodicals.models import Addressee, Circulation, Issue, Reader, Series
from yizhan.domains.periodicals.operations import lines
from yizhan.domains.periodicals.states import CirculationKind
from yizhan.kernel.errors import Invalid, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody named for a list: a post or a body of the register, or only a name outside the installation."""

    kind: str
    post: uuid.UUID | None = None
    organization: uuid.UUID | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A recipient found in the register, in its place on the list."""

    kind: str
    post_id: int | None
    organization_id: int | None
    name: str
    rank: int = 0

    @property
    def key(self) -> tuple[int | None, int | None, str]:
        """What makes two lines the same addressee."""
        is_outside = self.post_id is None and self.organization_id is None
        return self.post_id, self.organization_id, self.name if is_outside else ""


_ORDER = list(CirculationKind.values)


def found(recipients: Sequence[Recipient]) -> list[Line]:
    """The recipients as lines in order, nobody twice."""
    for one in recipients:
        if one.kind not in CirculationKind.values:
            raise Invalid("periodicals.circulation.kind", field="kind", value=one.kind)
    posts, bodies = _posts(recipients), _bodies(recipients)
    listed = [_line(one, posts, bodies) for one in recipients]
    check_once(listed)
    return in_order(listed)


def in_order(listed: Iterable[Line]) -> list[Line]:
    """Lines as they are printed: upward first, then across, then downward."""
    ordered = sorted(listed, key=lambda line: _ORDER.index(line.kind))
    return [replace(line, rank=rank) for rank, line in enumerate(ordered)]


def check_once(listed: Iterable[Line]) -> None:
    """Refuse a list that names somebody twice."""
    keys = set()
    for line in listed:
        if line.key in keys:
            raise Invalid("periodicals.circulation.twice", field="recipients", name=line.name)
        keys.add(line.key)


def after(listed: Iterable[Line], present: int) -> list[Line]:
    """The same lines, behind those that a list has already."""
    return [replace(line, rank=present + line.rank) for line in listed]


def line_of(row: Addressee) -> Line:
    """A stored line as operations hand it around."""
    return Line(kind=row.kind, post_id=row.post_id, organization_id=row.organization_id, name=row.name, rank=row.rank)


def keep_readers(series: Series, listed: Sequence[Line]) -> None:
    """Write lines of a series' list."""
    Reader.objects.bulk_create(Reader(series=series, **asdict(line)) for line in listed)


def keep_circulation(issue: Issue, listed: Sequence[Line]) -> None:
    """Write lines of an issue's list."""
    Circulation.objects.bulk_create(Circulation(issue=issue, **asdict(line)) for line in listed)


def _posts(recipients: Sequence[Recipient]) -> dict[uuid.UUID, Post]:
    wanted = {one.post for one in recipients if one.post}
    rows = Post.objects.filter(in_force(), public_id__in=wanted).select_related("person") if wanted else ()
    return {row.public_id: row for row in rows}


def _bodies(recipients: Sequence[Recipient]) -> dict[uuid.UUID, Organization]:
    wanted = {one.organization for one in recipients if one.organization}
    rows = Organization.objects.filter(ended_on__isnull=True, public_id__in=wanted) if wanted else ()
    return {row.public_id: row for row in rows}


def _line(one: Recipient, posts: dict[uuid.UUID, Post], bodies: dict[uuid.UUID, Organization]) -> Line:
    name = lines.checked(one.name, field="recipients", limit=120)
    if one.post is not None and one.organization is None:
        if one.post not in posts:
            raise NotFound("network.post.unknown", field="recipients")
        post = posts[one.post]
        return Line(kind=one.kind, post_id=post.pk, organization_id=None, name=name or _called(post))
    if one.organization is not None and one.post is None:
        if one.organization not in bodies:
            raise NotFound("network.organization.unknown", field="recipients")
        body = bodies[one.organization]
        return Line(kind=one.kind, post_id=None, organization_id=body.pk, name=name or body.name)
    if not name or one.post is not None:
        raise Invalid("periodicals.circulation.nobody", field="recipients")
    return Line(kind=one.kind, post_id=None, organization_id=None, name=name)


def _called(post: Post) -> str:
    return f"{post.title} {post.person.name}".strip()
