# SPDX-License-Identifier: Apache-2.0
"""The pages of an item's steps: words, form, operation. Rights, states and races are the operations' business."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import (
    editing,
    registration,
    release,
    review,
    splitting,
    submission,
    synthesis,
    taking_back,
)
from yizhan.domains.network import queries as network
from yizhan.kernel.actors import Actor
from yizhan.web.items.forms import DeclineForm, NoteForm, ReasonForm, TransferForm, VerificationForm
from yizhan.web.items.step_view import ItemStepPage

Given = dict[str, Any]


class RegistrationPage(ItemStepPage):
    """Take the item into the register."""

    heading, verb, outcome = _("Register the item"), _("Register"), _("Registered. It is now being edited.")
    lead = _("From now on the office is editing it; the author reads so.")
    verbs = frozenset({"register"})
    undo = "item-taking-back"
    operation = staticmethod(registration.register)


class ReturnPage(ItemStepPage):
    """Ask the author for more."""

    heading, verb, outcome = _("Return to the author"), _("Return"), _("Returned. The author has been told why.")
    lead = _("Say what is missing; the author reads exactly this and hands in again.")
    verbs = frozenset({"return_to_author"})
    undo = "item-taking-back"
    form_class = ReasonForm

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Item:
        """Return with the reason."""
        return registration.return_to_author(actor, public_id, reason=given["reason"], seen=seen)


class DeclinePage(ItemStepPage):
    """Decide not to take the item."""

    heading, verb, outcome = _("Do not take the item"), _("Do not take"), _("Not taken. The author has been told why.")
    lead = _("The author reads the reason. The item stays on record and can be taken up after all.")
    verbs = frozenset({"decline"})
    undo = "item-taking-back"
    form_class = DeclineForm
    operation = staticmethod(registration.decline)


class ReconsiderationPage(ItemStepPage):
    """Take up a declined item after all."""

    heading, verb, outcome = _("Take up after all"), _("Take up after all"), _("Taken up. It is now being edited.")
    lead = _("The author reads why.")
    verbs = frozenset({"reconsider"})
    form_class = ReasonForm
    operation = staticmethod(registration.reconsider)


class TakingBackPage(ItemStepPage):
    """Take back the step that one has just taken; Undo in the message comes here without a word."""

    heading, verb, outcome = _("Take the last step back"), _("Take back"), _("Taken back.")
    lead = _("The item stands again where it stood, as long as nobody has done anything with it since.")
    verbs = frozenset({"take_back"})
    form_class = NoteForm

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Item:
        """Take back, with the remark as reason."""
        return taking_back.take_back(actor, public_id, reason=given["note"], seen=seen)


class UndoingPage(ItemStepPage):
    """Undo the last change of what a synthesis consists of."""

    heading, verb, outcome = _("Undo the last change"), _("Undo"), _("Undone.")
    lead = _("Parts and shares stand again as before; undoing the first step takes the synthesis apart.")
    verbs = frozenset({"compose"})
    form_class = NoteForm

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Item:
        """Undo, with the remark as reason."""
        return synthesis.undo(actor, public_id, reason=given["note"], seen=seen)


class ReunionPage(ItemStepPage):
    """Undo a split."""

    heading, verb, outcome = _("Undo the split"), _("Undo the split"), _("The item goes on whole again.")
    lead = _("What was split off is given up; nothing that was written is lost.")
    verbs = frozenset({"unite"})
    form_class = NoteForm

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Item:
        """Unite, with the remark as reason."""
        return splitting.unite(actor, public_id, reason=given["note"], seen=seen)


class TransferPage(ItemStepPage):
    """Hand the item to the station it belongs to."""

    heading, verb, outcome = _("Transfer to another station"), _("Transfer"), _("Transferred.")
    lead = _("There it becomes an item of its own; contributors keep their access and their share.")
    verbs = frozenset({"transfer"})
    form_class = TransferForm

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- the same for every item
        """With the other stations to choose from."""
        form = TransferForm(given, files)
        others = network.stations().exclude(pk=actor.station or 0)
        field = form.fields["station"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "")] + [(str(one.pk), one.name) for one in others]
        return form

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Item:
        """Transfer with the reason."""
        return registration.transfer(actor, public_id, station=int(given["station"]), reason=given["reason"], seen=seen)


class WithdrawalPage(ItemStepPage):
    """The author takes the item back."""

    heading, verb, outcome = _("Withdraw the item"), _("Withdraw"), _("Withdrawn.")
    lead = _("The office stops working on it. What you wrote stays on record and cannot be handed in again.")
    kind = "danger"
    verbs = frozenset({"withdraw"})
    form_class = ReasonForm
    operation = staticmethod(submission.withdraw)


class VerificationPage(ItemStepPage):
    """Record a check of facts and figures."""

    heading, verb, outcome = _("Verify facts and figures"), _("Record"), _("The check is on record.")
    lead = _("An item with unverified figures cannot be reported upward.")
    verbs = frozenset({"verify"})
    form_class = VerificationForm
    operation = staticmethod(editing.verify)


class ReviewPage(ItemStepPage):
    """Send an edited item to review."""

    heading, verb, outcome = _("Send to review"), _("Send to review"), _("Sent to review.")
    lead = _("The wording is fixed until the review is over; it can be taken back.")
    verbs = frozenset({"send_to_review"})
    undo = "item-recall"
    operation = staticmethod(review.send_to_review)


class RecallPage(ItemStepPage):
    """Take an item back from review."""

    heading, verb, outcome = (
        _("Take back from review"),
        _("Take back from review"),
        _("Taken back. You can go on editing."),
    )
    verbs = frozenset({"recall"})
    operation = staticmethod(review.recall)


class ApprovalPage(ItemStepPage):
    """Pass one level of review."""

    heading, verb, outcome = _("Approve"), _("Approve"), _("Approved.")
    lead = _("This level is passed in your name; the next one needs somebody else.")
    verbs = frozenset({"pass_level", "pass_last_level"})
    form_class = NoteForm
    operation = staticmethod(review.approve)


class SendBackPage(ItemStepPage):
    """Send an item back from review to the editor."""

    heading, verb, outcome = _("Send back to the editor"), _("Send back"), _("Sent back to the editor.")
    lead = _("Say what is to be changed; the editor reads it and sends the item again.")
    verbs = frozenset({"send_back"})
    form_class = ReasonForm
    operation = staticmethod(review.send_back)


class SignaturePage(ItemStepPage):
    """Sign an approved item."""

    heading, verb, outcome = _("Sign the item"), _("Sign"), _("Signed. It may now be released and reported.")
    lead = _("You sign for the wording in force. It may then be released and reported.")
    verbs = frozenset({"sign_off"})
    operation = staticmethod(review.sign_off)


class SignatureWithdrawalPage(ItemStepPage):
    """Take a signature back before release."""

    heading, verb = _("Withdraw the signature"), _("Withdraw signature")
    outcome = _("Signature withdrawn. The item goes through review again.")
    kind = "danger"
    verbs = frozenset({"withdraw_signature"})
    form_class = ReasonForm
    operation = staticmethod(review.withdraw_signature)


class ArchivePage(ItemStepPage):
    """Put a released item into the archive."""

    heading, verb, outcome = _("Archive the item"), _("Archive"), _("Archived.")
    lead = _("Adoption may still be recorded; the item leaves the lists of the day.")
    verbs = frozenset({"archive"})
    undo = "item-taking-back"
    operation = staticmethod(release.archive)
