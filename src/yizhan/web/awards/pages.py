# SPDX-License-Identifier: Apache-2.0
"""The pages of this room's steps: words, form, operation."""

import uuid
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.awards.access import parties
from yizhan.domains.awards.access import recommendations as proposals
from yizhan.domains.awards.access import rounds as access
from yizhan.domains.awards.models import Nomination, Objection, Recommendation, Round
from yizhan.domains.awards.operations import (
    certifying,
    deciding,
    nominating,
    objecting,
    opening,
    recommending,
    voting,
)
from yizhan.domains.awards.permissions import GRANTS, Permission
from yizhan.domains.awards.queries import reading
from yizhan.domains.awards.states import NominationState
from yizhan.domains.network import queries as network
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.web.awards import forms as asked
from yizhan.web.items.forms import ReasonForm
from yizhan.web.steps import StepPage

Given = dict[str, Any]


class RoundPage(StepPage):
    """A step of a round; afterwards work goes on at the round."""

    template = "periodicals/step.html"
    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Round:
        """The round, as the actor may see it."""
        return access.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the round."""
        return reverse("award-round", args=[row.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {"subject": row.name, "is_offered": self.offered in access.offers(actor, row)}


class NominatingPage(RoundPage):
    """Nominate."""

    heading, verb, done = _("Nominate"), _("Nominate"), _("Nominated. It can be withdrawn until the voting begins.")
    offered = "nominate"
    operation = staticmethod(nominating.nominate)

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With the eligible who are not nominated yet."""
        return asked.NominationForm(given, eligible=[_choice(one) for one in reading.to_nominate(row)])

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Nomination:
        """Nominate the chosen one."""
        subject = uuid.UUID(given["subject"])
        return nominating.nominate(
            actor, public_id, subject=subject, reason=given["reason"], evidence=given["evidence"], seen=seen
        )


class VotingPage(RoundPage):
    """Lay the nominations before a panel."""

    heading, verb, done = (
        _("Lay the nominations before a panel"),
        _("Begin the voting"),
        _("The panel can vote now."),
    )
    lead = _("Nobody can be nominated afterwards.")
    offered = "begin_voting"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With everybody of the station who may vote."""
        posts = network.holders(row.station_id, *sorted(GRANTS[Permission.VOTE])).order_by("person__name", "id")
        people = {str(post.person.public_id): f"{post.person.name}（{post.get_role_display()}）" for post in posts}
        return asked.PanelForm(given, people=list(people.items()))

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Round:
        """Begin with the chosen ones."""
        return voting.begin_voting(actor, public_id, panel=[uuid.UUID(key) for key in given["panel"]], seen=seen)


class BallotPage(RoundPage):
    """Vote."""

    heading, verb, done = _("Vote"), _("Vote"), _("Your vote counts. Until the count you may vote anew.")
    lead = _("Nobody else sees whom you vote for.")
    offered = "vote"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With those who are up for the vote, and what was chosen before."""
        rows = reading.nominations(parties.standing(row))
        seat = reading.seat_of(row, actor.person)
        before = reading.chosen_by(seat) if seat is not None else set()
        initial = {"nominations": [str(one.public_id) for one in rows if one.pk in before]}
        standing = [(str(one.public_id), one.candidate.name) for one in rows]
        return asked.BallotForm(given, standing=standing, places=row.places, initial=initial)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Any:
        """Vote for the chosen ones."""
        return voting.vote(actor, public_id, nominations=[uuid.UUID(key) for key in given["nominations"]], seen=seen)


class RecusalPage(RoundPage):
    """Say that one is concerned."""

    heading, verb, done = _("I am concerned"), _("I do not vote"), _("Recorded. You have no vote in this round.")
    lead = _("A relative, a close friend: whoever is not impartial does not vote. It cannot be undone.")
    kind = "secondary"
    form_class = ReasonForm
    offered = "recuse"
    operation = staticmethod(voting.recuse)


class CountPage(RoundPage):
    """Count."""

    heading, verb, done = _("Count the votes"), _("Close the voting and count"), _("Counted. It can be decided now.")
    lead = _("Nobody can vote afterwards.")
    offered = "count"
    operation = staticmethod(voting.count)


class DecisionPage(RoundPage):
    """Decide."""

    heading, verb = _("Decide who is chosen"), _("Decide and put on public notice")
    done = _("Decided. The public notice hangs from now on.")
    lead = _("Everybody gets a reason, also who is not chosen. Who has too few votes cannot be chosen.")
    offered = "decide"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With everybody who is up for it and the votes; who has the votes is ticked as long as there are places."""
        rows = list(reading.nominations(parties.standing(row).exclude(state=NominationState.STRUCK)))
        tally, words = row.tally, _now("%(votes)s of %(voted)s votes")
        votes = {str(one.public_id): tally.get("votes", {}).get(str(one.public_id), 0) for one in rows}
        said = {key: words % {"votes": number, "voted": tally.get("voted", 0)} for key, number in votes.items()}
        best = sorted(rows, key=lambda one: -votes[str(one.public_id)])
        chosen = [one for one in best if tally and deciding.has_majority(row, one)][: row.places]
        initial = {f"chosen-{one.public_id}": True for one in chosen}
        return asked.DecisionForm(given, nominations=rows, votes=said, initial=initial)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Round:
        """Decide; the fields carry the nominations in their names."""
        keys = [uuid.UUID(name.removeprefix("chosen-")) for name in given if name.startswith("chosen-")]
        decisions = {key: deciding.Decision(given[f"chosen-{key}"], given[f"reason-{key}"]) for key in keys}
        return deciding.decide(actor, public_id, decisions=decisions, seen=seen)


class ObjectionPage(RoundPage):
    """Object."""

    heading, verb, done = (
        pgettext_lazy("award", "Object"),
        pgettext_lazy("award", "Object"),
        _("Your objection is with the office, which answers you."),
    )
    lead = _("Nothing is awarded before every objection has its answer.")
    kind = "secondary"
    offered = "object_to"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With the names on the notice."""
        rows = reading.nominations(row.nominations.filter(state=NominationState.CHOSEN))
        return asked.ObjectionForm(given, names=[(str(one.public_id), one.candidate.name) for one in rows])

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Objection:
        """Object to the name, or to the whole."""
        about = uuid.UUID(given["nomination"]) if given["nomination"] else None
        return objecting.object_to(actor, public_id, text=given["text"], nomination=about, seen=seen)


class AwardPage(RoundPage):
    """Award."""

    heading, verb, done = _("Award"), _("Award"), _("Awarded. The certificates have their numbers.")
    lead = _(
        "The time for objections is over and each has its answer. Whoever opened or decided the round does not award."
    )
    offered = "award"
    operation = staticmethod(deciding.award)


class CancellationPage(RoundPage):
    """Call it off."""

    heading, verb, done = _("Call the round off"), _("Call off"), _("Called off. Nothing is awarded.")
    kind = "danger"
    form_class = ReasonForm
    offered = "cancel"
    operation = staticmethod(opening.cancel)


class NominationPage(StepPage):
    """A step of a nomination; afterwards work goes on at its round."""

    template = "periodicals/step.html"
    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Nomination:
        """The nomination, as the actor may see it."""
        return access.find_nomination(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the round."""
        return reverse("award-round", args=[row.round.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        offers = access.nomination_offers(actor, row.round, [row])[row.pk]
        return {"subject": f"{row.round.name}：{row.candidate.name}", "is_offered": self.offered in offers}


class WithdrawalPage(NominationPage):
    """Withdraw it."""

    heading, verb, done = _("Withdraw the nomination"), _("Withdraw"), _("Withdrawn.")
    kind = "danger"
    form_class = ReasonForm
    offered = "withdraw"
    operation = staticmethod(nominating.withdraw)


class PrizePage(NominationPage):
    """Hand certificate and prize over."""

    heading, verb, done = _("Certificate and prize were handed over"), _("Record"), _("Recorded.")
    form_class = asked.HandoverForm
    offered = "hand_over"
    operation = staticmethod(certifying.hand_over)

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """Today, unless said otherwise."""
        return asked.HandoverForm(given, initial={"on": clock.today()})


class RevocationPage(NominationPage):
    """Take the award back."""

    heading, verb, done = _("Revoke the award"), _("Revoke"), _("Revoked. Whoever had the award has been told.")
    lead = _("The number of the certificate is not given again.")
    kind = "danger"
    form_class = ReasonForm
    offered = "revoke"
    operation = staticmethod(deciding.revoke)


class AnswerPage(StepPage):
    """Answer an objection."""

    template = "periodicals/step.html"
    heading, verb, done = _("Answer the objection"), pgettext_lazy("objection", "Answer"), _("Answered.")
    lead = _("An objection that holds strikes the name off the notice; about the whole, the decision is taken anew.")
    form_class = asked.AnswerForm
    operation = staticmethod(objecting.answer)

    def find(self, actor: Actor, public_id: uuid.UUID) -> Objection:
        """The objection, as the actor may see it."""
        return access.find_objection(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the round."""
        return reverse("award-round", args=[row.round.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the objection says, and whether the actor may answer it."""
        about = row.nomination.candidate.name if row.nomination else row.round.name
        is_offered = row.pk in access.answerable(actor, row.round, [row])
        return {"subject": f"{about}：{row.text}", "is_offered": is_offered}


class ProposalPage(StepPage):
    """A step of a proposal for membership."""

    template = "periodicals/step.html"
    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Recommendation:
        """The proposal, as the actor may see it."""
        return proposals.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The list of proposals."""
        return reverse("recommendations")

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {"subject": row.person.name, "is_offered": self.offered in proposals.offers(actor, row)}


class ForwardingPage(ProposalPage):
    """Forward it."""

    heading, verb, done = _("Forward the proposal"), _("Forward"), _("Forwarded. Record here what comes of it.")
    form_class = asked.ForwardingForm
    offered = "forward"
    operation = staticmethod(recommending.forward)


class OutcomePage(ProposalPage):
    """What came of it."""

    form_class = asked.OutcomeForm

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """Today, unless said otherwise."""
        return asked.OutcomeForm(given, initial={"on": clock.today()})


class AdmissionPage(OutcomePage):
    """Admitted."""

    heading, verb, done = _("The person was admitted"), _("Record the admission"), _("Recorded.")
    offered = "admit"
    operation = staticmethod(recommending.admit)


class DeclinePage(OutcomePage):
    """Not admitted."""

    heading, verb, done = _("The person was not admitted"), _("Record that it was declined"), _("Recorded.")
    kind = "secondary"
    offered = "decline"
    operation = staticmethod(recommending.decline)


class TakingBackPage(ProposalPage):
    """Take it back."""

    heading, verb, done = _("Take the proposal back"), _("Take back"), _("Taken back.")
    kind = "danger"
    form_class = ReasonForm
    offered = "take_back"
    operation = staticmethod(recommending.take_back)


#: The page of each verb on a round, nomination and proposal, by the noun of its address.
ROUND_PAGES: dict[str, type[RoundPage]] = {
    "ballot": BallotPage,
    "nomination": NominatingPage,
    "voting": VotingPage,
    "count": CountPage,
    "decision": DecisionPage,
    "award": AwardPage,
    "objection": ObjectionPage,
    "recusal": RecusalPage,
    "cancellation": CancellationPage,
}
NOMINATION_PAGES: dict[str, type[NominationPage]] = {
    "withdrawal": WithdrawalPage,
    "handover": PrizePage,
    "revocation": RevocationPage,
}
PROPOSAL_PAGES: dict[str, type[ProposalPage]] = {
    "forwarding": ForwardingPage,
    "admission": AdmissionPage,
    "decline": DeclinePage,
    "withdrawal": TakingBackPage,
}


def steps_of(actor: Actor, found: Round) -> list[tuple[str, str]]:
    """The verbs on a round that are open to the actor now, in the order of the buttons: words and address."""
    nouns = {page.offered: noun for noun, page in ROUND_PAGES.items()}
    return [
        (str(ROUND_PAGES[nouns[verb]].heading), reverse(f"award-{nouns[verb]}", args=[found.public_id]))
        for verb in access.offers(actor, found)
    ]


def _choice(candidate: Any) -> tuple[str, str]:
    subject = candidate.person or candidate.organization or candidate.item
    return str(subject.public_id), candidate.name
