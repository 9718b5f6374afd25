# SPDX-License-Identifier: Apache-2.0
"""The parts of this room, and the places above its pages."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.awards.access import rounds as access
from yizhan.domains.awards.models import Round
from yizhan.domains.awards.permissions import Permission
from yizhan.kernel.actors import Actor
from yizhan.web.components import Tab


def tabs(actor: Actor, current: str) -> list[Tab]:
    """The parts of the room; proposals are the office's."""
    found = [
        Tab(_("Rounds"), reverse("awards"), is_current=current == "rounds"),
        Tab(_("My awards"), reverse("own-awards"), is_current=current == "own"),
    ]
    if access.holds(actor, Permission.READ_RECOMMENDATIONS):
        found.append(
            Tab(_("Proposals for membership"), reverse("recommendations"), is_current=current == "recommendations")
        )
    return found


def above_round() -> list[Tab]:
    """The places above the page of a round."""
    return [Tab(pgettext("room", "Awards"), reverse("awards"))]


def above_notice(found: Round) -> list[Tab]:
    """The places above the public notice."""
    return [*above_round(), Tab(found.name, reverse("award-round", args=[found.public_id]))]


def above_recommendation() -> list[Tab]:
    """The places above the page of a proposal."""
    return [Tab(_("Proposals for membership"), reverse("recommendations"))]
