# SPDX-License-Identifier: Apache-2.0
"""The parts of this room, and the places above its pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.web.components import Tab


def tabs(current: str) -> list[Tab]:
    """The parts of the room."""
    return [
        Tab(_("Running"), reverse("emergencies"), is_current=current == "running"),
        Tab(_("Concluded"), f"{reverse('emergencies')}?over=yes", is_current=current == "over"),
    ]


def above() -> list[Tab]:
    """The places above the page of an event."""
    return [Tab(_("Urgent events"), reverse("emergencies"))]
