# SPDX-License-Identifier: Apache-2.0
"""The pages of this room's steps: words, form, operation."""

import uuid
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.bulletins import access
from yizhan.domains.bulletins.models import Bulletin
from yizhan.domains.bulletins.operations import deciding, drafting, releasing
from yizhan.domains.bulletins.queries import reading
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id
from yizhan.web.bulletins.forms import CorrectionForm, RenewalForm, WordingForm
from yizhan.web.items.forms import ReasonForm
from yizhan.web.steps import StepPage

Given = dict[str, Any]


class BulletinPage(StepPage):
    """A step of a bulletin; afterwards work goes on at its page."""

    template = "periodicals/step.html"
    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Bulletin:
        """The bulletin, as the actor may see it."""
        return access.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the bulletin."""
        return reverse("bulletin", args=[row.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {"subject": row.title, "is_offered": self.offered in access.offers(actor, row)}


class WordingPage(BulletinPage):
    """Write another wording."""

    heading, verb, done = _("Edit the wording"), _("Keep this wording"), _("Kept. The earlier wordings stay.")
    lead = _("Figures stand in the tables and are not typed. A section without heading and text falls away.")
    template = "bulletins/wording.html"
    offered = "rewrite"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- the signature of steps
        """The present sections and one more."""
        wording = reading.wording_of(row)
        return WordingForm(given, title=wording.title, sections=wording.sections)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Bulletin:
        """Add the wording."""
        return drafting.rewrite(actor, public_id, title=given["title"], sections=given["sections"], seen=seen)


class RenewalPage(BulletinPage):
    """Take the figures anew."""

    heading, verb, done = _("Take the figures anew"), _("Take them anew"), _("These are the figures of now.")
    lead = _("The earlier figures are kept.")
    form_class = RenewalForm
    offered = "renew"
    operation = staticmethod(drafting.renew)


class HandingOverPage(BulletinPage):
    """It is ready to be checked."""

    heading, verb, done = (
        _("Hand the bulletin over"),
        _("Hand over to be checked"),
        _("Handed over. Somebody who wrote nothing of it checks it."),
    )
    lead = _("The text is fixed until it is checked or sent back. You can take it back as long as nobody checked it.")
    offered = "hand_over"

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Bulletin:  # noqa: ARG002 -- nothing is asked
        """Hand over."""
        return drafting.hand_over(actor, public_id, seen=seen)


class TakingBackPage(BulletinPage):
    """Go on writing."""

    heading, verb, done = _("Take the bulletin back"), _("Take it back"), _("It is a draft again.")
    kind = "secondary"
    offered = "take_back"

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Bulletin:  # noqa: ARG002 -- nothing is asked
        """Take back."""
        return drafting.take_back(actor, public_id, seen=seen)


class CheckPage(BulletinPage):
    """Find it right."""

    heading, verb, done = (
        _("Check the bulletin"),
        _("Text and figures are right"),
        _("Checked; it waits for a signature."),
    )
    lead = _("From now on neither text nor figures change, unless it is sent back.")
    offered = "check"
    operation = staticmethod(deciding.check)


class SignaturePage(BulletinPage):
    """Sign it."""

    heading, verb, done = _("Sign the bulletin"), _("Sign"), _("Signed. It can be released.")
    lead = _("The signature is under the text and the figures, down to every number.")
    offered = "sign"
    operation = staticmethod(deciding.sign)


class ReleasePage(BulletinPage):
    """Give it to everybody whom it concerns."""

    heading, verb, done = (
        _("Release the bulletin"),
        pgettext_lazy("bulletin", "Release"),
        _("Released. Everybody whom it concerns has been told."),
    )
    lead = _(
        "Units read it whole, each member only the own part. The points of the period become final. This cannot be"
        " undone; a mistake is corrected by a notice of its own."
    )
    offered = "release"
    operation = staticmethod(releasing.release)


class ReturnPage(BulletinPage):
    """Have it changed."""

    heading, verb, done = _("Send the bulletin back"), _("Send back"), _("It goes back to be changed.")
    form_class = ReasonForm
    kind = "secondary"
    offered = "send_back"
    operation = staticmethod(deciding.send_back)


class DiscardingPage(BulletinPage):
    """Give a draft up."""

    heading, verb, done = _("Give up the draft"), _("Give up the draft"), _("Given up.")
    form_class = ReasonForm
    kind = "danger"
    offered = "discard"
    operation = staticmethod(drafting.discard)


class CorrectionPage(BulletinPage):
    """Prepare the notice that corrects it."""

    heading, verb, done = (
        _("Correct the bulletin"),
        _("Prepare the correction"),
        _("Drafted, with what the figures of today say otherwise."),
    )
    lead = _(
        "What was signed stays as it is. A notice says what is right; it is checked, signed and released like any"
        " other."
    )
    form_class = CorrectionForm
    offered = "prepare_correction"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- the signature of steps
        """The notice has its id before it is written."""
        return CorrectionForm(given, initial={"notice": new_id()})

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Bulletin:
        """Draft the notice."""
        return drafting.prepare_correction(actor, public_id, given["notice"], reason=given["reason"], seen=seen)

    def next_url(self, row: Any, result: Any) -> str:
        """The page of the notice."""
        return reverse("bulletin", args=[(result or row).public_id])
