# SPDX-License-Identifier: Apache-2.0
"""The pages of this room's steps: words, form, operation."""

import uuid
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.urgent import access, rules
from yizhan.domains.urgent.models import Emergency
from yizhan.domains.urgent.operations import reporting
from yizhan.domains.urgent.queries import reports
from yizhan.domains.urgent.states import Stage
from yizhan.kernel.actors import Actor
from yizhan.web.items.forms import ReasonForm
from yizhan.web.steps import StepPage
from yizhan.web.urgent import forms as asked

Given = dict[str, Any]

#: So many events are offered to choose from.
MOST = 50


class EmergencyPage(StepPage):
    """A step of an urgent event; afterwards work goes on at the event."""

    template = "periodicals/step.html"
    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Emergency:
        """The event, as the actor may see it."""
        return access.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the event."""
        return reverse("emergency", args=[row.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {"subject": row.title, "is_offered": self.offered in access.offers(actor, row)}


class ReportPage(EmergencyPage):
    """Write the first report after a call."""

    heading, verb = _("First report"), _("Report it now")
    done = _("Reported. The office has to receive it; the next word is a follow-up.")
    lead = _("Write what you know. What you do not know yet follows; do not wait for it.")
    offered = "report"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With what the call told."""
        told = row.dispatches.filter(stage=Stage.PHONE).values_list("elements", flat=True).first()
        return asked.FirstForm(given, initial=told or {}, **lists(actor))

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Report."""
        grading, elements = asked.grading_of(given), asked.elements_of(given)
        return reporting.report(actor, public_id, grading=grading, elements=elements, seen=seen)


class ReceiptPage(EmergencyPage):
    """Say that the first report is here."""

    heading, verb, done = _("Receive the first report"), _("Receive it"), _("Received. The clock of the report stands.")
    lead = _("The moment of receipt counts.")
    offered = "receive"

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:  # noqa: ARG002 -- nothing is asked
        """Receive."""
        return reporting.receive(actor, public_id, seen=seen)


class FollowUpPage(EmergencyPage):
    """Report how it goes on."""

    heading, verb, done = _("Follow-up report"), _("Report it"), _("Reported.")
    lead = _("Only what is new or better known; the beginning stands in the first report.")
    form_class = asked.ReportForm
    offered = "follow_up"

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Follow up."""
        return reporting.follow_up(actor, public_id, elements=asked.elements_of(given), seen=seen)


class FinalPage(EmergencyPage):
    """Make the final report."""

    heading, verb, done = _("Final report"), _("Conclude"), _("Concluded. Nothing more is due.")
    lead = _("Basic facts, how it was handled, how it stands, next steps. It must be complete.")
    form_class = asked.FinalForm
    offered = "conclude"

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Conclude."""
        return reporting.conclude(actor, public_id, elements=asked.elements_of(given), seen=seen)


class LinkPage(EmergencyPage):
    """Say that another unit reported the same event."""

    heading, verb, done = _("Link to the same event"), _("Link them"), _("Noted. Both reports and their clocks stay.")
    lead = _("Each unit's reports and limits stay its own; from either page one reads the other.")
    offered = "link"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With the running events to choose from."""
        found = reports.candidates(access.visible(actor), row)[:MOST]
        others = [(str(one.public_id), f"{one.title}（{one.organization or _('the office')}）") for one in found]
        return asked.LinkForm(given, others=others, initial={"to": row.same_as.public_id if row.same_as else ""})

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Link, or undo the link."""
        return reporting.link(actor, public_id, to=uuid.UUID(given["to"]) if given["to"] else None, seen=seen)


class ReopeningPage(EmergencyPage):
    """It goes on after all."""

    heading, verb, done = _("Reopen the event"), _("Reopen the event"), _("Reopened. Follow-ups are due again.")
    form_class = ReasonForm
    offered = "reopen"

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Reopen with the reason."""
        return reporting.reopen(actor, public_id, reason=given["reason"], seen=seen)


class WithdrawalPage(EmergencyPage):
    """It was a mistake or a false alarm."""

    heading, verb, done = _("Withdraw the event"), _("Withdraw the event"), _("Withdrawn. Nothing is due any more.")
    lead = _("For a mistake or a false alarm. What was reported stays readable.")
    kind = "danger"
    form_class = ReasonForm
    offered = "withdraw"

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Withdraw with the reason."""
        return reporting.withdraw(actor, public_id, reason=given["reason"], seen=seen)


def lists(actor: Actor) -> dict[str, tuple[str, ...]]:
    """The institution's own categories and levels."""
    station = actor.station or 0
    return {
        "categories": rulebook.value(station, rules.CATEGORIES),
        "levels": rulebook.value(station, rules.LEVELS),
    }
