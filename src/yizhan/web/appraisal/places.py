# SPDX-License-Identifier: Apache-2.0
"""The parts of this room as each role finds them, and the places above its pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.permissions import Permission
from yizhan.kernel.actors import Actor
from yizhan.web.components import Tab


def tabs(actor: Actor, current: str) -> list[Tab]:
    """The parts of the room."""
    parts = [
        ("points", _("Points"), Permission.READ_SCHEME),
        ("schemes", _("Schemes"), Permission.READ_SCHEME),
        ("objections", _("Objections"), Permission.READ_SCHEME),
        ("corrections", _("Corrections"), Permission.READ_ALL),
        ("activities", _("Record of activities"), Permission.READ_SCHEME),
    ]
    return [
        Tab(words, reverse(name), is_current=name == current)
        for name, words, permission in parts
        if access.holds(actor, permission)
    ]


def above(name: str) -> list[Tab]:
    """The place above a page of one of the parts."""
    words = {
        "points": _("Points"),
        "schemes": _("Schemes"),
        "objections": _("Objections"),
        "corrections": _("Corrections"),
        "activities": _("Record of activities"),
    }
    return [Tab(words[name], reverse(name))]
