# SPDX-License-Identifier: Apache-2.0
"""The pages of this room's steps: words, form, operation."""

import uuid
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.duty import access
from yizhan.domains.duty.models import CheckCall, Handover, Roster, Shift, Swap
from yizhan.domains.duty.operations import changing, check_calls, handing_over, planning
from yizhan.domains.duty.permissions import Permission
from yizhan.domains.duty.queries import faults, rosters
from yizhan.domains.duty.states import CheckCallState
from yizhan.domains.network.models import Post
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.web.duty import forms as asked
from yizhan.web.duty import words
from yizhan.web.duty.board import running_titles
from yizhan.web.steps import StepPage

Given = dict[str, Any]

#: So many shifts of colleagues are offered in return.
MOST = 50


class DutyPage(StepPage):
    """A step of this room; afterwards work goes on at the page of duty."""

    template = "periodicals/step.html"

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of duty."""
        return reverse("duty")


class RosterPage(DutyPage):
    """A step of a roster; afterwards work goes on at the roster."""

    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Roster:
        """The roster, as the actor may see it."""
        return access.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the roster."""
        return reverse("duty-roster", args=[row.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """Which roster, and whether the step is possible at all."""
        return {"subject": str(row), "is_offered": self.offered in access.offers(actor, row)}


class PublicationPage(RosterPage):
    """Publish a roster."""

    template = "duty/publication.html"
    heading, verb, done = _("Publish the roster"), _("Publish"), _("Published. From now on it changes shift by shift.")
    lead = _("It binds from now on, and everybody in it is told. Look at what is wrong with it first.")
    form_class = asked.PublicationForm
    offered = "publish"
    operation = staticmethod(planning.publish)

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """With everything that is wrong with it."""
        return {**super().context(actor, row), "faults": [words.fault(one) for one in faults.of_roster(row)]}


class WithdrawalPage(RosterPage):
    """Give a draft up."""

    heading, verb, done = _("Give the draft up"), _("Give it up"), _("The draft is given up.")
    lead = _("The shifts in it bind nobody.")
    kind = "danger"
    offered = "withdraw"
    operation = staticmethod(planning.withdraw)


class FillPage(RosterPage):
    """Give the free shifts of a duty to people in turn."""

    heading, verb, done = _("Fill in turn"), _("Fill"), _("The free shifts are given out.")
    lead = _("Shifts that are given already stay as they are.")
    offered = "fill"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With the people and duties of this roster."""
        return asked.FillForm(given, roster=row, people=people_for(actor, row))

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Roster:
        """Fill."""
        chosen = [uuid.UUID(given[f"person_{one}"]) for one in range(1, asked.TURNS + 1) if given[f"person_{one}"]]
        return planning.fill(
            actor,
            public_id,
            duty=given["duty"],
            people=chosen,
            turn=given["turn"],
            days=given["days"],
            seen=seen,
        )


class ShiftPage(DutyPage):
    """A step of a shift."""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Shift:
        """The shift, as the actor may see it."""
        return access.find_shift(actor, public_id)

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """Which shift, whose, and whether the step is possible."""
        return {"subject": f"{words.shift(row)} {row.person.name}", "is_offered": self.is_offered(actor, row)}

    def is_offered(self, actor: Actor, row: Shift) -> bool:
        """Whether the actor may take the step now."""
        raise NotImplementedError  # pragma: no cover -- every page says when it is offered


class ChangePage(ShiftPage):
    """Give a published shift to somebody else."""

    heading, verb, done = _("Change the shift"), _("Change it"), _("Changed. The former entry is kept.")
    lead = _("What stood in the roster is kept with your reason.")

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With the people of this roster."""
        return asked.ChangeForm(given, people=people_for(actor, row.roster))

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the roster."""
        return reverse("duty-roster", args=[row.roster.public_id])

    def is_offered(self, actor: Actor, row: Shift) -> bool:
        """Whether the actor plans this roster."""
        return "change" in access.offers(actor, row.roster)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Roster:  # noqa: ARG002 -- a row that was changed no longer counts
        """Change it."""
        post = uuid.UUID(given["post"]) if given["post"] else None
        return changing.change(actor, public_id, post=post, reason=given["reason"], since=given["since"])


class SwapPage(ShiftPage):
    """Ask a colleague to take one's shift."""

    heading, verb, done = _("Swap the shift"), _("Ask"), _("Asked. The shift stays yours until your colleague agrees.")

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With the colleagues, and their shifts to come."""
        people = [one for one in people_for(actor, row.roster) if one[0] != str(row.post.public_id)]
        coming = rosters.in_force(row.station_id).filter(starts_at__gt=clock.now(), roster=row.roster_id)
        others = coming.exclude(person=row.person_id).select_related("person").order_by("starts_at", "id")[:MOST]
        shifts = [(str(one.public_id), f"{words.shift(one)} {one.person.name}") for one in others]
        return asked.SwapForm(given, people=people, shifts=shifts)

    def is_offered(self, actor: Actor, row: Shift) -> bool:
        """Whether it is the actor's own shift."""
        return row.counts and actor.is_person(row.person_id)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Swap:  # noqa: ARG002 -- a row that was changed no longer counts
        """Ask."""
        other = uuid.UUID(given["other"]) if given["other"] else None
        return changing.ask_swap(actor, public_id, to=uuid.UUID(given["to"]), reason=given["reason"], other=other)


class HandoverPage(ShiftPage):
    """Sign what one's shift leaves."""

    heading, verb, done = _("Hand over the shift"), _("Sign the hand-over"), _("Signed. The next shift signs for it.")
    lead = _("It is only added to: nobody changes it afterwards.")

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With the urgent events that are running."""
        return asked.HandoverForm(given, initial={"running": running_titles(actor)})

    def is_offered(self, actor: Actor, row: Shift) -> bool:
        """Whether the actor is on that shift."""
        return access.may_write_handover(actor, row)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Handover:  # noqa: ARG002 -- it is written once
        """Sign."""
        return handing_over.write(actor, public_id, running=given["running"], watch=given["watch"])


class CheckCallPage(ShiftPage):
    """Try whether somebody can be reached."""

    heading, verb, done = _("Test call"), _("Call"), _("Noted. The time for answering is running.")
    lead = _("Whoever does not answer in time was not reached; that is a finding.")

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With the numbers of that person."""
        numbers = rosters.numbers_of([row.person_id]).get(row.person_id, [])
        choices = [(str(one.public_id), f"{one.get_kind_display()} {one.number}") for one in numbers]
        return asked.CheckCallForm(given, numbers=choices)

    def is_offered(self, actor: Actor, row: Shift) -> bool:
        """Whether the actor makes test calls, and not to oneself."""
        return access.holds(actor, Permission.CHECK_CALL) and not actor.is_person(row.person_id)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> CheckCall:  # noqa: ARG002 -- one call runs at a time
        """Call."""
        return check_calls.ask(actor, public_id, number=uuid.UUID(given["number"]) if given["number"] else None)


class _SwapDecision(DutyPage):
    """What the pages that decide about a swap share."""

    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Swap:
        """The request, as the actor may see it."""
        return access.find_swap(actor, public_id)

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """Which shift, whose, in return for what, and whether the actor decides."""
        told = [f"{row.shift.person.name} → {row.to.person.name}", words.shift(row.shift), row.reason]
        if row.other:
            told.insert(2, _now("in return for %(shift)s") % {"shift": words.shift(row.other)})
        return {"subject": " · ".join(told), "is_offered": self.offered in access.swap_offers(actor, row)}


class ConsentPage(_SwapDecision):
    """Agree to take a shift."""

    heading, verb, done = _("Take the shift"), _("I agree"), _("The roster is changed.")
    offered = "agree"
    operation = staticmethod(changing.agree)


class RefusalPage(_SwapDecision):
    """Not take a shift."""

    heading, verb, done = _("Not take the shift"), _("I do not agree"), _("Your colleague is told; the roster stays.")
    kind = "secondary"
    offered = "refuse"
    operation = staticmethod(changing.refuse)


class SwapWithdrawalPage(_SwapDecision):
    """No longer ask."""

    heading, verb, done = _("Take the request back"), _("Take it back"), _("The request is taken back.")
    kind = "secondary"
    offered = "withdraw"
    operation = staticmethod(changing.withdraw_swap)


class TakeOverPage(DutyPage):
    """Sign for what the former shift left."""

    template = "duty/taking_over.html"
    heading, verb, done = _("Take over"), _("Sign for it"), _("You have taken over.")
    form_class = asked.TakingForm
    operation = staticmethod(handing_over.take_over)

    def find(self, actor: Actor, public_id: uuid.UUID) -> Handover:
        """The hand-over, as the actor may see it."""
        return access.find_handover(actor, public_id)

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What was left, and whether the actor is the next."""
        subject = f"{words.shift(row.shift)} {row.shift.person.name}"
        return {"subject": subject, "is_offered": access.may_take_over(actor, row)}


class _CallPage(DutyPage):
    """What the pages about a test call share."""

    form_class = asked.AnswerForm

    def find(self, actor: Actor, public_id: uuid.UUID) -> CheckCall:
        """The test call, as the actor may see it."""
        return access.find_check_call(actor, public_id)

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """Who was called, and whether it still runs."""
        subject = f"{row.shift.duty} {row.shift.person.name}"
        return {"subject": subject, "is_offered": row.state == CheckCallState.ASKED and self.is_theirs(actor, row)}

    def is_theirs(self, actor: Actor, row: CheckCall) -> bool:
        """Whether the actor has a say: who was called says that he or she is there, who calls what came of it."""
        return not actor.is_person(row.shift.person_id) and access.holds(actor, Permission.CHECK_CALL)


class AnswerPage(_CallPage):
    """Answer a test call, or note that it was answered."""

    heading, verb, done = _("The test call is answered"), _("It is answered"), _("Noted.")
    operation = staticmethod(check_calls.answer)

    def is_theirs(self, actor: Actor, row: CheckCall) -> bool:
        """Whoever was called, too."""
        return actor.is_person(row.shift.person_id) or super().is_theirs(actor, row)


class MissedPage(_CallPage):
    """Note that nobody answered."""

    heading, verb, done = _("The test call is not answered"), _("Nobody answered"), _("Noted. It is a finding.")
    kind = "danger"
    operation = staticmethod(check_calls.miss)


def people_for(actor: Actor, roster: Roster) -> list[tuple[str, str]]:
    """Who may be put on a roster, each person once, as choices."""
    once: dict[int, Post] = {}
    for post in access.candidates(actor, roster.organization_id):
        once.setdefault(post.person_id, post)
    return [
        (str(one.public_id), f"{one.person.name}（{one.title or one.get_role_display()}）") for one in once.values()
    ]
