# SPDX-License-Identifier: Apache-2.0
"""What one does in each room, for the page of help: a sentence or two beside the name in the rail."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yizhan.web.rooms import rooms_of

GUIDE: dict[str, Promise] = {
    "workbench": _("What waits for you, the most pressing first, each line with its next act. Begin here."),
    "submit": _("Say what you saw. A sentence as a title and what happened are enough; what you type is kept."),
    "mine": _("How far each of your items is. Add what the office asks for, and hand it in again."),
    "unit": _("What has been handed in for your unit, by whomever."),
    "urgent": _("What cannot wait: report it with what you know, then follow up. The clock beside it shows by when."),
    "duty": _("Who is on duty, by which number; hand over, swap a shift, answer a test call."),
    "findings": _("Reports that came late, incomplete or wrong: the unit is heard before anybody decides."),
    "topics": _("What the office wants to hear of, and what is being talked about most."),
    "quotas": _("What is due in a month or a year, what has counted, and what is still short."),
    "inbox": _("Every item that came in: register, edit, verify, review, sign. The list stays beside the open item."),
    "issues": _("Put signed items into an issue, say who receives it, release it. A released issue is never changed."),
    "adoptions": _("Report an item upward, and record who adopted it: several bodies count once each."),
    "reading": _("The issues sent to you. Write an instruction beside an item; at the end, say that you read it."),
    "instructions": _("What leaders have written, each with the matter it set in motion."),
    "cases": _("Instructed matters, until there is a result and the author knows it. A reply is not yet a result."),
    "assignments": _("What your unit has been given: accept it, answer by the day, with photographs if you have them."),
    "deadlines": _("Everything that runs out, and why on that day: rule, start, days left out, pauses."),
    "points": _("Where each point comes from. If one is wrong, object to it there; you are answered."),
    "statistics": _("What came in, was adopted, instructed and solved, by unit, person, category and month."),
    "fees": _("What an item has earned and how that was reckoned; enter the account it is paid into."),
    "awards": _("Who is nominated, why, and what came of it; public notices, and objections to them."),
    "bulletins": _("How the work went in a period, signed by the office; members and units find their own part in it."),
    "network": _("Units, who reports for each and who answers for it. Units without an officer are listed first."),
    "rules": _("The numbers the institution lays down, from which day, and by which text."),
    "calendar": _("Days off and working weekends, which every deadline goes by."),
    "accounts": _("Who may sign in, and in which posts. Here too: a new one-time link for a forgotten password."),
    "journal": _("Who did what, and when. Nothing in it can be changed, and that can be proved."),
    "channels": _("How letters and text messages leave this machine; send yourself a trial."),
    "failures": _("What did not arrive, and why; send it again, or note that the person was told in another way."),
}


@dataclass(frozen=True, slots=True)
class Guidance:
    """A room as the help names it."""

    label: str | Promise
    url: str
    words: Promise


def guidance_for(role: str) -> list[Guidance]:
    """The rooms of a role, in the order of the rail."""
    return [Guidance(room.label, room.url, GUIDE[room.key]) for room in rooms_of(role)]
