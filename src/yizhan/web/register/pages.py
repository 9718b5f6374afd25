# SPDX-License-Identifier: Apache-2.0
"""The pages of this room's steps: words, form, operation."""

import uuid
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yizhan.domains.register import access
from yizhan.domains.register.models import Change, Merger
from yizhan.domains.register.operations import changing, merging
from yizhan.kernel.actors import Actor
from yizhan.web.items.forms import ReasonForm
from yizhan.web.steps import StepPage


class _MergerPage(StepPage):
    """A step of a merger."""

    verb_key: ClassVar[str]
    template = "periodicals/step.html"

    def find(self, actor: Actor, public_id: uuid.UUID) -> Merger:
        """The merger, as the actor may see it."""
        return access.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The merger's page."""
        return reverse("merger", args=[row.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {"subject": str(row), "is_offered": self.verb_key in access.offers(actor, row)}


class ConfirmPage(_MergerPage):
    """Agree to a merger."""

    verb_key = "confirm"
    heading, verb = _("Confirm the merger"), _("They are one person: merge")
    lead = _("Nothing is rewritten: what was written under either entry stays there and counts for one person.")
    done = _("Merged. From now on both entries count as one person.")
    operation = staticmethod(merging.confirm)


class DropPage(_MergerPage):
    """Leave both entries as they are."""

    verb_key = "drop"
    heading, verb, done = _("Do not merge"), _("Leave both as they are"), _("Both entries stay as they are.")
    kind = "danger"
    form_class = ReasonForm
    operation = staticmethod(merging.drop)


class UndoPage(_MergerPage):
    """Take a merger back."""

    verb_key = "undo"
    heading, verb = _("Take the merger back"), _("Take it back")
    done = _("Taken back. Each entry has again what was written under it.")
    kind = "danger"
    form_class = ReasonForm
    operation = staticmethod(merging.undo)


class _ChangePage(StepPage):
    """A step of a change of units."""

    verb_key: ClassVar[str]
    template = "periodicals/step.html"

    def find(self, actor: Actor, public_id: uuid.UUID) -> Change:
        """The change, as the actor may see it."""
        return access.find_change(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the change."""
        return reverse("unit-change", args=[row.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {"subject": str(row), "is_offered": self.verb_key in access.change_offers(actor, row)}


class CarryOutPage(_ChangePage):
    """Agree to a change of units."""

    verb_key = "carry_out"
    heading, verb = _("Confirm the change of units"), _("Carry it out")
    lead = _(
        "Posts that go on are given anew from the next day; the others end. What was done stays where it was done."
    )
    done = _("Carried out. Whoever goes on finds the new post from the next day.")
    operation = staticmethod(changing.carry_out)


class DropChangePage(_ChangePage):
    """Leave the units as they are."""

    verb_key = "drop"
    heading, verb, done = _("Do not carry it out"), _("Leave the units as they are"), _("The units stay as they are.")
    kind = "danger"
    form_class = ReasonForm
    operation = staticmethod(changing.drop)
