# SPDX-License-Identifier: Apache-2.0
"""The bulletins room in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "bulletins.bulletin.drafted": _("Drafted from the figures of %(period)s: %(title)s"),
    "bulletins.bulletin.rewritten": _("Wording %(number)s of “%(title)s”."),
    "bulletins.bulletin.figures_renewed": _("Figures taken anew for “%(title)s”, for the %(number)s. time."),
    "bulletins.bulletin.handed_over": _("Handed over to be checked: %(title)s"),
    "bulletins.bulletin.taken_back": _("Taken back to be written on: %(title)s"),
    "bulletins.bulletin.checked": _("Checked and found right: %(title)s"),
    "bulletins.bulletin.sent_back": _("“%(title)s” goes back to be changed: %(reason)s"),
    "bulletins.bulletin.signed": _("Signed: %(title)s"),
    "bulletins.bulletin.released": _("Bulletin released: %(title)s. What concerns you is marked in it."),
    "bulletins.bulletin.corrected": _("“%(title)s” is corrected by “%(notice)s”: %(reason)s"),
    "bulletins.audit.kept": _("Check of “%(title)s” kept: %(checked)s figures, %(differing)s do not agree."),
    "bulletins.bulletin.discarded": _("The draft “%(title)s” was given up: %(reason)s"),
}

_LOOK = _("Look at its present state.")

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "bulletins.denied": (
        _("Your post does not do this to bulletins here."),
        _("Switch to another of your posts, or ask the editor of the station."),
    ),
    "bulletins.second_person": (
        _("Whoever wrote a bulletin neither checks nor signs it."),
        _("Ask somebody of the office who wrote nothing of it."),
    ),
    "bulletins.bulletin.unknown": (
        _("There is no such bulletin, or it does not concern you."),
        _("Look for it in the list of bulletins."),
    ),
    "bulletins.bulletin.id_taken": (_("This bulletin was drafted already."), _("Open a new form for another one.")),
    "bulletins.audit.unknown": (
        _("There is no such check, or it is another station's."),
        _("Look in the list of checks."),
    ),
    "bulletins.audit.refused": (
        _("The table cannot be checked: %(reason)s."),
        _("Send a table with heads and figures."),
    ),
    "bulletins.audit.id_taken": (_("This check was kept already."), _("Open it in the list of checks.")),
    "bulletins.bulletin.kind": (_("There is no such kind of bulletin."), _("Choose one of the list.")),
    "bulletins.bulletin.twin": (
        _("There is a bulletin for this period already: %(title)s"),
        _("Go on with it, or correct it if it is released."),
    ),
    "bulletins.bulletin.is_drafted": (
        _("The bulletin is in draft."),
        _("Let it be finished and handed over; then it is checked and signed."),
    ),
    "bulletins.bulletin.is_handed_over": (
        _("The bulletin was handed over to be checked; its text is fixed meanwhile."),
        _("Take it back or have it sent back if something is to be changed."),
    ),
    "bulletins.bulletin.is_checked": (_("The bulletin was checked; its text is fixed."), _LOOK),
    "bulletins.bulletin.is_signed": (_("The bulletin was signed; its text is fixed."), _LOOK),
    "bulletins.bulletin.is_released": (
        _("The bulletin was released; it never changes."),
        _("Prepare a correction if something in it is wrong."),
    ),
    "bulletins.bulletin.is_corrected": (
        _("The bulletin was released and corrected; it never changes."),
        _("Prepare a further correction if something else in it is wrong."),
    ),
    "bulletins.bulletin.is_discarded": (_("This draft was given up."), _("Draft another one.")),
    "bulletins.bulletin.not_as_signed": (
        _("Text and figures in the store are not those that were signed; nothing was released."),
        _("Tell the audit administrator, and send the bulletin back to be signed again."),
    ),
    "bulletins.correction.open": (
        _("A correction of this bulletin is being prepared already."),
        _("Go on with that one."),
    ),
    "bulletins.figures.outdated": (
        _("The points have changed since they were signed; nothing was released."),
        _("Send it back, take the figures anew, and have it checked and signed again."),
    ),
    "bulletins.figures.cannot_count": (
        _("The points of this period cannot be counted: %(reason)s"),
        _("Mend the scheme first."),
    ),
    "bulletins.period.unreadable": (
        _("“%(text)s” names no period."),
        _("Choose a period of the list, or give both days."),
    ),
    "bulletins.period.other_kind": (
        _("“%(text)s” is a period of another length than this kind of bulletin has."),
        _("Choose a period of the list."),
    ),
    "bulletins.period.future": (_("This period has not begun yet."), _("Choose one that has.")),
    "bulletins.period.too_long": (_("A bulletin is about one year at most."), _("Choose a shorter period.")),
    "bulletins.period.not_over": (
        _("The period ends on %(day)s only; until then its points are not final."),
        _("Release the bulletin when the period is over."),
    ),
    "bulletins.wording.empty": (_("The bulletin says nothing."), _("Write at least one section.")),
    "bulletins.wording.too_many": (_("At most %(limit)s sections."), _("Put some of them together.")),
}
