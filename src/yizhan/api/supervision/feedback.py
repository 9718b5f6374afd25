# SPDX-License-Identifier: Apache-2.0
"""What contributors are told, and what they say to it, through the interface."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router

from yizhan.api.application import actor_of
from yizhan.api.supervision.schemas import AnswerIn, FeedbackOut, VerdictOut
from yizhan.domains.supervision.access import visibility
from yizhan.domains.supervision.models import Feedback
from yizhan.domains.supervision.operations import telling

router = Router(tags=["supervision"])


@router.get("/items/{item_id}/feedback", response=list[FeedbackOut])
def list_feedback(request: HttpRequest, item_id: uuid.UUID) -> list[Feedback]:
    """What the contributors of an item were told, here and wherever it went."""
    return list(visibility.visible_feedback(actor_of(request)).filter(case__item__public_id=item_id).order_by("id"))


@router.post("/feedback/{feedback_id}/answer", response=VerdictOut)
def answer(request: HttpRequest, feedback_id: uuid.UUID, given: AnswerIn) -> dict[str, Any]:
    """Say as a contributor whether the problem is solved."""
    told = telling.answer_feedback(actor_of(request), feedback_id, verdict=given.verdict, words=given.words)
    return {"id": told.public_id, "verdict": given.verdict}
