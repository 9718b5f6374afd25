# SPDX-License-Identifier: Apache-2.0
"""The pages of what people make of a hot topic: words, form, operation."""

import uuid
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yizhan.domains.topics import access
from yizhan.domains.topics.models import HotTopic
from yizhan.domains.topics.operations import judging
from yizhan.domains.topics.queries import surveys
from yizhan.kernel.actors import Actor
from yizhan.web.items.forms import ReasonForm
from yizhan.web.steps import StepPage
from yizhan.web.topics.forms import HotTitleForm, MergingForm

Given = dict[str, Any]


class HotTopicPage(StepPage):
    """A step of a hot topic; afterwards work goes on there."""

    template = "periodicals/step.html"
    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> HotTopic:
        """The topic, as the actor may see it."""
        return access.find_hot(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the topic."""
        return reverse("hot-topic", args=[row.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {"subject": row.title, "is_offered": self.offered in access.hot_offers(actor, row)}


class TitlePage(HotTopicPage):
    """Give it another title."""

    heading, verb, done = _("Rename the hot topic"), _("Rename"), _("Renamed. Later surveys use this title too.")
    offered = "rename"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- nobody's business here
        """Filled with the present title."""
        return HotTitleForm(given, initial={"title": row.title})

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> HotTopic:
        """Rename."""
        return judging.rename(actor, public_id, title=given["title"], seen=seen)


class MergingPage(HotTopicPage):
    """Make it part of another."""

    heading, verb, done = _("Merge into another hot topic"), _("Merge"), _("Merged. Later surveys merge them too.")
    offered = "merge"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- as above
        """With the other topics of the survey."""
        others = surveys.topics_of(row.survey).exclude(pk=row.pk)
        return MergingForm(given, others=[(str(one.public_id), one.title) for one in others])

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> HotTopic:
        """Merge."""
        return judging.merge(actor, public_id, into=uuid.UUID(given["into"]), seen=seen)


class DroppingPage(HotTopicPage):
    """Leave it out."""

    heading, verb, done = _("Leave the hot topic out"), _("Leave out"), _("Left out. Later surveys leave it out too.")
    lead = _("Its items stay as they are.")
    kind = "danger"
    form_class = ReasonForm
    offered = "drop"
    operation = staticmethod(judging.drop)


class RestorationPage(HotTopicPage):
    """Let it stand on its own again."""

    heading, verb, done = _("Restore the hot topic"), _("Restore"), _("It stands on its own again.")
    form_class = ReasonForm
    offered = "restore"
    operation = staticmethod(judging.restore)
