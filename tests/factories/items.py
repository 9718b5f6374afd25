# SPDX-License-Identifier: Apache-2.0
"""Items in any state, brought there by the operations themselves."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, registration, release, review, splitting, submission
from yizhan.domains.items.operations import synthesis as composing
from yizhan.domains.items.operations.splitting import Matter
from yizhan.domains.items.operations.synthesis import Wanted
from yizhan.domains.items.operations.writing import Contributor, Wording
from yizhan.domains.items.states import Kind, State, VerificationResult
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id


def wording(**changes: str) -> Wording:
    """A wording that nothing is wrong with."""
    texts = {
        "title": "老旧小区加装电梯后续管理需要重视",
        "situation": "青石街道多个小区加装电梯后,维护费用无人承担。",
        "analysis": "加装时没有约定后续责任。",
        "suggestion": "由街道牵头,业主共同约定。",
        "source": "走访居民",
    }
    return Wording(**{**texts, **changes})


def submitted(
    house: House,
    by: Actor | None = None,
    *,
    kind: str = Kind.SOCIAL_OPINION,
    public_id: uuid.UUID | None = None,
    is_urgent: bool = False,
    **texts: str,
) -> Item:
    """An item that a member handed in."""
    key = public_id or new_id()
    given = wording(**texts)
    return submission.submit(by or house.member, key, kind=kind, wording=given, is_truthful=True, is_urgent=is_urgent)


def registered(house: House, **options: Any) -> Item:
    """An item that the office is editing."""
    return registration.register(house.editor, submitted(house, **options).public_id)


def in_review(house: House, **options: Any) -> Item:
    """An item at the first of two levels."""
    return review.send_to_review(house.editor, registered(house, **options).public_id)


def approved(house: House, **options: Any) -> Item:
    """An item that passed both levels."""
    item = in_review(house, **options)
    review.approve(house.reviewer, item.public_id)
    return review.approve(house.second_reviewer, item.public_id)


def signed(house: House, **options: Any) -> Item:
    """An item that may be released; its figures are verified."""
    item = approved(house, **options)
    editing.verify(house.editor, item.public_id, result=VerificationResult.CONFIRMED, note="已向街道核实")
    return review.sign_off(house.signer, item.public_id)


def released(house: House, **options: Any) -> Item:
    """An item that left the house in an issue."""
    item = signed(house, **options)
    return release.release(house.signer, item.public_id, issue=new_id(), issue_label="《社情民意》2026年第1期")


def archived(house: House) -> Item:
    """An item in the archive."""
    return release.archive(house.editor, released(house).public_id)


def returned(house: House) -> Item:
    """An item that went back to its author."""
    return registration.return_to_author(house.editor, submitted(house).public_id, reason="请补充涉及小区的名称")


def declined(house: House) -> Item:
    """An item that was not taken."""
    return registration.decline(house.editor, submitted(house).public_id, code="known")


def withdrawn(house: House) -> Item:
    """An item that its author took back."""
    return submission.withdraw(house.member, submitted(house).public_id, reason="情况已变化")


def transferred(house: House) -> Item:
    """An item that was handed to the neighbouring station."""
    item = submitted(house)
    registration.transfer(house.editor, item.public_id, station=house.neighbour.station.pk, reason="属于邻区事项")
    return Item.objects.get(pk=item.pk)


def synthesis(house: House, parts: Sequence[Item] = (), *, shares: Sequence[int] = (), **texts: str) -> Item:
    """Several registered items edited into one."""
    items = parts or [registered(house), registered(house, by=house.officer)]
    wanted = [
        Wanted(item=item.public_id, share=share) for item, share in zip(items, shares or [0] * len(items), strict=True)
    ]
    return composing.compose(house.editor, new_id(), parts=wanted, wording=wording(**texts), kind=Kind.SOCIAL_OPINION)


def absorbed(house: House) -> Item:
    """An item that goes on in a synthesis."""
    item = registered(house)
    synthesis(house, [item, registered(house, by=house.officer)])
    return Item.objects.get(pk=item.pk)


def dissolved(house: House) -> Item:
    """A synthesis that was taken apart."""
    return composing.undo(house.editor, synthesis(house).public_id)


def split(house: House) -> Item:
    """An item that reports two matters and goes on as two."""
    matters = [Matter(public_id=new_id(), wording=wording(title=title)) for title in ("电梯维护费用", "电梯安全检查")]
    return splitting.split(house.editor, registered(house).public_id, matters=matters, reason="反映了两件事")


IN_STATE: dict[str, Callable[[House], Item]] = {
    State.SUBMITTED: submitted,
    State.RETURNED: returned,
    State.REGISTERED: registered,
    State.IN_REVIEW: in_review,
    State.APPROVED: approved,
    State.SIGNED: signed,
    State.RELEASED: released,
    State.ARCHIVED: archived,
    State.DECLINED: declined,
    State.WITHDRAWN: withdrawn,
    State.TRANSFERRED: transferred,
    State.ABSORBED: absorbed,
    State.SPLIT: split,
    State.DISSOLVED: dissolved,
}


def halves(first: Actor, second: Actor) -> list[Contributor]:
    """Two people with half a share each."""
    return [Contributor(share=5000, person=first.person), Contributor(share=5000, person=second.person)]
