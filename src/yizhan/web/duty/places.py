# SPDX-License-Identifier: Apache-2.0
"""The parts of this room, and the places above its pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.duty.models import Roster
from yizhan.web.components import Tab


def tabs(current: str) -> list[Tab]:
    """The parts of the room."""
    parts = {
        "now": (_("On duty now"), "duty"),
        "rosters": (_("Rosters"), "duty-rosters"),
        "log": (_("Hand-overs"), "duty-log"),
        "people": (_("Reachability"), "duty-people"),
        "coverage": (_("Coverage"), "duty-coverage"),
    }
    return [Tab(word, reverse(name), is_current=key == current) for key, (word, name) in parts.items()]


def above() -> list[Tab]:
    """The place above every page of the room."""
    return [Tab(_("Duty"), reverse("duty"))]


def above_roster() -> list[Tab]:
    """The places above the page of a roster."""
    return [*above(), Tab(_("Rosters"), reverse("duty-rosters"))]


def above_part(roster: Roster) -> list[Tab]:
    """The places above a page that belongs to a roster."""
    return [*above_roster(), Tab(str(roster), reverse("duty-roster", args=[roster.public_id]))]
