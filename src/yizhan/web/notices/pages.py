# SPDX-License-Identifier: Apache-2.0
"""The pages of the steps of a letter."""

import uuid
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yizhan.domains.notices import access
from yizhan.domains.notices.models import Letter
from yizhan.domains.notices.operations import mending
from yizhan.kernel.actors import Actor
from yizhan.web.steps import StepPage


class SettlementForm(forms.Form):
    """How the addressee was told."""

    note = forms.CharField(label=_("How was the addressee told?"), max_length=200)


class _LetterPage(StepPage):
    """What the steps of a letter share."""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Letter:
        """The letter, as the actor may see it."""
        return access.find_letter(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the shape of every step
        """Back to the list."""
        return reverse("failed-letters")


class TryAgainPage(_LetterPage):
    """Send a failed letter again."""

    heading = _("Send it again")
    lead = _("The letter leaves at once, with the same number as before.")
    verb = _("Send again")
    done = _("The letter is being sent again.")
    operation = staticmethod(mending.try_again)


class SettlementPage(_LetterPage):
    """Note that the addressee knows already."""

    heading = _("Told in another way")
    lead = _("The letter leaves the list of failures; the journal keeps what you write.")
    verb = _("Mark as told")
    done = _("Noted. Nothing more is sent.")
    form_class = SettlementForm
    operation = staticmethod(mending.settle)
