# SPDX-License-Identifier: Apache-2.0
"""Series and issues in any state, brought there by the operations themselves."""

import itertools
import uuid
from collections.abc import Callable, Sequence

from tests.factories import items
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.domains.network.models import Organization, Post
from yizhan.domains.periodicals.models import Issue, Series
from yizhan.domains.periodicals.operations import composing, release
from yizhan.domains.periodicals.operations import series as founding
from yizhan.domains.periodicals.operations.addressees import Recipient
from yizhan.domains.periodicals.states import CirculationKind, SeriesKind, State
from yizhan.kernel.actors import Actor

_count = itertools.count(1)

COLUMNS = ("社情民意", "工作动态")


def leader(actor: Actor, kind: str = CirculationKind.REPORT_TO) -> Recipient:
    """A post on a circulation list."""
    return Recipient(kind=kind, post=Post.objects.get(pk=actor.post).public_id)


def body(organization: Organization, kind: str = CirculationKind.ISSUE_TO) -> Recipient:
    """Everyone of a body on a circulation list."""
    return Recipient(kind=kind, organization=organization.public_id)


def outside(name: str = "市委办公室", kind: str = CirculationKind.SEND_TO) -> Recipient:
    """Somebody who receives paper."""
    return Recipient(kind=kind, name=name)


def series(
    house: House, *, kind: str = SeriesKind.BULLETIN, name: str = "", readers: Sequence[Recipient] | None = None
) -> Series:
    """A periodical with two columns, a leader and an office outside on its list."""
    name = name or f"社情民意{next(_count)}"
    founded = founding.found(house.reviewer, name=name, kind=kind, masthead=name, issuing_office="区政协办公室")
    if kind == SeriesKind.BULLETIN:
        founding.set_columns(house.editor, founded.public_id, names=COLUMNS)
    listed = [leader(house.leader), outside()] if readers is None else readers
    return founding.set_readers(house.editor, founded.public_id, readers=listed)


def empty(house: House, of: Series | None = None) -> Issue:
    """An issue without entries."""
    return composing.open_issue(house.editor, (of or series(house)).public_id)


def composed(house: House, of: Series | None = None, *, placed: Sequence[Item] | None = None) -> Issue:
    """An issue with signed items in it, by default one."""
    issue = empty(house, of)
    for item in [items.signed(house)] if placed is None else placed:
        composing.place(house.editor, issue.public_id, item=item.public_id)
    return Issue.objects.get(pk=issue.pk)


def released(house: House, of: Series | None = None, *, placed: Sequence[Item] | None = None) -> Issue:
    """An issue that left the house."""
    return release.release(house.signer, composed(house, of, placed=placed).public_id)


def discarded(house: House, of: Series | None = None) -> Issue:
    """An issue that was given up."""
    return composing.discard(house.editor, composed(house, of).public_id, reason="内容并入下期")


def special_report(house: House, *, placed: Sequence[Item] | None = None) -> Issue:
    """A special report that is being composed, for a named leader."""
    return composed(house, series(house, kind=SeriesKind.SPECIAL_REPORT), placed=placed)


def entries(issue: Issue) -> list[uuid.UUID]:
    """The entries of an issue in their order."""
    return list(issue.entries.order_by("position").values_list("public_id", flat=True))


def column(of: Series, name: str) -> uuid.UUID:
    """A column of a series."""
    return of.columns.get(name=name).public_id


def line(issue: Issue, name: str) -> uuid.UUID:
    """A line of an issue's circulation list."""
    return issue.circulation.get(name=name).public_id


IN_STATE: dict[str, Callable[[House], Issue]] = {
    State.COMPOSING: composed,
    State.RELEASED: released,
    State.DISCARDED: discarded,
}
