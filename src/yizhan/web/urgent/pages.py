# SPDX-License-Identifier: Apache-2.0
"""The pages of this room's steps: words, form, operation."""

import uuid
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yizhan.domains.network import queries as network
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.urgent import access, rules
from yizhan.domains.urgent.models import Emergency
from yizhan.domains.urgent.operations import counting, forwarding, reporting, settling, telling, verifying
from yizhan.domains.urgent.queries import figures, reports, statements
from yizhan.domains.urgent.states import Element, PassageState, Stage
from yizhan.kernel.actors import Actor
from yizhan.web.items.forms import ReasonForm
from yizhan.web.steps import StepPage
from yizhan.web.urgent import figuring, panels
from yizhan.web.urgent import forms as asked

Given = dict[str, Any]

#: So many events are offered to choose from.
MOST = 50


class EmergencyPage(StepPage):
    """A step of an urgent event; afterwards work goes on at the event."""

    template = "urgent/step.html"
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
        counts = asked.counts_of(given)
        return reporting.report(actor, public_id, grading=grading, elements=elements, figures=counts, seen=seen)


class ReceiptPage(EmergencyPage):
    """Say that the first report is here."""

    heading, verb, done = _("Receive the first report"), _("Receive it"), _("Received. The clock of the report stands.")
    lead = _("The moment of receipt counts.")
    offered = "receive"
    operation = staticmethod(reporting.receive)


class WordPage(EmergencyPage):
    """A report that follows the first one; it may state figures anew."""

    form_class: ClassVar[type[asked.ReportForm]] = asked.ReportForm

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With the figures that are asked for, and what was stated last."""
        return self.form_class(given, names=figures.asked_of(row), latest=figuring.latest_words(row))


class FollowUpPage(WordPage):
    """Report how it goes on."""

    heading, verb, done = _("Follow-up report"), _("Report it"), _("Reported.")
    lead = _("Only what is new or better known; the beginning stands in the first report.")
    offered = "follow_up"

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Follow up."""
        elements, counts = asked.elements_of(given), asked.counts_of(given)
        return reporting.follow_up(actor, public_id, elements=elements, figures=counts, seen=seen)


class FinalPage(WordPage):
    """Make the final report."""

    heading, verb, done = _("Final report"), _("Conclude"), _("Concluded. Nothing more is due.")
    lead = _("Basic facts, how it was handled, how it stands, next steps. It must be complete.")
    form_class = asked.FinalForm
    offered = "conclude"

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Conclude."""
        elements, counts = asked.elements_of(given), asked.counts_of(given)
        return reporting.conclude(actor, public_id, elements=elements, figures=counts, seen=seen)


class CorrectionPage(EmergencyPage):
    """Put a figure right."""

    heading, verb, done = _("Correct a figure"), _("Correct it"), _("Corrected. Both numbers stay on record.")
    lead = _("A figure is never changed in secret: the wrong number, the right one and the reason stay.")
    offered = "correct"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With what was stated and still counts, the latest first."""
        counting_now = reversed(figures.counting(figures.all_of(row)))
        return asked.CorrectionForm(
            given, stated=[(str(one.public_id), figuring.in_words(one)) for one in counting_now]
        )

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Correct."""
        figure = uuid.UUID(given["figure"])
        value, reason = given["value"], given["reason"]
        return counting.correct(actor, public_id, figure=figure, value=value, reason=reason, seen=seen)


class SettlingPage(EmergencyPage):
    """Set the wording that counts."""

    heading, verb = _("The wording that counts"), _("Set it")
    done = _("Set. Everything about the event quotes it from now on.")
    lead = _("One wording at a level: what goes out says the same, whoever sends it. Former versions stay.")
    offered = "settle"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With the wording in force, or with what the latest report says."""
        before = statements.in_force(row)
        latest = row.dispatches.order_by("-id").values_list("elements", flat=True).first() or {}
        text = before.text if before else latest.get(Element.SITUATION, "")
        return asked.SettlingForm(given, is_first=before is None, initial={"text": text})

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Settle."""
        return settling.settle(actor, public_id, text=given["text"], reason=given.get("reason", ""), seen=seen)


class VerificationPage(EmergencyPage):
    """Say what came of verifying."""

    heading, verb, done = _("Verify the report"), _("Note the outcome"), _("Noted what came of verifying.")
    lead = _("Reporting goes on meanwhile. What is wrong is corrected in the figures, the wording or a follow-up.")
    form_class = asked.VerificationForm
    offered = "verify"
    operation = staticmethod(verifying.verify)


class EntrustingPage(EmergencyPage):
    """Say who has to verify."""

    heading, verb, done = _("Entrust with verifying"), _("Entrust"), _("Entrusted, and told.")
    offered = "entrust"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With the people of the desk."""
        holders = network.holders(row.station_id, *access.desk())
        desk = [(str(one.public_id), f"{one.person.name} · {one.get_role_display()}") for one in holders]
        return asked.EntrustingForm(given, desk=desk)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Entrust."""
        return verifying.entrust(actor, public_id, post=uuid.UUID(given["post"]), seen=seen)


class ForwardingPage(EmergencyPage):
    """Report the event to the next level."""

    heading, verb, done = _("Report upward"), _("Report it upward"), _("Reported upward. The receipt comes back here.")
    lead = _("It becomes an event of its own there, with its own clock. Follow-ups go along by themselves.")
    offered = "forward"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With the stations above, the nearest first."""
        above = [(str(one.public_id), one.name) for one in network.lineage(row.station)]
        return asked.ForwardingForm(given, above=above)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Forward."""
        target, reason = uuid.UUID(given["target"]), given.get("reason", "")
        return forwarding.forward(actor, public_id, target=target, reason=reason, seen=seen)


class TellingPage(EmergencyPage):
    """Record a word to somebody besides the office, or ask whether it may go."""

    heading, verb, done = _("Tell somebody else"), _("Record or ask"), _("Recorded. The page of the event says why.")
    lead = _("Everything goes through the office; what else may go, and when, depends on the unit and its line.")
    offered = "tell"
    form_class = asked.TellingForm

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Tell."""
        return telling.tell(actor, public_id, message=telling.Message(**given), seen=seen)


class DecisionPage(EmergencyPage):
    """Record what the leaders said to a word along the line."""

    heading, verb, done = _("Agreement of the leaders"), _("Record it"), _("Recorded, and the unit is told.")
    offered = "decide"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With what waits."""
        return asked.DecisionForm(given, waiting=panels.passages(row, PassageState.ASKED))

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Decide."""
        return telling.decide(
            actor,
            public_id,
            passage=uuid.UUID(given["passage"]),
            is_agreed=given["is_agreed"] == "yes",
            leader=given["leader"],
            reason=given["reason"],
            seen=seen,
        )


class DeparturePage(EmergencyPage):
    """Record when a word went that was agreed to."""

    heading, verb, done = _("It has gone"), _("Record it"), _("Recorded. The page of the event says why.")
    offered = "depart"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With what was agreed to."""
        return asked.DepartureForm(given, agreed=panels.passages(row, PassageState.AGREED))

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Emergency:
        """Depart."""
        passage, gone_at = uuid.UUID(given["passage"]), given["gone_at"]
        return telling.depart(actor, public_id, passage=passage, gone_at=gone_at, seen=seen)


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
    operation = staticmethod(reporting.reopen)


class WithdrawalPage(EmergencyPage):
    """It was a mistake or a false alarm."""

    heading, verb, done = _("Withdraw the event"), _("Withdraw the event"), _("Withdrawn. Nothing is due any more.")
    lead = _("For a mistake or a false alarm. What was reported stays readable.")
    kind = "danger"
    form_class = ReasonForm
    offered = "withdraw"
    operation = staticmethod(reporting.withdraw)


def lists(actor: Actor) -> dict[str, tuple[str, ...]]:
    """The institution's own categories and levels."""
    station = actor.station or 0
    return {
        "categories": rulebook.value(station, rules.CATEGORIES),
        "levels": rulebook.value(station, rules.LEVELS),
        "names": figures.asked_anywhere(station),
    }
