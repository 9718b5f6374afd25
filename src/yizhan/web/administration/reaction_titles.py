# SPDX-License-Identifier: Apache-2.0
"""Reactions of the outbox in words: what did not arrive."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_TITLES: Mapping[str, str | Promise] = {
    "tell_authors": _("notice to the contributors"),
    "tell_editors": _("notice to the editors"),
    "tell_editors_of_urgent": _("notice to the editors"),
    "tell_reviewers": _("notice to the reviewers"),
    "tell_signers": _("notice to the signers"),
    "tell_supervisors": _("notice to the supervisors"),
    "tell_handlers": _("notice to the handling unit"),
    "tell_leaders": _("notice to the leaders"),
    "tell_of_alarm": _("notice of a deadline"),
    "take_signed_alarm": _("taking an alarm that was signed for"),
    "move_assignment": _("new day of an assignment"),
    "tell_of_request": _("notice of a request for more time"),
    "tell_of_decision": _("notice of a decision about more time"),
    "tell_wanted": _("notice to whom a topic asks"),
    "tell_desk_of_emergency": _("notice of an urgent event"),
    "tell_unit_of_emergency": _("notice of an urgent event"),
    "tell_verifier": _("notice of an urgent event"),
    "call_for_urgent_alarm": _("alarm of an urgent event"),
    "excuse_others": _("end of an alarm that somebody has taken"),
    "tell_of_roster": _("notice of a roster"),
    "tell_of_shift": _("notice of a changed shift"),
    "tell_of_swap": _("notice about a swap of shifts"),
    "tell_of_check_call": _("test call"),
    "tell_of_missed_call": _("notice of a missed test call"),
    "run_out_of_time": _("end of the time for answering a test call"),
    "propose_late": _("proposal of a late report"),
    "propose_about": _("proposal of what the facts of an event say"),
    "propose_misrouted": _("proposal of a report past the office"),
    "propose_from_above": _("proposal of an omitted report"),
    "tell_charged": _("notice to whom a finding is against"),
    "tell_surveyor": _("notice to whoever asked for hot topics"),
    "settle_kind": _("comparing a kind with what was suggested"),
    "settle_department": _("comparing a unit with what was suggested"),
    "settle_place": _("comparing a place in an issue with what was suggested"),
    "tell_nominee": _("notice to whoever is nominated"),
    "answer_objector": _("notice to whoever objected"),
    "tell_payee": _("notice to whoever is paid a fee"),
    "tell_objector": _("notice to whoever objected to points"),
    "tell_corrected": _("notice to those whose points were corrected"),
    "tell_proposer": _("notice to whoever proposed a correction"),
    "tell_active": _("notice to a member about an activity"),
    "tell_of_bulletin": _("notice of a bulletin"),
    "tell_readers": _("notice to the readers"),
}


def title_of(reaction: str) -> str:
    """The words of a reaction; its own name where nobody has written any."""
    return str(_TITLES.get(reaction, reaction))
