# SPDX-License-Identifier: Apache-2.0
"""The four parts of this room, and the places above its pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.network.models import Station
from yizhan.domains.reporting.queries import records
from yizhan.web.components import Tab
from yizhan.web.frame import shown
from yizhan.web.waiting import MOST


def tabs(station: Station, current: str) -> list[Tab]:
    """The parts of the room; what could go up is counted, because it waits."""
    waiting = records.unreported(station).order_by()[:MOST].count() if station.parent_id else 0
    return [
        Tab(_("Adoptions"), reverse("adoptions"), is_current=current == "adoptions"),
        Tab(_("To be reported"), reverse("reportable"), current == "reportable", shown(waiting) or None),
        Tab(_("Reported"), reverse("reports"), is_current=current == "reports"),
        Tab(_("Adopting bodies"), reverse("adopting-bodies"), is_current=current == "adopting-bodies"),
    ]


def above_adoption() -> list[Tab]:
    """The places above the page of an adoption."""
    return [Tab(_("Reports and adoptions"), reverse("adoptions"))]


def above_body() -> list[Tab]:
    """The places above a page that belongs to the list of bodies."""
    return [*above_adoption(), Tab(_("Adopting bodies"), reverse("adopting-bodies"))]
