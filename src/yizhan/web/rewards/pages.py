# SPDX-License-Identifier: Apache-2.0
"""The pages of this room's steps: words, form, operation."""

import uuid
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.rewards.access import fees as access
from yizhan.domains.rewards.models import FeeList, Payment
from yizhan.domains.rewards.operations import approving, drafting, settling
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.domains.rewards.states import PaymentState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.web.items.forms import ReasonForm
from yizhan.web.rewards import forms as asked
from yizhan.web.steps import StepPage

Given = dict[str, Any]


class ListPage(StepPage):
    """A step of a fee list; afterwards work goes on at the list."""

    template = "periodicals/step.html"
    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> FeeList:
        """The list, as the actor may see it."""
        return access.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the list."""
        return reverse("fee-list", args=[row.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        subject = _now("Fee list %(label)s: %(total)s yuan") % {"label": row, "total": yuan(row.total)}
        return {"subject": subject, "is_offered": self.offered in access.offers(actor, row)}


class ReckoningPage(ListPage):
    """Reckon anew."""

    heading, verb, done = _("Reckon the list anew"), _("Reckon anew"), _("Reckoned from what is known now.")
    lead = _("After adoptions, shares or rules were put right.")
    offered = "reckon_again"
    operation = staticmethod(drafting.reckon_again)


class CheckPage(ListPage):
    """Find it right."""

    heading, verb, done = _("Check the list"), _("It is right"), _("Checked. It waits for its approval.")
    lead = _("Each amount says how it came about. Whoever reckoned the list cannot check it.")
    offered = "check"
    operation = staticmethod(approving.check)


class ApprovalPage(ListPage):
    """Approve it."""

    heading, verb, done = _("Approve the list"), _("Approve the fees"), _("Approved. The fees are owed now.")
    lead = _("From now on the list cannot be changed; what turns out wrong is made good by the next one.")
    offered = "approve"
    operation = staticmethod(approving.approve)


class ReturnPage(ListPage):
    """Give it back."""

    heading, verb, done = _("Send the list back"), _("Send back"), _("Sent back with your reason.")
    kind = "secondary"
    form_class = ReasonForm
    offered = "send_back"
    operation = staticmethod(approving.send_back)


class HandoverPage(ListPage):
    """Give it to the cashier."""

    heading, verb = _("Hand the list over"), _("Give it to the cashier")
    done = _("Handed over. Take the file for the cashier on this page.")
    form_class = asked.HandoverForm
    offered = "hand_over"
    operation = staticmethod(settling.hand_over)


class PaymentsPage(ListPage):
    """Record what was paid."""

    heading, verb, done = _("Record payments"), _("These are paid"), _("Recorded. Whoever was paid has been told.")
    offered = "pay"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With everybody who is still to be paid, all of them chosen."""
        waiting = row.payments.exclude(state=PaymentState.PAID).order_by("name", "id")
        words = _now("%(name)s, %(amount)s yuan")
        choices = [(str(one.public_id), words % {"name": one.name, "amount": yuan(one.amount)}) for one in waiting]
        return asked.PaymentsForm(given, open_ones=choices, initial={"paid_on": clock.today()})

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> FeeList:
        """Record the chosen ones."""
        keys = [uuid.UUID(key) for key in given["payments"]]
        return settling.pay(
            actor, public_id, payments=keys, paid_on=given["paid_on"], voucher=given["voucher"], seen=seen
        )


class DiscardPage(ListPage):
    """Give it up."""

    heading, verb, done = _("Discard the list"), _("Discard"), _("Discarded. The next list may pay what it held.")
    kind = "danger"
    form_class = ReasonForm
    offered = "discard"
    operation = staticmethod(drafting.discard)


class PaymentPage(StepPage):
    """A step of one payment."""

    template = "periodicals/step.html"
    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Payment:
        """The payment, as the actor may see it."""
        return access.find_payment(actor, public_id)

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        subject = _now("%(name)s, %(amount)s yuan") % {"name": row.name, "amount": yuan(row.amount)}
        return {"subject": subject, "is_offered": self.offered in access.payment_offers(actor, row)}


class PaymentReturnPage(PaymentPage):
    """It came back."""

    heading, verb, done = _("The payment came back"), _("It came back"), _("Recorded. It is owed again.")
    lead = _("The payee reads the reason.")
    kind = "danger"
    form_class = ReasonForm
    offered = "return_payment"

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the list."""
        return reverse("fee-list", args=[row.fee_list.public_id])

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Payment:
        """Record it with the reason."""
        return settling.return_payment(actor, public_id, reason=given["reason"], seen=seen)


class AcknowledgementPage(PaymentPage):
    """It has come."""

    heading, verb, done = _("Confirm the receipt"), _("I have received it"), _("Thank you. The office can see it.")
    offered = "acknowledge"
    operation = staticmethod(settling.acknowledge)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of one's own fees."""
        return reverse("own-fees")
