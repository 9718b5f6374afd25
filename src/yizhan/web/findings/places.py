# SPDX-License-Identifier: Apache-2.0
"""The parts of this room, and the places above its pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.findings import access
from yizhan.domains.findings.permissions import Permission
from yizhan.kernel.actors import Actor
from yizhan.web.components import Tab


def tabs(actor: Actor, current: str) -> list[Tab]:
    """The parts of the room; a unit knows nothing of what is only proposed."""
    url = reverse("findings")
    found = [Tab(_("Under way"), f"{url}?list=open", is_current=current == "open")]
    if access.holds(actor, Permission.STUDY):
        found.insert(0, Tab(_("To be examined"), f"{url}?list=proposed", is_current=current == "proposed"))
    found.append(Tab(_("Closed"), f"{url}?list=closed", is_current=current == "closed"))
    if access.holds(actor, Permission.STUDY):
        found.append(Tab(_("Not pursued"), f"{url}?list=dropped", is_current=current == "dropped"))
        found.append(Tab(_("Study of past events"), reverse("event-study"), is_current=current == "study"))
    return found


def above() -> list[Tab]:
    """The places above the page of a finding."""
    return [Tab(_("Late and omitted reports"), reverse("findings"))]
