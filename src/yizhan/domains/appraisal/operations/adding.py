# SPDX-License-Identifier: Apache-2.0
"""Adding by hand what nobody recorded: with an attached proof, and counted only when a second person has seen it.

Figures come from records (RULE-081). An addition is for what the system cannot know, an adoption told by telephone or a
bulletin on paper; it stays marked in every account, and additions are listed apart.
"""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yizhan.domains.appraisal import access, events, rules
from yizhan.domains.appraisal.models import Correction
from yizhan.domains.appraisal.operations import correcting
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries import schemes
from yizhan.domains.appraisal.states import Change, CorrectionState
from yizhan.domains.files import queries as files
from yizhan.domains.files.operations import attaching
from yizhan.domains.periodicals.operations import lines
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What happened, when, and to whom it is credited (public ids with shares in ten-thousandths).

    `kind` is a word by which a scheme in force gives points; `words` are further attributes, such as level or channel.
    """

    kind: str
    title: str
    day: datetime.date
    reason: str
    words: Mapping[str, str]
    people: Sequence[tuple[uuid.UUID, int]] = ()
    units: Sequence[tuple[uuid.UUID, int]] = ()


@operation
def add(actor: Actor, public_id: uuid.UUID, *, addition: Addition) -> Correction:
    """Propose an occasion that nobody recorded. Its proof was kept under this id and is handed in with it.

    Writes: correction, attachments, journal. Announces: appraisal.correction.proposed, files.attachment.handed_in.
    """
    access.require(actor, Permission.PROPOSE)
    if Correction.objects.filter(public_id=public_id).exists():
        raise Conflict("appraisal.correction.id_taken")
    fields = _fields(actor, addition)
    holders = correcting.holders_of(addition.people, addition.units)
    if not holders:
        raise Invalid("appraisal.addition.nobody", field="holder")
    if addition.day > clock.today():
        raise Invalid("appraisal.addition.future", field="day")
    correction = Correction(
        public_id=public_id,
        station_id=actor.station or 0,
        state=CorrectionState.PROPOSED,
        change=Change.ADD,
        title=lines.checked(addition.title, field="title", limit=rules.TITLE_LIMIT, is_required=True),
        day=addition.day,
        fields=fields,
        holders=holders,
        reason=lines.checked(addition.reason, field="reason", limit=rules.TEXT_LIMIT, is_required=True),
        post_id=actor.acting_post,
        at=clock.now(),
    )
    insert(correction)
    attaching.hand_in(actor, public_id)
    if not files.attachments(public_id).exists():
        raise Invalid("appraisal.addition.no_proof", field="attachments")
    event = events.CorrectionProposed(
        subject=public_id, title=correction.title, change=correction.change, reason=correction.reason
    )
    audit.record(actor, event, station=correction.station_id, after=CorrectionState.PROPOSED)
    return correction


def _fields(actor: Actor, addition: Addition) -> dict[str, list[str]]:
    """The words of the occasion. Its kind must be one that counts, otherwise nothing would ever follow from it."""
    if addition.kind not in schemes.kinds(actor.station or 0):
        raise Invalid("appraisal.addition.kind", field="kind")
    unknown = set(addition.words) - set(correcting.RESTATED)
    if unknown:
        raise Invalid("appraisal.correction.attribute", field="words", name=min(unknown))
    return {"kind": [addition.kind], **{name: [word] for name, word in addition.words.items() if word}}
