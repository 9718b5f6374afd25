# SPDX-License-Identifier: Apache-2.0
"""The reporting room in words."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.network.states import Level
from yizhan.domains.reporting.states import Form


def _recorded(facts: Mapping[str, Any]) -> str:
    day = date_format(datetime.date.fromisoformat(facts["adopted_on"]))
    filled = {**facts, "level_name": Level(facts["level"]).label, "adopted_on": day}
    if facts["publication"]:
        return _now("Adopted by %(body_name)s (%(level_name)s) in 《%(publication)s》 on %(adopted_on)s.") % filled
    return _now("Adopted by %(body_name)s (%(level_name)s) on %(adopted_on)s.") % filled


def _noted(facts: Mapping[str, Any]) -> str:
    form = _now("Used %(form_name)s.") % {"form_name": Form(facts["form"]).label}
    return f"{_recorded(facts)} {form}"


TOLD: Mapping[str, Any] = {
    "reporting.report.made": _("Reported to %(station_name)s."),
    "reporting.adoption.recorded": _recorded,
    "reporting.adoption.revoked": _("Not adopted by %(body_name)s after all: %(reason)s"),
}

NOTED: Mapping[str, Any] = {
    "reporting.report.made": _("Reported to %(station_name)s: wording %(text)s."),
    "reporting.issue.reported": _("%(label)s was reported to %(station_name)s: %(items)s items."),
    "reporting.bypass.refused": _(
        "Refused: an attempt to report %(number)s from %(from_name)s straight to %(station_name)s."
    ),
    "reporting.body.entered": _("Adopting body entered: %(title)s."),
    "reporting.body.ended": _("Adopting body taken off the list: %(title)s."),
    "reporting.adoption.recorded": _noted,
    "reporting.adoption.revoked": _("Adoption by %(body_name)s revoked: %(reason)s"),
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "reporting.denied": (
        _("Your post does not record adoptions here."),
        _("Switch to another of your posts, or tell the editor of the station."),
    ),
    "reporting.bypass": (
        _("Reports go up level by level; %(station_name)s is not the next one. The attempt was recorded."),
        _("Report to %(next_name)s."),
    ),
    "reporting.outside_line": (
        _("%(station_name)s is not above this station in its line. The attempt was recorded."),
        _("Nothing can be reported from here."),
    ),
    "reporting.station.highest": (
        _("There is no station above %(station_name)s."),
        _("Nothing can be reported from here."),
    ),
    "reporting.report.repeated": (
        _("This wording has gone up to %(station_name)s already."),
        _("Report again once a newer wording is signed."),
    ),
    "reporting.report.unverified": (
        _("%(number)s states figures that nobody has confirmed: %(title)s"),
        _("Have the figures checked and the result recorded, then report it."),
    ),
    "reporting.issue.not_released": (
        _("This issue has not been released, so it cannot go up."),
        _("Release it first."),
    ),
    "reporting.item.not_approved": (
        _("%(number)s was never signed, so nobody can have adopted it."),
        _("Choose the item that was signed and reported."),
    ),
    "reporting.body.unknown": (
        _("There is no such body on the list."),
        _("Choose one from the list, or enter it first."),
    ),
    "reporting.body.exists": (_("%(value)s is on the list already."), _("Choose it from the list.")),
    "reporting.body.kind": (_("A body is an office or a medium."), _("Choose one of the two.")),
    "reporting.body.level": (_("There is no such level."), _("Choose one of the levels offered.")),
    "reporting.body.line": (_("An office belongs to a line."), _("Choose the line of the office.")),
    "reporting.adoption.unknown": (
        _("There is no such adoption, or it does not concern your station."),
        _("Check the address, or look for it in the list of adoptions."),
    ),
    "reporting.adoption.id_taken": (
        _("This adoption was recorded already."),
        _("Open the form anew for another one."),
    ),
    "reporting.adoption.form": (_("There is no such form of use."), _("Choose one of the forms offered.")),
    "reporting.adoption.future": (_("The day of adoption lies in the future."), _("Correct the day of adoption.")),
    "reporting.adoption.before_item": (
        _("The day of adoption lies before the item was handed in."),
        _("Correct the day of adoption."),
    ),
    "reporting.adoption.no_evidence": (
        _("It is not said how this adoption is known."),
        _("Say who told it, write a note, or attach the printed page."),
    ),
    "reporting.adoption.repeated": (
        _("This adoption by %(body_name)s is recorded already, with the same publication and day."),
        _("Correct what differs, or leave it."),
    ),
    "reporting.state.elsewhere": (
        _("This adoption has been revoked already."),
        _("Look at its present state; record it anew if it holds after all."),
    ),
}
