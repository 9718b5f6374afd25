# SPDX-License-Identifier: Apache-2.0
"""The urgent room in words."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.urgent.states import Breach, Element, Ground, Outcome
from yizhan.kernel import clock


def _moment(value: str) -> str:
    return date_format(
        timezone.localtime(datetime.datetime.fromisoformat(value), clock.OFFICE_ZONE), "SHORT_DATETIME_FORMAT"
    )


def _gaps(facts: Mapping[str, Any]) -> str:
    """What a report does not tell yet, as a sentence of its own."""
    if not facts["missing"]:
        return ""
    names = "、".join(str(Element(name).label) for name in facts["missing"])
    return " " + _now("Not told yet: %(names)s.") % {"names": names}


def _noted(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "caller": facts["caller"], "happened": _moment(facts["happened_at"])}
    if facts["caller"]:
        return _now("%(caller)s called: %(title)s (%(happened)s)") % filled
    return _now("Entered: %(title)s (%(happened)s)") % filled


def _reported(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "category": " ".join(filter(None, [facts["category"], facts["level"]]))}
    return _now("First report of “%(title)s”: %(category)s.") % filled + _named(facts) + _gaps(facts)


def _named(facts: Mapping[str, Any]) -> str:
    """Who answers for it."""
    if not facts["first_responsible"] and not facts["directly_responsible"]:
        return ""
    filled = {
        "first": "、".join(facts["first_responsible"]) or "—",
        "direct": "、".join(facts["directly_responsible"]) or "—",
    }
    return " " + _now("First responsible: %(first)s; directly responsible: %(direct)s.") % filled


def _received(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"]}
    if facts["is_late"]:
        return _now("The first report of “%(title)s” was received late.") % filled
    return _now("The first report of “%(title)s” was received in time.") % filled


def _followed(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "number": facts["number"]}
    return _now("Follow-up %(number)s of “%(title)s”.") % filled + _gaps(facts)


def _linked(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "other": facts["other"], "unit": facts["other_unit"] or _now("the office")}
    if not facts["other"]:
        return _now("“%(title)s” is an event of its own after all.") % filled
    return _now("“%(title)s” is the same event as “%(other)s”, reported by %(unit)s.") % filled


def _figures(facts: Mapping[str, Any]) -> str:
    stated = "、".join(f"{name} {value}" for name, value in facts["figures"])
    return _now("Figures of “%(title)s”: %(figures)s.") % {"title": facts["title"], "figures": stated}


def _settled(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "number": facts["number"], "reason": facts["reason"]}
    if not facts["reason"]:
        return _now("The wording about “%(title)s” was set.") % filled
    return _now("The wording about “%(title)s” was set anew (version %(number)s): %(reason)s") % filled


def _verified(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "outcome": Outcome(facts["outcome"]).label, "note": facts["note"]}
    said = _now("Verified “%(title)s”: %(outcome)s.") % filled
    late = " " + _now("It was late.") if facts["is_late"] else ""
    return f"{said} {facts['note']}".strip() + late


def _forwarded(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "station": facts["station_name"], "number": facts["statement"]}
    said = _now("“%(title)s” went up to %(station)s, with version %(number)s of the wording.") % filled
    return f"{said} {facts['reason']}".strip()


def _arrived(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "station": facts["from_name"]}
    return f"{_now('%(station)s reported “%(title)s”.') % filled} {facts['reason']}".strip()


def _decided(facts: Mapping[str, Any]) -> str:
    filled = {"addressee": facts["addressee"], "leader": facts["leader"], "reason": facts["reason"]}
    if facts["is_agreed"]:
        return _now("%(leader)s agreed that %(addressee)s is told.") % filled
    return _now("%(leader)s did not agree that %(addressee)s is told: %(reason)s") % filled


def _gone(facts: Mapping[str, Any]) -> str:
    filled = {
        "addressee": facts["addressee"],
        "moment": _moment(facts["gone_at"]),
        "ground": Ground(facts["ground"]).label,
    }
    said = _now("%(addressee)s was told (%(moment)s). %(ground)s") % filled
    return f"{said} {Breach(facts['breach']).label}" if facts["breach"] else said


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "urgent.emergency.noted": _noted,
    "urgent.emergency.reported": _reported,
    "urgent.emergency.received": _received,
    "urgent.emergency.followed": _followed,
    "urgent.figures.told": _figures,
    "urgent.figure.corrected": _("“%(title)s”: %(figure)s corrected from %(before)s to %(after)s: %(reason)s"),
    "urgent.statement.settled": _settled,
    "urgent.verification.entrusted": _("%(verifier)s has to verify “%(title)s”."),
    "urgent.verification.done": _verified,
    "urgent.emergency.forwarded": _forwarded,
    "urgent.emergency.arrived": _arrived,
    "urgent.emergency.acknowledged": _("%(station_name)s has received “%(title)s”."),
    "urgent.emergency.recalled": _("%(from_name)s withdrew “%(title)s”: %(reason)s"),
    "urgent.passage.asked": _("“%(title)s”: may %(addressee)s be told?"),
    "urgent.passage.decided": _decided,
    "urgent.passage.gone": _gone,
    "urgent.passage.refused": _("“%(title)s” was to be reported without the office; that was refused. %(addressee)s"),
    "urgent.emergency.linked": _linked,
    "urgent.emergency.concluded": _("Final report of “%(title)s”, after %(follow_ups)s follow-ups."),
    "urgent.emergency.reopened": _("“%(title)s” goes on: %(reason)s"),
    "urgent.emergency.withdrawn": _("“%(title)s” was withdrawn: %(reason)s"),
}

_SEE_STATE = _("Look at its present state.")

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "urgent.denied": (
        _("Your post does not have this duty in urgent events."),
        _("Call the office on duty, or switch to another of your posts."),
    ),
    "urgent.emergency.unknown": (
        _("There is no such urgent event, or it does not concern you."),
        _("Look for it in the list of urgent events."),
    ),
    "urgent.emergency.id_taken": (_("This event was noted already."), _("Open a new form for another one.")),
    "urgent.emergency.unit_unknown": (
        _("This unit does not belong to the station."),
        _("Choose from the list as it is now."),
    ),
    "urgent.emergency.is_noted": (
        _("The written first report has not come yet."),
        _("Write the first report before anything else."),
    ),
    "urgent.emergency.is_reported": (_("The office has not yet received the first report."), _SEE_STATE),
    "urgent.emergency.is_received": (_("The office has received the first report already."), _SEE_STATE),
    "urgent.emergency.is_concluded": (
        _("The final report has been made; nothing can follow it."),
        _("If it goes on after all, ask the office to reopen the event."),
    ),
    "urgent.emergency.is_withdrawn": (
        _("The event was withdrawn."),
        _("If it did happen, note it anew."),
    ),
    "urgent.moment.without_zone": (
        _("The moment does not say in which time zone it is."),
        _("Write it with its zone, such as 2026-11-23T09:30+08:00."),
    ),
    "urgent.moment.future": (_("This moment lies in the future."), _("Correct day and hour.")),
    "urgent.moment.known_first": (
        _("It cannot have become known before it happened."),
        _("Correct one of the two moments."),
    ),
    "urgent.moment.long_past": (
        _("That is %(days)s days ago."),
        _("Correct the year and the day, or confirm that they are right."),
    ),
    "urgent.category.unknown": (
        _("The institution has no such category."),
        _("Choose one of its list; the list itself is a rule."),
    ),
    "urgent.level.unknown": (
        _("The institution has no such level."),
        _("Choose one of its list, or leave it open."),
    ),
    "urgent.figure.unknown": (
        _("Reports of this category do not state “%(name)s”."),
        _("Choose from the figures that the institution asks for; which they are is a rule."),
    ),
    "urgent.figure.twice": (_("“%(name)s” is stated twice."), _("State each figure once in a report.")),
    "urgent.figure.impossible": (
        _("“%(name)s” cannot be this number."),
        _("Give a number that is not below zero."),
    ),
    "urgent.figure.too_fine": (
        _("“%(name)s” has too many decimals."),
        _("Give whole numbers, or two decimals where the figure has a unit."),
    ),
    "urgent.figure.before_event": (
        _("The figures are of a moment before the event."),
        _("Say at what moment they were so."),
    ),
    "urgent.figure.not_there": (_("There is no such figure."), _("Choose one of the figures that were stated.")),
    "urgent.figure.corrected": (
        _("This figure was corrected already."),
        _("Correct the figure that took its place."),
    ),
    "urgent.figure.same": (_("That is the number which was stated."), _("Give the right number.")),
    "urgent.statement.same": (
        _("That is the wording in force already."),
        _("Change it, or leave it as it is."),
    ),
    "urgent.verification.nobody": (
        _("Nobody at this desk holds that post now."),
        _("Choose from the list as it is now."),
    ),
    "urgent.verification.outcome": (
        _("There is no such outcome of verifying."),
        _("Say whether it is confirmed, confirmed in part, or not so."),
    ),
    "urgent.verification.none_stands": (
        _("Nothing is left to verify: it was done already."),
        _("To have it verified once more, entrust somebody with it."),
    ),
    "urgent.onward.no_wording": (
        _("There is no wording yet that counts here."),
        _("Set the wording first; what goes up quotes it."),
    ),
    "urgent.onward.highest": (
        _("%(station_name)s has no station above it."),
        _("Record whom you told otherwise among the ways."),
    ),
    "urgent.onward.repeated": (
        _("%(station_name)s has this event already."),
        _("What is new goes there with the next follow-up."),
    ),
    "urgent.onward.outside_line": (
        _("This station is not above yours."),
        _("Report to the stations above; the attempt was recorded."),
    ),
    "urgent.passage.way": (_("There is no such kind of addressee."), _("Choose from the list.")),
    "urgent.passage.through_office": (
        _("%(addressee)s is told through the office only."),
        _("Write the report to the office, which passes it on; the attempt was recorded."),
    ),
    "urgent.passage.copy_missing": (
        _("The office needs the text too."),
        _("Write what you tell, as far as it may be disclosed, or who demands that it is kept back."),
    ),
    "urgent.passage.before_event": (_("It cannot have gone before the event."), _("Correct the moment.")),
    "urgent.passage.before_agreement": (
        _("It cannot have gone before the agreement."),
        _("If it did, record it as gone without agreement."),
    ),
    "urgent.passage.unknown": (_("There is no such word to anybody."), _("Choose from the list as it is now.")),
    "urgent.passage.elsewhere": (_("That was decided already."), _SEE_STATE),
    "urgent.link.itself": (_("An event is not linked to itself."), _("Choose another event.")),
    "urgent.link.chain": (
        _("One of the two is linked to a third report already."),
        _("Link all of them to the same one."),
    ),
    "urgent.report.element": (
        _("A report has no part “%(name)s”."),
        _("Put it under what happened and how it stands."),
    ),
    "urgent.report.incomplete": (
        _("The final report does not tell: %(missing)s."),
        _("Write it; where there is none, write that there is none."),
    ),
}
