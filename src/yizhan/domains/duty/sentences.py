# SPDX-License-Identifier: Apache-2.0
"""Duty in words."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.duty.states import NumberKind
from yizhan.kernel import clock


def _moment(written: str) -> str:
    return date_format(
        timezone.localtime(datetime.datetime.fromisoformat(written), clock.OFFICE_ZONE), "SHORT_DATETIME_FORMAT"
    )


def _day(written: str) -> str:
    return date_format(datetime.date.fromisoformat(written), "SHORT_DATE_FORMAT")


def _period(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {**facts, "first": _day(facts["first"]), "last": _day(facts["last"])}


def _of_period(words: Any) -> Any:
    return lambda facts: str(words) % _period(facts)


def _of_shift(words: Any) -> Any:
    return lambda facts: str(words) % {**facts, "starts_at": _moment(facts["starts_at"])}


def _opened(facts: Mapping[str, Any]) -> str:
    if facts["unit"]:
        return _now("Began the roster of %(unit)s from %(first)s to %(last)s.") % _period(facts)
    return _now("Began the roster of the office from %(first)s to %(last)s.") % _period(facts)


def _filled(facts: Mapping[str, Any]) -> str:
    names = "、".join(facts["people"])
    return _now("Gave %(shifts)s shifts as %(duty)s in turn to %(names)s.") % {**facts, "names": names}


def _assigned(facts: Mapping[str, Any]) -> str:
    filled = {**facts, "starts_at": _moment(facts["starts_at"])}
    if facts["who"]:
        return _now("%(starts_at)s, %(duty)s: %(who)s.") % filled
    return _now("%(starts_at)s, %(duty)s: nobody.") % filled


def _published(facts: Mapping[str, Any]) -> str:
    filled = _period(facts)
    if facts["unit"]:
        said = _now("Published the roster of %(unit)s from %(first)s to %(last)s.") % filled
    else:
        said = _now("Published the roster of the office from %(first)s to %(last)s.") % filled
    if facts["gaps"]:
        said += " " + _now("At %(gaps)s times nobody can be reached: %(reason)s") % filled
    return said


def _changed(facts: Mapping[str, Any]) -> str:
    filled = {**facts, "starts_at": _moment(facts["starts_at"])}
    if facts["who"]:
        return _now("From %(starts_at)s on %(who)s is %(duty)s instead of %(former)s: %(reason)s") % filled
    return _now("From %(starts_at)s on nobody is %(duty)s instead of %(former)s: %(reason)s") % filled


def _number(words: Any) -> Any:
    return lambda facts: str(words) % {**facts, "kind": NumberKind(facts["kind"]).label}


def _answered(facts: Mapping[str, Any]) -> str:
    minutes, seconds = divmod(int(facts["seconds"]), 60)
    return _now("%(who)s (%(duty)s) answered the test call after %(minutes)s min %(seconds)s s.") % {
        **facts,
        "minutes": minutes,
        "seconds": seconds,
    }


def _handed_over(words: Any) -> Any:
    return lambda facts: str(words) % {**facts, "ends_at": _moment(facts["ends_at"])}


def _called(facts: Mapping[str, Any]) -> str:
    names = "、".join(facts["people"]) or _now("nobody who could be reached")
    said = _now("Alarm: “%(title)s” is due at %(due)s. Called: %(names)s.") % {
        "title": facts["title"],
        "due": _moment(facts["due"]),
        "names": names,
    }
    if facts["is_fallback"]:
        said += " " + _now("By the roster nobody is on duty; those who answer for it were called instead.")
    if facts.get("is_passed_over"):
        said += " " + _now("Nobody stands at this step; the next were called at once.")
    if facts["number"]:
        said += " " + _now("Nobody took it before.")
    return said


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "duty.roster.opened": _opened,
    "duty.roster.filled": _filled,
    "duty.roster.published": _published,
    "duty.roster.withdrawn": _of_period(_("Gave up the draft of a roster from %(first)s to %(last)s.")),
    "duty.shift.assigned": _assigned,
    "duty.shift.changed": _changed,
    "duty.swap.asked": _of_shift(_("%(who)s asks %(whom)s to take the shift of %(starts_at)s (%(duty)s): %(reason)s")),
    "duty.swap.agreed": _of_shift(_("%(whom)s takes the shift of %(starts_at)s (%(duty)s) from %(who)s.")),
    "duty.swap.refused": _of_shift(
        _("%(whom)s does not take the shift of %(starts_at)s (%(duty)s); %(who)s keeps it.")
    ),
    "duty.swap.withdrawn": _of_shift(
        _("%(who)s no longer asks %(whom)s to take the shift of %(starts_at)s (%(duty)s).")
    ),
    "duty.absence.entered": _of_period(_("%(who)s is away from %(first)s to %(last)s.")),
    "duty.absence.ended": _of_period(_("%(who)s is not away from %(first)s to %(last)s after all.")),
    "duty.number.entered": _number(_("Entered a number of %(who)s: %(kind)s.")),
    "duty.number.ended": _number(_("Took a number of %(who)s away: %(kind)s.")),
    "duty.check_call.asked": _("Test call to %(who)s (%(duty)s): please answer."),
    "duty.check_call.answered": _answered,
    "duty.check_call.missed": _("%(who)s (%(duty)s) did not answer the test call."),
    "duty.alarm.called": _called,
    "duty.handover.written": _handed_over(_("%(who)s signed the hand-over of %(ends_at)s (%(duty)s).")),
    "duty.handover.taken": _handed_over(
        _("%(whom)s took over from %(who)s at the change of %(ends_at)s (%(duty)s). %(remark)s")
    ),
}

_LOOK = _("Look at the present state and go on from there.")

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "duty.denied": (_("Your post does not allow this."), _("Switch to another of your posts, or ask the office.")),
    "duty.roster.unknown": (_("There is no such roster."), _("It may belong to another unit.")),
    "duty.roster.id_taken": (_("This roster was begun already."), _LOOK),
    "duty.roster.is_draft": (_("The roster is a draft and does not bind yet."), _("Change the draft instead.")),
    "duty.roster.is_published": (
        _("The roster is published."),
        _("Change single shifts and say why; what stood there is kept."),
    ),
    "duty.roster.is_withdrawn": (_("The draft was given up."), _("Begin a new roster.")),
    "duty.roster.empty": (_("Nobody stands in the roster."), _("Give out the shifts first.")),
    "duty.roster.full": (_("No shift as %(duty)s is free on these days."), _("Change single shifts instead.")),
    "duty.roster.overlaps": (
        _("The roster from %(first)s to %(last)s binds already."),
        _("Change that one shift by shift, or choose another period."),
    ),
    "duty.roster.gaps": (
        _("At %(count)s times nobody could be reached."),
        _("Close the gaps, or say why the roster is published with them."),
    ),
    "duty.period.backward": (_("The period ends before it begins."), _("Set the last day later.")),
    "duty.period.too_long": (_("A roster covers at most %(days)s days."), _("Divide the period.")),
    "duty.duty.unknown": (_("“%(duty)s” is no duty of this roster."), _("Choose one of its duties.")),
    "duty.days.unknown": (_("It is not said which days are meant."), _("Choose every day, working days or days off.")),
    "duty.turn.too_short": (_("A turn is at least one shift."), _("Give a number from 1 on.")),
    "duty.people.none": (_("Nobody was chosen."), _("Choose who takes turns, in their order.")),
    "duty.person.unknown": (
        _("This person cannot be chosen here."),
        _("Only people who hold a post of the office or unit today can."),
    ),
    "duty.shift.unknown": (_("There is no such shift."), _LOOK),
    "duty.shift.replaced": (_("This shift was changed already."), _LOOK),
    "duty.shift.over": (_("This shift is over."), _("What was stays; write it in the hand-over.")),
    "duty.shift.outside": (_("This moment lies outside the shift."), _("Choose one within it.")),
    "duty.shift.same_person": (_("That is the same person."), _("Choose somebody else.")),
    "duty.shift.of_others": (_("This is not your shift."), _("Only one’s own shift can be offered.")),
    "duty.swap.unknown": (_("There is no such request."), _LOOK),
    "duty.swap.asked_already": (
        _("Somebody has been asked to take this shift."),
        _("Take that request back first, or wait for the answer."),
    ),
    "duty.swap.decided": (_("This request is decided."), _LOOK),
    "duty.swap.of_others": (_("Somebody else decides about this."), _("Only the colleague who was asked agrees.")),
    "duty.absence.unknown": (_("There is no such absence."), _LOOK),
    "duty.number.unknown": (_("There is no such number."), _LOOK),
    "duty.number.kind": (_("It is not said what kind of line it is."), _("Choose one of the list.")),
    "duty.number.unreadable": (_("This is no telephone number."), _("Write digits, such as 0571-0000 0000.")),
    "duty.number.rank": (_("The order goes from 1 to 9."), _("1 is tried first.")),
    "duty.number.known": (_("This number is entered already."), _("Nothing needs to be done.")),
    "duty.check_call.unknown": (_("There is no such test call."), _LOOK),
    "duty.check_call.off_duty": (_("This person is not on duty now."), _("Only who is on duty is called.")),
    "duty.check_call.oneself": (_("Nobody tests oneself."), _("Ask a colleague to call.")),
    "duty.check_call.asked_already": (_("A test call to this person is running."), _("Wait for its answer.")),
    "duty.check_call.over": (_("This test call is over."), _LOOK),
    "duty.handover.unknown": (_("There is no such hand-over."), _LOOK),
    "duty.handover.not_on_duty": (
        _("Only whoever was on that shift signs its hand-over."),
        _("If somebody stood in, change the shift first."),
    ),
    "duty.handover.too_early": (_("This shift has not begun."), _("It is handed over when it ends.")),
    "duty.handover.written_already": (
        _("This hand-over is signed already."),
        _("It is only added to: the next shift adds its remark."),
    ),
    "duty.handover.taken_already": (_("This hand-over was taken over already."), _LOOK),
    "duty.handover.of_others": (
        _("Whoever comes next in this duty takes over."),
        _("If somebody stands in, change the shift first."),
    ),
    "duty.alarm.taken": (_("%(who)s has taken this alarm already."), _("Nothing needs to be done.")),
    "duty.text.empty": (_("Something must be written here."), _("Write one sentence.")),
    "duty.text.unfit": (_("This is too long or cannot be read."), _("Write at most %(limit)s characters.")),
    "duty.text.secret": (
        _("The text bears a secrecy mark (%(grade)s) and must not be kept here."),
        _("Such matters belong on no network that is not made for them."),
    ),
    "duty.changes.unreadable": (
        _("These are no times of day in their order: %(given)s."),
        _("One to a line, such as 08:30, the earliest first."),
    ),
}
