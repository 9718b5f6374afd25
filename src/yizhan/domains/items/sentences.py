# SPDX-License-Identifier: Apache-2.0
"""The items room in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yizhan.domains.items.states import Channel, DeclineReason, State, VerificationResult


def _declined(facts: Mapping[str, Any]) -> str:
    reason = DeclineReason(facts["code"]).label
    if facts["reason"]:
        return _now("Not taken: %(reason)s. %(words)s") % {"reason": reason, "words": facts["reason"]}
    return _now("Not taken: %(reason)s.") % {"reason": reason}


def _verified(facts: Mapping[str, Any]) -> str:
    result = VerificationResult(facts["result"]).label
    return _now("Facts and figures of wording %(text)s: %(result)s. %(note)s") % {**facts, "result": result}


def _arrived(facts: Mapping[str, Any]) -> str:
    if facts["channel"] == Channel.TRANSFER:
        return _now("Transferred here by %(station_name)s, entered as %(number)s.") % facts
    return _now("Reported by %(station_name)s, entered as %(number)s.") % facts


def _edited(facts: Mapping[str, Any]) -> str:
    if facts["note"]:
        return _now("Edited: wording %(text)s. %(note)s") % facts
    return _now("Edited: wording %(text)s.") % facts


def _absorbed(facts: Mapping[str, Any]) -> str:
    words = ngettext(
        "Put together with %(others)s other item on the same matter, as %(number)s; its part is %(percent)s %%.",
        "Put together with %(others)s other items on the same matter, as %(number)s; its part is %(percent)s %%.",
        facts["others"],
    )
    return words % facts


def _set_free(facts: Mapping[str, Any]) -> str:
    if facts["reason"]:
        return _now("Taken out of %(number)s again, it goes on by itself: %(reason)s") % facts
    return _now("Taken out of %(number)s again, it goes on by itself.") % facts


def _split(facts: Mapping[str, Any]) -> str:
    return _now("It reports several matters and goes on as %(numbers)s: %(reason)s") % _listed(facts, "numbers")


def _united(facts: Mapping[str, Any]) -> str:
    return _now("It goes on whole again, no longer as %(numbers)s.") % _listed(facts, "numbers")


def _composed(facts: Mapping[str, Any]) -> str:
    return _now("Put together from %(parts)s.") % _listed(facts, "parts")


def _joined(facts: Mapping[str, Any]) -> str:
    return _now("%(parts)s added: %(reason)s") % _listed(facts, "parts")


def _parted(facts: Mapping[str, Any]) -> str:
    return _now("%(parts)s taken out: %(reason)s") % _listed(facts, "parts")


def _undone(facts: Mapping[str, Any]) -> str:
    if facts["reason"]:
        return _now("The last change of parts or shares was undone: %(reason)s") % facts
    return _now("The last change of parts or shares was undone.")


def _dissolved(facts: Mapping[str, Any]) -> str:
    if facts["reason"]:
        return _now("Taken apart; %(parts)s go on by themselves: %(reason)s") % _listed(facts, "parts")
    return _now("Taken apart; %(parts)s go on by themselves.") % _listed(facts, "parts")


def _listed(facts: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {**facts, name: _now(", ").join(facts[name])}


def _unfit(facts: Mapping[str, Any]) -> str:
    return _now("%(number)s cannot be part of a synthesis: it is %(state)s.") % {
        **facts,
        "state": State(facts["state"]).label,
    }


def _gone_on(facts: Mapping[str, Any]) -> str:
    return _now("%(number)s has gone on since the split: it is %(state)s.") % {
        **facts,
        "state": State(facts["state"]).label,
    }


_TAKEN_BACK_TOLD: Mapping[str, Any] = {
    "items.item.registered": _("%(station_name)s took its registration back; it waits to be registered."),
    "items.item.returned": _("%(station_name)s took the return back; you need not add anything now."),
    "items.item.declined": _("%(station_name)s took back that it was not taken; it goes on."),
}

_TAKEN_BACK_NOTED: Mapping[str, Any] = {
    "items.item.registered": _("Registration taken back."),
    "items.item.returned": _("Return to the author taken back."),
    "items.item.declined": _("Decision not to take it taken back."),
}


def _taken_back_told(facts: Mapping[str, Any]) -> str:
    return _with_reason(_TAKEN_BACK_TOLD[facts["taken_back"]] % facts, facts)


def _taken_back_noted(facts: Mapping[str, Any]) -> str:
    return _with_reason(str(_TAKEN_BACK_NOTED[facts["taken_back"]]), facts)


def _unarchived(facts: Mapping[str, Any]) -> str:
    return _with_reason(_now("Taken back from the archive."), facts)


def _with_reason(sentence: str, facts: Mapping[str, Any]) -> str:
    """The reason, where somebody wrote one: who takes back at once need not."""
    if facts["reason"]:
        return _now("%(sentence)s Reason: %(reason)s") % {"sentence": sentence, "reason": facts["reason"]}
    return sentence


def _standing_elsewhere(facts: Mapping[str, Any]) -> str:
    return _now("Not possible while it is “%(state)s”.") % {"state": State(facts["state"]).label}


TOLD: Mapping[str, Any] = {
    "items.item.submitted": _("%(station_name)s has received it, number %(number)s."),
    "items.item.revised": _("You handed in a new wording."),
    "items.item.registered": _("%(station_name)s has registered it and is editing it."),
    "items.item.returned": _("Returned to you: %(reason)s"),
    "items.item.declined": _declined,
    "items.item.reconsidered": _("The office has taken it up after all: %(reason)s"),
    "items.item.withdrawn": _("You withdrew it: %(reason)s"),
    "items.item.transferred": _("Handed to %(station_name)s, which is responsible: %(reason)s"),
    "items.item.edited": _("The office edited the wording."),
    "items.item.released": _("Printed in %(issue_label)s of %(station_name)s."),
    "items.item.absorbed": _absorbed,
    "items.item.set_free": _set_free,
    "items.item.split": _split,
    "items.item.united": _united,
    "items.item.step_taken_back": _taken_back_told,
}

NOTED: Mapping[str, Any] = {
    "items.item.submitted": _("Handed in, number %(number)s."),
    "items.item.taken_in": _("Taken in by import, number %(number)s."),
    "items.intake.finished": _("%(source)s imported: %(created)s new, %(unchanged)s known, %(refused)s refused."),
    "items.item.revised": _("Handed in again: wording %(text)s."),
    "items.item.registered": _("Registered."),
    "items.item.returned": _("Returned to the author: %(reason)s"),
    "items.item.declined": _declined,
    "items.item.reconsidered": _("Taken up after all: %(reason)s"),
    "items.item.withdrawn": _("Withdrawn by the author: %(reason)s"),
    "items.item.transferred": _("Transferred to %(station_name)s: %(reason)s"),
    "items.item.arrived": _arrived,
    "items.item.edited": _edited,
    "items.contribution.shares_set": _("Shares set anew: %(reason)s"),
    "items.item.verified": _verified,
    "items.item.sent_to_review": _("Sent to review, %(levels)s levels."),
    "items.item.recalled": _("Taken back from review."),
    "items.review.passed": _("Review level %(level)s of %(levels)s passed."),
    "items.review.sent_back": _("Sent back from review: %(reason)s"),
    "items.item.signed": _("Signed: wording %(text)s."),
    "items.item.signature_withdrawn": _("Signature withdrawn: %(reason)s"),
    "items.item.released": _("Released in %(issue_label)s."),
    "items.item.archived": _("Archived."),
    "items.item.step_taken_back": _taken_back_noted,
    "items.item.unarchived": _unarchived,
    "items.item.absorbed": _absorbed,
    "items.item.set_free": _set_free,
    "items.synthesis.composed": _composed,
    "items.synthesis.joined": _joined,
    "items.synthesis.parted": _parted,
    "items.synthesis.undone": _undone,
    "items.synthesis.dissolved": _dissolved,
    "items.item.split": _split,
    "items.item.split_off": _("Split off from %(origin)s, entered as %(number)s."),
    "items.item.united": _united,
    "items.item.given_up": _("Given up: it goes on in %(origin)s."),
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "items.item.unknown": (
        _("There is no such item, or it is not one of yours."),
        _("Check the address, or look for it in your list."),
    ),
    "items.denied": (_("Your post does not allow this."), _("Switch to another of your posts, or ask the office.")),
    "items.state.elsewhere": (
        _("The item has moved on; this step is not possible now."),
        _("Look at its present state below and go on from there."),
    ),
    "items.item.id_taken": (
        _("An item with this identity exists already, with other content."),
        _("Open the form anew and hand it in from there."),
    ),
    "items.kind.unknown": (_("There is no such kind of item."), _("Choose one of the kinds offered.")),
    "items.text.empty": (_("This may not be empty."), _("Write at least one sentence.")),
    "items.text.too_long": (
        _("This is too long: %(length)s characters, at most %(limit)s."),
        _("Shorten it, or attach the rest as a document."),
    ),
    "items.text.unreadable": (_("This contains characters that cannot be kept."), _("Type the passage anew.")),
    "items.text.secret": (
        _("This is marked %(grade)s. This system is not approved for classified material; nothing was kept."),
        _("Report classified matters through the approved channel only."),
    ),
    "items.text.problem_incomplete": (
        _("A problem needs this: when, how far, why, and what follows from it."),
        _("Fill it in, or choose another kind of item."),
    ),
    "items.truth.not_declared": (
        _("Please confirm that what you report is true to the best of your knowledge."),
        _("Tick the box and hand it in again."),
    ),
    "items.shares.nobody": (_("Nobody is named as contributor."), _("Name at least one person or unit.")),
    "items.shares.do_not_add_up": (
        _("The shares add up to %(percent)s %%, not to 100 %%."),
        _("Correct the shares so that they add up."),
    ),
    "items.shares.twice": (_("Somebody is named twice."), _("Put the two shares together.")),
    "items.shares.unknown": (_("A contributor has no name or is not in the register."), _("Choose or write a name.")),
    "items.reason.empty": (_("A reason is needed: somebody will read it."), _("Write one sentence.")),
    "items.reason.unknown": (_("There is no such reason."), _("Choose one of the reasons offered.")),
    "items.station.unknown": (_("There is no such station to hand this to."), _("Choose one of the stations offered.")),
    "items.verification.unknown": (_("There is no such result."), _("Choose one of the results offered.")),
    "items.intake.changed": (
        _("An item with this number was imported before, with other content."),
        _("Edit the item instead, or give the row a number of its own."),
    ),
    "items.intake.no_column": (
        _("The file has no column “%(value)s”."),
        _("Its columns are: %(columns)s."),
    ),
    "items.intake.no_field": (_("Items have no field “%(value)s”."), _("The fields are: %(fields)s.")),
    "items.intake.no_text": (
        _("None of the columns looks like the text of an item."),
        _("Say which one it is, for example --map situation=COLUMN. The columns are: %(columns)s."),
    ),
    "items.intake.upload_unknown": (
        _("There is no such upload: it was imported, replaced, or waited for more than a day."),
        _("Choose the file again."),
    ),
    "items.intake.unknown": (_("There is no such import."), _("Choose one from the list of imports.")),
    "items.intake.no_count": (_("A number of likes is not a number."), _("Correct the cell.")),
    "items.intake.future": (_("%(value)s lies in the future."), _("Correct the date.")),
    "items.intake.refused_rows": (
        _("%(count)s of %(read)s rows cannot be taken; nothing was imported."),
        _("Correct these rows, or import the others without them."),
    ),
    "items.review.own_item": (
        _("Nobody reviews or signs an item of his or her own."),
        _("Leave this item to a colleague."),
    ),
    "items.review.second_level": (
        _("You have already passed a level of this item; the next one needs somebody else."),
        _("Leave this level to a colleague."),
    ),
    "items.synthesis.too_few": (
        _("A synthesis needs at least two items."),
        _("Choose another item that belongs to the matter."),
    ),
    "items.synthesis.too_few_left": (
        _("Fewer than two items would be left."),
        _("Take the synthesis apart instead; every item then goes on by itself."),
    ),
    "items.synthesis.twice": (_("An item cannot be put together with itself."), _("Choose each item once.")),
    "items.synthesis.not_a_part": (
        _("This item is not part of the synthesis."),
        _("Look at its present parts and go on from there."),
    ),
    "items.synthesis.absorbed": (
        _("%(number)s is part of %(whole)s already."),
        _("Add to %(whole)s, or take the item out there first."),
    ),
    "items.synthesis.unfit": (_unfit, _("Take it back or take it up first, or leave it out.")),
    "items.synthesis.related": (
        _("%(whole)s is made of %(number)s already."),
        _("Leave one of the two out."),
    ),
    "items.split.too_few": (_("A split needs at least two matters."), _("Write the second matter too.")),
    "items.split.gone_on": (_gone_on, _("Take it back to editing first.")),
    "items.take_back.gone_on": (
        _("Something has been done with it since; it stays as it is."),
        _("Look at its present state and go on from there."),
    ),
    "items.take_back.not_yours": (
        _("Somebody else took this step; only he or she takes it back."),
        _("Ask your colleague, or a reviewer to take the item up after all."),
    ),
    "items.many.unknown": (_("There is no such decision about several items."), _("Choose one of those offered.")),
    "items.many.none": (_("No item is chosen."), _("Tick at least one row of the list.")),
    "items.many.too_many": (
        _("These are %(count)s items, at most %(most)s go at once."),
        _("Choose fewer and take the others afterwards."),
    ),
    "items.many.elsewhere": (_standing_elsewhere, _("Look at its present state and go on from there.")),
    "items.many.no_author": (
        _("The office made it itself; there is no author to return it to."),
        _("Edit it, or take it apart."),
    ),
    "items.source.missing": (
        _("The item names no source, so it cannot be signed."),
        _("Send it back to the editor to enter where the news comes from."),
    ),
}
