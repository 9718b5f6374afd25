# SPDX-License-Identifier: Apache-2.0
"""The parts of this room, and the places above its pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.network.states import Role
from yizhan.domains.topics.models import Survey
from yizhan.kernel.actors import Actor
from yizhan.web.components import Tab

#: Who writes on topics; everybody else in this room works for the office or leads it.
WRITERS = frozenset({Role.MEMBER, Role.OFFICER})


#: Who sees all items of the station and so what they speak of.
_OFFICE = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR})


def sees_surveys(actor: Actor) -> bool:
    """Whether surveys of hot topics are for the actor at all."""
    return actor.role in _OFFICE


def tabs(actor: Actor, current: str) -> list[Tab]:
    """The parts of the room; whoever only writes has one list, without parts."""
    if actor.role in WRITERS:
        return []
    hot = [Tab(_("Hot topics"), reverse("surveys"), is_current=current == "surveys")] if sees_surveys(actor) else []
    return [
        Tab(_("Being collected"), reverse("topics"), is_current=current == "topics"),
        Tab(_("Over"), f"{reverse('topics')}?over=yes", is_current=current == "over"),
        Tab(_("Decisions"), reverse("decisions"), is_current=current == "decisions"),
        *hot,
    ]


def above_topic() -> list[Tab]:
    """The places above the page of a topic."""
    return [Tab(_("Topics"), reverse("topics"))]


def above_decision() -> list[Tab]:
    """The places above the page of a decision."""
    return [*above_topic(), Tab(_("Decisions"), reverse("decisions"))]


def above_survey() -> list[Tab]:
    """The places above the pages of hot topics."""
    return [*above_topic(), Tab(_("Hot topics"), reverse("surveys"))]


def above_hot(survey: Survey) -> list[Tab]:
    """The places above the page of one hot topic."""
    days = f"{survey.first:%Y-%m-%d} – {survey.last:%Y-%m-%d}"
    return [*above_survey(), Tab(days, reverse("survey", args=[survey.public_id]))]
