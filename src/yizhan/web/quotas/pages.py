# SPDX-License-Identifier: Apache-2.0
"""The pages of this room's steps: words, form, operation."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yizhan.domains.quotas import access
from yizhan.domains.quotas.models import Exemption
from yizhan.domains.quotas.operations import exempting
from yizhan.kernel.actors import Actor
from yizhan.web.items.forms import ReasonForm
from yizhan.web.steps import StepPage


class RevocationPage(StepPage):
    """Say that an exemption does not hold."""

    heading, verb, done = (
        _("Revoke the exemption"),
        _("Revoke"),
        _("Revoked. What was due for these days is due again."),
    )
    kind = "danger"
    form_class = ReasonForm
    template = "periodicals/step.html"
    operation = staticmethod(exempting.revoke)

    def find(self, actor: Actor, public_id: uuid.UUID) -> Exemption:
        """The exemption, as the actor may see it."""
        return access.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The list of exemptions."""
        return reverse("quota-exemptions")

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {"subject": str(row), "is_offered": "revoke" in access.offers(actor, row)}
