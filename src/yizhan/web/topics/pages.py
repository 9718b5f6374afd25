# SPDX-License-Identifier: Apache-2.0
"""The pages of this room's steps: words, form, operation."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yizhan.domains.topics import access
from yizhan.domains.topics.models import Decision, Request, Topic
from yizhan.domains.topics.operations import answering, commissioning, following
from yizhan.kernel.actors import Actor
from yizhan.web.items.forms import ReasonForm
from yizhan.web.steps import StepPage
from yizhan.web.topics import forms as asked

Given = dict[str, Any]


class TopicPage(StepPage):
    """A step of a topic; afterwards work goes on at the topic."""

    template = "periodicals/step.html"
    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Topic:
        """The topic, as the actor may see it."""
        return access.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the topic."""
        return reverse("topic", args=[row.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {"subject": row.title, "is_offered": self.offered in access.offers(actor, row)}


class ExtensionPage(TopicPage):
    """Give more time."""

    heading, verb, done = _("Give more time"), _("Extend"), _("There is more time. Those you asked have been told.")
    form_class = asked.ExtensionForm
    offered = "extend"
    operation = staticmethod(commissioning.extend)


class ClosingPage(TopicPage):
    """Take no more answers."""

    heading, verb, done = _("Close the topic"), _("Close the topic"), _("Closed.")
    lead = _("Nothing more is taken for it. Who has not answered stays on record.")
    offered = "close"
    operation = staticmethod(commissioning.close)


class ReopeningPage(TopicPage):
    """Take answers again."""

    heading, verb, done = _("Reopen the topic"), _("Reopen"), _("It takes items again.")
    form_class = ReasonForm
    offered = "reopen"
    operation = staticmethod(commissioning.reopen)


class WithdrawalPage(TopicPage):
    """Ask for nothing any more."""

    heading, verb, done = (
        _("Withdraw the topic"),
        _("Withdraw the topic"),
        _("Withdrawn. Those you asked have been told."),
    )
    lead = _("Whoever was asked reads the reason. Items that came stay.")
    kind = "danger"
    form_class = ReasonForm
    offered = "withdraw"
    operation = staticmethod(commissioning.withdraw)


class RequestPage(StepPage):
    """A step of whoever was asked; afterwards work goes on at the topic."""

    template = "periodicals/step.html"
    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Request:
        """The request, as the actor may see it."""
        return access.find_request(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the topic."""
        return reverse("topic", args=[row.topic.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {"subject": row.topic.title, "is_offered": self.offered in access.request_offers(actor, row)}


class AcceptancePage(RequestPage):
    """Say that an item will come."""

    heading, verb, done = _("Accept the request"), _("We will write"), _("The office knows that you will write.")
    offered = "accept"
    operation = staticmethod(answering.accept)


class RefusalPage(RequestPage):
    """Say that nothing will come."""

    heading, verb, done = _("Decline the request"), _("Decline"), _("The office knows that nothing will come, and why.")
    kind = "secondary"
    form_class = ReasonForm
    offered = "decline"
    operation = staticmethod(answering.decline)


class DecisionPage(StepPage):
    """A step of a decision; afterwards work goes on at the decision."""

    template = "periodicals/step.html"
    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Decision:
        """The decision, as the actor may see it."""
        return access.find_decision(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the decision."""
        return reverse("decision", args=[row.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {"subject": row.title, "is_offered": self.offered in access.decision_offers(actor, row)}


class IssuePage(DecisionPage):
    """Note that the decision was issued."""

    heading, verb, done = _("The decision was issued"), _("Note it"), _("Noted. Reactions are expected from now on.")
    form_class = asked.IssueForm
    offered = "issue"
    operation = staticmethod(following.issue)


class ConclusionPage(DecisionPage):
    """Note that a phase of carrying it out is over."""

    heading, verb, done = _("A phase is completed"), _("Note it"), _("Noted. Results and proposals are wanted now.")
    form_class = asked.ConclusionForm
    offered = "conclude"
    operation = staticmethod(following.conclude)


class PhasePage(DecisionPage):
    """Count an item for a phase."""

    heading, verb, done = _("Count an item for a phase"), _("Count it"), _("It counts for that phase.")
    lead = _("For items that came without naming a topic. Counting one again corrects its phase.")
    form_class = asked.PhaseForm
    offered = "mark_phase"
    operation = staticmethod(following.mark_phase)
