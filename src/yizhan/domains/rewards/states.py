# SPDX-License-Identifier: Apache-2.0
"""Fee list: drafted → checked → approved → handed over → settled; aside: discarded. Three people take the first steps.
Payment: due → paid; aside: returned, which is paid again once it is known where to.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yizhan.kernel.transitions import Step


class State(TextChoices):
    """Where a fee list stands. From its approval on it never changes; what was wrong is made good by the next one."""

    DRAFTED = "drafted", _("to be checked")
    CHECKED = "checked", _("to be approved")
    APPROVED = "approved", _("to be handed over")
    HANDED_OVER = "handed_over", _("with the cashier")
    SETTLED = "settled", _("all paid")
    DISCARDED = "discarded", _("discarded")


class PaymentState(TextChoices):
    """Whether somebody has the money."""

    DUE = "due", _("to be paid")
    PAID = "paid", _("paid")
    RETURNED = "returned", _("came back")


class TakingKind(TextChoices):
    """How an item was adopted: by a body that reported it, or in a publication of the station itself."""

    ADOPTION = "adoption", _("adopted")
    RELEASE = "release", _("released here")


STEPS = {
    "check": Step(frozenset({State.DRAFTED}), State.CHECKED),
    "send_back": Step(frozenset({State.CHECKED}), State.DRAFTED),
    "approve": Step(frozenset({State.CHECKED}), State.APPROVED),
    "hand_over": Step(frozenset({State.APPROVED}), State.HANDED_OVER),
    "settle": Step(frozenset({State.HANDED_OVER}), State.SETTLED),
    "unsettle": Step(frozenset({State.SETTLED}), State.HANDED_OVER, is_correction=True),
    "discard": Step(frozenset({State.DRAFTED, State.CHECKED}), State.DISCARDED, is_correction=True),
}

#: Verbs that leave the list where it is, and where it must be for them.
STAYS = {
    "reckon_again": frozenset({State.DRAFTED}),
    "export": frozenset({State.HANDED_OVER, State.SETTLED}),
    "pay": frozenset({State.HANDED_OVER}),
}

PAYMENT_STEPS = {
    "pay": Step(frozenset({PaymentState.DUE, PaymentState.RETURNED}), PaymentState.PAID),
    "return_payment": Step(frozenset({PaymentState.DUE, PaymentState.PAID}), PaymentState.RETURNED, is_correction=True),
}

#: Lists that promise nothing yet; a station has one of these at a time, so that nothing is reckoned twice.
OPEN = frozenset({State.DRAFTED, State.CHECKED})

#: Lists whose figures stand.
STANDING = frozenset({State.APPROVED, State.HANDED_OVER, State.SETTLED})
