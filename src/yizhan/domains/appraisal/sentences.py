# SPDX-License-Identifier: Apache-2.0
"""The appraisal room in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.appraisal.states import Change

TOLD: Mapping[str, Any] = {}


def _proposed(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "change": Change(facts["change"]).label, "reason": facts["reason"]}
    return _now("Correction proposed for “%(title)s” (%(change)s): %(reason)s") % filled


def _booked(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "change": Change(facts["change"]).label, "reason": facts["reason"]}
    return _now("Correction of “%(title)s” confirmed (%(change)s): %(reason)s") % filled


NOTED: Mapping[str, Any] = {
    "appraisal.scheme.written": _("Draft of “%(title)s”, version %(label)s, written."),
    "appraisal.scheme.reviewed": _("“%(title)s”, version %(label)s, reviewed and found right."),
    "appraisal.scheme.returned": _("“%(title)s”, version %(label)s, returned to draft: %(reason)s"),
    "appraisal.scheme.discarded": _("“%(title)s”, version %(label)s, given up: %(reason)s"),
    "appraisal.scheme.put_in_force": _(
        "“%(title)s”, version %(label)s, in force since %(valid_from)s by “%(instrument)s”."
    ),
    "appraisal.scheme.superseded": _("“%(title)s”, version %(label)s, counts until %(valid_until)s."),
    "appraisal.occasions.booked": _("%(number)s occasions booked from the records."),
    "appraisal.correction.proposed": _proposed,
    "appraisal.correction.booked": _booked,
    "appraisal.correction.declined": _("Correction of “%(title)s” not taken over: %(reason)s"),
    "appraisal.objection.raised": _("Objection of %(about)s to points of %(period)s: %(statement)s"),
    "appraisal.objection.upheld": _("Objection of %(about)s to points of %(period)s upheld: %(answer)s"),
    "appraisal.objection.rejected": _("Objection of %(about)s to points of %(period)s rejected: %(answer)s"),
    "appraisal.objection.closed": _("Objection of %(about)s to points of %(period)s closed."),
    "appraisal.objection.withdrawn": _("Objection of %(about)s to points of %(period)s withdrawn."),
    "appraisal.activity.entered": _("%(person)s: %(kind)s “%(title)s” on %(day)s entered."),
    "appraisal.activity.confirmed": _("%(person)s: %(kind)s “%(title)s” confirmed."),
    "appraisal.activity.struck": _("%(person)s: %(kind)s “%(title)s” struck out: %(reason)s"),
    "appraisal.period.frozen": _(
        "Points of %(period)s by “%(scheme)s”, version %(label)s, frozen: %(accounts)s accounts, %(total)s in all."
    ),
}

_SEE_STATE = _("Look at its present state.")
_CHOOSE_DAY = _("Choose another day.")

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "appraisal.denied": (
        _("Your post does not have this duty in appraisal."),
        _("Ask the office, or switch to another of your posts."),
    ),
    "appraisal.second_person": (
        _("This needs a second person: you took the first step yourself."),
        _("Ask a colleague with this duty."),
    ),
    "appraisal.scheme.unknown": (
        _("There is no such scheme, or it is still a draft."),
        _("Look in the list of schemes."),
    ),
    "appraisal.scheme.id_taken": (_("This draft exists already."), _("Open it in the list of schemes.")),
    "appraisal.scheme.is_draft": (_("This version is a draft."), _("Let a second person review it first.")),
    "appraisal.scheme.is_reviewed": (
        _("This version has been reviewed."),
        _("Return it to draft before changing it."),
    ),
    "appraisal.scheme.is_in_force": (_("This version is in force."), _("Write a new version for what shall change.")),
    "appraisal.scheme.is_superseded": (_("This version was superseded."), _("Work on the version in force.")),
    "appraisal.scheme.is_discarded": (_("This version was given up."), _("Write a new one.")),
    "appraisal.scheme.too_long": (_("The text is longer than %(limit)s characters."), _("Shorten it.")),
    "appraisal.scheme.name_too_long": (
        _("“%(key)s” is longer than %(limit)s characters."),
        _("Shorten it; the full title belongs in the instrument."),
    ),
    "appraisal.scheme.refused": (
        _("The text cannot be counted by: %(mistakes)s mistakes, the first in line %(line)s."),
        _("Mend the lines that are named."),
    ),
    "appraisal.scheme.mid_month": (
        _("A version takes effect on the first day of a month, so that each month counts by one."),
        _CHOOSE_DAY,
    ),
    "appraisal.scheme.before_text": (_("The text itself is valid from %(day)s only."), _CHOOSE_DAY),
    "appraisal.scheme.after_text": (_("The text itself is valid until %(day)s only."), _CHOOSE_DAY),
    "appraisal.scheme.before_former": (_("The version in force began on %(day)s."), _("Choose a later day.")),
    "appraisal.scheme.published": (
        _("Points of %(period)s have been published by the former version."),
        _("Choose a day after that period."),
    ),
    "appraisal.scheme.none_counts": (
        _("The station has no such scheme in %(period)s."),
        _("Put a scheme in force, or choose another period."),
    ),
    "appraisal.period.unreadable": (
        _("“%(text)s” is no period."),
        _("Write 2026, 2026H1, 2026Q3 or 2026-07."),
    ),
    "appraisal.period.two_versions": (
        _("“%(name)s” changed on %(day)s, in the midst of %(period)s."),
        _("Choose a period on one side of that day."),
    ),
    "appraisal.period.not_over": (_("The period lasts until %(day)s."), _("Wait until it is over.")),
    "appraisal.period.frozen": (
        _("The points of %(period)s are final."),
        _("What was wrong appears as a correction in the next period."),
    ),
    "appraisal.period.gap": (
        _("The last frozen period of this length is %(period)s."),
        _("Freeze the periods one after the other."),
    ),
    "appraisal.period.cannot_count": (
        _("The points cannot be counted: %(reason)s"),
        _("Mend the scheme or what was recorded."),
    ),
    "appraisal.account.unknown": (
        _("There is no such account, or it is not yours to read."),
        _("Look in the list of points."),
    ),
    "appraisal.correction.unknown": (_("There is no such correction."), _("Look in the list of corrections.")),
    "appraisal.correction.is_proposed": (_("This correction waits for a second person."), _SEE_STATE),
    "appraisal.correction.is_booked": (_("This correction counts already."), _SEE_STATE),
    "appraisal.correction.is_declined": (_("This correction was not taken over."), _("Propose it anew.")),
    "appraisal.objection.unknown": (_("There is no such objection."), _("Look in the list of objections.")),
    "appraisal.objection.is_raised": (_("This objection waits for an answer."), _SEE_STATE),
    "appraisal.objection.is_upheld": (_("This objection was upheld."), _SEE_STATE),
    "appraisal.objection.is_rejected": (_("This objection was rejected."), _SEE_STATE),
    "appraisal.objection.is_closed": (_("This objection is closed."), _SEE_STATE),
    "appraisal.activity.unknown": (_("There is no such activity in the record."), _("Look in the list of activities.")),
    "appraisal.activity.is_entered": (_("This activity waits for confirmation."), _SEE_STATE),
    "appraisal.activity.is_confirmed": (_("This activity is confirmed."), _SEE_STATE),
    "appraisal.activity.is_struck": (_("This activity was struck out."), _("Enter it anew.")),
    "appraisal.correction.id_taken": (_("This proposal was made already."), _("Open it in the list of corrections.")),
    "appraisal.correction.proposed_already": (
        _("A correction of this line waits for a second person already."),
        _("Let that one be decided first."),
    ),
    "appraisal.correction.change": (_("There is no such kind of correction."), _("Choose one of the list.")),
    "appraisal.correction.attribute": (
        _("“%(name)s” is nothing that can be stated otherwise."),
        _("Leave it out."),
    ),
    "appraisal.correction.shares": (_("The shares do not add up to the whole."), _("Make them 100 % together.")),
    "appraisal.correction.nothing": (
        _("Nothing would be different."),
        _("Say what counts differently, or that it does not count."),
    ),
    "appraisal.addition.kind": (
        _("No scheme in force gives points for this."),
        _("Choose one of the list."),
    ),
    "appraisal.addition.nobody": (_("Say for whom it counts."), _("Choose a unit or a person.")),
    "appraisal.addition.future": (_("The day has not come yet."), _CHOOSE_DAY),
    "appraisal.addition.no_proof": (
        _("What nobody recorded counts only with a proof."),
        _("Attach the page, the letter or a photo that shows it."),
    ),
    "appraisal.correction.holder": (
        _("One of those named is not in the register, or has no share."),
        _("Choose from the list as it is now."),
    ),
    "appraisal.occasion.unknown": (_("There is no such line."), _("Look at the account as it is now.")),
    "appraisal.occasion.replaced": (
        _("This line has been corrected or has ceased to count since."),
        _("Look at the account as it is now."),
    ),
    "appraisal.objection.id_taken": (_("This objection was raised already."), _("Open it in the list of objections.")),
    "appraisal.objection.not_own": (
        _("You may object to your own points or to those of your unit only."),
        _("Ask the person or the unit concerned."),
    ),
    "appraisal.objection.too_early": (_("%(period)s has not begun yet."), _("Choose another period.")),
    "appraisal.objection.too_late": (
        _("Objections to this period were possible until %(day)s."),
        _("Tell the office; a mistake can still be corrected in the next period."),
    ),
    "appraisal.objection.about_nothing": (
        _("The objection names no line that could be corrected."),
        _("Have the record corrected where it was made; the points follow by themselves."),
    ),
    "appraisal.objection.correction_open": (
        _("The correction that follows from it has not been decided yet."),
        _("Let a second person confirm or decline it first."),
    ),
    "appraisal.activity.id_taken": (_("This activity was entered already."), _("Open it in the record.")),
    "appraisal.activity.kind": (
        _("The institution has no such kind of activity."),
        _("Choose one of its list; the list itself is a rule."),
    ),
    "appraisal.activity.attendance": (
        _("The institution has no such word for taking part."),
        _("Choose one of its list; the list itself is a rule."),
    ),
    "appraisal.activity.future": (_("This day lies in the future."), _("Enter what has taken place.")),
    "appraisal.activity.person_unknown": (
        _("This person holds no post at the station."),
        _("Choose from the list as it is now."),
    ),
}
