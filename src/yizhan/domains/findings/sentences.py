# SPDX-License-Identifier: Apache-2.0
"""This room in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.findings.states import Ending, Kind, Origin, Outcome


def _word(choices: Any, value: object) -> str:
    """A choice in words; a value of an earlier release, or a blank, as it stands."""
    return str(choices(value).label) if value in choices.values else str(value)


def _filled(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with their choices in words."""
    words = {"kind": Kind, "origin": Origin, "outcome": Outcome, "ending": Ending}
    return {**facts, **{name: _word(choices, facts[name]) for name, choices in words.items() if name in facts}}


def _proposed(facts: Mapping[str, Any]) -> str:
    filled = _filled(facts)
    if facts["minutes"] is not None:
        return _now("%(unit)s, “%(title)s”: %(kind)s to be examined, %(minutes)s minutes late.") % filled
    return _now("%(unit)s, “%(title)s”: %(kind)s to be examined (%(origin)s).") % filled


def _opened(facts: Mapping[str, Any]) -> str:
    said = _now("%(unit)s is asked to answer for a %(kind)s: “%(title)s”.") % _filled(facts)
    if not facts["first_responsible"] and not facts["directly_responsible"]:
        return said
    names = {
        "first": "、".join(facts["first_responsible"]) or "—",
        "direct": "、".join(facts["directly_responsible"]) or "—",
    }
    return said + " " + _now("First responsible: %(first)s; directly responsible: %(direct)s.") % names


def _decided(facts: Mapping[str, Any]) -> str:
    return _now("%(unit)s, “%(title)s”: %(kind)s %(outcome)s. %(reason)s") % _filled(facts)


def _closed(facts: Mapping[str, Any]) -> str:
    filled = _filled(facts)
    if facts["outcome"] == Outcome.DISMISSED:
        return _now("The charge against %(unit)s about “%(title)s” was dismissed. %(reason)s") % filled
    return _now("%(unit)s, “%(title)s”: %(kind)s %(outcome)s for good (%(ending)s). %(reason)s") % filled


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "findings.finding.proposed": _proposed,
    "findings.finding.opened": _opened,
    "findings.finding.dropped": _("The charge against %(unit)s about “%(title)s” is not pursued: %(reason)s"),
    "findings.finding.answered": _("%(unit)s answered on “%(title)s”."),
    "findings.finding.unanswered": _("%(unit)s did not answer on “%(title)s” in time."),
    "findings.finding.decided": _decided,
    "findings.finding.objected": _("%(unit)s objects in the matter “%(title)s”; it lies before %(before)s."),
    "findings.finding.closed": _closed,
    "findings.finding.reopened": _("The matter “%(title)s” of %(unit)s is taken up again: %(reason)s"),
}

_SEE_STATE = _("Look at its present state.")

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "findings.denied": (
        _("Your post does not have this duty in matters of late and omitted reports."),
        _("Switch to another of your posts, or leave it to the office."),
    ),
    "findings.finding.second_person": (
        _("Whoever made the charge does not decide on it, and whoever decided does not review it."),
        _("Ask a colleague who has had no part in it."),
    ),
    "findings.finding.own_unit": (
        _("Nobody makes a charge against his or her own unit, or himself or herself."),
        _("Ask a colleague of another unit."),
    ),
    "findings.finding.unknown": (
        _("There is no such matter, or it does not concern you."),
        _("Look for it in the list."),
    ),
    "findings.finding.id_taken": (_("This was entered already."), _("Open a new form for another one.")),
    "findings.finding.is_proposed": (_("Nobody has taken it up yet."), _SEE_STATE),
    "findings.finding.is_opened": (
        _("The unit has not answered yet, and its time is not over."),
        _("Wait for the answer, or until its time has passed."),
    ),
    "findings.finding.is_heard": (_("The unit has been heard; it is to be decided."), _SEE_STATE),
    "findings.finding.is_decided": (_("It is decided; only an objection is possible now."), _SEE_STATE),
    "findings.finding.is_objected": (_("The next level is deciding on the objection."), _SEE_STATE),
    "findings.finding.is_closed": (
        _("It is closed."),
        _("If something came to light afterwards, it can be reopened with a reason."),
    ),
    "findings.finding.is_dropped": (_("It is not pursued."), _("If there is reason to, enter it anew.")),
    "findings.event.of_office": (
        _("The office itself answers for this event, no unit does."),
        _("Choose an event of a unit."),
    ),
    "findings.event.charged": (
        _("There is a matter about this event and this unit already."),
        _("Open it in the list and go on there."),
    ),
    "findings.kind.unknown": (_("There is no such kind of breach."), _("Choose one of the list.")),
    "findings.kind.graver": (
        _("A decision never names a graver breach than the one that was charged."),
        _("Choose the same one or a milder one."),
    ),
    "findings.origin.unknown": (_("There is no such channel."), _("Choose one of the list.")),
    "findings.unit.missing": (_("It is not said which unit it is about."), _("Choose a unit of the station.")),
    "findings.moment.missing": (_("It is not said when it happened."), _("Give day and hour.")),
    "findings.moment.without_zone": (
        _("The moment does not say in which time zone it is."),
        _("Write it with its zone, such as 2026-11-23T09:30+08:00."),
    ),
    "findings.moment.future": (_("This moment lies in the future."), _("Correct day and hour.")),
    "findings.item.unknown": (_("There is no item with this number."), _("Copy the number from the item's page.")),
    "findings.words.missing": (
        _("It is not said what shows it."),
        _("Name it so that the unit can check it: newspaper and day, who called, an address."),
    ),
    "findings.answer.still_due": (_("The unit still has time to answer."), _("Wait until its time has passed.")),
    "findings.objection.still_open": (_("The unit may still object."), _("Wait until its time has passed.")),
    "findings.objection.too_late": (
        _("The time for an objection is over."),
        _("If something new came to light, tell the office, which can reopen the matter."),
    ),
    "findings.outcome.unknown": (_("There is no such outcome."), _("Choose one of the list.")),
    "findings.outcome.graver": (
        _("An objection never makes a decision graver."),
        _("Confirm the decision, or choose a milder one."),
    ),
    "findings.statement.id_taken": (_("This was said already."), _("Open the page again.")),
}
