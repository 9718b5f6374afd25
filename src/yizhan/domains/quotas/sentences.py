# SPDX-License-Identifier: Apache-2.0
"""The quotas room in words."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.quotas.states import ActivityKind, Span


def _days(facts: Mapping[str, Any]) -> dict[str, Any]:
    first, last = (date_format(datetime.date.fromisoformat(facts[name])) for name in ("first", "last"))
    return {**facts, "from": first, "to": last}


def _granted(facts: Mapping[str, Any]) -> str:
    return _now("%(whom)s owes nothing from %(from)s to %(to)s: %(reason)s") % _days(facts)


def _revoked(facts: Mapping[str, Any]) -> str:
    return _now("The exemption of %(whom)s from %(from)s to %(to)s does not hold: %(reason)s") % _days(facts)


def _noted(facts: Mapping[str, Any]) -> str:
    kind = ActivityKind(facts["activity_kind"]).label
    filled = {**_days(facts), "kind": kind, "numbers": "、".join(facts["items"]), "whose": facts["unit"]}
    if facts["items"]:
        return _now("Noted: %(kind)s “%(title)s”, from which %(numbers)s came.") % filled
    return _now("Noted: %(kind)s “%(title)s”.") % filled


def _closed(facts: Mapping[str, Any]) -> str:
    filled = {**_days(facts), "period": Span(facts["span"]).label}
    if facts["number"] > 1:
        return _now("The quotas from %(from)s to %(to)s were counted anew: %(short)s not reached. %(reason)s") % filled
    return _now("The quotas from %(from)s to %(to)s are written down: %(short)s of %(lines)s not reached.") % filled


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "quotas.exemption.granted": _granted,
    "quotas.exemption.revoked": _revoked,
    "quotas.activity.noted": _noted,
    "quotas.period.closed": _closed,
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "quotas.denied": (
        _("Your post does not do this to quotas here."),
        _("Switch to another of your posts, or ask the editor of the station."),
    ),
    "quotas.line.unreadable": (_("“%(value)s” is no text."), _("Write a few words.")),
    "quotas.line.length": (_("A name is missing, or longer than %(limit)s characters."), _("Write it shorter.")),
    "quotas.duty.range": (
        _("The quota “%(name)s” ends before it begins."),
        _("Let the second number be as great as the first, or leave it out."),
    ),
    "quotas.line.unknown": (
        _("There is no such quota, or it is not yours."),
        _("Look for it in the table of quotas."),
    ),
    "quotas.exemption.unknown": (
        _("There is no such exemption, or it is not for you."),
        _("Look for it in the list of exemptions."),
    ),
    "quotas.exemption.over": (_("This exemption does not hold any more."), _("Look at its present state.")),
    "quotas.exemption.id_taken": (_("This exemption was entered already."), _("Open a new form for another one.")),
    "quotas.exemption.whom": (_("It is not said who is exempt."), _("Choose a person or a unit.")),
    "quotas.exemption.nobody": (
        _("The person or unit you chose is not at this station."),
        _("Choose from the list as it is now."),
    ),
    "quotas.days.order": (
        _("The days end before they begin, or are more than three years."),
        _("Correct the days."),
    ),
    "quotas.reason.empty": (_("The reason is missing."), _("Write in a few words why.")),
    "quotas.reason.too_long": (_("The reason is longer than %(limit)s characters."), _("Shorten it.")),
    "quotas.activity.kind": (_("There is no such kind of activity."), _("Choose what it was.")),
    "quotas.activity.title": (
        _("A name is missing, or longer than %(limit)s characters."),
        _("Write it shorter."),
    ),
    "quotas.activity.days": (
        _("The days end before they begin, or lie in the future."),
        _("Note it once it has taken place."),
    ),
    "quotas.activity.whose": (_("It is not said which group the activity was of."), _("Choose the group.")),
    "quotas.activity.item": (
        _("There is no item with the number %(number)s here."),
        _("Copy the number from the item's page."),
    ),
    "quotas.activity.id_taken": (_("This activity was noted already."), _("Open a new form for another one.")),
    "quotas.period.span": (_("There is no such period."), _("Choose a month, quarter, half-year or year.")),
    "quotas.period.running": (
        _("This period has not ended yet."),
        _("It can be closed from the day after its last day."),
    ),
    "quotas.period.empty": (_("No quota is laid down for this period."), _("Lay quotas down in the rules first.")),
    "quotas.period.not_closed": (_("This period has not been closed yet."), _("Close it first.")),
    "quotas.period.unknown": (_("There is no such closed period."), _("Look for it in the table of quotas.")),
}
