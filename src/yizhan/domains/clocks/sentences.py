# SPDX-License-Identifier: Apache-2.0
"""Deadlines, alarms and calendars in words."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.engines.calendars.durations import Duration, Language
from yizhan.engines.calendars.moments import local
from yizhan.engines.calendars.wording import moment_in_words

TOLD: Mapping[str, Any] = {}

#: What an alarm says, by its name; a room that lays down alarms of its own enters their words here.
ALARMS: dict[str, Any] = {
    "warning": _("%(title)s is due on %(due)s."),
    "passed": _("%(title)s was due on %(due)s and is overdue."),
    "chief": _("%(title)s has been overdue since %(due)s; the responsible persons of the unit are told."),
    "supervision": _("%(title)s has been overdue since %(due)s; supervision is told."),
}


def language() -> Language:
    """The reader's language as the calendar engine calls it."""
    return "zh" if (get_language() or "").startswith("zh") else "en"


def moment_words(iso: str) -> str:
    """A stored moment as people say it."""
    return moment_in_words(local(datetime.datetime.fromisoformat(iso)), language())


def _due(facts: Mapping[str, Any]) -> dict[str, Any]:
    moments = {name: moment_words(facts[name]) for name in ("due", "former_due") if name in facts}
    return {**facts, **moments}


def _opened(facts: Mapping[str, Any]) -> str:
    if facts["rule"]:
        return _now("Due on %(due)s (%(rule)s).") % _due(facts)
    return _now("Due on %(due)s.") % _due(facts)


def _met(facts: Mapping[str, Any]) -> str:
    words = _now("Done after it was due on %(due)s.") if facts["late"] else _now("Done in time; due on %(due)s.")
    return words % _due(facts)


def _alarm(facts: Mapping[str, Any]) -> str:
    words = str(ALARMS.get(facts["alarm"], ALARMS["passed"])) % _due(facts)
    if not facts["number"]:
        return words
    return words + _now(" Nobody has taken the alarm yet; it went on %(number)s times.") % facts


def _resumed(facts: Mapping[str, Any]) -> str:
    return _now("Time runs again; due on %(due)s.") % _due(facts)


def _recounted(facts: Mapping[str, Any]) -> str:
    return _now("The deadline moved from %(former_due)s to %(due)s: %(reason)s") % _due(facts)


def _granted(facts: Mapping[str, Any]) -> str:
    return _now("More time was given, from %(former_due)s to %(due)s: %(reason)s") % _due(facts)


def _asked(facts: Mapping[str, Any]) -> str:
    duration = Duration.parse(facts["duration"]).in_words(language())
    return _now("More time was asked for (%(duration)s): %(reason)s") % {**facts, "duration": duration}


def _request_granted(facts: Mapping[str, Any]) -> str:
    if not facts["duration"]:
        return _now("More time was given.")
    duration = Duration.parse(facts["duration"]).in_words(language())
    return _now("The request for %(duration)s more was granted.") % {"duration": duration}


NOTED: Mapping[str, Any] = {
    "clocks.deadline.opened": _opened,
    "clocks.deadline.paused": _("Time stands still: %(reason)s"),
    "clocks.deadline.resumed": _resumed,
    "clocks.deadline.met": _met,
    "clocks.deadline.reopened": _("It has to be done again: %(reason)s"),
    "clocks.deadline.cancelled": _("Nothing is due any more: %(reason)s"),
    "clocks.deadline.recounted": _recounted,
    "clocks.extension.asked": _asked,
    "clocks.extension.granted": _granted,
    "clocks.extension.refused": _("More time was refused: %(reason)s"),
    "clocks.request.granted": _request_granted,
    "clocks.alarm.rung": _alarm,
    "clocks.alarm.taken": _("The alarm was taken: %(title)s."),
    "clocks.year.entered": _("The days off of %(year)s were entered (%(notice)s, %(days)s days)."),
    "clocks.year.confirmed": _("The days off of %(year)s are in force; %(recounted)s running deadlines were checked."),
    "clocks.year.withdrawn": _("The days off of %(year)s no longer count: %(reason)s"),
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "clocks.denied": (_("Your post does not allow this."), _("Ask the supervisor or the office.")),
    "clocks.deadline.unknown": (_("There is no such deadline."), _("Go back to the list.")),
    "clocks.deadline.without_rule": (
        _("No rule says when this is due."),
        _("Ask the system administrator to set one in the rulebook."),
    ),
    "clocks.deadline.uncountable": (
        _("The deadline cannot be counted: %(problem)s"),
        _("Check the rule and the calendar."),
    ),
    "clocks.hours.unreadable": (
        _("“%(given)s” are no office hours."),
        _("Write one span to a line, as 09:00-12:00, the earliest first."),
    ),
    "clocks.moment.ahead": (
        _("Nothing can be done at a moment that is still to come."),
        _("Enter when it was done."),
    ),
    "clocks.state.elsewhere": (
        _("The deadline has changed meanwhile."),
        _("Look at its present state and decide anew."),
    ),
    "clocks.deadline.passed": (
        _("The deadline has passed and cannot be paused any more."),
        _("Ask for more time instead."),
    ),
    "clocks.reason.empty": (_("A reason is missing."), _("Write one sentence that others will understand.")),
    "clocks.reason.too_long": (_("The reason is longer than %(limit)s characters."), _("Shorten it.")),
    "clocks.extension.unknown": (_("There is no such request."), _("Go back to the deadline.")),
    "clocks.extension.own": (_("Nobody decides his or her own request."), _("Somebody else of the office has to.")),
    "clocks.extension.asked_already": (
        _("More time was asked for already, and nobody has decided yet."),
        _("Wait for the decision."),
    ),
    "clocks.rule.open": (_("This rule has been left open."), _("Ask who keeps the rulebook to set it.")),
    "clocks.rule.no_term": (_("This rule gives no length of time."), _("Choose a rule that is a time limit.")),
    "clocks.moment.without_zone": (
        _("The moment does not say in which time zone it is."),
        _("Write it with its zone, such as 2026-11-23T09:30+08:00."),
    ),
    "clocks.duration.unreadable": (
        _("“%(value)s” is not understood as a length of time."),
        _("Write for instance: 3 working days, 24 hours, 2 months."),
    ),
    "clocks.alarm.unknown": (_("There is no such alarm."), _("Go back to the deadline.")),
    "clocks.alarm.not_yet": (_("This alarm has not rung yet."), _("Look at the deadline itself.")),
    "clocks.year.unknown": (_("There is no such year."), _("Go back to the calendar.")),
    "clocks.year.notice_empty": (
        _("The notice that the days come from is missing."),
        _("Enter its title and number."),
    ),
    "clocks.year.unreadable": (_("The table cannot be read: %(problem)s"), _("Correct the line and hand it in again.")),
    "clocks.year.thin": (
        _("The table names only %(days)s days off in %(year)s; every year has had at least %(least)s."),
        _("Check the year and whether the table is complete."),
    ),
    "clocks.year.own": (_("You entered this year yourself."), _("Somebody else has to confirm it.")),
    "clocks.year.in_force": (
        _("Another table of %(year)s is in force."),
        _("Withdraw that one first, with a reason."),
    ),
}
