# SPDX-License-Identifier: Apache-2.0
"""Steps of items: afterwards work goes on where it was, and what can be taken back offers so."""

import uuid
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise

from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.kernel.actors import Actor
from yizhan.web.items import addresses
from yizhan.web.steps import StepPage, StepView


class ItemStepPage(StepPage):
    """The page of one step of an item.

    `verbs` are the verbs of `access.offers` that lead here, `outcome` is said afterwards, `undo` names the page of the
    step back.
    """

    template = "items/step.html"
    verbs: ClassVar[frozenset[str]] = frozenset()
    outcome: ClassVar[str | Promise] = ""
    undo: ClassVar[str] = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Item:
        """The item, as the actor may see it."""
        return access.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the item."""
        return addresses.item(row.public_id)

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """Whether the step is possible at all, so that an old link says so before anything is typed."""
        return {"is_offered": not self.verbs.isdisjoint(access.offers(actor, row))}


class ItemStepView(StepView):
    """Takes a step and goes on at the page that asked for it, or at the item."""

    page: type[StepPage] = ItemStepPage

    def post(self, request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
        """Take the step, say what came of it, go on."""
        answer = super().post(request, public_id)
        page = self.page()
        if not _is_taken(answer) or not isinstance(page, ItemStepPage):
            return answer
        messages.success(request, str(page.outcome), extra_tags=_undo(request, page, public_id))
        return addresses.go_on(request, addresses.wanted_next(request) or addresses.item(public_id))


def _is_taken(answer: HttpResponse) -> bool:
    return answer.status_code in {204, 302}


def _undo(request: HttpRequest, page: ItemStepPage, public_id: uuid.UUID) -> str:
    """Where the step back is taken. Whoever works in the inbox goes on there, with the item open again."""
    if not page.undo:
        return ""
    undo, onward = reverse(page.undo, args=[public_id]), addresses.wanted_next(request)
    return f"{undo}?{urlencode({'next': addresses.with_item(onward, public_id)})}" if onward else undo
