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


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "register.merger.proposed": _("Proposed to merge %(duplicate)s into %(person)s: %(reason)s"),
    "register.merger.confirmed": _confirmed,
    "register.merger.dropped": _("%(duplicate)s is not merged: %(reason)s"),
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
    "register.state.elsewhere": (_("This merger has gone on meanwhile."), _("Look at its present state.")),
    "register.undo.too_late": (
        _("The days in which this merger could be taken back are over."),
        _("Enter the person anew, and say why."),
    ),
    "register.reason.empty": (_("The reason is missing."), _("Write in a few words why.")),
    "register.reason.too_long": (_("The reason is longer than %(limit)s characters."), _("Shorten it.")),
}
