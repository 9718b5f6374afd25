# SPDX-License-Identifier: Apache-2.0
"""The pages of the steps of drafts and texts: words, form, operation."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.domains.rulebook import access
from yizhan.domains.rulebook.models import Draft, RuleText
from yizhan.domains.rulebook.operations import drafts, texts
from yizhan.kernel.actors import Actor
from yizhan.web.rulebook import addresses
from yizhan.web.rulebook import forms as asked
from yizhan.web.steps import StepPage

Given = dict[str, Any]


class DraftPage(StepPage):
    """A step of a draft; afterwards work goes on at the draft."""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Draft:
        """The draft, as the actor may see it."""
        return access.find_draft(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the draft."""
        return addresses.draft(row.public_id)


class HandOverPage(DraftPage):
    """Hand a draft over for a decision."""

    heading, verb, done = _("Hand over"), _("Hand over"), _("Handed over. A second person now decides about it.")
    lead = _("Afterwards the draft does not change until it is decided or sent back.")
    operation = staticmethod(drafts.hand_over)


class PutInForcePage(DraftPage):
    """Put a draft in force."""

    heading, verb = _("Put in force"), _("Put in force")
    done = _("In force. Each rule holds from its own day on.")
    lead = _("What was decided before keeps the value of its day. A rule in force is never changed, only followed.")
    operation = staticmethod(drafts.put_in_force)


class SendBackPage(DraftPage):
    """Send a draft back."""

    heading, verb, done = _("Send back the draft"), _("Send back"), _("Sent back with your reason.")
    form_class = asked.SendBackForm
    operation = staticmethod(drafts.send_back)


class DiscardPage(DraftPage):
    """Give a draft up."""

    heading, verb, done = _("Discard the draft"), _("Discard"), _("Discarded. The draft stays readable.")
    kind = "danger"
    operation = staticmethod(drafts.discard)


class SupersedePage(StepPage):
    """Note which text takes the place of another."""

    heading, verb, done = _("Superseded by"), _("Record"), _("Recorded in the register.")
    lead = _("Rules that come from the old text stay until new ones are laid down.")

    def find(self, actor: Actor, public_id: uuid.UUID) -> RuleText:
        """The text, as the actor may see it."""
        return access.find_text(actor, public_id)

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- StepPage's signature
        """With the other texts that are themselves in force."""
        others = access.visible_texts(actor).filter(superseded_by__isnull=True).exclude(pk=row.pk)
        return asked.SupersedeForm(given, texts=others)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> RuleText:  # noqa: ARG002 -- texts have no version
        """Record it."""
        return texts.supersede(actor, public_id, by=uuid.UUID(given["by"]), on=given["on"])

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the text."""
        return addresses.text(row.public_id)
