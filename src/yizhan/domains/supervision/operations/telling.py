# SPDX-License-Identifier: Apache-2.0
"""Telling the contributors what came of it, and their answer (G09, RULE-100)."""

import uuid
from dataclasses import asdict

from yizhan.domains.network.models import Person
from yizhan.domains.supervision import events
from yizhan.domains.supervision.access import loading
from yizhan.domains.supervision.access.rights import acting_person, acting_post
from yizhan.domains.supervision.models import Answer, Case, Feedback
from yizhan.domains.supervision.operations.writing import noted, written
from yizhan.domains.supervision.queries import findable
from yizhan.domains.supervision.queries.cases import FourParts
from yizhan.domains.supervision.states import CASE_STEPS, Verdict
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def tell_author(actor: Actor, public_id: uuid.UUID, *, parts: FourParts, seen: int | None = None) -> Case:
    """Tell every contributor instruction, opinion, progress and effect. May be done again to say more.

    Writes: feedback, case, full-text index, journal. Announces: supervision.feedback.given.
    """
    case = loading.take(actor, public_id, "tell_author", seen=seen)
    texts = {field: written(field, text) for field, text in asdict(parts).items()}
    number = case.feedback.count() + 1
    feedback = Feedback.objects.create(case=case, number=number, post_id=acting_post(actor), at=clock.now(), **texts)
    findable.FEEDBACK.enter(feedback.pk)
    event = events.AuthorTold(
        subject=feedback.public_id,
        matter=case.item.public_id,
        number=number,
        station_name=case.station.name,
        **texts,
    )
    return move(case, CASE_STEPS, "tell_author", actor=actor, event=event, told_at=clock.now())


@operation
def answer_feedback(actor: Actor, public_id: uuid.UUID, *, verdict: str, words: str = "") -> Feedback:
    """Say as a contributor whether the problem is solved, once for each feedback.

    Writes: answer, journal. Announces: supervision.feedback.answered.
    """
    feedback = loading.take_feedback(actor, public_id, "answer_feedback")
    if verdict not in Verdict.values:
        raise Invalid("supervision.verdict.unknown", field="verdict")
    person = Person.objects.get(pk=acting_person(actor))
    if Answer.objects.filter(feedback=feedback, person=person).exists():
        raise Conflict("supervision.feedback.answered_already")
    answer = Answer.objects.create(
        feedback=feedback,
        person=person,
        post_id=acting_post(actor),
        verdict=verdict,
        words=noted("words", words),
        at=clock.now(),
    )
    event = events.FeedbackAnswered(
        subject=feedback.public_id,
        matter=feedback.case.item.public_id,
        person=person.name,
        verdict=verdict,
        words=answer.words,
    )
    audit.record(actor, event, station=feedback.case.station_id)
    return feedback
