# SPDX-License-Identifier: Apache-2.0
"""What looks like an item, and what was added to it, as staff read it beside the paper."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from yizhan.domains.files import queries as files
from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.likeness import access, queries
from yizhan.domains.likeness.models import Addition
from yizhan.domains.likeness.queries import Found
from yizhan.domains.likeness.states import Judgement
from yizhan.kernel.actors import Actor
from yizhan.web.components import ShownFile
from yizhan.web.components import State as Standing
from yizhan.web.items import standing
from yizhan.web.likeness import reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One item that looks alike."""

    title: str
    url: str
    judgement_url: str
    merge_url: str
    closeness: str
    verdict: str
    about: str
    at: datetime.datetime
    reason: str
    against: str
    standing: Standing
    is_same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AdditionShown:
    """What somebody added."""

    title: str
    text: str
    source: str
    who: str
    at: datetime.datetime
    files: list[ShownFile]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Everything that stands in the panel: whether it is new (RULE-204), what is like it, what was added to it."""

    item: Item
    since: datetime.datetime | None
    texts: int
    found: list[Shown]
    additions: list[AdditionShown]
    may_judge: bool
    shares_url: str


def panel_of(actor: Actor, item: Item) -> Panel:
    """Look for what is like an item, for who may read it."""
    found = access.like_item(actor, item)
    return Panel(
        item=item,
        since=min((one.item.submitted_at for one in found), default=None),
        texts=sum(one.is_same_text for one in found),
        found=[_shown(actor, item, one) for one in found],
        additions=[_added(one) for one in queries.additions(item)],
        may_judge=access.may_judge(actor, item),
        shares_url=reverse("item-shares", args=[item.public_id]),
    )


def pair_url(item: Item, other: Item) -> str:
    """Where the two stand side by side."""
    return reverse("item-alike-pair", args=[item.public_id, other.public_id])


def merge_url(actor: Actor, *both: Item) -> str:
    """Where the two are put together, for who may do that with both of them now."""
    if not all(items.permits(actor, "merge", item) and items.possible(item, "merge") for item in both):
        return ""
    asked = urlencode({"items": [str(item.public_id) for item in both]}, doseq=True)
    return f"{reverse('items:synthesis-new')}?{asked}"


def _shown(actor: Actor, item: Item, one: Found) -> Shown:
    other = one.item
    unit = other.organization.short_name if other.organization else other.get_channel_display()
    return Shown(
        title=one.text.title,
        url=pair_url(item, other),
        judgement_url=reverse("item-alike-judgement", args=[item.public_id, other.public_id]),
        merge_url=merge_url(actor, item, other),
        closeness=f"{one.closeness:.0%}" if one.is_same_text else "",
        verdict=reasons.verdict(one.likeness),
        about=" · ".join(part for part in (other.number, unit) if part),
        at=other.submitted_at,
        reason=reasons.in_a_line(one.likeness),
        against=reasons.against(one.likeness),
        standing=standing.for_staff(other.state),
        is_same=one.judgement == Judgement.SAME,
    )


def _added(one: Addition) -> AdditionShown:
    post = one.post
    return AdditionShown(
        title=one.title,
        text=one.text,
        source=one.source,
        who=" · ".join((post.person.name, post.organization.short_name or post.organization.name)),
        at=one.at,
        files=files_of(one),
    )


def files_of(addition: Addition) -> list[ShownFile]:
    """The files that came with an addition, as links for those who may read it."""
    return [
        ShownFile(
            name=one.name,
            size=one.file.size,
            key=str(one.public_id),
            url=reverse("addition-file", args=[addition.public_id, one.public_id]),
        )
        for one in files.files_of(addition.public_id)
    ]
