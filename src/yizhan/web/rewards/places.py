# SPDX-License-Identifier: Apache-2.0
"""The parts of this room, and the places above its pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.rewards.access import fees as access
from yizhan.domains.rewards.permissions import Permission
from yizhan.kernel.actors import Actor
from yizhan.web.components import Tab


def sees_lists(actor: Actor) -> bool:
    """Whether the actor works on fee lists; everybody else sees his or her own fees."""
    return access.holds(actor, Permission.DISCARD)


def tabs(actor: Actor, current: str) -> list[Tab]:
    """The parts of the room; whoever only earns has no lists."""
    if not sees_lists(actor):
        return []
    return [
        Tab(_("Fee lists"), reverse("fees"), is_current=current == "lists"),
        Tab(_("Excellent officers"), reverse("eligible"), is_current=current == "eligible"),
        Tab(_("My fees"), reverse("own-fees"), is_current=current == "own"),
    ]


def above_list() -> list[Tab]:
    """The places above the page of a list."""
    return [Tab(_("Fees"), reverse("fees"))]


def above_account() -> list[Tab]:
    """The places above the page of one's account."""
    return [Tab(_("My fees"), reverse("own-fees"))]
