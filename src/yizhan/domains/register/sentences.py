# SPDX-License-Identifier: Apache-2.0
"""The register room in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


def _confirmed(facts: Mapping[str, Any]) -> str:
    if facts["account"]:
        return (
            _now("%(duplicate)s and %(person)s are one person in the register; the account %(account)s is closed.")
            % facts
        )
    return _now("%(duplicate)s and %(person)s are one person in the register.") % facts


def _carried_out(facts: Mapping[str, Any]) -> str:
    if facts["followers"]:
        return _now("%(former)s ended on %(last_day)s; %(followers)s follows, with %(posts)s posts.") % facts
    return _now("%(former)s ended on %(last_day)s.") % facts


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "register.merger.proposed": _("Proposed to merge %(duplicate)s into %(person)s: %(reason)s"),
    "register.merger.confirmed": _confirmed,
    "register.merger.dropped": _("%(duplicate)s is not merged: %(reason)s"),
    "register.change.proposed": _("Proposed to end %(former)s on %(last_day)s: %(reason)s"),
    "register.change.carried_out": _carried_out,
    "register.change.dropped": _("%(former)s stays as it is: %(reason)s"),
    "register.merger.undone": _("The merger of %(duplicate)s is taken back: %(reason)s"),
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "register.denied": (
        _("Your post does not do this to entries of the register."),
        _("One administrator proposes a merger, another one confirms it."),
    ),
    "register.merger.unknown": (
        _("There is no such merger, or it is not for you."),
        _("Look for it in the list of mergers."),
    ),
    "register.merger.waits": (
        _("A merger of one of these entries waits to be confirmed."),
        _("Let it be confirmed or dropped first."),
    ),
    "register.state.elsewhere": (_("This has gone on meanwhile."), _("Look at its present state.")),
    "register.change.unknown": (
        _("There is no such change of units, or it is not for you."),
        _("Look for it on the page of the unit."),
    ),
    "register.change.nothing": (_("It is not said which unit ends."), _("Choose at least one unit.")),
    "register.change.followers": (
        _("A unit that follows belongs to the same station and does not end itself."),
        _("Choose other units."),
    ),
    "register.change.waits": (
        _("A change of one of these units waits to be confirmed."),
        _("Let it be confirmed or dropped first."),
    ),
    "register.change.day": (
        _("The last day must have come, and lie after the day on which everybody there began."),
        _("Choose another day, or end the later posts first."),
    ),
    "register.change.carried": (
        _("A post can go on only in a unit that follows."),
        _("Choose for each post one of the units that follow, or that it ends."),
    ),
    "register.unit.has_people": (
        _("People hold posts at %(name)s."),
        _("Say under “End, merge or split” what becomes of their posts."),
    ),
    "register.unit.open_work": (
        _("There are %(number)s pieces of open work: %(work)s"),
        _("Finish them or hand them over, then end the unit."),
    ),
    "register.undo.too_late": (
        _("The days in which this merger could be taken back are over."),
        _("Enter the person anew, and say why."),
    ),
    "register.reason.empty": (_("The reason is missing."), _("Write in a few words why.")),
    "register.reason.too_long": (_("The reason is longer than %(limit)s characters."), _("Shorten it.")),
}
