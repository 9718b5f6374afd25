# SPDX-License-Identifier: Apache-2.0
"""The parts of this room, and the places above its pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.network.states import Role
from yizhan.kernel.actors import Actor
from yizhan.web.components import Tab

#: Who writes on topics; everybody else in this room works for the office or leads it.
WRITERS = frozenset({Role.MEMBER, Role.OFFICER})


def tabs(actor: Actor, current: str) -> list[Tab]:
    """The parts of the room; whoever only writes has one list, without parts."""
    if actor.role in WRITERS:
        return []
    return [
        Tab(_("Being collected"), reverse("topics"), is_current=current == "topics"),
        Tab(_("Over"), f"{reverse('topics')}?over=yes", is_current=current == "over"),
        Tab(_("Decisions"), reverse("decisions"), is_current=current == "decisions"),
    ]


def above_topic() -> list[Tab]:
    """The places above the page of a topic."""
    return [Tab(_("Topics"), reverse("topics"))]


def above_decision() -> list[Tab]:
    """The places above the page of a decision."""
    return [*above_topic(), Tab(_("Decisions"), reverse("decisions"))]
